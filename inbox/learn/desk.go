package learn

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"lotse/inbox"
)

// Store is what the layer needs of a store.
type Store interface {
	Judged(ctx context.Context, yield func([]inbox.Item) bool) error
	Events(ctx context.Context, after inbox.EventID, n int) ([]inbox.Event, error)
	EventsBack(ctx context.Context, before inbox.EventID, n int) ([]inbox.Event, error)
	Kept(ctx context.Context, name string) ([]byte, error)
	Keep(ctx context.Context, k inbox.Kept) error
	Watch(ctx context.Context) <-chan struct{}
}

// Bounds of what is learned from: the newest count, and suggestions that merely stood
// never crowd out what was said in words.
const (
	maxExamples = 4000
	maxStood    = 1000
	maxLooked   = 50_000
	eventsPage  = 1000
	keepEvery   = 25 // fits after which one is kept; the others can be learned again
)

// house is what is kept beside the layer: since when labels count, and up to where the
// log was read when the layer was fitted.
type house struct {
	Since time.Time     `json:"since,omitzero"`
	Read  inbox.EventID `json:"read,omitzero"`
}

// Desk is the triage of one desk: the shipped one and the desk's own layer over it.
type Desk struct {
	base  Base
	store Store
	layer atomic.Pointer[Layer]

	mu       sync.Mutex // of everything below, which only fitting uses
	house    house
	prior    *Layer
	examples map[inbox.ItemID]*Example
	gathered bool
	unkept   int
}

var _ inbox.Assessor = (*Desk)(nil)

// Open gives a desk's triage with what it learned so far. An error says what of it is
// damaged; the triage works without that part, so both are given.
func Open(ctx context.Context, base Base, store Store) (*Desk, error) {
	d := &Desk{base: base, store: store}
	var errs []error
	raw, err := store.Kept(ctx, inbox.KeptHouse)
	if err == nil && raw != nil {
		if err = json.Unmarshal(raw, &d.house); err != nil {
			// Since when labels count is not known, so none of those so far do.
			d.house = house{Since: d.newest(ctx)}
			err = inbox.Fail(inbox.CodeLayerDamaged, "part", "house").Because(err)
		}
	}
	errs = append(errs, err)
	if d.prior, err = d.read(ctx, inbox.KeptPrior); err != nil {
		errs = append(errs, err)
	}
	own, err := d.read(ctx, inbox.KeptLayer)
	errs = append(errs, err)
	if own == nil {
		d.house.Read = inbox.EventID{} // it must be learned anew
	}
	switch {
	case own != nil:
		d.layer.Store(own)
	case d.prior != nil:
		d.layer.Store(Train(nil, d.prior, base.Numbers()))
	}
	return d, errors.Join(errs...)
}

// newest gives the time of the last entry of the log.
func (d *Desk) newest(ctx context.Context) time.Time {
	es, err := d.store.EventsBack(ctx, inbox.EventID{}, 1)
	if err != nil || len(es) == 0 {
		return time.Time{}
	}
	return es[0].At
}

// read gives a kept layer. One that was fitted on other numbers is of no use.
func (d *Desk) read(ctx context.Context, name string) (*Layer, error) {
	raw, err := d.store.Kept(ctx, name)
	if err != nil || raw == nil {
		return nil, err
	}
	l, err := Decode(raw)
	if err != nil {
		return nil, inbox.Fail(inbox.CodeLayerDamaged, "part", name).Because(err)
	}
	if l.numbers != d.base.Numbers() {
		return nil, nil
	}
	return l, nil
}

// Assess is the shipped triage's word with the house's over it.
func (d *Desk) Assess(text string, c inbox.AssessContext) inbox.Assessment {
	if l := d.layer.Load(); l != nil {
		return d.base.AssessWith(text, c, l)
	}
	return d.base.Assess(text, c)
}

// Layer is what counts now, nil while nothing was learned.
func (d *Desk) Layer() *Layer { return d.layer.Load() }

// teaches reports whether an entry of the log may say something about labels.
func teaches(k inbox.Kind) bool {
	switch k {
	case inbox.DidLabel, inbox.DidUndo, inbox.DidClose, inbox.DidAssign, inbox.DidEscalate, inbox.DidEdit, inbox.DidForget, inbox.DidAdopt:
		return true
	default:
		return false
	}
}

// CatchUp reads what was decided since the last time and, where it says something
// about labels, fits the layer anew.
func (d *Desk) CatchUp(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.gathered && d.house.Read.IsZero() { // nothing is known of the log yet
		return d.refit(ctx)
	}
	news, read := 0, d.house.Read
	for {
		es, err := d.store.Events(ctx, read, eventsPage)
		if err != nil {
			return err
		}
		for i := range es {
			if read = es[i].ID; teaches(es[i].Kind) {
				news++
			}
		}
		if len(es) < eventsPage {
			break
		}
	}
	if news == 0 {
		d.house.Read = read
		return nil
	}
	return d.refit(ctx)
}

// Refit learns anew from everything, whether there is news or not.
func (d *Desk) Refit(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.refit(ctx)
}

