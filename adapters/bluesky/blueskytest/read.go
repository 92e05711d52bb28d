package blueskytest

import (
	"net/http"
	"slices"
	"strconv"
	"time"
)

// notice is one notification.
type notice struct {
	to     *account
	reason string
	about  *record
	what   string // address of ours that it is about
}

// notify tells everybody whom a new post concerns, each once.
func (s *Server) notify(r *record) {
	told := map[string]bool{r.did: true}
	tell := func(did, reason, what string) {
		if a := s.account(did); a != nil && !told[did] {
			told[did] = true
			s.notices = append(s.notices, &notice{a, reason, r, what})
		}
	}
	for up, n := r.ref("parent"), 0; up != "" && n < 5; n++ {
		p := s.records[up]
		if p == nil {
			break
		}
		tell(p.did, "reply", p.address)
		up = p.ref("parent")
	}
	if root := s.records[r.ref("root")]; root != nil {
		tell(root.did, "reply", root.address)
	}
	facets, _ := r.value["facets"].([]any)
	for _, f := range facets {
		features, _ := f.(object)["features"].([]any)
		for _, e := range features {
			if did, ok := e.(object)["did"].(string); ok {
				tell(did, "mention", "")
			}
		}
	}
	if embed, ok := r.value["embed"].(object); ok {
		if to, ok := embed["record"].(object); ok {
			if q := s.records[to["uri"].(string)]; q != nil {
				tell(q.did, "quote", q.address)
			}
		}
	}
}

func limitOf(c *call, most int) (int, bool) {
	n := 50
	if v := c.q.Get("limit"); v != "" {
		n, _ = strconv.Atoi(v)
	}
	return n, n >= 1 && n <= most
}

func listNotifications(s *Server, c *call) answer {
	limit, ok := limitOf(c, 100)
	if !ok {
		return invalid("Error: limit must be between 1 and 100")
	}
	var mine []*notice
	for _, n := range s.notices {
		if n.to == c.self && !s.hidden(n.about) {
			mine = append(mine, n)
		}
	}
	slices.SortStableFunc(mine, func(a, b *notice) int {
		if d := b.about.sorted().Compare(a.about.sorted()); d != 0 {
			return d
		}
		return b.about.order - a.about.order
	})
	if from := c.q.Get("cursor"); from != "" {
		at, err := time.Parse(time.RFC3339Nano, from)
		if err != nil {
			return refuse(http.StatusBadGateway, "InternalServerError", "Internal Server Error")
		}
		mine = slices.DeleteFunc(mine, func(n *notice) bool { return !n.about.sorted().Before(at) })
	}
	out := object{"notifications": []object{}, "priority": false, "seenAt": stamp(s.now())}
	if len(mine) > limit {
		mine = mine[:limit]
	}
	if len(mine) == limit {
		out["cursor"] = stamp(mine[len(mine)-1].about.sorted())
	}
	list := []object{}
	for _, n := range mine {
		if reasons := c.q["reasons"]; len(reasons) > 0 && !slices.Contains(reasons, n.reason) {
			continue // filtered when the page was fetched already
		}
		v := s.view(n.about, c.self)
		for _, no := range []string{"replyCount", "repostCount", "likeCount", "quoteCount", "viewer"} {
			delete(v, no)
		}
		v["reason"], v["isRead"], v["indexedAt"] = n.reason, false, stamp(n.about.sorted())
		if n.what != "" {
			v["reasonSubject"] = n.what
		}
		list = append(list, v)
	}
	out["notifications"] = list
	return good(out)
}

func getPosts(s *Server, c *call) answer {
	uris := c.q["uris"]
	if len(uris) == 0 || len(uris) > 25 {
		return invalid("Error: uris must not have more than 25 elements")
	}
	list := []object{}
	for _, uri := range uris {
		if r := s.post(uri); r != nil {
			list = append(list, s.view(r, c.self))
		}
	}
	return good(object{"posts": list})
}

func (s *Server) post(uri string) *record {
	if r := s.records[uri]; r != nil && r.collection == "app.bsky.feed.post" {
		return r
	}
	return nil
}

