package text

import (
	"fmt"
	"time"
)

// dateWords are the pieces of dates. The layouts take month, weekday, day, number
// of the month and year.
type dateWords struct {
	Weekday                               [7]string
	Month                                 [12]string
	Today, Yesterday, Tomorrow, Now, Soon string
	Ago, In, Over                         string
	Units, OverUnits                      [4][2]string
	DayMonth, FullDay, DayYear            string
	Thousands                             string
}

// Stamp gives a moment as a person at now would say it: "heute 14:02",
// "Mo 23.11. 09:00", "23.11.2024 09:00". "" for the zero time.
func Stamp(l Lang, t, now time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	t, now = in(t, zone), in(now, zone)
	clock := t.Format("15:04")
	w := l.words().Date
	switch days(now, t) {
	case 0:
		return w.Today + " " + clock
	case -1:
		return w.Yesterday + " " + clock
	case 1:
		return w.Tomorrow + " " + clock
	}
	layout := w.DayMonth
	if t.Year() != now.Year() {
		layout = w.DayYear
	}
	return w.day(layout, t) + " " + clock
}

// Day gives a day with weekday and year: "Mo 23.11.2026".
func Day(l Lang, t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	w := l.words().Date
	return w.day(w.FullDay, in(t, zone))
}

// Ago says how long ago a moment was: "gerade eben", "vor 5 min", "vor 3 Tagen".
func Ago(l Lang, t, now time.Time) string {
	w := l.words().Date
	d := now.Sub(t)
	if d < time.Minute {
		return w.Now
	}
	return fmt.Sprintf(w.Ago, span(w.Units, d))
}

// Until says how long it is to a moment, or for how long it is overdue.
func Until(l Lang, t, now time.Time) string {
	w := l.words().Date
	switch d := t.Sub(now); {
	case d <= -time.Minute:
		return fmt.Sprintf(w.Over, span(w.OverUnits, -d))
	case d < time.Minute:
		return w.Soon
	default:
		return fmt.Sprintf(w.In, span(w.Units, d))
	}
}

// Age is Ago for a narrow column: "5m", "3h", "12d"; it is the same in every
// language.
func Age(t, now time.Time) string {
	switch d := max(now.Sub(t), 0); {
	case d < time.Hour:
		return fmt.Sprintf("%dm", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%dh", int(d.Hours()))
	default:
		return fmt.Sprintf("%dd", int(d.Hours()/24))
	}
}

// Duration gives a length of time in its largest fitting unit.
func Duration(l Lang, d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%d s", int(d.Round(time.Second).Seconds()))
	}
	return span(l.words().Date.Units, d)
}

func span(units [4][2]string, d time.Duration) string {
	n, u := int(d.Minutes()), 0
	switch {
	case d >= 14*24*time.Hour:
		n, u = int(d.Hours()/24/7), 3
	case d >= 48*time.Hour:
		n, u = int(d.Hours()/24), 2
	case d >= time.Hour:
		n, u = int(d.Hours()), 1
	}
	word := units[u][1]
	if n == 1 {
		word = units[u][0]
	}
	return fmt.Sprintf("%d %s", n, word)
}

func (w *dateWords) day(layout string, t time.Time) string {
	return fmt.Sprintf(layout, w.Month[t.Month()-1], w.Weekday[t.Weekday()], t.Day(), int(t.Month()), t.Year())
}

// days counts the calendar days from one moment to another, both in one zone.
func days(from, to time.Time) int {
	a := time.Date(from.Year(), from.Month(), from.Day(), 12, 0, 0, 0, time.UTC)
	b := time.Date(to.Year(), to.Month(), to.Day(), 12, 0, 0, 0, time.UTC)
	return int(b.Sub(a).Hours() / 24)
}

func in(t time.Time, zone *time.Location) time.Time {
	if zone == nil {
		return t.Local()
	}
	return t.In(zone)
}
