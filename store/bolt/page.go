package bolt

import (
	"context"
	"encoding/hex"
	"errors"
	"slices"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// contentCost is what reading a text counts against MaxLook: about that many
// covers can be looked at meanwhile.
const contentCost = 10

// tokenForm begins every token, so that a later form can be told apart.
const tokenForm = "1"

func tokenOf(id inbox.ItemID) inbox.Token {
	return inbox.Token(tokenForm + hex.EncodeToString(id[:]))
}

func readToken(t inbox.Token) (id inbox.ItemID, err error) {
	if t == "" {
		return id, nil
	}
	if len(t) != 1+2*idLen || t[:1] != tokenForm {
		return id, inbox.Fail(inbox.CodeBadID, "got", inbox.Quote(string(t)))
	}
	if _, err := hex.Decode(id[:], []byte(t[1:])); err != nil {
		return id, inbox.Fail(inbox.CodeBadID, "got", inbox.Quote(string(t)))
	}
	return id, nil
}

// Page gives up to n items that match, newest first, below a token.
func (s *Store) Page(ctx context.Context, f inbox.Filter, after inbox.Token, n int) (inbox.Page, error) {
	p, last, err := s.page(ctx, &f, after, n, newWalk)
	if err != nil {
		return inbox.Page{}, err
	}
	if !p.Done {
		p.Next = tokenOf(last)
	}
	if len(p.Items) > 0 {
		p.Prev = tokenOf(p.Items[0].ID)
	}
	return p, nil
}

// PageBack gives the n items that match and stand nearest above a token.
func (s *Store) PageBack(ctx context.Context, f inbox.Filter, before inbox.Token, n int) (inbox.Page, error) {
	p, last, err := s.page(ctx, &f, before, n, newWalkBack)
	if err != nil {
		return inbox.Page{}, err
	}
	if !p.Done {
		p.Prev = tokenOf(last)
	}
	if len(p.Items) > 0 {
		p.Next = tokenOf(p.Items[0].ID) // the oldest: it was found first
	}
	slices.Reverse(p.Items)
	return p, nil
}

// page gathers n items along a walk from a token and gives the last id looked at.
func (s *Store) page(ctx context.Context, f *inbox.Filter, at inbox.Token, n int,
	walkFrom func(*bbolt.Tx, *query, inbox.ItemID) *walk,
) (p inbox.Page, last inbox.ItemID, err error) {
	if last, err = readToken(at); err != nil {
		return p, last, err
	}
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		q := s.compile(tx, f)
		if q.never {
			p.Done = true
			return nil
		}
		err := eachMatch(tx, q, walkFrom(tx, q, last), &p.Looked, &last, func(id inbox.ItemID, v []byte) (bool, error) {
			it, err := readItem(tx, id, v)
			if err != nil {
				return false, err
			}
			p.Items = append(p.Items, *it)
			return len(p.Items) < n, nil
		})
		if errors.Is(err, errEnd) {
			p.Done = true
			return nil
		}
		return err
	})
	return p, last, err
}

// errEnd says that a walk came to its end, not to a limit.
var errEnd = errors.New("end of the walk")

// eachMatch goes along a walk until yield has enough, MaxLook is reached (nil in
// both cases) or nothing is left (errEnd). It keeps looked and the last id looked
// at up to date. v is the content, nil where yield is to fetch it.
func eachMatch(tx *bbolt.Tx, q *query, w *walk, looked *int, last *inbox.ItemID,
	yield func(id inbox.ItemID, v []byte) (bool, error),
) error {
	content := tx.Bucket(bContent)
	var k []byte
	defer func() { copy(last[:], k) }() // the last id looked at, if any
	for *looked < inbox.MaxLook {
		next, c := w.next()
		if next == nil {
			return errEnd
		}
		k = next
		if len(c) != coverLen {
			return damaged("cover", "item", itemID(k).Short())
		}
		*looked++
		if !q.match(tx, k, c) {
			continue
		}
		id := itemID(k)
		var v []byte
		if q.content {
			*looked += contentCost - 1
			v = content.Get(k)
			if ok, err := q.matchRaw(id, v); err != nil {
				return err
			} else if !ok {
				continue
			}
		}
		if more, err := yield(id, v); err != nil || !more {
			return err
		}
	}
	return nil
}
