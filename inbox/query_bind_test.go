package inbox

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var berlin = func() *time.Location {
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return loc
}()

// A Sunday afternoon in winter.
var queryNow = time.Date(2026, 11, 22, 16, 20, 0, 0, berlin)

func TestMomentsInATown(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, berlin)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, tc := range []struct {
		in      string
		forward bool
		from    string
		to      string
	}{
		{"now", false, "2026-11-22 16:20", "2026-11-22 16:20"},
		{"today", false, "2026-11-22 00:00", "2026-11-23 00:00"},
		{"yesterday", false, "2026-11-21 00:00", "2026-11-22 00:00"},
		{"tomorrow", true, "2026-11-23 00:00", "2026-11-24 00:00"},
		{"2h", false, "2026-11-22 14:20", "2026-11-22 14:20"},
		{"90min", true, "2026-11-22 17:50", "2026-11-22 17:50"},
		// A day is a day of the calendar: the night of 25 October had 25 hours.
		{"30d", false, "2026-10-23 16:20", "2026-10-23 16:20"},
		{"1w", true, "2026-11-29 16:20", "2026-11-29 16:20"},
		{"2026-10-25", false, "2026-10-25 00:00", "2026-10-26 00:00"},
		{"24.12.", false, "2025-12-24 00:00", "2025-12-25 00:00"},
		{"24.12.", true, "2026-12-24 00:00", "2026-12-25 00:00"},
		{"22.11.", false, "2026-11-22 00:00", "2026-11-23 00:00"},
		{"2026-11-20T07:30", false, "2026-11-20 07:30", "2026-11-20 07:30"},
	} {
		from, to := moment(tc.in, queryNow.UTC(), berlin, tc.forward)
		if !from.Equal(at(tc.from)) || !to.Equal(at(tc.to)) {
			t.Errorf("%s: got %v to %v, want %s to %s", tc.in, from, to, tc.from, tc.to)
		}
	}
}

func TestMeNeedsAPerson(t *testing.T) {
	for _, in := range []string{"is:mine", "person:mir", "-person:b,me"} {
		q, err := ParseQuery(in)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := q.Bind(queryNow, berlin, Person{}); CodeOf(err) != CodeNoPerson {
			t.Errorf("%s: %v", in, err)
		}
	}
}

func TestBindRefusesWhatAndJoined(t *testing.T) {
	a, _ := ParseQuery("author:a")
	b, _ := ParseQuery("author:b")
	if _, err := a.And(b).Bind(queryNow, berlin, Person{}); CodeOf(err) != CodeQueryBad {
		t.Errorf("got %v", err)
	}
}

func TestContradictionsFindNothingAtOnce(t *testing.T) {
	for _, in := range []string{
		"is:new is:closed", "is:snoozed is:open", "level:E0 level:E3", "channel:a channel:b",
		"thread:1 thread:2", "-is:open -is:done", "visibility:public -visibility:public",
	} {
		q, err := ParseQuery(in)
		if err != nil {
			t.Fatal(err)
		}
		f, err := q.Bind(queryNow, berlin, Person{ID: "a"})
		if err != nil || f.To.IsZero() || f.From.Before(f.To) {
			t.Errorf("%s: %+v, %v", in, f, err)
		}
	}
}

// The filter of a query holds for an item exactly when every term holds, each
// read by itself and in the plainest way.
func TestFilterMeansWhatTheTermsSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for range 20 {
			filterMeansTerms(t, drawQuery(t))
		}
	})
}

func filterMeansTerms(t *rapid.T, q Query) {
	f, err := q.Bind(queryNow, berlin, Person{ID: "a"})
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		x, c := drawFacts(t), drawContent(t)
		want := true
		for _, term := range q.terms {
			want = want && termHolds(term, &x, &c)
		}
		if got := f.MatchFacts(&x) && f.MatchContent(&c); got != want {
			t.Fatalf("%s gives %v for %+v %+v\n%+v", q, got, x, c, f)
		}
	}
}

