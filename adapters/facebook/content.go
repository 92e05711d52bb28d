package facebook

import (
	"encoding/json"
	"strings"
	"time"

	"lotse/adapters/graph"
	"lotse/inbox"
)

const maxSource = 64 << 10

type named struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// comment is what is asked of one.
type comment struct {
	ID         string      `json:"id"`
	Created    graph.Time  `json:"created_time"`
	Message    string      `json:"message"`
	From       *named      `json:"from"` // missing where the app has no full access
	Parent     *named      `json:"parent"`
	Object     *named      `json:"object"`
	Attachment *attachment `json:"attachment"`
	Permalink  string      `json:"permalink_url"`
	Hidden     bool        `json:"is_hidden"`
	Private    bool        `json:"is_private"`
}

const commentFields = "id,created_time,message,from{id,name},parent{id},object{id},attachment,permalink_url,is_hidden,is_private"

type attachment struct {
	Type   string `json:"type"`
	URL    string `json:"url"`
	Target struct {
		URL string `json:"url"`
	} `json:"target"`
}

// post is one of ours, or of a visitor on our Page.
type post struct {
	ID        string       `json:"id"`
	Created   graph.Time   `json:"created_time"`
	Updated   graph.Time   `json:"updated_time"` // of the last comment too
	Message   string       `json:"message"`
	Story     string       `json:"story"`
	From      *named       `json:"from"`
	Permalink string       `json:"permalink_url"`
	Hidden    bool         `json:"is_hidden"`
	Comments  graph.Nested `json:"comments"`
}

const (
	postFields = "id,created_time,message,story,from{id,name},permalink_url,is_hidden"
	listFields = postFields + ",updated_time,comments.limit(0).summary(true).filter(stream)"
)

// content makes the common form of a comment under a post of the Page's.
func (c *Channel) content(m *comment, post, page string) inbox.Observation {
	if m.Object != nil && m.Object.ID != "" && post == "" {
		post = m.Object.ID
	}
	o := inbox.Observation{Content: inbox.Content{
		Channel: c.id, RemoteID: m.ID, Kind: inbox.KindComment, URL: m.Permalink, Thread: post, Parent: post,
		Text: m.Message, PostedAt: m.Created.Time,
	}}
	if m.Parent != nil && m.Parent.ID != "" {
		o.Parent = m.Parent.ID
	}
	if m.From != nil {
		o.Author = inbox.Author{ID: m.From.ID, Name: m.From.Name}
	}
	if m.Attachment != nil && *m.Attachment != (attachment{}) {
		// The picture's own address changes with each delivery: the page it stands on
		// does not.
		url := m.Attachment.Target.URL
		if url == "" {
			url = m.Attachment.URL
		}
		o.Media = []inbox.Media{{Type: m.Attachment.Type, URL: url}}
	}
	switch {
	case o.Author.ID != "" && o.Author.ID == page:
		o.Kind = inbox.KindOwnPost
	case m.Private:
		o.Audience = inbox.AudienceDirect
	}
	if m.Hidden && o.Kind != inbox.KindOwnPost {
		o.Gone = inbox.HiddenByUs
	}
	return o
}

// published makes the common form of a post: ours is context, a visitor's is an
// item.
func (c *Channel) published(p *post) inbox.Observation {
	o := inbox.Observation{Content: inbox.Content{
		Channel: c.id, RemoteID: p.ID, Kind: inbox.KindOwnPost, URL: p.Permalink, Text: p.Message, PostedAt: p.Created.Time,
	}}
	if o.Text == "" {
		o.Text = p.Story
	}
	if p.From != nil {
		o.Author = inbox.Author{ID: p.From.ID, Name: p.From.Name}
	}
	return o
}

// ofPost is the Ref of a post that stands elsewhere and names our Page: it cannot be
// told from a comment by its id.
const ofPost = "post"

// visitor makes an item of a post that somebody else put on our Page, or elsewhere
// with our name in it.
func (c *Channel) visitor(p *post, page string) inbox.Observation {
	o := c.published(p)
	if o.Author.ID == page {
		return o
	}
	o.Kind = inbox.KindMention
	if !strings.HasPrefix(p.ID, page+"_") {
		o.Ref = ofPost
	}
	if p.Hidden {
		o.Gone = inbox.HiddenByUs
	}
	return o
}

// readComment decodes one. Where it cannot be read it is kept as it came, as long
// as it has a name; at serves for its time, which must be the same at every sight.
func (c *Channel) readComment(raw json.RawMessage, post, page string) (o inbox.Observation, ok bool) {
	m, err := graph.Object[comment](raw)
	if err == nil && m.ID != "" && !m.Created.IsZero() {
		return c.content(&m, post, page), true
	}
	o = inbox.Observation{Content: c.unread(m.ID, raw, m.Created.Time)}
	o.Thread, o.Parent = post, post
	return o, false
}

func (c *Channel) unread(id string, raw []byte, at time.Time) inbox.Content {
	if at.IsZero() {
		at = unknownTime
	}
	return inbox.Content{
		Channel: c.id, RemoteID: id, Kind: inbox.KindUnparsed, Source: string(raw[:min(len(raw), maxSource)]),
		Audience: inbox.AudienceDirect, PostedAt: at,
	}
}

// unknownTime names items whose time cannot be read: the same at every sight.
var unknownTime = time.Date(2004, 2, 4, 0, 0, 0, 0, time.UTC)
