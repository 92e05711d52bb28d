package feedtest

import (
	"fmt"
	"net/http"
	"time"
)

// Kind is what goes wrong.
type Kind string

// The kinds.
const (
	None         Kind = ""
	Unauthorized Kind = "unauthorized"
	Forbidden    Kind = "forbidden"
	Throttled    Kind = "throttled"
	Error        Kind = "error"
	Cut          Kind = "cut"
	Truncated    Kind = "truncated"
	HTML         Kind = "html"
	Slow         Kind = "slow"
	Skew         Kind = "skew"
	Repeat       Kind = "repeat"
	Elsewhere    Kind = "elsewhere" // a redirect to another host
)

// Fault is a bad day, which lasts until another is set.
type Fault struct {
	Kind  Kind
	After time.Duration // what Throttled says
	Skew  time.Duration
}

// Break sets the fault of all answers from now on.
func (s *Site) Break(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fault = f
}

// spoils answers in the fault's way; false leaves the answer to the site.
func (f Fault) spoils(w http.ResponseWriter, r *http.Request, body []byte) bool {
	switch f.Kind {
	case None, Skew, Repeat:
		return false
	case Unauthorized:
		http.Error(w, "Unauthorized", http.StatusUnauthorized)
	case Forbidden:
		http.Error(w, "Forbidden", http.StatusForbidden)
	case Throttled:
		w.Header().Set("Retry-After", fmt.Sprint(int(f.After/time.Second)))
		http.Error(w, "Slow down", http.StatusTooManyRequests)
	case Error:
		http.Error(w, "Error establishing a database connection", http.StatusInternalServerError)
	case Cut:
		panic(http.ErrAbortHandler)
	case Truncated:
		w.Header().Set("Content-Type", "application/rss+xml; charset=UTF-8")
		_, _ = w.Write(body[:len(body)*2/3])
	case HTML:
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		_, _ = w.Write([]byte("<!DOCTYPE html><html><body><h1>Wartungsarbeiten</h1></body></html>"))
	case Slow:
		w.Header().Set("Content-Type", "application/rss+xml")
		_, _ = w.Write(body[:len(body)/2])
		if fl, ok := w.(http.Flusher); ok {
			fl.Flush()
		}
		<-r.Context().Done()
	case Elsewhere:
		http.Redirect(w, r, "http://10.0.0.1/feed", http.StatusFound)
	}
	return true
}
