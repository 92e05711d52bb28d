package facebooktest

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"lotse/adapters/graph/graphtest"
)

const zone = "2006-01-02T15:04:05-0700"

func done() graphtest.Answer { return graphtest.Answer{Body: map[string]any{"success": true}} }

// answer is the Page's API.
func (p *Page) answer(r graphtest.Request) graphtest.Answer {
	id, edge, _ := strings.Cut(r.Path, "/")
	if id == "me" {
		id = p.ID
	}
	switch {
	case r.Method == http.MethodGet && r.Path == "debug_token":
		return p.inspect()
	case r.Method == http.MethodGet && r.Path == "" && r.Values.Get("ids") != "":
		return p.many(r)
	case r.Method == http.MethodGet && id == p.ID:
		return p.account(r, edge)
	case r.Method == http.MethodGet && edge == "comments":
		return p.listed(r, id)
	case r.Method == http.MethodGet && edge == "":
		body, ok := p.object(r, id)
		if !ok {
			return graphtest.Missing(id)
		}
		return graphtest.Answer{Body: body}
	}
	return p.change(r, id, edge)
}

func (p *Page) change(r graphtest.Request, id, edge string) graphtest.Answer {
	c := p.comment(id)
	switch {
	case r.Method == http.MethodPost && id == p.ID && edge == "blocked":
		var people []string
		if json.Unmarshal([]byte(r.Values.Get("user")), &people) != nil || len(people) == 0 {
			return graphtest.Error(400, 100, 0, "(#100) Param user must be an array")
		}
		done := map[string]any{}
		for _, who := range people {
			if !slices.Contains(p.Blocked, who) {
				p.Blocked = append(p.Blocked, who)
			}
			done[who] = true
		}
		return graphtest.Answer{Body: done}
	case c == nil && p.post(id) == nil:
		return graphtest.Missing(id)
	case r.Method == http.MethodPost && edge == "comments":
		text := r.Values.Get("message")
		if text == "" {
			return graphtest.Error(400, 100, 0, "(#100) Param message must be a non-empty string")
		}
		return graphtest.Answer{Body: map[string]any{"id": p.write(p.ID, p.Name, id, text)}}
	case r.Method == http.MethodPost && edge == "likes" && c != nil:
		c.Liked = true
	case r.Method == http.MethodPost && edge == "likes":
		p.post(id).Liked = true
	case c == nil && !p.here(p.post(id)):
		return graphtest.Error(403, 200, 0, "(#200) Permissions error")
	case r.Method == http.MethodDelete && edge == "":
		p.remove(id)
	case r.Method == http.MethodPost && edge == "" && c != nil:
		c.Hidden = r.Values.Get("is_hidden") == "true"
	default:
		return graphtest.Error(400, 100, 0, "Unsupported post request.")
	}
	return done()
}

func (p *Page) inspect() graphtest.Answer {
	unix := func(t time.Time) int64 {
		if t.IsZero() {
			return 0
		}
		return t.Unix()
	}
	return graphtest.Answer{Body: map[string]any{"data": map[string]any{
		"app_id": "1", "type": "PAGE", "is_valid": true, "profile_id": p.ID, "scopes": p.Scopes,
		"expires_at": unix(p.Ends), "data_access_expires_at": unix(p.DataEnds),
	}}}
}

// many reads several objects; one that is missing fails them all.
func (p *Page) many(r graphtest.Request) graphtest.Answer {
	ids := strings.Split(r.Values.Get("ids"), ",")
	if len(ids) > 50 {
		return graphtest.Error(400, 100, 0, "(#100) Too many IDs. Maximum: 50")
	}
	out := map[string]any{}
	for _, id := range ids {
		body, ok := p.object(r, id)
		if !ok {
			return graphtest.Missing(id)
		}
		out[id] = body
	}
	return graphtest.Answer{Body: out}
}

func (p *Page) object(r graphtest.Request, id string) (map[string]any, bool) {
	if c := p.comment(id); c != nil {
		return p.shape(c), true
	}
	o := p.post(id)
	if o == nil {
		return nil, false
	}
	if strings.Contains(strings.Split(r.Values.Get("fields"), "comments.")[0], "parent") { // a field of comments
		return nil, false
	}
	body := p.shapePost(o)
	if strings.Contains(r.Values.Get("fields"), "comments.filter(stream)") {
		body["comments"] = p.Nested(p.entries(id, true, true), 100)
	}
	return body, true
}

