package bolt

import (
	"bytes"
	"encoding/binary"
	"math/bits"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// walk goes through covers, newest first, from the newest id below a bound; or,
// back, oldest first, from the oldest id above one. Over some work states it
// merges their runs in the queue; over all it takes the one run by id.
type walk struct {
	runs    []*run  // those not at their end, the one whose turn it is first
	back    bool    // numbers are inverted, so that the oldest id has the largest
	from    uint128 // numbers below it are not wanted
	compare bool    // numbers must be compared: there is a bound or several runs

	list   []inbox.ItemID // instead of runs: what is left, the next one last
	covers *bbolt.Bucket
}

// run is one stretch of keys in the order of ids.
type run struct {
	c      *bbolt.Cursor
	queued bool // keys begin with the work state
	work   byte
	id     []byte // where the cursor stands, nil at the end
	cover  []byte
	at     uint128 // the number of the id, where they are compared
}

type uint128 struct{ hi, lo uint64 }

func (a uint128) less(b uint128) bool { return a.hi < b.hi || a.hi == b.hi && a.lo < b.lo }

func number(id []byte) uint128 {
	return uint128{binary.BigEndian.Uint64(id), binary.BigEndian.Uint64(id[8:16])}
}

// inverted turns the order of numbers round.
func (a uint128) inverted() uint128 { return uint128{^a.hi, ^a.lo} }

// before is the number before a one that is not zero.
func (a uint128) before() uint128 {
	lo, borrow := bits.Sub64(a.lo, 1, 0)
	return uint128{a.hi - borrow, lo}
}

// newWalk begins at the newest item of the query below an id; the zero id is the
// very newest.
func newWalk(tx *bbolt.Tx, q *query, below inbox.ItemID) *walk {
	if below.IsZero() || !q.below.IsZero() && bytes.Compare(q.below[:], below[:]) < 0 {
		below = q.below
	}
	if q.waves {
		return q.listWalk(tx, below)
	}
	w := &walk{from: number(q.from[:])}
	w.start(tx, q, func(r *run) []byte { return r.begin(below) })
	return w
}

// newWalkBack begins at the oldest item of the query above an id; the zero id is
// the very oldest.
func newWalkBack(tx *bbolt.Tx, q *query, above inbox.ItemID) *walk {
	if q.waves {
		return q.listWalkBack(tx, above)
	}
	w := &walk{back: true}
	if !q.below.IsZero() {
		w.from = number(q.below[:]).before().inverted()
	}
	w.start(tx, q, func(r *run) []byte { return r.beginBack(above, q.from) })
	return w
}

// start puts the runs of a query in order.
func (w *walk) start(tx *bbolt.Tx, q *query, begin func(*run) []byte) {
	var all []*run
	if q.byID {
		all = append(all, &run{c: tx.Bucket(bCover).Cursor()})
	} else {
		b := tx.Bucket(bQueue)
		for _, work := range inbox.WorkStates() {
			if q.work&(1<<work) != 0 {
				all = append(all, &run{c: b.Cursor(), queued: true, work: byte(work)})
			}
		}
	}
	w.compare = len(all) > 1 || w.from != uint128{}
	for _, r := range all {
		if w.stands(r, begin(r)) {
			w.runs = append(w.runs, r)
			for i := len(w.runs) - 1; i > 0 && w.runs[i-1].at.less(r.at); i-- {
				w.runs[i-1], w.runs[i] = w.runs[i], w.runs[i-1]
			}
		}
	}
}

// begin puts the cursor on the last key below an id.
func (r *run) begin(below inbox.ItemID) (k []byte) {
	var bound []byte
	switch {
	case below.IsZero() && !r.queued:
		k, r.cover = r.c.Last()
		return k
	case below.IsZero():
		bound = []byte{r.work + 1}
	case r.queued:
		bound = queueKey(r.work, below)
	default:
		bound = below[:]
	}
	if k, _ = r.c.Seek(bound); k == nil {
		k, r.cover = r.c.Last()
	} else {
		k, r.cover = r.c.Prev()
	}
	return k
}

// beginBack puts the cursor on the first key above an id and not below another.
func (r *run) beginBack(above, from inbox.ItemID) (k []byte) {
	bound := from
	if bytes.Compare(above[:], from[:]) >= 0 {
		bound = above
	}
	key := bound[:]
	if r.queued {
		key = queueKey(r.work, bound)
	}
	k, r.cover = r.c.Seek(key)
	if bytes.Equal(k, key) && bound == above && !above.IsZero() {
		k, r.cover = r.c.Next()
	}
	return k
}

// stands takes the key under a run's cursor and reports whether it is still one
// of the run.
func (w *walk) stands(r *run, k []byte) bool {
	if r.queued && k != nil {
		if k[0] != r.work {
			k = nil
		} else {
			k = k[1:]
		}
	}
	if r.id = k; k == nil {
		return false
	}
	if w.compare {
		if r.at = number(k); w.back {
			r.at = r.at.inverted()
		}
		return !r.at.less(w.from)
	}
	return true
}

// next gives the next id and cover, both in the transaction's memory; nil at the
// end.
func (w *walk) next() (id []byte, c cover) {
	if w.covers != nil {
		return w.nextListed()
	}
	if len(w.runs) == 0 {
		return nil, nil
	}
	r := w.runs[0]
	id, c = r.id, r.cover
	var k []byte
	if w.back {
		k, r.cover = r.c.Next()
	} else {
		k, r.cover = r.c.Prev()
	}
	if !w.stands(r, k) {
		w.runs = w.runs[1:]
		return id, c
	}
	// The run goes behind those whose turn comes before it now: few, for a large run is
	// soon in front again.
	for i := 1; i < len(w.runs) && r.at.less(w.runs[i].at); i++ {
		w.runs[i-1], w.runs[i] = w.runs[i], r
	}
	return id, c
}
