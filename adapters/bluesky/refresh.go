package bluesky

import (
	"context"
	"net/url"

	"lotse/inbox"
)

const batchSize = 25 // posts that one call may name

// look reads posts by address, as far as they are there.
func (c *Channel) look(ctx context.Context, op string, uris []string) (map[string]seen, error) {
	p, err := c.list(ctx, op, "app.bsky.feed.getPosts", "posts", url.Values{"uris": uris})
	if err != nil {
		return nil, err
	}
	found := map[string]seen{}
	for _, raw := range p.items {
		if v, ok := readView(raw); v.URI != "" {
			found[v.URI] = seen{view: v, ok: ok}
		}
	}
	return found, nil
}

// Refresh looks again at known posts. What is missing was deleted, taken down, or
// its author blocked us: which of them the network does not say.
func (c *Channel) Refresh(ctx context.Context, refs []inbox.Ref) ([]inbox.Refreshed, error) {
	const op = "refresh"
	self, err := c.self(ctx, op)
	if err != nil {
		return nil, err
	}
	out := make([]inbox.Refreshed, 0, len(refs))
	hidden := map[string]map[string]bool{} // by our own posts, what is hidden below them
	for len(refs) > 0 {
		n := min(batchSize, len(refs))
		var uris []string
		for _, ref := range refs[:n] {
			if _, ok := parseAddress(ref.RemoteID); ok {
				uris = append(uris, ref.RemoteID)
			}
		}
		var found map[string]seen
		if len(uris) > 0 {
			if found, err = c.look(ctx, op, uris); err != nil {
				return out, err
			}
		}
		if err := c.lookForHidden(ctx, op, self, found, hidden); err != nil {
			return out, err
		}
		for _, ref := range refs[:n] {
			out = append(out, c.refreshed(ref, found, self))
		}
		refs = refs[n:]
	}
	return out, nil
}

func (c *Channel) refreshed(ref inbox.Ref, found map[string]seen, self string) inbox.Refreshed {
	r := inbox.Refreshed{Ref: ref}
	v, there := found[ref.RemoteID]
	_, usable := parseAddress(ref.RemoteID)
	switch {
	case !usable, there && !v.ok: // it cannot be asked for, or not be read
		r.Forbidden = true
	case there:
		o := c.observed(&v, self)
		if !ref.PostedAt.IsZero() {
			o.PostedAt = ref.PostedAt // an edit may claim another
		}
		r.Found, r.Observation = true, &o
	}
	return r
}

// lookForHidden marks what we hide below our own posts, in Lotse or in the app:
// the list belongs to the first post of a thread.
func (c *Channel) lookForHidden(ctx context.Context, op, self string, found map[string]seen, known map[string]map[string]bool) error {
	var roots []string
	for _, v := range found {
		_, root := v.reply()
		_, usable := parseAddress(root)
		if _, have := known[root]; usable && !have && ownedBy(self, root) {
			known[root] = nil
			roots = append(roots, root)
		}
	}
	if len(roots) > 0 {
		posts, err := c.look(ctx, op, roots)
		if err != nil {
			return err
		}
		for uri, v := range posts {
			known[uri] = v.hides()
		}
	}
	for uri, v := range found {
		_, root := v.reply()
		v.hidden = known[root][uri]
		found[uri] = v
	}
	return nil
}

// observed gives a post with what the public sees of it.
func (c *Channel) observed(v *seen, self string) inbox.Observation {
	o := inbox.Observation{Content: c.content(&v.view, self)}
	if _, root := v.reply(); v.hidden && o.Kind != inbox.KindOwnPost && ownedBy(self, root) {
		o.Gone = inbox.HiddenByUs
	}
	return o
}