func getAuthorFeed(s *Server, c *call) answer {
	limit, ok := limitOf(c, 100)
	a := s.account(c.q.Get("actor"))
	if !ok || a == nil {
		return invalid("Profile not found")
	}
	all := s.all(func(r *record) bool { return r.did == a.did })
	slices.Reverse(all)
	list := []object{}
	for _, r := range all[:min(limit, len(all))] {
		list = append(list, object{"post": s.view(r, c.self)})
	}
	return good(object{"feed": list})
}

// all gives posts, oldest first.
func (s *Server) all(which func(*record) bool) (out []*record) {
	for _, r := range s.records {
		if r.collection == "app.bsky.feed.post" && which(r) {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b *record) int {
		if d := a.sorted().Compare(b.sorted()); d != 0 {
			return d
		}
		return a.order - b.order
	})
	return out
}

func getPostThread(s *Server, c *call) answer {
	r := s.post(c.q.Get("uri"))
	if r == nil {
		return refuse(http.StatusBadRequest, "NotFound", "Post not found: "+c.q.Get("uri"))
	}
	node := s.below(r, c.self)
	at := node
	for up := r.ref("parent"); up != ""; {
		p := s.post(up)
		if p == nil {
			at["parent"] = object{"$type": "app.bsky.feed.defs#notFoundPost", "uri": up, "notFound": true}
			break
		}
		parent := object{"$type": "app.bsky.feed.defs#threadViewPost", "post": s.view(p, c.self)}
		at["parent"] = parent
		at, up = parent, p.ref("parent")
	}
	return good(object{"thread": node})
}

func (s *Server) below(r *record, self *account) object {
	replies := []object{}
	for _, child := range s.all(func(x *record) bool { return x.ref("parent") == r.address }) {
		replies = append(replies, s.below(child, self))
	}
	return object{"$type": "app.bsky.feed.defs#threadViewPost", "post": s.view(r, self), "replies": replies}
}

// gate gives the record that rules a thread, nil without one.
func (s *Server) gate(root string) *record {
	r := s.post(root)
	if r == nil {
		return nil
	}
	return s.records["at://"+r.did+"/app.bsky.feed.threadgate/"+r.rkey]
}

// hidden reports whether a thread's owner hides a post.
func (s *Server) hidden(r *record) bool {
	g := s.gate(r.ref("root"))
	if g == nil {
		return false
	}
	list, _ := g.value["hiddenReplies"].([]any)
	return slices.Contains(list, any(r.address))
}

// view is a post as lists show it.
func (s *Server) view(r *record, self *account) object {
	author := s.account(r.did)
	replies := s.all(func(x *record) bool { return x.ref("parent") == r.address })
	labels := []object{}
	for _, l := range r.labels {
		labels = append(labels, object{"src": "did:plc:ar7c4by46qjdydhdevvrndac", "uri": r.address, "cid": r.cid, "val": l, "cts": stamp(r.indexed)})
	}
	viewer := object{"bookmarked": false, "threadMuted": false, "embeddingDisabled": false}
	for _, like := range s.records {
		if to, ok := like.value["subject"].(object); ok && like.collection == "app.bsky.feed.like" && like.did == self.did && to["uri"] == r.address {
			viewer["like"] = like.address
		}
	}
	if g := s.gate(r.ref("root")); g != nil && g.value["allow"] != nil && g.did != self.did {
		viewer["replyDisabled"] = true
	}
	v := object{
		"uri": r.address, "cid": r.cid, "record": r.value, "indexedAt": stamp(r.indexed), "labels": labels, "viewer": viewer,
		"replyCount": len(replies), "repostCount": 0, "likeCount": 0, "quoteCount": 0, "bookmarkCount": 0,
		"author": object{
			"did": author.did, "handle": author.Handle, "displayName": author.Name, "labels": []object{},
			"viewer": object{"muted": false, "blockedBy": false},
		},
	}
	if g := s.gate(r.address); g != nil {
		v["threadgate"] = object{"uri": g.address, "cid": g.cid, "record": g.value, "lists": []object{}}
	}
	return v
}