func drawFacts(t *rapid.T) Facts {
	name := rapid.SampledFrom([]string{"", "a", "b", "c"})
	hours := rapid.IntRange(-24*40, 24*40)
	x := Facts{
		Work: rapid.SampledFrom(WorkStates()).Draw(t, "work"), Level: Level(rapid.IntRange(0, 3).Draw(t, "level")),
		Visibility: Visibility(rapid.IntRange(0, 5).Draw(t, "visibility")), Flags: Flags(rapid.IntRange(0, 1<<10-1).Draw(t, "flags")),
		Labels:  LabelSet(rapid.Uint32Range(0, 1<<labelCount-1).Draw(t, "labels")),
		Channel: name.Draw(t, "channel"), Role: name.Draw(t, "role"), Person: name.Draw(t, "person"),
		Language: rapid.SampledFrom([]string{"", "de", "en", "tr"}).Draw(t, "language"),
		PostedAt: queryNow.Add(time.Duration(hours.Draw(t, "posted")) * time.Hour),
	}
	if rapid.Bool().Draw(t, "due") {
		x.DueAt = queryNow.Add(time.Duration(hours.Draw(t, "due at")) * time.Hour)
	}
	return x
}

func drawContent(t *rapid.T) Content {
	return Content{
		RemoteID: "1", Text: rapid.StringMatching(`[a-zäß ]{0,20}`).Draw(t, "text"),
		Author: Author{Handle: rapid.StringMatching(`[a-c]{1,3}`).Draw(t, "handle")},
	}
}

func termHolds(t Term, x *Facts, c *Content) bool {
	any := slices.ContainsFunc(t.Values, func(v string) bool { return valueHolds(t.Field, v, x, c) })
	if t.Not && t.Field == FieldIs && slices.Contains(t.Values, "open") {
		// The one exception: what is not open is done, not asleep.
		rest := slices.DeleteFunc(slices.Clone(t.Values), func(v string) bool { return v == "open" })
		any = x.Work.IsOpen() || slices.ContainsFunc(rest, func(v string) bool { return valueHolds(t.Field, v, x, c) })
	}
	return any != t.Not
}

func valueHolds(field, v string, x *Facts, c *Content) bool {
	none := func(got string) bool { return got == v || v == "none" && got == "" || v == "unknown" && got == "" }
	switch field {
	case FieldIs:
		return isHolds(v, x)
	case FieldWave:
		return true // the store knows: see its conformance tests
	case FieldChannel:
		return x.Channel == v
	case FieldRole:
		return none(x.Role)
	case FieldPerson:
		return none(x.Person) || v == "me" && x.Person == "a"
	case FieldLang:
		return none(x.Language)
	case FieldLevel:
		least, up := strings.CutSuffix(v, "+")
		return x.Level.String() == least || up && x.Level.String() > least
	case FieldLabel:
		l, _ := ParseLabel(v)
		return x.Labels.Has(l)
	case FieldVisibility:
		return x.Visibility.String() == v
	case FieldSince, FieldBefore:
		from, _ := moment(v, queryNow, berlin, false)
		return x.PostedAt.Before(from) == (field == FieldBefore)
	case FieldDue:
		_, to := moment(v, queryNow, berlin, true)
		return !x.DueAt.IsZero() && x.DueAt.Before(to)
	case FieldAuthor:
		return ContainsFold(c.Author.Handle, FoldText(v))
	case FieldThread:
		return v == c.RemoteID
	case FieldClaim:
		return false // the desk has to look, and nobody asked it
	default:
		return ContainsFold(c.Text, FoldText(v)) || ContainsFold(c.Author.Handle, FoldText(v))
	}
}

func isHolds(v string, x *Facts) bool {
	flags := map[string]Flags{
		"snoozed": FlagSnoozed, "unclear": FlagUnclear, "edited": FlagEdited, "reopened": FlagReopened, "direct": FlagDirect,
		"promised": FlagPromised, "refused": FlagRefused, "noted": FlagNoted, "unparsed": FlagUnparsed,
		"claimed": FlagClaimed,
	}
	open := x.Work.IsOpen()
	switch v {
	case "wave":
		return true // the store knows
	case "open":
		return open && x.Flags&FlagSnoozed == 0
	case "done":
		return !open
	case "mine":
		return x.Person == "a"
	case "unassigned":
		return x.Person == "" && x.Role == ""
	case "overdue":
		return open && !x.DueAt.IsZero() && x.DueAt.Before(queryNow)
	case "due":
		return open && !x.DueAt.IsZero()
	case "suggested":
		return false // as with claims
	case "critical":
		return x.Level == E3
	case "waiting":
		return x.Work == WorkWaitingInternal || x.Work == WorkWaitingExternal
	}
	if f, ok := flags[v]; ok {
		return x.Flags&f != 0
	}
	return x.Work.String() == v
}
