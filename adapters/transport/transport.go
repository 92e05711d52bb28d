package transport

import (
	"net"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// MaxBody is the largest answer that is read, after decompression. A page of 80
// posts with long texts takes less than a tenth of it.
const MaxBody = 8 << 20

// Options sets a transport up. The zero value is good for production but for
// Secrets.
type Options struct {
	// Now tells the time; nil takes the system's.
	Now func() time.Time
	// Secrets are the tokens of the account. They are cut out of every error.
	Secrets []string
	// UserAgent is set where a library sets none.
	UserAgent string
	// DisableKeepAlives opens a new connection for every request. Some servers
	// close each one after its answer without saying so, and every third request
	// on a kept connection fails there.
	DisableKeepAlives bool
	// NoReserve lets reads use up the last tenth of a rate limit, which is kept
	// back for replies and measures otherwise.
	NoReserve bool
	// Base does the work instead of a net/http transport; for tests.
	Base http.RoundTripper
}

// Transport is the stack of one account. It is safe for concurrent use.
type Transport struct {
	o      Options
	base   http.RoundTripper
	meter  meter
	hidden hidden
}

// New makes a transport.
func New(o Options) *Transport {
	if o.Now == nil {
		o.Now = time.Now
	}
	t := &Transport{o: o, base: o.Base}
	t.Conceal(o.Secrets...)
	if t.base == nil {
		t.base = &http.Transport{
			Proxy:                  http.ProxyFromEnvironment, // town halls sit behind one
			DialContext:            (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
			TLSHandshakeTimeout:    10 * time.Second,
			ResponseHeaderTimeout:  30 * time.Second,
			IdleConnTimeout:        60 * time.Second,
			MaxIdleConnsPerHost:    2,
			MaxResponseHeaderBytes: 64 << 10,
			ForceAttemptHTTP2:      true,
			DisableKeepAlives:      o.DisableKeepAlives,
		}
	}
	return t
}

// Client gives a client over this transport. Its redirects are [NoRedirect]'s.
func (t *Transport) Client() *http.Client {
	return &http.Client{Transport: t, CheckRedirect: NoRedirect, Timeout: time.Minute}
}

// CloseIdleConnections closes what is kept open.
func (t *Transport) CloseIdleConnections() {
	if c, ok := t.base.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// RoundTrip sends one request and reads the whole answer.
func (t *Transport) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	x := exchangeOf(ctx)
	writes := isWrite(req.Method)
	if !writes && !t.o.NoReserve {
		if err := t.meter.reserved(t.o.Now()); err != nil {
			closeBody(req)
			x.begin(t, req)
			return nil, err
		}
	}
	var connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		// net/http asks anew when a kept connection turned out dead before a byte
		// was written; what counts is the last one.
		GetConn: func(string) { connected.Store(false) },
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	req = t.prepare(req.Clone(ctx), writes)
	x.begin(t, req)
	t.meter.called(writes)
	resp, err := t.base.RoundTrip(req)
	if writes && (err == nil || connected.Load()) {
		x.sentWrite()
	}
	if err != nil {
		t.meter.failed()
		return nil, Clean(err, t.hidden.all()...)
	}
	return t.receive(req, resp, x, writes)
}

// prepare makes a write one that can leave only once.
func (t *Transport) prepare(req *http.Request, writes bool) *http.Request {
	if req.Header == nil {
		req.Header = http.Header{}
	}
	if t.o.UserAgent != "" && req.Header.Get("User-Agent") == "" {
		req.Header.Set("User-Agent", t.o.UserAgent)
	}
	if !writes {
		return req
	}
	// net/http takes a POST with an Idempotency-Key for repeatable and sends it
	// again by itself when a kept connection dies. Many servers ignore the key, and
	// then the reply stands twice. Without GetBody it cannot rewind; a request
	// without a body it could always repeat, so that gets no key.
	req.GetBody = nil
	if key := keyOf(req.Context()); key != "" && req.Body != nil && req.Body != http.NoBody {
		req.Header.Set("Idempotency-Key", key)
	}
	return req
}

// receive reads an answer to its end and notes what its headers tell.
func (t *Transport) receive(req *http.Request, resp *http.Response, x *Exchange, writes bool) (*http.Response, error) {
	now := t.o.Now()
	skew, known := dateSkew(resp.Header, now)
	limits := parseLimits(resp.Header, now, skew)
	t.meter.answered(resp.StatusCode, skew, known, limits, writes)
	body, readErr := readAll(resp)
	t.meter.read(len(body))
	x.answered(resp.StatusCode, resp.Header, body)
	if readErr != nil {
		t.meter.failed()
		readErr = Clean(readErr, t.hidden.all()...)
	}
	if limits.throttles(resp.StatusCode) {
		return nil, &Throttled{Status: resp.StatusCode, RetryAt: limits.retryAt(now)}
	}
	resp.Body = &readBody{rest: body, err: readErr}
	resp.ContentLength = int64(len(body))
	resp.Request = req
	return resp, nil
}

func isWrite(method string) bool {
	switch method {
	case "", http.MethodGet, http.MethodHead, http.MethodOptions:
		return false
	}
	return true
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		req.Body.Close()
	}
}
