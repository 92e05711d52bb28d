package mastodontest

import (
	"encoding/json"
	"strings"
	"time"
)

// object is a JSON object under construction.
type object map[string]any

// with adds the fields of more.
func (o object) with(more object) object {
	for k, v := range more {
		o[k] = v
	}
	return o
}

func encode(v any) []byte {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // only this package's own shapes come here
	}
	return []byte(strings.TrimSuffix(b.String(), "\n"))
}

// stamp is a time as the statuses show it; null when there is none.
func stamp(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UTC().Format("2006-01-02T15:04:05.000Z")
}

// noticeStamp is a time as notifications show it: GoToSocial and snac cut it
// to seconds, each in a form of its own.
func (s *Server) noticeStamp(t time.Time) any {
	switch s.flavour {
	case GoToSocial:
		return stamp(t.Truncate(time.Second))
	case Snac:
		return t.UTC().Format("2006-01-02T15:04:05Z")
	}
	return stamp(t)
}

func orNull(v string) any {
	if v == "" {
		return nil
	}
	return v
}

// accountShape is the public view of an account.
func (s *Server) accountShape(a *account) object {
	picture := s.publicURL("/avatars/original/missing.png")
	o := object{
		"id": a.ID, "username": a.username(), "acct": a.Acct, "display_name": a.DisplayName,
		"locked": false, "bot": a.Bot, "group": false, "note": "", "url": s.profileURL(a),
		"avatar": picture, "avatar_static": picture, "header": picture, "header_static": picture,
		"followers_count": s.followers(a), "following_count": len(a.follows),
		"statuses_count": s.written(a), "last_status_at": s.lastDay(a),
		"emojis": []any{}, "fields": []any{},
	}
	switch s.flavour {
	case GoToSocial:
		return o.with(object{
			"discoverable": false, "created_at": stamp(a.CreatedAt.Truncate(time.Second)),
			"avatar_description": "Grey drawing (default avatar).",
			"header_description": "Grey surface (default header).",
		})
	case Snac:
		return o.with(object{
			"acct": a.username() + "@" + s.host(a.Acct), "uri": a.URI, "note": "<br>",
			"created_at":   a.CreatedAt.UTC().Format("2006-01-02T15:04:05Z"),
			"discoverable": true, "hide_collections": false, "indexable": true, "noindex": false,
			"roles": []any{}, "header": "", "header_static": "",
			"followers_count": 0, "following_count": 0, "statuses_count": 0,
		})
	}
	return o.with(object{
		"uri": a.URI, "created_at": a.CreatedAt.UTC().Format("2006-01-02T00:00:00.000Z"),
		"discoverable": nil, "indexable": false, "hide_collections": nil, "noindex": false,
		"avatar_description": "", "header_description": "", "roles": []any{},
		"show_media": true, "show_media_replies": true, "show_featured": true,
		"feature_approval": object{"automatic": []any{"public"}, "manual": []any{}, "current_user": "automatic"},
	})
}

// ownAccountShape is what verify_credentials answers.
func (s *Server) ownAccountShape(a *account) object {
	source := object{
		"privacy": "public", "sensitive": false, "language": nil, "note": "", "fields": []any{},
		"follow_requests_count": 0,
	}
	o := s.accountShape(a).with(object{"source": source})
	switch s.flavour {
	case GoToSocial:
		return o.with(object{"role": object{"id": "user", "name": "user", "color": "", "permissions": "0", "highlighted": false}})
	case Mastodon:
		source.with(object{
			"hide_collections": nil, "discoverable": nil, "indexable": false,
			"attribution_domains": []any{}, "quote_policy": "public",
		})
		return o.with(object{"role": object{
			"id": "-99", "name": "", "permissions": "65536", "color": "", "highlighted": false, "collection_limit": 10,
		}})
	}
	return o
}

func (s *Server) followers(a *account) int {
	n := a.Followers
	for _, f := range s.accounts {
		if f.follows[a] {
			n++
		}
	}
	return n
}

func (s *Server) written(a *account) int {
	n := 0
	for _, p := range s.posts {
		if p.author == a && !p.Deleted {
			n++
		}
	}
	return n
}

// lastDay is a date, not a time.
func (s *Server) lastDay(a *account) any {
	var last time.Time
	for _, p := range s.posts {
		if p.author == a && !p.Deleted && p.CreatedAt.After(last) {
			last = p.CreatedAt
		}
	}
	if last.IsZero() {
		return nil
	}
	return last.UTC().Format("2006-01-02")
}
