package bolt

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// surveySlice is how many items one view of a survey reads: a few milliseconds.
const surveySlice = 2000

// Survey streams the tallies of a stretch. It reads covers and of the rest only
// the few fields it needs; no text is copied.
func (s *Store) Survey(ctx context.Context, st inbox.Stretch, yield func([]inbox.Tally) bool) error {
	f := st.Filter()
	var last inbox.ItemID
	out := make([]inbox.Tally, 0, surveySlice)
	for ended := false; !ended; {
		out = out[:0]
		err := s.view(ctx, func(tx *bbolt.Tx) error {
			q := s.compile(tx, &f)
			if q.never {
				return errEnd
			}
			looked := 0
			return eachMatch(tx, q, newWalk(tx, q, last), &looked, &last, func(id inbox.ItemID, _ []byte) (bool, error) {
				t, err := s.tally(tx, id)
				out = append(out, t)
				return len(out) < surveySlice, err
			})
		})
		if ended = errors.Is(err, errEnd); err != nil && !ended {
			return err
		}
		if len(out) > 0 && !yield(slices.Clone(out)) {
			return nil
		}
	}
	return nil
}

func (s *Store) tally(tx *bbolt.Tx, id inbox.ItemID) (inbox.Tally, error) {
	c := cover(tx.Bucket(bCover).Get(id[:]))
	if len(c) != coverLen {
		return inbox.Tally{}, damaged("cover", "item", id.Short())
	}
	t := inbox.Tally{
		PostedAt: id.Time(), Channel: s.words.word(c.channel()), Labels: inbox.LabelSet(c.labels()),
		Level: inbox.Level(c[atLevel]), Work: inbox.WorkState(c[atWork]), Visibility: inbox.Visibility(c[atVisibility]),
	}
	header, _, ok := splitContent(tx.Bucket(bContent).Get(id[:]))
	if !ok {
		return t, damaged("content", "item", id.Short())
	}
	w := wire{b: header}
	for w.next() {
		switch w.field {
		case fKind:
			t.Kind = inbox.ItemKind(w.small())
		case fAssessment:
			for a := w.sub(); a.next(); {
				if a.field == fTopic {
					t.Topic = string(a.bytes)
				}
			}
		}
	}
	if w.bad {
		return t, damaged("content", "item", id.Short())
	}
	err := decided(tx, id, &t)
	return t, err
}

// decided adds what people decided.
func decided(tx *bbolt.Tx, id inbox.ItemID, t *inbox.Tally) error {
	v := tx.Bucket(bStates).Get(id[:])
	if v == nil {
		return nil
	}
	var st struct {
		Topic      string            `json:"topic"`
		Reason     inbox.CloseReason `json:"reason"`
		Reply      inbox.ReplyID     `json:"reply"`
		ReactedAt  time.Time         `json:"reacted_at"`
		AnsweredAt time.Time         `json:"answered_at"`
	}
	if err := json.Unmarshal(v, &st); err != nil {
		return damaged("state", "item", id.Short()).Because(err)
	}
	if st.Topic != "" {
		t.Topic = st.Topic
	}
	t.Reason, t.ReactedAt, t.AnsweredAt = st.Reason, st.ReactedAt, st.AnsweredAt
	if st.Reply == "" {
		return nil
	}
	c := tx.Bucket(bByItem).Cursor()
	for k, _ := c.Seek(id[:]); bytes.HasPrefix(k, id[:]); k, _ = c.Next() {
		var r struct {
			Category inbox.Category   `json:"category"`
			State    inbox.ReplyState `json:"state"`
		}
		if err := decode(tx.Bucket(bReplies).Get(k[idLen:]), &r, "reply"); err != nil {
			return err
		}
		if r.State == inbox.ReplyDelivered {
			t.Replies = append(t.Replies, r.Category)
		}
	}
	slices.Sort(t.Replies)
	return nil
}
