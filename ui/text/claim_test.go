package text

import (
	"testing"
	"time"
)

func TestAsOfHasPassed(t *testing.T) {
	zone := time.FixedZone("MEZ", 3600)
	now := time.Date(2026, 11, 24, 1, 40, 0, 0, zone)
	for s, want := range map[string]string{
		"": "24.11. 01:40", "jetzt": "24.11. 01:40", "now": "24.11. 01:40", "1:30": "24.11. 01:30", "22:10": "23.11. 22:10", "22:10 Uhr": "23.11. 22:10",
		"23.11. 22:10": "23.11. 22:10", "2026-11-23T22:10": "23.11. 22:10", "in 2h": "24.11. 03:40",
	} {
		got, err := AsOf(s, now, zone)
		if err != nil || got.In(zone).Format("02.01. 15:04") != want || got.Year() != 2026 {
			t.Errorf("%q gives %v, %v, want %s", s, got, err, want)
		}
	}
	if _, err := AsOf("irgendwann", now, zone); err == nil {
		t.Error("any word is a moment")
	}
}
