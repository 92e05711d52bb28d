package graphtest

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// Request is a call that came through the door. Path is without version.
type Request struct {
	Method string
	Path   string
	Values url.Values // of the address or the form
}

// Answer is what a platform says to it.
type Answer struct {
	Status int // 0 is 200
	Body   any
}

// Call is a request as it reached the server, the refused ones too.
type Call struct {
	Method, Path, Query, Form string
	Header                    http.Header
	At                        time.Time
}

// Server is the door. Its owner's handler is called with the lock held.
type Server struct {
	URL     string
	Handler func(Request) Answer

	mu      sync.Mutex
	t       testing.TB
	server  *httptest.Server
	now     func() time.Time
	token   string
	secret  string // the app's; with it each call must prove that it comes from the app
	useCase string
	percent int
	hourly  int // calls in sixty minutes, see Hourly
	wait    int // minutes
	lasting map[bool]Fault
	queue   map[bool][]Fault
	calls   []Call
	repeat  bool
	bare    map[string]bool // paths whose token may stand in the address
}

// New opens the door.
func New(t testing.TB, useCase, token string, now func() time.Time) *Server {
	s := &Server{t: t, now: now, token: token, useCase: useCase, percent: 1, lasting: map[bool]Fault{}, queue: map[bool][]Fault{}, bare: map[string]bool{}}
	s.server = httptest.NewServer(s)
	t.Cleanup(s.server.Close)
	s.URL = s.server.URL
	return s
}

// Do runs f with the platform's state locked.
func (s *Server) Do(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// Now is the server's time.
func (s *Server) Now() time.Time { return s.now().UTC().Truncate(time.Second) }

// Accept changes the token that is accepted. Only a Handler calls it.
func (s *Server) Accept(token string) { s.token = token }

// RequireProof asks each call for the proof by the app's secret.
func (s *Server) RequireProof(secret string) { s.Do(func() { s.secret = secret }) }

// Use sets what the usage headers say, in percent and minutes.
func (s *Server) Use(percent, minutes int) {
	s.Do(func() { s.percent, s.wait = percent, minutes })
}

// AllowQuery lets one path take the token in its address, as Meta documents it.
func (s *Server) AllowQuery(path string) { s.Do(func() { s.bare[path] = true }) }

// Calls gives what has come so far.
func (s *Server) Calls() (out []Call) {
	s.Do(func() { out = append(out, s.calls...) })
	return out
}

// Count counts calls by method and end of their path.
func (s *Server) Count(method, suffix string) (n int) {
	for _, c := range s.Calls() {
		if c.Method == method && strings.HasSuffix(c.Path, suffix) {
			n++
		}
	}
	return n
}

// Writes counts the calls that would change something.
func (s *Server) Writes() (n int) {
	for _, c := range s.Calls() {
		if c.Method != http.MethodGet {
			n++
		}
	}
	return n
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_ = r.ParseForm()
	values := r.Form
	if r.Method == http.MethodDelete {
		values = r.URL.Query()
	}
	s.mu.Lock()
	s.calls = append(s.calls, Call{r.Method, r.URL.Path, r.URL.RawQuery, r.PostForm.Encode(), r.Header.Clone(), s.now()})
	percent, over := s.meter()
	fault := s.take(r.Method != http.MethodGet)
	w.Header().Set("Date", s.now().Add(fault.Skew).UTC().Format(http.TimeFormat))
	w.Header().Set("facebook-api-version", "v25.0")
	usage := fmt.Sprintf(`{"1020304050":[{"type":%q,"call_count":%d,"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":%d}]}`, s.useCase, percent, s.wait)
	w.Header().Set("X-Business-Use-Case-Usage", usage)
	var a Answer
	switch refusal := s.refusal(r, values); {
	case fault.before():
	case over:
		a = Error(400, 32, 0, "(#32) Page request limit reached")
	case refusal != nil:
		a = *refusal
	default:
		path := strings.Trim(r.URL.Path, "/")
		if version, rest, _ := strings.Cut(path, "/"); strings.HasPrefix(version, "v") {
			path = rest
		}
		s.repeat = fault.Kind == Repeat
		a = s.Handler(Request{r.Method, path, values})
	}
	s.mu.Unlock()
	body, _ := json.Marshal(a.Body)
	if fault.spoils(w, r, body) {
		return
	}
	write(w, a.Status, body)
}

func write(w http.ResponseWriter, status int, body []byte) {
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	if status != 0 {
		w.WriteHeader(status)
	}
	_, _ = w.Write(body)
}

// refusal looks at who asks.
func (s *Server) refusal(r *http.Request, values url.Values) *Answer {
	got := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	if v := values.Get("access_token"); v != "" {
		if !s.bare[strings.Trim(r.URL.Path, "/")] {
			s.t.Errorf("the token stands in the address of %s", r.URL.Path)
		}
		got = v
	}
	if got != s.token {
		a := Error(400, 190, 463, "Error validating access token: Session has expired")
		return &a
	}
	if s.secret == "" {
		return nil
	}
	mac := hmac.New(sha256.New, []byte(s.secret))
	mac.Write([]byte(s.token))
	if values.Get("appsecret_proof") != hex.EncodeToString(mac.Sum(nil)) {
		a := Error(400, 100, 0, "Invalid appsecret_proof provided in the API argument")
		return &a
	}
	return nil
}

// Error is the platform's form of an error.
func Error(status, code, subcode int, message string) Answer {
	e := map[string]any{"message": message, "type": "OAuthException", "code": code, "fbtrace_id": "A1m6xyz"}
	if subcode != 0 {
		e["error_subcode"] = subcode
	}
	return Answer{status, map[string]any{"error": e}}
}

// Missing is the answer to an id that is not there, or not for us.
func Missing(id string) Answer {
	return Error(400, 100, 33, "Unsupported get request. Object with ID '"+id+"' does not exist, cannot be loaded due to missing permissions, or does not support this operation")
}
