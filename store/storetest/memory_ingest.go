package storetest

import (
	"bytes"
	"context"
	"slices"
	"time"

	"lotse/inbox"
)

// Ingest takes a page of observations and its cursor.
func (m *Memory) Ingest(ctx context.Context, channel string, b inbox.Batch, now time.Time) (inbox.IngestResult, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return inbox.IngestResult{}, err
	}
	defer leave()
	now = now.UTC()
	in := memoryIngest{Memory: m.copy(), now: now}
	for _, o := range once(channel, b.Observations) {
		in.observe(o)
	}
	st := in.channels[channel]
	st.Channel = channel
	if len(b.Cursor) > 0 && !bytes.Equal(st.Cursor, b.Cursor) {
		st.Cursor, in.changed = bytes.Clone(b.Cursor), true
	}
	if g := b.Gap; g != nil && !slices.ContainsFunc(st.Gaps, func(o inbox.Gap) bool {
		return o.From.Equal(g.From) && o.To.Equal(g.To) && o.Reason == g.Reason
	}) {
		st.Gaps, in.changed = append(slices.Clone(st.Gaps), *g), true
	}
	if in.changed {
		in.channels[channel] = st
		m.become(in.Memory)
	}
	slices.SortFunc(in.result.IDs, func(a, b inbox.ItemID) int { return bytes.Compare(a[:], b[:]) })
	return in.result, nil
}

// once leaves of several sights of a text in one page those that edit times put
// in an order, else the last.
func once(channel string, obs []inbox.Observation) []inbox.Observation {
	var ids []inbox.ItemID
	groups := make(map[inbox.ItemID][]inbox.Observation)
	for _, o := range obs {
		if o.Channel == "" {
			o.Channel = channel
		}
		id := o.ID()
		if groups[id] == nil {
			ids = append(ids, id)
		}
		groups[id] = append(groups[id], o)
	}
	slices.SortFunc(ids, func(a, b inbox.ItemID) int { return bytes.Compare(a[:], b[:]) })
	var rounds [][]inbox.Observation // first sights, second sights …
	for _, id := range ids {
		g := groups[id]
		if slices.ContainsFunc(g, func(o inbox.Observation) bool { return o.Gone != inbox.Public }) {
			g = g[len(g)-1:]
		}
		slices.SortStableFunc(g, func(a, b inbox.Observation) int {
			return editTime(&a.Content).Compare(editTime(&b.Content))
		})
		n := 0
		for i, o := range g {
			if i+1 < len(g) && !editTime(&o.Content).Before(editTime(&g[i+1].Content)) {
				continue
			}
			if n == len(rounds) {
				rounds = append(rounds, nil)
			}
			rounds[n] = append(rounds[n], o)
			n++
		}
	}
	return slices.Concat(rounds...)
}

func editTime(c *inbox.Content) time.Time {
	if c.EditObserved {
		return time.Time{}
	}
	return c.EditedAt
}

type memoryIngest struct {
	*Memory
	now     time.Time
	changed bool
	result  inbox.IngestResult
}

func (in *memoryIngest) observe(o inbox.Observation) {
	id := o.ID()
	have := in.items[id]
	r := &in.result
	switch {
	case have == nil && o.Gone != inbox.Public && !o.HiddenText():
		r.Known++
		return
	case have == nil:
		it := inbox.Item{ID: id, Content: o.Content, Version: 1, Hash: o.Hash(), SeenAt: in.now, Assessment: o.Assessment}
		in.items[id], in.changed = &it, true
		if it.Content.Kind == inbox.KindOwnPost {
			r.Own++
			return
		}
		r.New++
		r.IDs = append(r.IDs, id)
		if o.Gone != inbox.Public {
			in.vanish(id, o.Gone)
		}
		return
	}
	own := have.Content.Kind == inbox.KindOwnPost
	vanishes := o.Gone != inbox.Public && !own && have.State.Visibility != o.Gone &&
		(!o.HiddenText() || have.State.Visibility != inbox.DeletedByUs)
	switch {
	case o.Gone != inbox.Public && !o.HiddenText() && !vanishes:
		r.Known++
		return
	case o.Gone != inbox.Public && !o.HiddenText():
		r.Gone++
		in.vanish(id, o.Gone)
		return
	case editTime(&o.Content).Before(editTime(&have.Content)):
		r.Known++
		return
	}
	it := *have
	if own != (o.Kind == inbox.KindOwnPost) {
		o.Kind = have.Content.Kind
	}
	switch {
	case o.Hash() != have.Hash:
		in.edit(&it, o)
	case vanishes:
		r.Gone++
		in.address(&it, &o.Content)
	default:
		r.Known++
		in.address(&it, &o.Content)
	}
	if o.Gone != inbox.Public {
		if vanishes {
			in.vanish(id, o.Gone)
		}
		return
	}
	switch v := have.State.Visibility; {
	case v == inbox.DeletedByAuthor, v == inbox.RemovedByChannel, v == inbox.VisibilityUnknown, v == inbox.HiddenByUs && o.Shown:
		in.saw(inbox.Decision{Kind: inbox.DidReappear, Item: id})
	}
}

// address takes over what may change while the text stays.
func (in *memoryIngest) address(it *inbox.Item, c *inbox.Content) {
	to := &it.Content
	was := *to
	if c.Ref != "" {
		to.Ref = c.Ref
	}
	if c.URL != "" {
		to.URL = c.URL
	}
	if to.Thread == "" {
		to.Thread = c.Thread
	}
	if to.Parent == "" {
		to.Parent = c.Parent
	}
	if editTime(to).Before(editTime(c)) {
		to.EditedAt, to.EditObserved = c.EditedAt, false
	}
	if was.Ref != to.Ref || was.URL != to.URL || was.Thread != to.Thread || was.Parent != to.Parent || !was.EditedAt.Equal(to.EditedAt) {
		in.items[it.ID], in.changed = it, true
	}
}

func (in *memoryIngest) edit(it *inbox.Item, o inbox.Observation) {
	in.changed = true
	in.older[it.ID] = append(slices.Clip(in.older[it.ID]), versionOf(it))
	thread, parent := it.Content.Thread, it.Content.Parent
	it.Content, it.Hash, it.Assessment, it.SeenAt = o.Content, o.Hash(), o.Assessment, in.now
	it.Version++
	if it.Content.Thread == "" {
		it.Content.Thread = thread
	}
	if it.Content.Parent == "" {
		it.Content.Parent = parent
	}
	in.items[it.ID] = it
	if it.Content.Kind == inbox.KindOwnPost {
		in.result.Own++
		return
	}
	in.result.Changed++
	in.result.IDs = append(in.result.IDs, it.ID)
	in.saw(inbox.Decision{
		Kind: inbox.DidEdit, Item: it.ID, Base: it.Version,
		Args: inbox.Args{Version: it.Version, Hash: it.Hash},
	})
}

func (in *memoryIngest) vanish(id inbox.ItemID, v inbox.Visibility) {
	in.saw(inbox.Decision{Kind: inbox.DidVanish, Item: id, Args: inbox.Args{Visible: v}})
}

// log1 folds what the machine saw; the rules may refuse it.
func (in *memoryIngest) saw(d inbox.Decision) {
	d.Actor = inbox.System()
	if _, err := in.decide(d, in.now); err == nil {
		in.changed = true
	}
}
