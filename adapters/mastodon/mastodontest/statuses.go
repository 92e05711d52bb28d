package mastodontest

import (
	"slices"
	"sort"
)

// visible finds the post of a request if its sender may read it.
func (s *Server) visible(c *call) *post {
	if p := s.lookup(c.id()); p != nil && c.viewer.sees(p) {
		return p
	}
	return nil
}

func showStatus(s *Server, c *call) answer {
	p := s.visible(c)
	if p == nil {
		return s.notFound()
	}
	return reply(s.statusShape(c.viewer, p))
}

// showContext is the thread around a post; strangers without a token get less.
func showContext(s *Server, c *call) answer {
	p := s.visible(c)
	if p == nil {
		return s.notFound()
	}
	up, down := s.ancestors(c.viewer, p), s.descendants(c.viewer, p)
	maxUp, maxDown := 4096, 4096
	if c.viewer == nil {
		maxUp, maxDown = 40, 60
	}
	return reply(object{
		"ancestors":   s.statusShapes(c.viewer, up[max(len(up)-maxUp, 0):]),
		"descendants": s.statusShapes(c.viewer, down[:min(len(down), maxDown)]),
	})
}

func showHistory(s *Server, c *call) answer {
	p := s.visible(c)
	if p == nil {
		return s.notFound()
	}
	return reply(s.historyShape(p))
}

func showSource(s *Server, c *call) answer {
	p := s.visible(c)
	if p == nil || p.author != c.viewer {
		return s.notFound()
	}
	return reply(object{"id": p.ID, "text": p.Text, "spoiler_text": p.Warning})
}

// listStatuses is the read of up to 20 posts at once. What cannot be read is
// left out, and the order is the server's.
func listStatuses(s *Server, c *call) answer {
	ids := append(slices.Clone(c.in["id[]"]), c.in["ids[]"]...)
	if len(ids) > 20 {
		return s.refuse(422, "Mastodon::ValidationError", "")
	}
	var found []*post
	for _, p := range s.posts {
		if slices.Contains(ids, p.ID) && c.viewer.sees(p) {
			found = append(found, p)
		}
	}
	return reply(s.statusShapes(c.viewer, found))
}

// listOfAccount is GET /api/v1/accounts/:id/statuses.
func listOfAccount(s *Server, c *call) answer {
	whose := s.byID(c.id())
	if whose == nil {
		return s.notFound()
	}
	limit, ok := s.limit(c, 20, 40)
	if !ok {
		return s.badLimit(c.in.Get("limit"))
	}
	all := []*post{}
	for _, p := range s.posts {
		self := p.parent == nil || p.parent.author == whose // answers to oneself are no replies
		skip := c.flag("exclude_replies") && !self || c.flag("only_media") && len(p.Media) == 0 || c.flag("pinned")
		if p.author == whose && c.viewer.sees(p) && !skip {
			all = append(all, p)
		}
	}
	sort.SliceStable(all, s.sortNewest(func(i int) string { return all[i].ID }))
	page := window(s, c, all, func(p *post) string { return p.ID }, limit)
	a := reply(s.statusShapes(c.viewer, page))
	if len(page) > 0 {
		s.link(c, a.head, page[0].ID, page[len(page)-1].ID, len(page) == limit || s.flavour == GoToSocial)
	}
	return a
}
