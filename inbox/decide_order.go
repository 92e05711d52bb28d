package inbox

import "time"

// foldOrder folds the steps of an order. As with replies, every guard that
// depends on stored state stands here, inside the transaction.
func (f *folder) foldOrder() error {
	if f.d.Kind == DidOrder {
		return f.order()
	}
	o, err := f.Order(f.d.Order)
	if err != nil {
		return err
	}
	if o.Item != f.d.Item {
		return Fail(CodeNoOrder, "order", string(f.d.Order))
	}
	switch f.d.Kind { //nolint:exhaustive // fold routes only these here
	case DidOrderAgree:
		return f.agree(o)
	case DidOrderCancel:
		if err := inOrder(o, OrderInReview, OrderQueued); err != nil {
			return err
		}
		if f.d.Actor.Person == "" {
			o.VoidReason = f.d.Args.Reason
			f.setOrder(o, OrderVoid)
			return nil
		}
		f.setOrder(o, OrderCancelled)
	case DidOrderReserve:
		return f.reserveOrder(o)
	case DidOrderSettle:
		return f.settleOrder(o)
	}
	return nil
}

// order takes what a person ordered.
func (f *folder) order() error {
	o, d := f.d.NewOrder, f.d
	if o == nil || o.Item != d.Item || o.ID == "" {
		return Fail(CodeNoOrder, "order", "")
	}
	if _, err := f.Order(o.ID); CodeOf(err) != CodeNoOrder {
		if err != nil {
			return err
		}
		return Fail(CodeOrderState, "state", "known") // a second time must not overwrite the first
	}
	o = o.Clone()
	switch {
	case d.Actor.Person == "" || o.By != d.Actor:
		return Fail(CodeNeedsPerson)
	case f.state.OrderState.IsActive():
		return Fail(CodeOrderActive, "state", f.state.OrderState.String())
	case o.Channel != f.item.Content.Channel:
		return Fail(CodeWrongChannel, "channel", f.item.Content.Channel)
	case o.ItemVersion != f.item.Version || o.ItemHash != f.item.Hash:
		return Fail(CodeItemChanged, "item", d.Item.Short(), "read", itoa(int(o.ItemVersion)), "now", itoa(int(f.item.Version)))
	}
	if _, err := ParseMeasure(string(o.Measure)); err != nil {
		return err
	}
	if !o.Measure.fits(f.state.Visibility) {
		return Fail(CodeMeasureUnfit, "measure", string(o.Measure), "visibility", f.state.Visibility.String())
	}
	if o.Measure.Restricts() {
		if o.Rule == "" {
			return Fail(CodeEmptyText, "what", "rule")
		}
		if _, err := ParseMilder(string(o.Milder)); err != nil {
			return err
		}
	}
	if (o.Measure.Restricts() || o.Measure == MeasureUnhide) && d.Text == "" {
		return Fail(CodeEmptyText, "what", "reason")
	}
	o.CreatedAt, o.Attempts, o.Approved, o.DoneAt = f.now, nil, Actor{}, noTime
	o.UndoUntil = d.Args.Until
	f.triaged()
	if o.Measure.NeedsPair() {
		f.setOrder(o, OrderInReview)
		return nil
	}
	f.setOrder(o, OrderQueued)
	return nil
}

// agree is a second person's word for a measure that cannot be taken back.
func (f *folder) agree(o *Order) error {
	if err := inOrder(o, OrderInReview); err != nil {
		return err
	}
	switch f.d.Actor.Person {
	case "":
		return Fail(CodeNeedsPerson)
	case o.By.Person:
		return Fail(CodeOwnRelease)
	}
	if err := f.orderHolds(o); err != nil {
		return err
	}
	o.Approved, o.UndoUntil = f.d.Actor, f.d.Args.Until
	f.setOrder(o, OrderQueued)
	return nil
}

