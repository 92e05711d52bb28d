package adapters

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"lotse/inbox"
)

// errStuck says that a call did not come back although its context had ended.
var errStuck = errors.New("the call does not come back")

// stuckGrace is how long a call may take to return after its context has ended.
const stuckGrace = 5 * time.Second

// guard makes calls into a channel: with a deadline, surviving a panic, and
// without hanging on one that ignores its context. One channel has one; while a
// lost call is still out, no other begins, so an account is never used twice at
// once by accident.
type guard struct {
	clock  Clock
	lost   atomic.Int32
	panics atomic.Int64
}

// call runs f with a context that ends after limit, or, when the caller's own
// context ends, after a grace: a request that posts is worth waiting for a little.
// Every error it gives is a *inbox.ChannelError. writes tells whether f may have
// posted when it is given up.
func (g *guard) call(ctx context.Context, op string, limit, grace time.Duration, writes bool, f func(context.Context) error) error {
	if g.lost.Load() > 0 {
		return &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: op, Err: errStuck}
	}
	if err := ctx.Err(); err != nil {
		return &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: op, Err: err}
	}
	inner, cancel := context.WithCancelCause(context.WithoutCancel(ctx))
	defer cancel(nil)
	result := make(chan error, 1)
	// 1 while somebody waits; whoever swaps it to 0 first knows whether the call was given up.
	var waited atomic.Int32
	waited.Store(1)
	go func() {
		err := g.survive(op, writes, func() error { return f(inner) })
		result <- err
		if !waited.CompareAndSwap(1, 0) {
			g.lost.Add(-1)
		}
	}()
	ring, stop := g.clock.Until(g.clock.Now().Add(limit))
	defer stop()
	select {
	case err := <-result:
		return asChannelError(op, writes, err)
	case <-ring:
		cancel(context.DeadlineExceeded)
	case <-ctx.Done():
		if err, ended := g.wait(result, grace); ended {
			return asChannelError(op, writes, err)
		}
		cancel(context.Cause(ctx))
	}
	if err, ended := g.wait(result, stuckGrace); ended {
		return asChannelError(op, writes, err)
	}
	g.lost.Add(1)
	if !waited.CompareAndSwap(1, 0) { // it came back at the last moment
		g.lost.Add(-1)
		return asChannelError(op, writes, <-result)
	}
	return &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: op, SentMaybe: writes, Err: errStuck}
}

func (g *guard) wait(result <-chan error, d time.Duration) (error, bool) {
	if d <= 0 {
		return nil, false
	}
	ring, stop := g.clock.Until(g.clock.Now().Add(d))
	defer stop()
	select {
	case err := <-result:
		return err, true
	case <-ring:
		return nil, false
	}
}

// survive turns a panic into an error and counts it. The panic's value may hold a
// stranger's text, so only its type is told.
func (g *guard) survive(op string, writes bool, f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			g.panics.Add(1)
			err = &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: op, SentMaybe: writes, Err: fmt.Errorf("panic of type %T", v)}
		}
	}()
	return f()
}

// asChannelError keeps the port's error type. A foreign error of a write leaves
// open whether it stands.
func asChannelError(op string, writes bool, err error) error {
	if err == nil {
		return nil
	}
	var ce *inbox.ChannelError
	if errors.As(err, &ce) {
		return ce
	}
	return &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: op, SentMaybe: writes, Err: err}
}
