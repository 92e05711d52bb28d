package inbox_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"lotse/inbox"
	"lotse/inbox/calendar"
)

func serviceHouse(t interface{ Fatal(...any) }) *inbox.House {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return &inbox.House{
		Zone: berlin, Reactions: inbox.DefaultReactions(),
		Service: map[string]inbox.ServiceTime{
			"":     calendar.New(calendar.Plan{Zone: berlin, Land: "NW", Week: calendar.Office()}),
			"none": calendar.New(calendar.Plan{Zone: berlin}),
		},
	}
}

func posted(channel, at string, level inbox.Level) *inbox.Item {
	when, err := time.Parse(time.RFC3339, at)
	if err != nil {
		panic(err)
	}
	c := inbox.Content{Channel: channel, RemoteID: "1", PostedAt: when}
	return &inbox.Item{ID: c.ID(), Content: c, Assessment: inbox.Assessment{Level: level}}
}

func TestReactBy(t *testing.T) {
	h := serviceHouse(t)
	saturday := "2026-11-21T10:00:00+01:00"
	for _, tt := range []struct {
		name string
		it   *inbox.Item
		edit func(*inbox.State)
		want string
	}{
		{"routine is counted in service", posted("mastodon", saturday, inbox.E0), nil, "2026-11-25T16:00:00+01:00"},
		{"attentive", posted("mastodon", saturday, inbox.E1), nil, "2026-11-23T12:00:00+01:00"},
		{"critical does not wait", posted("mastodon", saturday, inbox.E3), nil, "2026-11-21T10:15:00+01:00"},
		{"a person's level counts", posted("mastodon", saturday, inbox.E0), func(s *inbox.State) { s.Level, s.LevelSet = inbox.E3, true }, "2026-11-21T10:15:00+01:00"},
		{"somebody has looked", posted("mastodon", saturday, inbox.E3), func(s *inbox.State) { s.Work = inbox.WorkTriaged }, ""},
		{"it sleeps", posted("mastodon", saturday, inbox.E3), func(s *inbox.State) { s.SnoozedUntil = time.Unix(1e10, 0) }, ""},
		{"no service at all", posted("none", saturday, inbox.E1), nil, ""},
		{"always, without service", posted("none", saturday, inbox.E3), nil, "2026-11-21T10:15:00+01:00"},
	} {
		if tt.edit != nil {
			tt.edit(&tt.it.State)
		}
		got := ""
		if by := h.ReactBy(tt.it); !by.IsZero() {
			got = by.In(h.Zone).Format(time.RFC3339)
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	it := posted("mastodon", saturday, inbox.E1)
	it.State.DueAt = h.ReactBy(it).Add(-time.Hour)
	if got := h.DueAt(it); !got.Equal(it.State.DueAt) {
		t.Errorf("the nearer date was set by a person: %s", got)
	}
	it.State.DueAt = h.ReactBy(it).Add(time.Hour)
	if got := h.DueAt(it); !got.Equal(h.ReactBy(it)) {
		t.Errorf("the nearer date is the reaction's: %s", got)
	}
}

// What a list of due items holds is what each item says of itself.
func TestDueListsAgreeWithItems(t *testing.T) {
	h := serviceHouse(t)
	desk := &inbox.Desk{House: h}
	h.Roles = []inbox.Role{inbox.DefaultRole("editor", "")}
	h.Persons = []inbox.Person{{ID: "ayse", Roles: []string{"editor"}}}
	ses, err := desk.As("ayse")
	if err != nil {
		t.Fatal(err)
	}
	start := time.Date(2026, 3, 20, 0, 0, 0, 0, h.Zone)
	rapid.Check(t, func(t *rapid.T) {
		it := posted(rapid.SampledFrom([]string{"mastodon", "none"}).Draw(t, "channel"), start.Add(time.Duration(rapid.IntRange(0, 30*24*60).Draw(t, "posted"))*time.Minute).Format(time.RFC3339),
			inbox.Level(rapid.IntRange(0, 3).Draw(t, "level")))
		it.State.Work = rapid.SampledFrom([]inbox.WorkState{inbox.WorkNew, inbox.WorkNew, inbox.WorkTriaged}).Draw(t, "work")
		if rapid.Bool().Draw(t, "dated") {
			it.State.DueAt = start.Add(time.Duration(rapid.IntRange(0, 30*24).Draw(t, "due")) * time.Hour)
		}
		now := start.Add(time.Duration(rapid.IntRange(0, 40*24*4).Draw(t, "now")) * 15 * time.Minute)
		facts := it.Facts()
		for _, f := range []inbox.Filter{{DueBefore: now}, {HasDue: true}, {HasDue: true, DueBefore: now}} {
			f, err := ses.Scope(f)
			if err != nil {
				t.Fatal(err)
			}
			due := h.DueAt(it)
			want := !due.IsZero() && (f.DueBefore.IsZero() || due.Before(f.DueBefore))
			if got := f.MatchFacts(&facts); got != want {
				t.Fatalf("listed %v, want %v: due %s, looked at %s", got, want, due, now)
			}
		}
	})
}
