package youtube

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/url"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// link is the way to the server, under the library. It adds the access token that
// the context carries, and never to another host. A write takes a connection of
// its own: on a kept one that just died nobody knows what arrived.
type link struct {
	base       *url.URL
	kept, once *transport.Transport
}

func newLink(base *url.URL, clock inbox.Clock, o transport.Options, secrets ...string) *link {
	o.Now = clock.Now
	o.Secrets = append(o.Secrets[:len(o.Secrets):len(o.Secrets)], secrets...)
	l := &link{base: base, kept: transport.New(o)}
	o.DisableKeepAlives = true
	l.once = transport.New(o)
	return l
}

type accessKey struct{}

// withAccess gives a context whose requests carry an access token.
func withAccess(ctx context.Context, token string) context.Context {
	return context.WithValue(ctx, accessKey{}, token)
}

// RoundTrip sends one request.
func (l *link) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Del("Authorization")
	if token, _ := req.Context().Value(accessKey{}).(string); token != "" && req.URL.Host == l.base.Host && req.URL.Scheme == l.base.Scheme {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	if req.Method == http.MethodGet {
		return l.kept.RoundTrip(req)
	}
	return l.once.RoundTrip(req)
}

func (l *link) client() *http.Client {
	h := l.kept.Client()
	h.Transport = l
	return h
}

// bare is a client that carries no access token, to get one.
func (l *link) bare() *http.Client { return l.once.Client() }

// hide keeps a new secret out of all errors.
func (l *link) hide(secret string) {
	l.kept.Conceal(secret)
	l.once.Conceal(secret)
}

func (l *link) stats() transport.Stats {
	s := l.kept.Stats()
	if other := l.once.Stats(); !s.SkewKnown {
		s.Skew, s.SkewKnown = other.Skew, other.SkewKnown
	}
	return s
}

func (l *link) close() {
	l.kept.CloseIdleConnections()
	l.once.CloseIdleConnections()
}

// quiet keeps the library from writing whole requests to the terminal when a
// variable of the environment asks it to.
func quiet() *slog.Logger {
	return slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelError + 100}))
}
