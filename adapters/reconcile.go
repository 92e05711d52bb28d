package adapters

import (
	"context"
	"time"

	"lotse/inbox"
)

// readAges is when the channel is read for an unclear reply, counted from when it
// became unclear. The first three decide as a rule; the later ones are for
// servers that take a text long after they should have.
var readAges = []time.Duration{
	30 * time.Second, 2 * time.Minute, 10 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour,
}

const (
	absentApart = 2 * time.Minute // between two readings that count
	absentSure  = time.Hour       // after which two absences mean: not posted
	readAgain   = time.Minute     // after a reading that failed
)

// readAt is when an unclear reply is to be read for next; zero when only a person
// can go on.
func (s *Sender) readAt(r *inbox.Reply) time.Time {
	a := r.Attempt()
	if a == nil {
		return time.Time{}
	}
	since := a.Settled
	if since.IsZero() {
		since = a.At
	}
	for _, age := range readAges {
		if at := since.Add(age); a.ReadAt.Before(at) {
			if again := a.ReadAt.Add(absentApart); a.Absences == 1 && again.Before(at) {
				at = again // the second absence decides, so it is not waited for long
			}
			if again := s.tried[r.ID]; again.After(at) {
				return again
			}
			return at
		}
	}
	return time.Time{}
}

// readUnclear looks on the channel for replies whose outcome is unknown.
func (s *Sender) readUnclear(ctx context.Context, r *SendReport) error {
	unclear, err := s.out.Unclear(ctx, s.in.channel)
	if err != nil {
		return err
	}
	alive := map[inbox.ReplyID]bool{}
	for i := range unclear {
		reply := &unclear[i]
		alive[reply.ID] = true
		at := s.readAt(reply)
		if at.IsZero() {
			r.Left++
			continue
		}
		if s.clock.Now().Before(at) || ctx.Err() != nil {
			continue
		}
		err := s.reconcile(ctx, r, reply)
		if err != nil && (!reply.ByHand || !inbox.CodeOf(err).IsRefusal()) {
			return err
		} // one by hand the poll may have found meanwhile, or its page was opened again
	}
	for id := range s.tried {
		if !alive[id] {
			delete(s.tried, id)
		}
	}
	return nil
}

func (s *Sender) reconcile(ctx context.Context, r *SendReport, reply *inbox.Reply) error {
	intent, err := s.out.Intent(ctx, reply)
	if err != nil {
		return err
	}
	var sent inbox.Sent
	var verdict inbox.Verdict
	err = s.guard.call(ctx, "reconcile", replyLimit, 0, false, func(ctx context.Context) (err error) {
		sent, verdict, err = s.channel.Reconcile(ctx, intent)
		return err
	})
	now := s.clock.Now()
	if err != nil { // not read, so nothing is known
		ce := classified(err)
		r.Problem, r.RetryAt = ce.Class, ce.RetryAt
		s.tried[reply.ID] = now.Add(readAgain)
		if ce.RetryAt.After(now) {
			s.tried[reply.ID] = s.rand.hinted(ce.RetryAt, now)
		}
		if ce.Class == inbox.ProblemUnsupported { // nor ever will be
			return s.out.Absent(ctx, reply, reply.Attempt().Absences)
		}
		return nil
	}
	delete(s.tried, reply.ID)
	a := *reply.Attempt()
	switch {
	case verdict == inbox.VerdictFound && sent.RemoteID != "":
		r.Found++
		r.Replies = append(r.Replies, reply.ID)
		return s.conclude(ctx, settlement{
			reply: *reply, sent: sent,
			attempt: inbox.Attempt{ID: a.ID, Outcome: inbox.OutcomeDelivered, Problem: a.Problem, Status: a.Status},
		})
	case verdict != inbox.VerdictAbsent:
		return s.out.Absent(ctx, reply, a.Absences) // read, and nothing learned
	}
	r.Absent++
	count := a.Absences
	if count == 0 || now.Sub(a.ReadAt) >= absentApart {
		count++
	}
	if err := s.out.Absent(ctx, reply, count); err != nil {
		return err
	}
	since := a.Settled
	if since.IsZero() {
		since = a.At
	}
	if count < 2 || now.Sub(since) < absentSure || reply.ByHand {
		return nil // a person who has the page open may post at any time: only they know
	}
	// Read again and again over an hour without finding it: it was not posted.
	// Whether to try once more is a person's word.
	r.Refused++
	r.Replies = append(r.Replies, reply.ID)
	return s.conclude(ctx, settlement{
		reply:   *reply,
		attempt: inbox.Attempt{ID: a.ID, Outcome: inbox.OutcomeRefused, Problem: a.Problem, Status: a.Status},
	})
}
