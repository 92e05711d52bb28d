package adapters

import "time"

// breaker stops calls to a channel that failed five times in a row: closed → open
// for five minutes → half-open, where one call decides. It is its own forty lines
// because it must follow the desk's clock, and after a machine's sleep or a
// restart the saved time: failsafe-go's breaker keeps its clock to itself.
type breaker struct {
	failures int
	until    time.Time // open until then; zero when closed
	trial    bool      // half-open: the next call decides
}

// restore opens it again after a restart.
func (b *breaker) restore(until time.Time) { b.failures, b.until, b.trial = openAfter, until, false }

// isOpen reports whether calls are held back or a trial is still to be won.
func (b *breaker) isOpen() bool { return !b.until.IsZero() }

// try gives when the next call may be made: now when the circuit is closed or its
// time has come.
func (b *breaker) try(now time.Time) time.Time {
	if b.isOpen() && !b.trial {
		if now.Before(b.until) {
			return b.until
		}
		b.trial = true
	}
	return now
}

// force lets a person's own call through.
func (b *breaker) force() { b.trial = b.isOpen() }

// note takes the outcome of a call.
func (b *breaker) note(now time.Time, ok bool) {
	if ok {
		*b = breaker{}
		return
	}
	b.failures++
	if b.trial || b.failures >= openAfter {
		b.until, b.trial = now.Add(openFor), false
	}
}
