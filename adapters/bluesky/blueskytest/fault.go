package blueskytest

import (
	"encoding/json"
	"net/http"
	"slices"
	"time"
)

// Fault spoils one answer. The zero fault spoils nothing.
type Fault struct {
	Status int           // answered instead, 0: the regular answer
	Name   string        // of the error
	After  bool          // the request takes effect first
	Wait   time.Duration // what a throttled answer says
	Skew   time.Duration // of the Date

	change                   func(*answer)
	cut, cutBody, hang, slow bool
}

type queuedFault struct {
	method string
	Fault
}

// Break lets every read (GET) or every write of records fail until [Server.Heal].
func (s *Server) Break(writes bool, f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.broken[writes] = f
}

// Heal ends what was broken and forgets what was queued.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.broken)
	s.queued = nil
}

// Queue lets faults meet the next calls of a method, one each; "" stands for any.
func (s *Server) Queue(method string, faults ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range faults {
		s.queued = append(s.queued, queuedFault{method, f})
	}
}

func (s *Server) fault(method string, post bool) Fault {
	for i, q := range s.queued {
		if q.method == method || q.method == "" {
			s.queued = slices.Delete(s.queued, i, i+1)
			return q.effective()
		}
	}
	if post && method != "com.atproto.repo.putRecord" {
		return Fault{}
	}
	return s.broken[post].effective()
}

// noEffect marks faults that replace the answer before anything happens.
const noEffect = http.StatusTeapot

// effective turns a fault without effect and without a status into one that the
// server sees as refused.
func (f Fault) effective() Fault {
	if !f.After && f.Status == 0 && (f.cut || f.hang) {
		f.Status = noEffect
	}
	return f
}

// Pass spoils nothing; it counts places in a queue.
func Pass() Fault { return Fault{} }

// Refuse answers with a status and the name of an error.
func Refuse(status int, name string) Fault { return Fault{Status: status, Name: name} }

// Expired is how a token's end is told: with 400.
func Expired() Fault { return Refuse(http.StatusBadRequest, "ExpiredToken") }

// TooMany throttles.
func TooMany(wait time.Duration) Fault {
	return Fault{Status: http.StatusTooManyRequests, Name: "RateLimitExceeded", Wait: wait}
}

// Fail answers 500 instead of taking effect.
func Fail() Fault { return Refuse(http.StatusInternalServerError, "InternalServerError") }

// Later lets the request take effect before the fault hides it.
func (f Fault) Later() Fault { f.After = true; return f }

// Cut closes the connection without an answer and without effect.
func Cut() Fault { return Fault{cut: true} }

// CutBody takes effect and closes the connection in the middle of the answer.
func CutBody() Fault { return Fault{cutBody: true} }

// Hang neither takes effect nor answers until the client gives up.
func Hang() Fault { return Fault{hang: true} }

// Slow takes effect, answers half and then nothing.
func Slow() Fault { return Fault{slow: true} }

// Skewed answers well with a Date that is off.
func Skewed(d time.Duration) Fault { return Fault{Skew: d} }

// HTML answers with a web page instead of taking effect.
func HTML() Fault {
	return Fault{Status: noEffect, change: func(a *answer) {
		a.status, a.head = http.StatusOK, http.Header{"Content-Type": {"text/html; charset=utf-8"}}
		a.body = []byte("<!DOCTYPE html><html><body><h1>Wartungsarbeiten</h1></body></html>")
	}}
}

// Other answers with anything instead of taking effect.
func Other(status int, body string) Fault {
	return Fault{Status: noEffect, change: func(a *answer) { a.status, a.body = status, []byte(body) }}
}

// Truncated takes effect and sends half of the answer as if that were all.
func Truncated() Fault {
	return Fault{change: func(a *answer) { a.body = a.body[:len(a.body)/2] }}
}

// WrongType takes effect and calls the answer something else.
func WrongType(contentType string) Fault {
	return Fault{change: func(a *answer) { a.head = http.Header{"Content-Type": {contentType}} }}
}

// lists are the names that lists have in answers.
var lists = []string{"notifications", "posts", "feed"}

func onList(change func([]json.RawMessage) []json.RawMessage) Fault {
	return Fault{change: func(a *answer) {
		var o map[string]json.RawMessage
		if json.Unmarshal(a.body, &o) != nil {
			return
		}
		for _, name := range lists {
			var l []json.RawMessage
			if json.Unmarshal(o[name], &l) == nil && l != nil {
				o[name], _ = json.Marshal(change(l))
			}
		}
		a.body, _ = json.Marshal(o)
	}}
}

// Repeated sends each list twice and in another order.
func Repeated() Fault {
	return onList(func(l []json.RawMessage) []json.RawMessage {
		back := slices.Clone(l)
		slices.Reverse(back)
		return append(back, l...)
	})
}

// Empty sends lists without entries, but with their cursor.
func Empty() Fault {
	return onList(func([]json.RawMessage) []json.RawMessage { return []json.RawMessage{} })
}
