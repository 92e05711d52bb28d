// Package calendar counts service time (Dienstzeit): the hours in which an office
// works, on the days that are no holidays in its Land. Deadlines for a first
// reaction run in it, except those of escalation level E3, which run always.
//
// Time is counted as it passes, not as a clock shows it: in the night when the
// clocks change, a block from 22:00 to 06:00 has seven or nine hours.
package calendar

import (
	"slices"
	"time"
)

// Block is a stretch of service on one day, in minutes since midnight by the
// clock on the wall: 0 <= From < To <= 1440. A shift over midnight is two blocks.
type Block struct {
	From, To int
}

// Date is a day without a time.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf gives the day of a moment in its own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// Plan is what a calendar is made of.
type Plan struct {
	Zone   *time.Location
	Land   string           // ISO 3166-2 without "DE-", for its holidays; "" for none
	Week   [7][]Block       // by time.Weekday, Sunday first; blocks of a day may not overlap
	Closed []Date           // pauses besides: between the years, a local feast
	Days   map[Date][]Block // days with hours of their own; they win over Week, Land and Closed
}

// Calendar answers questions about a plan. It is safe for concurrent use.
type Calendar struct {
	plan Plan
	free holidays
	any  bool // some day of the week has hours
}

// New gives a calendar. Blocks are put in order; a plan without any hours never
// opens.
func New(p Plan) *Calendar {
	c := &Calendar{plan: p, free: holidaysOf(p.Land)}
	for i := range c.plan.Week {
		c.plan.Week[i] = ordered(p.Week[i])
		c.any = c.any || len(p.Week[i]) > 0
	}
	c.plan.Days = make(map[Date][]Block, len(p.Days))
	for d, b := range p.Days {
		c.plan.Days[d] = ordered(b)
	}
	return c
}

func ordered(b []Block) []Block {
	b = slices.Clone(b)
	slices.SortFunc(b, func(x, y Block) int { return x.From - y.From })
	return b
}

// Holiday names the holiday of a day in the plan's Land, "" for none.
func (c *Calendar) Holiday(d Date) string { return c.free.name(d) }

// blocks gives the hours of one day.
func (c *Calendar) blocks(d Date) []Block {
	if b, ok := c.plan.Days[d]; ok {
		return b
	}
	if slices.Contains(c.plan.Closed, d) || c.free.name(d) != "" {
		return nil
	}
	return c.plan.Week[time.Date(d.Year, d.Month, d.Day, 12, 0, 0, 0, time.UTC).Weekday()]
}

// span gives the moments at which a block begins and ends. A time that the clocks
// skip is the moment after the gap, as time.Date has it.
func (c *Calendar) span(d Date, b Block) (from, to time.Time) {
	at := func(minutes int) time.Time {
		return time.Date(d.Year, d.Month, d.Day, 0, minutes, 0, 0, c.plan.Zone)
	}
	return at(b.From), at(b.To)
}

// horizon is how many days are looked at before a question has no answer. A desk
// that is closed for longer has no service time.
const horizon = 800

// Open reports whether a moment lies in service time.
func (c *Calendar) Open(t time.Time) bool {
	d := DateOf(t.In(c.plan.Zone))
	for _, b := range c.blocks(d) {
		if from, to := c.span(d, b); !t.Before(from) && t.Before(to) {
			return true
		}
	}
	return false
}

// Next gives the first moment of service at or after t, zero when there is none
// within two years.
func (c *Calendar) Next(t time.Time) time.Time {
	var found time.Time
	c.walk(t, func(from, _ time.Time) bool {
		found = from
		return false
	})
	return found
}

// Add gives the moment when d of service time has passed since t; zero when that
// does not come within two years. Nothing to add is t itself.
func (c *Calendar) Add(t time.Time, d time.Duration) time.Time {
	if d <= 0 {
		return t
	}
	var end time.Time
	c.walk(t, func(from, to time.Time) bool {
		if there := to.Sub(from); there < d {
			d -= there
			return true
		}
		end = from.Add(d)
		return false
	})
	return end
}

// Between gives the service time from one moment to another, none when they stand
// the other way round. It looks at no more than two years.
func (c *Calendar) Between(from, to time.Time) time.Duration {
	var sum time.Duration
	c.walk(from, func(begin, end time.Time) bool {
		if !begin.Before(to) {
			return false
		}
		if end.After(to) {
			end = to
		}
		sum += end.Sub(begin)
		return true
	})
	return sum
}

// Before gives the bound of what is late at a moment: whatever was there before it
// had its d of service time end before t, by Add, and nothing else had. Zero when
// nothing within two years had. The bound is exact to the nanosecond.
func (c *Calendar) Before(t time.Time, d time.Duration) time.Time {
	if d <= 0 {
		return t
	}
	var bound time.Time
	inside, done := c.Open(t.Add(-1)), false
	c.walkBack(t, func(from, to time.Time) bool {
		if done { // the span ended with the stretch before: it began at this one's end
			bound = to
			return false
		}
		there := to.Sub(from)
		switch {
		case there < d:
			d -= there
			return true
		case inside && there == d:
			done = true
			return true
		case inside:
			bound = to.Add(-d)
		default: // the last stretch ended before t: what ends with it is late too
			bound = to.Add(-d + 1)
		}
		return false
	})
	return bound
}

// walk gives the stretches of service from t on, in order, until yield says no.
func (c *Calendar) walk(t time.Time, yield func(from, to time.Time) bool) {
	if !c.any && len(c.plan.Days) == 0 {
		return
	}
	local := t.In(c.plan.Zone)
	for i := range horizon {
		y, m, day := local.Date()
		d := DateOf(time.Date(y, m, day+i, 12, 0, 0, 0, time.UTC))
		for _, b := range c.blocks(d) {
			from, to := c.span(d, b)
			if from.Before(t) {
				from = t
			}
			if from.Before(to) && !yield(from, to) {
				return
			}
		}
	}
}

// walkBack gives the stretches of service before t, the latest first.
func (c *Calendar) walkBack(t time.Time, yield func(from, to time.Time) bool) {
	if !c.any && len(c.plan.Days) == 0 {
		return
	}
	y, m, day := t.In(c.plan.Zone).Date()
	for i := range horizon {
		d := DateOf(time.Date(y, m, day-i, 12, 0, 0, 0, time.UTC))
		for _, b := range slices.Backward(c.blocks(d)) {
			from, to := c.span(d, b)
			if to.After(t) {
				to = t
			}
			if from.Before(to) && !yield(from, to) {
				return
			}
		}
	}
}
