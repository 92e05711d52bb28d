package mastodontest

import (
	"net/http"
	"strconv"
	"time"
)

// sendAndClose answers and closes the connection without having said so: snac
// does that, and a client that keeps connections sees its next request fail.
func (s *Server) sendAndClose(w http.ResponseWriter, a answer) {
	conn, buf, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	defer func() { _ = conn.Close() }() // the client may have gone first
	_ = conn.SetDeadline(time.Now().Add(10 * time.Second))
	a.head.Set("Content-Length", strconv.Itoa(len(a.body)))
	_, _ = buf.WriteString("HTTP/1.1 " + strconv.Itoa(a.code) + " " + http.StatusText(a.code) + "\r\n")
	_ = a.head.Write(buf)
	_, _ = buf.WriteString("\r\n")
	_, _ = buf.Write(a.body)
	_ = buf.Flush()
}

// sendPieces announces the whole body and sends it in pieces with pauses; a cut
// in the middle stops half way.
func (s *Server) sendPieces(w http.ResponseWriter, r *http.Request, a answer, f *Fault) {
	flush := http.NewResponseController(w).Flush
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.code)
	body := a.body
	if f.middle {
		_, _ = w.Write(body[:len(body)/2])
		_ = flush()
		panic(http.ErrAbortHandler)
	}
	for len(body) > 0 {
		n := min(f.chunk, len(body))
		if _, err := w.Write(body[:n]); err != nil {
			return
		}
		_ = flush()
		if body = body[n:]; len(body) == 0 {
			return
		}
		select {
		case <-time.After(f.pause):
		case <-r.Context().Done():
			return
		case <-s.done:
			panic(http.ErrAbortHandler)
		}
	}
}
