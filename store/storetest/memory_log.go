package storetest

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"

	"lotse/inbox"
)

// Events gives the log in commit order after an id.
func (m *Memory) Events(ctx context.Context, after inbox.EventID, n int) ([]inbox.Event, error) {
	return m.pick(ctx, n, func(e *inbox.Event) bool { return bytes.Compare(e.ID[:], after[:]) > 0 }, false)
}

// EventsBack gives the log backwards from before an id.
func (m *Memory) EventsBack(ctx context.Context, before inbox.EventID, n int) ([]inbox.Event, error) {
	return m.pick(ctx, n, func(e *inbox.Event) bool {
		return before.IsZero() || bytes.Compare(e.ID[:], before[:]) < 0
	}, true)
}

// History gives an item's events, newest first.
func (m *Memory) History(ctx context.Context, id inbox.ItemID, n int) ([]inbox.Event, error) {
	if _, err := m.Item(ctx, id); err != nil {
		return nil, err
	}
	return m.pick(ctx, n, func(e *inbox.Event) bool { return e.Item == id }, true)
}

func (m *Memory) pick(ctx context.Context, n int, want func(*inbox.Event) bool, back bool) ([]inbox.Event, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	log := slices.Clone(m.log)
	if back {
		slices.Reverse(log)
	}
	log = slices.DeleteFunc(log, func(e inbox.Event) bool { return !want(&e) })
	return log[:min(max(n, 0), len(log))], nil
}

// Event gives one entry.
func (m *Memory) Event(ctx context.Context, id inbox.EventID) (inbox.Event, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return inbox.Event{}, err
	}
	defer leave()
	for _, e := range m.log {
		if e.ID == id {
			return e, nil
		}
	}
	return inbox.Event{}, inbox.Fail(inbox.CodeNoEvent, "event", id.String())
}

// Reply gives one reply.
func (m *Memory) Reply(ctx context.Context, id inbox.ReplyID) (inbox.Reply, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return inbox.Reply{}, err
	}
	defer leave()
	if r := m.replies[id]; r != nil {
		return *r.Clone(), nil
	}
	return inbox.Reply{}, inbox.Fail(inbox.CodeNoReply, "reply", string(id))
}

// Replies gives the replies in the given states, oldest first.
func (m *Memory) Replies(ctx context.Context, states ...inbox.ReplyState) ([]inbox.Reply, error) {
	return m.pickReplies(ctx, func(r *inbox.Reply) bool { return slices.Contains(states, r.State) })
}

// RepliesOf gives the replies of an item, oldest first.
func (m *Memory) RepliesOf(ctx context.Context, id inbox.ItemID) ([]inbox.Reply, error) {
	return m.pickReplies(ctx, func(r *inbox.Reply) bool { return r.Item == id })
}

func (m *Memory) pickReplies(ctx context.Context, want func(*inbox.Reply) bool) ([]inbox.Reply, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []inbox.Reply
	for _, r := range m.replies {
		if want(r) {
			out = append(out, *r.Clone())
		}
	}
	slices.SortFunc(out, func(a, b inbox.Reply) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// Order gives one order.
func (m *Memory) Order(ctx context.Context, id inbox.OrderID) (inbox.Order, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return inbox.Order{}, err
	}
	defer leave()
	if o := m.orders[id]; o != nil {
		return *o.Clone(), nil
	}
	return inbox.Order{}, inbox.Fail(inbox.CodeNoOrder, "order", string(id))
}

// Orders gives the orders in the given states, oldest first.
func (m *Memory) Orders(ctx context.Context, states ...inbox.OrderState) ([]inbox.Order, error) {
	return m.pickOrders(ctx, func(o *inbox.Order) bool { return slices.Contains(states, o.State) })
}

// OrdersOf gives the orders on an item, oldest first.
func (m *Memory) OrdersOf(ctx context.Context, id inbox.ItemID) ([]inbox.Order, error) {
	return m.pickOrders(ctx, func(o *inbox.Order) bool { return o.Item == id })
}

func (m *Memory) pickOrders(ctx context.Context, want func(*inbox.Order) bool) ([]inbox.Order, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []inbox.Order
	for _, o := range m.orders {
		if want(o) {
			out = append(out, *o.Clone())
		}
	}
	slices.SortFunc(out, func(a, b inbox.Order) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// Templates gives every version of every family, by key and number.
func (m *Memory) Templates(ctx context.Context) ([]inbox.TemplateVersion, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []inbox.TemplateVersion
	for v := range maps.Values(m.templates) {
		out = append(out, *v.Clone())
	}
	slices.SortFunc(out, func(a, b inbox.TemplateVersion) int {
		return cmp.Or(cmp.Compare(a.Key, b.Key), cmp.Compare(a.N, b.N))
	})
	return out, nil
}

// Handovers gives the latest protocols, newest first.
func (m *Memory) Handovers(ctx context.Context, n int) ([]inbox.Handover, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []inbox.Handover
	for h := range maps.Values(m.handovers) {
		out = append(out, *h)
	}
	slices.SortFunc(out, func(a, b inbox.Handover) int { return cmp.Compare(b.ID, a.ID) })
	return out[:min(n, len(out))], nil
}

// Draft gives a person's draft on an item, nil when there is none.
func (m *Memory) Draft(ctx context.Context, item inbox.ItemID, person string) (*inbox.Draft, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	if d, ok := m.drafts[draftKey{person, item}]; ok {
		d.Composition = d.Composition.Clone()
		return &d, nil
	}
	return nil, nil
}

// Drafts gives a person's drafts, newest first.
func (m *Memory) Drafts(ctx context.Context, person string) ([]inbox.Draft, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []inbox.Draft
	for k, d := range m.drafts {
		if k.person == person {
			d.Composition = d.Composition.Clone()
			out = append(out, d)
		}
	}
	slices.SortFunc(out, func(a, b inbox.Draft) int {
		return cmp.Or(b.SavedAt.Compare(a.SavedAt), bytes.Compare(b.Item[:], a.Item[:]))
	})
	return out, nil
}

// ChannelState gives what is known of a channel.
func (m *Memory) ChannelState(ctx context.Context, channel string) (inbox.ChannelState, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return inbox.ChannelState{}, err
	}
	defer leave()
	s := m.channels[channel]
	s.Channel, s.Cursor, s.Gaps = channel, bytes.Clone(s.Cursor), slices.Clone(s.Gaps)
	s.Suspects, s.Shown = maps.Clone(s.Suspects), maps.Clone(s.Shown)
	return s, nil
}
