package report

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"lotse/inbox"
)

// Step is how wide one step of a figure over time is.
type Step string

// The steps. A week is one of ISO 8601: it begins on Monday.
const (
	Hour Step = "hour"
	Day  Step = "day"
	Week Step = "week"
)

// StepFor gives the step in which a stretch of time is still a picture.
func StepFor(from, to time.Time) Step {
	switch d := to.Sub(from); {
	case d <= 50*time.Hour: // two days, one of them longer by the end of summer time
		return Hour
	case d <= 93*24*time.Hour:
		return Day
	}
	return Week
}

// start gives the beginning of the step a moment lies in, in the moment's zone.
func (s Step) start(t time.Time) time.Time {
	switch s {
	case Hour:
		// Counted back, not put together: the hour that comes twice in autumn stays two.
		return t.Add(-time.Duration(t.Minute())*time.Minute - time.Duration(t.Second())*time.Second - time.Duration(t.Nanosecond()))
	case Week:
		y, m, d := t.Date()
		return time.Date(y, m, d-weekday(t), 0, 0, 0, 0, t.Location())
	case Day:
	}
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, t.Location())
}

// next gives the beginning of the step after the one that begins at t.
func (s Step) next(t time.Time) time.Time {
	y, m, d := t.Date()
	switch s {
	case Hour:
		return t.Add(time.Hour)
	case Week:
		return time.Date(y, m, d+7, 0, 0, 0, 0, t.Location())
	case Day:
	}
	return time.Date(y, m, d+1, 0, 0, 0, 0, t.Location())
}

// weekday counts from Monday, 0.
func weekday(t time.Time) int { return (int(t.Weekday()) + 6) % 7 }

var (
	yearOnly = regexp.MustCompile(`^([0-9]{4})$`)
	month    = regexp.MustCompile(`^([0-9]{4})-([0-9]{2})$`)
	quarter  = regexp.MustCompile(`^([0-9]{4})-?q([1-4])$`)
	isoWeek  = regexp.MustCompile(`^([0-9]{4})-?[wk]([0-9]{2})$`)
)

// ParsePeriod reads a stretch of time: a year (2026), a quarter (2026-Q3), a month
// (2026-09), an ISO week (2026-W47, German 2026-K47), a day (2026-11-22,
// 22.11.2026, gestern) or a span back from now (7d, 2w).
func ParsePeriod(s string, now time.Time, zone *time.Location) (from, to time.Time, err error) {
	low := strings.ToLower(strings.TrimSpace(s))
	at := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, zone) }
	number := func(s string) int { n, _ := strconv.Atoi(s); return n } // four digits at most
	bad := inbox.Fail(inbox.CodeBadTime, "got", inbox.Quote(s))
	switch {
	case yearOnly.MatchString(low):
		y := number(low)
		from, to = at(y, 1, 1), at(y+1, 1, 1)
	case month.MatchString(low):
		m := month.FindStringSubmatch(low)
		y, n := number(m[1]), number(m[2])
		if n < 1 || n > 12 {
			return from, to, bad
		}
		from, to = at(y, n, 1), at(y, n+1, 1)
	case quarter.MatchString(low):
		m := quarter.FindStringSubmatch(low)
		y, n := number(m[1]), number(m[2])
		from, to = at(y, 3*n-2, 1), at(y, 3*n+1, 1)
	case isoWeek.MatchString(low):
		m := isoWeek.FindStringSubmatch(low)
		y, n := number(m[1]), number(m[2])
		monday := at(y, 1, 4-weekday(at(y, 1, 4))+7*(n-1)) // the 4th of January is always in week 1
		if gotY, gotN := monday.ISOWeek(); gotY != y || gotN != n {
			return from, to, bad
		}
		from, to = monday, Week.next(monday)
	default:
		var ok bool
		if from, to, ok = inbox.Moment(low, now, zone); !ok {
			return from, to, bad
		}
		if from.Equal(to) { // a span back from now, or a moment
			to = now
		}
	}
	if from.Year() < 1990 || from.Year() >= 2200 || !from.Before(to) {
		return from, to, bad
	}
	return from, to, nil
}
