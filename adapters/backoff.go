package adapters

import (
	"math"
	"math/rand/v2"
	"time"

	"lotse/adapters/transport"
)

const (
	backoffBase  = 2 * time.Second
	backoffCap   = 15 * time.Minute
	backoffFloor = 500 * time.Millisecond
	openFor      = 5 * time.Minute
	openAfter    = 5 // failures in a row
)

// randomly gives a number in [0,1).
type randomly func() float64

func orRandom(r randomly) randomly {
	if r == nil {
		return rand.Float64 // it spreads load and guards nothing
	}
	return r
}

// backoff waits rand(0, min(cap, base·2ⁿ)) after the n-th failure in a row ("full
// jitter"), so that desks which failed together do not come back together.
func (r randomly) backoff(failures int) time.Duration {
	top := math.Min(float64(backoffCap), float64(backoffBase)*math.Pow(2, float64(max(failures-1, 0))))
	return max(time.Duration(r()*top), backoffFloor)
}

// spread varies an interval by a fifth to either side.
func (r randomly) spread(d time.Duration) time.Duration {
	return time.Duration(float64(d) * (0.8 + 0.4*r()))
}

// hinted caps what a server asks for and adds up to a second.
func (r randomly) hinted(at, now time.Time) time.Time {
	if latest := now.Add(transport.MaxWait); at.After(latest) {
		at = latest
	}
	return at.Add(time.Duration(r() * float64(time.Second)))
}
