package inbox

import (
	"slices"
	"time"
)

// foldClaim folds what happens to a known claim itself.
func (f *folder) foldClaim() error {
	d := f.d
	if d.Kind == DidClaim {
		return f.reportClaim()
	}
	c, err := f.Claim(d.Claim)
	if err != nil {
		return err
	}
	if d.Actor.Person == "" {
		return Fail(CodeNeedsPerson)
	}
	if c.State == ClaimClosed && d.Kind != DidClaimReopen {
		return Fail(CodeClaimClosed, "claim", c.ID.Short())
	}
	switch d.Kind { //nolint:exhaustive // fold routes only these here
	case DidClaimEdit:
		if err := f.editClaim(c); err != nil {
			return err
		}
	case DidClaimExamine:
		if c.State != ClaimReported && c.State != ClaimExamined && c.State != ClaimOvertaken {
			return claimState(c)
		}
		c.Owner, c.DueAt, c.State = d.Args.Role, d.Args.Due, ClaimExamined
	case DidClaimVerdict:
		if err := f.rule(c); err != nil {
			return err
		}
	case DidClaimRelease:
		if err := f.releaseRuling(c); err != nil {
			return err
		}
	case DidClaimReturn:
		if err := f.returnRuling(c); err != nil {
			return err
		}
	case DidClaimOvertake:
		if c.State != ClaimRuled && c.State != ClaimProposed {
			return claimState(c)
		}
		if d.Text == "" {
			return Fail(CodeEmptyText, "what", "reason")
		}
		c.dropProposal()
		c.State = ClaimOvertaken
		c.Stage++
	case DidClaimClose:
		c.dropProposal()
		c.State, c.ClosedAt = ClaimClosed, f.now
		c.Stage++
	case DidClaimReopen:
		if c.State != ClaimClosed {
			return claimState(c)
		}
		c.State, c.ClosedAt = ClaimReported, noTime
		if c.Current() > 0 {
			c.State = ClaimOvertaken
		}
	}
	f.setClaim(c)
	return nil
}

func claimState(c *Claim) error {
	return Fail(CodeClaimState, "claim", c.ID.Short(), "state", c.State.String())
}

func (f *folder) setClaim(c *Claim) {
	c.Rev++
	f.change.Claims = append(f.change.Claims, c)
}

func (f *folder) reportClaim() error {
	c := f.d.NewClaim
	if c == nil || c.ID == "" || c.ID != f.d.Claim {
		return Fail(CodeNoClaim, "claim", "")
	}
	if f.d.Actor.Person == "" {
		return Fail(CodeNeedsPerson)
	}
	if _, err := f.Claim(c.ID); CodeOf(err) != CodeNoClaim {
		if err != nil {
			return err
		}
		return Fail(CodeClaimKnown, "claim", c.ID.Short()) // a second time must not overwrite the first
	}
	c = c.Clone()
	c.Sentence = Canonical(c.Sentence)
	if err := c.check(); err != nil {
		return err
	}
	c.State, c.Rulings, c.ClosedAt, c.Rev, c.Stage = ClaimReported, nil, noTime, 0, 0
	c.ReportedAt, c.ReportedBy, c.From = f.now, f.d.Actor, f.d.Item
	for i := range c.Templates {
		c.Templates[i].Ruling = 0
	}
	if f.state != nil { // whoever reports a text says that it repeats the claim
		f.match(c.ID)
	}
	f.setClaim(c)
	return nil
}

// editClaim takes what may be written anew. The sentence of a verdict stays: about
// another sentence another verdict would be due.
func (f *folder) editClaim(c *Claim) error {
	n := f.d.NewClaim
	if n == nil || n.Rev != c.Rev {
		return Fail(CodeChangedSince, "kind", string(f.d.Kind))
	}
	sentence := Canonical(n.Sentence)
	if sentence != c.Sentence && len(c.Rulings) > 0 {
		return Fail(CodeClaimState, "claim", c.ID.Short(), "state", c.State.String())
	}
	old := c.Templates
	c.Sentence, c.Variants, c.Sources = sentence, slices.Clone(n.Variants), slices.Clone(n.Sources)
	c.Owner, c.DueAt, c.Templates = n.Owner, n.DueAt, nil
	for _, b := range old { // what spoke under an earlier verdict stays known, so that it stays silent
		if b.Ruling != c.Current() {
			c.Templates = append(c.Templates, b)
		}
	}
	for _, b := range n.Templates {
		if b.Ruling == c.Current() {
			c.bind(b.Key)
		}
	}
	return c.check()
}

func (c *Claim) bind(key string) {
	b := Binding{Key: key, Ruling: c.Current()}
	if !slices.Contains(c.Templates, b) {
		c.Templates = append(c.Templates, b)
	}
}

