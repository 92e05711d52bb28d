package text

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"lotse/inbox"
)

// dayStart and dayEnd are the times of day that a day alone stands for: a
// resubmission comes up when work begins, a deadline lasts until it ends.
const (
	dayStart = 8 * time.Hour
	dayEnd   = 18 * time.Hour
)

// When reads a moment in the future as a person types it: 2h, 3d, "morgen 9:00",
// "Montag", 24.11. 14:30, 2026-11-24T09:00, 17 Uhr. Both languages are read, a day
// alone means the start of work on it. The error is CodeBadTime.
func When(s string, now time.Time, zone *time.Location) (time.Time, error) {
	return when(s, in(now, zone), dayStart)
}

// Deadline is When for due times: a day alone means the end of work on it.
func Deadline(s string, now time.Time, zone *time.Location) (time.Time, error) {
	return when(s, in(now, zone), dayEnd)
}

func when(s string, now time.Time, of time.Duration) (time.Time, error) {
	words := strings.Fields(strings.ToLower(strings.NewReplacer(",", " ", "t+", " ").Replace(s)))
	bad := inbox.Fail(inbox.CodeBadTime, "got", inbox.Quote(s))
	if len(words) == 0 {
		return time.Time{}, bad
	}
	if t, err := time.Parse(time.RFC3339, strings.ToUpper(strings.TrimSpace(s))); err == nil {
		return t.In(now.Location()), nil
	}
	if words[0] == "in" {
		words = words[1:]
	}
	if d, ok := spans(words, now); ok {
		return d, nil
	}
	day, rest, named := wordedDay(words, now)
	clock, hasClock, ok := clockOf(rest)
	switch {
	case !ok || !named && !hasClock:
		return time.Time{}, bad
	case !hasClock:
		return at(day, of), nil
	}
	t := at(day, clock)
	if !named && !t.After(now) { // a time of day alone is the next one
		t = at(day.AddDate(0, 0, 1), clock)
	}
	return t, nil
}

func at(day time.Time, clock time.Duration) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), int(clock.Hours()), int(clock.Minutes())%60, 0, 0, day.Location())
}

var spanPart = regexp.MustCompile(`[0-9]+[a-z]+`)

var spanWord = regexp.MustCompile(`^([1-9][0-9]{0,4})(min|m|h|std|d|t|tage?n?|w|wochen?|days?|weeks?|hours?|stunden?|minuten?|minutes?)$`)

// spans reads "2h", "1d 4h" and "3 tage".
func spans(words []string, now time.Time) (time.Time, bool) {
	joined := strings.Join(words, "")
	t, found := now, false
	for _, part := range spanPart.FindAllString(joined, -1) {
		m := spanWord.FindStringSubmatch(part)
		if m == nil {
			return now, false
		}
		n, _ := strconv.Atoi(m[1])
		switch {
		case strings.HasPrefix(m[2], "m"):
			t = t.Add(time.Duration(n) * time.Minute)
		case m[2][0] == 'h' || strings.HasPrefix(m[2], "st"):
			t = t.Add(time.Duration(n) * time.Hour)
		case m[2][0] == 'w':
			t = t.AddDate(0, 0, 7*n)
		default:
			t = t.AddDate(0, 0, n)
		}
		found = true
		joined = strings.Replace(joined, part, "", 1)
	}
	return t, found && joined == ""
}

var dayWords = map[string]int{
	"heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "übermorgen": 2, "uebermorgen": 2,
}

var weekdays = map[string]time.Weekday{
	"montag": 1, "mo": 1, "monday": 1, "mon": 1, "dienstag": 2, "di": 2, "tuesday": 2, "tue": 2,
	"mittwoch": 3, "mi": 3, "wednesday": 3, "wed": 3, "donnerstag": 4, "do": 4, "thursday": 4, "thu": 4,
	"freitag": 5, "fr": 5, "friday": 5, "fri": 5, "samstag": 6, "sonnabend": 6, "sa": 6, "saturday": 6, "sat": 6,
	"sonntag": 0, "so": 0, "sunday": 0, "sun": 0,
}

// wordedDay finds the day that the first word names; without one it is today.
func wordedDay(words []string, now time.Time) (day time.Time, rest []string, named bool) {
	first := strings.TrimSuffix(words[0], ":")
	if n, ok := dayWords[first]; ok {
		return now.AddDate(0, 0, n), words[1:], true
	}
	if w, ok := weekdays[strings.TrimSuffix(first, ".")]; ok {
		// The next such day; today's name means in a week.
		n := (int(w)-int(now.Weekday())+6)%7 + 1
		rest = words[1:]
		if len(rest) > 0 { // "Mo 23.11." says the day twice
			if d, ok := dated(rest[0], now); ok {
				return d, rest[1:], true
			}
		}
		return now.AddDate(0, 0, n), rest, true
	}
	if date, clock, both := strings.Cut(first, "t"); both {
		if d, ok := dated(date, now); ok {
			return d, append([]string{clock}, words[1:]...), true
		}
	}
	if d, ok := dated(first, now); ok {
		return d, words[1:], true
	}
	return now, words, false
}

// dated reads 2026-11-24, 24.11.2026, 24.11.26 and 24.11.
func dated(s string, now time.Time) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02", "2.1.2006", "2.1.06"} {
		if t, err := time.ParseInLocation(layout, s, now.Location()); err == nil {
			return t, true
		}
	}
	if !strings.HasSuffix(s, ".") {
		return now, false
	}
	t, err := time.ParseInLocation("2.1.2006", s+strconv.Itoa(now.Year()), now.Location())
	if err != nil {
		return now, false
	}
	if t.Before(at(now, 0)) {
		t = t.AddDate(1, 0, 0)
	}
	return t, true
}

// clockOf reads "9:00", "9.30 Uhr", "17 Uhr" and "um 9:00", on the clock of 24 hours.
func clockOf(words []string) (clock time.Duration, has, ok bool) {
	if len(words) > 0 && (words[0] == "um" || words[0] == "at") {
		words = words[1:]
	}
	if len(words) == 0 {
		return 0, false, true
	}
	uhr := len(words) == 2 && (words[1] == "uhr" || words[1] == "h") || len(words) == 1 && strings.HasSuffix(words[0], "uhr")
	if len(words) > 2 || len(words) == 2 && !uhr {
		return 0, false, false
	}
	layouts := []string{"15:04", "15:04:05"}
	if uhr {
		layouts = append(layouts, "15.04", "15")
	}
	for _, layout := range layouts {
		if t, err := time.Parse(layout, strings.TrimSuffix(words[0], "uhr")); err == nil {
			return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, true, true
		}
	}
	return 0, false, false
}
