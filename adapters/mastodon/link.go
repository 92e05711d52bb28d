package mastodon

import (
	"errors"
	"net/http"
	"net/url"
	"sync/atomic"
	"syscall"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// link is the way to the server, under the library and under our own calls. It
// adds the token, and nobody above it holds one.
//
// Writes take a connection of their own each. Some servers (snac) close every
// connection after an answer without saying so; a read is then repeated by
// net/http, but a reply would be lost in a way that only a second look at the
// server clears up. Reads change over too once a server did that to one.
type link struct {
	base    *url.URL
	bearer  string
	kept    *transport.Transport
	once    *transport.Transport
	closing atomic.Bool
}

func newLink(base *url.URL, token string, clock inbox.Clock, o transport.Options) *link {
	o.Now = clock.Now
	o.Secrets = append(o.Secrets[:len(o.Secrets):len(o.Secrets)], token)
	l := &link{base: base, bearer: "Bearer " + token, kept: transport.New(o)}
	l.closing.Store(o.DisableKeepAlives)
	o.DisableKeepAlives = true
	l.once = transport.New(o)
	return l
}

// RoundTrip sends one request with the token, but never to another host.
func (l *link) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Del("Authorization")
	if req.URL.Host == l.base.Host && req.URL.Scheme == l.base.Scheme {
		req.Header.Set("Authorization", l.bearer)
	}
	if req.Method != http.MethodGet || l.closing.Load() {
		return l.once.RoundTrip(req)
	}
	resp, err := l.kept.RoundTrip(req)
	if errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) {
		l.closing.Store(true)
		l.kept.CloseIdleConnections()
	}
	return resp, err
}

// client is a client over the link with the transport's rules.
func (l *link) client() *http.Client {
	h := l.kept.Client()
	h.Transport = l
	return h
}

// stats gives what was seen last: the reads' limits, and whichever knows the
// server's clock.
func (l *link) stats() transport.Stats {
	s, other := l.kept.Stats(), l.once.Stats()
	if l.closing.Load() || !s.SkewKnown {
		s, other = other, s
	}
	if !s.SkewKnown {
		s.Skew, s.SkewKnown = other.Skew, other.SkewKnown
	}
	return s
}

func (l *link) close() {
	l.kept.CloseIdleConnections()
	l.once.CloseIdleConnections()
}
