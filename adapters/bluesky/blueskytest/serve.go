package blueskytest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

type object = map[string]any

// answer is what a method says.
type answer struct {
	status int
	body   []byte
	head   http.Header
}

func good(v any) answer {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return answer{status: http.StatusOK, body: b}
}

func refuse(status int, name, message string) answer {
	a := good(object{"error": name, "message": message})
	a.status = status
	return a
}

func invalid(message string) answer { return refuse(http.StatusBadRequest, "InvalidRequest", message) }

// call is one request as a method sees it.
type call struct {
	q    url.Values
	body object
	raw  []byte
	self *account
	auth string
}

func (c *call) text(name string) string { s, _ := c.body[name].(string); return s }

type method struct {
	post bool
	open bool // without a session
	run  func(*Server, *call) answer
}

var methods = map[string]method{
	"com.atproto.server.createSession":        {post: true, open: true, run: createSession},
	"com.atproto.server.refreshSession":       {post: true, open: true, run: refreshSession},
	"com.atproto.server.getSession":           {run: getSession},
	"com.atproto.identity.resolveHandle":      {open: true, run: resolveHandle},
	"com.atproto.repo.getRecord":              {open: true, run: getRecord},
	"com.atproto.repo.putRecord":              {post: true, run: putRecord},
	"com.atproto.repo.deleteRecord":           {post: true, run: deleteRecord},
	"com.atproto.moderation.createReport":     {post: true, run: createReport},
	"app.bsky.notification.listNotifications": {run: listNotifications},
	"app.bsky.feed.getPosts":                  {run: getPosts},
	"app.bsky.feed.getPostThread":             {run: getPostThread},
	"app.bsky.feed.getAuthorFeed":             {run: getAuthorFeed},
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	name := strings.TrimPrefix(r.URL.Path, "/xrpc/")
	s.mu.Lock()
	f := s.fault(name, r.Method == http.MethodPost)
	a := answer{}
	if f.Status == 0 || f.After {
		a = s.answer(name, r, raw)
	}
	s.calls = append(s.calls, Call{name, r.Method, r.URL.Query(), string(raw), string(a.body), a.status})
	if f.Status != 0 {
		message := "the server is not well"
		if auth := r.Header.Get("Authorization"); auth != "" {
			message += " with " + auth // no real one is so careless; the client must survive it
		}
		a = refuse(f.Status, f.Name, message)
	}
	if f.change != nil {
		f.change(&a)
	}
	s.head(&a, f)
	s.mu.Unlock()
	s.send(w, r, a, f)
}

func (s *Server) answer(name string, r *http.Request, raw []byte) answer {
	m, known := methods[name]
	if slot := s.now().Unix() / 300; slot != s.window {
		s.window, s.used = slot, 0
	}
	s.used++
	switch {
	case !known:
		return refuse(http.StatusNotImplemented, "MethodNotImplemented", "Method Not Implemented")
	case s.used > s.limit:
		a := refuse(http.StatusTooManyRequests, "RateLimitExceeded", "Rate Limit Exceeded")
		a.head = http.Header{"Retry-After": {strconv.FormatInt((s.window+1)*300-s.now().Unix(), 10)}}
		return a
	case m.post != (r.Method == http.MethodPost):
		return invalid("Incorrect HTTP method")
	}
	c := &call{q: r.URL.Query(), raw: raw, auth: strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")}
	if len(raw) > 0 && (r.Header.Get("Content-Type") != "application/json" || json.Unmarshal(raw, &c.body) != nil) {
		return invalid("Request encoding is not JSON")
	}
	if !m.open {
		a, ok := s.authorize(c)
		if !ok {
			return a
		}
	}
	return m.run(s, c)
}

// head sets what every answer carries.
func (s *Server) head(a *answer, f Fault) {
	if a.head == nil {
		a.head = http.Header{}
	}
	a.head.Set("Date", s.now().Add(s.skew+f.Skew).UTC().Format(http.TimeFormat))
	if a.head.Get("Content-Type") == "" {
		a.head.Set("Content-Type", "application/json; charset=utf-8")
	}
	reset := (s.window + 1) * 300
	if f.Wait > 0 {
		reset = s.now().Add(f.Wait).Unix()
		a.head.Set("Retry-After", strconv.Itoa(int(f.Wait/time.Second)))
	}
	a.head.Set("RateLimit-Limit", strconv.Itoa(s.limit))
	a.head.Set("RateLimit-Remaining", strconv.Itoa(max(s.limit-s.used, 0)))
	a.head.Set("RateLimit-Reset", strconv.FormatInt(reset, 10))
	a.head.Set("RateLimit-Policy", fmt.Sprintf("%d;w=300", s.limit))
}

func (s *Server) send(w http.ResponseWriter, r *http.Request, a answer, f Fault) {
	hang := func() {
		select {
		case <-r.Context().Done():
		case <-s.done:
		}
		panic(http.ErrAbortHandler)
	}
	switch {
	case f.hang:
		hang()
	case f.cut:
		panic(http.ErrAbortHandler)
	}
	for k, v := range a.head {
		w.Header()[k] = v
	}
	if f.slow || f.cutBody {
		w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body[:len(a.body)/2])
		_ = http.NewResponseController(w).Flush()
		if f.slow {
			hang()
		}
		panic(http.ErrAbortHandler)
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}
