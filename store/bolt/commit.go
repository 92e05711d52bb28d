package bolt

import (
	"context"
	"slices"
	"time"

	"lotse/inbox"
)

// Commit folds decisions with inbox.Decide and writes them, their log entries and
// every projection in one synced transaction: all or none.
func (s *Store) Commit(ctx context.Context, ds []inbox.Decision, now time.Time) ([]inbox.Event, error) {
	if len(ds) == 0 {
		return nil, ctx.Err()
	}
	var f *fold
	j := &job{plan: func(w *write) (func() error, error) {
		var err error
		if f, err = w.newFold(now); err != nil {
			return nil, err
		}
		for i := range ds {
			if err := f.decide(ds[i]); err != nil {
				return nil, err
			}
		}
		return f.apply, nil
	}}
	if !slices.ContainsFunc(ds, func(d inbox.Decision) bool { return d.Actor.Person != "" }) {
		j.system = true
	}
	if err := s.submit(ctx, s.people, j); err != nil {
		return nil, err
	}
	out := make([]inbox.Event, len(f.entries))
	for i, e := range f.entries {
		out[i] = e.event
	}
	return out, nil
}
