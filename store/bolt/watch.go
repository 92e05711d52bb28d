package bolt

import (
	"context"
	"sync"
)

// watchers are told that something changed. Each has room for one hint, so a
// slow watcher finds many changes as one and never holds the writer up.
type watchers struct {
	mu     sync.Mutex
	all    map[chan struct{}]func() bool // what ends the wait for its context
	closed bool
}

// Watch gives hints until the context ends or the store closes; then the channel
// is closed.
func (s *Store) Watch(ctx context.Context) <-chan struct{} {
	return s.watchers.add(ctx)
}

func (w *watchers) add(ctx context.Context) <-chan struct{} {
	c := make(chan struct{}, 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		close(c)
		return c
	}
	if w.all == nil {
		w.all = make(map[chan struct{}]func() bool)
	}
	w.all[c] = context.AfterFunc(ctx, func() { w.remove(c) })
	return c
}

func (w *watchers) remove(c chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, ok := w.all[c]; ok {
		delete(w.all, c)
		close(c)
	}
}

func (w *watchers) hint() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.all {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

func (w *watchers) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.closed = true
	for c, stop := range w.all {
		stop()
		delete(w.all, c)
		close(c)
	}
}
