package bolt

import (
	"context"
	"encoding/json"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// logSlice is how many entries of the log one view reads.
const logSlice = 1000

const saltLen = 16

// readEvent decodes an entry and joins its text, where that was not erased.
func readEvent(tx *bbolt.Tx, k, v []byte) (e inbox.Event, err error) {
	if err := json.Unmarshal(v, &e); err != nil || len(k) != len(e.ID) || eventID(k) != e.ID {
		return e, damaged("event").Because(err)
	}
	if e.Commitment.IsZero() {
		return e, nil
	}
	text := tx.Bucket(bTexts).Get(k)
	if len(text) < saltLen {
		e.Erased = true
		return e, nil
	}
	e.Text = string(text[saltLen:])
	return e, nil
}

// Event gives one entry.
func (s *Store) Event(ctx context.Context, id inbox.EventID) (e inbox.Event, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) (err error) {
		e, err = findEvent(tx, id)
		return err
	})
	return e, err
}

func findEvent(tx *bbolt.Tx, id inbox.EventID) (inbox.Event, error) {
	v := tx.Bucket(bEvents).Get(id[:])
	if v == nil {
		return inbox.Event{}, inbox.Fail(inbox.CodeNoEvent, "event", id.String())
	}
	return readEvent(tx, id[:], v)
}

// Events gives the log in commit order after an id.
func (s *Store) Events(ctx context.Context, after inbox.EventID, n int) ([]inbox.Event, error) {
	return s.events(ctx, after, n, func(c *bbolt.Cursor, at inbox.EventID) ([]byte, []byte) {
		k, v := c.Seek(at[:])
		if k != nil && eventID(k) == at {
			return c.Next()
		}
		return k, v
	}, (*bbolt.Cursor).Next)
}

// EventsBack gives the log backwards from before an id.
func (s *Store) EventsBack(ctx context.Context, before inbox.EventID, n int) ([]inbox.Event, error) {
	return s.events(ctx, before, n, func(c *bbolt.Cursor, at inbox.EventID) ([]byte, []byte) {
		if at.IsZero() {
			return c.Last()
		}
		if k, _ := c.Seek(at[:]); k == nil {
			return c.Last()
		}
		return c.Prev()
	}, (*bbolt.Cursor).Prev)
}

func (s *Store) events(ctx context.Context, at inbox.EventID, n int,
	begin func(*bbolt.Cursor, inbox.EventID) ([]byte, []byte), step func(*bbolt.Cursor) ([]byte, []byte),
) ([]inbox.Event, error) {
	var out []inbox.Event
	err := s.slices(ctx, func(tx *bbolt.Tx) (bool, error) {
		c := tx.Bucket(bEvents).Cursor()
		k, v := begin(c, at)
		for i := 0; i < logSlice; i++ {
			if k == nil || len(out) >= n {
				return true, nil
			}
			e, err := readEvent(tx, k, v)
			if err != nil {
				return false, err
			}
			out = append(out, e)
			at = e.ID
			k, v = step(c)
		}
		return false, nil
	})
	return out, err
}

// History gives an item's events, newest first, from one to the one before it.
func (s *Store) History(ctx context.Context, id inbox.ItemID, n int) ([]inbox.Event, error) {
	var out []inbox.Event
	var at inbox.EventID
	begun := false
	err := s.slices(ctx, func(tx *bbolt.Tx) (bool, error) {
		if !begun {
			it, err := readItem(tx, id, nil)
			if err != nil {
				return false, err
			}
			at, begun = it.State.Last, true
		}
		for i := 0; i < logSlice; i++ {
			if at.IsZero() || len(out) >= n {
				return true, nil
			}
			e, err := findEvent(tx, at)
			if err != nil {
				return false, err
			}
			out = append(out, e)
			at = e.PrevOfItem
		}
		return false, nil
	})
	return out, err
}
