package instagramtest

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"lotse/adapters/graph/graphtest"
)

const (
	zone  = "2006-01-02T15:04:05-0700"
	sixty = 60 * 24 * time.Hour
)

func invalid(what string) graphtest.Answer { return graphtest.Error(400, 100, 0, "(#100) "+what) }

func done() graphtest.Answer { return graphtest.Answer{Body: map[string]any{"success": true}} }

// answer is the account's API.
func (a *Account) answer(r graphtest.Request) graphtest.Answer {
	id, edge, _ := strings.Cut(r.Path, "/")
	if id == "me" {
		id = a.ID
	}
	if r.Method != http.MethodGet {
		return a.change(r, id, edge)
	}
	switch {
	case r.Path == "refresh_access_token":
		return a.renew(r)
	case r.Path == "" && r.Values.Get("ids") != "":
		return a.many(r)
	case id == a.ID && edge == "":
		return graphtest.Answer{Body: map[string]any{"id": a.ID, "username": a.Handle, "name": "Stadt Linden"}}
	case id == a.ID && edge == "media":
		var es []graphtest.Entry
		for _, m := range a.media {
			es = append(es, graphtest.Entry{Key: key(m.Created, m.ID), Body: a.shapeMedium(m)})
		}
		newestFirst(es)
		return a.List(r, es, 25, 100, nil)
	case id == a.ID && edge == "tags":
		var es []graphtest.Entry
		for _, m := range a.elsewhere {
			es = append(es, graphtest.Entry{Key: key(m.Created, m.ID), Body: map[string]any{
				"id": m.ID, "timestamp": m.Created.Format(zone), "caption": m.Caption, "username": m.By, "media_type": "IMAGE",
				"permalink": "https://www.instagram.com/p/" + m.ID + "/",
			}})
		}
		newestFirst(es)
		return a.List(r, es, 25, 100, nil)
	case edge == "comments" && a.medium(id) != nil:
		return a.List(r, a.entries(id, ""), 50, 50, nil)
	case edge == "replies" && a.comment(id) != nil:
		return a.List(r, a.entries("", id), 50, 50, nil)
	case edge == "":
		if body, ok := a.object(r, id); ok {
			return graphtest.Answer{Body: body}
		}
	}
	return graphtest.Missing(id)
}

func (a *Account) change(r graphtest.Request, id, edge string) graphtest.Answer {
	c := a.comment(id)
	switch text := r.Values.Get("message"); {
	case c == nil:
		return graphtest.Missing(id)
	case r.Method == http.MethodDelete:
		a.remove(id)
	case edge == "replies" && text == "":
		return invalid("Param message must be a non-empty string")
	case edge == "replies" && c.Parent != "":
		return invalid("A reply can only be put under a top-level comment")
	case edge == "replies":
		return graphtest.Answer{Body: map[string]any{"id": a.write(a.Handle, id, text)}}
	case edge == "" && r.Values.Has("hide"):
		c.Hidden = r.Values.Get("hide") == "true"
	default:
		return invalid("Unsupported post request.")
	}
	return done()
}

// renew gives another token for the same account.
func (a *Account) renew(r graphtest.Request) graphtest.Answer {
	switch {
	case a.QueryOnly && r.Values.Get("access_token") == "":
		return invalid("Missing parameter: access_token")
	case r.Values.Get("grant_type") != "ig_refresh_token", a.Now().Sub(a.Issued) < 24*time.Hour:
		return invalid("The token is too young to be refreshed")
	}
	a.Issued = a.Now()
	a.serial++
	a.Token = fmt.Sprintf("%s-erneuert-%d", strings.SplitN(a.Token, "-erneuert", 2)[0], a.serial)
	a.Accept(a.Token)
	return graphtest.Answer{Body: map[string]any{"access_token": a.Token, "token_type": "bearer", "expires_in": int(sixty / time.Second), "permissions": "instagram_business_basic"}}
}

func (a *Account) many(r graphtest.Request) graphtest.Answer {
	ids := strings.Split(r.Values.Get("ids"), ",")
	if a.NoBatch || len(ids) > 50 {
		return invalid("Unsupported request")
	}
	out := map[string]any{}
	for _, id := range ids {
		body, ok := a.object(r, id)
		if !ok {
			return graphtest.Missing(id)
		}
		out[id] = body
	}
	return graphtest.Answer{Body: out}
}

func (a *Account) object(r graphtest.Request, id string) (map[string]any, bool) {
	if c := a.comment(id); c != nil {
		body := a.shape(c)
		m := a.medium(c.Medium)
		body["media"] = map[string]any{"id": m.ID, "permalink": link(m)}
		return body, true
	}
	m := a.medium(id)
	if m == nil {
		return nil, false
	}
	body := a.shapeMedium(m)
	if strings.Contains(r.Values.Get("fields"), "comments.limit") {
		body["comments"] = a.Nested(a.entries(id, ""), 50)
	}
	return body, true
}

// entries gives the first comments of a medium, or the answers under one.
func (a *Account) entries(medium, parent string) []graphtest.Entry {
	var es []graphtest.Entry
	for _, c := range a.comments {
		if parent == "" && c.Medium == medium && c.Parent == "" || parent != "" && c.Parent == parent {
			body := a.shape(c)
			if c.Parent == "" {
				if answers := a.entries("", c.ID); len(answers) > 0 {
					body["replies"] = a.Nested(answers, 50)
				}
			}
			es = append(es, graphtest.Entry{Key: key(c.Created, c.ID), Body: body})
		}
	}
	newestFirst(es)
	return es
}

func key(at time.Time, id string) string { return fmt.Sprintf("%011d|%s", at.Unix(), id) }

func newestFirst(es []graphtest.Entry) {
	slices.SortFunc(es, func(a, b graphtest.Entry) int { return cmp.Compare(b.Key, a.Key) })
}

func link(m *Medium) string { return "https://www.instagram.com/p/" + m.ID + "/" }

func (a *Account) shape(c *Comment) map[string]any {
	from := "9" + fmt.Sprint(len(c.Handle)) + c.Handle
	if strings.EqualFold(c.Handle, a.Handle) {
		from = a.ID
	}
	out := map[string]any{
		"id": c.ID, "text": c.Text, "timestamp": c.Created.Format(zone), "username": c.Handle, "hidden": c.Hidden,
		"from": map[string]any{"id": from, "username": c.Handle, "self_ig_scoped_id": "1"}, "like_count": 1,
	}
	if c.Parent != "" {
		out["parent_id"] = c.Parent
	}
	if c.Broken {
		out["timestamp"] = ""
	}
	return out
}

func (a *Account) shapeMedium(m *Medium) map[string]any {
	n := 0
	for _, c := range a.comments {
		if c.Medium == m.ID {
			n++
		}
	}
	return map[string]any{
		"id": m.ID, "timestamp": m.Created.Format(zone), "permalink": link(m), "caption": m.Caption, "media_type": "IMAGE",
		"alt_text": "Der Marktplatz", "comments_count": n, "like_count": 3, "is_comment_enabled": true,
	}
}
