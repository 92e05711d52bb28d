package bolt

import (
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// Templates gives every version of every family, by key and number.
func (s *Store) Templates(ctx context.Context) ([]inbox.TemplateVersion, error) {
	var out []inbox.TemplateVersion
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		return tx.Bucket(bTemplate).ForEach(func(_, b []byte) error {
			var v inbox.TemplateVersion
			if err := decode(b, &v, "template"); err != nil {
				return err
			}
			out = append(out, v)
			return nil
		})
	})
	return out, err
}

// Handovers gives the latest protocols, newest first.
func (s *Store) Handovers(ctx context.Context, n int) ([]inbox.Handover, error) {
	var out []inbox.Handover
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		c := tx.Bucket(bHandover).Cursor()
		for k, b := c.Last(); k != nil && len(out) < n; k, b = c.Prev() {
			var h inbox.Handover
			if err := decode(b, &h, "handover"); err != nil {
				return err
			}
			out = append(out, h)
		}
		return nil
	})
	return out, err
}

// WakeDue gives items whose resubmission date has come, the longest due first.
func (s *Store) WakeDue(ctx context.Context, now time.Time, n int) ([]inbox.ItemID, error) {
	var out []inbox.ItemID
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		end := wakeKey(now, inbox.ItemID{})[:8]
		c := tx.Bucket(bWake).Cursor()
		for k, _ := c.First(); len(k) == 8+idLen && bytes.Compare(k[:8], end) <= 0 && len(out) < n; k, _ = c.Next() {
			out = append(out, itemID(k[8:]))
		}
		return nil
	})
	return out, err
}

func draftKey(person string, item inbox.ItemID) []byte {
	return append(append([]byte(person), 0), item[:]...)
}

// Draft gives a person's draft on an item, nil when there is none.
func (s *Store) Draft(ctx context.Context, item inbox.ItemID, person string) (*inbox.Draft, error) {
	var d *inbox.Draft
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		b := tx.Bucket(bDrafts).Get(draftKey(person, item))
		if b == nil {
			return nil
		}
		d = new(inbox.Draft)
		return decode(b, d, "draft")
	})
	return d, err
}

// Drafts gives a person's drafts, newest first.
func (s *Store) Drafts(ctx context.Context, person string) ([]inbox.Draft, error) {
	var out []inbox.Draft
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		return eachWithPrefix(tx.Bucket(bDrafts), append([]byte(person), 0), func(_, b []byte) error {
			var d inbox.Draft
			if err := decode(b, &d, "draft"); err != nil {
				return err
			}
			if d.Person == person {
				out = append(out, d)
			}
			return nil
		})
	})
	slices.SortFunc(out, func(a, b inbox.Draft) int {
		return cmp.Or(b.SavedAt.Compare(a.SavedAt), bytes.Compare(b.Item[:], a.Item[:]))
	})
	return out, err
}

// SaveDraft keeps unsubmitted work, synced.
func (s *Store) SaveDraft(ctx context.Context, d inbox.Draft) error {
	return s.submit(ctx, s.people, &job{plan: func(w *write) (func() error, error) {
		return func() error {
			w.dirty = true
			return putJSON(w.tx.Bucket(bDrafts), draftKey(d.Person, d.Item), &d)
		}, nil
	}})
}

// DropDraft forgets a draft; there may be none.
func (s *Store) DropDraft(ctx context.Context, item inbox.ItemID, person string) error {
	return s.submit(ctx, s.people, &job{plan: func(w *write) (func() error, error) {
		b, k := w.tx.Bucket(bDrafts), draftKey(person, item)
		if b.Get(k) == nil {
			return nil, nil
		}
		return func() error {
			w.dirty = true
			return b.Delete(k)
		}, nil
	}})
}

// Kinds of records about a channel.
const (
	ofCursor = 'c'
	ofHealth = 'h'
	ofGaps   = 'g'
)

func channelKey(kind byte, channel string) []byte { return append([]byte{kind}, channel...) }

// ChannelState gives what is known of a channel.
func (s *Store) ChannelState(ctx context.Context, channel string) (inbox.ChannelState, error) {
	st := inbox.ChannelState{Channel: channel}
	err := s.view(ctx, func(tx *bbolt.Tx) error {
		b := tx.Bucket(bChannels)
		if v := b.Get(channelKey(ofHealth, channel)); v != nil {
			if err := decode(v, &st, "channel"); err != nil {
				return err
			}
		}
		st.Channel, st.Gaps = channel, nil
		st.Cursor = bytes.Clone(b.Get(channelKey(ofCursor, channel)))
		if v := b.Get(channelKey(ofGaps, channel)); v != nil {
			return decode(v, &st.Gaps, "gaps")
		}
		return nil
	})
	return st, err
}

// SaveChannelState keeps a channel's health. Cursor and gaps belong to Ingest.
func (s *Store) SaveChannelState(ctx context.Context, st inbox.ChannelState) error {
	st.Gaps = nil
	return s.submit(ctx, s.people, &job{system: true, plan: func(w *write) (func() error, error) {
		return func() error {
			w.dirty = true
			return putJSON(w.tx.Bucket(bChannels), channelKey(ofHealth, st.Channel), &st)
		}, nil
	}})
}

// Stats tells how large the store is.
type Stats struct {
	Node      uint32
	Items     int    // without own posts
	Events    uint64 // written by this node
	Bytes     int64  // of the file
	FreeBytes int64  // within the file, used again before it grows
}

// Stats counts without walking anything.
func (s *Store) Stats(ctx context.Context) (st Stats, err error) {
	err = s.view(ctx, func(tx *bbolt.Tx) error {
		t, err := s.table(tx)
		if err != nil {
			return err
		}
		for i := range t.cells {
			st.Items += t.cells[i].n
		}
		if v := tx.Bucket(bMeta).Get(chainHead(s.node)); len(v) >= 8 {
			st.Events = binary.BigEndian.Uint64(v)
		}
		free := tx.DB().Stats()
		st.Node, st.Bytes = s.node, tx.Size()
		st.FreeBytes = int64(free.FreePageN+free.PendingPageN) * int64(tx.DB().Info().PageSize)
		return nil
	})
	return st, err
}
