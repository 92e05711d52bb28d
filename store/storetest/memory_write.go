package storetest

import (
	"context"
	"crypto/rand"
	"maps"
	"slices"
	"time"

	"lotse/inbox"
)

// world is what Decide sees: copies, so that a refused commit leaves no trace.
type world struct{ *Memory }

func (w world) Item(id inbox.ItemID) (*inbox.Item, error) {
	it := w.items[id]
	if it == nil {
		return nil, inbox.Fail(inbox.CodeNoItem, "item", id.Short())
	}
	c := *it
	return &c, nil
}

func (w world) Reply(id inbox.ReplyID) (*inbox.Reply, error) {
	if r := w.replies[id]; r != nil {
		return r.Clone(), nil
	}
	return nil, inbox.Fail(inbox.CodeNoReply, "reply", string(id))
}

func (w world) Template(ref inbox.TemplateRef) (*inbox.TemplateVersion, error) {
	if v := w.templates[ref]; v != nil {
		return v.Clone(), nil
	}
	return nil, inbox.Fail(inbox.CodeNoTemplate, "template", ref.String())
}

func (w world) TemplatesOf(key string) (out []*inbox.TemplateVersion, _ error) {
	for n := 1; ; n++ {
		v := w.templates[inbox.TemplateRef{Key: key, N: n}]
		if v == nil {
			return out, nil
		}
		out = append(out, v.Clone())
	}
}

func (w world) Handover(id inbox.HandoverID) (*inbox.Handover, error) {
	if h := w.handovers[id]; h != nil {
		c := *h
		c.Acked = slices.Clone(h.Acked)
		return &c, nil
	}
	return nil, inbox.Fail(inbox.CodeNoHandover, "handover", string(id))
}

func (w world) Order(id inbox.OrderID) (*inbox.Order, error) {
	if o := w.orders[id]; o != nil {
		return o.Clone(), nil
	}
	return nil, inbox.Fail(inbox.CodeNoOrder, "order", string(id))
}

func (w world) Event(id inbox.EventID) (*inbox.Event, error) {
	for _, e := range w.log {
		if e.ID == id {
			return &e, nil
		}
	}
	return nil, inbox.Fail(inbox.CodeNoEvent, "event", id.String())
}

// Commit folds decisions in a copy of everything, which takes the store's place
// when all were allowed.
func (m *Memory) Commit(ctx context.Context, ds []inbox.Decision, now time.Time) ([]inbox.Event, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var events []inbox.Event
	next := m.copy()
	for i := range ds {
		e, err := next.decide(ds[i], now)
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	m.become(next)
	return events, nil
}

func (m *Memory) copy() *Memory {
	return &Memory{
		node: m.node, clock: m.clock, log: slices.Clip(m.log),
		items: maps.Clone(m.items), older: maps.Clone(m.older), replies: maps.Clone(m.replies),
		templates: maps.Clone(m.templates), handovers: maps.Clone(m.handovers), orders: maps.Clone(m.orders),
		claims: maps.Clone(m.claims), waves: maps.Clone(m.waves), channels: maps.Clone(m.channels), kept: maps.Clone(m.kept),
	}
}

func (m *Memory) become(n *Memory) {
	m.clock, m.log, m.items, m.older, m.replies = n.clock, n.log, n.items, n.older, n.replies
	m.templates, m.handovers, m.orders, m.claims, m.channels = n.templates, n.handovers, n.orders, n.claims, n.channels
	m.waves = n.waves
	m.kept = n.kept
	m.hint()
}

func (m *Memory) decide(d inbox.Decision, now time.Time) (inbox.Event, error) {
	change, err := inbox.Decide(world{m}, &d, now)
	if err != nil {
		return inbox.Event{}, err
	}
	e := inbox.NewEvent(&d, change.Before)
	m.clock = inbox.NextHLC(m.clock, now)
	e.ID, e.At, e.Seq = inbox.NewEventID(m.clock, m.node), now.UTC(), uint64(len(m.log))+1
	if n := len(m.log); n > 0 {
		e.PrevHash = m.log[n-1].Hash
	}
	if change.State != nil {
		e.PrevOfItem = m.items[d.Item].State.Last
	}
	if e.Text != "" {
		salt := make([]byte, 16)
		_, _ = rand.Read(salt) // never fails, by its documentation
		e.Commitment = inbox.Commitment(salt, e.Text)
	}
	e.Hash = e.ComputeHash()
	m.log = append(m.log, e)
	change.Stamp(e.ID, d.Kind)
	if change.State != nil {
		it := *m.items[d.Item]
		it.State = *change.State
		m.items[d.Item] = &it
	}
	for _, r := range change.Replies {
		m.replies[r.ID] = r
	}
	for _, v := range change.Templates {
		m.templates[v.Ref()] = v
	}
	if h := change.Handover; h != nil {
		m.handovers[h.ID] = h
	}
	for _, o := range change.Orders {
		m.orders[o.ID] = o
	}
	for _, c := range change.Claims {
		m.claims[c.ID] = c
	}
	if w := change.Wave; w != nil {
		m.waves[w.ID] = w
	}
	for _, k := range change.Keeps {
		m.keep(k)
	}
	return e, nil
}

// SaveDraft keeps unsubmitted work.
func (m *Memory) SaveDraft(ctx context.Context, d inbox.Draft) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	d.Composition = d.Composition.Clone()
	m.drafts[draftKey{d.Person, d.Item}] = d
	m.hint()
	return nil
}

// DropDraft forgets it.
func (m *Memory) DropDraft(ctx context.Context, item inbox.ItemID, person string) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	delete(m.drafts, draftKey{person, item})
	m.hint()
	return nil
}

// SaveChannelState keeps a channel's health, not its cursor and gaps.
func (m *Memory) SaveChannelState(ctx context.Context, s inbox.ChannelState) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	was := m.channels[s.Channel]
	s.Cursor, s.Gaps, s.Suspects, s.Shown = was.Cursor, was.Gaps, maps.Clone(s.Suspects), maps.Clone(s.Shown)
	m.channels[s.Channel] = s
	m.hint()
	return nil
}

// Watch gives hints until the context ends or the store closes.
func (m *Memory) Watch(ctx context.Context) <-chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	c := make(chan struct{}, 1)
	if m.closed {
		close(c)
		return c
	}
	m.watchers[c] = true
	context.AfterFunc(ctx, func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		m.unwatch(c)
	})
	return c
}

func (m *Memory) unwatch(c chan struct{}) {
	if m.watchers[c] {
		delete(m.watchers, c)
		close(c)
	}
}

func (m *Memory) hint() {
	for c := range m.watchers {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// Close ends the store; what it held is gone with it.
func (m *Memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.closed = true
	for c := range m.watchers {
		m.unwatch(c)
	}
	return nil
}
