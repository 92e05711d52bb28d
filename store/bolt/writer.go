package bolt

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

const (
	// peopleAtOnce is how many callers' decisions share one sync.
	peopleAtOnce = 256
	// ingestBusy and ingestIdle are how many observations share one transaction while
	// somebody works and while nobody does: a person's decision waits for the
	// transaction that is under way.
	ingestBusy, ingestIdle = 200, 2000
	// workPause is how long after a person's last act the desk counts as idle.
	workPause = 5 * time.Second
)

// job is one caller's change. plan looks at the state inside the transaction and
// either refuses, having written nothing, or gives what to write (nil for
// nothing). Once writing has begun an error spoils the whole transaction.
type job struct {
	plan   func(w *write) (apply func() error, err error)
	alone  func() error // instead of plan: runs in the writer without a transaction
	size   int          // observations
	system bool         // no person waits for it
	taken  atomic.Bool  // by the writer, or by a caller that no longer waits
	done   chan error
}

// submit hands a job to the writer and waits for it. When the context ends before
// the writer took the job, nothing was changed; after that the job is waited for,
// because it is a matter of milliseconds and its outcome must be known.
func (s *Store) submit(ctx context.Context, queue chan *job, j *job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if s.opts.ReadOnly {
		return inbox.Fail(inbox.CodeStoreReadOnly)
	}
	j.done = make(chan error, 1)
	select {
	case <-s.quit:
		return inbox.Fail(inbox.CodeStoreClosed)
	default:
	}
	select {
	case queue <- j:
	case <-s.quit:
		return inbox.Fail(inbox.CodeStoreClosed)
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-j.done:
		return err
	case <-ctx.Done():
		if j.taken.CompareAndSwap(false, true) {
			return ctx.Err()
		}
	case <-s.idle:
		if j.taken.CompareAndSwap(false, true) {
			return inbox.Fail(inbox.CodeStoreClosed)
		}
	}
	return <-j.done
}

func (s *Store) start() {
	if s.opts.ReadOnly {
		close(s.idle)
		return
	}
	go s.writer()
}

// writer is the only goroutine that writes.
func (s *Store) writer() {
	defer close(s.idle)
	var lastWork time.Time
	for {
		select { // people first
		case j := <-s.people:
			s.run(s.note(drain(j, s.people, peopleAtOnce, func(*job) int { return 1 }), &lastWork))
			continue
		default:
		}
		select {
		case j := <-s.people:
			s.run(s.note(drain(j, s.people, peopleAtOnce, func(*job) int { return 1 }), &lastWork))
		case j := <-s.ingest:
			limit := ingestIdle
			if s.opts.Now().Sub(lastWork) < workPause {
				limit = ingestBusy
			}
			s.run(drain(j, s.ingest, limit, func(j *job) int { return j.size }))
		case <-s.quit:
			s.rest()
			return
		}
	}
}

// note keeps when a person last acted.
func (s *Store) note(batch []*job, lastWork *time.Time) []*job {
	for _, j := range batch {
		if !j.system {
			*lastWork = s.opts.Now()
		}
	}
	return batch
}

// rest takes what was handed over before the store was closed.
func (s *Store) rest() {
	for {
		select {
		case j := <-s.people:
			s.run([]*job{j})
		case j := <-s.ingest:
			s.run([]*job{j})
		default:
			return
		}
	}
}

// drain takes what waits in a queue, up to a limit, without waiting for more.
func drain(first *job, queue chan *job, limit int, size func(*job) int) []*job {
	batch := []*job{first}
	for n := size(first); n < limit; {
		select {
		case j := <-queue:
			batch = append(batch, j)
			n += size(j)
		default:
			return batch
		}
	}
	return batch
}

// run carries out a batch in one transaction. When writing fails, the callers of
// a batch of several are tried one by one, so that nobody fails for another's sake.
func (s *Store) run(batch []*job) {
	live := batch[:0]
	for _, j := range batch {
		switch {
		case !j.taken.CompareAndSwap(false, true):
		case j.alone != nil:
			var err error
			func() {
				defer guard(&err)()
				err = domainError(j.alone())
			}()
			j.done <- err
		default:
			live = append(live, j)
		}
	}
	if len(live) == 0 {
		return
	}
	refused, err := s.transact(live)
	if err != nil && len(live) > 1 {
		for _, j := range live {
			one, err := s.transact([]*job{j})
			j.done <- first(one[j], err)
		}
		return
	}
	for _, j := range live {
		j.done <- first(refused[j], err)
	}
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// errNothing ends a transaction that changed nothing, so that nothing is synced.
var errNothing = errors.New("nothing to write")

// transact runs jobs in one synced transaction. What a job refused stands in
// refused; err is a fault that left nothing written.
func (s *Store) transact(jobs []*job) (refused map[*job]error, err error) {
	if broken := s.broken.Load(); broken != nil {
		return nil, broken
	}
	finished := false
	defer func() {
		// After a panic of its own bbolt's locks may be left taken: nobody may try again.
		if !finished && inbox.CodeOf(err) == inbox.CodeStoreDamaged {
			s.broken.Store(damaged("page").Because(err))
		}
	}()
	defer guard(&err)()

	refused = make(map[*job]error)
	words := s.words.saved
	uerr := s.db.Load().Update(func(tx *bbolt.Tx) error {
		w := newWrite(s, tx)
		for _, j := range jobs {
			apply, err := j.plan(w)
			switch {
			case err != nil:
				refused[j] = err
			case apply != nil:
				if err := apply(); err != nil {
					return err
				}
			}
		}
		if !w.dirty {
			return errNothing
		}
		if words, err = s.words.save(tx); err != nil {
			return err
		}
		return w.finish()
	})
	finished = true
	if errors.Is(uerr, errNothing) {
		return refused, nil
	}
	if uerr == nil {
		s.words.saved = words
		s.watchers.hint()
	}
	return refused, domainError(uerr)
}