func (p *Page) account(r graphtest.Request, edge string) graphtest.Answer {
	switch edge {
	case "":
		return graphtest.Answer{Body: map[string]any{"id": p.ID, "name": p.Name, "link": "https://www.facebook.com/" + p.ID}}
	case "published_posts", "visitor_posts", "tagged":
		var es []graphtest.Entry
		for _, o := range p.posts {
			if p.here(o) == (edge != "tagged") && (o.From == p.ID) == (edge == "published_posts") {
				es = append(es, graphtest.Entry{Key: key(o.Created, o.ID), Body: p.shapePost(o)})
			}
		}
		newestFirst(es)
		return p.List(r, es, 25, 100, nil)
	}
	return graphtest.Error(400, 100, 0, "(#100) Tried accessing nonexisting field ("+edge+")")
}

// listed gives comments: in the platform's order the oldest come first and
// answers not at all, unless one asks for it otherwise.
func (p *Page) listed(r graphtest.Request, id string) graphtest.Answer {
	if p.post(id) == nil && p.comment(id) == nil {
		return graphtest.Missing(id)
	}
	newest := r.Values.Get("order") == "reverse_chronological"
	es := p.entries(id, r.Values.Get("filter") == "stream", newest)
	return p.List(r, es, 25, 100, map[string]any{"summary": map[string]any{"order": "reverse_chronological", "total_count": len(es), "can_comment": true}})
}

func (p *Page) entries(id string, stream, newest bool) []graphtest.Entry {
	var es []graphtest.Entry
	for _, c := range p.comments {
		if c.Parent == id || c.Post == id && (stream || c.Parent == "") {
			es = append(es, graphtest.Entry{Key: key(c.Created, c.ID), Body: p.shape(c)})
		}
	}
	newestFirst(es)
	if !newest {
		slices.Reverse(es)
	}
	return es
}

func key(at time.Time, id string) string { return fmt.Sprintf("%011d|%s", at.Unix(), id) }

func newestFirst(es []graphtest.Entry) {
	slices.SortFunc(es, func(a, b graphtest.Entry) int { return cmp.Compare(b.Key, a.Key) })
}

func (p *Page) shape(c *Comment) map[string]any {
	out := map[string]any{
		"id": c.ID, "created_time": c.Created.Format(zone), "message": c.Text, "object": map[string]any{"id": c.Post},
		"permalink_url": "https://www.facebook.com/" + c.Post + "?comment_id=" + c.ID, "is_hidden": c.Hidden, "is_private": c.Private,
		"comment_count": 0, "like_count": 0, "can_comment": true, "can_hide": true, "can_remove": true,
	}
	if c.From == p.ID || !p.NoNames {
		out["from"] = map[string]any{"id": c.From, "name": c.Name}
	}
	if c.Parent != "" {
		out["parent"] = map[string]any{"id": c.Parent, "created_time": c.Created.Format(zone), "message": "…"}
	}
	if c.Photo != "" {
		page := "https://www.facebook.com/photo/" + c.Photo
		src := fmt.Sprintf("https://scontent-%d.example/%s?sig=%[1]d", p.number(), c.Photo) // another at each delivery
		out["attachment"] = map[string]any{
			"type": "photo", "url": page, "target": map[string]any{"id": "9", "url": page},
			"media": map[string]any{"image": map[string]any{"height": 720, "src": src, "width": 540}},
		}
	}
	if c.Broken {
		out["created_time"] = ""
	}
	return out
}

func (p *Page) shapePost(o *Post) map[string]any {
	total := 0
	for _, c := range p.comments {
		if c.Post == o.ID {
			total++
		}
	}
	return map[string]any{
		"id": o.ID, "created_time": o.Created.Format(zone), "updated_time": o.Updated.Format(zone), "message": o.Text,
		"permalink_url": "https://www.facebook.com/" + o.ID, "is_hidden": o.Hidden, "from": map[string]any{"id": o.From, "name": o.Name},
		"comments": map[string]any{"data": []any{}, "summary": map[string]any{"order": "ranked", "total_count": total, "can_comment": true}},
	}
}
