package bluesky

import (
	"context"
	"encoding/json"
	"net/url"

	"lotse/inbox"
)

// wholeThread is as deep as the server goes.
const wholeThread = "1000"

// node is a post in a thread. What was deleted or is blocked has no post.
type node struct {
	Type    string          `json:"$type"`
	Post    json.RawMessage `json:"post"`
	Parent  *node           `json:"parent"`
	Replies []node          `json:"replies"`
}

// seen is a post of a thread, decoded as far as that went.
type seen struct {
	view
	ok     bool
	hidden bool // by the first post's author
}

// conversation reads a thread around a post: what stands above it, from the
// first post down, the post, and all below it.
func (c *Channel) conversation(ctx context.Context, op, uri string) ([]seen, error) {
	var a struct {
		Thread node `json:"thread"`
	}
	err := c.getInto(ctx, op, "app.bsky.feed.getPostThread", url.Values{
		"uri": {uri}, "depth": {wholeThread}, "parentHeight": {wholeThread},
	}, &a)
	if err != nil {
		return nil, err
	}
	if a.Thread.Post == nil {
		return nil, refused(op, inbox.ProblemGone, "the post is not there or not for us")
	}
	var line []*node
	for n := &a.Thread; n != nil; n = n.Parent {
		line = append(line, n)
	}
	var out []seen
	for i := len(line) - 1; i > 0; i-- {
		out = line[i].add(out)
	}
	out = a.Thread.below(out)
	hidden := out[0].hides()
	for i := range out {
		out[i].hidden = hidden[out[i].URI]
	}
	return out, nil
}

func (n *node) add(out []seen) []seen {
	if n.Post == nil {
		return out
	}
	v, ok := readView(n.Post)
	return append(out, seen{view: v, ok: ok})
}

func (n *node) below(out []seen) []seen {
	out = n.add(out)
	for i := range n.Replies {
		out = n.Replies[i].below(out)
	}
	return out
}

// Thread reads the conversation around a post. Of one that somebody else began it
// gives what concerns us, see [involved]: what strangers say to each other there
// is none of the town's business.
func (c *Channel) Thread(ctx context.Context, ref inbox.Ref) ([]inbox.Observation, error) {
	const op = "thread"
	self, err := c.self(ctx, op)
	if err != nil {
		return nil, err
	}
	if _, ok := parseAddress(ref.RemoteID); !ok {
		return nil, refused(op, inbox.ProblemInvalid, "unusable address")
	}
	all, err := c.conversation(ctx, op, ref.RemoteID)
	if err != nil {
		return nil, err
	}
	_, root := all[0].reply()
	ours := all[0].at.did == self || ownedBy(self, root)
	var out []inbox.Observation
	for i, concerns := range involved(all, ref.RemoteID, self) {
		switch v := &all[i]; {
		case !ours && !concerns:
		case v.ok:
			out = append(out, c.observed(v, self))
		default:
			if o, ok := c.unread(&v.view); ok && v.at.did != self {
				out = append(out, inbox.Observation{Content: o})
			}
		}
	}
	return out, nil
}

// involved tells which posts of a conversation concern us wherever it began: the
// one that was asked for, our own, what names us, everything below a post of
// ours, and what an author adds to a post of theirs that concerns us. Parents
// stand before their answers.
func involved(all []seen, asked, self string) []bool {
	type line struct {
		author    string
		belowOurs bool
	}
	in, out := map[string]line{}, make([]bool, len(all))
	for i := range all {
		v := &all[i]
		up, _ := v.reply()
		parent, answers := in[up]
		l := line{v.at.did, v.at.did == self || answers && parent.belowOurs || ownedBy(self, up)}
		out[i] = l.belowOurs || v.URI == asked || answers && parent.author == v.at.did || v.mentions(self)
		if out[i] {
			in[v.URI] = l
		}
	}
	return out
}

// mentions reports whether a post names an account.
func (v *view) mentions(did string) bool {
	for _, f := range v.post.Facets {
		if f == nil {
			continue
		}
		for _, e := range f.Features {
			if e != nil && e.RichtextFacet_Mention != nil && e.RichtextFacet_Mention.Did == did {
				return true
			}
		}
	}
	return false
}
