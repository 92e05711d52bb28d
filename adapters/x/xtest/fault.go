package xtest

import (
	"fmt"
	"net/http"
	"time"
)

// Kind is what goes wrong.
type Kind string

// The kinds. Those ending in After take effect first.
const (
	None         Kind = ""
	Unauthorized Kind = "unauthorized"
	Forbidden    Kind = "forbidden"
	NotVisible   Kind = "not_found"
	Throttled    Kind = "throttled"
	Capped       Kind = "capped"
	NoCredits    Kind = "no_credits"
	Invalid      Kind = "invalid"
	Error        Kind = "error"
	ErrorAfter   Kind = "error_after"
	Cut          Kind = "cut"
	CutAfter     Kind = "cut_after"
	Truncated    Kind = "truncated"
	HTML         Kind = "html"
	Slow         Kind = "slow"
	Skew         Kind = "skew"
	Repeat       Kind = "repeat"
	EmptyNext    Kind = "empty_next" // a page without posts whose token leads on
	Empty        Kind = "empty"      // {}
	WrongType    Kind = "wrong_type" // the right answer called text/plain
)

type fault struct {
	Kind  Kind
	After time.Duration
	Skew  time.Duration
}

// BreakReads and BreakWrites set a bad day that lasts until the next is set.
func (s *Server) BreakReads(k Kind, after, skew time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.read = fault{k, after, skew}
}

// BreakWrites does the same for posting and hiding.
func (s *Server) BreakWrites(k Kind, after time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.write = fault{k, after, 0}
}

func answer(w http.ResponseWriter, status int, body string) {
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body)) //nolint:gosec // JSON of a test, for no browser
}

// before answers where nothing takes effect.
func (f fault) before(w http.ResponseWriter, now time.Time) bool {
	switch f.Kind {
	case Unauthorized:
		answer(w, 401, `{"title":"Unauthorized","type":"about:blank","status":401,"detail":"Unauthorized"}`)
	case Forbidden:
		answer(w, 403, `{"title":"Client Forbidden","detail":"When authenticating requests to the API you must use keys of an app that is enrolled.","reason":"client-not-enrolled","type":"https://api.x.com/2/problems/client-forbidden"}`)
	case NotVisible:
		answer(w, 403, `{"detail":"You attempted to reply to a Post that is deleted or not visible to you.","type":"about:blank","title":"Forbidden","status":403}`)
	case Throttled:
		w.Header().Set("X-Rate-Limit-Remaining", "0")
		w.Header().Set("X-Rate-Limit-Reset", fmt.Sprint(now.Add(f.After).Unix()))
		answer(w, 429, `{"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","status":429}`)
	case Capped:
		answer(w, 429, `{"title":"UsageCapExceeded","detail":"Usage cap exceeded: Monthly product cap","period":"Monthly","scope":"Product","type":"https://api.twitter.com/2/problems/usage-capped"}`)
	case NoCredits:
		answer(w, 402, `{"title":"CreditsDepleted","detail":"Your enrolled account does not have any credits.","type":"https://api.twitter.com/2/problems/credits"}`)
	case Invalid:
		answer(w, 400, `{"errors":[{"parameters":{"text":["x"]},"message":"bad"}],"title":"Invalid Request","detail":"One or more parameters to your request was invalid.","type":"https://api.twitter.com/2/problems/invalid-request"}`)
	case Error:
		answer(w, 500, `{"title":"Internal Server Error","type":"about:blank","status":500}`)
	case Cut:
		panic(http.ErrAbortHandler)
	case HTML:
		w.Header().Set("Content-Type", "text/html")
		answer(w, 200, "<!DOCTYPE html><title>Anmelden</title>")
	case Empty:
		answer(w, 200, "{}")
	default:
		return false
	}
	return true
}

// after answers what took effect, in the fault's way.
func (f fault) after(w http.ResponseWriter, r *http.Request, status int, body string) {
	switch f.Kind {
	case ErrorAfter:
		answer(w, 500, `{"title":"Internal Server Error","type":"about:blank","status":500}`)
	case CutAfter:
		panic(http.ErrAbortHandler)
	case Truncated:
		answer(w, status, body[:len(body)/2])
	case WrongType:
		w.Header().Set("Content-Type", "text/plain")
		answer(w, status, body)
	case Slow:
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body[:len(body)/2])) //nolint:gosec // as above
		if fl, ok := w.(http.Flusher); ok {
			fl.Flush()
		}
		<-r.Context().Done()
	default:
		answer(w, status, body)
	}
}
