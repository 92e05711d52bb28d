package inbox

import (
	"strings"
	"time"
)

// Author is who wrote a text, as one channel names them. It is never merged with
// an author of another channel: no profiles of citizens. Every field may be
// empty; some channels give none.
type Author struct {
	ID     string `json:"id,omitempty"` // the channel's own id, opaque
	Name   string `json:"name,omitempty"`
	Handle string `json:"handle,omitempty"`
	URL    string `json:"url,omitempty"`
}

// Media is an attachment. It is never fetched by the desk.
type Media struct {
	Type string `json:"type,omitempty"`
	URL  string `json:"url,omitempty"`
	Alt  string `json:"alt,omitempty"`
}

// Content is a remote text as it came. Strings are a stranger's bytes: they stay
// unaltered here and reach a screen only through package safetext.
type Content struct {
	Channel  string   `json:"channel"`   // id of the channel in the config
	RemoteID string   `json:"remote_id"` // identity at the channel, stable over edits
	Ref      string   `json:"ref,omitempty"`
	Kind     ItemKind `json:"kind"`
	URL      string   `json:"url,omitempty"`
	Thread   string   `json:"thread,omitempty"` // remote id of the thread's root, "" when it is the root
	Parent   string   `json:"parent,omitempty"` // remote id of what it answers
	Author   Author   `json:"author"`
	Text     string   `json:"text"`
	Warning  string   `json:"warning,omitempty"` // content warning, kept apart from the text
	Source   string   `json:"source,omitempty"`  // the platform's own markup where it is not Text
	Language string   `json:"language,omitempty"`
	Audience Audience `json:"audience"`
	Media    []Media  `json:"media,omitempty"`

	PostedAt     time.Time `json:"posted_at"`
	EditedAt     time.Time `json:"edited_at,omitzero"`
	EditObserved bool      `json:"edit_observed,omitempty"` // EditedAt is when we noticed, the channel gives no time
}

// Ref (above) is the address for calls where it differs from the identity: on
// some servers it changes with each edit while RemoteID stays.

// ThreadKey names the thread an item belongs to: its root, or itself.
func (c *Content) ThreadKey() string {
	if c.Thread != "" {
		return c.Thread
	}
	return c.RemoteID
}

// ID derives the item's id.
func (c *Content) ID() ItemID { return NewItemID(c.PostedAt, c.Channel, c.RemoteID) }

// Hash is over what a reader sees: text, warning and media. A new hash is a new
// version; counters, languages and addresses are not.
func (c *Content) Hash() Hash {
	parts := make([]string, 0, 2+3*len(c.Media))
	parts = append(parts, c.Text, c.Warning)
	for _, m := range c.Media {
		// Signed media addresses change from poll to poll, so only their path counts.
		url, _, _ := strings.Cut(m.URL, "?")
		parts = append(parts, m.Type, url, m.Alt)
	}
	return HashOf(parts...)
}

// Version is one state of a remote text. Versions are never altered and stay
// until their retention ends.
type Version struct {
	N       uint32    `json:"n"` // from 1
	SeenAt  time.Time `json:"seen_at"`
	Hash    Hash      `json:"hash"`
	Content Content   `json:"content"`
}

// Item is one remote text with what was found and decided about it.
type Item struct {
	ID         ItemID
	Content    Content
	Version    uint32 // number of the latest version, from 1
	Hash       Hash   // of the latest version
	SeenAt     time.Time
	Assessment Assessment
	State      State
}

// Labels gives what counts: the machine's labels with a person's word over them.
func (it *Item) Labels() LabelSet {
	return it.Assessment.Labels()&^it.State.Cleared | it.State.Set
}

// Level gives what counts: a person's level where one was set, else the machine's.
func (it *Item) Level() Level {
	if it.State.LevelSet {
		return it.State.Level
	}
	return it.Assessment.Level
}

// Category gives the risk class a free answer to this item falls into.
func (it *Item) Category() Category {
	l := it.Labels()
	switch {
	case l&SetOf(LabelThreat, LabelEmergency, LabelPrivateData, LabelDefamation, LabelHate, LabelStaffNamed) != 0:
		return CategoryD
	case l.Has(LabelClaim):
		return CategoryC
	case l&SetOf(LabelCriticism, LabelNegative, LabelComplaint, LabelInsult, LabelPress) != 0:
		return CategoryB
	default:
		return CategoryA
	}
}
