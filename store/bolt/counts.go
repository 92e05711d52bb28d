package bolt

import (
	"context"
	"errors"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// Counts counts filters in one snapshot.
func (s *Store) Counts(ctx context.Context, fs []inbox.Filter, limit int) ([]inbox.Count, error) {
	out := make([]inbox.Count, len(fs))
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		for i := range fs {
			q := s.compile(tx, &fs[i])
			switch {
			case q.never:
				out[i] = inbox.Count{Exact: true}
			case cellsTell(&fs[i]):
				t, err := s.table(tx)
				if err != nil {
					return err
				}
				out[i] = inbox.Count{N: t.sum(q), Exact: true}
			default:
				c, err := count(tx, q, limit)
				if err != nil {
					return err
				}
				out[i] = c
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Newer counts the items of a filter that are newer than an id, up to limit.
func (s *Store) Newer(ctx context.Context, f inbox.Filter, than inbox.ItemID, limit int) (c inbox.Count, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		q := s.compile(tx, &f)
		if next := after(than); !less(next, q.from) {
			q.from = next
		}
		if q.never {
			c.Exact = true
			return nil
		}
		c, err = count(tx, q, limit)
		return err
	})
	return c, err
}

// count looks at up to MaxLook entries. A limit that is not positive is none.
func count(tx *bbolt.Tx, q *query, limit int) (c inbox.Count, err error) {
	var last inbox.ItemID
	looked := 0
	more := false
	err = eachMatch(tx, q, newWalk(tx, q, inbox.ItemID{}), &looked, &last, func(inbox.ItemID, []byte) (bool, error) {
		if limit > 0 && c.N == limit {
			more = true
			return false, nil
		}
		c.N++
		return true, nil
	})
	if errors.Is(err, errEnd) {
		c.Exact = !more
		err = nil
	}
	return c, err
}

// after gives the smallest id above id.
func after(id inbox.ItemID) inbox.ItemID {
	for i := idLen - 1; i >= 0; i-- {
		id[i]++
		if id[i] != 0 {
			break
		}
	}
	return id
}

func less(a, b inbox.ItemID) bool { return string(a[:]) < string(b[:]) }
