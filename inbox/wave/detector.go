package wave

import (
	"cmp"
	"hash/maphash"
	"slices"
	"time"

	"lotse/inbox"
)

// Detector finds waves in what it is told. It is for one goroutine and asks no
// clock: whoever calls it says what time it is.
type Detector struct {
	rules    rules
	zone     *time.Location
	seed     maphash.Seed // of the hashes of authors: they mean nothing elsewhere
	sketcher Sketcher
	channels map[string]*channel
	copies   *copies
	ended    []*running // closed since they were last asked for
	from     time.Time  // of the pulse
	pulses   map[string][]uint32

	// Relearn reads what is usual anew before a wave is opened and reports whether it
	// did; nil where it is always told in time.
	Relearn func() bool
}

// NewDetector makes one for a house.
func NewDetector(r inbox.WaveRules, zone *time.Location) *Detector {
	return &Detector{
		rules: rules{r}, zone: zone, seed: maphash.MakeSeed(), channels: make(map[string]*channel),
		copies: newCopies(), pulses: make(map[string][]uint32),
	}
}

// Learn takes what the channels got, hour by hour from a time on.
func (d *Detector) Learn(from time.Time, ps []inbox.Pulse) {
	d.from = from
	clear(d.pulses)
	for _, p := range ps {
		d.pulses[p.Channel] = p.Hours
	}
	for name, c := range d.channels {
		c.rhythm = newRhythm(d.zone, from, d.pulses[name])
	}
}

func (d *Detector) channel(name string) *channel {
	c := d.channels[name]
	if c == nil {
		c = &channel{name: name, ids: make(map[inbox.ItemID]struct{}), in: make(map[inbox.ItemID]bool), rhythm: newRhythm(d.zone, d.from, d.pulses[name])}
		d.channels[name] = c
	}
	return c
}

func (d *Detector) entry(s *inbox.Sight) entry {
	e := entry{
		id: s.ID, at: s.ID.Time(), thread: s.Content.Thread, judged: s.Judged,
		critical: s.Labels.Displeased(), claim: s.Labels.Has(inbox.LabelClaim),
	}
	e.friendly = !e.critical && s.Labels.Has(inbox.LabelPraise)
	a := &s.Content.Author
	if who := cmp.Or(a.ID, a.Handle, a.Name); who != "" {
		var h maphash.Hash
		h.SetSeed(d.seed)
		h.WriteString(s.Content.Channel)
		h.WriteByte(0)
		h.WriteString(who)
		e.author = max(h.Sum64(), 1)
	}
	return e
}

// Prime tells what the detector has missed: it remembers and opens nothing.
func (d *Detector) Prime(now time.Time, seen []inbox.Sight) { d.add(now, seen, false) }

// Add tells what came in. What is older than a day is no news.
func (d *Detector) Add(now time.Time, seen []inbox.Sight) {
	if d.rules.Off {
		return
	}
	d.add(now, seen, true)
	d.Tick(now)
}

func (d *Detector) add(now time.Time, seen []inbox.Sight, judge bool) {
	seen = slices.SortedFunc(slices.Values(seen), func(a, b inbox.Sight) int { return a.ID.Time().Compare(b.ID.Time()) })
	for i := range seen {
		s := &seen[i]
		e := d.entry(s)
		if now.Sub(e.at) > memory {
			continue
		}
		if e.at.After(now) { // a server's clock is ahead: it was now
			e.at = now
		}
		k := d.sketcher.Of(s.Content.Text)
		e.telling = k.Words >= tellingWords && !e.friendly
		c := d.channel(s.Content.Channel)
		c.add(e)
		d.rate(c, &e, now, judge)
		if cl := d.copies.add(member{e, c.name}, &k); cl != nil {
			d.copied(cl, member{e, c.name}, now, judge)
		}
	}
	for _, c := range d.channels {
		c.drop(now.Add(-memory))
	}
	d.copies.drop(now.Add(-copyMemory))
}

// rate opens a wave of a channel's rate or lets the one that runs grow.
func (d *Detector) rate(c *channel, e *entry, now time.Time, judge bool) {
	for _, w := range c.waves {
		if w.Thread == "" || w.Thread == e.thread {
			c.take(w, e)
			return
		}
	}
	if !judge {
		return
	}
	g := c.throng(d.rules, e.at)
	if g != nil && d.Relearn != nil && d.Relearn() {
		g = c.throng(d.rules, e.at)
	}
	if g == nil {
		return
	}
	w := open(inbox.WaveRate, g.items, now)
	w.Seen, w.Within, w.Usual, w.Thread = g.seen, g.within, g.usual, g.thread
	c.waves = append(c.waves, w)
	for i := range c.entries { // what stands under the post came before the throng, too
		o := &c.entries[i]
		if !c.in[o.id] && (w.Thread != "" && o.thread == w.Thread || w.Thread == "" && !o.at.Before(g.items[0].at)) {
			c.take(w, o)
		}
	}
}

