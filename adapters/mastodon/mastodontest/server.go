package mastodontest

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Server is one running server. Make it with [New].
type Server struct {
	// URL is where it listens, without a slash at the end.
	URL string
	// Domain is the public name its accounts and posts carry. Nothing answers
	// there.
	Domain string

	flavour Flavour
	traits
	web  *httptest.Server
	now  func() time.Time
	done chan struct{}

	mu       sync.Mutex
	ids      idSource
	skew     time.Duration
	accounts []*account
	posts    []*post
	notices  []*notice
	reports  []Report
	keys     map[string]keptKey
	buckets  map[string]*bucket
	limits   Limits
	faults   []*queued
	calls    []Call
	pages    map[string][]byte // last list answered, by token and path
}

// Option changes how [New] sets a server up.
type Option func(*Server)

// WithClock lets the server take its time from now instead of time.Now.
func WithClock(now func() time.Time) Option { return func(s *Server) { s.now = now } }

// WithDomain sets the public name; without it "social.example".
func WithDomain(name string) Option { return func(s *Server) { s.Domain = name } }

// WithMaxChars sets the longest post, in the server's own count.
func WithMaxChars(n int) Option { return func(s *Server) { s.maxChars = n } }

// New starts a server and stops it when the test ends.
func New(tb testing.TB, f Flavour, options ...Option) *Server {
	tb.Helper()
	s := &Server{
		Domain: "social.example", flavour: f, traits: traitsOf[f],
		now: time.Now, done: make(chan struct{}),
		keys: map[string]keptKey{}, buckets: map[string]*bucket{}, limits: DefaultLimits,
		pages: map[string][]byte{},
	}
	for _, o := range options {
		o(s)
	}
	s.web = httptest.NewServer(s.routes())
	s.URL = s.web.URL
	tb.Cleanup(s.Close)
	return s
}

// Close ends hanging answers, then stops the server. It may be called twice.
func (s *Server) Close() {
	s.mu.Lock()
	select {
	case <-s.done:
		s.mu.Unlock()
		return
	default:
		close(s.done)
	}
	s.mu.Unlock()
	s.web.CloseClientConnections()
	s.web.Close()
}

// Client is an HTTP client for plain requests to this server.
func (s *Server) Client() *http.Client { return s.web.Client() }

// Flavour tells which kind of server this is.
func (s *Server) Flavour() Flavour { return s.flavour }

// SetSkew lets the server's Date header, and nothing else, differ from its
// clock.
func (s *Server) SetSkew(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skew = d
}

// publicURL is an address on the public name.
func (s *Server) publicURL(path string) string { return "https://" + s.Domain + path }
