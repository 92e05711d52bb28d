package bluesky

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	api "github.com/bluesky-social/indigo/api/bsky"
	"github.com/bluesky-social/indigo/lex/util"

	"lotse/inbox"
)

const (
	maxSource = 64 << 10 // of a record's JSON that is kept, in bytes
	mostTimes = 20_000   // times remembered, some 100 bytes each
)

// memory holds when posts were first seen to be written. An edit may change the
// claim, and the time is part of the item's name.
type memory struct {
	me    atomic.Value // our account's DID, a string, once it is known
	mu    sync.Mutex
	times map[string]time.Time
}

func (m *memory) first(uri string, at time.Time) time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	if old, ok := m.times[uri]; ok {
		return old
	}
	if m.times == nil || len(m.times) >= mostTimes {
		m.times = map[string]time.Time{}
	}
	m.times[uri] = at
	return at
}

// content makes the common form of a post. self is our account's DID.
func (c *Channel) content(v *view, self string) inbox.Content {
	parent, root := v.reply()
	if self != "" {
		c.memory.me.Store(self)
	}
	out := inbox.Content{
		Channel: c.id, RemoteID: v.URI, Ref: v.CID, URL: postURL(v.at), Parent: parent,
		Author: inbox.Author{
			ID: v.at.did, Name: v.Author.Name, Handle: plainHandle(v.Author.Handle), URL: profileURL(v.at.did),
		},
		Text: v.post.Text, Warning: v.warning(), Media: v.media(), Audience: inbox.AudiencePublic,
		PostedAt: c.memory.first(v.URI, v.postedAt()),
	}
	if root != v.URI {
		out.Thread = root
	}
	if len(v.post.Langs) > 0 {
		out.Language = v.post.Langs[0]
	}
	if len(v.post.Facets) > 0 || v.post.Embed != nil { // where links really lead
		out.Source = clip(v.Record)
	}
	switch {
	case v.at.did == self:
		out.Kind = inbox.KindOwnPost
	case ownedBy(self, parent), ownedBy(self, root):
		out.Kind = inbox.KindComment
	default:
		out.Kind = inbox.KindMention
	}
	return out
}

func ownedBy(did, uri string) bool { return did != "" && strings.HasPrefix(uri, "at://"+did+"/") }

// unread is what is kept of a post that cannot be read: enough to look at it by
// hand. Without an address or a time it is nothing.
func (c *Channel) unread(v *view) (inbox.Content, bool) {
	at := tidTime(v.at.rkey)
	if at.IsZero() {
		at = moment(v.IndexedAt)
	}
	if v.at.rkey == "" || at.IsZero() {
		return inbox.Content{}, false
	}
	return inbox.Content{
		Channel: c.id, RemoteID: v.URI, Ref: v.CID, Kind: inbox.KindUnparsed, URL: postURL(v.at), Source: clip(v.raw),
		Audience: inbox.AudiencePublic, PostedAt: c.memory.first(v.URI, at),
		Author: inbox.Author{ID: v.at.did, Name: v.Author.Name, Handle: plainHandle(v.Author.Handle), URL: profileURL(v.at.did)},
	}, true
}

func clip(raw []byte) string {
	if len(raw) > maxSource {
		return strings.ToValidUTF8(string(raw[:maxSource]), "")
	}
	return string(raw)
}

// warning names the labels that author and moderators put on a post.
func (v *view) warning() string {
	var names, gone []string
	for _, l := range v.Labels {
		if l.Neg {
			gone = append(gone, l.Val)
		} else if l.Val != "" {
			names = append(names, l.Val)
		}
	}
	if l := v.post.Labels; l != nil && l.LabelDefs_SelfLabels != nil {
		for _, s := range l.LabelDefs_SelfLabels.Values {
			if s != nil && s.Val != "" {
				names = append(names, s.Val)
			}
		}
	}
	names = slices.DeleteFunc(names, func(s string) bool { return slices.Contains(gone, s) })
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ", ")
}

// media lists what a post carries, from its record and not from the view, which
// lists differ in: the same post must look the same everywhere.
func (v *view) media() (out []inbox.Media) {
	e := v.post.Embed
	if e == nil {
		return nil
	}
	images, video, link, quote := e.EmbedImages, e.EmbedVideo, e.EmbedExternal, e.EmbedRecord
	if both := e.EmbedRecordWithMedia; both != nil {
		quote = both.Record
		if m := both.Media; m != nil {
			images, video, link = m.EmbedImages, m.EmbedVideo, m.EmbedExternal
		}
	}
	if images != nil {
		for _, i := range images.Images {
			if i != nil {
				out = append(out, inbox.Media{Type: "image", URL: v.blob(i.Image), Alt: i.Alt})
			}
		}
	}
	if video != nil {
		m := inbox.Media{Type: "video", URL: v.blob(video.Video)}
		if video.Alt != nil {
			m.Alt = *video.Alt
		}
		out = append(out, m)
	}
	if link != nil && link.External != nil {
		out = append(out, inbox.Media{Type: "link", URL: link.External.Uri, Alt: link.External.Title})
	}
	return append(out, quoted(quote)...)
}

// quoted names the post that is quoted, as something to look at.
func quoted(q *api.EmbedRecord) []inbox.Media {
	if q == nil || q.Record == nil {
		return nil
	}
	m := inbox.Media{Type: "quote", URL: q.Record.Uri}
	if at, ok := parseAddress(q.Record.Uri); ok && at.collection == posts {
		m.URL = postURL(at)
	}
	return []inbox.Media{m}
}

// blob is where the network's own image server shows a file.
func (v *view) blob(b *util.LexBlob) string {
	if b == nil || !b.Ref.Defined() {
		return ""
	}
	return "https://cdn.bsky.app/img/feed_fullsize/plain/" + v.at.did + "/" + b.Ref.String() + "@jpeg"
}
