package bolt

import (
	"bytes"
	"context"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// Kept gives what was kept under a name.
func (s *Store) Kept(ctx context.Context, name string) ([]byte, error) {
	var out []byte
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		if b := tx.Bucket(bKept); b != nil { // a file of an older schema has none
			out = bytes.Clone(b.Get([]byte(name)))
		}
		return nil
	})
	return out, err
}

// Keep keeps bytes under a name.
func (s *Store) Keep(ctx context.Context, k inbox.Kept) error {
	return s.submit(ctx, s.ingest, &job{system: true, size: 1, plan: func(w *write) (func() error, error) {
		return func() error { return w.keep(k) }, nil
	}})
}

// keep writes a kept thing where it is news.
func (w *write) keep(k inbox.Kept) error {
	b := w.tx.Bucket(bKept)
	if bytes.Equal(b.Get([]byte(k.Name)), k.Bytes) {
		return nil
	}
	w.dirty = true
	if len(k.Bytes) == 0 {
		return b.Delete([]byte(k.Name))
	}
	return b.Put([]byte(k.Name), k.Bytes)
}

// Reassess puts new assessments in the place of the old ones. It stands in the
// queue of what comes in, so that no person waits for more than one call of it.
func (s *Store) Reassess(ctx context.Context, as []inbox.Reassessment, k inbox.Kept) (n int, err error) {
	j := &job{system: true, size: len(as), plan: func(w *write) (func() error, error) {
		return func() error {
			n = 0 // a first transaction may have failed
			for i := range as {
				done, err := w.reassess(&as[i])
				if err != nil {
					return err
				}
				if done {
					n++
				}
			}
			return w.keep(k)
		}, nil
	}}
	if err := s.submit(ctx, s.ingest, j); err != nil {
		return 0, err
	}
	return n, nil
}

func (w *write) reassess(a *inbox.Reassessment) (bool, error) {
	v := w.content.Get(a.ID[:])
	if v == nil {
		return false, nil
	}
	had, err := readItem(w.tx, a.ID, v)
	if err != nil {
		return false, err
	}
	if had.Hash != a.Hash || had.Content.Kind == inbox.KindOwnPost {
		return false, nil
	}
	it := *had
	it.Assessment = a.Assessment
	if bytes.Equal(v, appendContent(nil, &it)) {
		return false, nil
	}
	return true, w.putContent(&it, had)
}

// judgedSlice is how many states one view of Judged looks at, and judgedPage how
// many items it reads of them at most.
const judgedSlice, judgedPage = 4000, 200

// Judged streams the items whose state says something about the labels.
func (s *Store) Judged(ctx context.Context, yield func([]inbox.Item) bool) error {
	var at []byte
	for ended := false; !ended; {
		var out []inbox.Item
		err := s.view(ctx, func(tx *bbolt.Tx) error {
			c := tx.Bucket(bStates).Cursor()
			k, v := c.Last()
			if at != nil {
				c.Seek(at) // it is there: states are never taken away
				k, v = c.Prev()
			}
			for range judgedSlice {
				if k == nil || len(out) == judgedPage {
					break
				}
				at = append(at[:0], k...)
				if judgedState(v) {
					it, err := readItem(tx, itemID(k), nil)
					if err != nil {
						return err
					}
					if it.State.Judged() {
						out = append(out, *it)
					}
				}
				k, v = c.Prev()
			}
			ended = k == nil
			return nil
		})
		if err != nil {
			return err
		}
		if len(out) > 0 && !yield(out) {
			return nil
		}
	}
	return nil
}

// judgedState is a quick look at a state's JSON: most states name no label, and
// reading them whole would cost twenty times as much.
func judgedState(v []byte) bool {
	return bytes.Contains(v, []byte(`"look":`)) || bytes.Contains(v, []byte(`"set":`)) || bytes.Contains(v, []byte(`"cleared":`))
}
