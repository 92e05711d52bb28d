package xtest

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// The app of OAuth 2.0. What it gives holds AppMark, to be looked for.
const (
	ClientID     = "app-4711"
	ClientSecret = "app-secret-geheim" //nolint:gosec // of a made-up platform
	AppMark      = "oauth-geheim"
)

const accessFor = 2 * time.Hour

// app is what the platform knows of the one app.
type app struct {
	serial  int
	access  string
	ends    time.Time
	refresh string            // the one that may be used next, once
	codes   map[string]string // code → challenge
	lose    bool
	over    int // refresh_token_expires_in, 0 not told
	renewed int
}

// Allow is a person who allows the app on a page; it gives the address that their
// browser is sent to.
func (s *Server) Allow(page string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	u, err := url.Parse(page)
	q := u.Query()
	if err != nil || q.Get("client_id") != ClientID || q.Get("code_challenge_method") != "S256" || !strings.Contains(q.Get("scope"), "offline.access") {
		return "http://127.0.0.1/?error=access_denied"
	}
	s.app.serial++
	code := fmt.Sprintf("code-%s-%d", AppMark, s.app.serial)
	if s.app.codes == nil {
		s.app.codes = map[string]string{}
	}
	s.app.codes[code] = q.Get("code_challenge")
	return q.Get("redirect_uri") + "?" + url.Values{"state": {q.Get("state")}, "code": {code}}.Encode()
}

// Revoke ends the login, as a person may in their settings.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.app.access, s.app.refresh = "", ""
}

// Spoil ends the access token before its time.
func (s *Server) Spoil() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.app.access = ""
}

// LoseRenewal lets the next renewal take effect without an answer.
func (s *Server) LoseRenewal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.app.lose = true
}

// EndsIn lets the next login end by itself.
func (s *Server) EndsIn(d time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.app.over = int(d / time.Second)
}

// Renewals counts them.
func (s *Server) Renewals() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.app.renewed
}

func (s *Server) bears(r *http.Request) bool {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	return ok && token != "" && token == s.app.access && s.now().Before(s.app.ends)
}

// tokens is the token address: a refresh token is good for one renewal only.
func (s *Server) tokens(w http.ResponseWriter, r *http.Request) {
	id, secret, basic := r.BasicAuth()
	if r.ParseForm() != nil || r.PostForm.Get("client_id") != ClientID || basic && (id != ClientID || secret != ClientSecret) {
		answer(w, 401, `{"error":"unauthorized_client","error_description":"Missing valid authorization header"}`)
		return
	}
	bad := `{"error":"invalid_request","error_description":"Value passed for the token was invalid."}`
	switch f := r.PostForm; f.Get("grant_type") {
	case "refresh_token":
		if t := f.Get("refresh_token"); t == "" || t != s.app.refresh {
			answer(w, 400, bad)
			return
		}
		s.app.renewed++
	case "authorization_code":
		sum := sha256.Sum256([]byte(f.Get("code_verifier")))
		want, known := s.app.codes[f.Get("code")]
		if delete(s.app.codes, f.Get("code")); !known || want != base64.RawURLEncoding.EncodeToString(sum[:]) {
			answer(w, 400, bad)
			return
		}
	default:
		answer(w, 400, bad)
		return
	}
	a := &s.app
	a.serial++
	a.access, a.refresh = fmt.Sprintf("access-%s-%d", AppMark, a.serial), fmt.Sprintf("refresh-%s-%d", AppMark, a.serial)
	a.ends = s.now().Add(accessFor)
	if a.lose {
		a.lose = false
		panic(http.ErrAbortHandler)
	}
	body := map[string]any{
		"token_type": "bearer", "expires_in": int(accessFor / time.Second), "access_token": a.access, "refresh_token": a.refresh,
		"scope": "tweet.read users.read tweet.write tweet.moderate.write offline.access",
	}
	if a.over > 0 {
		body["refresh_token_expires_in"] = a.over
	}
	answer(w, 200, marshal(body))
}
