package text

import (
	"testing"
	"time"

	"lotse/inbox"
)

func TestWhen(t *testing.T) {
	now := time.Date(2026, 11, 22, 15, 0, 0, 0, berlin) // a Sunday
	day := func(d, h, m int) time.Time { return time.Date(2026, 11, d, h, m, 0, 0, berlin) }
	for in, want := range map[string]time.Time{
		"2h": day(22, 17, 0), "30min": day(22, 15, 30), "in 3 Tagen": day(25, 15, 0), "1d 4h": day(23, 19, 0),
		"1w": day(29, 15, 0), "heute 17:00": day(22, 17, 0), "morgen": day(23, 8, 0), "morgen 9:00": day(23, 9, 0),
		"morgen 9 Uhr": day(23, 9, 0), "tomorrow 9:30": day(23, 9, 30), "übermorgen 07:15": day(24, 7, 15),
		"Montag 9:00": day(23, 9, 0), "so": day(29, 8, 0), "fr": day(27, 8, 0), "Mo 23.11. 09:00": day(23, 9, 0),
		"24.11. 14:30": day(24, 14, 30), "24.11.": day(24, 8, 0), "24.11.2026, 14.30 Uhr": day(24, 14, 30),
		"2026-11-24": day(24, 8, 0), "2026-11-24T09:00": day(24, 9, 0), "2026-11-24 09:00": day(24, 9, 0),
		"2026-11-24T08:00:00Z": day(24, 9, 0), "2026-11-24T08:00:00+01:00": day(24, 8, 0),
		"14:00": day(23, 14, 0), "17 Uhr": day(22, 17, 0), "um 16:00": day(22, 16, 0), "1.11.": time.Date(2027, 11, 1, 8, 0, 0, 0, berlin),
	} {
		got, err := When(in, now.UTC(), berlin)
		if err != nil || !got.Equal(want) {
			t.Errorf("%q gives %v, %v; want %v", in, got, err, want)
		}
	}
	if got, err := Deadline("24.11.", now, berlin); err != nil || !got.Equal(day(24, 18, 0)) {
		t.Errorf("a deadline on a day gives %v, %v", got, err)
	}
	for _, in := range []string{"", " ", "bald", "2", "2x", "25:00", "32.11.2026", "morgen abend", "9", "h", "-2h", "0h"} {
		if got, err := When(in, now, berlin); inbox.CodeOf(err) != inbox.CodeBadTime {
			t.Errorf("%q gives %v, %v", in, got, err)
		}
	}
}

func FuzzWhen(f *testing.F) {
	f.Add("morgen 9:00")
	f.Add("1d4h")
	now := time.Date(2026, 11, 22, 15, 0, 0, 0, berlin)
	f.Fuzz(func(t *testing.T, s string) {
		if got, err := When(s, now, berlin); (err == nil) == got.IsZero() {
			t.Errorf("%q gives %v, %v", s, got, err)
		}
	})
}
