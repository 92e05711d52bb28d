package inbox

import (
	"context"
	"crypto/rand"
	"time"
)

// Outbox is the sender's side of the desk: what is due, and the steps of an
// attempt. Each step is a decision of the machine, so it stands in the log.
type Outbox struct {
	Store Store
	Clock Clock
}

// Due gives the replies of a channel whose undo window has passed, oldest first.
// Those by hand are never due: they wait for a person.
func (o *Outbox) Due(ctx context.Context, channel string) ([]Reply, error) {
	return o.pick(ctx, channel, ReplyQueued, func(r *Reply, now time.Time) bool { return !r.ByHand && !now.Before(r.UndoUntil) })
}

// Unclear gives the replies of a channel whose outcome is unknown, oldest first.
func (o *Outbox) Unclear(ctx context.Context, channel string) ([]Reply, error) {
	return o.pick(ctx, channel, ReplyUnclear, func(*Reply, time.Time) bool { return true })
}

func (o *Outbox) pick(ctx context.Context, channel string, s ReplyState, want func(*Reply, time.Time) bool) ([]Reply, error) {
	rs, err := o.Store.Replies(ctx, s)
	if err != nil {
		return nil, err
	}
	now, out := o.Clock.Now(), rs[:0]
	for i := range rs {
		if rs[i].Channel == channel && want(&rs[i], now) {
			out = append(out, rs[i])
		}
	}
	return out, nil
}

// NextDue is when the next queued reply of any channel becomes due; zero when the
// outbox is empty.
func (o *Outbox) NextDue(ctx context.Context) (time.Time, error) {
	rs, err := o.Store.Replies(ctx, ReplyQueued)
	var next time.Time
	for i := range rs {
		if !rs[i].ByHand && (next.IsZero() || rs[i].UndoUntil.Before(next)) {
			next = rs[i].UndoUntil
		}
	}
	return next, err
}

// Reserve writes the intent of one attempt and syncs it. Only after it returns may
// one request leave. It refuses what may no longer leave and, where that is for
// good, voids the reply with the reason so that a person sees it.
func (o *Outbox) Reserve(ctx context.Context, r *Reply) (Intent, error) {
	it, err := o.Store.Item(ctx, r.Item)
	if err != nil {
		return Intent{}, err
	}
	a := &Attempt{ID: NewULID(o.Clock.Now())}
	_, err = o.commit(ctx, r, Decision{Kind: DidReserve, Args: Args{Attempt: a}})
	if err != nil {
		if code := CodeOf(err); code.IsRefusal() && code != CodeNotDue && code != CodeReplyState && code != CodeByHand {
			_, _ = o.commit(ctx, r, Decision{Kind: DidVoid, Args: Args{Reason: string(code)}})
		}
		return Intent{}, err
	}
	return o.intent(r, &it, a.ID, o.Clock.Now()), nil
}

// Intent gives back the intent of the latest attempt, to reconcile it.
func (o *Outbox) Intent(ctx context.Context, r *Reply) (Intent, error) {
	a := r.Attempt()
	if a == nil {
		return Intent{}, Fail(CodeReplyState, "state", r.State.String())
	}
	it, err := o.Store.Item(ctx, r.Item)
	if err != nil {
		return Intent{}, err
	}
	at := a.At
	if r.ByHand { // whichever time the page was opened the person posted
		at = r.Attempts[0].At
	}
	return o.intent(r, &it, a.ID, at), nil
}

func (o *Outbox) intent(r *Reply, it *Item, attempt string, at time.Time) Intent {
	return Intent{
		Attempt: attempt, At: at, To: RefOf(&it.Content), Thread: it.Content.ThreadKey(),
		Text: r.Text, Language: it.Assessment.Language,
	}
}

// Settle closes an attempt with what is known of it.
func (o *Outbox) Settle(ctx context.Context, r *Reply, a Attempt, sent Sent) error {
	_, err := o.commit(ctx, r, Decision{
		Kind: DidSettle, Args: Args{Attempt: &a, RemoteID: sent.RemoteID, URL: sent.URL},
	})
	return err
}

// Absent notes that the channel was read and did not show an unclear reply;
// absences is how often so far, counted two minutes apart at least.
func (o *Outbox) Absent(ctx context.Context, r *Reply, absences int) error {
	_, err := o.commit(ctx, r, Decision{Kind: DidRead, Args: Args{Attempt: &Attempt{ID: r.Attempt().ID}, Count: absences}})
	return err
}

// Void takes the ground from a reply that has not left, with a reason code.
func (o *Outbox) Void(ctx context.Context, r *Reply, reason string) error {
	_, err := o.commit(ctx, r, Decision{Kind: DidVoid, Args: Args{Reason: reason}})
	return err
}

func (o *Outbox) commit(ctx context.Context, r *Reply, d Decision) ([]Event, error) {
	d.Actor, d.Item, d.ReplyID = System(), r.Item, r.ID
	return o.Store.Commit(ctx, []Decision{d}, o.Clock.Now())
}

// NewULID gives a fresh random ULID for replies, attempts, batches and handovers.
func NewULID(now time.Time) string {
	var id ItemID
	copy(id[:], itemIDAt(now))
	if _, err := rand.Read(id[6:]); err != nil {
		panic("inbox: no randomness: " + err.Error()) // crypto/rand never fails on supported systems
	}
	return id.String()
}

func itemIDAt(t time.Time) []byte {
	id := NewItemID(t, "", "")
	return id[:6]
}
