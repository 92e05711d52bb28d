// Package blueskytest runs a small Bluesky network for tests: one server that
// keeps accounts and their records (PDS) and shows everybody's posts (appview),
// with the cursors, limits and errors of the real ones. Posts are written, edited
// and deleted through methods, as citizens do it from elsewhere.
//
// Notifications are sorted by the time their author claims, when that has passed;
// their cursor is that time and gives what is strictly older; reasons are filtered
// after a page was fetched. All three lose things, as they do on the real one.
package blueskytest

import (
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"
)

// Secret is in every password and token, so that a test can look for it.
const Secret = "GEHEIMEMARKE"

// Server is a running network. Its clock is the test's.
type Server struct {
	URL string

	web  *httptest.Server
	now  func() time.Time
	done chan struct{}
	once sync.Once

	mu       sync.Mutex
	accounts []*account
	records  map[string]*record // by address
	notices  []*notice
	reports  []string
	tokens   map[string]token
	serial   int
	limit    int // of calls in a window
	used     int
	window   int64
	logins   int
	skew     time.Duration
	broken   map[bool]Fault // reads false, writes true
	queued   []queuedFault
	calls    []Call
}

// New starts a network and stops it when the test ends.
func New(tb testing.TB, now func() time.Time) *Server {
	tb.Helper()
	s := &Server{
		now: now, done: make(chan struct{}), records: map[string]*record{}, tokens: map[string]token{}, limit: 3000,
		broken: map[bool]Fault{},
	}
	s.web = httptest.NewServer(http.HandlerFunc(s.serve))
	s.URL = s.web.URL
	tb.Cleanup(s.Close)
	return s
}

// Close ends hanging answers and stops the server. It may be called twice.
func (s *Server) Close() {
	s.once.Do(func() {
		close(s.done)
		s.web.CloseClientConnections()
		s.web.Close()
	})
}

// SetSkew lets the server's Date, and nothing else, differ from its clock.
func (s *Server) SetSkew(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skew = d
}

// SetLimit changes how many calls a window of five minutes takes.
func (s *Server) SetLimit(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limit, s.used = n, 0
}

// Call is one request that reached the server.
type Call struct {
	Method string // of the protocol, "app.bsky.feed.getPosts"
	HTTP   string
	Query  map[string][]string
	Body   string
	Answer string // as it was meant, before a fault spoiled it
	Status int
}

// Calls gives all requests so far.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]Call(nil), s.calls...)
}

// Count tells how often a method was called.
func (s *Server) Count(method string) (n int) {
	for _, c := range s.Calls() {
		if c.Method == method {
			n++
		}
	}
	return n
}

// Logins tells how often somebody logged in with a password.
func (s *Server) Logins() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.logins
}

// Reports gives the addresses that were reported.
func (s *Server) Reports() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.reports...)
}
