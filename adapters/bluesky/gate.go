package bluesky

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"

	"lotse/inbox"
)

const (
	mostHidden = 300 // answers that one thread may hide
	gateTries  = 3   // against somebody who changes it at the same time
)

// gate is the record of a thread of ours that says who may answer and what is
// hidden. It is kept as it came: rules that this program does not know stay.
type gate struct {
	fields map[string]json.RawMessage
	cid    *string // nil: there is none yet
}

// hide puts an answer on the list of hidden ones of its thread, or takes it off.
// The list belongs to the first post, so that must be ours.
func (c *Channel) hide(ctx context.Context, op, self string, v *view, hidden bool) error {
	_, uri := v.reply()
	root, ok := parseAddress(uri)
	switch {
	case !ok:
		return refused(op, inbox.ProblemPolicy, "only an answer can be hidden")
	case root.did != self || root.collection != posts:
		return refused(op, inbox.ProblemPolicy, "only answers below our own posts can be hidden")
	}
	for try := 1; ; try++ {
		g, err := c.readGate(ctx, op, root)
		if err != nil {
			return err
		}
		changed, err := g.set(op, v.URI, hidden)
		if err != nil || !changed {
			return err
		}
		if g.cid == nil {
			g.fields["$type"], g.fields["post"], g.fields["createdAt"] = quote(gates), quote(uri), quote(stamp(c.clock.Now()))
		}
		_, err = c.post(ctx, op, "com.atproto.repo.putRecord", map[string]any{
			"repo": self, "collection": gates, "rkey": root.rkey, "record": g.fields, "swapRecord": g.cid,
		})
		if nameOf(err) != "InvalidSwap" {
			return err
		}
		if try == gateTries {
			var r *refusal
			if errors.As(err, &r) {
				r.Class = inbox.ProblemRetryable
			}
			return err
		}
	}
}

func (c *Channel) readGate(ctx context.Context, op string, root address) (gate, error) {
	var a struct {
		CID   *string                    `json:"cid"`
		Value map[string]json.RawMessage `json:"value"`
	}
	err := c.getInto(ctx, op, "com.atproto.repo.getRecord", url.Values{
		"repo": {root.did}, "collection": {gates}, "rkey": {root.rkey},
	}, &a)
	switch {
	case inbox.ProblemOf(err) == inbox.ProblemGone && nameOf(err) != "":
		return gate{fields: map[string]json.RawMessage{}}, nil
	case err != nil:
		return gate{}, err
	case a.CID == nil || a.Value == nil:
		return gate{}, undecodable(op, errors.New("a record without its version"))
	}
	return gate{a.Value, a.CID}, nil
}

// set changes the list; false when it is that already.
func (g *gate) set(op, uri string, hidden bool) (bool, error) {
	list, err := g.hidden()
	if err != nil {
		return false, undecodable(op, err)
	}
	i := slices.Index(list, uri)
	switch {
	case hidden == (i >= 0):
		return false, nil
	case !hidden:
		list = slices.Delete(list, i, i+1)
	case len(list) >= mostHidden:
		return false, refused(op, inbox.ProblemInvalid, "300 answers are hidden here already, more are not possible")
	default:
		list = append(list, uri)
	}
	g.fields["hiddenReplies"], err = json.Marshal(list)
	return true, err
}

func (g *gate) hidden() (list []string, err error) {
	if raw := g.fields["hiddenReplies"]; raw != nil {
		err = json.Unmarshal(raw, &list)
	}
	return list, err
}

func quote(s string) json.RawMessage {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always marshals
	}
	return b
}

// hides gives the addresses that a thread's first post hides below it.
func (v *view) hides() map[string]bool {
	var g gate
	if len(v.Gate.Record) == 0 || json.Unmarshal(v.Gate.Record, &g.fields) != nil {
		return nil
	}
	list, err := g.hidden()
	if err != nil {
		return nil
	}
	out := make(map[string]bool, len(list))
	for _, uri := range list {
		out[uri] = true
	}
	return out
}
