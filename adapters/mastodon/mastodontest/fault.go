package mastodontest

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Fault spoils one answer. Faults that end in After let the request take
// effect first: the client hears of a failure though the post is there.
type Fault struct {
	name        string
	takesEffect bool
	change      func(s *Server, a *answer, before []byte)
	cut, hang   bool
	middle      bool // cut after half of the body
	chunk       int  // bytes per piece of a slow body
	pause       time.Duration
}

type queued struct {
	pattern string
	Fault
}

// Queue lets faults meet the next requests that match a pattern (see
// [Server.Requests]), one each, in order.
func (s *Server) Queue(pattern string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	matches(pattern, "", "") // panics on a bad pattern now, not in a handler
	for _, f := range faults {
		s.faults = append(s.faults, &queued{pattern, f})
	}
}

// Heal forgets the queued faults that have not been met.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// Pending tells how many queued faults have not been met.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.faults)
}

func (s *Server) takeFault(r *http.Request) *Fault {
	for i, q := range s.faults {
		if matches(q.pattern, r.Method, r.URL.Path) {
			s.faults = slices.Delete(s.faults, i, i+1)
			return &q.Fault
		}
	}
	return nil
}

// answerWith is a fault that puts an answer in the place of the regular one.
func answerWith(name string, make func(s *Server) answer) Fault {
	return Fault{name: name, change: func(s *Server, a *answer, _ []byte) { *a = make(s) }}
}

// Pass lets a request through; it counts places in a queue.
func Pass() Fault { return Fault{name: "pass", takesEffect: true} }

// After lets the request take effect before the fault hides it.
func (f Fault) After() Fault {
	f.takesEffect = true
	f.name += " after effect"
	return f
}

// TooMany refuses with 429 and, as Mastodon does, only X-RateLimit-Reset to
// tell when to come back.
func TooMany(wait time.Duration) Fault {
	return answerWith("429", func(s *Server) answer {
		a := s.tooMany()
		s.showLimit(a.head, s.limits.All.Max, 0, s.now().Add(wait))
		return a
	})
}

// RetryAfter refuses with a code (429, 503) and Retry-After in seconds, as
// GoToSocial does when it is busy.
func RetryAfter(code int, wait time.Duration) Fault {
	return answerWith("retry after", func(s *Server) answer {
		a := s.refuse(code, http.StatusText(code), "server capacity exceeded")
		a.head.Set("Retry-After", strconv.Itoa(int(wait/time.Second)))
		return a
	})
}

// Unauthorized refuses with 401, in the flavour's way.
func Unauthorized() Fault { return answerWith("401", (*Server).noToken) }

// Forbidden refuses with 403 for a missing scope.
func Forbidden() Fault { return answerWith("403", (*Server).noScope) }

// Fail answers 500 instead of taking effect.
func Fail() Fault {
	return answerWith("500", func(s *Server) answer {
		return s.refuse(500, "We're sorry, but something went wrong on our end.", "Internal Server Error: something went wrong")
	})
}

// FailAfter takes effect and answers 500.
func FailAfter() Fault { return Fail().After() }

// Cut closes the connection without an answer and without effect.
func Cut() Fault { return Fault{name: "cut", cut: true} }

// CutAfter takes effect and closes the connection without an answer.
func CutAfter() Fault { return Cut().After() }

// CutBody takes effect and closes the connection in the middle of the answer.
func CutBody() Fault { return Fault{name: "cut body", takesEffect: true, cut: true, middle: true} }

// Hang neither takes effect nor answers until the client gives up.
func Hang() Fault { return Fault{name: "hang", hang: true} }

// HangAfter takes effect and never answers.
func HangAfter() Fault { return Hang().After() }

// SlowBody takes effect and sends its answer in pieces of some bytes, with a
// pause in real time after each.
func SlowBody(bytes int, pause time.Duration) Fault {
	return Fault{name: "slow", takesEffect: true, chunk: max(bytes, 1), pause: pause}
}

// HTMLPage answers 200 with a web page instead of taking effect: a maintenance
// page, or the login page of a network.
func HTMLPage() Fault {
	return Answer(200, "text/html; charset=utf-8", "<!DOCTYPE html><html><body><h1>Wartungsarbeiten</h1></body></html>")
}

// EmptyError answers with a code and nothing else, instead of taking effect.
func EmptyError(code int) Fault { return Answer(code, "", "") }

// Answer answers with anything, instead of taking effect.
func Answer(code int, contentType, body string) Fault {
	return answerWith("answer "+strconv.Itoa(code), func(*Server) answer {
		a := answer{code: code, head: http.Header{"Content-Type": nil}, body: []byte(body)}
		if contentType != "" {
			a.head.Set("Content-Type", contentType)
		}
		return a
	})
}

// mangle is a fault that takes effect and changes the regular answer.
func mangle(name string, change func(s *Server, a *answer, before []byte)) Fault {
	return Fault{name: name, takesEffect: true, change: change}
}

// WrongType sends the regular answer under another content type.
func WrongType(contentType string) Fault {
	return mangle("wrong type", func(_ *Server, a *answer, _ []byte) { a.head.Set("Content-Type", contentType) })
}

// TruncatedJSON sends the first half of the regular answer, as if that were
// all.
func TruncatedJSON() Fault {
	return mangle("truncated", func(_ *Server, a *answer, _ []byte) { a.body = a.body[:len(a.body)/2] })
}

// ClockSkew sends a Date header that is off by d.
func ClockSkew(d time.Duration) Fault {
	return mangle("skew", func(s *Server, a *answer, _ []byte) {
		a.head.Set("Date", s.now().Add(d).UTC().Format(http.TimeFormat))
	})
}

// list reads a JSON list; nil when the body is none.
func list(body []byte) []json.RawMessage {
	var l []json.RawMessage
	_ = json.Unmarshal(body, &l)
	return l
}
