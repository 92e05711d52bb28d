package adapters_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"lotse/inbox"
)

// memory is a store in a few maps: as much of the contract as poller and sender
// use, with the domain's own fold. fail, when set, is asked before every call.
type memory struct {
	inbox.Store // what is not written here must not be called

	mu      sync.Mutex
	items   map[inbox.ItemID]*inbox.Item
	own     map[string]string // our posts by remote id
	replies map[inbox.ReplyID]*inbox.Reply
	orders  map[inbox.OrderID]*inbox.Order
	states  map[string]inbox.ChannelState
	events  []inbox.Decision
	saves   int
	fail    func(call string) error
	changed chan struct{}
}

func newMemory() *memory {
	return &memory{
		items: map[inbox.ItemID]*inbox.Item{}, own: map[string]string{},
		replies: map[inbox.ReplyID]*inbox.Reply{}, states: map[string]inbox.ChannelState{},
		orders:  map[inbox.OrderID]*inbox.Order{},
		changed: make(chan struct{}, 1),
	}
}

var errDisk = errors.New("no space left on device")

func (m *memory) lock(call string) error {
	if m.fail != nil {
		if err := m.fail(call); err != nil {
			return err
		}
	}
	m.mu.Lock()
	return nil
}

func (m *memory) Watch(context.Context) <-chan struct{} { return m.changed }

func (m *memory) hint() {
	select {
	case m.changed <- struct{}{}:
	default:
	}
}

func (m *memory) Ingest(_ context.Context, channel string, b inbox.Batch, now time.Time) (inbox.IngestResult, error) {
	var res inbox.IngestResult
	if err := m.lock("ingest"); err != nil {
		return res, err
	}
	defer m.mu.Unlock()
	defer m.hint()
	for _, o := range b.Observations {
		if o.Kind == inbox.KindOwnPost {
			m.own[o.RemoteID] = o.Text
			res.Own++
			continue
		}
		id := o.ID()
		it := m.items[id]
		switch {
		case o.Shown && it != nil && it.Hash == o.Hash():
			_ = m.fold(inbox.Decision{Kind: inbox.DidReappear, Item: id}, now)
		case o.Gone != inbox.Public:
			if it != nil && it.State.Visibility != o.Gone {
				_ = m.fold(inbox.Decision{Kind: inbox.DidVanish, Item: id, Args: inbox.Args{Visible: o.Gone}}, now)
				res.Gone++
			}
		case it == nil:
			m.items[id] = &inbox.Item{ID: id, Content: o.Content, Version: 1, Hash: o.Hash(), SeenAt: now, Assessment: o.Assessment}
			res.New++
			res.IDs = append(res.IDs, id)
		case it.Hash != o.Hash():
			it.Content, it.Hash, it.Assessment = o.Content, o.Hash(), o.Assessment
			it.Version++
			_ = m.fold(inbox.Decision{Kind: inbox.DidEdit, Item: id}, now)
			res.Changed++
			res.IDs = append(res.IDs, id)
		default:
			res.Known++
		}
	}
	s := m.states[channel]
	s.Channel, s.Cursor = channel, slices.Clone(b.Cursor)
	if b.Gap != nil {
		s.Gaps = append(s.Gaps, *b.Gap)
	}
	m.states[channel] = s
	return res, nil
}

func (m *memory) Commit(_ context.Context, ds []inbox.Decision, now time.Time) ([]inbox.Event, error) {
	if err := m.lock("commit " + string(ds[0].Kind)); err != nil {
		return nil, err
	}
	defer m.mu.Unlock()
	defer m.hint()
	for _, d := range ds {
		if err := m.fold(d, now); err != nil {
			return nil, err
		}
	}
	return make([]inbox.Event, len(ds)), nil
}

func (m *memory) fold(d inbox.Decision, now time.Time) error {
	if d.Actor == (inbox.Actor{}) {
		d.Actor = inbox.System()
	}
	change, err := inbox.Decide(records{m}, &d, now)
	if err != nil {
		return err
	}
	m.events = append(m.events, d)
	if change.State != nil {
		m.items[d.Item].State = *change.State
	}
	for _, r := range change.Replies {
		m.replies[r.ID] = r.Clone()
	}
	for _, o := range change.Orders {
		m.orders[o.ID] = o.Clone()
	}
	return nil
}

// records is what the fold may look at, without the lock.
type records struct{ m *memory }

func (r records) Item(id inbox.ItemID) (*inbox.Item, error) {
	it, ok := r.m.items[id]
	if !ok {
		return nil, inbox.Fail(inbox.CodeNoItem)
	}
	c := *it
	return &c, nil
}

func (r records) Reply(id inbox.ReplyID) (*inbox.Reply, error) {
	if reply, ok := r.m.replies[id]; ok {
		return reply.Clone(), nil
	}
	return nil, inbox.Fail(inbox.CodeNoReply)
}

func (r records) Template(inbox.TemplateRef) (*inbox.TemplateVersion, error) {
	return nil, inbox.Fail(inbox.CodeNoTemplate)
}

func (r records) TemplatesOf(string) ([]*inbox.TemplateVersion, error) { return nil, nil }

func (r records) Handover(inbox.HandoverID) (*inbox.Handover, error) {
	return nil, inbox.Fail(inbox.CodeNoHandover)
}

func (r records) Order(id inbox.OrderID) (*inbox.Order, error) {
	if o, ok := r.m.orders[id]; ok {
		return o.Clone(), nil
	}
	return nil, inbox.Fail(inbox.CodeNoOrder)
}

func (r records) Claim(inbox.ClaimID) (*inbox.Claim, error) {
	return nil, inbox.Fail(inbox.CodeNoClaim)
}

