package inbox

import (
	"strings"
	"time"
)

var noTime time.Time

func stamp(t time.Time) string { return t.Format(time.RFC3339) }

// foldReply folds the steps of a reply on its way out. Every guard that keeps a
// wrong or a second text from leaving stands here, inside the transaction.
func (f *folder) foldReply() error {
	if f.d.Kind == DidSubmit {
		return f.submit()
	}
	r, err := f.Reply(f.d.ReplyID)
	if err != nil {
		return err
	}
	if r.Item != f.d.Item {
		return Fail(CodeNoReply, "reply", string(f.d.ReplyID))
	}
	switch f.d.Kind { //nolint:exhaustive // fold routes only these here
	case DidApprove:
		return f.approve(r)
	case DidReturn:
		if err := in(r, ReplyInReview); err != nil {
			return err
		}
		f.setReply(r, ReplyReturned)
		f.state.Work = WorkReturned
	case DidQueue:
		if err := in(r, ReplyReleased); err != nil {
			return err
		}
		if err := f.mayLeave(r); err != nil {
			return err
		}
		f.queue(r)
	case DidCancel:
		if err := in(r, ReplyQueued, ReplyReleased, ReplyInReview, ReplyRefused, ReplyReturned, ReplyVoid); err != nil {
			return err
		}
		f.setReply(r, ReplyCancelled)
		f.state.Work = WorkInProgress
	case DidVoid:
		if err := in(r, ReplyQueued, ReplyReleased, ReplyInReview); err != nil {
			return err
		}
		r.VoidReason = f.d.Args.Reason
		f.setReply(r, ReplyVoid)
		f.state.Work = WorkInProgress
	case DidReserve:
		return f.reserve(r)
	case DidSettle:
		return f.settle(r)
	case DidRead:
		return f.read(r)
	case DidRetry:
		return f.retry(r)
	}
	return nil
}

// submit takes a composed reply. The text is frozen from here on.
func (f *folder) submit() error {
	r := f.d.NewReply
	if r == nil || r.Item != f.d.Item || r.ID == "" {
		return Fail(CodeNoReply, "reply", "")
	}
	if _, err := f.Reply(r.ID); CodeOf(err) != CodeNoReply {
		if err != nil {
			return err
		}
		return Fail(CodeReplyState, "state", "known") // a second submit must not overwrite the first
	}
	r = r.Clone()
	if err := f.mustBeOpen(); err != nil {
		return err
	}
	if f.state.Reply != "" && f.state.ReplyState.IsActive() {
		return Fail(CodeReplyActive, "state", f.state.ReplyState.String())
	}
	if f.state.Lease.Held(f.d.Actor.Person, f.now) {
		return Fail(CodeLeased, "person", f.state.Lease.Person, "until", stamp(f.state.Lease.Until))
	}
	if f.item.Content.Kind == KindUnparsed || !f.state.Visibility.Answerable() {
		return Fail(CodeItemGone, "item", f.d.Item.Short())
	}
	if r.Channel != f.item.Content.Channel || r.Author != f.d.Actor {
		return Fail(CodeWrongChannel, "channel", f.item.Content.Channel)
	}
	if r.Text == "" || r.Text != Canonical(r.Text) || r.Hash != TextHash(r.Text) {
		return Fail(CodeHashMismatch)
	}
	if r.ItemVersion != f.item.Version || r.ItemHash != f.item.Hash {
		return Fail(CodeItemChanged, "item", f.d.Item.Short(), "read", itoa(int(r.ItemVersion)), "now", itoa(int(f.item.Version)))
	}
	r.CreatedAt, r.Release, r.Attempts = f.now, nil, nil
	if err := f.templateHolds(r); err != nil {
		return err
	}
	f.state.PromisedBy = r.PromisedBy
	if r.NeedsPair {
		f.setReply(r, ReplyInReview)
		return nil
	}
	f.queue(r)
	return nil
}

// queue puts a reply into the outbox. What a person posts themselves leaves only
// when they do, so it needs no time to think again.
func (f *folder) queue(r *Reply) {
	r.UndoUntil = f.d.Args.Until
	if r.ByHand {
		r.UndoUntil = f.now
	}
	f.setReply(r, ReplyQueued)
}

