package bolt

import (
	"cmp"
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
		Order      inbox.OrderID     `json:"order"`
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
	if st.Reply != "" {
		if err := delivered(tx, id, t); err != nil {
			return err
		}
	}
	if st.Order != "" {
		return taken(tx, id, t)
	}
	return nil
}

func delivered(tx *bbolt.Tx, id inbox.ItemID, t *inbox.Tally) error {
	err := eachWithPrefix(tx.Bucket(bByItem), id[:], func(k, _ []byte) error {
		var r struct {
			Category inbox.Category   `json:"category"`
			State    inbox.ReplyState `json:"state"`
		}
		err := decode(tx.Bucket(bReplies).Get(k[idLen:]), &r, "reply")
		if err == nil && r.State == inbox.ReplyDelivered {
			t.Replies = append(t.Replies, r.Category)
		}
		return err
	})
	slices.Sort(t.Replies)
	return err
}

func taken(tx *bbolt.Tx, id inbox.ItemID, t *inbox.Tally) error {
	err := eachWithPrefix(tx.Bucket(bOrdItem), id[:], func(k, _ []byte) error {
		var o struct {
			inbox.Taken
			State inbox.OrderState `json:"state"`
		}
		err := decode(tx.Bucket(bOrders).Get(k[idLen:]), &o, "order")
		if err == nil && o.State == inbox.OrderDone {
			t.Measures = append(t.Measures, o.Taken)
		}
		return err
	})
	slices.SortFunc(t.Measures, func(a, b inbox.Taken) int {
		return cmp.Or(cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Rule, b.Rule))
	})
	return err
}
