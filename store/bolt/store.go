package bolt

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"lotse/inbox"
)

var _ inbox.Store = (*Store)(nil)

// Store is an open desk file. All methods are safe for concurrent use.
type Store struct {
	path  string
	opts  Options
	node  uint32
	words *dictionary

	db     atomic.Pointer[bbolt.DB]
	cells  atomic.Pointer[cellTable] // of the last snapshot somebody counted
	broken atomic.Pointer[inbox.Error]

	people, ingest chan *job
	quit           chan struct{} // closed by Close
	idle           chan struct{} // closed when the writer has ended
	closing        sync.Once
	closed         error

	watchers watchers
}

// Node names this desk in event ids.
func (s *Store) Node() uint32 { return s.node }

// Path is the file.
func (s *Store) Path() string { return s.path }

// view runs one short slice of reading. Nothing that fn keeps may alias the
// transaction's memory, and fn must not write: the writer may wait for readers.
func (s *Store) view(ctx context.Context, fn func(tx *bbolt.Tx) error) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	defer guard(&err)()
	if hook := s.opts.viewed; hook != nil {
		start := time.Now()
		defer func() { hook(time.Since(start)) }()
	}
	for {
		db := s.db.Load()
		err = db.View(fn)
		// Compact may have put another file in this one's place just now.
		if !errors.Is(err, berrors.ErrDatabaseNotOpen) || s.db.Load() == db {
			return domainError(err)
		}
	}
}

// slices runs fn in one view after the other until it says that it is done, so
// that a long walk never holds a snapshot for long.
func (s *Store) slices(ctx context.Context, fn func(tx *bbolt.Tx) (done bool, err error)) error {
	for done := false; !done; {
		err := s.view(ctx, func(tx *bbolt.Tx) (err error) {
			done, err = fn(tx)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Close ends the writer after what it was given, and gives the file free. Calls
// after it fail with CodeStoreClosed. Closing twice is no error.
func (s *Store) Close() error {
	s.closing.Do(func() {
		close(s.quit)
		<-s.idle
		s.watchers.close()
		if !s.opts.ReadOnly {
			dropOwner(s.path) // while the lock is held, so that it is never the next owner's
		}
		s.closed = within(closeLimit, func() error { return s.db.Load().Close() })
	})
	return s.closed
}

// closeLimit is how long Close waits for readers. Only a damaged file ever makes
// it wait that long.
const closeLimit = 5 * time.Second

// within runs fn and gives up waiting for it after d: damage can send bbolt round
// in circles or leave its locks taken.
func within(d time.Duration, fn func() error) error {
	done := make(chan error, 1)
	go func() {
		var err error
		defer func() { done <- err }()
		defer guard(&err)()
		err = domainError(fn())
	}()
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case err := <-done:
		return err
	case <-timer.C:
		return damaged("file", "after", d.String())
	}
}