// orderHolds checks what must be true as long as the order is not carried out.
func (f *folder) orderHolds(o *Order) error {
	switch {
	case o.ItemVersion != f.item.Version || o.ItemHash != f.item.Hash:
		return Fail(CodeItemChanged, "item", o.Item.Short(), "read", itoa(int(o.ItemVersion)), "now", itoa(int(f.item.Version)))
	case !o.Measure.fits(f.state.Visibility):
		return Fail(CodeMeasureUnfit, "measure", string(o.Measure), "visibility", f.state.Visibility.String())
	}
	return nil
}

// reserveOrder writes the intent: after this is synced, one request may leave.
func (f *folder) reserveOrder(o *Order) error {
	if err := inOrder(o, OrderQueued); err != nil {
		return err
	}
	if f.d.Args.Attempt == nil || f.d.Args.Attempt.ID == "" {
		return Fail(CodeNoOrder, "order", string(o.ID))
	}
	if f.now.Before(o.UndoUntil) {
		return Fail(CodeNotDue)
	}
	if o.Measure.NeedsPair() && (o.Approved.Person == "" || o.Approved.Person == o.By.Person) {
		return Fail(CodeNoRelease)
	}
	if err := f.orderHolds(o); err != nil {
		return err
	}
	a := *f.d.Args.Attempt
	a.At = f.now
	o.Attempts = append(o.Attempts, a)
	f.setOrder(o, OrderActing)
	return nil
}

// settleOrder closes an attempt with what is known of it.
func (f *folder) settleOrder(o *Order) error {
	if err := inOrder(o, OrderActing, OrderUnclear); err != nil {
		return err
	}
	got, open := f.d.Args.Attempt, o.Attempt()
	if got == nil || open == nil || got.ID != open.ID {
		return Fail(CodeNoOrder, "order", string(o.ID))
	}
	if o.State == OrderUnclear && f.d.Actor.Person == "" {
		return Fail(CodeNeedsPerson)
	}
	open.Settled, open.Outcome, open.Problem = f.now, got.Outcome, got.Problem
	open.Status, open.RetryAt = got.Status, got.RetryAt
	switch got.Outcome {
	case OutcomeDelivered:
		o.DoneAt = f.now
		f.state.Visibility = o.Measure.after(f.state.Visibility)
		f.state.Shown = f.state.Shown && f.state.Visibility == Public && o.Measure != MeasureUnhide
		f.setOrder(o, OrderDone)
	case OutcomeUnclear:
		if !o.Measure.Repeatable() {
			f.setOrder(o, OrderUnclear)
			return nil
		}
		f.againOrRefused(o, f.now)
	case OutcomeRefused:
		f.againOrRefused(o, got.RetryAt)
	default:
		return unknownName("outcome", Quote(string(got.Outcome)), []string{"delivered", "refused", "unclear"})
	}
	return nil
}

func (f *folder) againOrRefused(o *Order, at time.Time) {
	if at.IsZero() || len(o.Attempts) >= MaxAttempts {
		f.setOrder(o, OrderRefused)
		return
	}
	o.UndoUntil = at
	f.setOrder(o, OrderQueued)
}

func inOrder(o *Order, states ...OrderState) error {
	for _, s := range states {
		if o.State == s {
			return nil
		}
	}
	return Fail(CodeOrderState, "state", o.State.String())
}

// setOrder moves an order on and lets its item follow. A measure never ends the
// work on an item: there may be an answer to give as well.
func (f *folder) setOrder(o *Order, to OrderState) {
	o.State = to
	o.Rev++
	f.change.Orders = append(f.change.Orders, o)
	f.state.Order, f.state.OrderState = o.ID, to
}

// voidOrder takes the ground from an order that is not carried out yet.
func (f *folder) voidOrder(why string) error {
	if f.state.OrderState != OrderInReview && f.state.OrderState != OrderQueued {
		return nil
	}
	o, err := f.Order(f.state.Order)
	if err != nil {
		return err
	}
	o.VoidReason = why
	f.setOrder(o, OrderVoid)
	return nil
}
