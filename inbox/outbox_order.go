package inbox

import "context"

// DueOrders gives the orders of a channel whose undo window has passed, oldest
// first.
func (o *Outbox) DueOrders(ctx context.Context, channel string) ([]Order, error) {
	all, err := o.Store.Orders(ctx, OrderQueued)
	if err != nil {
		return nil, err
	}
	now, out := o.Clock.Now(), all[:0]
	for i := range all {
		if all[i].Channel == channel && !now.Before(all[i].UndoUntil) {
			out = append(out, all[i])
		}
	}
	return out, nil
}

// ReserveOrder writes the intent of one attempt and syncs it. Only after it
// returns may one request leave. It refuses what may no longer be done and, where
// that is for good, voids the order with the reason so that a person sees it.
func (o *Outbox) ReserveOrder(ctx context.Context, m *Order) (attempt string, to Ref, err error) {
	it, err := o.Store.Item(ctx, m.Item)
	if err != nil {
		return "", Ref{}, err
	}
	a := &Attempt{ID: NewULID(o.Clock.Now())}
	if err := o.commitOrder(ctx, m, Decision{Kind: DidOrderReserve, Args: Args{Attempt: a}}); err != nil {
		if code := CodeOf(err); code.IsRefusal() && code != CodeNotDue && code != CodeOrderState {
			_ = o.commitOrder(ctx, m, Decision{Kind: DidOrderCancel, Args: Args{Reason: string(code)}})
		}
		return "", Ref{}, err
	}
	return a.ID, RefOf(&it.Content), nil
}

// SettleOrder closes an attempt with what is known of it.
func (o *Outbox) SettleOrder(ctx context.Context, m *Order, a Attempt) error {
	return o.commitOrder(ctx, m, Decision{Kind: DidOrderSettle, Args: Args{Attempt: &a}})
}

func (o *Outbox) commitOrder(ctx context.Context, m *Order, d Decision) error {
	d.Actor, d.Item, d.Order, d.Args.Measure = System(), m.Item, m.ID, m.Measure
	_, err := o.Store.Commit(ctx, []Decision{d}, o.Clock.Now())
	return err
}
