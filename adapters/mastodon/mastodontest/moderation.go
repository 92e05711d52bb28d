package mastodontest

import "slices"

// Report is a complaint made to the moderators of the server.
type Report struct {
	ID       string
	From     string // acct
	About    string // acct
	Statuses []string
	Comment  string
	Category string
	Rules    []string
	Forward  bool
}

// Reports gives all complaints in the order they came.
func (s *Server) Reports() []Report {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.reports)
}

// set makes a handler that puts an account into a set of the sender's, or takes
// it out.
func set(in func(*account) map[*account]bool, to bool) func(*Server, *call) answer {
	return func(s *Server, c *call) answer {
		whom := s.byID(c.id())
		if whom == nil {
			return s.notFound()
		}
		m := in(c.viewer)
		if c.effect = m[whom] != to; c.effect {
			m[whom] = to
		}
		return reply(s.relationship(c.viewer, whom))
	}
}

func mutes(a *account) map[*account]bool  { return a.muted }
func blocks(a *account) map[*account]bool { return a.blocked }

func (s *Server) relationship(who, whom *account) object {
	return object{
		"id": whom.ID, "following": who.follows[whom], "followed_by": whom.follows[who],
		"showing_reblogs": who.follows[whom], "notifying": false, "languages": nil,
		"blocking": who.blocked[whom], "blocked_by": whom.blocked[who],
		"muting": who.muted[whom], "muting_notifications": who.muted[whom], "muting_expires_at": nil,
		"requested": false, "requested_by": false, "domain_blocking": false, "endorsed": false, "note": "",
	}
}

func listRelationships(s *Server, c *call) answer {
	out := []object{}
	for _, id := range c.in["id[]"] {
		if a := s.byID(id); a != nil {
			out = append(out, s.relationship(c.viewer, a))
		}
	}
	return reply(out)
}

// mark makes a handler that likes a post or mutes its conversation, or undoes
// it.
func mark(in func(*post) map[*account]bool, to bool) func(*Server, *call) answer {
	return func(s *Server, c *call) answer {
		p := s.visible(c)
		if p == nil {
			return s.notFound()
		}
		m := in(p)
		if c.effect = m[c.viewer] != to; c.effect {
			m[c.viewer] = to
			if !to {
				delete(m, c.viewer)
			}
		}
		return reply(s.statusShape(c.viewer, p))
	}
}

func likes(p *post) map[*account]bool        { return p.likes }
func conversation(p *post) map[*account]bool { return p.root().muted }

func createReport(s *Server, c *call) answer {
	about := s.byID(c.in.Get("account_id"))
	if about == nil {
		return s.notFound()
	}
	r := Report{
		ID: s.newSerial(), From: c.viewer.Acct, About: about.Acct, Statuses: c.in["status_ids[]"],
		Comment: c.in.Get("comment"), Category: c.in.Get("category"), Rules: c.in["rule_ids[]"],
		Forward: c.flag("forward"),
	}
	if r.Category == "" {
		r.Category = "other"
	}
	s.reports = append(s.reports, r)
	c.effect = true
	return reply(object{
		"id": r.ID, "action_taken": false, "action_taken_at": nil, "category": r.Category,
		"comment": r.Comment, "forwarded": r.Forward, "created_at": stamp(s.now()),
		"status_ids": orEmpty(r.Statuses), "rule_ids": orEmpty(r.Rules), "target_account": s.accountShape(about),
	})
}

func orEmpty(l []string) []string {
	if l == nil {
		return []string{}
	}
	return l
}
