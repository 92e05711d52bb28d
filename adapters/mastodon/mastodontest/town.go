package mastodontest

import (
	"fmt"
	"slices"
	"strings"
)

// Publish makes a post. People elsewhere may write too.
func (s *Server) Publish(author Account, d Draft) Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(s.must(author), d).snapshot()
}

// OwnPost makes a public post of an account.
func (s *Server) OwnPost(author Account, text string) Post {
	return s.Publish(author, Draft{Text: text})
}

// Mention makes a public post that begins with the name of another.
func (s *Server) Mention(author, whom Account, text string) Post {
	return s.Publish(author, Draft{Text: "@" + whom.Acct + " " + text})
}

// Direct makes a post only whom can read.
func (s *Server) Direct(author, whom Account, text string) Post {
	return s.Publish(author, Draft{Text: "@" + whom.Acct + " " + text, Visibility: "direct"})
}

// ReplyTo answers a post the way apps do: with the name of its author in
// front, so that they are notified, and no more public than the post itself.
func (s *Server) ReplyTo(author Account, parent Post, text string) Post {
	return s.Publish(author, Draft{
		Text: "@" + parent.Author + " " + text, InReplyTo: parent.ID, Visibility: parent.Visibility,
	})
}

// ReplyQuietly answers a post without a name in it: nobody is notified, the
// reply is only seen in the thread.
func (s *Server) ReplyQuietly(author Account, parent Post, text string) Post {
	return s.Publish(author, Draft{Text: text, InReplyTo: parent.ID, Visibility: parent.Visibility})
}

// MentionLate makes a mention whose ids are drawn now, while it can be seen
// only after commit: what a server does under parallel writers. Anything
// mentioned in between gets larger ids and is seen before.
func (s *Server) MentionLate(author, whom Account, text string) (p Post, commit func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	state := s.add(s.must(author), Draft{Text: "@" + whom.Acct + " " + text})
	state.late = true
	for _, n := range s.notices {
		n.late = n.late || n.post == state
	}
	return state.snapshot(), func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		state.late = false
		for _, n := range s.notices {
			n.late = n.late && n.post != state
		}
	}
}

// Edit changes the text of a post. Only who is mentioned for the first time is
// notified. On snac the post has a new id afterwards.
func (s *Server) Edit(p Post, text string) Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	state := s.mustPost(p)
	s.change(state, text, state.Warning, state.Media)
	return state.snapshot()
}

// Delete removes a post as its author or a moderator does.
func (s *Server) Delete(p Post) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remove(s.mustPost(p))
}

// Favourite lets somebody like a post.
func (s *Server) Favourite(who Account, p Post) {
	s.mu.Lock()
	defer s.mu.Unlock()
	state := s.mustPost(p)
	state.likes[s.must(who)] = true
	s.notify("favourite", state.author, s.must(who), state)
}

// Follow lets who follow whom.
func (s *Server) Follow(who, whom Account) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.must(who).follows[s.must(whom)] = true
	s.notify("follow", s.must(whom), s.must(who), nil)
}

// Notice sends a notification of any type, also one no client knows yet.
func (s *Server) Notice(kind string, to, from Account) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.notify(kind, s.must(to), s.must(from), nil)
}

// Posts gives every post that is there, in the order they came.
func (s *Server) Posts() []Post {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []Post
	for _, p := range s.posts {
		if !p.Deleted && !p.late {
			all = append(all, p.snapshot())
		}
	}
	return all
}

// PostsOf gives the posts of one account, in the order they came.
func (s *Server) PostsOf(a Account) []Post {
	return slices.DeleteFunc(s.Posts(), func(p Post) bool { return !strings.EqualFold(p.Author, a.Acct) })
}

// Post gives a post as it is now, deleted ones included; false when there never
// was one of that id.
func (s *Server) Post(id string) (Post, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.posts {
		if p.ID == id || slices.Contains(p.oldIDs, id) {
			return p.snapshot(), true
		}
	}
	return Post{}, false
}

func (s *Server) mustPost(p Post) *post {
	if state := s.lookup(p.ID); state != nil {
		return state
	}
	panic(fmt.Sprintf("mastodontest: no post %q", p.ID))
}

func (p *post) snapshot() Post {
	out := p.Post
	out.Favourites = len(p.likes)
	out.Media = slices.Clone(p.Media)
	out.Mentions = nil
	for _, a := range p.mentions {
		out.Mentions = append(out.Mentions, a.Acct)
	}
	return out
}