// approve binds a release to exactly this text, item and version. Nobody releases
// their own words.
func (f *folder) approve(r *Reply) error {
	if err := in(r, ReplyInReview); err != nil {
		return err
	}
	if f.d.Actor.Person == r.Author.Person {
		return Fail(CodeOwnRelease)
	}
	if f.d.Args.Hash != r.Hash {
		return Fail(CodeHashMismatch)
	}
	if r.ItemVersion != f.item.Version || r.ItemHash != f.item.Hash {
		return Fail(CodeItemChanged, "item", r.Item.Short(), "read", itoa(int(r.ItemVersion)), "now", itoa(int(f.item.Version)))
	}
	if err := f.templateHolds(r); err != nil {
		return err
	}
	r.Release = &Release{
		By: f.d.Actor, At: f.now, Until: f.d.Args.ValidTill,
		Hash: r.Hash, Item: r.Item, ItemVersion: r.ItemVersion,
	}
	if !f.d.Args.Until.IsZero() { // released and queued in one step
		f.queue(r)
		return nil
	}
	f.setReply(r, ReplyReleased)
	return nil
}

// reserve writes the intent: after this is synced, one request may leave, or a
// person may open the channel's page.
func (f *folder) reserve(r *Reply) error {
	if f.d.Args.Attempt == nil || f.d.Args.Attempt.ID == "" {
		return Fail(CodeNoReply, "reply", string(r.ID))
	}
	if f.d.Actor.Person != "" || r.ByHand {
		return f.reserveByHand(r)
	}
	if err := in(r, ReplyQueued); err != nil {
		return err
	}
	if f.now.Before(r.UndoUntil) {
		return Fail(CodeNotDue)
	}
	if err := f.mayLeave(r); err != nil {
		return err
	}
	a := *f.d.Args.Attempt
	a.At = f.now
	r.Attempts = append(r.Attempts, a)
	f.setReply(r, ReplySending)
	return nil
}

// mayLeave holds everything that must still be true at the last moment.
func (f *folder) mayLeave(r *Reply) error {
	switch {
	case r.Hash != TextHash(r.Text) || r.Text != Canonical(r.Text):
		return Fail(CodeHashMismatch)
	case r.ItemVersion != f.item.Version || r.ItemHash != f.item.Hash:
		return Fail(CodeItemChanged, "item", r.Item.Short(), "read", itoa(int(r.ItemVersion)), "now", itoa(int(f.item.Version)))
	case !f.state.Visibility.Answerable():
		return Fail(CodeItemGone, "item", r.Item.Short())
	}
	if r.NeedsPair {
		rel := r.Release
		switch {
		case rel == nil:
			return Fail(CodeNoRelease)
		case rel.Hash != r.Hash || rel.Item != r.Item || rel.ItemVersion != r.ItemVersion:
			return Fail(CodeHashMismatch)
		case rel.By.Person == r.Author.Person:
			return Fail(CodeOwnRelease)
		case f.now.After(rel.Until):
			return Fail(CodeReleaseExpired, "until", stamp(rel.Until))
		}
	}
	return f.templateHolds(r)
}

// templateHolds checks that the wording a reply was made from is still approved,
// valid and what was approved, and that the text is what it renders to.
func (f *folder) templateHolds(r *Reply) error {
	if err := f.claimHolds(r); err != nil {
		return err
	}
	if r.Composition.Template.Key == "" {
		if Canonical(r.Composition.Free) == "" {
			return Fail(CodeEmptyText)
		}
		return nil
	}
	v, err := f.Template(r.Composition.Template)
	if err != nil {
		return err
	}
	if err := v.Usable(f.now); err != nil {
		return err
	}
	if r.Category != v.Category {
		return Fail(CodeHashMismatch, "template", v.Ref().String())
	}
	// The text must be what the approved wording renders to: however the reply was
	// put together, no other words leave under a template's name.
	made, err := Render(v, r.Composition, r.CreatedAt, time.UTC)
	if err != nil {
		return err
	}
	if made.Needs > r.Latitude || !isMention(r.Text, made.Text) {
		return Fail(CodeHashMismatch, "template", v.Ref().String())
	}
	return nil
}

