package bolt

import (
	"bytes"
	"context"
	"maps"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// checkSlice is how many items one view of Check compares.
const checkSlice = 5000

// Check compares every projection with what it is made from: contents with
// covers, queue, thread index and wake index, covers with the cells, states with
// items. The first difference gives CodeStoreDamaged with where and item. No
// change is made meanwhile; views stay short all the same.
func (s *Store) Check(ctx context.Context) error {
	c := &checker{s: s, cells: make(map[cell]int)}
	run := func() error {
		for _, step := range []func(context.Context) error{c.contents, c.covers, c.queue, c.states, c.wakes, c.totals, c.replies, c.orders, c.claims} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		return nil
	}
	return s.alone(ctx, run)
}

// alone runs fn in the writer's place, so that nothing changes while it runs. A
// store opened for reading has no writer to wait for.
func (s *Store) alone(ctx context.Context, fn func() error) error {
	if s.opts.ReadOnly {
		return fn()
	}
	return s.submit(ctx, s.people, &job{alone: fn, system: true})
}

type checker struct {
	s       *Store
	cells   map[cell]int
	items   int
	texts   int // with own posts
	snoozed int
}

// each walks a bucket in short views.
func (c *checker) each(ctx context.Context, bucket []byte, fn func(tx *bbolt.Tx, k, v []byte) error) error {
	var at []byte
	return c.s.slices(ctx, func(tx *bbolt.Tx) (bool, error) {
		b := tx.Bucket(bucket)
		if b == nil { // a file of an older schema, opened for reading
			return true, nil
		}
		cur := b.Cursor()
		k, v := cur.First()
		if at != nil {
			if k, v = cur.Seek(at); bytes.Equal(k, at) {
				k, v = cur.Next()
			}
		}
		for range checkSlice {
			if k == nil {
				return true, nil
			}
			if err := fn(tx, k, v); err != nil {
				return false, err
			}
			at = append(at[:0], k...)
			k, v = cur.Next()
		}
		return false, nil
	})
}

func wrong(where string, id []byte) error {
	if len(id) != idLen {
		return damaged(where)
	}
	return damaged(where, "item", itemID(id).Short())
}

func (c *checker) contents(ctx context.Context) error {
	return c.each(ctx, bContent, func(tx *bbolt.Tx, k, v []byte) error {
		if len(k) != idLen {
			return wrong("content", k)
		}
		id := itemID(k)
		it, err := readItem(tx, id, v)
		if err != nil {
			return err
		}
		c.texts++
		if it.Content.ID() != id || it.Version == 0 || it.Hash != it.Content.Hash() {
			return wrong("content", k)
		}
		code, ok := c.s.words.code(it.Content.Channel)
		if !ok || !has(tx.Bucket(bThreads), threadKey(code, it.Content.ThreadKey(), id)) {
			return wrong("thread", k)
		}
		for n := uint32(1); n < it.Version; n++ {
			if !has(tx.Bucket(bOlder), olderKey(id, n)) {
				return wrong("version", k)
			}
		}
		cov := tx.Bucket(bCover).Get(k)
		if it.Content.Kind == inbox.KindOwnPost {
			if !has(tx.Bucket(bOwn), k) || cov != nil || !it.State.IsZero() {
				return wrong("own", k)
			}
			return nil
		}
		c.items++
		want, err := c.s.words.appendCover(nil, it)
		if err != nil || !bytes.Equal(cov, want) {
			return wrong("cover", k)
		}
		if it.State.Snoozed() {
			c.snoozed++
			if !has(tx.Bucket(bWake), wakeKey(it.State.SnoozedUntil, id)) {
				return wrong("wake", k)
			}
		}
		return nil
	})
}

func has(b *bbolt.Bucket, k []byte) bool {
	got, _ := b.Cursor().Seek(k) // Get gives nil for an empty value too
	return bytes.Equal(got, k)
}

// covers makes the cells anew and sees that no cover or thread entry is left over.
func (c *checker) covers(ctx context.Context) error {
	n := 0
	err := c.each(ctx, bCover, func(tx *bbolt.Tx, k, v []byte) error {
		n++
		if len(v) != coverLen || !bytes.Equal(tx.Bucket(bQueue).Get(queueKey(v[atWork], itemID(k))), v) {
			return wrong("queue", k)
		}
		c.cells[cellOf(cover(v))]++
		return nil
	})
	if err == nil && n != c.items {
		return damaged("cover")
	}
	return err
}

func (c *checker) queue(ctx context.Context) error {
	n, threads := 0, 0
	if err := c.each(ctx, bQueue, func(*bbolt.Tx, []byte, []byte) error { n++; return nil }); err != nil {
		return err
	}
	if err := c.each(ctx, bThreads, func(*bbolt.Tx, []byte, []byte) error { threads++; return nil }); err != nil {
		return err
	}
	switch {
	case n != c.items:
		return damaged("queue")
	case threads != c.texts:
		return damaged("thread")
	}
	return nil
}

func (c *checker) states(ctx context.Context) error {
	return c.each(ctx, bStates, func(tx *bbolt.Tx, k, _ []byte) error {
		st, err := readState(tx, k)
		if err != nil {
			return err
		}
		if st.IsZero() || tx.Bucket(bCover).Get(k) == nil {
			return wrong("state", k)
		}
		e, err := findEvent(tx, st.Last)
		if err != nil || e.Item != itemID(k) {
			return wrong("state", k)
		}
		return nil
	})
}

func (c *checker) wakes(ctx context.Context) error {
	n := 0
	if err := c.each(ctx, bWake, func(*bbolt.Tx, []byte, []byte) error { n++; return nil }); err != nil {
		return err
	}
	if n != c.snoozed {
		return damaged("wake")
	}
	return nil
}

func (c *checker) totals(ctx context.Context) error {
	return c.s.view(ctx, func(tx *bbolt.Tx) error {
		t, err := c.s.table(tx)
		if err != nil {
			return err
		}
		have := make(map[cell]int, len(t.cells))
		for i := range t.cells {
			have[t.cells[i].cell] = t.cells[i].n
		}
		if !maps.Equal(have, c.cells) {
			return damaged("cells")
		}
		return nil
	})
}

// orders compares orders with their two indexes.
func (c *checker) orders(ctx context.Context) error {
	n, indexed := 0, 0
	err := c.each(ctx, bOrders, func(tx *bbolt.Tx, k, _ []byte) error {
		n++
		o, err := readOrder(tx, inbox.OrderID(k))
		if err != nil {
			return err
		}
		if !has(tx.Bucket(bOrdState), append([]byte{byte(o.State)}, k...)) || !has(tx.Bucket(bOrdItem), append(o.Item[:], k...)) {
			return damaged("order", "order", string(k))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, index := range [][]byte{bOrdState, bOrdItem} {
		if err := c.each(ctx, index, func(*bbolt.Tx, []byte, []byte) error { indexed++; return nil }); err != nil {
			return err
		}
	}
	if indexed != 2*n {
		return damaged("order")
	}
	return nil
}

// replies compares replies with their two indexes.
func (c *checker) replies(ctx context.Context) error {
	n, byState, byItem := 0, 0, 0
	err := c.each(ctx, bReplies, func(tx *bbolt.Tx, k, _ []byte) error {
		n++
		r, err := readReply(tx, inbox.ReplyID(k))
		if err != nil {
			return err
		}
		if !has(tx.Bucket(bByState), append([]byte{byte(r.State)}, k...)) || !has(tx.Bucket(bByItem), append(r.Item[:], k...)) {
			return damaged("reply", "reply", string(k))
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := c.each(ctx, bByState, func(*bbolt.Tx, []byte, []byte) error { byState++; return nil }); err != nil {
		return err
	}
	if err := c.each(ctx, bByItem, func(*bbolt.Tx, []byte, []byte) error { byItem++; return nil }); err != nil {
		return err
	}
	if n != byState || n != byItem {
		return damaged("reply")
	}
	return nil
}
