package ui

import (
	"strings"
	"testing"
	"time"

	"lotse/inbox/safetext"
)

var inboxNow = time.Date(2026, 11, 23, 10, 0, 0, 0, time.UTC)

func TestParseMomentReadsWhatOfficesWrite(t *testing.T) {
	for given, want := range map[string]string{
		"4h": "2026-11-23 14:00", "2d": "2026-11-25 10:00", "30m": "2026-11-23 10:30", "1w": "2026-11-30 10:00",
		"14:00": "2026-11-23 14:00", "9:00": "2026-11-24 09:00", "morgen": "2026-11-24 16:00", "morgen 9:00": "2026-11-24 09:00",
		"Heute 15:30": "2026-11-23 15:30", "24.12.": "2026-12-24 16:00", "24.12. 14:00": "2026-12-24 14:00",
		"24.12.2026 14:00": "2026-12-24 14:00", "2026-12-24": "2026-12-24 16:00", "3.1. 8:00": "2027-01-03 08:00",
	} {
		at, ok := parseMoment(given, inboxNow, time.UTC)
		if got := at.Format("2006-01-02 15:04"); !ok || got != want {
			t.Errorf("%q: %s, not %s", given, got, want)
		}
	}
	for _, wrong := range []string{"", "bald", "0h", "-3d", "99999d", "25:00", "heutee", "32.1."} {
		if at, ok := parseMoment(wrong, inboxNow, time.UTC); ok {
			t.Errorf("%q was read as %v", wrong, at)
		}
	}
}

func TestDifferenceKeepsEveryWord(t *testing.T) {
	for _, c := range [][3]string{
		{"a b c", "a x c", "a [-b-] [+x+] c"},
		{"", "neu", "[+neu+]"},
		{"alt", "", "[-alt-]"},
		{"gleich viel", "gleich viel", "gleich viel"},
		{"a b", "b a", "[-a-] b [+a+]"},
		{"a b c d", "d", "[-a b c-] d"},
	} {
		var words []string
		for _, r := range difference(safetext.Clean(c[0]), safetext.Clean(c[1]), 200, 0) {
			words = append(words, strings.TrimSpace(r.Text()))
		}
		if got := strings.Join(words, " "); got != c[2] {
			t.Errorf("%q → %q: %q, not %q", c[0], c[1], got, c[2])
		}
	}
}
