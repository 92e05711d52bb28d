package inbox

import (
	"context"
	"slices"
	"time"
)

// Claims gives the known claims: the open ones first, in each part the youngest
// first.
func (s *Session) Claims(ctx context.Context) ([]Claim, error) {
	if err := s.May(RightRead); err != nil && s.May(RightClaim) != nil {
		return nil, err
	}
	p, err := s.claims(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Claim, 0, len(p.order))
	for _, open := range []bool{true, false} {
		for _, c := range slices.Backward(p.order) {
			if c.IsOpen() == open {
				out = append(out, *c.Clone())
			}
		}
	}
	return out, nil
}

// FindClaim resolves a whole id or an unambiguous tail of one.
func (s *Session) FindClaim(ctx context.Context, text string) (Claim, error) {
	all, err := s.Claims(ctx)
	if err != nil {
		return Claim{}, err
	}
	if len(text) < 4 {
		return Claim{}, Fail(CodeBadID, "got", Quote(text))
	}
	found := slices.DeleteFunc(all, func(c Claim) bool { return !hasSuffixFold(string(c.ID), text) })
	switch len(found) {
	case 0:
		return Claim{}, Fail(CodeNoClaim, "claim", Quote(text))
	case 1:
		return found[0], nil
	}
	return Claim{}, Fail(CodeAmbiguous, "got", Quote(text), "known", string(found[0].ID)+", "+string(found[1].ID))
}

// ReportClaim enters a claim that goes around. With an item it is the text that
// repeats it. A sentence that is an open claim already gives that claim.
func (s *Session) ReportClaim(ctx context.Context, c Claim, from ItemID) (Claim, error) {
	actor, err := s.actor(RightTriage)
	if err != nil {
		if actor, err = s.actor(RightClaim); err != nil {
			return Claim{}, err
		}
	}
	if !from.IsZero() {
		if _, err := s.Item(ctx, from); err != nil {
			return Claim{}, err
		}
	}
	all, err := s.Claims(ctx)
	if err != nil {
		return Claim{}, err
	}
	for i := range all {
		if all[i].IsOpen() && FoldText(all[i].Sentence) == FoldText(Canonical(c.Sentence)) {
			return all[i], Fail(CodeClaimKnown, "claim", all[i].ID.Short())
		}
	}
	if c.Owner != "" {
		if err := s.knownRole(c.Owner); err != nil {
			return Claim{}, err
		}
	}
	// Made from what it is: the same report on two laptops is one claim.
	c.ID = ClaimID(NewItemID(s.Clock.Now(), "\x00claim", Canonical(c.Sentence)).String())
	_, err = s.commit(ctx, Decision{Kind: DidClaim, Actor: actor, Item: from, Claim: c.ID, NewClaim: &c})
	if err != nil {
		return Claim{}, err
	}
	return s.Store.Claim(ctx, c.ID)
}

func (s *Session) knownRole(id string) error {
	if _, ok := s.House.Role(id); ok {
		return nil
	}
	ids := make([]string, 0, len(s.House.Roles))
	for _, r := range s.House.Roles {
		ids = append(ids, r.ID)
	}
	return unknownName("role", Quote(id), ids)
}

// EditClaim keeps what the person wrote anew: sentence, wordings, sources, owner,
// templates. The claim must be as they read it.
func (s *Session) EditClaim(ctx context.Context, c Claim) error {
	if c.Owner != "" {
		if err := s.knownRole(c.Owner); err != nil {
			return err
		}
	}
	return s.decideClaim(ctx, RightClaim, Decision{Kind: DidClaimEdit, Claim: c.ID, NewClaim: &c})
}

// ExamineClaim makes an office examine it, until a date.
func (s *Session) ExamineClaim(ctx context.Context, id ClaimID, role string, due time.Time) error {
	if err := s.knownRole(role); err != nil {
		return err
	}
	return s.decideClaim(ctx, RightClaim, Decision{Kind: DidClaimExamine, Claim: id, Args: Args{Role: role, Due: due}})
}

// Rule gives a verdict, or proposes it where a second person must agree. What was
// on its way under the verdict before it stops in the same transaction; it gives
// how many replies did.
func (s *Session) Rule(ctx context.Context, id ClaimID, r Ruling) (stopped int, err error) {
	c, err := s.Store.Claim(ctx, id)
	if err != nil {
		return 0, err
	}
	r.NeedsPair = !s.House.OneVerdict || s.May(RightVerdict) != nil
	if was := c.Ruling(); r.Bind == nil && was != nil && was.Verdict == r.Verdict && was.Core == r.Core {
		for _, b := range c.Templates { // the same said again, with a new Stand
			if b.Ruling == was.N {
				r.Bind = append(r.Bind, b.Key)
			}
		}
	}
	if r.Correction == "" && c.Current() > 0 {
		r.Correction = DefaultCorrection
	}
	return s.stopping(ctx, RightClaim, Decision{
		Kind: DidClaimVerdict, Claim: id, NewRuling: &r,
		Args: Args{Verdict: r.Verdict, ValidFrom: r.AsOf, ValidTill: r.Until, Hash: r.ContentHash(c.Sentence)},
	})
}

// MayRule reports why the person may not release a proposed verdict; nil when they
// may.
func (s *Session) MayRule(c *Claim) error {
	if r := c.Proposed(); r != nil && r.By.Person == s.Person.ID {
		return Fail(CodeOwnRelease)
	}
	return s.May(RightVerdict)
}

