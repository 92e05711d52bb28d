package bolt

import (
	"context"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// claims compares what persons said about items and claims, and the replies under
// a claim, with their two indexes.
func (c *checker) claims(ctx context.Context) error {
	said, out := 0, 0
	err := c.each(ctx, bStates, func(tx *bbolt.Tx, k, v []byte) error {
		var s inbox.State
		if err := decode(v, &s, "state"); err != nil {
			return err
		}
		for _, id := range s.NotClaims {
			said++
			if !has(tx.Bucket(bClaimed), claimedKey(id, itemID(k))) {
				return wrong("claimed", k)
			}
		}
		if s.Claim != "" {
			said++
			if !has(tx.Bucket(bClaimed), claimedKey(s.Claim, itemID(k))) {
				return wrong("claimed", k)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = c.each(ctx, bReplies, func(tx *bbolt.Tx, k, _ []byte) error {
		r, err := readReply(tx, inbox.ReplyID(k))
		if err != nil || r.Claim == "" {
			return err
		}
		out++
		if !has(tx.Bucket(bClaimOut), append([]byte(r.Claim), k...)) {
			return damaged("claim", "reply", string(k))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for bucket, want := range map[string]int{string(bClaimed): said, string(bClaimOut): out} {
		n := 0
		if err := c.each(ctx, []byte(bucket), func(*bbolt.Tx, []byte, []byte) error { n++; return nil }); err != nil {
			return err
		}
		if n != want {
			return damaged("claim")
		}
	}
	return c.each(ctx, bClaims, func(tx *bbolt.Tx, k, _ []byte) error {
		if _, err := readClaim(tx, inbox.ClaimID(k)); err != nil {
			return err
		}
		return nil
	})
}
