package graphtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"lotse/adapters/adaptertest"
)

// More kinds of faults than the suite knows.
const (
	Repeat    = adaptertest.KindRepeat
	Duplicate = adaptertest.Kind("duplicate")    // code 506, and nothing was taken
	TooFast   = adaptertest.Kind("too_fast")     // code 368 with 1390008
	CutBody   = adaptertest.Kind("cut_body")     // the connection ends within the answer
	Other     = adaptertest.Kind("other_answer") // 200 with a JSON that says nothing; a write took effect
)

// Fault is a bad day in the words of the conformance suite.
type Fault struct{ adaptertest.Fault }

// On makes a fault.
func On(op adaptertest.Op, kind adaptertest.Kind) Fault {
	return Fault{adaptertest.Fault{On: op, Kind: kind}}
}

// Break lets every call of a sort fail from now on.
func (s *Server) Break(f adaptertest.Fault) bool {
	s.Do(func() { s.lasting[f.On == adaptertest.Write] = Fault{f} })
	return true
}

// Heal ends what Break and Queue began.
func (s *Server) Heal() {
	s.Do(func() { s.lasting, s.queue = map[bool]Fault{}, map[bool][]Fault{} })
}

// Queue lets the next call of a sort meet a fault, and the one after it the next.
func (s *Server) Queue(fs ...Fault) {
	s.Do(func() {
		for _, f := range fs {
			s.queue[f.On == adaptertest.Write] = append(s.queue[f.On == adaptertest.Write], f)
		}
	})
}

func (s *Server) take(writes bool) Fault {
	if q := s.queue[writes]; len(q) > 0 {
		s.queue[writes] = q[1:]
		return q[0]
	}
	return s.lasting[writes]
}

// before reports whether the call fails before it takes effect.
func (f Fault) before() bool {
	switch f.Kind { //nolint:exhaustive // the others let it take effect
	case adaptertest.KindUnauthorized, adaptertest.KindForbidden, adaptertest.KindNotFound, adaptertest.KindThrottled,
		adaptertest.KindInvalid, adaptertest.KindError, adaptertest.KindCut, adaptertest.KindHTML, Duplicate, TooFast:
		return true
	}
	return false
}

// refusals are the errors with their numbers.
var refusals = map[adaptertest.Kind]Answer{
	adaptertest.KindUnauthorized: Error(400, 190, 460, "Error validating access token: The session has been invalidated"),
	adaptertest.KindForbidden:    Error(403, 200, 0, "(#200) Requires pages_manage_engagement permission"),
	adaptertest.KindNotFound:     Missing("1"),
	adaptertest.KindInvalid:      Error(400, 100, 0, "(#100) Param message must be a non-empty string"),
	adaptertest.KindError:        Error(500, 2, 0, "An unexpected error has occurred. Please retry your request later."),
	adaptertest.KindErrorAfter:   Error(500, 1, 0, "An unknown error occurred"),
	Duplicate:                    Error(400, 506, 0, "Duplicate status message"),
	TooFast:                      Error(400, 368, 1390008, "It looks like you were misusing this feature by going too fast."),
}

// spoils answers in the fault's way; false leaves the answer as it is.
func (f Fault) spoils(w http.ResponseWriter, r *http.Request, body []byte) bool {
	if a, ok := refusals[f.Kind]; ok {
		b, _ := json.Marshal(a.Body)
		write(w, a.Status, b)
		return true
	}
	switch f.Kind {
	case adaptertest.KindThrottled:
		minutes := int((f.After + time.Minute - 1) / time.Minute)
		w.Header().Set("X-Business-Use-Case-Usage", fmt.Sprintf(`{"1":[{"type":"pages","call_count":101,"estimated_time_to_regain_access":%[1]d},{"type":"instagram","call_count":101,"estimated_time_to_regain_access":%[1]d}]}`, minutes))
		b, _ := json.Marshal(Error(400, 80001, 0, "There have been too many calls to this Page account.").Body)
		write(w, http.StatusBadRequest, b)
	case adaptertest.KindCut, adaptertest.KindCutAfter:
		panic(http.ErrAbortHandler)
	case adaptertest.KindTruncated:
		write(w, 0, body[:len(body)/2])
	case CutBody:
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		write(w, 0, body[:len(body)/2])
		panic(http.ErrAbortHandler)
	case adaptertest.KindHTML:
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte("<!DOCTYPE html><html><title>Sorry, something went wrong.</title></html>"))
	case Other:
		write(w, 0, []byte(`{"ok":1}`))
	case adaptertest.KindSlow:
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write(body[:len(body)/2])
		if fl, ok := w.(http.Flusher); ok {
			fl.Flush()
		}
		<-r.Context().Done()
	default:
		return false
	}
	return true
}
