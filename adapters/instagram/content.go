package instagram

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"lotse/adapters/graph"
	"lotse/inbox"
)

const maxSource = 64 << 10

var errNoObject = errors.New("the answer holds nothing of what was asked")

// comment is what is asked of one.
type comment struct {
	ID       string     `json:"id"`
	Text     string     `json:"text"`
	Time     graph.Time `json:"timestamp"`
	Username string     `json:"username"` // missing without the right to manage comments
	From     *struct {
		ID       string `json:"id"`
		Username string `json:"username"`
	} `json:"from"`
	Hidden  bool         `json:"hidden"` // written as "hide"
	Parent  string       `json:"parent_id"`
	Media   *medium      `json:"media"`
	Replies graph.Nested `json:"replies"`
}

const (
	answerFields  = "id,text,timestamp,username,from{id,username},hidden,parent_id"
	commentFields = answerFields + ",replies.limit(50){" + answerFields + "}"
	singleFields  = answerFields + ",media{id,permalink}"
)

// medium is a post of ours.
type medium struct {
	ID        string     `json:"id"`
	Time      graph.Time `json:"timestamp"`
	Permalink string     `json:"permalink"`
	Caption   string     `json:"caption"`
	Type      string     `json:"media_type"`
	Alt       string     `json:"alt_text"`
	Comments  int        `json:"comments_count"`
	Username  string     `json:"username"` // of one of somebody else's
}

const mediaFields = "id,timestamp,permalink,caption,media_type,alt_text,comments_count"

// tagFields is what is asked of media in which somebody else tagged the account.
const tagFields = "id,timestamp,permalink,caption,media_type,username"

// ofTag marks, in a reference, somebody else's medium in which the account is
// tagged: it can be read in the list of those, and nothing else.
const ofTag = "tag:"

func isTag(ref string) bool { return strings.HasPrefix(ref, ofTag) }

// tagged makes an item of one.
func (c *Channel) tagged(m *medium) inbox.Observation {
	o := inbox.Observation{Content: inbox.Content{
		Channel: c.id, RemoteID: m.ID, Ref: ofTag + m.ID, Kind: inbox.KindMention, URL: m.Permalink, Text: m.Caption,
		PostedAt: m.Time.Time, Author: inbox.Author{Handle: m.Username, Name: m.Username},
	}}
	if usableHandle(m.Username) {
		o.Author.URL = "https://www.instagram.com/" + m.Username
	}
	if m.Type != "" {
		o.Media = []inbox.Media{{Type: strings.ToLower(m.Type)}}
	}
	return o
}

// ofMedium marks, in a reference, that it names a post: its number alone does not
// tell it from a comment's.
const ofMedium = "media:"

// content makes the common form of a comment. above is the first comment of its
// row, "" for that itself.
func (c *Channel) content(m *comment, at *medium, above string) inbox.Observation {
	if m.Media != nil && m.Media.ID != "" {
		at = m.Media
	}
	if m.Parent != "" {
		above = m.Parent
	}
	o := inbox.Observation{Content: inbox.Content{
		Channel: c.id, RemoteID: m.ID, Kind: inbox.KindComment, Thread: at.ID, Parent: at.ID,
		Text: m.Text, PostedAt: m.Time.Time, Author: inbox.Author{Handle: m.Username},
	}}
	if above != "" && above != m.ID {
		o.Parent, o.Ref = above, above // an answer is answered under the first of its row
	}
	if m.From != nil {
		o.Author.ID = m.From.ID
		if o.Author.Handle == "" {
			o.Author.Handle = m.From.Username
		}
	}
	if o.Author.Name = o.Author.Handle; usableHandle(o.Author.Handle) {
		o.Author.URL = "https://www.instagram.com/" + o.Author.Handle
	}
	if at.Permalink != "" {
		o.URL = strings.TrimRight(at.Permalink, "/") + "/c/" + m.ID
	}
	if c.ours(&o.Author) {
		o.Kind = inbox.KindOwnPost
	} else if m.Hidden {
		o.Gone = inbox.HiddenByUs
	}
	return o
}

func (c *Channel) ours(a *inbox.Author) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.self.ID != "" && (a.ID == c.self.ID || a.Handle != "" && strings.EqualFold(a.Handle, c.self.Handle))
}

// published makes context of our own medium. Its picture is not fetched and has
// no lasting address; what stands for it is its description.
func (c *Channel) published(m *medium) inbox.Observation {
	c.mu.Lock()
	self := c.self
	c.mu.Unlock()
	o := inbox.Observation{Content: inbox.Content{
		Channel: c.id, RemoteID: m.ID, Ref: ofMedium + m.ID, Kind: inbox.KindOwnPost, URL: m.Permalink, Text: m.Caption,
		PostedAt: m.Time.Time, Author: inbox.Author{ID: self.ID, Name: self.Name, Handle: self.Handle, URL: self.URL},
	}}
	if m.Type != "" {
		o.Media = []inbox.Media{{Type: strings.ToLower(m.Type), Alt: m.Alt}}
	}
	return o
}

// readComment decodes one, and its answers, which come behind it. Where one cannot
// be read it is kept as it came, as long as it has a name.
func (c *Channel) readComment(raw json.RawMessage, at *medium, above string) (all []inbox.Observation, m comment, ok bool) {
	m, err := graph.Object[comment](raw)
	if ok = err == nil && m.ID != "" && !m.Time.IsZero(); ok {
		all = append(all, c.content(&m, at, above))
	} else if m.ID != "" {
		all = append(all, inbox.Observation{Content: inbox.Content{
			Channel: c.id, RemoteID: m.ID, Kind: inbox.KindUnparsed, Source: string(raw[:min(len(raw), maxSource)]),
			Thread: at.ID, Parent: at.ID, Audience: inbox.AudienceDirect, PostedAt: unknownTime,
		}})
	}
	return all, m, ok
}

// unknownTime names items whose time cannot be read: the same at every sight.
var unknownTime = time.Date(2010, 10, 6, 0, 0, 0, 0, time.UTC)
