package xtest

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"
)

// AppToken is what the consumer keys are worth.
const AppToken = "app-bearer-geheim" //nolint:gosec // of a made-up platform

// complianceJob is one list of ids compared with what stands. It is done when it
// was looked at twice.
type complianceJob struct {
	ids    []string
	looks  int
	failed bool
}

// FailJobs lets the jobs that run come to nothing.
func (s *Server) FailJobs() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, j := range s.jobs {
		j.failed = true
	}
}

// Jobs counts the jobs so far.
func (s *Server) Jobs() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.jobs)
}

// forApps answers what takes the app's token, or none.
func (s *Server) forApps(w http.ResponseWriter, r *http.Request) bool {
	var n int
	path := r.URL.Path
	file, _ := fmt.Sscanf(path, "/files/%d", &n)
	switch {
	case path == "/oauth2/token":
		id, secret, _ := r.BasicAuth()
		if r.ParseForm() != nil || id != ConsumerKey || secret != ConsumerSecret || r.PostForm.Get("grant_type") != "client_credentials" {
			answer(w, 403, `{"errors":[{"code":99,"message":"Unable to verify your credentials","label":"authenticity_token_error"}]}`)
			return true
		}
		answer(w, 200, marshal(map[string]any{"token_type": "bearer", "access_token": AppToken}))
	case file == 1 && n < len(s.jobs):
		if r.Header.Get("Authorization") != "" || r.URL.Query().Get("signature") != "signature-geheim" {
			answer(w, 403, "<Error/>")
			return true
		}
		s.file(w, r, s.jobs[n])
	case path == "/2/usage/tweets" || strings.HasPrefix(path, "/2/compliance/jobs"):
		if s.read.Kind == Forbidden || r.Header.Get("Authorization") != "Bearer "+AppToken {
			answer(w, 403, `{"title":"Client Forbidden","detail":"Your account is not enrolled.","reason":"client-not-enrolled","type":"https://api.x.com/2/problems/client-forbidden"}`)
			return true
		}
		s.appRoute(w, r)
	default:
		return false
	}
	return true
}

func (s *Server) appRoute(w http.ResponseWriter, r *http.Request) {
	var n int
	one, _ := fmt.Sscanf(r.URL.Path, "/2/compliance/jobs/%d", &n)
	switch {
	case r.URL.Path == "/2/usage/tweets":
		read := s.Billed["owned"] + s.Billed["post"]
		u := map[string]any{"project_usage": read, "project_cap": 3_000_000, "cap_reset_day": 12}
		if s.Spelling == Posts {
			u = map[string]any{"project_usage": fmt.Sprint(read), "project_cap": "3000000", "cap_reset_day": 12}
		}
		answer(w, 200, marshal(map[string]any{"data": u}))
	case r.Method == http.MethodPost:
		s.jobs = append(s.jobs, &complianceJob{})
		answer(w, 200, marshal(map[string]any{"data": s.job(len(s.jobs)-1, "created")}))
	case one == 1 && n > 0 && n <= len(s.jobs):
		j := s.jobs[n-1]
		j.looks++
		state := "in_progress"
		switch {
		case j.failed:
			state = "failed"
		case j.looks > 1:
			state = "complete"
		}
		answer(w, 200, marshal(map[string]any{"data": s.job(n-1, state)}))
	default:
		answer(w, 200, `{"meta":{"result_count":0}}`)
	}
}

func (s *Server) job(n int, state string) map[string]any {
	at := fmt.Sprintf("%s/files/%d?signature=signature-geheim", s.URL, n)
	day := s.now().UTC().Add(24 * time.Hour).Format("2006-01-02T15:04:05.000Z")
	return map[string]any{
		"id": fmt.Sprint(n + 1), "type": "tweets", "status": state, "created_at": s.now().UTC().Format("2006-01-02T15:04:05.000Z"),
		"upload_url": at, "upload_expires_at": day, "download_url": at, "download_expires_at": day,
	}
}

// file is the store of files beside the platform.
func (s *Server) file(w http.ResponseWriter, r *http.Request, j *complianceJob) {
	if r.Method == http.MethodPut {
		lines := bufio.NewScanner(r.Body)
		for lines.Scan() {
			j.ids = append(j.ids, lines.Text())
		}
		answer(w, 200, "")
		return
	}
	for _, id := range j.ids {
		at := slices.IndexFunc(s.posts, func(p *Post) bool { return p.ID == id })
		switch {
		case at < 0 || s.deleted[id]:
			_, _ = io.WriteString(w, `{"id":"`+id+`","action":"delete","created_at":"2026-11-01T09:00:00.000Z","redacted_at":"2026-11-02T09:00:00.000Z","reason":"deleted"}`+"\n")
		case s.guarded[s.posts[at].Author]:
			_, _ = io.WriteString(w, `{"id":"`+id+`","action":"delete","created_at":"2026-11-01T09:00:00.000Z","reason":"protected"}`+"\n")
		}
	}
}
