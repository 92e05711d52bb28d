package youtubetest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"
)

// On is which requests a fault meets.
type On string

// The kinds of requests.
const (
	Read    On = "read"
	Write   On = "write" // the one that posts
	Measure On = "measure"
	Grant   On = "grant" // the token address
)

// Kind is what goes wrong.
type Kind string

// The kinds. Those that end in After let the request take effect first, and so do
// Truncated and Slow.
const (
	Pass         Kind = ""
	Unauthorized Kind = "unauthorized"
	Forbidden    Kind = "forbidden"
	NotFound     Kind = "not_found"
	Throttled    Kind = "throttled"
	Busy         Kind = "busy" // 503 that says when
	Invalid      Kind = "invalid"
	Closed       Kind = "closed" // comments are disabled
	NoQuota      Kind = "quota"
	NoToken      Kind = "page_token" // the place in the list is lost
	Error        Kind = "error"
	ErrorAfter   Kind = "error_after"
	Failure      Kind = "failure" // processingFailure, a 400 that means "later"
	FailureAfter Kind = "failure_after"
	Cut          Kind = "cut"
	CutAfter     Kind = "cut_after"
	Truncated    Kind = "truncated"
	HTML         Kind = "html"
	HTMLAfter    Kind = "html_after"
	Empty        Kind = "empty" // {} with 200
	EmptyAfter   Kind = "empty_after"
	Slow         Kind = "slow"
	Skewed       Kind = "skew"
	Repeat       Kind = "repeat"
	NoItems      Kind = "no_items" // a page without entries that names a next one
	WrongType    Kind = "wrong_type"
	Echo         Kind = "echo" // a refusal that repeats all that was sent
)

// Fault is a bad answer.
type Fault struct {
	Kind  Kind
	After time.Duration // what Throttled and Busy say
	Skew  time.Duration
}

// Break lets all requests of a kind meet a fault until Heal.
func (s *Server) Break(on On, f Fault) { s.mu.Lock(); defer s.mu.Unlock(); s.fault[on] = f }

// Heal ends what Break began, and what is still queued.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.fault)
	clear(s.queued)
}

// Queue lets the next requests of a kind meet faults, one each.
func (s *Server) Queue(on On, fs ...Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queued[on] = append(s.queued[on], fs...)
}

func (s *Server) take(on On) Fault {
	if q := s.queued[on]; len(q) > 0 {
		s.queued[on] = q[1:]
		return q[0]
	}
	return s.fault[on]
}

// before answers without effect; false leaves the answer to the server.
func (f Fault) before() (answer, bool) {
	switch f.Kind {
	case Unauthorized:
		return refuse(401, "authError", "Invalid Credentials", "UNAUTHENTICATED"), true
	case Forbidden:
		return refuse(403, "forbidden", "The caller does not have permission", "PERMISSION_DENIED"), true
	case NotFound:
		return refuse(404, "parentCommentNotFound", "The specified parent comment could not be found.", ""), true
	case Throttled:
		return refuse(429, "rateLimitExceeded", "Too many requests", "RESOURCE_EXHAUSTED"), true
	case Busy:
		return refuse(503, "backendError", "The service is currently unavailable.", "UNAVAILABLE"), true
	case Invalid:
		return refuse(400, "commentTextTooLong", "The comment resource contains too many characters.", ""), true
	case Closed:
		return refuse(403, "commentsDisabled", "The video has disabled comments.", ""), true
	case NoQuota:
		return refuse(403, "quotaExceeded", "The request cannot be completed because you have exceeded your quota.", ""), true
	case NoToken:
		return invalidToken(), true
	case Error:
		return refuse(500, "backendError", "Internal error encountered.", "INTERNAL"), true
	case Failure:
		return refuse(400, "processingFailure", "The API server failed to successfully process the request.", ""), true
	case Cut:
		return answer{}, true
	case HTML:
		return answer{200, []byte("<!DOCTYPE html><html><body>Anmeldung am Netz</body></html>")}, true
	case Empty:
		return answer{200, []byte("{}")}, true
	}
	return answer{}, false
}

// after spoils an answer whose request took effect.
func (f Fault) after(a answer) answer {
	switch f.Kind {
	case ErrorAfter:
		return refuse(500, "backendError", "Internal error encountered.", "INTERNAL")
	case FailureAfter:
		return refuse(400, "processingFailure", "The API server failed to successfully process the request.", "")
	case HTMLAfter:
		return answer{200, []byte("<!DOCTYPE html><html><body>Bad gateway</body></html>")}
	case EmptyAfter:
		return answer{200, []byte("{}")}
	case Truncated:
		a.body = a.body[:len(a.body)/2]
	case Repeat, NoItems:
		var m map[string]any
		if json.Unmarshal(a.body, &m) != nil {
			return a
		}
		items, _ := m["items"].([]any)
		if twice := append(slices.Clone(items), items...); f.Kind == Repeat {
			slices.Reverse(twice)
			m["items"] = twice
		} else if m["nextPageToken"] != nil {
			m["items"] = []any{}
		}
		a.body = marshal(m)
	}
	return a
}

// send writes the answer, as far as the fault lets it.
func (f Fault) send(w http.ResponseWriter, r *http.Request, a answer, stop chan struct{}) {
	switch f.Kind {
	case Cut, CutAfter:
		panic(http.ErrAbortHandler)
	case Throttled, Busy:
		w.Header().Set("Retry-After", fmt.Sprint(int(f.After/time.Second)))
	case HTML, HTMLAfter, WrongType:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
	case Slow:
		_, _ = w.Write(a.body[:len(a.body)/2])
		if fl, ok := w.(http.Flusher); ok {
			fl.Flush()
		}
		select {
		case <-r.Context().Done():
		case <-stop:
		}
		return
	}
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body)
}
