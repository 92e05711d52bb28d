package inbox

import (
	"maps"
	"slices"
	"testing"
	"time"
)

// world is the smallest Records: maps, and a log that folds what it is told.
type world struct {
	t         testing.TB
	now       time.Time
	items     map[ItemID]*Item
	replies   map[ReplyID]*Reply
	templates map[string][]*TemplateVersion
	handovers map[HandoverID]*Handover
	orders    map[OrderID]*Order
	claims    map[ClaimID]*Claim
	waves     map[WaveID]*Wave
	events    []Event
}

func newWorld(t testing.TB) *world {
	return &world{
		t: t, now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC),
		items: map[ItemID]*Item{}, replies: map[ReplyID]*Reply{},
		templates: map[string][]*TemplateVersion{}, handovers: map[HandoverID]*Handover{}, orders: map[OrderID]*Order{},
		claims: map[ClaimID]*Claim{},
		waves:  map[WaveID]*Wave{},
	}
}

func (w *world) Item(id ItemID) (*Item, error) {
	it, ok := w.items[id]
	if !ok {
		return nil, Fail(CodeNoItem, "item", id.Short())
	}
	c := *it
	return &c, nil
}

func (w *world) Reply(id ReplyID) (*Reply, error) {
	r, ok := w.replies[id]
	if !ok {
		return nil, Fail(CodeNoReply, "reply", string(id))
	}
	return r.Clone(), nil
}

func (w *world) Template(ref TemplateRef) (*TemplateVersion, error) {
	for _, v := range w.templates[ref.Key] {
		if v.N == ref.N {
			return v.Clone(), nil
		}
	}
	return nil, Fail(CodeNoTemplate, "template", ref.String())
}

func (w *world) TemplatesOf(key string) ([]*TemplateVersion, error) { return w.templates[key], nil }

func (w *world) Handover(id HandoverID) (*Handover, error) {
	h, ok := w.handovers[id]
	if !ok {
		return nil, Fail(CodeNoHandover, "handover", string(id))
	}
	c := *h
	return &c, nil
}

func (w *world) Order(id OrderID) (*Order, error) {
	o, ok := w.orders[id]
	if !ok {
		return nil, Fail(CodeNoOrder, "order", string(id))
	}
	return o.Clone(), nil
}

func (w *world) Claim(id ClaimID) (*Claim, error) {
	c, ok := w.claims[id]
	if !ok {
		return nil, Fail(CodeNoClaim, "claim", string(id))
	}
	return c.Clone(), nil
}

func (w *world) Claims() ([]*Claim, error) {
	var out []*Claim
	for _, id := range slices.Sorted(maps.Keys(w.claims)) {
		out = append(out, w.claims[id].Clone())
	}
	return out, nil
}

func (w *world) Wave(id WaveID) (*Wave, error) {
	v, ok := w.waves[id]
	if !ok {
		return nil, Fail(CodeNoWave, "wave", string(id))
	}
	return v.Clone(), nil
}

func (w *world) Event(id EventID) (*Event, error) {
	for i := range w.events {
		if w.events[i].ID == id {
			return &w.events[i], nil
		}
	}
	return nil, Fail(CodeNoEvent)
}

// try folds one decision and keeps what it changes.
func (w *world) try(d Decision) (Event, error) {
	c, err := Decide(w, &d, w.now)
	if err != nil {
		return Event{}, err
	}
	e := NewEvent(&d, c.Before)
	e.ID = NewEventID(uint64(len(w.events)+1), 1)
	c.Stamp(e.ID, d.Kind)
	w.events = append(w.events, e)
	if c.State != nil {
		w.items[d.Item].State = *c.State
	}
	for _, r := range c.Replies {
		w.replies[r.ID] = r
	}
	for _, o := range c.Orders {
		w.orders[o.ID] = o
	}
	for _, c := range c.Claims {
		w.claims[c.ID] = c
	}
	for _, v := range c.Templates {
		w.put(v)
	}
	if c.Wave != nil {
		w.waves[c.Wave.ID] = c.Wave
	}
	if c.Handover != nil {
		w.handovers[c.Handover.ID] = c.Handover
	}
	return e, nil
}

