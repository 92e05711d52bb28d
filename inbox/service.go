package inbox

import "time"

// ServiceTime is when an office works (Dienstzeit), as package calendar counts it.
// A zero time is the answer where there is no service for two years.
type ServiceTime interface {
	// Open reports whether a moment lies in service.
	Open(t time.Time) bool
	// Add gives the moment when so much service has passed since t.
	Add(t time.Time, d time.Duration) time.Time
	// Between gives the service time from one moment to another.
	Between(from, to time.Time) time.Duration
	// Before bounds what is late at t: whatever was there before the bound had its d
	// end before t by Add, and nothing else had.
	Before(t time.Time, d time.Duration) time.Time
}

// Reaction is within which time somebody must have looked at a text of a level.
type Reaction struct {
	Within time.Duration // 0: no deadline
	Always bool          // it runs around the clock, not in service time
}

// Reactions holds the deadlines of the levels E0 to E3.
type Reactions [levelCount]Reaction

// LevelTimes holds a moment for each of the levels E0 to E3; zero for never.
type LevelTimes [levelCount]time.Time

// DefaultReactions are the deadlines where the config says nothing, as the levels
// of public bodies have them: 24, 4 and 2 hours of service, and "at once", which is
// a quarter of an hour by day and night.
func DefaultReactions() Reactions {
	return Reactions{
		E0: {Within: 24 * time.Hour},
		E1: {Within: 4 * time.Hour},
		E2: {Within: 2 * time.Hour},
		E3: {Within: 15 * time.Minute, Always: true},
	}
}

// serviceOf gives the service time of a channel, nil without one.
func (h *House) serviceOf(channel string) ServiceTime {
	if s, ok := h.Service[channel]; ok {
		return s
	}
	return h.Service[""]
}

// ReactBy says until when somebody must look at a text that nobody has looked at
// yet; zero when somebody has, or when it has no deadline. The clock runs from
// when it was posted, not from when we saw it.
func (h *House) ReactBy(it *Item) time.Time {
	if it.State.Work != WorkNew || it.State.Snoozed() {
		return noTime
	}
	r, posted := h.Reactions[min(it.Level(), E3)], it.ID.Time()
	if r.Within <= 0 {
		return noTime
	}
	if r.Always {
		return posted.Add(r.Within)
	}
	if s := h.serviceOf(it.Content.Channel); s != nil {
		return s.Add(posted, r.Within)
	}
	return noTime
}

// DueAt is the nearest deadline of an item: the one somebody set, or the one for
// the first reaction. Zero for none.
func (h *House) DueAt(it *Item) time.Time {
	set, react := it.State.DueAt, h.ReactBy(it)
	if set.IsZero() || !react.IsZero() && react.Before(set) {
		return react
	}
	return set
}

// Deadline is within which time the first reaction to an item of a level is due; 0
// where there is none.
func (h *House) Deadline(l Level) time.Duration { return h.Reactions[min(l, E3)].Within }

// Took is how long it took to react, counted as the deadline of the level is: in
// service time or around the clock.
func (h *House) Took(channel string, l Level, posted, reacted time.Time) time.Duration {
	if s := h.serviceOf(channel); s != nil && !h.Reactions[min(l, E3)].Always {
		return s.Between(posted, reacted)
	}
	return reacted.Sub(posted)
}

// farAway is later than any text of a channel.
var farAway = time.Date(9000, 1, 1, 0, 0, 0, 0, time.UTC)

// withReactions adds to a filter for due items those whose first reaction is due:
// the rule of ReactBy, turned round into "posted before".
func (h *House) withReactions(f Filter) Filter {
	if !f.HasDue && f.DueBefore.IsZero() || f.DueSet || f.Unseen != nil {
		return f
	}
	f.Unseen = map[string]LevelTimes{"": h.postedBefore(h.Service[""], f.DueBefore)}
	for channel, s := range h.Service {
		if channel != "" {
			f.Unseen[channel] = h.postedBefore(s, f.DueBefore)
		}
	}
	return f
}

func (h *House) postedBefore(s ServiceTime, due time.Time) (out LevelTimes) {
	for l, r := range h.Reactions {
		switch {
		case r.Within <= 0 || !r.Always && (s == nil || s.Add(time.Unix(0, 0), r.Within).IsZero()):
			// no deadline, or no service in which it could end
		case due.IsZero():
			out[l] = farAway
		case r.Always:
			out[l] = due.Add(-r.Within)
		default:
			out[l] = s.Before(due, r.Within)
		}
	}
	return out
}
