package bolt

import (
	"bytes"
	"context"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// addressSlice is how many texts one view of a look-up by address goes over.
const addressSlice = 5000

// ByAddress finds the items with exactly this address, newest first. There is no
// index: it is asked for when somebody pastes an address, and the walk reads a
// header, nothing else.
func (s *Store) ByAddress(ctx context.Context, address string, limit int) ([]inbox.ItemID, error) {
	if address == "" {
		return nil, nil
	}
	want := putString(nil, fURL, address)
	var out []inbox.ItemID
	var below []byte
	err := s.slices(ctx, func(tx *bbolt.Tx) (bool, error) {
		c := tx.Bucket(bContent).Cursor()
		k, v := c.Last()
		if below != nil {
			c.Seek(below)
			k, v = c.Prev()
		}
		for looked := 0; k != nil && len(out) < limit; k, v = c.Prev() {
			if looked++; looked > addressSlice {
				below = append(bytes.Clone(k), 0) // just above this one
				return false, nil
			}
			header, _, ok := splitContent(v)
			if !ok {
				return false, damaged("content", "item", itemID(k).Short())
			}
			if !bytes.Contains(header, want) { // the bytes could stand in another field too
				continue
			}
			it, err := readContent(itemID(k), v)
			if err != nil {
				return false, err
			}
			if it.Content.URL == address {
				out = append(out, it.ID)
			}
		}
		return true, nil
	})
	return out, err
}
