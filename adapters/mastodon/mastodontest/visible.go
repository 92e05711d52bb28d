package mastodontest

import (
	"slices"
)

// sees tells whether somebody (nil: a stranger without token) may read a post.
// Direct posts are for their author and those they mention; a block hides
// everything, and the answer is the same as for a post that never was.
func (a *account) sees(p *post) bool {
	if p.Deleted || p.late {
		return false
	}
	open := p.Visibility == "public" || p.Visibility == "unlisted"
	if a == nil {
		return open
	}
	if a == p.author {
		return true
	}
	if p.author.blocked[a] {
		return false
	}
	if open || slices.Contains(p.mentions, a) {
		return true
	}
	return p.Visibility == "private" && a.follows[p.author]
}

// hidden tells whether a notification is kept from its receiver for good:
// after a mute or block, or when its post is gone.
func (n *notice) hidden() bool {
	to := n.to
	return n.late || to.blocked[n.from] || to.muted[n.from] ||
		n.post != nil && (!to.sees(n.post) || n.post.root().muted[to])
}

// filtered tells whether the receiver's policy puts a notification aside: by
// default the private mentions of people they do not follow, except answers to
// their own private posts. Only include_filtered shows them.
func (n *notice) filtered() bool {
	return n.post != nil && n.kind == "mention" && n.post.Visibility == "direct" &&
		!n.to.follows[n.from] && !n.post.answersDirect(n.to)
}

func (p *post) answersDirect(to *account) bool {
	for q := p.parent; q != nil; q = q.parent {
		if q.author == to && q.Visibility == "direct" {
			return true
		}
	}
	return false
}

// root is the first post of a thread.
func (p *post) root() *post {
	for p.parent != nil {
		p = p.parent
	}
	return p
}

// replyTo is the parent as the API shows it: none after its deletion.
func (p *post) replyTo() *post {
	if p.parent == nil || p.parent.Deleted {
		return nil
	}
	return p.parent
}

// ancestors are the posts above p that v may read, top first. The chain ends at
// a deleted one.
func (s *Server) ancestors(v *account, p *post) []*post {
	up := []*post{}
	for q := p.replyTo(); q != nil; q = q.replyTo() {
		if v.sees(q) {
			up = append(up, q)
		}
	}
	slices.Reverse(up)
	return up
}

// descendants are the posts below p that v may read, each followed by its own
// answers. On snac only direct replies are there.
func (s *Server) descendants(v *account, p *post) []*post {
	down := []*post{}
	for _, q := range s.posts {
		if q.replyTo() != p || !v.sees(q) || v != nil && (v.blocked[q.author] || v.muted[q.author]) {
			continue
		}
		down = append(down, q)
		if !s.flat {
			down = append(down, s.descendants(v, q)...)
		}
	}
	return down
}