// ReleaseRuling is the second person's word for exactly what was proposed.
func (s *Session) ReleaseRuling(ctx context.Context, id ClaimID, hash Hash) (stopped int, err error) {
	c, err := s.Store.Claim(ctx, id)
	if err != nil {
		return 0, err
	}
	if err := s.MayRule(&c); err != nil {
		return 0, err
	}
	return s.stopping(ctx, RightVerdict, Decision{Kind: DidClaimRelease, Claim: id, Args: Args{Hash: hash}})
}

// ReturnRuling sends a proposed verdict back with a note.
func (s *Session) ReturnRuling(ctx context.Context, id ClaimID, note string) error {
	return s.decideClaim(ctx, RightVerdict, Decision{Kind: DidClaimReturn, Claim: id, Text: Canonical(note)})
}

// Overtake says that the verdict no longer holds, before there is a new one: its
// templates stop at once.
func (s *Session) Overtake(ctx context.Context, id ClaimID, reason string) (stopped int, err error) {
	return s.stopping(ctx, RightClaim, Decision{Kind: DidClaimOvertake, Claim: id, Text: Canonical(reason)})
}

// CloseClaim ends the work on a claim; texts are no longer compared with it.
func (s *Session) CloseClaim(ctx context.Context, id ClaimID, reason string) (stopped int, err error) {
	return s.stopping(ctx, RightClaim, Decision{Kind: DidClaimClose, Claim: id, Text: Canonical(reason)})
}

// ReopenClaim takes it up again.
func (s *Session) ReopenClaim(ctx context.Context, id ClaimID) error {
	return s.decideClaim(ctx, RightClaim, Decision{Kind: DidClaimReopen, Claim: id})
}

func (s *Session) decideClaim(ctx context.Context, right Right, d Decision) error {
	actor, err := s.actor(right)
	if err != nil {
		return err
	}
	d.Actor = actor
	_, err = s.commit(ctx, d)
	return err
}

// stopping commits what changes what may be said of a claim, together with the end
// of every reply under it that has not left.
func (s *Session) stopping(ctx context.Context, right Right, d Decision) (int, error) {
	actor, err := s.actor(right)
	if err != nil {
		return 0, err
	}
	d.Actor = actor
	rs, err := s.Store.RepliesUnder(ctx, d.Claim)
	if err != nil {
		return 0, err
	}
	ds := []Decision{d}
	for i := range rs {
		switch rs[i].State { //nolint:exhaustive // the others have left or stopped
		case ReplyInReview, ReplyReleased, ReplyQueued:
			ds = append(ds, Decision{
				Kind: DidVoid, Actor: System(), Item: rs[i].Item, ReplyID: rs[i].ID, Args: Args{Reason: string(CodeClaimChanged)},
			})
		}
	}
	_, err = s.commit(ctx, ds...)
	return len(ds) - 1, err
}

// Match says that items repeat a claim.
func (s *Session) Match(ctx context.Context, ts []Target, id ClaimID) ([]Event, error) {
	return s.each(ctx, RightTriage, ts, Decision{Kind: DidMatch, Claim: id})
}

// Unmatch says that items do not.
func (s *Session) Unmatch(ctx context.Context, ts []Target, id ClaimID) ([]Event, error) {
	return s.each(ctx, RightTriage, ts, Decision{Kind: DidUnmatch, Claim: id})
}

// claimOf gives the claim an item was matched with, nil where there is none.
func (s *Session) claimOf(ctx context.Context, it *Item) (*Claim, error) {
	if it.State.Claim == "" {
		return nil, nil
	}
	c, err := s.Store.Claim(ctx, it.State.Claim)
	if err != nil {
		return nil, err
	}
	return &c, nil
}

// speaks reports why a composition may not answer an item because of the claims its
// template speaks for.
func (s *Session) speaks(ctx context.Context, it *Item, c Composition) error {
	if c.Template.Key == "" {
		return nil
	}
	p, err := s.claims(ctx)
	if err != nil {
		return err
	}
	return speaksFor(p.order, it.State.Claim, it.State.Claim, c.Template.Key, s.Clock.Now())
}

// TakeReview enters another house's check as a source: of the claim it is about,
// or of one that is reported by it. It is never a verdict of ours.
func (s *Session) TakeReview(ctx context.Context, sentence string, said []string, src Source) (isNew bool, err error) {
	if err := s.May(RightClaim); err != nil {
		return false, err
	}
	all, err := s.Claims(ctx)
	if err != nil {
		return false, err
	}
	folded := FoldText(Canonical(sentence))
	for i := range all {
		c := &all[i]
		same := slices.ContainsFunc(c.Texts(), func(t string) bool { return FoldText(Canonical(t)) == folded })
		if !c.IsOpen() || !same {
			continue
		}
		if slices.ContainsFunc(c.Sources, func(o Source) bool { return o.URL == src.URL }) {
			return false, nil // read in before
		}
		c.Sources = append(c.Sources, src)
		return false, s.EditClaim(ctx, *c)
	}
	if n := []rune(sentence); len(n) > MaxSentence {
		sentence = string(n[:MaxSentence-1]) + "…"
	}
	_, err = s.ReportClaim(ctx, Claim{Sentence: sentence, Variants: said, Sources: []Source{src}}, ItemID{})
	return true, err
}
