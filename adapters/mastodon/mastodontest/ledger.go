package mastodontest

import (
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
)

// Call is one request the server got, faults included.
type Call struct {
	Method string
	Path   string
	Query  url.Values
	Body   string
	Key    string // Idempotency-Key
	Header http.Header
	Status int    // 0 when it got no answer
	Effect bool   // it changed something on the server
	Fault  string // what was queued for it, "" when nothing
}

func (s *Server) record(c *call, body []byte, code int, f *Fault) {
	log := Call{
		Method: c.r.Method, Path: c.r.URL.Path, Query: c.r.URL.Query(), Body: string(body),
		Key: c.r.Header.Get("Idempotency-Key"), Header: c.r.Header.Clone(),
		Status: code, Effect: c.effect,
	}
	if f != nil {
		log.Fault = f.name
		if f.hang || f.cut && !f.middle {
			log.Status = 0
		}
	}
	s.calls = append(s.calls, log)
}

// Calls gives every request so far, in the order they were handled.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// Requests counts the requests that match a pattern: a method and a path, e.g.
// "POST /api/v1/statuses". Either may be "*"; in the path "*" stands for one
// element, "**" at the end for any number.
func (s *Server) Requests(pattern string) int {
	return s.countCalls(pattern, func(Call) bool { return true })
}

// Effects counts those of [Server.Requests] that changed something: a second
// POST with a known Idempotency-Key does not.
func (s *Server) Effects(pattern string) int {
	return s.countCalls(pattern, func(c Call) bool { return c.Effect })
}

func (s *Server) countCalls(pattern string, which func(Call) bool) int {
	n := 0
	for _, c := range s.Calls() {
		if matches(pattern, c.Method, c.Path) && which(c) {
			n++
		}
	}
	return n
}

func matches(pattern, method, p string) bool {
	wantMethod, wantPath, ok := strings.Cut(pattern, " ")
	if !ok {
		wantMethod, wantPath = "*", pattern
	}
	if wantMethod != "*" && wantMethod != method {
		return false
	}
	if wantPath == "*" {
		return true
	}
	if head, rest := strings.CutSuffix(wantPath, "**"); rest {
		return strings.HasPrefix(p, head)
	}
	hit, err := path.Match(wantPath, p)
	if err != nil {
		panic("mastodontest: bad pattern " + pattern)
	}
	return hit
}
