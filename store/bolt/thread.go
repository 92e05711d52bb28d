package bolt

import (
	"context"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// Thread gives what is known of an item's conversation, oldest first, own posts
// included, at most limit texts around the item.
func (s *Store) Thread(ctx context.Context, id inbox.ItemID, limit int) ([]inbox.Item, error) {
	var out []inbox.Item
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		it, err := readItem(tx, id, nil)
		if err != nil || limit <= 0 {
			return err
		}
		channel, _ := s.words.code(it.Content.Channel)
		t := threadReader{tx: tx, channel: it.Content.Channel, key: it.Content.ThreadKey()}
		prefix := threadPrefix(channel, t.key)
		older, err := t.side(prefix, id, limit-1, (*bbolt.Cursor).Prev)
		if err != nil {
			return err
		}
		newer, err := t.side(prefix, id, limit-1, (*bbolt.Cursor).Next)
		if err != nil {
			return err
		}
		// As much before the item as after it, unless one side has less.
		before := min(len(older), max((limit-1)/2, limit-1-len(newer)))
		for i := before - 1; i >= 0; i-- {
			out = append(out, *older[i])
		}
		out = append(out, *it)
		for i := 0; i < len(newer) && len(out) < limit; i++ {
			out = append(out, *newer[i])
		}
		return nil
	})
	return out, err
}

// threadReader reads the neighbours of an item in its thread.
type threadReader struct {
	tx           *bbolt.Tx
	channel, key string
}

func (t *threadReader) side(prefix []byte, id inbox.ItemID, n int, step func(*bbolt.Cursor) ([]byte, []byte)) ([]*inbox.Item, error) {
	var out []*inbox.Item
	c := t.tx.Bucket(bThreads).Cursor()
	c.Seek(append(prefix[:len(prefix):len(prefix)], id[:]...))
	for k, _ := step(c); len(out) < n && len(k) == len(prefix)+idLen && string(k[:len(prefix)]) == string(prefix); k, _ = step(c) {
		it, err := readItem(t.tx, itemID(k[len(prefix):]), nil)
		if err != nil {
			return nil, err
		}
		// The index knows a hash of the thread's name; the text knows the name.
		if it.Content.Channel == t.channel && it.Content.ThreadKey() == t.key {
			out = append(out, it)
		}
	}
	return out, nil
}
