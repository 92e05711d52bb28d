package mastodontest

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Draft is a post to be made with [Server.Publish]. Only Text is needed.
type Draft struct {
	Text       string
	InReplyTo  string // id of the parent
	Visibility string // "public" when empty
	Language   string // "de" when empty, "-" for none
	Warning    string // content warning
	Quotes     string // id of the quoted post
	Media      []Media
	CreatedAt  time.Time // for posts that arrived late; the clock's time when zero
	Key        string    // Idempotency-Key it was posted with
}

// Media is a picture of a post.
type Media struct {
	URL         string
	Description string // "" is sent as null: no alternative text
	Width       int
	Height      int
}

// Post is what the server holds of a post at one moment.
type Post struct {
	Draft
	ID         string
	URI        string
	URL        string
	Author     string // acct
	HTML       string
	Mentions   []string // accts
	EditedAt   time.Time
	Deleted    bool
	Favourites int
}

// post is the state behind a Post.
type post struct {
	Post
	author   *account
	parent   *post // stays when the parent is deleted, unlike InReplyTo
	quoted   *post
	mentions []*account
	tags     []string
	likes    map[*account]bool
	muted    map[*account]bool // who muted the conversation
	earlier  []version
	oldIDs   []string
	poison   Poison
	app      bool // made over the API
	late     bool // not visible yet
}

type version struct {
	text, html, warning string
	media               []Media
	at                  time.Time
}

// notice is one notification.
type notice struct {
	id       string
	kind     string
	to, from *account
	post     *post
	at       time.Time
	late     bool
}

// add makes a post and the notifications it causes.
func (s *Server) add(author *account, d Draft) *post {
	at := d.CreatedAt
	if at.IsZero() {
		at = s.now()
	}
	d.CreatedAt = at.UTC().Truncate(time.Millisecond)
	d.Visibility = cmp.Or(d.Visibility, "public")
	d.Language = cmp.Or(d.Language, "de")
	d.Text = s.accept(d.Text)
	p := &post{
		Post:   Post{Draft: d, Author: author.Acct},
		author: author, parent: s.lookup(d.InReplyTo), quoted: s.lookup(d.Quotes),
		likes: map[*account]bool{}, muted: map[*account]bool{},
	}
	if p.parent != nil {
		p.InReplyTo = p.parent.ID
	}
	s.name(p)
	s.render(p)
	s.posts = append(s.posts, p)
	for _, a := range p.mentions {
		s.notify("mention", a, author, p)
	}
	if p.quoted != nil {
		s.notify("quote", p.quoted.author, author, p)
	}
	return p
}

// name gives a new post its id and addresses.
func (s *Server) name(p *post) {
	at, uri := p.CreatedAt, p.author.URI
	if s.flavour == Snac {
		p.URI = uri + "/p/" + at.Format("20060102150405") + "." + s.newSerial()
		p.ID, p.URL = s.newStatusID(at, p.URI), p.URI
		return
	}
	p.ID = s.newStatusID(at, "")
	p.URI = uri + "/statuses/" + p.ID
	p.URL = s.profileURL(p.author) + "/" + p.ID
	if s.flavour == GoToSocial {
		p.URL = s.profileURL(p.author) + "/statuses/" + p.ID
	}
}

// accept is what the flavour makes of control characters; all others pass.
func (s *Server) accept(text string) string {
	switch s.flavour {
	case GoToSocial:
		return strings.NewReplacer("\x00", "\uFFFD", "\r\n", "\n", "\r", "\n").Replace(text)
	case Snac:
		text, _, _ = strings.Cut(text, "\x00")
	}
	return text
}

// notify adds a notification unless it is about somebody's own doing.
func (s *Server) notify(kind string, to, from *account, p *post) {
	if to == from || !to.local() {
		return
	}
	n := &notice{id: s.newNoticeID(s.now()), kind: kind, to: to, from: from, post: p, at: s.now().UTC()}
	if p != nil {
		n.late = p.late
	}
	s.notices = append(s.notices, n)
}

// lookup finds a post that is there, by its id or one it had before.
func (s *Server) lookup(id string) *post {
	if id == "" {
		return nil
	}
	for _, p := range s.posts {
		if !p.Deleted && !p.late && (p.ID == id || slices.Contains(p.oldIDs, id)) {
			return p
		}
	}
	return nil
}

// change rewrites a post and keeps what it was.
func (s *Server) change(p *post, text, warning string, media []Media) {
	at := p.CreatedAt
	if !p.EditedAt.IsZero() {
		at = p.EditedAt
	}
	p.earlier = append(p.earlier, version{p.Text, p.HTML, p.Warning, p.Media, at})
	p.Text, p.Warning, p.Media = s.accept(text), warning, media
	p.EditedAt = s.now().UTC().Truncate(time.Millisecond)
	before := p.mentions
	s.render(p)
	for _, a := range p.mentions {
		if !slices.Contains(before, a) {
			s.notify("mention", a, p.author, p)
		}
	}
	if s.newIDs {
		p.oldIDs = append(p.oldIDs, p.ID)
		p.ID = s.newStatusID(p.EditedAt, p.URI)
	}
}

// remove deletes a post: its notifications go, its replies lose their parent.
func (s *Server) remove(p *post) {
	p.Deleted = true
	s.notices = slices.DeleteFunc(s.notices, func(n *notice) bool { return n.post == p })
	for _, child := range s.posts {
		if child.parent == p {
			child.InReplyTo = ""
		}
	}
}
