package bolt

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// write is one write transaction: what the jobs in it share.
type write struct {
	s     *Store
	tx    *bbolt.Tx
	dirty bool // something was put

	content, cover, queue, states, threads *bbolt.Bucket

	counts map[cell]int64 // changes to the cells, written at the end
	chain  *chain
}

func newWrite(s *Store, tx *bbolt.Tx) *write {
	return &write{
		s: s, tx: tx,
		content: appending(tx, bContent),
		cover:   appending(tx, bCover),
		queue:   appending(tx, bQueue),
		states:  tx.Bucket(bStates),
		threads: tx.Bucket(bThreads),
		counts:  make(map[cell]int64),
	}
}

// finish writes what is gathered over all jobs.
func (w *write) finish() error {
	if err := w.putCells(); err != nil {
		return err
	}
	if w.chain != nil {
		return w.chain.save(w.tx)
	}
	return nil
}

// setItem brings every projection of an item in line with it: state, cover,
// queue, cells and the wake index. was is its state before.
func (w *write) setItem(it *inbox.Item, was *inbox.State) error {
	w.dirty = true
	id := it.ID
	if !it.State.IsZero() {
		b, err := json.Marshal(&it.State)
		if err != nil {
			return err
		}
		if err := w.states.Put(id[:], b); err != nil {
			return err
		}
	}
	if err := setClaimed(w.tx, id, was, &it.State); err != nil {
		return err
	}
	if err := w.setWake(id, was.SnoozedUntil, it.State.SnoozedUntil); err != nil {
		return err
	}
	return w.setCover(it)
}

func (w *write) setWake(id inbox.ItemID, from, to time.Time) error {
	if from.Equal(to) {
		return nil
	}
	b := w.tx.Bucket(bWake)
	if !from.IsZero() {
		if err := b.Delete(wakeKey(from, id)); err != nil {
			return err
		}
	}
	if to.IsZero() {
		return nil
	}
	return b.Put(wakeKey(to, id), nil)
}

// wakeKey orders by time: nanoseconds with the sign turned, so that early times
// come first.
func wakeKey(t time.Time, id inbox.ItemID) []byte {
	k := binary.BigEndian.AppendUint64(make([]byte, 0, 8+idLen), uint64(t.UnixNano())^1<<63)
	return append(k, id[:]...)
}

func (w *write) setCover(it *inbox.Item) error {
	id := it.ID
	now, err := w.s.words.appendCover(make([]byte, 0, coverLen), it)
	if err != nil {
		return err
	}
	was := w.cover.Get(id[:])
	if bytes.Equal(was, now) {
		return nil
	}
	w.dirty = true
	if was != nil {
		if len(was) != coverLen {
			return damaged("cover", "item", id.Short())
		}
		w.counts[cellOf(cover(was))]--
		if was[atWork] != now[atWork] {
			if err := w.queue.Delete(queueKey(was[atWork], id)); err != nil {
				return err
			}
		}
	}
	w.counts[cellOf(cover(now))]++
	if err := w.cover.Put(id[:], now); err != nil {
		return err
	}
	return w.queue.Put(queueKey(now[atWork], id), now)
}

func queueKey(work byte, id inbox.ItemID) []byte {
	return append(append(make([]byte, 0, 1+idLen), work), id[:]...)
}

// threadKey finds a thread's texts in time order.
func threadKey(channel uint16, thread string, id inbox.ItemID) []byte {
	return append(threadPrefix(channel, thread), id[:]...)
}

func threadPrefix(channel uint16, thread string) []byte {
	k := binary.BigEndian.AppendUint16(make([]byte, 0, 10+idLen), channel)
	return binary.BigEndian.AppendUint64(k, fnv64(thread))
}
