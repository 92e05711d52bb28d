package youtube

import (
	"net/url"
	"strings"

	"lotse/inbox"
)

// maxSource bounds what is kept of an object that cannot be read, in bytes.
const maxSource = 64 << 10

// observe makes the common form of a comment below a video. held says that the
// list it comes from is one of texts that the public does not see.
func (c *Channel) observe(m *comment, self, video string, held bool) inbox.Observation {
	s := m.Snippet
	name, isHandle := strings.CutPrefix(s.AuthorDisplayName, "@")
	o := inbox.Observation{Content: inbox.Content{
		Channel: c.id, RemoteID: m.Id, Ref: topOf(m.Id), Kind: inbox.KindComment, URL: addressOf(video, m.Id),
		Author:   inbox.Author{ID: s.AuthorChannelId.Value, Name: name, URL: s.AuthorChannelUrl},
		Text:     s.TextDisplay,
		PostedAt: m.posted,
	}}
	if isHandle {
		o.Author.Handle = name
	}
	if s.TextDisplay == "" {
		o.Text = s.TextOriginal
	}
	if m.edited.After(m.posted) {
		o.EditedAt = m.edited
	}
	if s.ImageUrl != "" {
		o.Media = []inbox.Media{{Type: "image", URL: s.ImageUrl}}
	}
	o.Parent, o.Thread = s.ParentId, video
	if top := topOf(m.Id); o.Parent == "" && top != m.Id {
		o.Parent = top
	}
	if o.Parent == "" {
		o.Parent = video
	}
	if top := topOf(m.Id); o.Thread == "" && top != m.Id {
		o.Thread = top
	}
	switch {
	case m.broken:
		o.Kind, o.Text, o.Source = inbox.KindUnparsed, "", string(m.raw[:min(len(m.raw), maxSource)])
	case self != "" && o.Author.ID == self:
		o.Kind = inbox.KindOwnPost
	}
	o.Gone = visibility(s.ModerationStatus, held)
	return o
}

// visibility reads a status. What the filter holds back is hidden like what a
// person of ours hid: a person of ours can let it appear.
func visibility(status string, held bool) inbox.Visibility {
	switch status {
	case "heldForReview", "likelySpam":
		return inbox.HiddenByUs
	case "rejected":
		return inbox.DeletedByUs
	case "":
		if held {
			return inbox.HiddenByUs
		}
	}
	return inbox.Public
}

// conversation gives the texts of a thread, or of as much of it as is at hand.
// What we answer to one of several people hangs below the first comment like all
// replies; only the name it begins with tells whom it answers. Where nobody of
// that name is at hand it answers nobody we know.
func (c *Channel) conversation(t *thread, self string, held bool) []inbox.Observation {
	var out []inbox.Observation
	if t.top.Id != "" {
		out = append(out, c.observe(&t.top, self, t.video, held))
	}
	for i := range t.replies {
		out = append(out, c.observe(&t.replies[i], self, t.video, false))
	}
	for i := range out {
		o := &out[i]
		if o.Kind != inbox.KindOwnPost || o.RemoteID == o.Ref {
			continue
		}
		named, says := leadingName(o.Text)
		if !says {
			continue
		}
		o.Parent = ""
		for j := range out {
			other := &out[j]
			if j != i && strings.EqualFold(other.Author.Handle, named) && !other.PostedAt.After(o.PostedAt) {
				o.Parent = other.RemoteID
			}
		}
	}
	return out
}

// leadingName is the handle that a text begins with.
func leadingName(text string) (string, bool) {
	text, named := strings.CutPrefix(strings.TrimLeft(text, " \u200b\u00a0"), "@")
	if !named {
		return "", false
	}
	end := strings.IndexFunc(text, func(r rune) bool { return strings.ContainsRune(" \n\t\u00a0,:;!?", r) })
	if end < 0 {
		end = len(text)
	}
	return text[:end], end > 0
}

// addressOf is where a browser shows a comment.
func addressOf(video, id string) string {
	if video == "" {
		return ""
	}
	return "https://www.youtube.com/watch?v=" + url.QueryEscape(video) + "&lc=" + url.QueryEscape(id)
}

// videoOf reads the video back from such an address: what is looked up by its id
// does not always say where it stands.
func videoOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Query().Get("v")
}
