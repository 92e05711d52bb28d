package adapters

import (
	"time"

	"lotse/inbox"
)

// Clock tells the time and wakes. It is passed in, so that tests play a day in a
// millisecond.
type Clock interface {
	inbox.Clock
	// Until gives a channel that fires once when t has come, at once if it has,
	// and a function that takes the alarm back. The time is absolute: nothing is
	// lost when the clock moves between reckoning and waiting.
	Until(t time.Time) (<-chan time.Time, func())
}

// Wall is the system's clock.
type Wall struct{}

// Now gives the time without its monotonic part: on a laptop that slept, only the
// wall clock tells how much time has passed.
func (Wall) Now() time.Time { return time.Now().Round(0) }

// Until waits on a timer.
func (Wall) Until(t time.Time) (<-chan time.Time, func()) {
	timer := time.NewTimer(time.Until(t))
	return timer.C, func() { timer.Stop() }
}

// heartbeat bounds how long a loop waits before it looks at the wall clock again.
// Timers stand still while a machine sleeps.
const heartbeat = time.Minute

// sleepUntil waits until t, a nudge or the end of the context. It reports false
// at the context's end.
func sleepUntil(c Clock, done <-chan struct{}, nudge <-chan struct{}, t time.Time) bool {
	for {
		now := c.Now()
		select {
		case <-done:
			return false
		default:
		}
		if !now.Before(t) {
			return true
		}
		alarm := t
		if beat := now.Add(heartbeat); beat.Before(alarm) {
			alarm = beat
		}
		ring, stop := c.Until(alarm)
		select {
		case <-done:
			stop()
			return false
		case <-nudge:
			stop()
			return true
		case <-ring:
		}
	}
}
