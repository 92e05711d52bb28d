package wave

import (
	"slices"
	"time"

	"lotse/inbox"
)

type rules struct{ inbox.WaveRules }

const (
	// restTime is how long a wave must be calm before it ends by itself.
	restTime = 3 * time.Hour
	// half is what growing is measured by: the last half hour against the one before.
	half = 30 * time.Minute
	// growth is how much more makes a wave a growing one.
	growth = 1.3
)

// running is a wave that goes on, or one that a person closed and that must not
// open again while it goes on.
type running struct {
	inbox.Wave
	ids     map[inbox.ItemID]struct{}
	authors map[uint64]struct{}
	times   []time.Time // of its items in the last hours, oldest first
	fresh   []inbox.ItemID
	dirty   bool
	muted   bool
}

func open(rule inbox.WaveRule, es []entry, now time.Time) *running {
	w := &running{
		Wave: inbox.Wave{
			ID: inbox.NewWaveID(rule, es[0].id), Rule: rule, State: inbox.WaveOpen,
			Since: es[0].at, OpenedAt: now, Seen: len(es),
		},
		ids: make(map[inbox.ItemID]struct{}), authors: make(map[uint64]struct{}),
	}
	return w
}

// take puts an item into the wave, once.
func (w *running) take(channel string, e *entry) {
	if _, in := w.ids[e.id]; in {
		return
	}
	w.ids[e.id] = struct{}{}
	w.dirty = true
	w.fresh = append(w.fresh, e.id)
	w.Items++
	if e.critical {
		w.Critical++
	}
	w.know(e)
	if !slices.Contains(w.Channels, channel) {
		w.Channels = append(w.Channels, channel)
		slices.Sort(w.Channels)
	}
}

// know counts author and time of an item that is in.
func (w *running) know(e *entry) {
	if e.author == 0 {
		w.Unnamed++
	} else {
		w.authors[e.author] = struct{}{}
	}
	w.Authors = len(w.authors)
	if e.at.After(w.LastAt) {
		w.LastAt = e.at
	}
	if e.at.Before(w.Since) {
		w.Since = e.at
	}
	at := len(w.times)
	for at > 0 && w.times[at-1].After(e.at) {
		at--
	}
	w.times = slices.Insert(w.times, at, e.at)
	w.Peak = max(w.Peak, w.within(e.at.Add(-time.Hour), e.at))
}

// since counts the items after a time.
func (w *running) since(t time.Time) int {
	n := 0
	for i := len(w.times) - 1; i >= 0 && w.times[i].After(t); i-- {
		n++
	}
	return n
}

func (w *running) within(after, to time.Time) int { return w.since(after) - w.since(to) }

// turn moves the wave's state on; hot says whether it goes on.
func (w *running) turn(hot bool, now time.Time) {
	was := w.State
	recently, before := w.since(now.Add(-half)), w.within(now.Add(-2*half), now.Add(-half))
	switch {
	case !hot && w.CalmAt.IsZero():
		w.State, w.CalmAt = inbox.WaveCalming, now
	case !hot && now.Sub(w.CalmAt) >= restTime:
		w.end(now)
	case !hot:
	case float64(recently) >= growth*float64(before) && recently >= before+3:
		w.State, w.CalmAt = inbox.WaveGrowing, time.Time{}
	default:
		w.State, w.CalmAt = inbox.WaveOpen, time.Time{}
	}
	w.dirty = w.dirty || w.State != was
	for len(w.times) > 0 && now.Sub(w.times[0]) > memory {
		w.times = w.times[1:]
	}
}

func (w *running) end(now time.Time) {
	w.State, w.ClosedAt, w.Reason, w.dirty = inbox.WaveClosed, now, inbox.WaveEnded, true
}