func (w *world) put(v *TemplateVersion) {
	for i, o := range w.templates[v.Key] {
		if o.N == v.N {
			w.templates[v.Key][i] = v
			return
		}
	}
	w.templates[v.Key] = append(w.templates[v.Key], v)
}

func (w *world) must(d Decision) Event {
	w.t.Helper()
	e, err := w.try(d)
	if err != nil {
		w.t.Fatalf("%s: %v", d.Kind, err)
	}
	return e
}

func (w *world) refuse(code Code, d Decision) {
	w.t.Helper()
	if _, err := w.try(d); CodeOf(err) != code {
		w.t.Fatalf("%s gave %v, want %s", d.Kind, err, code)
	}
}

// comment adds an item with a text.
func (w *world) comment(text string) *Item {
	c := Content{
		Channel: "mastodon", RemoteID: "r" + itoa(len(w.items)), Text: text,
		PostedAt: w.now.Add(-time.Hour), Author: Author{Handle: "berta"},
	}
	it := &Item{ID: c.ID(), Content: c, Version: 1, Hash: c.Hash(), SeenAt: w.now}
	w.items[it.ID] = it
	return it
}

func (w *world) edit(it *Item, text string) {
	it.Content.Text = text
	it.Version++
	it.Hash = it.Content.Hash()
	w.must(Decision{Kind: DidEdit, Actor: System(), Item: it.ID, Args: Args{Version: it.Version}})
}

var (
	editor = Actor{Person: "ayse", Role: "editor"}
	press  = Actor{Person: "paul", Role: "press"}
	order  = Actor{Person: "olga", Role: "order"}
)

func defectTemplate() Template {
	return Template{
		Key: "T05", Title: "Mängelmelder", Category: CategoryA, Latitude: L1, Owner: "order",
		Approver: []string{"press"}, Validity: "12M", Language: "de",
		Placeholders: []Placeholder{{Name: "link", Type: PlaceholderLink, Label: "Adresse", Example: "https://a.example"}},
		Variants:     []Variant{{Name: "kurz", Text: "Bitte hier melden: {link}"}},
	}
}

// approved brings a template to life.
func (w *world) approved(t Template) *TemplateVersion {
	w.t.Helper()
	w.must(Decision{Kind: DidTemplate, Actor: order, NewTemplate: &TemplateVersion{Template: t}})
	v := w.templates[t.Key][len(w.templates[t.Key])-1]
	w.must(Decision{Kind: DidPropose, Actor: order, Template: v.Ref()})
	w.must(Decision{Kind: DidConsent, Actor: press, Template: v.Ref(), Args: Args{Hash: v.Hash}})
	v, _ = w.Template(v.Ref())
	return v
}

// compose freezes a reply as Session.Submit does.
func (w *world) compose(it *Item, v *TemplateVersion, pair bool) *Reply {
	w.t.Helper()
	c := Composition{Template: v.Ref(), Values: map[string]string{"link": "https://melden.example"}}
	made, err := Render(v, c, w.now, time.UTC)
	if err != nil {
		w.t.Fatal(err)
	}
	text := "@berta " + made.Text
	return &Reply{
		ID: ReplyID("R" + itoa(len(w.replies))), Item: it.ID, ItemVersion: it.Version, ItemHash: it.Hash,
		Channel: it.Content.Channel, Composition: c, Category: v.Category, Latitude: made.Needs,
		Text: text, Hash: TextHash(text), Author: editor, NeedsPair: pair,
	}
}

func submit(r *Reply, until time.Time) Decision {
	return Decision{Kind: DidSubmit, Actor: r.Author, Item: r.Item, ReplyID: r.ID, NewReply: r, Args: Args{Until: until}}
}

func step(k Kind, by Actor, r *Reply, a Args) Decision {
	return Decision{Kind: k, Actor: by, Item: r.Item, ReplyID: r.ID, Args: a}
}
