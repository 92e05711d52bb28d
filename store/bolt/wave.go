package bolt

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// Waves gives the waves, the latest first.
func (s *Store) Waves(ctx context.Context, open bool) ([]inbox.Wave, error) {
	var out []inbox.Wave
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		return eachWave(tx, func(w *inbox.Wave) {
			if !open || w.IsOpen() {
				out = append(out, *w)
			}
		})
	})
	slices.SortFunc(out, func(a, b inbox.Wave) int {
		return cmp.Or(b.OpenedAt.Compare(a.OpenedAt), cmp.Compare(a.ID, b.ID))
	})
	return out, err
}

func eachWave(tx *bbolt.Tx, yield func(*inbox.Wave)) error {
	b := tx.Bucket(bWaves)
	if b == nil { // a file of an older schema
		return nil
	}
	return b.ForEach(func(_, v []byte) error {
		w := new(inbox.Wave)
		if err := decode(v, w, "wave"); err != nil {
			return err
		}
		yield(w)
		return nil
	})
}

func readWave(tx *bbolt.Tx, id inbox.WaveID) (*inbox.Wave, error) {
	var v []byte
	if b := tx.Bucket(bWaves); b != nil && id != "" {
		v = b.Get([]byte(id))
	}
	if v == nil {
		return nil, inbox.Fail(inbox.CodeNoWave, "wave", string(id))
	}
	w := new(inbox.Wave)
	return w, decode(v, w, "wave")
}

// WaveItems gives the items of a wave, newest first.
func (s *Store) WaveItems(ctx context.Context, id inbox.WaveID, n int) ([]inbox.ItemID, error) {
	var out []inbox.ItemID
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		out = waveItems(tx, id, nil)
		return nil
	})
	slices.Reverse(out)
	return out[:min(n, len(out))], err
}

// waveItems appends the items of a wave, oldest first.
func waveItems(tx *bbolt.Tx, id inbox.WaveID, out []inbox.ItemID) []inbox.ItemID {
	b := tx.Bucket(bWaveItem)
	if b == nil || len(id) != inbox.WaveIDLen {
		return out
	}
	c := b.Cursor()
	for k, _ := c.Seek([]byte(id)); bytes.HasPrefix(k, []byte(id)); k, _ = c.Next() {
		out = append(out, itemID(k[inbox.WaveIDLen:]))
	}
	return out
}

// inWaves gives the items of the waves a filter asks for, oldest first. What
// cannot be read of a wave shows where the waves are asked for.
func inWaves(tx *bbolt.Tx, f *inbox.Filter) []inbox.ItemID {
	var out []inbox.ItemID
	_ = eachWave(tx, func(w *inbox.Wave) {
		if f.Wants(w) {
			out = waveItems(tx, w.ID, out)
		}
	})
	slices.SortFunc(out, func(a, b inbox.ItemID) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(out)
}

// listWalk goes through listed items, newest first, from below an id on.
func (q *query) listWalk(tx *bbolt.Tx, below inbox.ItemID) *walk {
	if below.IsZero() || !q.below.IsZero() && bytes.Compare(q.below[:], below[:]) < 0 {
		below = q.below
	}
	from, to := q.place(q.from), len(q.list)
	if !below.IsZero() {
		to = q.place(below)
	}
	return &walk{covers: tx.Bucket(bCover), list: slices.Clone(q.list[from:max(from, to)])}
}

// listWalkBack goes through them, oldest first, from above an id on.
func (q *query) listWalkBack(tx *bbolt.Tx, above inbox.ItemID) *walk {
	from, to := q.place(q.from), len(q.list)
	if !above.IsZero() {
		from = max(from, q.place(after(above)))
	}
	if !q.below.IsZero() {
		to = q.place(q.below)
	}
	w := &walk{covers: tx.Bucket(bCover), list: slices.Clone(q.list[from:max(from, to)])}
	slices.Reverse(w.list)
	return w
}

// place gives where an id stands in the list, or would stand.
func (q *query) place(id inbox.ItemID) int {
	n, _ := slices.BinarySearchFunc(q.list, id, func(a, b inbox.ItemID) int { return bytes.Compare(a[:], b[:]) })
	return n
}

func (w *walk) nextListed() ([]byte, cover) {
	for len(w.list) > 0 {
		id := &w.list[len(w.list)-1]
		w.list = w.list[:len(w.list)-1]
		if c := w.covers.Get(id[:]); c != nil { // else it was erased
			return id[:], c
		}
	}
	return nil, nil
}

// SaveWave keeps what the machine found. What a person closed stays closed.
func (s *Store) SaveWave(ctx context.Context, v inbox.Wave, fresh []inbox.ItemID) error {
	return s.submit(ctx, s.people, &job{system: true, plan: func(w *write) (func() error, error) {
		was, err := readWave(w.tx, v.ID)
		if err != nil && inbox.CodeOf(err) != inbox.CodeNoWave {
			return nil, err
		}
		if err == nil && was.By != nil {
			return nil, nil
		}
		return func() error {
			w.dirty = true
			items := w.tx.Bucket(bWaveItem)
			for _, id := range fresh {
				if err := items.Put(append([]byte(v.ID), id[:]...), nil); err != nil {
					return err
				}
			}
			return putJSON(w.tx.Bucket(bWaves), []byte(v.ID), &v)
		}, nil
	}})
}

// Pulse counts what came in by the hour. It reads keys and the channel's code in
// the covers, nothing else.
func (s *Store) Pulse(ctx context.Context, from, to time.Time) ([]inbox.Pulse, error) {
	from = from.Truncate(time.Hour)
	if !from.Before(to) {
		return nil, nil
	}
	hours := int((to.Sub(from) + time.Hour - 1) / time.Hour)
	byCode := map[uint16][]uint32{}
	at, end := idAt(max(from.UnixMilli(), 0)), idAt(max(ceilMilli(to), 0))
	start := from.UnixMilli()
	err := s.slices(ctx, func(tx *bbolt.Tx) (bool, error) {
		c := tx.Bucket(bCover).Cursor()
		k, v := c.Seek(at[:])
		for n := 0; k != nil && bytes.Compare(k, end[:]) < 0; k, v = c.Next() {
			if n++; n > inbox.MaxLook {
				at = itemID(k)
				return false, nil
			}
			if len(v) != coverLen {
				return false, damaged("cover", "item", itemID(k).Short())
			}
			code := cover(v).channel()
			counts := byCode[code]
			if counts == nil {
				counts = make([]uint32, hours)
				byCode[code] = counts
			}
			ms := int64(k[0])<<40 | int64(k[1])<<32 | int64(k[2])<<24 | int64(k[3])<<16 | int64(k[4])<<8 | int64(k[5])
			counts[(ms-start)/time.Hour.Milliseconds()]++
		}
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	out := make([]inbox.Pulse, 0, len(byCode))
	for code, counts := range byCode {
		out = append(out, inbox.Pulse{Channel: s.words.word(code), Hours: counts})
	}
	slices.SortFunc(out, func(a, b inbox.Pulse) int { return cmp.Compare(a.Channel, b.Channel) })
	return out, nil
}
