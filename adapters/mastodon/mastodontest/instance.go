package mastodontest

import "strings"

// configuration is the part of the instance a client needs: the limits.
func (s *Server) configuration() object {
	return object{
		"statuses": object{
			"max_characters": s.maxChars, "max_media_attachments": 4, "characters_reserved_per_url": s.perURL,
		},
		"accounts": object{"max_featured_tags": 10, "max_pinned_statuses": 5},
		"media_attachments": object{
			"supported_mime_types": []any{"image/jpeg", "image/png"}, "image_size_limit": 16777216,
			"image_matrix_limit": 33177600, "video_size_limit": 103809024, "video_frame_rate_limit": 120,
			"video_matrix_limit": 8294400, "description_limit": 1500,
		},
		"polls": object{
			"max_options": 4, "max_characters_per_option": 50, "min_expiration": 300, "max_expiration": 2629746,
		},
		"translation": object{"enabled": false},
		"urls":        object{"streaming": "wss://" + s.Domain},
	}
}

func showInstance2(s *Server, c *call) answer {
	o := object{
		"domain": s.Domain, "title": "Testserver", "version": s.version,
		"source_url": "https://quelle.example/", "description": "Ein Server nur für Tests.",
		"usage":         object{"users": object{"active_month": len(s.accounts)}},
		"thumbnail":     object{"url": s.publicURL("/bild.png")},
		"icon":          []any{object{"src": s.publicURL("/bild.png"), "size": "36x36"}},
		"languages":     []any{"de"},
		"configuration": s.configuration(),
		"registrations": object{"enabled": false, "approval_required": false, "message": nil, "url": nil},
		"contact":       object{"email": "betrieb@" + s.Domain, "account": nil},
		"rules":         []any{object{"id": "1", "text": "Seid nett.", "hint": ""}},
	}
	if s.api > 0 {
		o["api_versions"] = object{"mastodon": s.api}
	}
	return reply(o)
}

func showInstance1(s *Server, c *call) answer {
	return reply(object{
		"uri": s.Domain, "title": "Testserver", "short_description": "Nur für Tests.",
		"description": "Ein Server nur für Tests.", "email": "betrieb@" + s.Domain, "version": s.version,
		"urls":      object{"streaming_api": "wss://" + s.Domain},
		"stats":     object{"user_count": len(s.accounts), "status_count": len(s.posts), "domain_count": 1},
		"thumbnail": s.publicURL("/bild.png"), "languages": []any{"de"},
		"registrations": false, "approval_required": false, "invites_enabled": false,
		"configuration": s.configuration(), "contact_account": nil, "rules": []any{},
	})
}

func showOwnAccount(s *Server, c *call) answer { return reply(s.ownAccountShape(c.viewer)) }

func showAccount(s *Server, c *call) answer {
	a := s.byID(c.id())
	if a == nil {
		return s.notFound()
	}
	return reply(s.accountShape(a))
}

func lookupAccount(s *Server, c *call) answer {
	a := s.find(c.in.Get("acct"))
	if a == nil {
		return s.notFound()
	}
	return reply(s.accountShape(a))
}

// showApp is how a client learns the scopes of its token.
func showApp(s *Server, c *call) answer {
	o := object{
		"id": "1", "name": "Testpult", "website": nil, "redirect_uri": "urn:ietf:wg:oauth:2.0:oob",
		"redirect_uris": []any{"urn:ietf:wg:oauth:2.0:oob"}, "vapid_key": "",
	}
	switch s.flavour {
	case Mastodon:
		o["scopes"] = c.viewer.Scopes
	case GoToSocial:
		o["scopes"] = strings.Split(strings.Join(c.viewer.Scopes, " "), " ")
	}
	return reply(o)
}
