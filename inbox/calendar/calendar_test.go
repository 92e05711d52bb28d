package calendar_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"lotse/inbox/calendar"
)

var berlin = func() *time.Location {
	l, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return l
}()

func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, berlin)
	if err != nil {
		panic(err)
	}
	return t
}

func office(land string) *calendar.Calendar {
	return calendar.New(calendar.Plan{Zone: berlin, Land: land, Week: calendar.Office()})
}

func TestAdd(t *testing.T) {
	split := calendar.New(calendar.Plan{Zone: berlin, Land: "NW", Week: [7][]calendar.Block{
		time.Monday: {{13 * 60, 16 * 60}, {8 * 60, 12 * 60}}, // in any order
		time.Friday: {{8 * 60, 12 * 60}},
	}})
	night := calendar.New(calendar.Plan{Zone: berlin, Week: [7][]calendar.Block{
		time.Saturday: {{22 * 60, 24 * 60}}, time.Sunday: {{0, 6 * 60}},
	}})
	closed := calendar.New(calendar.Plan{
		Zone: berlin, Land: "NW", Week: calendar.Office(), Closed: []calendar.Date{{2026, time.December, 28}},
		Days: map[calendar.Date][]calendar.Block{{2026, time.December, 25}: {{10 * 60, 11 * 60}}},
	})
	for _, tt := range []struct {
		name     string
		c        *calendar.Calendar
		from     string
		d        time.Duration
		want     string
		wantOpen bool
	}{
		{"within a day", office("NW"), "2026-11-23 09:00", 4 * time.Hour, "2026-11-23 13:00", true},
		{"over the night", office("NW"), "2026-11-23 15:00", 4 * time.Hour, "2026-11-24 11:00", true},
		{"over the weekend", office("NW"), "2026-11-20 14:00", 2 * time.Hour, "2026-11-23 09:00", true},
		{"from the weekend", office("NW"), "2026-11-21 23:00", 2 * time.Hour, "2026-11-23 10:00", false},
		{"to the very end", office("NW"), "2026-11-20 14:00", time.Hour, "2026-11-20 15:00", true},
		{"over the midday break", split, "2026-11-23 11:00", 2 * time.Hour, "2026-11-23 14:00", true},
		{"in the midday break", split, "2026-11-23 12:30", time.Hour, "2026-11-23 14:00", false},
		{"over days without hours", split, "2026-11-23 15:30", time.Hour, "2026-11-27 08:30", true},
		{"Corpus Christi in NW", office("NW"), "2026-06-03 15:00", 2 * time.Hour, "2026-06-05 09:00", true},
		{"no Corpus Christi in NI", office("NI"), "2026-06-03 15:00", 2 * time.Hour, "2026-06-04 09:00", true},
		{"the clocks go forward", night, "2026-03-28 22:00", 6 * time.Hour, "2026-03-29 05:00", true},
		{"the clocks go back", night, "2026-10-24 22:00", 6 * time.Hour, "2026-10-25 03:00", true},
		{"a day of its own beats a holiday, a pause beats the week", closed, "2026-12-24 15:00", 3 * time.Hour, "2026-12-29 09:00", true},
	} {
		from := at(tt.from)
		if got := tt.c.Add(from, tt.d); !got.Equal(at(tt.want)) {
			t.Errorf("%s: %s, want %s", tt.name, got.In(berlin).Format("2006-01-02 15:04"), tt.want)
		}
		if got := tt.c.Open(from); got != tt.wantOpen {
			t.Errorf("%s: open = %v", tt.name, got)
		}
	}
}

func TestNeverOpen(t *testing.T) {
	c := calendar.New(calendar.Plan{Zone: berlin, Land: "NW"})
	if !c.Add(at("2026-01-01 10:00"), time.Hour).IsZero() || !c.Next(at("2026-01-01 10:00")).IsZero() || c.Open(at("2026-01-05 10:00")) {
		t.Error("a calendar without hours gives service")
	}
}

