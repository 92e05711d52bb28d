package inbox

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	span    = regexp.MustCompile(`^0*([1-9][0-9]{0,4})(min|h|d|t|w)$`)
	dayOnly = regexp.MustCompile(`^([0-9]{1,2})\.([0-9]{1,2})\.$`)
)

// readMoment reads a moment of a query into its canonical form: a span like 2h,
// 3d or 1w, a date like 2026-11-01, 1.11.2026 or 1.11., or a date with a time,
// 2026-11-01T15:04. The names of days are named values of the field.
func readMoment(s string) (string, bool) {
	low := strings.ToLower(strings.TrimSpace(s))
	if m := span.FindStringSubmatch(low); m != nil {
		if m[2] == "t" {
			m[2] = "d" // Tage
		}
		return m[1] + m[2], true
	}
	if m := dayOnly.FindStringSubmatch(low); m != nil {
		// 2024 has a 29 February.
		t, err := time.Parse("2.1.2006", low+"2024")
		return strconv.Itoa(t.Day()) + "." + strconv.Itoa(int(t.Month())) + ".", err == nil
	}
	for _, layout := range []string{"2006-01-02", "2.1.2006"} {
		if t, err := time.Parse(layout, low); err == nil {
			return t.Format("2006-01-02"), plausible(t)
		}
	}
	if t, err := time.Parse("2006-01-02t15:04", low); err == nil {
		return t.Format(minuteLayout), plausible(t)
	}
	return "", false
}

const minuteLayout = "2006-01-02T15:04"

// plausible keeps typing errors out, and the zero time, which means "no time".
func plausible(t time.Time) bool { return t.Year() >= 1990 && t.Year() < 2200 }

// moment resolves a canonical moment to the stretch of time it names, a day for a
// date and no stretch for the others. Spans go back from now, or forward.
func moment(canonical string, now time.Time, loc *time.Location, forward bool) (from, to time.Time) {
	now = now.In(loc)
	switch canonical {
	case "now":
		return now, now
	case "today":
		return day(now, 0)
	case "yesterday":
		return day(now, -1)
	case "tomorrow":
		return day(now, 1)
	}
	if m := span.FindStringSubmatch(canonical); m != nil {
		n, _ := strconv.Atoi(m[1])
		if !forward {
			n = -n
		}
		var t time.Time
		switch m[2] {
		case "min":
			t = now.Add(time.Duration(n) * time.Minute)
		case "h":
			t = now.Add(time.Duration(n) * time.Hour)
		case "w":
			t = now.AddDate(0, 0, 7*n)
		default:
			t = now.AddDate(0, 0, n)
		}
		return t, t
	}
	if t, err := time.ParseInLocation(minuteLayout, canonical, loc); err == nil {
		return t, t
	}
	if t, err := time.ParseInLocation("2006-01-02", canonical, loc); err == nil {
		return day(t, 0)
	}
	t, _ := time.Parse("2.1.2006", canonical+"2024")
	return day(nearestDay(t, now, forward), 0)
}

// nearestDay puts a day without a year on the calendar: the last such day, today
// included, or the next one.
func nearestDay(t, now time.Time, forward bool) time.Time {
	today, _ := day(now, 0)
	at := time.Date(now.Year(), t.Month(), t.Day(), 0, 0, 0, 0, now.Location())
	switch {
	case forward && at.Before(today):
		return at.AddDate(1, 0, 0)
	case !forward && at.After(today):
		return at.AddDate(-1, 0, 0)
	}
	return at
}

func day(t time.Time, off int) (from, to time.Time) {
	y, m, d := t.Date()
	return time.Date(y, m, d+off, 0, 0, 0, 0, t.Location()), time.Date(y, m, d+off+1, 0, 0, 0, 0, t.Location())
}

// Moment reads what the query language takes for a moment, in German or English:
// a date gives its day, a span back from now and a time give two equal moments.
func Moment(s string, now time.Time, zone *time.Location) (from, to time.Time, ok bool) {
	f, _ := fieldNamed(FieldSince)
	canonical, ok := f.canonical(s)
	if !ok {
		return from, to, false
	}
	from, to = moment(canonical, now, zone, false)
	return from, to, true
}
