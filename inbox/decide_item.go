package inbox

// foldItem folds what concerns an item alone.
func (f *folder) foldItem() error {
	s, a := f.state, &f.d.Args
	switch f.d.Kind { //nolint:exhaustive // fold routes only these here
	case DidLabel:
		s.Set = s.Set&^a.Clear | a.Set
		s.Cleared = s.Cleared&^a.Set | a.Clear
		if a.Topic != "" {
			s.Topic = a.Topic
		}
		f.triaged()
	case DidEscalate:
		s.Level, s.LevelSet = a.Level, true
		f.triaged()
	case DidAssign:
		if err := f.mustBeOpen(); err != nil {
			return err
		}
		s.Role, s.Person, s.DueAt, s.Asked = a.Role, a.Person, a.Due, f.d.Text != ""
		switch {
		case s.Reply != "" && s.ReplyState.IsActive():
			// The reply's own state says more than "assigned".
		case s.Asked:
			s.Work = WorkWaitingInternal
		default:
			s.Work = WorkAssigned
		}
	case DidTake:
		if err := f.mustBeOpen(); err != nil {
			return err
		}
		if s.Lease.Held(f.d.Actor.Person, f.now) && a.Reason != "take_over" {
			return Fail(CodeLeased, "person", s.Lease.Person, "until", stamp(s.Lease.Until))
		}
		s.Lease = Lease{Person: f.d.Actor.Person, Until: a.Until}
		s.Person = f.d.Actor.Person
		if s.Role == "" {
			s.Role = f.d.Actor.Role
		}
		if !s.ReplyState.IsActive() {
			s.Work = WorkInProgress
		}
	case DidRelease:
		if s.Lease.Person != f.d.Actor.Person {
			return Fail(CodeNotYourLease, "person", s.Lease.Person)
		}
		s.Lease = Lease{}
		s.Person = ""
		if s.Work == WorkInProgress {
			s.Work = WorkAssigned
		}
	case DidNote:
		if f.d.Text == "" {
			return Fail(CodeEmptyText)
		}
		if a.Reason == "answer" && !s.Asked {
			return Fail(CodeNotAsked)
		}
		s.Notes++
		if s.Work == WorkWaitingInternal && a.Reason == "answer" {
			s.Work, s.Asked = WorkInProgress, false
		}
	case DidClose:
		if _, err := ParseCloseReason(a.Reason); err != nil {
			return err
		}
		if err := f.mustBeOpen(); err != nil {
			return err
		}
		if a.Count > 1 && f.item.Labels().Has(LabelEmergency) {
			return Fail(CodeHazardBulk, "item", f.d.Item.Short())
		}
		if s.Reply != "" && s.ReplyState.IsActive() {
			return Fail(CodeReplyActive, "state", s.ReplyState.String())
		}
		s.Work, s.Reason = WorkClosed, CloseReason(a.Reason)
		if !a.Lead.IsZero() {
			if a.Lead == f.d.Item {
				return Fail(CodeBundleSelf)
			}
			if _, err := f.Item(a.Lead); err != nil {
				return err
			}
			s.Work, s.Lead = WorkBundled, a.Lead
		}
		s.Lease, s.SnoozedUntil, s.Reopened, s.Shown = Lease{}, noTime, "", false
	case DidSnooze:
		if err := f.mustBeOpen(); err != nil {
			return err
		}
		if !a.Until.After(f.now) {
			return Fail(CodeSnoozePast, "until", stamp(a.Until))
		}
		s.SnoozedUntil = a.Until
	case DidWake:
		if s.SnoozedUntil.IsZero() || f.now.Before(s.SnoozedUntil) {
			return Fail(CodeNotDue)
		}
		s.SnoozedUntil = noTime
	case DidReopen:
		if s.Work.IsOpen() && !s.Snoozed() {
			return Fail(CodeAlreadyOpen)
		}
		f.reopen(a.Reason)
	case DidWait:
		if err := f.mustBeOpen(); err != nil {
			return err
		}
		s.Work = WorkWaitingInternal
		if a.External {
			s.Work = WorkWaitingExternal
		}
	case DidReveal:
		s.Revealed = true
	case DidEdit:
		return f.observedEdit()
	case DidVanish:
		s.Visibility, s.Shown = a.Visible, false
		if err := f.voidOrder("item_gone"); err != nil {
			return err
		}
		if s.Reply != "" && (s.ReplyState == ReplyInReview || s.ReplyState == ReplyReleased || s.ReplyState == ReplyQueued) {
			return f.voidReply("item_gone")
		}
	case DidReappear:
		f.reappear()
	case DidAnswerElse:
		if err := f.replaceByHand(); err != nil {
			return err
		}
		if s.Work.IsOpen() && !s.ReplyState.IsActive() {
			s.Work, s.Reason, s.Lease = WorkAnswered, ReasonAnswered, Lease{}
		}
	}
	return nil
}

// reappear takes that the public sees a text again. One that we had hidden is
// nobody's to hide again but a person's: it is marked, and what was done with it is
// open again.
func (f *folder) reappear() {
	s := f.state
	hidden := s.Visibility == HiddenByUs
	s.Visibility, s.Shown = Public, hidden
	if hidden && !s.Work.IsOpen() {
		f.reopen("shown")
	}
}

// observedEdit takes a new version of the text: what was released for the old one
// no longer holds, and what was done is open again.
func (f *folder) observedEdit() error {
	s := f.state
	if err := f.voidOrder("item_edited"); err != nil {
		return err
	}
	switch {
	case s.Reply != "" && (s.ReplyState == ReplyInReview || s.ReplyState == ReplyReleased || s.ReplyState == ReplyQueued):
		return f.voidReply("item_edited")
	case !s.Work.IsOpen():
		f.reopen("edited")
	}
	return nil
}

func (f *folder) voidReply(why string) error {
	r, err := f.Reply(f.state.Reply)
	if err != nil {
		return err
	}
	f.setReply(r, ReplyVoid)
	r.VoidReason = why
	f.state.Work = WorkInProgress
	return nil
}

// reopen brings an item back. Whoever was responsible stays so.
func (f *folder) reopen(why string) {
	s := f.state
	if why == "" {
		why = "asked"
	}
	s.Reopened, s.SnoozedUntil, s.Lead, s.Reason = why, noTime, ItemID{}, ""
	if s.Work.IsOpen() {
		return
	}
	switch {
	case s.Role != "":
		s.Work = WorkAssigned
	default:
		s.Work = WorkTriaged
	}
}

// triaged moves a new item on: somebody has looked at it.
func (f *folder) triaged() {
	if f.state.Work == WorkNew {
		f.state.Work = WorkTriaged
	}
}

func (f *folder) mustBeOpen() error {
	if !f.state.Work.IsOpen() {
		return Fail(CodeNotOpen, "state", f.state.Work.String())
	}
	return nil
}
