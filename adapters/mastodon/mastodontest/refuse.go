package mastodontest

import (
	"fmt"
	"net/http"
)

// Refusals as the flavours word them: Mastodon's own text first, GoToSocial's
// second. snac sends a headline, and nothing at all for 401.

func (s *Server) refuse(code int, mastodon, gotosocial string) answer {
	a := reply(object{"error": mastodon})
	switch s.flavour {
	case GoToSocial:
		a = reply(object{"error": gotosocial})
	case Snac:
		a.head = http.Header{"Content-Type": {"text/html; charset=utf-8"}}
		a.body = nil
		if code != http.StatusUnauthorized {
			a.body = fmt.Appendf(nil, "<h1>%d %s (snac/2.75)</h1>", code, http.StatusText(code))
		}
	}
	a.code = code
	return a
}

func (s *Server) noToken() answer {
	a := s.refuse(401, "The access token is invalid", "Unauthorized: token not supplied")
	if s.flavour == Mastodon {
		a.head.Set("WWW-Authenticate", `Bearer realm="Doorkeeper", error="invalid_token", error_description="The access token is invalid"`)
	}
	return a
}

func (s *Server) noScope() answer {
	return s.refuse(403, "This action is outside the authorized scopes", "Forbidden: token has insufficient scope permission")
}

func (s *Server) notFound() answer {
	return s.refuse(404, "Record not found", "Not Found: target status not found")
}

func (s *Server) noRoute() answer {
	return s.refuse(404, "Not Found", "Not Found: 404 page not found")
}

func (s *Server) noParent() answer {
	return s.refuse(404, "The post you are trying to reply to does not appear to exist.", "Not Found: target status not found")
}

func (s *Server) badLimit(v string) answer {
	return s.refuse(400, "", fmt.Sprintf("Bad Request: error parsing limit value as int: strconv.ParseInt: parsing %q: invalid syntax", v))
}

// invalid is the refusal of a post's content.
func (s *Server) invalid(mastodon, gotosocial string) answer {
	if s.flavour == Mastodon {
		return s.refuse(422, "Validation failed: "+mastodon, "")
	}
	return s.refuse(400, "", "Bad Request: "+gotosocial)
}

func (s *Server) tooMany() answer {
	return s.refuse(429, "Too many requests", "rate limit reached")
}
