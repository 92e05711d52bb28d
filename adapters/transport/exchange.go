package transport

import (
	"context"
	"net/http"
	"slices"
	"sync"
)

type ctxKey int

const (
	exchangeKey ctxKey = iota
	idempotencyKey
)

// Exchange is what happened on the network under one context: the last answer,
// and whether a write may have reached the server. Libraries hide all of it.
type Exchange struct {
	mu      sync.Mutex
	secrets []string
	status  int
	header  http.Header
	body    []byte
	wrote   bool
}

// Watch gives a context whose requests are noted in the exchange. One call of the
// channel port takes one.
func Watch(ctx context.Context) (context.Context, *Exchange) {
	x := &Exchange{}
	return context.WithValue(ctx, exchangeKey, x), x
}

// WithKey gives a context whose writes carry the Idempotency-Key.
func WithKey(ctx context.Context, key string) context.Context {
	return context.WithValue(ctx, idempotencyKey, key)
}

func keyOf(ctx context.Context) string {
	key, _ := ctx.Value(idempotencyKey).(string)
	return key
}

func exchangeOf(ctx context.Context) *Exchange {
	if x, ok := ctx.Value(exchangeKey).(*Exchange); ok {
		return x
	}
	return &Exchange{}
}

// Status is of the last answer, 0 when the last request got none.
func (x *Exchange) Status() int {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.status
}

// Header is of the last answer, never nil.
func (x *Exchange) Header() http.Header {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.header == nil {
		return http.Header{}
	}
	return x.header
}

// Body is the last answer's, as far as it came.
func (x *Exchange) Body() []byte {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.body
}

// Wrote reports whether a write got as far as a connection: from there on nobody
// but the server knows whether it took effect.
func (x *Exchange) Wrote() bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.wrote
}

func (x *Exchange) begin(t *Transport, req *http.Request) {
	secrets := slices.Concat(t.hidden.all(), credentials(req))
	x.mu.Lock()
	defer x.mu.Unlock()
	x.secrets, x.status, x.header, x.body = secrets, 0, nil, nil
}

func (x *Exchange) sentWrite() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.wrote = true
}

func (x *Exchange) answered(status int, h http.Header, body []byte) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.status, x.header, x.body = status, h, body
}
