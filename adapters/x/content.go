package x

import (
	"html"
	"slices"
	"strings"

	"lotse/inbox"
)

const maxSource = 64 << 10 // of an unread object's JSON that is kept, in bytes

// place is the address of a post for later calls, kept in Content.Ref: the id of
// its newest version, and what the account may do with it.
type place struct {
	id       string
	summoned bool // its author mentioned or quoted us: it may be answered
	ours     bool // it stands in a conversation that we began: it may be hidden
}

func (p place) String() string {
	s := p.id
	if p.summoned || p.ours {
		s += "-"
	}
	if p.summoned {
		s += "s"
	}
	if p.ours {
		s += "o"
	}
	return s
}

func readPlace(ref string) (p place, ok bool) {
	id, flags, _ := strings.Cut(ref, "-")
	return place{id, strings.Contains(flags, "s"), strings.Contains(flags, "o")}, usableID(id)
}

// sight is what is known while a page is turned into contents.
type sight struct {
	self    inbox.Account
	users   map[string]user
	media   map[string]media
	roots   []string // own posts that began a conversation
	mention bool     // the page is one of mentions: whatever stands there mentions us
}

// content makes the common form of a post.
func (c *Channel) content(p *post, s *sight) inbox.Content {
	u := s.users[p.AuthorID]
	first := p.first()
	out := inbox.Content{
		Channel: c.id, RemoteID: first, URL: "https://x.com/i/status/" + p.latest(),
		Author:   inbox.Author{ID: p.AuthorID, Name: u.Name, Handle: u.Username},
		Text:     p.words(s.media),
		Language: language(p.Lang),
		Audience: inbox.AudiencePublic,
		PostedAt: idTime(first),
	}
	if p.AuthorID == s.self.ID {
		out.Author.Name, out.Author.Handle = s.self.Name, s.self.Handle
	}
	if out.Author.Handle != "" {
		out.Author.URL = "https://x.com/" + out.Author.Handle
	}
	if u.Protected {
		out.Audience = inbox.AudienceFollowers
	}
	if out.PostedAt.IsZero() {
		out.PostedAt = p.At.UTC()
	}
	if p.ID != first {
		if out.EditedAt = p.At.UTC(); p.At.IsZero() {
			out.EditedAt = idTime(p.ID)
		}
	}
	if p.Thread != "" && p.Thread != first {
		out.Thread = c.firstOf(p.Thread)
	}
	if parent := p.refs("replied_to"); parent != "" {
		out.Parent = c.firstOf(parent)
	}
	for _, key := range p.Attached.Media {
		if m, ok := s.media[key]; ok {
			if m.URL == "" {
				m.URL = m.Preview
			}
			out.Media = append(out.Media, inbox.Media{Type: m.Type, URL: m.URL, Alt: m.Alt})
		}
	}
	at := place{id: p.ID, summoned: s.mention || p.mentions(s.self) || slices.Contains(s.roots, p.refs("quoted"))}
	at.ours = p.Thread != "" && (slices.Contains(s.roots, p.Thread) || p.ToUser == s.self.ID && p.refs("replied_to") == p.Thread)
	out.Ref = at.String()
	switch {
	case p.AuthorID == s.self.ID:
		out.Kind, out.Ref = inbox.KindOwnPost, p.ID
	case p.ToUser == s.self.ID || at.ours:
		out.Kind = inbox.KindComment
	default:
		out.Kind = inbox.KindMention
	}
	return out
}

// words is the text as a reader sees it: whole, unescaped, its shortened links
// written out and those to its own pictures left away.
func (p *post) words(known map[string]media) string {
	text, links := p.Text, p.Entities.URLs
	if n := p.note(); n.Text != "" {
		text, links = n.Text, n.Entities.URLs
	}
	text = html.UnescapeString(text)
	for _, l := range links {
		_, picture := known[l.MediaKey]
		switch {
		case l.URL == "":
		case picture:
			text = strings.ReplaceAll(text, l.URL, "")
		case l.Expanded != "":
			text = strings.ReplaceAll(text, l.URL, l.Expanded)
		}
	}
	return strings.TrimSpace(text)
}

func (p *post) mentions(self inbox.Account) bool {
	for _, m := range slices.Concat(p.Entities.Mentions, p.note().Entities.Mentions) {
		if m.ID == self.ID || m.ID == "" && self.Handle != "" && strings.EqualFold(m.Username, self.Handle) {
			return true
		}
	}
	return false
}

// language is a real one; the API has codes of its own for texts without words.
func language(lang string) string {
	if len(lang) == 2 {
		return lang
	}
	return ""
}

// unread is what is kept of a post that cannot be read; false where not even its
// id can be.
func (c *Channel) unread(p *post) (inbox.Content, bool) {
	source := string(p.raw)
	if len(source) > maxSource {
		source = source[:maxSource]
	}
	at := idTime(p.ID)
	return inbox.Content{
		Channel: c.id, RemoteID: p.ID, Ref: p.ID, Kind: inbox.KindUnparsed, URL: "https://x.com/i/status/" + p.ID,
		Source: source, Audience: inbox.AudiencePublic, PostedAt: at, Author: inbox.Author{ID: p.AuthorID},
	}, usableID(p.ID) && !at.IsZero()
}

const chainsKept = 4096

// note remembers which chain a version belongs to.
func (c *Channel) note(p *post) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.first) > chainsKept {
		clear(c.first)
	}
	if first := p.first(); p.ID != first {
		c.first[p.ID] = first
	}
}

// firstOf gives the id under which a post is an item.
func (c *Channel) firstOf(id string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if first, ok := c.first[id]; ok {
		return first
	}
	return id
}
