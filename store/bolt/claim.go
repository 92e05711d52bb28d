package bolt

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// The sequence of the claims' bucket is the mark of ClaimsMark: it goes on with
// every change of a claim or of a link.

func putClaim(tx *bbolt.Tx, c *inbox.Claim) error {
	b := tx.Bucket(bClaims)
	if _, err := b.NextSequence(); err != nil {
		return err
	}
	return putJSON(b, []byte(c.ID), c)
}

func claimedKey(c inbox.ClaimID, id inbox.ItemID) []byte { return append([]byte(c), id[:]...) }

// setClaimed brings what persons said of an item and claims in line with its state.
func setClaimed(tx *bbolt.Tx, id inbox.ItemID, was, now *inbox.State) error {
	if was.Claim == now.Claim && slices.Equal(was.NotClaims, now.NotClaims) {
		return nil
	}
	if _, err := tx.Bucket(bClaims).NextSequence(); err != nil {
		return err
	}
	b := tx.Bucket(bClaimed)
	for _, c := range append(slices.Clone(was.NotClaims), was.Claim) {
		if c == "" {
			continue
		}
		if err := b.Delete(claimedKey(c, id)); err != nil {
			return err
		}
	}
	for _, c := range now.NotClaims {
		if err := b.Put(claimedKey(c, id), []byte{0}); err != nil {
			return err
		}
	}
	if now.Claim == "" {
		return nil
	}
	return b.Put(claimedKey(now.Claim, id), []byte{1})
}

func readClaim(tx *bbolt.Tx, id inbox.ClaimID) (*inbox.Claim, error) {
	var b []byte
	if all := tx.Bucket(bClaims); all != nil { // a file of an older schema has none
		b = all.Get([]byte(id))
	}
	if b == nil || id == "" {
		return nil, inbox.Fail(inbox.CodeNoClaim, "claim", string(id))
	}
	c := new(inbox.Claim)
	return c, decode(b, c, "claim")
}

func readClaims(tx *bbolt.Tx) ([]*inbox.Claim, error) {
	all := tx.Bucket(bClaims)
	if all == nil {
		return nil, nil
	}
	var out []*inbox.Claim
	err := all.ForEach(func(_, b []byte) error {
		c := new(inbox.Claim)
		out = append(out, c)
		return decode(b, c, "claim")
	})
	return out, err
}

func firstReported(a, b *inbox.Claim) int {
	return cmp.Or(a.ReportedAt.Compare(b.ReportedAt), cmp.Compare(a.ID, b.ID))
}

// Claim gives a copy of a claim.
func (r *records) Claim(id inbox.ClaimID) (*inbox.Claim, error) {
	if c := r.claims[id]; c != nil {
		return c.Clone(), nil
	}
	return readClaim(r.tx, id)
}

// Claims gives copies of all claims.
func (r *records) Claims() ([]*inbox.Claim, error) {
	out, err := readClaims(r.tx)
	if err != nil {
		return nil, err
	}
	out = slices.DeleteFunc(out, func(c *inbox.Claim) bool { return r.claims[c.ID] != nil })
	for _, c := range r.claims {
		out = append(out, c.Clone())
	}
	slices.SortFunc(out, firstReported)
	return out, nil
}

// Claim gives one claim.
func (s *Store) Claim(ctx context.Context, id inbox.ClaimID) (inbox.Claim, error) {
	var c *inbox.Claim
	err := s.view(ctx, func(tx *bbolt.Tx) (err error) {
		c, err = readClaim(tx, id)
		return err
	})
	if err != nil {
		return inbox.Claim{}, err
	}
	return *c, nil
}

// Claims gives every claim, the oldest first.
func (s *Store) Claims(ctx context.Context) ([]inbox.Claim, error) {
	var out []inbox.Claim
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		all, err := readClaims(tx)
		slices.SortFunc(all, firstReported)
		for _, c := range all {
			out = append(out, *c)
		}
		return err
	})
	return out, err
}

// ClaimsMark gives another number after every change.
func (s *Store) ClaimsMark(ctx context.Context) (n uint64, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		if b := tx.Bucket(bClaims); b != nil {
			n = b.Sequence()
		}
		return nil
	})
	return n, err
}

// ClaimLinks gives what persons said about items and a claim.
func (s *Store) ClaimLinks(ctx context.Context, id inbox.ClaimID) ([]inbox.ClaimLink, error) {
	var out []inbox.ClaimLink
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		b := tx.Bucket(bClaimed)
		if b == nil {
			return nil
		}
		one := func(k, v []byte) error {
			n := len(k) - idLen
			if n < 1 || len(v) != 1 {
				return damaged("claimed")
			}
			if l := (inbox.ClaimLink{Claim: inbox.ClaimID(k[:n]), Item: itemID(k[n:]), Confirmed: v[0] == 1}); id == "" || l.Claim == id {
				out = append(out, l)
			}
			return nil
		}
		if id == "" {
			return b.ForEach(one)
		}
		return eachWithPrefix(b, []byte(id), one)
	})
	return out, err
}

// RepliesUnder gives the replies to items matched with a claim, oldest first.
func (s *Store) RepliesUnder(ctx context.Context, id inbox.ClaimID) ([]inbox.Reply, error) {
	var out []inbox.Reply
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		b := tx.Bucket(bClaimOut)
		if b == nil || id == "" {
			return nil
		}
		return eachWithPrefix(b, []byte(id), func(k, _ []byte) error {
			r, err := readReply(tx, inbox.ReplyID(bytes.Clone(k[len(id):])))
			if err != nil {
				return err
			}
			if r.Claim == id {
				out = append(out, *r)
			}
			return nil
		})
	})
	slices.SortFunc(out, func(a, b inbox.Reply) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	return out, err
}
