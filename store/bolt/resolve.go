package bolt

import (
	"bytes"
	"context"
	"strings"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// minTail is the fewest characters an id may be named by.
const minTail = 4

// Resolve finds the ids that end in s, newest first, items before own posts.
func (s *Store) Resolve(ctx context.Context, tail string, limit int) ([]inbox.ItemID, error) {
	want, mask, ok := readTail(tail)
	if !ok {
		return nil, inbox.Fail(inbox.CodeBadID, "got", inbox.Quote(tail))
	}
	var out []inbox.ItemID
	for _, bucket := range [][]byte{bCover, bOwn} {
		var below []byte
		err := s.slices(ctx, func(tx *bbolt.Tx) (bool, error) {
			c := tx.Bucket(bucket).Cursor()
			k, _ := c.Last()
			if below != nil {
				c.Seek(below)
				k, _ = c.Prev()
			}
			for looked := 0; k != nil && len(out) < limit; k, _ = c.Prev() {
				if looked++; looked > inbox.MaxLook {
					below = append(bytes.Clone(k), 0) // just above this one
					return false, nil
				}
				if at := number(k); at.hi&mask.hi == want.hi && at.lo&mask.lo == want.lo {
					out = append(out, itemID(k))
				}
			}
			return true, nil
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// readTail turns the last characters of a ULID into bits and a mask: five bits a
// character from the right, the first of 26 only three.
func readTail(tail string) (want, mask uint128, ok bool) {
	const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	if len(tail) < minTail || len(tail) > 26 {
		return want, mask, false
	}
	tail = strings.ToUpper(tail)
	for i := range len(tail) {
		v := strings.IndexByte(digits, tail[i])
		if v < 0 || i == 0 && len(tail) == 26 && v > 7 {
			return want, mask, false
		}
		want = uint128{want.hi<<5 | want.lo>>59, want.lo<<5 | uint64(v)}
		mask = uint128{mask.hi<<5 | mask.lo>>59, mask.lo<<5 | 31}
	}
	return want, mask, true
}
