package storetest

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"lotse/inbox"
)

var _ inbox.Store = (*Memory)(nil)

// Memory is a store that keeps everything in maps and answers every question by
// looking at every item. It is the fake for other packages' tests and the model
// that real stores are compared with, so it is simple where they are quick.
type Memory struct {
	mu        sync.Mutex
	closed    bool
	node      uint32
	clock     uint64
	items     map[inbox.ItemID]*inbox.Item // own posts too
	older     map[inbox.ItemID][]inbox.Version
	log       []inbox.Event
	replies   map[inbox.ReplyID]*inbox.Reply
	templates map[inbox.TemplateRef]*inbox.TemplateVersion
	handovers map[inbox.HandoverID]*inbox.Handover
	orders    map[inbox.OrderID]*inbox.Order
	claims    map[inbox.ClaimID]*inbox.Claim
	waves     map[inbox.WaveID]*inbox.Wave
	inWave    map[inbox.WaveID]map[inbox.ItemID]bool
	drafts    map[draftKey]inbox.Draft
	channels  map[string]inbox.ChannelState
	kept      map[string][]byte
	watchers  map[chan struct{}]bool
}

type draftKey struct {
	person string
	item   inbox.ItemID
}

// NewMemory makes an empty store.
func NewMemory() *Memory {
	return &Memory{
		node:      1,
		items:     make(map[inbox.ItemID]*inbox.Item),
		older:     make(map[inbox.ItemID][]inbox.Version),
		replies:   make(map[inbox.ReplyID]*inbox.Reply),
		templates: make(map[inbox.TemplateRef]*inbox.TemplateVersion),
		handovers: make(map[inbox.HandoverID]*inbox.Handover),
		orders:    make(map[inbox.OrderID]*inbox.Order),
		claims:    make(map[inbox.ClaimID]*inbox.Claim),
		waves:     make(map[inbox.WaveID]*inbox.Wave),
		inWave:    make(map[inbox.WaveID]map[inbox.ItemID]bool),
		drafts:    make(map[draftKey]inbox.Draft),
		channels:  make(map[string]inbox.ChannelState),
		kept:      make(map[string][]byte),
		watchers:  make(map[chan struct{}]bool),
	}
}

// enter takes the lock, or says why there is nothing to do.
func (m *Memory) enter(ctx context.Context) (func(), error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m.mu.Lock()
	if m.closed {
		m.mu.Unlock()
		return nil, inbox.Fail(inbox.CodeStoreClosed)
	}
	return m.mu.Unlock, nil
}

// matching gives the items of a filter, newest first.
func (m *Memory) matching(f *inbox.Filter) []inbox.Item {
	var out []inbox.Item
	for _, it := range m.items {
		if it.Content.Kind == inbox.KindOwnPost {
			continue
		}
		facts := it.Facts()
		if f.MatchFacts(&facts) && f.MatchContent(&it.Content) && m.inWaves(f, it.ID) {
			out = append(out, *it)
		}
	}
	slices.SortFunc(out, func(a, b inbox.Item) int { return bytes.Compare(b.ID[:], a.ID[:]) })
	return out
}

// Page gives up to n items that match, newest first, below a token.
func (m *Memory) Page(ctx context.Context, f inbox.Filter, after inbox.Token, n int) (inbox.Page, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return inbox.Page{}, err
	}
	defer leave()
	var below inbox.ItemID
	if after != "" {
		if below, err = inbox.ParseItemID(string(after)); err != nil {
			return inbox.Page{}, err
		}
	}
	p := inbox.Page{Looked: len(m.items)}
	for _, it := range m.matching(&f) {
		if after != "" && bytes.Compare(it.ID[:], below[:]) >= 0 {
			continue
		}
		if len(p.Items) == n {
			p.Next = inbox.Token(p.Items[n-1].ID.String())
			break
		}
		p.Items = append(p.Items, it)
	}
	if len(p.Items) > 0 {
		p.Prev = inbox.Token(p.Items[0].ID.String())
	}
	p.Done = p.Next == ""
	return p, nil
}

// PageBack gives the n items that match and stand nearest above a token.
func (m *Memory) PageBack(ctx context.Context, f inbox.Filter, before inbox.Token, n int) (inbox.Page, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return inbox.Page{}, err
	}
	defer leave()
	all := m.matching(&f)
	if before != "" {
		above, err := inbox.ParseItemID(string(before))
		if err != nil {
			return inbox.Page{}, err
		}
		all = slices.DeleteFunc(all, func(it inbox.Item) bool { return bytes.Compare(it.ID[:], above[:]) <= 0 })
	}
	p := inbox.Page{Looked: len(m.items), Items: all[max(0, len(all)-n):], Done: len(all) <= n}
	if len(p.Items) > 0 {
		p.Next = inbox.Token(p.Items[len(p.Items)-1].ID.String())
		if !p.Done {
			p.Prev = inbox.Token(p.Items[0].ID.String())
		}
	}
	return p, nil
}

// Newer counts the items of a filter that are newer than an id.
func (m *Memory) Newer(ctx context.Context, f inbox.Filter, than inbox.ItemID, limit int) (inbox.Count, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return inbox.Count{}, err
	}
	defer leave()
	c := inbox.Count{Exact: true}
	for _, it := range m.matching(&f) {
		if bytes.Compare(it.ID[:], than[:]) > 0 {
			c.N++
		}
	}
	if limit > 0 && c.N > limit {
		return inbox.Count{N: limit}, nil
	}
	return c, nil
}

