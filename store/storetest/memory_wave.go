package storetest

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"lotse/inbox"
)

func (w world) Wave(id inbox.WaveID) (*inbox.Wave, error) {
	if v := w.waves[id]; v != nil {
		return v.Clone(), nil
	}
	return nil, inbox.Fail(inbox.CodeNoWave, "wave", string(id))
}

// inWaves reports whether an item is in one of the waves a filter asks for.
func (m *Memory) inWaves(f *inbox.Filter, id inbox.ItemID) bool {
	if !f.NeedsWaves() {
		return true
	}
	for _, w := range m.waves {
		if f.Wants(w) && m.inWave[w.ID][id] {
			return true
		}
	}
	return false
}

// Waves gives the waves, the latest first.
func (m *Memory) Waves(ctx context.Context, open bool) ([]inbox.Wave, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []inbox.Wave
	for _, w := range m.waves {
		if !open || w.IsOpen() {
			out = append(out, *w.Clone())
		}
	}
	slices.SortFunc(out, func(a, b inbox.Wave) int {
		return cmp.Or(b.OpenedAt.Compare(a.OpenedAt), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// WaveItems gives the items of a wave, newest first.
func (m *Memory) WaveItems(ctx context.Context, id inbox.WaveID, n int) ([]inbox.ItemID, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	out := slices.SortedFunc(maps.Keys(m.inWave[id]), func(a, b inbox.ItemID) int { return bytes.Compare(b[:], a[:]) })
	return out[:min(n, len(out))], nil
}

// SaveWave keeps what the machine found. What a person closed stays closed.
func (m *Memory) SaveWave(ctx context.Context, w inbox.Wave, fresh []inbox.ItemID) error {
	leave, err := m.enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	if was := m.waves[w.ID]; was != nil && was.By != nil {
		return nil
	}
	m.waves[w.ID] = w.Clone()
	if m.inWave[w.ID] == nil {
		m.inWave[w.ID] = make(map[inbox.ItemID]bool)
	}
	for _, id := range fresh {
		m.inWave[w.ID][id] = true
	}
	m.hint()
	return nil
}

// Pulse counts what came in by the hour.
func (m *Memory) Pulse(ctx context.Context, from, to time.Time) ([]inbox.Pulse, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	from = from.Truncate(time.Hour)
	if !from.Before(to) {
		return nil, nil
	}
	counts := map[string][]uint32{}
	for _, it := range m.matching(&inbox.Filter{From: from, To: to}) {
		c := it.Content.Channel
		if counts[c] == nil {
			counts[c] = make([]uint32, int((to.Sub(from)+time.Hour-1)/time.Hour))
		}
		counts[c][int(it.ID.Time().Sub(from)/time.Hour)]++
	}
	var out []inbox.Pulse
	for _, c := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, inbox.Pulse{Channel: c, Hours: counts[c]})
	}
	return out, nil
}