// isMention reports whether posted is text, or text behind mentions only: a
// channel may need the person's name in front.
func isMention(posted, text string) bool {
	lead, ok := strings.CutSuffix(posted, text)
	for _, w := range strings.Fields(lead) {
		ok = ok && strings.HasPrefix(w, "@")
	}
	return ok
}

// settle closes an attempt. Only the attempt that is open can be settled.
func (f *folder) settle(r *Reply) error {
	if err := in(r, ReplySending, ReplyUnclear); err != nil {
		return err
	}
	got, open := f.d.Args.Attempt, r.Attempt()
	if got == nil || open == nil || got.ID != open.ID {
		return Fail(CodeNoReply, "reply", string(r.ID))
	}
	open.Settled, open.Outcome, open.Problem = f.now, got.Outcome, got.Problem
	open.Status, open.RetryAt = got.Status, got.RetryAt
	switch got.Outcome {
	case OutcomeDelivered:
		r.RemoteID, r.URL, r.DeliveredAt = f.d.Args.RemoteID, f.d.Args.URL, f.now
		f.setReply(r, ReplyDelivered)
	case OutcomeUnclear:
		f.setReply(r, ReplyUnclear)
	case OutcomeRefused:
		if r.ByHand && f.d.Actor.Person == "" {
			return Fail(CodeByHand) // whether a person has posted it, or will, no reading tells
		}
		if r.State == ReplyUnclear && open.Absences < 2 && f.d.Actor.Role == RoleSystem {
			return Fail(CodeStillUnclear)
		}
		if !got.RetryAt.IsZero() && len(r.Attempts) < MaxAttempts {
			// Certainly not sent, and the channel said when to come back.
			r.UndoUntil = got.RetryAt
			f.setReply(r, ReplyQueued)
			return nil
		}
		f.setReply(r, ReplyRefused)
	default:
		return unknownName("outcome", Quote(string(got.Outcome)), []string{"delivered", "refused", "unclear"})
	}
	return nil
}

// read keeps what a look at the channel told about an unclear reply that it did
// not show.
func (f *folder) read(r *Reply) error {
	if err := in(r, ReplyUnclear); err != nil {
		return err
	}
	open := r.Attempt()
	if open == nil || f.d.Args.Attempt == nil || f.d.Args.Attempt.ID != open.ID {
		return Fail(CodeNoReply, "reply", string(r.ID))
	}
	open.ReadAt = f.now
	open.Absences = f.d.Args.Count
	f.change.Replies = append(f.change.Replies, r)
	r.Rev++
	return nil
}

// retry is a person's word to send again what certainly does not stand on the
// channel, or what the channel was read for twice without finding it.
func (f *folder) retry(r *Reply) error {
	if err := in(r, ReplyRefused, ReplyUnclear); err != nil {
		return err
	}
	if f.d.Actor.Person == "" {
		return Fail(CodeNeedsPerson)
	}
	if a := r.Attempt(); r.State == ReplyUnclear && (a == nil || a.Absences < 2) {
		return Fail(CodeStillUnclear)
	}
	if err := f.mayLeave(r); err != nil {
		return err
	}
	f.queue(r)
	return nil
}

// MaxAttempts is how often a reply that was certainly not sent is tried without a
// person asking for it.
const MaxAttempts = 3

func in(r *Reply, states ...ReplyState) error {
	for _, s := range states {
		if r.State == s {
			return nil
		}
	}
	return Fail(CodeReplyState, "state", r.State.String())
}

// setReply moves a reply on and lets its item follow.
func (f *folder) setReply(r *Reply, to ReplyState) {
	r.State = to
	r.Rev++
	f.change.Replies = append(f.change.Replies, r)
	s := f.state
	s.Reply, s.ReplyState = r.ID, to
	switch to {
	case ReplyInReview:
		s.Work = WorkInReview
	case ReplyReleased:
		s.Work = WorkReleased
	case ReplyQueued, ReplySending, ReplyUnclear, ReplyRefused:
		s.Work = WorkOutbox
	case ReplyDelivered:
		s.Work, s.Lease, s.Reopened = WorkAnswered, Lease{}, ""
	case ReplyReturned:
		s.Work = WorkReturned
	case ReplyNone, ReplyCancelled, ReplyVoid:
	}
	if to == ReplyCancelled || to == ReplyVoid || to == ReplyReturned {
		s.PromisedBy = noTime
	}
}