// Item gives one item.
func (m *Memory) Item(ctx context.Context, id inbox.ItemID) (inbox.Item, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return inbox.Item{}, err
	}
	defer leave()
	if it := m.items[id]; it != nil {
		return *it, nil
	}
	return inbox.Item{}, inbox.Fail(inbox.CodeNoItem, "item", id.Short())
}

// Resolve finds the ids that end in s.
func (m *Memory) Resolve(ctx context.Context, s string, limit int) ([]inbox.ItemID, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	s = strings.ToUpper(s)
	if len(s) < 4 || len(s) > 26 || strings.Trim(s, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") != "" {
		return nil, inbox.Fail(inbox.CodeBadID, "got", inbox.Quote(s))
	}
	var out []inbox.ItemID
	for id := range m.items {
		if strings.HasSuffix(id.String(), s) {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, func(a, b inbox.ItemID) int { return bytes.Compare(b[:], a[:]) })
	return out[:min(limit, len(out))], nil
}

// ByAddress finds the items with exactly this address.
func (m *Memory) ByAddress(ctx context.Context, address string, limit int) ([]inbox.ItemID, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []inbox.ItemID
	for id, it := range m.items {
		if address != "" && it.Content.URL == address {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, func(a, b inbox.ItemID) int { return bytes.Compare(b[:], a[:]) })
	return out[:min(limit, len(out))], nil
}

// Versions gives all versions of a text, oldest first.
func (m *Memory) Versions(ctx context.Context, id inbox.ItemID) ([]inbox.Version, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	it := m.items[id]
	if it == nil {
		return nil, inbox.Fail(inbox.CodeNoItem, "item", id.Short())
	}
	return append(slices.Clone(m.older[id]), versionOf(it)), nil
}

func versionOf(it *inbox.Item) inbox.Version {
	return inbox.Version{N: it.Version, SeenAt: it.SeenAt, Hash: it.Hash, Content: it.Content}
}

// Thread gives an item's conversation, oldest first, around the item.
func (m *Memory) Thread(ctx context.Context, id inbox.ItemID, limit int) ([]inbox.Item, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	it := m.items[id]
	if it == nil {
		return nil, inbox.Fail(inbox.CodeNoItem, "item", id.Short())
	}
	var all []inbox.Item
	for _, o := range m.items {
		if o.Content.Channel == it.Content.Channel && o.Content.ThreadKey() == it.Content.ThreadKey() {
			all = append(all, *o)
		}
	}
	slices.SortFunc(all, func(a, b inbox.Item) int { return bytes.Compare(a.ID[:], b.ID[:]) })
	at := slices.IndexFunc(all, func(o inbox.Item) bool { return o.ID == id })
	from := min(max(at-(limit-1)/2, 0), max(len(all)-limit, 0))
	return all[from:min(from+limit, len(all))], nil
}

// ByAuthor gives items of the same author on the same channel, newest first.
func (m *Memory) ByAuthor(ctx context.Context, channel, authorID string, limit int) ([]inbox.Item, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []inbox.Item
	for _, it := range m.matching(&inbox.Filter{Channels: []string{channel}}) {
		if authorID != "" && it.Content.Author.ID == authorID && len(out) < limit {
			out = append(out, it)
		}
	}
	return out, nil
}

// Counts counts filters.
func (m *Memory) Counts(ctx context.Context, fs []inbox.Filter, _ int) ([]inbox.Count, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	out := make([]inbox.Count, len(fs))
	for i := range fs {
		out[i] = inbox.Count{N: len(m.matching(&fs[i])), Exact: true}
	}
	return out, nil
}

// Search streams matches, newest first.
func (m *Memory) Search(ctx context.Context, f inbox.Filter, yield func([]inbox.Item) bool) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	found := m.matching(&f)
	leave()
	for part := range slices.Chunk(found, 50) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if !yield(part) {
			return nil
		}
	}
	return ctx.Err()
}

// Survey streams the tallies of a stretch.
func (m *Memory) Survey(ctx context.Context, s inbox.Stretch, yield func([]inbox.Tally) bool) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	f := s.Filter()
	var out []inbox.Tally
	for _, it := range m.matching(&f) {
		t := it.Tally()
		for _, r := range m.replies {
			if r.Item == it.ID && r.State == inbox.ReplyDelivered {
				t.Replies = append(t.Replies, r.Category)
			}
		}
		for _, o := range m.orders {
			if o.Item == it.ID && o.State == inbox.OrderDone {
				t.Measures = append(t.Measures, inbox.Taken{Measure: o.Measure, Rule: o.Rule})
			}
		}
		slices.Sort(t.Replies)
		slices.SortFunc(t.Measures, func(a, b inbox.Taken) int {
			return cmp.Or(cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Rule, b.Rule))
		})
		out = append(out, t)
	}
	leave()
	for part := range slices.Chunk(out, 7) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if !yield(part) {
			return nil
		}
	}
	return nil
}

// WakeDue gives items whose resubmission date has come, the longest due first.
func (m *Memory) WakeDue(ctx context.Context, now time.Time, n int) ([]inbox.ItemID, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var due []*inbox.Item
	for _, it := range m.items {
		if it.State.Snoozed() && !it.State.SnoozedUntil.After(now) {
			due = append(due, it)
		}
	}
	slices.SortFunc(due, func(a, b *inbox.Item) int {
		return cmp.Or(a.State.SnoozedUntil.Compare(b.State.SnoozedUntil), bytes.Compare(a.ID[:], b.ID[:]))
	})
	var out []inbox.ItemID
	for _, it := range due[:min(n, len(due))] {
		out = append(out, it.ID)
	}
	return out, nil
}
