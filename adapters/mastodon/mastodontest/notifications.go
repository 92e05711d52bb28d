package mastodontest

import (
	"slices"
	"sort"
	"strconv"
)

// listNotices is GET /api/v1/notifications.
func listNotices(s *Server, c *call) answer {
	limit, ok := s.limit(c, s.pageSize, s.pageMax)
	if !ok {
		return s.badLimit(c.in.Get("limit"))
	}
	all := s.noticesOf(c.viewer)
	if s.flavour == Snac {
		return reply(s.noticeShapes(s.snacPage(c, all, limit)))
	}
	types, not := c.in["types[]"], c.in["exclude_types[]"]
	all = slices.DeleteFunc(all, func(n *notice) bool {
		return len(types) > 0 && !slices.Contains(types, n.kind) || slices.Contains(not, n.kind) ||
			s.policy && n.filtered() && !c.flag("include_filtered")
	})
	page := window(s, c, all, func(n *notice) string { return n.id }, limit)
	a := reply(s.noticeShapes(page))
	if len(page) > 0 {
		s.link(c, a.head, page[0].id, page[len(page)-1].id, true)
	}
	return a
}

// snacPage is what snac makes of the parameters: the newest 64, cut before
// anything else; types[] and since_id ignored; min_id a plain lower end; max_id
// only when that very notification is there.
func (s *Server) snacPage(c *call, all []*notice, limit int) []*notice {
	all = all[:min(len(all), 64)]
	if top := c.in.Get("max_id"); top != "" {
		i := slices.IndexFunc(all, func(n *notice) bool { return n.id == top })
		if i < 0 {
			return nil
		}
		all = all[i+1:]
	}
	low, not := c.in.Get("min_id"), c.in["exclude_types[]"]
	all = slices.DeleteFunc(slices.Clone(all), func(n *notice) bool {
		return low != "" && !after(n.id, low) || slices.Contains(not, n.kind)
	})
	return all[:min(len(all), limit)]
}

// noticesOf gives what an account may see of its notifications, newest first.
func (s *Server) noticesOf(to *account) []*notice {
	all := []*notice{}
	for _, n := range s.notices {
		if n.to == to && !n.hidden() {
			all = append(all, n)
		}
	}
	sort.SliceStable(all, s.sortNewest(func(i int) string { return all[i].id }))
	return all
}

func (s *Server) noticeShapes(page []*notice) []object {
	out := make([]object, 0, len(page))
	for _, n := range page {
		out = append(out, s.noticeShape(n))
	}
	return out
}

func showNotice(s *Server, c *call) answer {
	for _, n := range s.noticesOf(c.viewer) {
		if n.id == c.id() {
			return reply(s.noticeShape(n))
		}
	}
	return s.notFound()
}

// showPolicy is what a fresh account has: private mentions of strangers are put
// aside.
func showPolicy(s *Server, c *call) answer {
	aside, people := 0, map[*account]bool{}
	for _, n := range s.noticesOf(c.viewer) {
		if n.filtered() {
			aside++
			people[n.from] = true
		}
	}
	return reply(object{
		"for_not_following": "accept", "for_not_followers": "accept", "for_new_accounts": "accept",
		"for_private_mentions": "filter", "for_limited_accounts": "filter", "for_bots": "accept",
		"summary": object{"pending_requests_count": min(len(people), 100), "pending_notifications_count": aside},
	})
}

// listRequests is one entry per person whose notifications were put aside.
func listRequests(s *Server, c *call) answer {
	out, count, at := []object{}, map[*account]int{}, map[*account]object{}
	for _, n := range s.noticesOf(c.viewer) {
		if !n.filtered() {
			continue
		}
		if count[n.from]++; count[n.from] == 1 {
			at[n.from] = object{
				"id": n.id, "created_at": stamp(n.at), "updated_at": stamp(n.at),
				"account": s.accountShape(n.from), "last_status": s.statusShape(c.viewer, n.post),
			}
			out = append(out, at[n.from])
		}
		at[n.from]["notifications_count"] = strconv.Itoa(count[n.from])
	}
	return reply(out)
}
