package youtubetest

import (
	"fmt"
	"net/http"
	"time"
)

// EndGrant lets the refresh token die, as Google does after a week in testing.
func (s *Server) EndGrant() { s.mu.Lock(); defer s.mu.Unlock(); s.grantDead = true }

// Testing lets the token address say when the grant ends.
func (s *Server) Testing(left time.Duration) { s.mu.Lock(); defer s.mu.Unlock(); s.grantEnds = left }

// Revoke ends all access tokens before their time.
func (s *Server) Revoke() { s.mu.Lock(); defer s.mu.Unlock(); clear(s.access) }

// Renewals counts the access tokens that were made.
func (s *Server) Renewals() int { s.mu.Lock(); defer s.mu.Unlock(); return s.renewals }

// token answers the token address.
func (s *Server) token(r *http.Request) answer {
	deny := func(status int, code, why string) answer {
		return answer{status: status, body: marshal(map[string]any{"error": code, "error_description": why})}
	}
	switch {
	case r.ParseForm() != nil || r.PostForm.Get("grant_type") != "refresh_token":
		return deny(400, "unsupported_grant_type", "Invalid grant_type: "+r.PostForm.Get("grant_type"))
	case r.PostForm.Get("client_id") != ClientID, r.PostForm.Get("client_secret") != ClientSecret:
		return deny(401, "invalid_client", "Unauthorized")
	case r.PostForm.Get("refresh_token") != RefreshToken || s.grantDead:
		return deny(400, "invalid_grant", "Token has been expired or revoked.")
	}
	s.renewals++
	t := fmt.Sprintf("ya29.marked-access-%d", s.renewals)
	s.access[t] = s.now().Add(time.Hour)
	body := map[string]any{
		"access_token": t, "expires_in": 3599, "token_type": "Bearer", "scope": "https://www.googleapis.com/auth/youtube.force-ssl",
	}
	if s.grantEnds > 0 {
		body["refresh_token_expires_in"] = int(s.grantEnds / time.Second)
	}
	return answer{status: 200, body: marshal(body)}
}

func (s *Server) letIn(r *http.Request) bool {
	const bearer = "Bearer "
	h := r.Header.Get("Authorization")
	if len(h) < len(bearer) || h[:len(bearer)] != bearer {
		return false
	}
	ends, known := s.access[h[len(bearer):]]
	return known && s.now().Before(ends)
}
