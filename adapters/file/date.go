package file

import (
	"strconv"
	"strings"
	"time"
)

// Layouts with a zone, and those in local time with and without a time of day.
var (
	zoned = []string{
		time.RFC3339Nano, "2006-01-02T15:04:05Z0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700",
		"2006-01-02T15:04Z07:00", time.RFC1123Z,
	}
	local = []string{
		"2.1.2006 15:04:05", "2.1.2006 15:04", "2.1.06 15:04:05", "2.1.06 15:04", "2.1.2006 15.04",
		"2006-01-02 15:04:05", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02T15:04",
	}
	days = []string{"2.1.2006", "2.1.06", "2006-01-02"}
)

var months = strings.NewReplacer(
	"januar", "1.", "jänner", "1.", "februar", "2.", "märz", "3.", "april", "4.", "mai", "5.", "juni", "6.",
	"juli", "7.", "august", "8.", "september", "9.", "oktober", "10.", "november", "11.", "dezember", "12.",
)

// parseDate reads a date as offices and platforms write it. doubt is a warning's
// code, "" when the reading is certain. Day and month are never guessed: what is
// written with slashes is refused.
func parseDate(s string, loc *time.Location) (t time.Time, doubt string, ok bool) {
	s = strings.TrimSpace(s)
	for _, layout := range zoned {
		if t, err := time.Parse(layout, s); err == nil {
			return t, "", true
		}
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		switch {
		case n >= 1e12 && n < 1e14:
			return time.UnixMilli(n), "", true
		case n >= 1e9 && n < 1e11:
			return time.Unix(n, 0), "", true
		}
		return time.Time{}, "", false
	}
	s = tidy(s)
	for _, layout := range local {
		if w, err := time.Parse(layout, s); err == nil {
			t, doubt := inZone(w, loc)
			return t, doubt, true
		}
	}
	for _, layout := range days {
		if w, err := time.Parse(layout, s); err == nil {
			t, _ := inZone(w, loc)
			return t, CodeDateOnly, true
		}
	}
	return time.Time{}, "", false
}

// tidy brings "Mo., 3. März 2026 um 14:05 Uhr" into the shape of the layouts.
func tidy(s string) string {
	s = months.Replace(strings.ToLower(s))
	if i := strings.IndexAny(s, "0123456789"); i > 0 && strings.Trim(s[:i], "abcdefghijklmnopqrstuvwxyz., ") == "" {
		s = s[i:] // the name of the day
	}
	s = strings.TrimSpace(strings.TrimSuffix(s, "uhr"))
	s = strings.ReplaceAll(s, " um ", " ")
	s = strings.ReplaceAll(s, ",", " ")
	f := strings.Fields(s)
	for len(f) > 1 && strings.HasSuffix(f[0], ".") && strings.Count(f[0], ".") <= 2 {
		f = append([]string{f[0] + f[1]}, f[2:]...) // "3." "3." "2026"
	}
	return strings.ReplaceAll(strings.Join(f, " "), "t", "T")
}

// inZone gives the moment a wall clock showed what w says. Twice a year that is
// not one moment: of an hour that exists twice the first is taken, to one that
// does not exist an hour is added, as the clock itself did.
func inZone(w time.Time, loc *time.Location) (time.Time, string) {
	at := func(near time.Time) (time.Time, bool) {
		_, offset := near.In(loc).Zone()
		t := w.Add(-time.Duration(offset) * time.Second).In(loc)
		same := t.Year() == w.Year() && t.YearDay() == w.YearDay() && t.Hour() == w.Hour() && t.Minute() == w.Minute()
		return t, same
	}
	before, okBefore := at(w.Add(-12 * time.Hour))
	after, okAfter := at(w.Add(12 * time.Hour))
	switch {
	case okBefore && okAfter && !before.Equal(after):
		return before, CodeDSTTwice
	case okBefore:
		return before, ""
	case okAfter:
		return after, ""
	}
	return before, CodeDSTGap
}
