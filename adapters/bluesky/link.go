package bluesky

import (
	"net/http"
	"net/url"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// link is the way to the servers. Writes take a connection of their own each, so
// that none is lost on one that died unseen.
type link struct {
	base *url.URL
	kept *transport.Transport
	once *transport.Transport
	http *http.Client
}

func newLink(base *url.URL, password string, clock inbox.Clock, o transport.Options) *link {
	o.Now = clock.Now
	o.Secrets = append(o.Secrets[:len(o.Secrets):len(o.Secrets)], password)
	l := &link{base: base, kept: transport.New(o)}
	o.DisableKeepAlives = true
	l.once = transport.New(o)
	l.http = l.kept.Client()
	l.http.Transport = l
	return l
}

// RoundTrip sends one request.
func (l *link) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Method == http.MethodGet {
		return l.kept.RoundTrip(req)
	}
	return l.once.RoundTrip(req)
}

// conceal cuts tokens out of every error from now on.
func (l *link) conceal(tokens ...string) {
	l.kept.Conceal(tokens...)
	l.once.Conceal(tokens...)
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