// The lists of the Länder differ; each line is a day that the law of that Land
// names, or does not.
func TestHolidaysByLand(t *testing.T) {
	for _, tt := range []struct {
		date     string
		free     []string
		worked   []string
		holidays string
	}{
		{"2026-01-06", []string{"BW", "BY", "ST"}, []string{"NW", "BE", "SN"}, "Heilige Drei Könige"},
		{"2026-03-08", []string{"BE", "MV"}, []string{"NW", "BB"}, "Frauentag"},
		{"2026-06-04", []string{"BW", "BY", "HE", "NW", "RP", "SL"}, []string{"NI", "SN", "TH", "BE"}, "Fronleichnam"},
		{"2026-09-20", []string{"TH"}, []string{"NW", "SN"}, "Weltkindertag"},
		{"2026-10-31", []string{"BB", "HB", "HH", "MV", "NI", "SN", "ST", "SH", "TH"}, []string{"NW", "BY", "BE"}, "Reformationstag"},
		{"2026-11-01", []string{"BW", "BY", "NW", "RP", "SL"}, []string{"NI", "SN", "BE"}, "Allerheiligen"},
		{"2026-11-18", []string{"SN"}, []string{"NW", "BY", "TH"}, "Buß- und Bettag"},
		{"2026-10-03", []string{"NW", "SN", "BY", "HH"}, nil, "Tag der Deutschen Einheit"},
	} {
		d := calendar.DateOf(at(tt.date + " 12:00"))
		for _, land := range tt.free {
			if office(land).Holiday(d) == "" {
				t.Errorf("%s: no holiday in %s, want %s", tt.date, land, tt.holidays)
			}
		}
		for _, land := range tt.worked {
			if got := office(land).Holiday(d); got != "" {
				t.Errorf("%s: %q in %s", tt.date, got, land)
			}
		}
	}
}

func TestReadBlocks(t *testing.T) {
	for s, want := range map[string]int{"": 0, " ": 0, "08:00-12:00": 1, "8:00-12:00, 13:00-16:30": 2, "22:00-24:00": 1} {
		if got, err := calendar.ReadBlocks(s); err != nil || len(got) != want {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"8-12", "08:00", "12:00-08:00", "08:00-08:00", "08:00-25:00", "08:60-09:00", "08:00-12:00,11:00-13:00", "08:00-12:00,", "-", "+8:00-9:00", "22:00-06:00"} {
		if got, err := calendar.ReadBlocks(s); err == nil {
			t.Errorf("%q was read as %v", s, got)
		}
	}
	if _, err := calendar.ReadDate("24.12.2026"); err == nil {
		t.Error("a German date was read")
	}
}

func FuzzReadBlocks(f *testing.F) {
	f.Add("08:00-12:00, 13:00-16:30")
	f.Fuzz(func(t *testing.T, s string) {
		blocks, err := calendar.ReadBlocks(s)
		for i, b := range blocks {
			if err != nil || b.From < 0 || b.From >= b.To || b.To > 24*60 {
				t.Fatalf("%q: %v, %v", s, blocks, err)
			}
			for _, o := range blocks[:i] {
				if b.From < o.To && o.From < b.To {
					t.Fatalf("%q: %v", s, blocks)
				}
			}
		}
	})
}

// Whatever the week looks like: adding and measuring are each other's inverse, and
// more time never ends earlier.
func TestAddAndBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := calendar.Plan{Zone: berlin, Land: rapid.SampledFrom([]string{"NW", "SN", "BE", ""}).Draw(t, "land")}
		whole := rapid.IntRange(0, 6).Draw(t, "whole day")
		p.Week[whole] = []calendar.Block{{0, 24 * 60}}
		for range rapid.IntRange(0, 4).Draw(t, "blocks") {
			from := rapid.IntRange(0, 1438).Draw(t, "from")
			p.Week[(whole+rapid.IntRange(1, 6).Draw(t, "weekday"))%7] = []calendar.Block{{from, rapid.IntRange(from+1, 1440).Draw(t, "to")}}
		}
		c := calendar.New(p)
		from := at("2026-01-01 00:00").Add(time.Duration(rapid.IntRange(0, 365*24*60).Draw(t, "minute")) * time.Minute)
		d := time.Duration(rapid.IntRange(1, 100*60).Draw(t, "minutes")) * time.Minute
		end := c.Add(from, d)
		if end.Before(from.Add(d)) {
			t.Fatalf("%s + %s = %s", from, d, end)
		}
		if got := c.Between(from, end); got != d {
			t.Fatalf("between %s and %s: %s, want %s", from, end, got, d)
		}
		// Around the bound, and anywhere: what is late by one reckoning is late by the other.
		when := end.Add(time.Duration(rapid.IntRange(-3000, 3000).Draw(t, "look")) * time.Minute)
		bound := c.Before(when, d)
		for _, p := range []time.Time{from, bound, bound.Add(-1), bound.Add(1), bound.Add(-time.Hour), bound.Add(time.Hour), end} {
			if late := c.Add(p, d).Before(when); late != p.Before(bound) {
				t.Fatalf("posted %s, %s to react: until %s, looked at %s, bound %s", p.In(berlin), d, c.Add(p, d).In(berlin), when.In(berlin), bound.In(berlin))
			}
		}
		if later := c.Add(from, d+time.Minute); !later.After(end) {
			t.Fatalf("one minute more ends at %s, not after %s", later, end)
		}
	})
}
