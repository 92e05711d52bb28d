package inbox

import (
	"context"
	"slices"
)

// Ordering is what a person says with a measure.
type Ordering struct {
	Measure Measure
	Rule    string // of the house's netiquette; needed by measures that restrict
	Milder  Milder // would something milder do? needed by measures that restrict
	Reason  string // in words; internal, it never reaches the channel
}

// MayMeasure reports why the person may not order a measure on an item; nil when
// they may.
func (s *Session) MayMeasure(it *Item, m Measure) error {
	if err := s.May(RightMeasure); err != nil {
		return err
	}
	ch := s.Channels[it.Content.Channel]
	if ch == nil {
		return Fail(CodeNoChannel, "channel", it.Content.Channel)
	}
	if it.Content.Kind == KindOwnPost {
		return Fail(CodeOwnPost, "item", it.ID.Short())
	}
	if !slices.Contains(ch.Capabilities().Measures, m) {
		return Fail(CodeNoMeasure, "measure", string(m), "channel", it.Content.Channel)
	}
	if !m.fits(it.State.Visibility) || it.Content.Kind == KindUnparsed {
		return Fail(CodeMeasureUnfit, "measure", string(m), "visibility", it.State.Visibility.String())
	}
	if ask, ok := ch.(Moderator); ok {
		if err := ask.MayMeasure(&it.Content, m); err != nil {
			return err
		}
	}
	if it.State.OrderState.IsActive() {
		return Fail(CodeOrderActive, "state", it.State.OrderState.String())
	}
	return nil
}

// MayMeasureAny reports why the person may order no measure at all on an item; nil
// when there is one. Of the reasons it gives what this item lacks before what its
// channel lacks.
func (s *Session) MayMeasureAny(it *Item) error {
	var why error
	for _, m := range Measures() {
		err := s.MayMeasure(it, m)
		if err == nil {
			return nil
		}
		if why == nil || CodeOf(why) == CodeNoMeasure || CodeOf(why) == CodeMeasureUnfit && CodeOf(err) != CodeNoMeasure {
			why = err
		}
	}
	return why
}

// Order gives a measure on one item: it goes out after its undo window, or waits
// for a second person where it cannot be taken back. Each item is judged by
// itself, so there is no order on many.
func (s *Session) Order(ctx context.Context, t Target, o Ordering) (Order, error) {
	actor, err := s.actor(RightMeasure)
	if err != nil {
		return Order{}, err
	}
	it, err := s.Item(ctx, t.ID)
	if err != nil {
		return Order{}, err
	}
	if err := s.MayMeasure(&it, o.Measure); err != nil {
		return Order{}, err
	}
	if err := s.barred(ctx, it.Content.Channel); err != nil {
		return Order{}, err
	}
	if o.Rule != "" {
		if _, ok := s.House.Rule(o.Rule); !ok {
			ids := make([]string, 0, len(s.House.NetRules()))
			for _, r := range s.House.NetRules() {
				ids = append(ids, r.ID)
			}
			return Order{}, unknownName("rule", Quote(o.Rule), ids)
		}
	}
	if t.Version == 0 {
		t.Version = it.Version
	}
	now := s.Clock.Now()
	order := Order{
		ID: OrderID(NewULID(now)), Item: it.ID, ItemVersion: it.Version, ItemHash: it.Hash, Channel: it.Content.Channel,
		Measure: o.Measure, Rule: o.Rule, Milder: o.Milder, By: actor,
	}
	_, err = s.commit(ctx, Decision{
		Kind: DidOrder, Actor: actor, Item: it.ID, Base: t.Version, Order: order.ID, NewOrder: &order, Text: Canonical(o.Reason),
		Args: Args{Measure: o.Measure, Rule: o.Rule, Milder: o.Milder, Until: now.Add(s.House.Periods.Undo)},
	})
	if err != nil {
		return Order{}, err
	}
	return s.Store.Order(ctx, order.ID)
}

// MayAgree reports why the person may not agree to an order; nil when they may.
func (s *Session) MayAgree(o *Order) error {
	if o.By.Person == s.Person.ID {
		return Fail(CodeOwnRelease)
	}
	return s.May(RightMeasureAgree)
}

