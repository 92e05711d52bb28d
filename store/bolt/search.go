package bolt

import (
	"context"
	"errors"
	"slices"
	"sync"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

const (
	searchWorkers = 2
	// searchSlice is how many items one view of a search covers. The first slices are
	// smaller, so that the first hits are on the screen in the next frame.
	searchSlice  = 5000
	searchFirst  = 100
	searchGrowth = 4
	// searchView is how many texts one view looks at.
	searchView = 500
)

// Search streams matches, newest first. Two workers read slice by slice ahead of
// the caller; what they find is given in order, on the caller's goroutine, with
// no view open.
func (s *Store) Search(ctx context.Context, f inbox.Filter, yield func([]inbox.Item) bool) error {
	ctx, cancel := context.WithCancel(ctx)
	r := &searcher{s: s, f: &f, size: searchFirst, order: make(chan *slice, 2*searchWorkers)}
	var wg sync.WaitGroup
	defer wg.Wait()
	defer cancel()
	for range searchWorkers {
		wg.Go(func() { r.work(ctx) })
	}
	for {
		sl, err := receive(ctx, r.order)
		if sl == nil {
			return err
		}
		if _, err := receive(ctx, sl.done); err != nil {
			return err
		}
		if sl.err != nil {
			return sl.err
		}
		if err := ctx.Err(); err != nil { // a value may have been chosen over the end
			return err
		}
		if len(sl.found) > 0 && !yield(sl.found) {
			return nil
		}
	}
}

// receive waits for a value, the close of the channel (the zero value) or the end
// of the context.
func receive[T any](ctx context.Context, c <-chan T) (v T, err error) {
	if err := ctx.Err(); err != nil { // first of all: of two that are ready a select takes either
		return v, err
	}
	select {
	case v = <-c:
		return v, nil
	case <-ctx.Done():
		return v, ctx.Err()
	}
}

// searcher deals slices of the walk to its workers.
type searcher struct {
	s     *Store
	f     *inbox.Filter
	order chan *slice // slices in the order of the walk

	mu    sync.Mutex
	below inbox.ItemID // where the next slice begins
	size  int
	ended bool
}

// slice is one stretch of the walk: the ids whose covers match, newest first.
type slice struct {
	ids   []inbox.ItemID
	dense bool // so many match that reading on from text to text is quickest
	found []inbox.Item
	err   error
	done  chan struct{}
}

// work takes slices until there is none. A slice is put in order before it is
// searched; that waits while the caller is far behind.
func (r *searcher) work(ctx context.Context) {
	for ctx.Err() == nil {
		sl := r.next(ctx)
		if sl == nil {
			return
		}
		if sl.err == nil {
			sl.err = r.search(ctx, sl)
		}
		close(sl.done)
	}
}

// next walks the covers for the next slice and queues it.
func (r *searcher) next(ctx context.Context) *slice {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ended {
		return nil
	}
	sl := &slice{done: make(chan struct{}), ids: make([]inbox.ItemID, 0, r.size)}
	sl.err = r.s.view(ctx, func(tx *bbolt.Tx) error {
		q := r.s.compile(tx, r.f)
		if q.never {
			r.ended = true
			return nil
		}
		q.content = false // the covers first
		looked := 0
		err := eachMatch(tx, q, newWalk(tx, q, r.below), &looked, &r.below, func(id inbox.ItemID, _ []byte) (bool, error) {
			sl.ids = append(sl.ids, id)
			return len(sl.ids) < r.size, nil
		})
		sl.dense = len(sl.ids)*4 > looked
		if errors.Is(err, errEnd) {
			r.ended = true
			return nil
		}
		return err
	})
	r.size = min(r.size*searchGrowth, searchSlice)
	r.ended = r.ended || sl.err != nil
	select {
	case r.order <- sl:
	case <-ctx.Done():
		r.ended = true
	}
	if r.ended {
		close(r.order)
	}
	return sl
}

// search looks at the texts of a slice. Each view takes a stretch and reads it in
// the order of the file, which memory answers faster than the way back.
func (r *searcher) search(ctx context.Context, sl *slice) error {
	for part := range slices.Chunk(sl.ids, searchView) {
		from := len(sl.found)
		err := r.s.view(ctx, func(tx *bbolt.Tx) error {
			q := r.s.compile(tx, r.f)
			c := tx.Bucket(bContent).Cursor()
			var k, v []byte
			for _, id := range slices.Backward(part) {
				if k != nil && sl.dense {
					for k, v = c.Next(); k != nil && string(k) < string(id[:]); k, v = c.Next() {
					}
				} else {
					k, v = c.Seek(id[:])
				}
				if string(k) != string(id[:]) {
					continue // erased meanwhile
				}
				if q.content {
					if ok, err := q.matchRaw(id, v); err != nil {
						return err
					} else if !ok {
						continue
					}
				}
				it, err := readItem(tx, id, v)
				if err != nil {
					return err
				}
				sl.found = append(sl.found, *it)
			}
			return nil
		})
		if err != nil {
			return err
		}
		slices.Reverse(sl.found[from:])
	}
	return nil
}
