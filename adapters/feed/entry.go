package feed

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"

	"lotse/adapters/markup"
	"lotse/inbox"
)

// reader turns one window into observations.
type reader struct {
	c      *Channel
	feed   *gofeed.Feed
	known  map[string]known
	now    time.Time
	out    []inbox.Observation
	window []known // newest first, as feeds are
	fresh  int     // entries nobody knew
}

func (r *reader) read() {
	parents := map[string]string{}
	for _, it := range r.feed.Items {
		if it != nil {
			parents[entryID(it)] = inReplyTo(it)
		}
	}
	seen := map[string]bool{}
	for i, it := range r.feed.Items {
		if it == nil {
			continue
		}
		id := entryID(it)
		if seen[id] {
			continue
		}
		seen[id] = true
		k, old := r.known[id]
		if !old {
			r.fresh++
			k = known{ID: id, At: r.posted(it, i), Thread: r.thread(it, id, parents)}
		} else if k.Thread == "" {
			k.Thread = r.thread(it, id, parents)
		}
		r.window = append(r.window, k)
		r.out = append(r.out, inbox.Observation{Content: r.content(it, k)})
	}
}

// entryID is what the feed calls an entry; where it gives no name, one made of
// what does not change.
func entryID(it *gofeed.Item) string {
	if id := strings.TrimSpace(it.GUID); id != "" && len(id) <= 2000 {
		return id
	}
	published := it.Published
	sum := sha256.Sum256([]byte(strings.Join([]string{it.GUID, it.Link, published, authorName(it), it.Title}, "\x00")))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// inReplyTo gives the name of what an entry answers (RFC 4685).
func inReplyTo(it *gofeed.Item) string {
	for _, prefix := range []string{"thr", "thread"} {
		for _, e := range it.Extensions[prefix]["in-reply-to"] {
			if ref := strings.TrimSpace(e.Attrs["ref"]); ref != "" {
				return ref
			}
		}
	}
	return ""
}

// thread walks up as far as the window shows and memory reaches. Where an entry
// does not say what it answers, its page is the conversation.
func (r *reader) thread(it *gofeed.Item, id string, parents map[string]string) string {
	at := parents[id]
	for range len(parents) {
		if k, old := r.known[at]; old && k.Thread != "" {
			return k.Thread
		}
		up, here := parents[at]
		if !here || up == "" {
			break
		}
		at = up
	}
	if at == "" {
		at, _, _ = strings.Cut(it.Link, "#")
	}
	return at
}

// posted is the time of an entry's first sight where the feed has none; the
// places in the window keep their order.
func (r *reader) posted(it *gofeed.Item, place int) time.Time {
	for _, t := range []*time.Time{it.PublishedParsed, it.UpdatedParsed} {
		if t != nil && t.Year() >= 1990 && t.Before(r.now.Add(24*time.Hour)) {
			return t.UTC()
		}
	}
	return r.now.UTC().Truncate(time.Second).Add(-time.Duration(place) * time.Millisecond)
}

func (r *reader) content(it *gofeed.Item, k known) inbox.Content {
	c := inbox.Content{
		Channel: r.c.id, RemoteID: k.ID, Kind: inbox.KindComment, URL: it.Link, Thread: k.Thread,
		Author: inbox.Author{Name: authorName(it), ID: authorName(it)}, Text: text(it),
		Language: r.feed.Language, PostedAt: k.At,
	}
	c.Parent = inReplyTo(it)
	if c.Parent == "" {
		c.Parent = k.Thread
	}
	if c.Thread == c.RemoteID { // an entry about itself
		c.Thread, c.Parent = "", ""
	}
	if u := it.UpdatedParsed; u != nil && u.After(k.At.Add(time.Second)) && u.Before(r.now.Add(24*time.Hour)) {
		c.EditedAt = u.UTC()
	}
	for _, e := range it.Enclosures {
		if e != nil {
			c.Media = append(c.Media, inbox.Media{Type: mediaType(e.Type), URL: e.URL})
		}
	}
	return c
}

func mediaType(mime string) string {
	kind, _, _ := strings.Cut(mime, "/")
	return kind
}

// text is what a reader of the page reads. Titles of comments only say whose they
// are, so one stands in only where there is nothing else.
func text(it *gofeed.Item) string {
	for _, s := range []string{it.Content, it.Description} {
		if t := markup.HTMLText(s); strings.TrimSpace(t) != "" {
			return t
		}
	}
	return markup.HTMLText(it.Title)
}

func authorName(it *gofeed.Item) string {
	for _, a := range it.Authors {
		if a != nil && a.Name != "" {
			return a.Name
		}
	}
	return ""
}

// gap tells that entries went through the window unseen: nothing in it was known,
// although something had been.
func (r *reader) gap(cur *cursor) *inbox.Gap {
	if len(cur.Known) == 0 || r.fresh == 0 || r.fresh < len(r.window) {
		return nil
	}
	oldest := r.now
	for _, k := range r.window {
		if k.At.Before(oldest) {
			oldest = k.At
		}
	}
	from := cur.At
	if oldest.Before(from) {
		from = oldest
	}
	return &inbox.Gap{From: from, To: oldest, Reason: "window"}
}
