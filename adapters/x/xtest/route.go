package xtest

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

func (s *Server) route(r *http.Request, f fault) (int, string) {
	path := r.URL.Path
	switch {
	case r.Method == http.MethodGet && path == "/2/users/me":
		s.Billed["user"]++
		return 200, marshal(map[string]any{"data": s.user(OwnID)})
	case r.Method == http.MethodGet && path == "/2/users":
		var all []any
		for id := range strings.SplitSeq(r.URL.Query().Get("ids"), ",") {
			s.Billed["user"]++
			all = append(all, s.user(id))
		}
		return 200, marshal(map[string]any{"data": all})
	case r.Method == http.MethodGet && path == "/2/users/"+OwnID+"/mentions":
		return s.timeline(r, f, "owned", 800, func(p *Post) bool { return p.Author != OwnID && slices.Contains(p.Mentions, OwnID) })
	case r.Method == http.MethodGet && path == "/2/users/"+OwnID+"/tweets":
		return s.timeline(r, f, "owned", 3200, func(p *Post) bool { return p.Author == OwnID })
	case r.Method == http.MethodGet && path == "/2/tweets/search/recent":
		return s.search(r, f)
	case r.Method == http.MethodGet && path == "/2/tweets":
		return s.lookup(r)
	case r.Method == http.MethodPost && path == "/2/tweets":
		return s.create(r)
	case r.Method == http.MethodPut && strings.HasSuffix(path, "/hidden"):
		return s.hide(strings.TrimSuffix(strings.TrimPrefix(path, "/2/tweets/"), "/hidden"), r)
	}
	return 404, `{"title":"Not Found","status":404,"type":"about:blank","detail":"Not Found"}`
}

func invalid(detail string) (int, string) {
	return 400, marshal(map[string]any{"title": "Invalid Request", "detail": detail, "type": "https://api.twitter.com/2/problems/invalid-request"})
}

func later(a, b string) bool { return len(a) > len(b) || len(a) == len(b) && a > b }

// search is for the last seven days only, and says so when asked for more.
func (s *Server) search(r *http.Request, f fault) (int, string) {
	q, edge := r.URL.Query(), s.now().Add(-7*24*time.Hour)
	if at, err := time.Parse(time.RFC3339, q.Get("start_time")); q.Has("start_time") && (err != nil || at.Before(edge)) {
		return invalid("Invalid 'start_time'")
	}
	if id := q.Get("since_id"); id != "" && later(strconv.FormatInt((edge.UnixMilli()-epoch)<<22, 10), id) {
		return invalid("'since_id' must be a tweet id created after seven days ago")
	}
	if len(q.Get("query")) > 512 {
		return invalid("query is too long")
	}
	roots, _, ok := strings.Cut(strings.TrimPrefix(q.Get("query"), "("), ") ")
	if !ok || !strings.Contains(q.Get("query"), "-from:"+OwnHandle) || !strings.Contains(q.Get("query"), "-@"+OwnHandle) {
		return invalid("query")
	}
	var want []string
	for one := range strings.SplitSeq(roots, " OR ") {
		want = append(want, strings.TrimPrefix(one, "conversation_id:"))
	}
	return s.timeline(r, f, "post", 1<<30, func(p *Post) bool {
		return slices.Contains(want, p.Root) && p.ID != p.Root && p.Author != OwnID && !slices.Contains(p.Mentions, OwnID)
	})
}

// timeline gives a page of posts, newest first. Of the ids of a chain only the
// newest is listed.
func (s *Server) timeline(r *http.Request, f fault, price string, most int, want func(*Post) bool) (int, string) {
	q := r.URL.Query()
	n, err := strconv.Atoi(q.Get("max_results"))
	if err != nil || n < 5 || n > 100 || n < 10 && price == "post" {
		return invalid("max_results")
	}
	var all []*Post
	for _, p := range slices.Backward(s.posts) {
		if want(p) && !s.deleted[p.ID] && !s.guarded[p.Author] && p.ID == p.Chain[len(p.Chain)-1] {
			all = append(all, p)
		}
	}
	all = all[:min(len(all), most)]
	all = slices.DeleteFunc(all, func(p *Post) bool {
		at, err := time.Parse(time.RFC3339, q.Get("start_time"))
		return q.Has("since_id") && !later(p.ID, q.Get("since_id")) || q.Has("start_time") && (err != nil || p.At.Before(at))
	})
	from := 0
	if token := q.Get("pagination_token"); token != "" {
		from, err = strconv.Atoi(strings.TrimPrefix(token, "page"))
		if err != nil || from > len(all) {
			return invalid("pagination_token")
		}
	}
	page := all[from:min(len(all), from+n)]
	meta := map[string]any{"result_count": len(page)}
	if from+n < len(all) {
		meta["next_token"] = "page" + strconv.Itoa(from+n)
	}
	if f.Kind == EmptyNext {
		return 200, marshal(map[string]any{"meta": map[string]any{"result_count": 0, "next_token": "page" + strconv.Itoa(from)}})
	}
	if f.Kind == Repeat {
		page = append(slices.Clone(page), page...)
		slices.Reverse(page)
		meta["result_count"] = len(page)
	}
	s.Billed[price] += len(page)
	return 200, s.render(page, nil, meta, q.Get("expansions"))
}