func (r records) Claims() ([]*inbox.Claim, error)        { return nil, nil }
func (r records) Wave(inbox.WaveID) (*inbox.Wave, error) { return nil, inbox.Fail(inbox.CodeNoWave) }

func (r records) Event(inbox.EventID) (*inbox.Event, error) {
	return nil, inbox.Fail(inbox.CodeNoEvent)
}

func (m *memory) Item(_ context.Context, id inbox.ItemID) (inbox.Item, error) {
	if err := m.lock("item"); err != nil {
		return inbox.Item{}, err
	}
	defer m.mu.Unlock()
	it, err := records{m}.Item(id)
	if err != nil {
		return inbox.Item{}, err
	}
	return *it, nil
}

func (m *memory) Replies(_ context.Context, states ...inbox.ReplyState) ([]inbox.Reply, error) {
	if err := m.lock("replies"); err != nil {
		return nil, err
	}
	defer m.mu.Unlock()
	var out []inbox.Reply
	for _, r := range m.replies {
		if slices.Contains(states, r.State) {
			out = append(out, *r.Clone())
		}
	}
	slices.SortFunc(out, func(a, b inbox.Reply) int { return a.CreatedAt.Compare(b.CreatedAt) })
	return out, nil
}

func (m *memory) RepliesOf(_ context.Context, id inbox.ItemID) ([]inbox.Reply, error) {
	if err := m.lock("replies of"); err != nil {
		return nil, err
	}
	defer m.mu.Unlock()
	var out []inbox.Reply
	for _, r := range m.replies {
		if r.Item == id {
			out = append(out, *r.Clone())
		}
	}
	return out, nil
}

func (m *memory) Orders(_ context.Context, states ...inbox.OrderState) ([]inbox.Order, error) {
	if err := m.lock("orders"); err != nil {
		return nil, err
	}
	defer m.mu.Unlock()
	var out []inbox.Order
	for _, o := range m.orders {
		if slices.Contains(states, o.State) {
			out = append(out, *o.Clone())
		}
	}
	slices.SortFunc(out, func(a, b inbox.Order) int { return a.CreatedAt.Compare(b.CreatedAt) })
	return out, nil
}

func (m *memory) Page(_ context.Context, f inbox.Filter, after inbox.Token, n int) (inbox.Page, error) {
	if err := m.lock("page"); err != nil {
		return inbox.Page{}, err
	}
	defer m.mu.Unlock()
	var out []inbox.Item
	for _, it := range m.items {
		if x := it.Facts(); f.MatchFacts(&x) && (after == "" || it.ID.String() < string(after)) {
			out = append(out, *it)
		}
	}
	slices.SortFunc(out, func(a, b inbox.Item) int { return slices.Compare(b.ID[:], a.ID[:]) })
	page := inbox.Page{Items: out, Done: true}
	if len(out) > n {
		page = inbox.Page{Items: out[:n], Next: inbox.Token(out[n-1].ID.String())}
	}
	return page, nil
}

func (m *memory) ChannelState(_ context.Context, channel string) (inbox.ChannelState, error) {
	if err := m.lock("state"); err != nil {
		return inbox.ChannelState{}, err
	}
	defer m.mu.Unlock()
	return m.states[channel], nil
}

func (m *memory) SaveChannelState(_ context.Context, s inbox.ChannelState) error {
	if err := m.lock("save"); err != nil {
		return err
	}
	defer m.mu.Unlock()
	old := m.states[s.Channel]
	s.Cursor, s.Gaps = old.Cursor, old.Gaps
	m.states[s.Channel] = s
	m.saves++
	return nil
}

// reply gives one reply as it stands.
func (m *memory) reply(id inbox.ReplyID) *inbox.Reply {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.replies[id].Clone()
}

// state gives a channel's state as it was saved.
func (m *memory) state(channel string) inbox.ChannelState {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.states[channel]
}

func (m *memory) count() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.items)
}

// answer lets a person submit a reply to an item; it is due at once.
func (m *memory) answer(id inbox.ItemID, text string, now time.Time) inbox.ReplyID {
	m.mu.Lock()
	defer m.mu.Unlock()
	it := m.items[id]
	text = inbox.Canonical(text)
	r := &inbox.Reply{
		ID: inbox.ReplyID(inbox.NewULID(now)), Item: id, ItemVersion: it.Version, ItemHash: it.Hash,
		Channel: it.Content.Channel, Composition: inbox.Composition{Free: text}, Category: inbox.CategoryA,
		Text: text, Hash: inbox.TextHash(text), Author: inbox.Actor{Person: "ayse", Role: "editor"},
	}
	d := inbox.Decision{Kind: inbox.DidSubmit, Actor: r.Author, Item: id, NewReply: r, Args: inbox.Args{Until: now}}
	if err := m.fold(d, now); err != nil {
		panic(err)
	}
	return r.ID
}

// order lets a person order a measure on an item; it is due at once.
func (m *memory) order(id inbox.ItemID, what inbox.Measure, now time.Time) inbox.OrderID {
	m.mu.Lock()
	defer m.mu.Unlock()
	it := m.items[id]
	o := &inbox.Order{
		ID: inbox.OrderID(inbox.NewULID(now)), Item: id, ItemVersion: it.Version, ItemHash: it.Hash, Channel: it.Content.Channel,
		Measure: what, Rule: "insult", Milder: inbox.MilderUnfit, By: inbox.Actor{Person: "ayse", Role: "editor"},
	}
	d := inbox.Decision{Kind: inbox.DidOrder, Actor: o.By, Item: id, Order: o.ID, NewOrder: o, Text: "Grund", Args: inbox.Args{Until: now}}
	if err := m.fold(d, now); err != nil {
		panic(err)
	}
	return o.ID
}
