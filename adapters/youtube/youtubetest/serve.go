package youtubetest

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
)

// answer is what goes back.
type answer struct {
	status int
	body   []byte
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return
	}
	r.Body = io.NopCloser(strings.NewReader(string(body)))
	s.mu.Lock()
	name := r.Method + " " + strings.TrimPrefix(strings.TrimPrefix(r.URL.Path, "/youtube/v3/"), "/")
	s.calls[name]++
	on := onOf(r, name)
	if on == Write {
		s.writes++
	}
	f := s.take(on)
	a, early := f.before()
	if f.Kind == Echo {
		words := r.Header.Get("Authorization") + " " + string(body) + " " + r.URL.String()
		a, early = refuse(400, "invalid", words, words), true
	}
	if !early {
		a = s.regular(r, name, body)
		a = f.after(a)
	}
	now := s.now()
	s.mu.Unlock()
	w.Header().Set("Date", now.Add(f.Skew).UTC().Format(http.TimeFormat))
	w.Header().Set("Content-Type", "application/json; charset=UTF-8")
	f.send(w, r, a, s.stop)
}

func onOf(r *http.Request, name string) On {
	switch {
	case name == "POST token":
		return Grant
	case name == "POST comments":
		return Write
	case r.Method != http.MethodGet:
		return Measure
	}
	return Read
}

// regular is the answer on a good day. The lock is held.
func (s *Server) regular(r *http.Request, name string, body []byte) answer {
	if name == "POST token" {
		return s.token(r)
	}
	if !s.letIn(r) {
		return refuse(401, "authError", "Invalid Credentials", "UNAUTHENTICATED")
	}
	cost := 1
	if r.Method != http.MethodGet {
		cost = 50
	}
	if s.units+cost > s.quota {
		return refuse(403, "quotaExceeded", "The request cannot be completed because you have exceeded your quota.", "")
	}
	s.units += cost
	q := r.URL.Query()
	switch name {
	case "GET commentThreads":
		return s.listThreads(q)
	case "GET comments":
		return s.listComments(q)
	case "GET videos":
		return s.listVideos(q)
	case "GET channels":
		return list("youtube#channelListResponse", "", []any{map[string]any{
			"kind": "youtube#channel", "id": Self,
			"snippet": map[string]any{"title": "Stadt Linden", "customUrl": "@" + Handle, "publishedAt": "2015-03-02T08:00:00Z"},
		}})
	case "POST comments":
		return s.insert(body)
	case "POST comments/setModerationStatus":
		return s.setStatus(ids(q), Status(q.Get("moderationStatus")), q.Get("banAuthor") == "true")
	}
	return refuse(404, "notFound", "Not Found", "")
}

// NewDay gives all units back.
func (s *Server) NewDay() { s.mu.Lock(); defer s.mu.Unlock(); s.units = 0 }

func (s *Server) insert(body []byte) answer {
	var in struct {
		Snippet struct {
			Parent string `json:"parentId"`
			Text   string `json:"textOriginal"`
		} `json:"snippet"`
	}
	if json.Unmarshal(body, &in) != nil {
		return refuse(400, "parseError", "Parse Error", "")
	}
	i := s.index(in.Snippet.Parent)
	switch {
	case i < 0 || s.comments[i].Parent != "":
		return refuse(404, "parentCommentNotFound", "The specified parent comment could not be found.", "")
	case strings.TrimSpace(in.Snippet.Text) == "":
		return refuse(400, "commentTextRequired", "The comment text is required.", "")
	case len([]rune(in.Snippet.Text)) > 10_000:
		return refuse(400, "commentTextTooLong", "The comment resource that is being inserted contains too many characters.", "")
	}
	id := s.add(Handle, in.Snippet.Parent, in.Snippet.Text)
	return answer{200, marshal(s.shape(&s.comments[s.index(id)], full))}
}

func (s *Server) setStatus(ids []string, to Status, ban bool) answer {
	if to != Published && to != Held && to != Rejected {
		return refuse(400, "operationNotSupported", "The specified moderation status is not supported.", "")
	}
	if ban && to != Rejected {
		return refuse(400, "banWithoutReject", "A ban needs a rejection.", "")
	}
	for _, id := range ids {
		i := s.index(id)
		if i < 0 {
			return refuse(404, "commentNotFound", "One or more of the specified comments cannot be found.", "")
		}
		s.comments[i].Status = to
		if ban {
			s.banned[s.comments[i].Author] = true
		}
	}
	return answer{status: http.StatusNoContent}
}

// refuse words an error as the interface does.
func refuse(status int, reason, message, state string) answer {
	domain := "youtube.comment"
	if reason == "quotaExceeded" {
		domain = "youtube.quota"
	}
	e := map[string]any{
		"code": status, "message": message,
		"errors": []any{map[string]any{"message": message, "domain": domain, "reason": reason}},
	}
	if state != "" {
		e["status"] = state
	}
	return answer{status, marshal(map[string]any{"error": e})}
}

func marshal(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // maps and strings only
	}
	return b
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }
