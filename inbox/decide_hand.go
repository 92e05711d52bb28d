package inbox

// reserveByHand writes down that a person is about to post a reply on the
// channel's own page. From then on nobody knows whether it stands there: only
// reading the channel, or a person, tells. The page may be opened again.
func (f *folder) reserveByHand(r *Reply) error {
	switch {
	case !r.ByHand:
		return Fail(CodeNotByHand)
	case f.d.Actor.Person == "":
		return Fail(CodeByHand)
	}
	if err := in(r, ReplyQueued, ReplyUnclear); err != nil {
		return err
	}
	if err := f.mayLeave(r); err != nil {
		return err
	}
	a := *f.d.Args.Attempt
	a.At, a.Settled, a.Outcome = f.now, f.now, OutcomeUnclear
	r.Attempts = append(r.Attempts, a)
	f.setReply(r, ReplyUnclear)
	return nil
}

// replaceByHand takes back a reply by hand in whose place another answer of ours
// stands. A promise may stand in that one too, so it is still watched.
func (f *folder) replaceByHand() error {
	s := f.state
	if s.Reply == "" || !s.ReplyState.IsActive() {
		return nil
	}
	r, err := f.Reply(s.Reply)
	if err != nil || !r.ByHand {
		return err
	}
	promised := s.PromisedBy
	if r.State != ReplyUnclear {
		promised = noTime // nobody had been shown its words
	}
	r.VoidReason, r.RemoteID, r.URL = OtherWords, f.d.Args.RemoteID, f.d.Args.URL
	f.setReply(r, ReplyCancelled)
	s.PromisedBy = promised
	return nil
}