func (s *Server) lookup(r *http.Request) (int, string) {
	var found []*Post
	var errs []any
	ids := strings.Split(r.URL.Query().Get("ids"), ",")
	if len(ids) > 100 {
		return invalid("ids")
	}
	host := "https://api.twitter.com"
	if s.Spelling == Posts {
		host = "https://api.x.com"
	}
	for _, id := range ids {
		at := slices.IndexFunc(s.posts, func(p *Post) bool { return p.ID == id })
		var kind string
		switch {
		case at < 0 || s.deleted[id]:
			kind = "resource-not-found"
		case s.guarded[s.posts[at].Author]:
			kind = "not-authorized-for-resource"
		default:
			found = append(found, s.posts[at])
			continue
		}
		errs = append(errs, map[string]any{
			"resource_id": id, "value": id, "resource_type": "tweet", "parameter": "ids", "title": "Not Found Error",
			"detail": "Could not find tweet with ids: [" + id + "].", "type": host + "/2/problems/" + kind,
		})
	}
	s.Billed["post"] += len(found)
	return 200, s.render(found, errs, nil, r.URL.Query().Get("expansions"))
}

// create posts an answer, but only to somebody who mentioned or quoted us.
func (s *Server) create(r *http.Request) (int, string) {
	var in struct {
		Text  string `json:"text"`
		Reply struct {
			To string `json:"in_reply_to_tweet_id"`
		} `json:"reply"`
	}
	raw, _ := io.ReadAll(r.Body)
	if json.Unmarshal(raw, &in) != nil || in.Text == "" {
		return invalid("text")
	}
	up := s.find(in.Reply.To)
	refuse := func(detail string) (int, string) {
		return 403, marshal(map[string]any{"detail": detail, "type": "about:blank", "title": "Forbidden", "status": 403})
	}
	if up == nil || s.deleted[up.ID] {
		return refuse("You attempted to reply to a Post that is deleted or not visible to you.")
	}
	quoted := s.find(up.Quotes)
	if !slices.Contains(up.Mentions, OwnID) && (quoted == nil || quoted.Author != OwnID) {
		return refuse("You are not permitted to reply to this Post.")
	}
	for _, p := range s.posts {
		if p.Author == OwnID && p.Text == in.Text && !s.deleted[p.ID] && s.now().Sub(p.At) < 24*time.Hour {
			return refuse("You are not allowed to create a Tweet with duplicate content.")
		}
	}
	kind := "reply"
	if strings.Contains(in.Text, "://") {
		kind = "link"
	}
	s.Billed[kind]++
	p := s.add(OwnID, in.Reply.To, in.Text)
	return 201, marshal(map[string]any{"data": map[string]any{"id": p.ID, "text": p.Text, s.name("edit_history_tweet_ids"): p.Chain}})
}

func (s *Server) hide(id string, r *http.Request) (int, string) {
	var in struct {
		Hidden bool `json:"hidden"`
	}
	raw, _ := io.ReadAll(r.Body)
	p := s.find(id)
	switch {
	case json.Unmarshal(raw, &in) != nil:
		return invalid("hidden")
	case p == nil || s.deleted[p.ID]:
		return 404, `{"title":"Not Found","status":404,"type":"about:blank","detail":"Not Found"}`
	case s.find(p.Root).Author != OwnID:
		return 403, `{"detail":"You can only hide replies in conversations you started.","type":"about:blank","title":"Forbidden","status":403}`
	}
	p.Hidden = in.Hidden
	s.Billed["hide"]++
	return 200, marshal(map[string]any{"data": map[string]any{"hidden": in.Hidden}})
}
