package text

import (
	"testing"
	"time"
)

func TestStamp(t *testing.T) {
	now := time.Date(2026, 11, 22, 15, 0, 0, 0, berlin)
	for _, c := range []struct {
		at     time.Time
		de, en string
	}{
		{now.Add(-58 * time.Minute), "heute 14:02", "today 14:02"},
		{now.Add(-24 * time.Hour), "gestern 15:00", "yesterday 15:00"},
		{time.Date(2026, 11, 23, 0, 30, 0, 0, berlin), "morgen 00:30", "tomorrow 00:30"},
		{time.Date(2026, 11, 30, 9, 0, 0, 0, berlin), "Mo 30.11. 09:00", "Mon 30 Nov 09:00"},
		{time.Date(2024, 2, 3, 9, 0, 0, 0, berlin), "03.02.2024 09:00", "03 Feb 2024 09:00"},
		{time.Time{}, "", ""},
	} {
		if got := Stamp(DE, c.at.UTC(), now.UTC(), berlin); !c.at.IsZero() && got != c.de {
			t.Errorf("got %q, want %q", got, c.de)
		}
		if got := Stamp(EN, c.at, now, berlin); got != c.en {
			t.Errorf("got %q, want %q", got, c.en)
		}
	}
	if got := Day(DE, now, berlin); got != "So 22.11.2026" {
		t.Errorf("Day gives %q", got)
	}
}

func TestAgoAndUntil(t *testing.T) {
	now := time.Date(2026, 11, 22, 15, 0, 0, 0, berlin)
	for _, c := range []struct {
		d          time.Duration
		ago, until string
	}{
		{0, "gerade eben", "gleich"},
		{5 * time.Minute, "vor 5 min", "in 5 min"},
		{90 * time.Minute, "vor 1 h", "in 1 h"},
		{47 * time.Hour, "vor 47 h", "in 47 h"},
		{72 * time.Hour, "vor 3 Tagen", "in 3 Tagen"},
		{21 * 24 * time.Hour, "vor 3 Wochen", "in 3 Wochen"},
	} {
		if got := Ago(DE, now.Add(-c.d), now); got != c.ago {
			t.Errorf("Ago %v gives %q, want %q", c.d, got, c.ago)
		}
		if got := Until(DE, now.Add(c.d), now); got != c.until {
			t.Errorf("Until %v gives %q, want %q", c.d, got, c.until)
		}
	}
	if got := Until(DE, now.Add(-10*time.Minute), now); got != "seit 10 min überfällig" {
		t.Errorf("overdue gives %q", got)
	}
}

func TestNumbers(t *testing.T) {
	for want, got := range map[string]string{
		"1 Vorgang": Count(DE, 1, NounItem), "0 Vorgänge": Count(DE, 0, NounItem), "12.345 Vorgänge": Count(DE, 12345, NounItem),
		"1,234,567 items": Count(EN, 1234567, NounItem), "-1.000": Number(DE, -1000), "999": Number(DE, 999),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestParseLang(t *testing.T) {
	for in, want := range map[string]Lang{"de": DE, "en": EN, "de_DE.UTF-8": DE, "en-GB": EN} {
		if got, ok := ParseLang(in); !ok || got != want {
			t.Errorf("%q gives %q, %v", in, got, ok)
		}
	}
	for _, in := range []string{"", "C", "fr_FR", "deutsch", "english"} {
		if got, ok := ParseLang(in); ok {
			t.Errorf("%q gives %q", in, got)
		}
	}
}
