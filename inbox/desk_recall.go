package inbox

import (
	"cmp"
	"context"
	"slices"
	"time"
)

// Recall is what stands in public under a verdict that no longer holds: every
// answer of ours, thread by thread, with the template that corrects it.
type Recall struct {
	Claim      Claim
	Correction string // key of the template; "" where the house has none
	Threads    []RecallThread
	Replies    int // in all
	Open       int // of these, not yet corrected
}

// RecallThread is one conversation with its answers, oldest first.
type RecallThread struct {
	Channel string
	Thread  string
	Replies []RecallReply
}

// RecallReply is one answer that no longer holds.
type RecallReply struct {
	Reply     Reply
	Item      Item
	Corrected bool // a later answer to the same item stands under the current verdict
}

// Recall lists the answers that say what no longer holds.
func (s *Session) Recall(ctx context.Context, id ClaimID) (Recall, error) {
	c, err := s.Store.Claim(ctx, id)
	if err != nil {
		return Recall{}, err
	}
	if err := s.May(RightRead); err != nil && s.May(RightClaim) != nil {
		return Recall{}, err
	}
	out := Recall{Claim: c, Correction: s.correction(ctx, &c)}
	rs, err := s.Store.RepliesUnder(ctx, id)
	if err != nil {
		return out, err
	}
	corrected := map[ItemID]bool{}
	for i := range rs {
		if rs[i].State.IsOnChannel() && !c.outdated(&rs[i]) {
			corrected[rs[i].Item] = true
		}
	}
	at := map[[2]string]int{}
	for i := range rs {
		r := &rs[i]
		if !r.State.IsOnChannel() || !c.outdated(r) {
			continue
		}
		it, err := s.Item(ctx, r.Item)
		if err != nil {
			continue // not for this person
		}
		key := [2]string{it.Content.Channel, it.Content.ThreadKey()}
		n, ok := at[key]
		if !ok {
			n = len(out.Threads)
			at[key] = n
			out.Threads = append(out.Threads, RecallThread{Channel: key[0], Thread: key[1]})
		}
		out.Threads[n].Replies = append(out.Threads[n].Replies, RecallReply{Reply: *r, Item: it, Corrected: corrected[r.Item]})
		out.Replies++
		if !corrected[r.Item] {
			out.Open++
		}
	}
	slices.SortStableFunc(out.Threads, func(a, b RecallThread) int { // most answers first: most people read them
		return cmp.Or(cmp.Compare(len(b.Replies), len(a.Replies)), cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Thread, b.Thread))
	})
	return out, nil
}

// outdated reports whether an answer was given under a verdict that no longer
// holds. The same verdict said again with a new Stand is no other one.
func (c *Claim) outdated(r *Reply) bool {
	if r.Ruling == 0 || r.Ruling > len(c.Rulings) {
		return false
	}
	now := c.Ruling()
	if c.State == ClaimOvertaken || c.State == ClaimProposed || now == nil {
		return r.Ruling <= c.Current()
	}
	then := &c.Rulings[r.Ruling-1]
	return r.Ruling < now.N && (then.Verdict != now.Verdict || then.Core != now.Core)
}

func (s *Session) correction(ctx context.Context, c *Claim) string {
	key := DefaultCorrection
	if n := len(c.Rulings); n > 0 && c.Rulings[n-1].Correction != "" {
		key = c.Rulings[n-1].Correction
	}
	if v, err := s.templateVersion(ctx, TemplateRef{Key: key}); err != nil || v.Usable(s.Clock.Now()) != nil {
		return ""
	}
	return key
}

// ReopenRecalled brings the items back whose answers no longer hold and were not
// corrected, as one act with one undo. It gives how many.
func (s *Session) ReopenRecalled(ctx context.Context, id ClaimID) (int, error) {
	r, err := s.Recall(ctx, id)
	if err != nil {
		return 0, err
	}
	var ts []Target
	seen := map[ItemID]bool{}
	for _, t := range r.Threads {
		for i := range t.Replies {
			it := &t.Replies[i].Item
			if !t.Replies[i].Corrected && !it.State.Work.IsOpen() && !seen[it.ID] {
				seen[it.ID] = true
				ts = append(ts, Target{ID: it.ID})
			}
		}
	}
	_, err = s.each(ctx, RightTriage, ts, Decision{Kind: DidReopen, Args: Args{Reason: "verdict"}})
	return len(ts), err
}

// ClaimSoon is how long before its end a verdict is reminded of.
const ClaimSoon = 2 * time.Hour

// claimLines tell the next person what goes around and what may be said of it.
func (s *Session) claimLines(ctx context.Context) ([]HandoverLine, error) {
	p, err := s.claims(ctx)
	if err != nil {
		return nil, err
	}
	now := s.Clock.Now()
	var lines []HandoverLine
	for _, c := range p.order {
		if !c.IsOpen() {
			continue
		}
		l := HandoverLine{Section: SectionClaims, Code: "claim_" + c.State.String(), Claim: c.ID, Role: c.Owner, At: c.DueAt, Title: c.Sentence}
		if c.Expired(now) {
			l.Code = "claim_expired"
		}
		if r := c.Ruling(); r != nil && c.State == ClaimRuled {
			l.Detail, l.At, l.Until = string(r.Verdict), r.AsOf, r.Until
		}
		lines = append(lines, l)
	}
	return lines, nil
}
