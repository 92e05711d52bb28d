package adaptertest

import (
	"sync"
	"time"
)

// Clock is a clock that stands still until it is moved. It is what package
// adapters takes for its Clock, in tests.
type Clock struct {
	mu     sync.Mutex
	now    time.Time
	alarms map[*alarm]bool
}

type alarm struct {
	at   time.Time
	ring chan time.Time
}

// NewClock makes a clock that shows t.
func NewClock(t time.Time) *Clock {
	return &Clock{now: t, alarms: map[*alarm]bool{}}
}

// Now gives the time it shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Until gives a channel that fires once the clock has been moved to t.
func (c *Clock) Until(t time.Time) (<-chan time.Time, func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a := &alarm{at: t, ring: make(chan time.Time, 1)}
	if !c.now.Before(t) {
		a.ring <- c.now
		return a.ring, func() {}
	}
	c.alarms[a] = true
	return a.ring, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.alarms, a)
	}
}

// Advance moves the clock on, or back, and rings what has come due.
func (c *Clock) Advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
	for a := range c.alarms {
		if !c.now.Before(a.at) {
			a.ring <- c.now
			delete(c.alarms, a)
		}
	}
}
