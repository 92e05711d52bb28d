package demo

import (
	"context"
	"encoding/json"
	"slices"

	"lotse/inbox"
)

// pageSize is how much one poll brings.
const pageSize = 40

// cursor is the place in the log up to which a desk has read.
type cursor struct {
	V int `json:"v"`
	N int `json:"n"`
}

// Poll reads on in what appeared, changed and went.
func (c *Channel) Poll(ctx context.Context, raw []byte) (inbox.Batch, error) {
	if err := begin(ctx, "poll"); err != nil {
		return inbox.Batch{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.badRead(); err != nil {
		return inbox.Batch{}, err
	}
	c.advance()
	var b inbox.Batch
	var at cursor
	if len(raw) > 0 && (json.Unmarshal(raw, &at) != nil || at.V != 1 || at.N < 0 || at.N > len(c.log)) {
		at = cursor{}
		b.Warnings = append(b.Warnings, inbox.Warning{Code: "cursor_unknown"})
	}
	end := min(at.N+pageSize, len(c.log))
	for _, id := range c.log[at.N:end] {
		b.Observations = append(b.Observations, c.entries[id].observation())
	}
	b.More = end < len(c.log)
	next, err := json.Marshal(cursor{1, end})
	if err != nil {
		return inbox.Batch{}, err
	}
	b.Cursor = next
	return b, nil
}

func (e *entry) observation() inbox.Observation {
	o := inbox.Observation{Content: e.content, Gone: e.gone}
	if e.gone != inbox.Public && e.gone != inbox.HiddenByUs { // what is gone has no words any more
		o.Content = inbox.Content{
			Channel: e.content.Channel, RemoteID: e.content.RemoteID, Kind: e.content.Kind,
			PostedAt: e.content.PostedAt, Thread: e.content.Thread, Parent: e.content.Parent,
		}
	}
	return o
}

// Refresh looks again at known texts.
func (c *Channel) Refresh(ctx context.Context, refs []inbox.Ref) ([]inbox.Refreshed, error) {
	if !c.caps.Refresh {
		return nil, unsupported("refresh")
	}
	if err := begin(ctx, "refresh"); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.advance()
	out := make([]inbox.Refreshed, len(refs))
	for i, ref := range refs {
		out[i] = inbox.Refreshed{Ref: ref}
		e := c.entries[ref.RemoteID]
		if e == nil || e.gone != inbox.Public && e.gone != inbox.HiddenByUs {
			continue
		}
		o := e.observation()
		out[i].Found, out[i].Observation = true, &o
	}
	return out, nil
}

// Thread gives the whole conversation, our post first.
func (c *Channel) Thread(ctx context.Context, ref inbox.Ref) ([]inbox.Observation, error) {
	if !c.caps.Threads {
		return nil, unsupported("thread")
	}
	if err := begin(ctx, "thread"); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.advance()
	e := c.entries[ref.RemoteID]
	if e == nil || e.gone != inbox.Public {
		return nil, missing("thread")
	}
	root := e.content.ThreadKey()
	var out []inbox.Observation
	for _, id := range c.order {
		if x := c.entries[id]; x.gone == inbox.Public && x.content.ThreadKey() == root {
			out = append(out, x.observation())
		}
	}
	slices.SortStableFunc(out, func(a, b inbox.Observation) int { return a.PostedAt.Compare(b.PostedAt) })
	return out, nil
}