// Agree is the second person's word: the measure goes out after its undo window.
func (s *Session) Agree(ctx context.Context, id OrderID) (Order, error) {
	o, err := s.seenOrder(ctx, id)
	if err != nil {
		return o, err
	}
	if err := s.MayAgree(&o); err != nil {
		return o, err
	}
	actor, err := s.actor(RightMeasureAgree)
	if err != nil {
		return o, err
	}
	_, err = s.commit(ctx, Decision{
		Kind: DidOrderAgree, Actor: actor, Item: o.Item, Base: o.ItemVersion, Order: id,
		Args: Args{Measure: o.Measure, Until: s.Clock.Now().Add(s.House.Periods.Undo)},
	})
	if err != nil {
		return o, err
	}
	return s.Store.Order(ctx, id)
}

// CancelOrder pulls an order back before it is carried out, or says no to
// another person's, with a note.
func (s *Session) CancelOrder(ctx context.Context, id OrderID, note string) error {
	o, err := s.seenOrder(ctx, id)
	if err != nil {
		return err
	}
	right := RightMeasure
	if o.By.Person != s.Person.ID {
		if err := s.MayAgree(&o); err != nil {
			return err
		}
		right = RightMeasureAgree
		if Canonical(note) == "" {
			return Fail(CodeEmptyText, "what", "note")
		}
	}
	actor, err := s.actor(right)
	if err != nil {
		return err
	}
	_, err = s.commit(ctx, Decision{
		Kind: DidOrderCancel, Actor: actor, Item: o.Item, Order: id, Args: Args{Measure: o.Measure}, Text: Canonical(note),
	})
	return err
}

// SettleOrder closes an unclear order after a person looked at the channel.
func (s *Session) SettleOrder(ctx context.Context, id OrderID, done bool) error {
	o, err := s.seenOrder(ctx, id)
	if err != nil {
		return err
	}
	actor, err := s.actor(RightMeasure)
	if err != nil {
		return err
	}
	a := o.Attempt()
	if a == nil || o.State != OrderUnclear {
		return Fail(CodeOrderState, "state", o.State.String())
	}
	settled := Attempt{ID: a.ID, Outcome: OutcomeRefused}
	if done {
		settled.Outcome = OutcomeDelivered
	}
	_, err = s.commit(ctx, Decision{
		Kind: DidOrderSettle, Actor: actor, Item: o.Item, Order: id, Args: Args{Measure: o.Measure, Attempt: &settled},
	})
	return err
}

// OpenOrders gives the orders that somebody should look at: to agree to, on
// their way, refused or unclear. Only those on items the person may see.
func (s *Session) OpenOrders(ctx context.Context) ([]Order, error) {
	all, err := s.Store.Orders(ctx, OrderInReview, OrderQueued, OrderActing, OrderUnclear, OrderRefused, OrderVoid)
	if err != nil {
		return nil, err
	}
	out := all[:0]
	for i := range all {
		if _, err := s.Item(ctx, all[i].Item); err == nil {
			out = append(out, all[i])
		}
	}
	return out, nil
}

func (s *Session) seenOrder(ctx context.Context, id OrderID) (Order, error) {
	o, err := s.Store.Order(ctx, id)
	if err != nil {
		return o, err
	}
	_, err = s.Item(ctx, o.Item)
	return o, err
}

// FindOrder resolves a whole order id or an unambiguous tail of one among the
// orders that are not done with.
func (s *Session) FindOrder(ctx context.Context, text string) (Order, error) {
	if len(text) == 26 {
		return s.seenOrder(ctx, OrderID(text))
	}
	if len(text) < 4 {
		return Order{}, Fail(CodeBadID, "got", Quote(text))
	}
	all, err := s.OpenOrders(ctx)
	if err != nil {
		return Order{}, err
	}
	found := slices.DeleteFunc(all, func(o Order) bool { return !hasSuffixFold(string(o.ID), text) })
	switch len(found) {
	case 0:
		return Order{}, Fail(CodeNoOrder, "order", Quote(text))
	case 1:
		return found[0], nil
	}
	return Order{}, Fail(CodeAmbiguous, "got", Quote(text), "known", string(found[0].ID)+", "+string(found[1].ID))
}
