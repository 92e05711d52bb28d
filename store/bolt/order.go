package bolt

import (
	"cmp"
	"context"
	"slices"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// putOrder writes an order and keeps its two indexes in line.
func putOrder(tx *bbolt.Tx, o *inbox.Order) error {
	id := []byte(o.ID)
	byState := tx.Bucket(bOrdState)
	if was, err := readOrder(tx, o.ID); err == nil {
		if err := byState.Delete(append([]byte{byte(was.State)}, id...)); err != nil {
			return err
		}
	} else if inbox.CodeOf(err) != inbox.CodeNoOrder {
		return err
	}
	if err := putJSON(tx.Bucket(bOrders), id, o); err != nil {
		return err
	}
	if err := byState.Put(append([]byte{byte(o.State)}, id...), nil); err != nil {
		return err
	}
	return tx.Bucket(bOrdItem).Put(append(o.Item[:], id...), nil)
}

// Order gives one order.
func (s *Store) Order(ctx context.Context, id inbox.OrderID) (inbox.Order, error) {
	var o *inbox.Order
	err := s.view(ctx, func(tx *bbolt.Tx) (err error) {
		o, err = readOrder(tx, id)
		return err
	})
	if err != nil {
		return inbox.Order{}, err
	}
	return *o, nil
}

// Orders gives the orders in the given states, oldest first.
func (s *Store) Orders(ctx context.Context, states ...inbox.OrderState) ([]inbox.Order, error) {
	var out []inbox.Order
	seen := make(map[inbox.OrderID]bool) // one that changed its state between two views
	for _, st := range states {
		err := s.ordersUnder(ctx, bOrdState, []byte{byte(st)}, func(o *inbox.Order) {
			if o.State == st && !seen[o.ID] {
				seen[o.ID] = true
				out = append(out, *o)
			}
		})
		if err != nil {
			return nil, err
		}
	}
	firstGiven(out)
	return out, nil
}

// OrdersOf gives the orders on an item, oldest first.
func (s *Store) OrdersOf(ctx context.Context, id inbox.ItemID) ([]inbox.Order, error) {
	var out []inbox.Order
	err := s.ordersUnder(ctx, bOrdItem, id[:], func(o *inbox.Order) { out = append(out, *o) })
	firstGiven(out)
	return out, err
}

func firstGiven(os []inbox.Order) {
	slices.SortFunc(os, func(a, b inbox.Order) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
}

// ordersUnder reads the orders an index lists under a prefix.
func (s *Store) ordersUnder(ctx context.Context, index, prefix []byte, yield func(*inbox.Order)) error {
	return under(ctx, s, index, prefix, readOrder, yield)
}
