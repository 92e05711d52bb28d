package bolt

import (
	"bytes"
	"encoding/binary"
	"slices"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// cell is a corner of the count cube: work, level, flags, channel and role. The
// bytes are the key in the file.
type cell [8]byte

func cellOf(c cover) (k cell) {
	k[0], k[1] = c[atWork], c[atLevel]
	copy(k[2:4], c[atFlags:atFlags+2])
	copy(k[4:8], c[atChannel:atRole+2])
	return k
}

func (k *cell) flags() uint16   { return binary.BigEndian.Uint16(k[2:]) }
func (k *cell) channel() uint16 { return binary.BigEndian.Uint16(k[4:]) }
func (k *cell) role() uint16    { return binary.BigEndian.Uint16(k[6:]) }

// putCells adds the gathered changes. A cell that falls to zero goes.
func (w *write) putCells() error {
	keys := make([]cell, 0, len(w.counts))
	for k, d := range w.counts {
		if d != 0 {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b cell) int { return bytes.Compare(a[:], b[:]) })
	b := w.tx.Bucket(bCells)
	for _, k := range keys {
		n := w.counts[k]
		if v := b.Get(k[:]); len(v) == 8 {
			n += int64(binary.BigEndian.Uint64(v)) // written from an int64
		}
		switch {
		case n < 0:
			return damaged("cells")
		case n == 0:
			if err := b.Delete(k[:]); err != nil {
				return err
			}
		default:
			if err := b.Put(k[:], binary.BigEndian.AppendUint64(nil, uint64(n))); err != nil {
				return err
			}
		}
	}
	return nil
}

// cellTable is the cube of one snapshot.
type cellTable struct {
	db    *bbolt.DB
	txid  int
	cells []counted
}

type counted struct {
	cell
	n int
}

// table reads the cube, or takes the one read before when nothing was written
// since.
func (s *Store) table(tx *bbolt.Tx) (*cellTable, error) {
	if t := s.cells.Load(); t != nil && t.txid == tx.ID() && t.db == tx.DB() {
		return t, nil
	}
	t := &cellTable{db: tx.DB(), txid: tx.ID()}
	err := tx.Bucket(bCells).ForEach(func(k, v []byte) error {
		if len(k) != len(cell{}) || len(v) != 8 {
			return damaged("cells")
		}
		t.cells = append(t.cells, counted{cell(k), int(binary.BigEndian.Uint64(v))}) // counts of items
		return nil
	})
	if err != nil {
		return nil, err
	}
	s.cells.Store(t)
	return t, nil
}

// cellsTell reports whether the cube alone answers a filter exactly.
func cellsTell(f *inbox.Filter) bool {
	return !f.NeedsContent() && !f.NeedsWaves() && f.Visibilities == 0 && f.LabelsAny == nil && f.LabelsNone == 0 &&
		f.Persons == nil && len(f.NotPersons) == 0 && f.Languages == nil && len(f.NotLanguages) == 0 &&
		f.From.IsZero() && f.To.IsZero() && f.DueBefore.IsZero() && !f.HasDue
}

// sum counts the items of a filter that the cube can tell.
func (t *cellTable) sum(q *query) (n int) {
	if q.never {
		return 0
	}
	for i := range t.cells {
		c := &t.cells[i]
		fl := c.flags()
		if q.work&(1<<c.cell[0]) != 0 && q.levels&(1<<c.cell[1]) != 0 &&
			fl&q.must == q.must && fl&q.mustNot == 0 &&
			q.channel.has(c.channel()) && q.role.has(c.role()) {
			n += c.n
		}
	}
	return n
}
