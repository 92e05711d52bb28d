package bolt

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// replySlice is how many replies or orders one view reads.
const replySlice = 500

// putReply writes a reply and keeps its two indexes in line.
func putReply(tx *bbolt.Tx, r *inbox.Reply) error {
	id := []byte(r.ID)
	byState := tx.Bucket(bByState)
	if was, err := readReply(tx, r.ID); err == nil {
		if err := byState.Delete(append([]byte{byte(was.State)}, id...)); err != nil {
			return err
		}
		if was.Item != r.Item { // a name given twice: the indexes must hold all the same
			if err := tx.Bucket(bByItem).Delete(append(was.Item[:], id...)); err != nil {
				return err
			}
		}
	} else if inbox.CodeOf(err) != inbox.CodeNoReply {
		return err
	}
	if err := putJSON(tx.Bucket(bReplies), id, r); err != nil {
		return err
	}
	if err := byState.Put(append([]byte{byte(r.State)}, id...), nil); err != nil {
		return err
	}
	if r.Claim != "" {
		if err := tx.Bucket(bClaimOut).Put(append([]byte(r.Claim), id...), nil); err != nil {
			return err
		}
	}
	return tx.Bucket(bByItem).Put(append(r.Item[:], id...), nil)
}

// Reply gives one reply.
func (s *Store) Reply(ctx context.Context, id inbox.ReplyID) (inbox.Reply, error) {
	var r *inbox.Reply
	err := s.view(ctx, func(tx *bbolt.Tx) (err error) {
		r, err = readReply(tx, id)
		return err
	})
	if err != nil {
		return inbox.Reply{}, err
	}
	return *r, nil
}

// Replies gives the replies in the given states, oldest first.
func (s *Store) Replies(ctx context.Context, states ...inbox.ReplyState) ([]inbox.Reply, error) {
	var out []inbox.Reply
	seen := make(map[inbox.ReplyID]bool) // one that changed its state between two views
	for _, st := range states {
		err := s.repliesUnder(ctx, bByState, []byte{byte(st)}, func(r *inbox.Reply) {
			if r.State == st && !seen[r.ID] {
				seen[r.ID] = true
				out = append(out, *r)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	oldestFirst(out)
	return out, nil
}

// RepliesOf gives the replies of an item, oldest first.
func (s *Store) RepliesOf(ctx context.Context, id inbox.ItemID) ([]inbox.Reply, error) {
	var out []inbox.Reply
	err := s.repliesUnder(ctx, bByItem, id[:], func(r *inbox.Reply) { out = append(out, *r) })
	oldestFirst(out)
	return out, err
}

func oldestFirst(rs []inbox.Reply) {
	slices.SortFunc(rs, func(a, b inbox.Reply) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
}

// repliesUnder reads the replies an index lists under a prefix.
func (s *Store) repliesUnder(ctx context.Context, index, prefix []byte, yield func(*inbox.Reply)) error {
	return under(ctx, s, index, prefix, readReply, yield)
}

// under reads what an index lists under a prefix, in short views. An index that a
// file of an older schema lacks lists nothing.
func under[ID ~string, T any](ctx context.Context, s *Store, index, prefix []byte, read func(*bbolt.Tx, ID) (*T, error), yield func(*T)) error {
	at := bytes.Clone(prefix)
	return s.slices(ctx, func(tx *bbolt.Tx) (bool, error) {
		b := tx.Bucket(index)
		if b == nil {
			return true, nil
		}
		c := b.Cursor()
		n := 0
		for k, _ := c.Seek(at); bytes.HasPrefix(k, prefix); k, _ = c.Next() {
			if n++; n > replySlice {
				at = bytes.Clone(k)
				return false, nil
			}
			r, err := read(tx, ID(k[len(prefix):]))
			if err != nil {
				return false, err
			}
			yield(r)
		}
		return true, nil
	})
}