// copied opens a wave of copies or lets the one that runs grow.
func (d *Detector) copied(c *cluster, m member, now time.Time, judge bool) {
	if c.wave == nil && judge {
		rule, es := c.copied(d.rules, m.at)
		if rule == "" {
			return
		}
		first := make([]entry, len(es))
		for i := range es {
			first[i] = es[i].entry
		}
		d.copies.run(c, open(rule, first, now))
		c.wave.Within = copyTime
	}
	w := c.wave
	if w == nil {
		return
	}
	for i := 0; i < len(c.members) && !c.whole; i++ {
		w.take(c.members[i].channel, &c.members[i].entry)
	}
	c.whole = true
	w.take(m.channel, &m.entry)
	if len(w.Channels) > 1 && w.Rule == inbox.WaveCopies {
		w.Rule = inbox.WaveSpread
	}
}

// Resume takes up a wave that was found before, with its items. One that a person
// closed is only remembered, so that it does not open again while it goes on.
func (d *Detector) Resume(v *inbox.Wave, in []inbox.Sight) {
	w := &running{
		Wave: *v.Clone(), ids: make(map[inbox.ItemID]struct{}), authors: make(map[uint64]struct{}), muted: !v.IsOpen(),
	}
	w.Unnamed = 0
	cl := &cluster{wave: w, whole: true}
	for i := range in {
		s := &in[i]
		e := d.entry(s)
		w.ids[e.id] = struct{}{}
		w.know(&e)
		if v.Rule == inbox.WaveRate {
			d.channel(s.Content.Channel).in[e.id] = true
			continue
		}
		if k := d.sketcher.Of(s.Content.Text); k.comparable() && cl.kept < exemplars {
			cl.kept++
			cl.put(member{e, s.Content.Channel})
			d.copies.known[e.id] = cl
			d.copies.index.add(&k)
			d.copies.held = append(d.copies.held, heldText{e.at, e.id, cl})
		}
	}
	switch {
	case !v.IsOpen() && v.By == nil: // it has ended by itself, and may come again
		cl.wave = nil
		return
	case v.Rule != inbox.WaveRate:
		d.copies.waves = append(d.copies.waves, cl)
	case len(v.Channels) > 0:
		c := d.channel(v.Channels[0])
		c.waves = append(c.waves, w)
	}
	if w.muted {
		w.State = inbox.WaveOpen
	}
}

// Mute lets a wave run on unheard: a person closed it.
func (d *Detector) Mute(id inbox.WaveID) {
	for _, w := range d.running() {
		if w.ID == id {
			w.muted = true
		}
	}
}

// Tick lets time pass: waves grow, calm down and end.
func (d *Detector) Tick(now time.Time) {
	for _, c := range d.channels {
		c.waves = slices.DeleteFunc(c.waves, func(w *running) bool {
			if w.turn(c.stillHot(d.rules, w, now), now); !w.IsOpen() {
				d.ended = append(d.ended, w)
			}
			return !w.IsOpen()
		})
	}
	d.copies.waves = slices.DeleteFunc(d.copies.waves, func(c *cluster) bool {
		switch {
		case c.into != nil: // it has become part of an older wave
			c.wave.end(now)
		default:
			c.wave.turn(c.stillHot(d.rules, now), now)
		}
		if c.wave.IsOpen() {
			return false
		}
		d.ended = append(d.ended, c.wave)
		c.wave = nil
		return true
	})
}

func (d *Detector) running() []*running {
	var out []*running
	for _, c := range d.channels {
		out = append(out, c.waves...)
	}
	for _, c := range d.copies.waves {
		out = append(out, c.wave)
	}
	slices.SortFunc(out, func(a, b *running) int {
		return cmp.Or(a.OpenedAt.Compare(b.OpenedAt), cmp.Compare(a.ID, b.ID))
	})
	return out
}

// Change is a wave that has changed, with the items that are new in it.
type Change struct {
	Wave  inbox.Wave
	Fresh []inbox.ItemID
}

// Changes gives what changed since they were last asked for.
func (d *Detector) Changes() []Change {
	var out []Change
	for _, w := range append(d.ended, d.running()...) {
		if w.dirty && !w.muted {
			out = append(out, Change{w.Wave, w.fresh})
			w.Channels = slices.Clone(w.Channels)
		}
		w.dirty, w.fresh = false, nil
	}
	d.ended = nil
	return out
}
