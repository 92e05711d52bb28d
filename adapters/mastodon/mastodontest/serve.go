package mastodontest

import (
	"bytes"
	"io"
	"net/http"
)

// endpoint is one route: scope is what its token needs, "" for none at all.
type endpoint struct {
	pattern string
	scope   string
	open    bool // public posts may be read without a token
	run     func(*Server, *call) answer
	on      func(traits) bool // nil: every flavour has it
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	for _, e := range endpoints {
		if e.on == nil || e.on(s.traits) {
			mux.HandleFunc(e.pattern, func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, &e) })
		}
	}
	none := &endpoint{open: true, run: func(s *Server, _ *call) answer { return s.noRoute() }}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, none) })
	return mux
}

// serve handles one request: it is counted, meets the fault queued for it,
// takes effect or not, and is answered.
func (s *Server) serve(w http.ResponseWriter, r *http.Request, e *endpoint) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 8<<20))
	if err != nil {
		panic(http.ErrAbortHandler) // the client went away in the middle
	}
	c := newCall(r, body)

	s.mu.Lock()
	f := s.takeFault(r)
	var a answer
	if f == nil || f.takesEffect {
		a = s.answer(c, e)
	}
	page := r.Method + " " + c.token + " " + r.URL.Path
	whole := a.body
	if f != nil && f.change != nil {
		f.change(s, &a, s.pages[page])
	}
	if bytes.HasPrefix(whole, []byte("[")) {
		s.pages[page] = whole
	}
	s.record(c, body, a.code, f)
	if a.head != nil && a.head.Get("Date") == "" {
		a.head.Set("Date", s.now().Add(s.skew).UTC().Format(http.TimeFormat))
	}
	s.mu.Unlock()

	s.send(w, r, a, f)
}

// answer is the regular way: throttle, token, scope, handler.
func (s *Server) answer(c *call, e *endpoint) answer {
	for _, a := range s.accounts {
		if c.token != "" && a.Token == c.token {
			c.viewer = a
		}
	}
	var a answer
	tight, ok := s.count(c)
	switch {
	case s.limited && !ok:
		a = s.tooMany()
	case c.viewer == nil && (c.token != "" || e.needsToken(s.traits)):
		a = s.noToken()
	case c.viewer != nil && e.scope != "" && !c.viewer.grants(e.scope):
		a = s.noScope()
	default:
		a = e.run(s, c)
	}
	if s.limited {
		s.showLimit(a.head, tight.Max, tight.left(), s.resetOf(tight))
	}
	return a
}

func (e *endpoint) needsToken(t traits) bool {
	return !e.open || e.scope != "" && t.alwaysOn
}

// send writes the answer, or what a fault leaves of it.
func (s *Server) send(w http.ResponseWriter, r *http.Request, a answer, f *Fault) {
	if f != nil && f.hang {
		select {
		case <-r.Context().Done():
		case <-s.done:
		}
		panic(http.ErrAbortHandler)
	}
	if f != nil && f.cut && !f.middle {
		panic(http.ErrAbortHandler)
	}
	if s.closing && (f == nil || !f.middle && f.chunk == 0) {
		s.sendAndClose(w, a)
		return
	}
	for k, v := range a.head {
		w.Header()[k] = v
	}
	if f != nil && (f.middle || f.chunk > 0) {
		s.sendPieces(w, r, a, f)
		return
	}
	w.WriteHeader(a.code)
	_, _ = w.Write(a.body)
}
