package bolt

import (
	"bytes"
	"encoding/binary"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// walk goes through covers, newest first, from the newest id below a bound. Over
// some work states it merges their runs in the queue; over all it takes the one
// run by id.
type walk struct {
	runs   []run
	top    int     // the run with the newest key
	second uint128 // the next newest among the others
	from   inbox.ItemID
}

type run struct {
	c      *bbolt.Cursor
	prefix []byte
	key    []byte // with prefix, nil at the end
	cover  []byte
	at     uint128
}

type uint128 struct{ hi, lo uint64 }

func (a uint128) less(b uint128) bool { return a.hi < b.hi || a.hi == b.hi && a.lo < b.lo }

// newWalk begins at the newest item of the query below an id; the zero id is the
// very newest.
func newWalk(tx *bbolt.Tx, q *query, below inbox.ItemID) *walk {
	w := &walk{from: q.from}
	if below.IsZero() || !q.below.IsZero() && bytes.Compare(q.below[:], below[:]) < 0 {
		below = q.below
	}
	if every := uint32(inbox.WorkSetOf(inbox.WorkStates()...)); q.work&every == every {
		w.runs = []run{{c: tx.Bucket(bCover).Cursor()}}
	} else {
		b := tx.Bucket(bQueue)
		for _, work := range inbox.WorkStates() {
			if q.work&(1<<work) != 0 {
				w.runs = append(w.runs, run{c: b.Cursor(), prefix: []byte{byte(work)}})
			}
		}
	}
	for i := range w.runs {
		r := &w.runs[i]
		r.begin(below)
		r.look(w.from)
	}
	w.pick()
	return w
}

// begin puts the cursor on the last key below an id.
func (r *run) begin(below inbox.ItemID) {
	var bound []byte
	switch {
	case !below.IsZero():
		bound = append(bytes.Clone(r.prefix), below[:]...)
	case len(r.prefix) > 0:
		bound = []byte{r.prefix[0] + 1}
	default:
		r.key, r.cover = r.c.Last()
		return
	}
	if k, _ := r.c.Seek(bound); k == nil {
		r.key, r.cover = r.c.Last()
	} else {
		r.key, r.cover = r.c.Prev()
	}
}

// look checks that the cursor is still within the run.
func (r *run) look(from inbox.ItemID) {
	n := len(r.prefix)
	if r.key == nil || n > 0 && r.key[0] != r.prefix[0] || bytes.Compare(r.key[n:], from[:]) < 0 {
		r.key = nil
		return
	}
	r.at = uint128{binary.BigEndian.Uint64(r.key[n:]), binary.BigEndian.Uint64(r.key[n+8:])}
}

func (w *walk) pick() {
	w.top, w.second = -1, uint128{}
	for i := range w.runs {
		r := &w.runs[i]
		switch {
		case r.key == nil:
		case w.top < 0:
			w.top = i
		case w.runs[w.top].at.less(r.at):
			w.second, w.top = w.runs[w.top].at, i
		case w.second.less(r.at):
			w.second = r.at
		}
	}
}

// next gives the next id and cover, both in the transaction's memory; nil at the
// end.
func (w *walk) next() (id []byte, c cover) {
	if w.top < 0 {
		return nil, nil
	}
	r := &w.runs[w.top]
	id, c = r.key[len(r.prefix):], cover(r.cover)
	r.key, r.cover = r.c.Prev()
	r.look(w.from)
	if r.key == nil || r.at.less(w.second) {
		w.pick()
	}
	return id, c
}