func (d *Desk) refit(ctx context.Context) error {
	// First the end of the log, then the items: what is decided in between is read
	// twice and never missed.
	es, err := d.store.EventsBack(ctx, inbox.EventID{}, 1)
	if err != nil {
		return err
	}
	if d.gathered || !d.house.Read.IsZero() { // somebody may have forgotten or taken over something
		if err := d.reload(ctx); err != nil {
			return err
		}
	}
	examples, err := d.gather(ctx)
	if err != nil {
		return err
	}
	if len(es) > 0 {
		d.house.Read = es[0].ID
	}
	d.unkept++
	d.examples, d.gathered = examples, true
	if len(examples) == 0 && d.prior == nil {
		d.layer.Store(nil)
		return nil
	}
	all := make([]*Example, 0, len(examples))
	for _, e := range examples {
		all = append(all, e)
	}
	d.layer.Store(Train(all, d.prior, d.base.Numbers()))
	return nil
}

func (d *Desk) reload(ctx context.Context) error {
	raw, err := d.store.Kept(ctx, inbox.KeptHouse)
	if err != nil {
		return err
	}
	var h house
	if raw != nil && json.Unmarshal(raw, &h) == nil {
		d.house.Since = h.Since
	}
	prior, err := d.read(ctx, inbox.KeptPrior)
	if inbox.CodeOf(err) == inbox.CodeLayerDamaged {
		return nil // told when the desk was opened
	}
	d.prior = prior
	return err
}

// gather reads the evidence of the store. What is known of a text already is not read
// in it again.
func (d *Desk) gather(ctx context.Context) (map[inbox.ItemID]*Example, error) {
	out := make(map[inbox.ItemID]*Example, len(d.examples))
	looked, stood := 0, 0
	err := d.store.Judged(ctx, func(items []inbox.Item) bool {
		for i := range items {
			it := &items[i]
			looked++
			v, any := VerdictOf(it, d.house.Since)
			if !any {
				continue
			}
			if weak(&v) {
				if stood++; stood > maxStood {
					continue
				}
			}
			e := d.examples[it.ID]
			if e == nil || e.Hash != it.Hash {
				e = d.example(it)
			} else {
				c := *e
				e = &c
			}
			e.Verdict = v
			out[it.ID] = e
		}
		return len(out) < maxExamples && looked < maxLooked && ctx.Err() == nil
	})
	if err == nil {
		err = ctx.Err()
	}
	return out, err
}

// weak reports evidence of nothing but suggestions that stood.
func weak(v *Verdict) bool {
	for _, x := range v {
		if x != 0 && x != stoodBye {
			return false
		}
	}
	return true
}

func (d *Desk) example(it *inbox.Item) *Example {
	e := Read(d.base, it.Content.Text, it.Content.Language)
	e.ID, e.Hash = it.ID, it.Hash
	return e
}

// Read gives a text as the layer sees it, without a verdict.
func Read(base Base, text, language string) *Example {
	e := &Example{Words: appendWords(nil, text)}
	base.AssessWith(text, inbox.AssessContext{Language: language}, (*taking)(e))
	return e
}

// taking copies a reading into an example and changes nothing.
type taking Example

func (t *taking) Revise(r *Reading) {
	t.Dense = append([]float32(nil), r.Dense...)
	t.Shipped = r.Scores
}

// Keep keeps what was learned for the next start.
func (d *Desk) Keep(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.unkept == 0 {
		return nil
	}
	return d.keep(ctx)
}

// keepSome keeps a fit now and then, so that a long day without an end loses little.
func (d *Desk) keepSome(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.unkept < keepEvery {
		return nil
	}
	return d.keep(ctx)
}

// endedWell is nil for what only the end of the context brought about.
func endedWell(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func (d *Desk) keep(ctx context.Context) error {
	d.unkept = 0
	l := d.layer.Load()
	if l == nil {
		return d.store.Keep(ctx, inbox.Kept{Name: inbox.KeptLayer})
	}
	raw, err := json.Marshal(d.house)
	if err != nil {
		return err
	}
	// The place in the log last: a layer without it is learned anew, never half known.
	if err := d.store.Keep(ctx, inbox.Kept{Name: inbox.KeptLayer, Bytes: l.Encode()}); err != nil {
		return err
	}
	return d.store.Keep(ctx, inbox.Kept{Name: inbox.KeptHouse, Bytes: raw})
}

// Run learns from what is decided until the context ends. It is for the background:
// quiet is how long it waits after news, so that ten labels in a row are one fit.
func (d *Desk) Run(ctx context.Context, quiet time.Duration) error {
	news := d.store.Watch(ctx)
	for {
		if err := d.CatchUp(ctx); err != nil {
			return endedWell(ctx, err)
		}
		if err := d.keepSome(ctx); err != nil {
			return endedWell(ctx, err)
		}
		select {
		case _, open := <-news:
			if !open {
				return nil
			}
		case <-ctx.Done():
			return nil
		}
		timer := time.NewTimer(quiet)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return nil
		}
	}
}
