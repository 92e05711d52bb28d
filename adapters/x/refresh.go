package x

import (
	"context"
	"net/url"
	"strings"

	"lotse/inbox"
)

const batchSize = 100 // texts one call may name

// Refresh looks again at known texts, a hundred in a call. An edit is a post of
// its own: where the answer names a newer version, that is asked for too.
func (c *Channel) Refresh(ctx context.Context, refs []inbox.Ref) ([]inbox.Refreshed, error) {
	self, err := c.self(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]inbox.Refreshed, 0, len(refs))
	urgent := len(refs) == 1 // the look before a reply or measure
	for len(refs) > 0 {
		n := min(batchSize, len(refs))
		l := looking{c: c, self: self, urgent: urgent, posts: map[string]post{}, gone: map[string]bool{}}
		if err := l.read(ctx, refs[:n]); err != nil {
			return out, err
		}
		for _, ref := range refs[:n] {
			out = append(out, l.refreshed(ref))
		}
		refs = refs[n:]
	}
	return out, nil
}

type looking struct {
	c      *Channel
	self   inbox.Account
	urgent bool
	posts  map[string]post // by the id asked for
	gone   map[string]bool
	media  map[string]media
}

func (l *looking) read(ctx context.Context, refs []inbox.Ref) error {
	var ids []string
	for _, ref := range refs {
		if at, ok := readPlace(ref.Ref); ok {
			ids = append(ids, at.id)
		}
	}
	if err := l.lookup(ctx, ids); err != nil {
		return err
	}
	var newer []string
	for _, id := range ids {
		if p, ok := l.posts[id]; ok && p.latest() != id {
			newer = append(newer, p.latest())
		}
	}
	return l.lookup(ctx, newer)
}

func (l *looking) lookup(ctx context.Context, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	q := url.Values{
		"ids": {strings.Join(ids, ",")}, "tweet.fields": {postFields}, "media.fields": {pictures}, "expansions": {"attachments.media_keys"},
	}
	price := l.c.prices.post
	e, err := l.c.get(ctx, "refresh", "/2/tweets", q, cost{
		each: price, most: len(ids), least: len(ids), urgent: l.urgent,
		charge: func(e *envelope) micros { return price * micros(len(listOf(e.Data))) },
	})
	if err != nil {
		return err
	}
	for _, raw := range listOf(e.Data) {
		if p, ok := readPost(raw); ok {
			l.c.note(&p)
			l.posts[p.ID] = p
		}
	}
	for _, raw := range e.Errors {
		p, _ := tolerant[problem](raw)
		if strings.HasSuffix(p.Type, "/resource-not-found") {
			l.gone[p.ID], l.gone[p.Value] = true, true
		}
	}
	if l.media == nil {
		l.media = map[string]media{}
	}
	for key, m := range mediaOf(&e) {
		l.media[key] = m
	}
	return nil
}

// refreshed says what the answers tell of one text. What they do not tell of is
// not gone: it may be protected, or its author may have blocked us.
func (l *looking) refreshed(ref inbox.Ref) inbox.Refreshed {
	at, ok := readPlace(ref.Ref)
	if !ok {
		return inbox.Refreshed{Ref: ref, Forbidden: true}
	}
	p, found := l.posts[at.id]
	if found && p.latest() != at.id {
		id := p.latest()
		if p, found = l.posts[id]; !found {
			at.id = id
		}
	}
	switch {
	case !found && l.gone[at.id]:
		return inbox.Refreshed{Ref: ref}
	case !found || p.first() != ref.RemoteID:
		return inbox.Refreshed{Ref: ref, Forbidden: true}
	}
	s := sight{self: l.self, media: l.media, users: map[string]user{
		p.AuthorID: {ID: p.AuthorID, Username: ref.Author.Handle, Name: ref.Author.Name, Protected: ref.Audience == inbox.AudienceFollowers},
	}}
	o := l.c.content(&p, &s)
	if o.Kind != inbox.KindOwnPost { // what was known of its place stays known
		now, _ := readPlace(o.Ref)
		o.Ref = place{id: p.ID, summoned: now.summoned || at.summoned, ours: now.ours || at.ours}.String()
	}
	return inbox.Refreshed{Ref: ref, Found: true, Observation: &inbox.Observation{Content: o}}
}
