package wave

import (
	"context"
	"slices"
	"sync"
	"time"

	"lotse/inbox"
)

const (
	// backTo is how far what is usual is learnt from.
	backTo = 6 * 7 * 24 * time.Hour
	// learnEvery is how often it is learnt anew.
	learnEvery = time.Hour
	// stale: a rule that fires on what was learnt longer ago than this is judged
	// again on what is known now. A first poll fills the store page by page.
	stale = 5 * time.Minute
)

// Store is what a Watch needs of a store.
type Store interface {
	Search(ctx context.Context, f inbox.Filter, yield func([]inbox.Item) bool) error
	Item(ctx context.Context, id inbox.ItemID) (inbox.Item, error)
	Waves(ctx context.Context, open bool) ([]inbox.Wave, error)
	WaveItems(ctx context.Context, id inbox.WaveID, n int) ([]inbox.ItemID, error)
	Pulse(ctx context.Context, from, to time.Time) ([]inbox.Pulse, error)
	SaveWave(ctx context.Context, w inbox.Wave, fresh []inbox.ItemID) error
}

// Watch is a detector over a store: it finds back what it knew when the program
// starts, and what it finds is kept. All its channels share it.
type Watch struct {
	store Store
	clock inbox.Clock
	rules inbox.WaveRules
	zone  *time.Location

	mu     sync.Mutex
	d      *Detector
	learnt time.Time
	open   map[inbox.WaveID]bool // kept as running
}

var _ inbox.Spotter = (*Watch)(nil)

// NewWatch makes a watch; it reads nothing before it is told something.
func NewWatch(s Store, r inbox.WaveRules, zone *time.Location, clock inbox.Clock) *Watch {
	if r == (inbox.WaveRules{}) {
		r = inbox.DefaultWaveRules()
	}
	if zone == nil {
		zone = time.UTC
	}
	return &Watch{store: s, clock: clock, rules: r, zone: zone, open: make(map[inbox.WaveID]bool)}
}

// Spot tells what came in. What goes wrong with the store waits for the next time:
// no comment is kept out for the wave it belongs to.
func (w *Watch) Spot(ctx context.Context, seen []inbox.Sight) {
	if w.rules.Off || len(seen) == 0 {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.clock.Now()
	if !slices.ContainsFunc(seen, func(s inbox.Sight) bool { return now.Sub(s.ID.Time()) <= memory }) {
		return // a backlog: it only makes what is usual
	}
	if w.ready(ctx, now) != nil {
		return
	}
	w.d.Add(now, seen)
	_ = w.keep(ctx)
}

// Pass lets time pass.
func (w *Watch) Pass(ctx context.Context) {
	if w.rules.Off {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.clock.Now()
	if w.ready(ctx, now) != nil {
		return
	}
	w.d.Tick(now)
	_ = w.keep(ctx)
}

// ready finds back what was known, learns what is usual and lets go of what a
// person has closed meanwhile.
func (w *Watch) ready(ctx context.Context, now time.Time) error {
	if w.d == nil {
		d := NewDetector(w.rules, w.zone)
		// Whoever asks may go away; what was begun is needed all the same.
		if err := w.restore(context.WithoutCancel(ctx), d, now); err != nil {
			return err
		}
		w.d = d
	}
	if age := now.Sub(w.learnt); age >= learnEvery || age < 0 {
		if err := w.learn(ctx, w.d, now); err != nil {
			return err
		}
	}
	w.d.Relearn = func() bool {
		return now.Sub(w.learnt) >= stale && w.learn(ctx, w.d, now) == nil
	}
	if len(w.open) == 0 {
		return nil
	}
	running, err := w.store.Waves(ctx, true)
	if err != nil {
		return err
	}
	for id := range w.open {
		if !slices.ContainsFunc(running, func(v inbox.Wave) bool { return v.ID == id }) {
			w.d.Mute(id)
			delete(w.open, id)
		}
	}
	return nil
}

func (w *Watch) learn(ctx context.Context, d *Detector, now time.Time) error {
	from := now.Add(-backTo).Truncate(time.Hour)
	ps, err := w.store.Pulse(ctx, from, now.Truncate(time.Hour))
	if err != nil {
		return err
	}
	d.Learn(from, ps)
	w.learnt = now
	return nil
}

// restore reads the waves that run, those that a person closed within a day, and
// the items of the last day.
func (w *Watch) restore(ctx context.Context, d *Detector, now time.Time) error {
	if err := w.learn(ctx, d, now); err != nil {
		return err
	}
	ws, err := w.store.Waves(ctx, false)
	if err != nil {
		return err
	}
	for i := range ws {
		v := &ws[i]
		if !v.IsOpen() && now.Sub(v.ClosedAt) > memory {
			continue
		}
		ids, err := w.store.WaveItems(ctx, v.ID, inbox.MaxBatch)
		if err != nil {
			return err
		}
		var in []inbox.Sight
		for _, id := range ids {
			it, err := w.store.Item(ctx, id)
			if inbox.CodeOf(err) == inbox.CodeNoItem {
				continue // erased
			}
			if err != nil {
				return err
			}
			in = append(in, inbox.SightOf(&it))
		}
		d.Resume(v, in)
		if v.IsOpen() {
			w.open[v.ID] = true
		}
	}
	var seen []inbox.Sight
	err = w.store.Search(ctx, inbox.Filter{From: now.Add(-memory)}, func(items []inbox.Item) bool {
		for i := range items {
			seen = append(seen, inbox.SightOf(&items[i]))
		}
		return len(seen) < maxEntries
	})
	if err == nil {
		d.Prime(now, seen)
	}
	return err
}

// keep writes what changed.
func (w *Watch) keep(ctx context.Context) error {
	for _, c := range w.d.Changes() {
		if err := w.store.SaveWave(ctx, c.Wave, c.Fresh); err != nil {
			return err
		}
		if c.Wave.IsOpen() {
			w.open[c.Wave.ID] = true
		} else {
			delete(w.open, c.Wave.ID)
		}
	}
	return nil
}
