package bolt

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// readItem puts an item together; v is its content, nil to fetch it.
func readItem(tx *bbolt.Tx, id inbox.ItemID, v []byte) (*inbox.Item, error) {
	if v == nil {
		if v = tx.Bucket(bContent).Get(id[:]); v == nil {
			return nil, inbox.Fail(inbox.CodeNoItem, "item", id.Short())
		}
	}
	it, err := readContent(id, v)
	if err != nil {
		return nil, err
	}
	it.State, err = readState(tx, id[:])
	return it, err
}

// readState gives the zero state for what nobody touched.
func readState(tx *bbolt.Tx, id []byte) (st inbox.State, err error) {
	v := tx.Bucket(bStates).Get(id)
	if v == nil {
		return st, nil
	}
	if err := json.Unmarshal(v, &st); err != nil {
		return st, damaged("state", "item", itemID(id).Short()).Because(err)
	}
	return st, nil
}

// Item gives one item.
func (s *Store) Item(ctx context.Context, id inbox.ItemID) (inbox.Item, error) {
	var it *inbox.Item
	err := s.view(ctx, func(tx *bbolt.Tx) (err error) {
		it, err = readItem(tx, id, nil)
		return err
	})
	if err != nil {
		return inbox.Item{}, err
	}
	return *it, nil
}

// Versions gives all versions of a text, oldest first.
func (s *Store) Versions(ctx context.Context, id inbox.ItemID) ([]inbox.Version, error) {
	var out []inbox.Version
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		now := tx.Bucket(bContent).Get(id[:])
		if now == nil {
			return inbox.Fail(inbox.CodeNoItem, "item", id.Short())
		}
		add := func(v []byte) error {
			it, err := readContent(id, v)
			if err != nil {
				return err
			}
			out = append(out, inbox.Version{N: it.Version, SeenAt: it.SeenAt, Hash: it.Hash, Content: it.Content})
			return nil
		}
		if err := eachWithPrefix(tx.Bucket(bOlder), id[:], func(_, v []byte) error { return add(v) }); err != nil {
			return err
		}
		return add(now)
	})
	return out, err
}

func olderKey(id inbox.ItemID, n uint32) []byte {
	return binary.BigEndian.AppendUint32(append(make([]byte, 0, idLen+4), id[:]...), n)
}

// eachWithPrefix walks the keys that begin with prefix, in their order.
func eachWithPrefix(b *bbolt.Bucket, prefix []byte, fn func(k, v []byte) error) error {
	c := b.Cursor()
	for k, v := c.Seek(prefix); len(k) >= len(prefix) && string(k[:len(prefix)]) == string(prefix); k, v = c.Next() {
		if err := fn(k, v); err != nil {
			return err
		}
	}
	return nil
}

// ByAuthor gives earlier items of the same author on the same channel, newest
// first.
func (s *Store) ByAuthor(ctx context.Context, channel, authorID string, limit int) ([]inbox.Item, error) {
	if authorID == "" || limit <= 0 {
		return nil, nil
	}
	var out []inbox.Item
	var last inbox.ItemID
	f := inbox.Filter{Channels: []string{channel}}
	err := s.slices(ctx, func(tx *bbolt.Tx) (bool, error) {
		q := s.compile(tx, &f)
		if q.never {
			return true, nil
		}
		q.author = authorHash(authorID)
		looked := 0
		err := eachMatch(tx, q, newWalk(tx, q, last), &looked, &last, func(id inbox.ItemID, _ []byte) (bool, error) {
			it, err := readItem(tx, id, nil)
			if err == nil && it.Content.Author.ID == authorID {
				out = append(out, *it)
			}
			return len(out) < limit, err
		})
		if errors.Is(err, errEnd) {
			return true, nil
		}
		return len(out) >= limit, err
	})
	return out, err
}