// rule takes a verdict. From this moment the one before it no longer holds, even
// where the new one still needs another person's word: silence is better than what
// may be wrong.
func (f *folder) rule(c *Claim) error {
	r := f.d.NewRuling
	if r == nil {
		return Fail(CodeEmptyText, "what", "verdict")
	}
	if c.State == ClaimProposed {
		c.dropProposal()
	}
	n := *r
	n.Bind = slices.Clone(r.Bind)
	if _, err := ParseClaimVerdict(string(n.Verdict)); err != nil {
		return err
	}
	switch {
	case n.AsOf.IsZero() || n.AsOf.After(f.now):
		return Fail(CodeClaimBad, "what", "as_of")
	case !n.Until.After(f.now):
		return Fail(CodeClaimBad, "what", "until")
	case n.Verdict != VerdictUnproven && len(c.Sources) == 0:
		return Fail(CodeClaimBad, "what", "no_source")
	}
	had := c.Current() > 0
	n.N, n.By, n.At, n.Released, n.Returned = len(c.Rulings)+1, f.d.Actor, f.now, Actor{}, false
	n.Hash = n.ContentHash(c.Sentence)
	c.Rulings = append(c.Rulings, n)
	if n.NeedsPair {
		c.State = ClaimProposed
		if had {
			c.Stage++
		}
		return nil
	}
	c.enforce()
	return nil
}

// enforce puts the latest verdict in force.
func (c *Claim) enforce() {
	r := &c.Rulings[len(c.Rulings)-1]
	c.State = ClaimRuled
	c.Stage++
	for _, key := range r.Bind {
		c.bind(key)
	}
}

func (f *folder) releaseRuling(c *Claim) error {
	r := c.Proposed()
	switch {
	case r == nil:
		return claimState(c)
	case r.By.Person == f.d.Actor.Person:
		return Fail(CodeOwnRelease)
	case f.d.Args.Hash != r.Hash || r.Hash != r.ContentHash(c.Sentence):
		return Fail(CodeHashMismatch)
	case !r.Until.After(f.now):
		return Fail(CodeClaimBad, "what", "until")
	}
	r.Released = f.d.Actor
	c.enforce()
	return nil
}

func (f *folder) returnRuling(c *Claim) error {
	switch {
	case c.Proposed() == nil:
		return claimState(c)
	case f.d.Text == "":
		return Fail(CodeEmptyText, "what", "note")
	}
	c.dropProposal()
	c.State = ClaimExamined
	if c.Current() > 0 {
		c.State = ClaimOvertaken
	}
	return nil
}

// dropProposal takes a verdict that nobody released out of the way. It stays in
// the list: that it was proposed is part of the history.
func (c *Claim) dropProposal() {
	if r := c.Proposed(); r != nil {
		r.Returned = true
	}
}

// foldMatch folds a person's word on whether an item repeats a claim.
func (f *folder) foldMatch() error {
	c, err := f.Claim(f.d.Claim)
	if err != nil {
		return err
	}
	if f.d.Actor.Person == "" {
		return Fail(CodeNeedsPerson)
	}
	s := f.state
	if f.d.Kind == DidMatch {
		if !c.IsOpen() {
			return Fail(CodeClaimClosed, "claim", c.ID.Short())
		}
		f.match(c.ID)
		return nil
	}
	if s.Claim == c.ID {
		s.Claim = ""
	}
	if !slices.Contains(s.NotClaims, c.ID) {
		s.NotClaims = append(slices.Clone(s.NotClaims), c.ID)
	}
	f.triaged()
	return nil
}

func (f *folder) match(id ClaimID) {
	s := f.state
	s.NotClaims = slices.DeleteFunc(slices.Clone(s.NotClaims), func(n ClaimID) bool { return n == id })
	if len(s.NotClaims) == 0 {
		s.NotClaims = nil
	}
	s.Claim = id
	f.triaged()
}

// claimHolds checks that a reply may still say what it says about a claim.
func (f *folder) claimHolds(r *Reply) error {
	if f.state.Claim != "" && r.Claim == f.state.Claim {
		c, err := f.Claim(r.Claim)
		if err != nil {
			return err
		}
		if r.ClaimStage != c.Stage {
			return Fail(CodeClaimChanged, "claim", c.ID.Short())
		}
	} else if r.Claim != "" {
		return Fail(CodeClaimUnconfirmed, "claim", r.Claim.Short()) // the match was taken back
	}
	key := r.Composition.Template.Key
	if key == "" {
		return nil
	}
	all, err := f.Claims()
	if err != nil {
		return err
	}
	return speaksFor(all, f.state.Claim, r.Claim, key, f.now)
}

// speaksFor holds a template against the claims it speaks for: it answers only
// items that a person matched with one of them, and only under its verdict.
func speaksFor(all []*Claim, confirmed, under ClaimID, key string, now time.Time) error {
	var first *Claim
	for _, c := range all {
		if !c.Binds(key) {
			continue
		}
		if c.ID == confirmed {
			if under != confirmed {
				return Fail(CodeClaimUnconfirmed, "claim", c.ID.Short(), "template", key)
			}
			return c.Speaks(key, now)
		}
		if c.IsOpen() && first == nil {
			first = c
		}
	}
	if first != nil {
		return Fail(CodeClaimUnconfirmed, "claim", first.ID.Short(), "template", key)
	}
	return nil
}
