package inbox

// undoable are the kinds that one key takes back. What has left the house, and
// what was only observed, is not among them.
var undoable = map[Kind]bool{
	DidLabel: true, DidEscalate: true, DidAssign: true, DidTake: true, DidRelease: true,
	DidNote: true, DidClose: true, DidSnooze: true, DidReopen: true, DidWait: true,
	DidSubmit: true, DidApprove: true, DidReturn: true, DidQueue: true, DidUndo: true,
	DidMatch: true, DidUnmatch: true,
	DidOrder: true, DidOrderAgree: true, DidOrderCancel: true,
}

// Undoable reports whether events of the kind can be taken back at all.
func (k Kind) Undoable() bool { return undoable[k] }

// foldUndo appends the inverse of one event: the item's state before it. It is
// refused when something else happened to the item since.
func (f *folder) foldUndo() error {
	e, err := f.Event(f.d.Args.Target)
	if err != nil {
		return err
	}
	if !e.Kind.Undoable() || e.Before == nil || e.Item != f.d.Item || f.state == nil {
		return Fail(CodeNotUndoable, "kind", string(e.Kind))
	}
	if err := f.mayUndoReply(e); err != nil {
		return err // says more than "something changed since"
	}
	if err := f.mayUndoOrder(e); err != nil {
		return err
	}
	if e.Kind == DidUndo {
		if err := f.mayRedo(e); err != nil {
			return err
		}
	} else if f.state.Top != e.ID {
		return Fail(CodeChangedSince, "kind", string(e.Kind))
	}
	if err := f.undoReply(e); err != nil {
		return err
	}
	if err := f.undoOrder(e); err != nil {
		return err
	}
	rev, last := f.state.Rev, f.state.Last
	*f.state = *e.Before
	f.state.Rev, f.state.Last = rev, last
	return nil
}

// mayRedo allows taking back an undo as long as the item is exactly as the undo
// left it, however many undos and redos lie between. A redo is taken back by an
// undo of the act itself.
func (f *folder) mayRedo(undo *Event) error {
	act, err := f.Event(undo.Args.Target)
	if err != nil {
		return err
	}
	if act.Kind == DidUndo || act.Before == nil {
		return Fail(CodeNotUndoable, "kind", string(act.Kind))
	}
	if !f.state.sameAs(act.Before) {
		return Fail(CodeChangedSince, "kind", string(undo.Kind))
	}
	return nil
}

// mayUndoReply refuses what may stand in public.
func (f *folder) mayUndoReply(e *Event) error {
	if e.ReplyID == "" {
		return nil
	}
	r, err := f.Reply(e.ReplyID)
	if err != nil {
		return err
	}
	if r.State.IsOnChannel() || r.State == ReplyRefused || r.State == ReplyVoid {
		return Fail(CodeLeftHouse, "state", r.State.String())
	}
	return nil
}

// undoReply sets a reply back beside its item; a reply that may stand in public
// stays.
func (f *folder) undoReply(e *Event) error {
	if e.ReplyID == "" {
		return nil
	}
	r, err := f.Reply(e.ReplyID)
	if err != nil {
		return err
	}
	switch e.Kind {
	case DidSubmit:
		r.State = ReplyCancelled
	case DidApprove:
		r.State, r.Release, r.UndoUntil = ReplyInReview, nil, noTime
	case DidReturn:
		r.State = ReplyInReview
	case DidQueue:
		r.State, r.UndoUntil = ReplyReleased, noTime
	default:
		// Redoing a reply's step would skip the checks of its first time.
		return Fail(CodeNotUndoable, "kind", string(e.Kind))
	}
	r.Rev++
	f.change.Replies = append(f.change.Replies, r)
	return nil
}

// mayUndoOrder refuses what the channel may have done: the way back is a measure
// of its own.
func (f *folder) mayUndoOrder(e *Event) error {
	if e.Order == "" {
		return nil
	}
	o, err := f.Order(e.Order)
	if err != nil {
		return err
	}
	switch o.State {
	case OrderActing, OrderDone, OrderRefused, OrderUnclear, OrderVoid:
		return Fail(CodeOrderState, "state", o.State.String())
	case OrderNone, OrderInReview, OrderQueued, OrderCancelled:
	}
	return nil
}

// undoOrder sets an order back beside its item.
func (f *folder) undoOrder(e *Event) error {
	if e.Order == "" {
		return nil
	}
	o, err := f.Order(e.Order)
	if err != nil {
		return err
	}
	switch e.Kind {
	case DidOrder:
		o.State = OrderCancelled
	case DidOrderAgree:
		o.State, o.Approved = OrderInReview, Actor{}
	case DidOrderCancel:
		o.State = OrderInReview
		if !o.Measure.NeedsPair() || o.Approved.Person != "" {
			o.State, o.UndoUntil = OrderQueued, f.now // nobody is told to wait twice
		}
	default:
		return Fail(CodeNotUndoable, "kind", string(e.Kind))
	}
	o.Rev++
	f.change.Orders = append(f.change.Orders, o)
	return nil
}
