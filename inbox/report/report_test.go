package report_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"lotse/inbox"
	"lotse/inbox/report"
)

var berlin = func() *time.Location {
	l, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		panic(err)
	}
	return l
}()

// usual counts around the clock, by the usual deadlines.
var usual = &inbox.House{Reactions: inbox.DefaultReactions()}

// tallies is a survey of what is in it, newest first.
type tallies []inbox.Tally

func (ts tallies) Survey(_ context.Context, _ inbox.Stretch, yield func([]inbox.Tally) bool) error {
	slices.SortStableFunc(ts, func(a, b inbox.Tally) int { return b.PostedAt.Compare(a.PostedAt) })
	for part := range slices.Chunk(ts, 3) {
		if !yield(part) {
			return nil
		}
	}
	return nil
}

func count(t interface{ Fatal(...any) }, ts tallies, a report.Ask) report.Figures {
	f, err := report.Make(context.Background(), ts, usual, a, nil)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, berlin) }

func drawTally(t *rapid.T) inbox.Tally {
	posted := day(2026, 10, 20).Add(time.Duration(rapid.IntRange(0, 20*24*60).Draw(t, "posted")) * time.Minute)
	x := inbox.Tally{
		PostedAt: posted, Channel: rapid.SampledFrom([]string{"mastodon", "facebook", ""}).Draw(t, "channel"),
		Kind: inbox.ItemKind(rapid.IntRange(0, 2).Draw(t, "kind")), Topic: rapid.SampledFrom([]string{"", "04", "99"}).Draw(t, "topic"),
		Labels: inbox.LabelSet(rapid.Uint32Range(0, 1<<21-1).Draw(t, "labels")), Level: inbox.Level(rapid.IntRange(0, 3).Draw(t, "level")),
		Work: inbox.WorkState(rapid.IntRange(0, 12).Draw(t, "work")), Visibility: inbox.Visibility(rapid.IntRange(0, 3).Draw(t, "visibility")),
	}
	if rapid.Bool().Draw(t, "reacted") {
		x.ReactedAt = posted.Add(time.Duration(rapid.IntRange(-5, 90*24*60).Draw(t, "after")) * time.Minute)
	}
	if x.Work == inbox.WorkClosed {
		x.Reason = inbox.ReasonOpinion
	}
	if rapid.Bool().Draw(t, "replied") {
		x.Replies = []inbox.Category{rapid.SampledFrom(inbox.Categories()).Draw(t, "category")}
	}
	return x
}

// The counter that streams says what counting item by item says.
func TestFiguresAreWhatCountingGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ts := tallies(rapid.SliceOfN(rapid.Custom(drawTally), 0, 60).Draw(t, "items"))
		a := report.Ask{
			From: day(2026, 10, 21), To: day(2026, 11, 5), Zone: berlin, Now: day(2026, 11, 5),
			Step: rapid.SampledFrom([]report.Step{report.Hour, report.Day, report.Week}).Draw(t, "step"),
		}
		f := count(t, ts, a)
		in := slices.DeleteFunc(slices.Clone(ts), func(x inbox.Tally) bool { return x.PostedAt.Before(a.From) || !x.PostedAt.Before(a.To) })
		if f.Total.N != len(in) {
			t.Fatalf("%d in all, want %d", f.Total.N, len(in))
		}
		matches := func(name report.Name, key string, is func(*inbox.Tally) bool) {
			want, got := 0, 0
			for i := range in {
				if is(&in[i]) {
					want++
				}
			}
			for _, r := range f.Table(name).Rows {
				if r.Key == key {
					got = r.N
				}
			}
			if got != want {
				t.Fatalf("%s %q: %d, want %d", name, key, got, want)
			}
		}
		for _, ch := range []string{"mastodon", "facebook", ""} {
			matches(report.ByChannel, ch, func(x *inbox.Tally) bool { return x.Channel == ch })
		}
		for _, l := range inbox.Labels() {
			matches(report.ByLabel, l.String(), func(x *inbox.Tally) bool { return x.Labels.Has(l) })
		}
		matches(report.ByTopic, "04", func(x *inbox.Tally) bool { return x.Topic == "04" })
		matches(report.ByReason, "opinion", func(x *inbox.Tally) bool { return x.Reason == inbox.ReasonOpinion })
		matches(report.ByReply, "C", func(x *inbox.Tally) bool { return slices.Contains(x.Replies, inbox.CategoryC) })
		matches(report.ByVisibility, "hidden_by_us", func(x *inbox.Tally) bool { return x.Visibility == inbox.HiddenByUs })
		matches(report.ByAge, "older", func(x *inbox.Tally) bool {
			return x.Work.IsOpen() && a.Now.Sub(x.PostedAt) >= 7*24*time.Hour
		})
		sum := 0
		for i, c := range f.Over {
			sum += c.N
			end := a.To
			if i+1 < len(f.Steps) {
				end = f.Steps[i+1]
			}
			want, perLevel, perChannel := 0, 0, 0
			for _, x := range in {
				if !x.PostedAt.Before(f.Steps[i]) && x.PostedAt.Before(end) {
					want++
				}
			}
			for _, l := range f.Course(report.ByLevel).Lines {
				perLevel += l.Counts[i].N
			}
			for _, l := range f.Course(report.ByChannel).Lines {
				perChannel += l.Counts[i].N
			}
			if c.N != want || perLevel != want || perChannel != want {
				t.Fatalf("step %v: %d, by level %d, by channel %d, want %d", f.Steps[i], c.N, perLevel, perChannel, want)
			}
		}
		hours := 0
		for d := range f.Hours {
			for h := range f.Hours[d] {
				hours += f.Hours[d][h].N
			}
		}
		if sum != len(in) || hours != len(in) {
			t.Fatalf("over time %d, by hour %d, want %d", sum, hours, len(in))
		}
		checkSpeeds(t, in, &f)
		checkPaces(t, in, &f)
	})
}

func checkSpeeds(t *rapid.T, in tallies, f *report.Figures) {
	for _, s := range f.Speeds {
		var after []time.Duration
		within := 0
		for _, x := range in {
			first := x.ReactedAt
			if s.First == report.FirstAnswer {
				first = x.AnsweredAt
			}
			if first.IsZero() || !s.All && x.Level != s.Level {
				continue
			}
			d := max(first.Sub(x.PostedAt), 0)
			if d <= inbox.DefaultReactions()[x.Level].Within {
				within++
			}
			unit := time.Minute
			if d >= 48*time.Hour {
				unit = time.Hour
			}
			after = append(after, min(d.Truncate(unit), 60*24*time.Hour))
		}
		slices.Sort(after)
		if s.Items.N != len(after) || s.Known != (len(after) > 0) {
			t.Fatalf("%+v, want %d items", s, len(after))
		}
		if n := len(after); n > 0 {
			if q1, q2, q3 := after[(n+3)/4-1], after[(n+1)/2-1], after[(3*n+3)/4-1]; s.Q1 != q1 || s.Median != q2 || s.Q3 != q3 {
				t.Fatalf("%+v, want %v %v %v", s, q1, q2, q3)
			}
			if s.Within != within*100/n {
				t.Fatalf("%+v, want %d of %d in time", s, within, n)
			}
		}
	}
}

func checkPaces(t *rapid.T, in tallies, f *report.Figures) {
	for _, p := range f.Paces {
		perHour := map[time.Time]int{}
		for _, x := range in {
			if x.Channel == p.Channel {
				perHour[x.PostedAt.UTC().Truncate(time.Hour)]++
			}
		}
		peak, at := 0, time.Time{}
		for h, n := range perHour {
			if n > peak || n == peak && h.Before(at) {
				peak, at = n, h
			}
		}
		if p.Peak.N != peak || peak > 0 && !p.PeakAt.Equal(at) {
			t.Fatalf("%+v, want %d at %v", p, peak, at)
		}
	}
}

// No number from 1 to 4 leaves the desk, and none can be found by subtraction in
// the tables that add up.
func TestPublicFiguresCoverWhatIsSmall(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ts := tallies(rapid.SliceOfN(rapid.Custom(drawTally), 0, 80).Draw(t, "items"))
		f := count(t, ts, report.Ask{From: day(2026, 10, 19), To: day(2026, 11, 15), Zone: berlin, Now: day(2026, 11, 15), Step: report.Week})
		p := f.Public()
		told := func(where string, c report.Count) {
			if c.N > 0 && c.N < report.Few || c.Few && c.N != 0 {
				t.Fatalf("%s tells %+v", where, c)
			}
		}
		told("total", p.Total)
		for i, tab := range p.Tables {
			few, rest := 0, 0
			for j, r := range tab.Rows {
				told(string(tab.Name)+" "+r.Key, r.Count)
				if r.Few {
					few++
					rest += f.Tables[i].Rows[j].N
				}
			}
			if tab.Sum && !p.Total.Few && few > 0 && rest < report.Few {
				t.Fatalf("%s: %d covered numbers follow from the sum: %+v", tab.Name, few, tab.Rows)
			}
		}
		for j := range p.Over {
			told("over time", p.Over[j])
			for _, course := range p.Courses {
				few, others := 0, 0
				for _, l := range course.Lines {
					told(l.Key, l.Counts[j])
					if l.Counts[j].Few {
						few++
					} else {
						others += l.Counts[j].N
					}
				}
				if few == 1 && p.Table(course.Name).Sum && !p.Over[j].Few && others > 0 {
					t.Fatalf("step %d: one covered number beside %d and a told sum", j, others)
				}
			}
		}
		for _, s := range p.Speeds {
			told("speed", s.Items)
		}
		for _, pace := range p.Paces {
			told("peak", pace.Peak)
		}
	})
}

func TestNothingAndOneItem(t *testing.T) {
	a := report.Ask{From: day(2026, 11, 1), To: day(2026, 11, 2), Zone: berlin, Now: day(2026, 11, 2), Channels: []string{"mastodon"}}
	f := count(t, nil, a)
	if f.Total.N != 0 || len(f.Steps) != 24 || len(f.Course(report.ByChannel).Lines) != 1 || f.Speeds[0].Known || f.Paces[0].Peak.N != 0 {
		t.Errorf("%+v", f)
	}
	p := f.Public()
	if p.Total.Few {
		t.Error("nothing is not few")
	}
	one := tallies{{PostedAt: day(2026, 11, 1).Add(90 * time.Minute), Channel: "mastodon", Level: inbox.E3, ReactedAt: day(2026, 11, 1).Add(100 * time.Minute)}}
	f = count(t, one, a)
	if f.Total.N != 1 || f.Over[1].N != 1 || f.Speeds[3].Median != 10*time.Minute || f.Speeds[3].Within != 100 || f.Hours[6][1].N != 1 {
		t.Errorf("%+v", f)
	}
	p = f.Public()
	if !p.Total.Few || !p.Over[1].Few || p.Speeds[3].Known || p.Paces[0].Told || !p.Hours[6][1].Few {
		t.Errorf("one item is seen: %+v", p)
	}
}

// Clocks change at the end of March and of October: days have 23 and 25 hours,
// and each item falls into one step.
func TestDaysWithAnotherLength(t *testing.T) {
	for _, c := range []struct {
		from  time.Time
		hours int
	}{{day(2026, 3, 29), 23}, {day(2026, 10, 25), 25}, {day(2026, 11, 1), 24}} {
		to := c.from.AddDate(0, 0, 1)
		var ts tallies
		for at := c.from; at.Before(to); at = at.Add(30 * time.Minute) {
			ts = append(ts, inbox.Tally{PostedAt: at, Channel: "x"})
		}
		f := count(t, ts, report.Ask{From: c.from, To: to, Zone: berlin, Now: to, Step: report.Hour})
		if len(f.Steps) != c.hours {
			t.Errorf("%v has %d hours", c.from, len(f.Steps))
		}
		for i, n := range f.Over {
			if n.N != 2 {
				t.Errorf("%v, hour %d: %d", c.from, i, n.N)
			}
		}
		week := count(t, ts, report.Ask{From: c.from.AddDate(0, 0, -10), To: to, Zone: berlin, Now: to, Step: report.Week})
		for _, s := range week.Steps {
			if s.Weekday() != time.Monday || s.Hour() != 0 {
				t.Errorf("a week begins %v", s)
			}
		}
	}
}

func TestPeriods(t *testing.T) {
	now := time.Date(2026, 11, 22, 15, 4, 0, 0, berlin)
	for s, want := range map[string][2]time.Time{
		"2026":       {day(2026, 1, 1), day(2027, 1, 1)},
		"2026-Q3":    {day(2026, 7, 1), day(2026, 10, 1)},
		"2026q4":     {day(2026, 10, 1), day(2027, 1, 1)},
		"2026-02":    {day(2026, 2, 1), day(2026, 3, 1)},
		"2026-W53":   {day(2026, 12, 28), day(2027, 1, 4)},
		"2026-K01":   {day(2025, 12, 29), day(2026, 1, 5)},
		"22.11.2026": {day(2026, 11, 22), day(2026, 11, 23)},
		"gestern":    {day(2026, 11, 21), day(2026, 11, 22)},
		"2d":         {now.AddDate(0, 0, -2), now},
	} {
		from, to, err := report.ParsePeriod(s, now, berlin)
		if err != nil || !from.Equal(want[0]) || !to.Equal(want[1]) {
			t.Errorf("%s: %v to %v (%v), want %v", s, from, to, err, want)
		}
	}
	for _, s := range []string{"", "2027-W53", "2026-13", "2026-00", "1066", "9999", "2026-Q5", "nie", "morgen, vielleicht", "-1d"} {
		if _, _, err := report.ParsePeriod(s, now, berlin); inbox.CodeOf(err) != inbox.CodeBadTime {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func FuzzPeriod(f *testing.F) {
	for _, s := range []string{"2026", "2026-Q3", "2026-W01", "2026-12", "7d", "heute", "29.2.", "2026-11-22T10:00"} {
		f.Add(s)
	}
	now := time.Date(2026, 3, 29, 2, 30, 0, 0, berlin)
	f.Fuzz(func(t *testing.T, s string) {
		from, to, err := report.ParsePeriod(s, now, berlin)
		if err != nil {
			return
		}
		if !from.Before(to) || from.Year() < 1990 {
			t.Errorf("%q: %v to %v", s, from, to)
		}
	})
}

// The staff council is owed a proof: nothing here can hold or be asked for a
// person or a role. A new field with such a name, or one of a type that could
// carry any text, needs a look first.
func TestNoFigureIsAboutAPerson(t *testing.T) {
	seen := map[reflect.Type]bool{}
	var look func(path string, ty reflect.Type)
	look = func(path string, ty reflect.Type) {
		for _, word := range []string{"person", "author", "actor", "role", "handle", "user", "colleague", "staff", "officer", "lease", "event", "item"} {
			last := path[strings.LastIndexByte(path, '.')+1:]
			if strings.Contains(strings.ToLower(last), word) && last != "Items" || strings.Contains(strings.ToLower(ty.Name()), word) && ty != reflect.TypeFor[inbox.ItemKind]() {
				t.Errorf("%s (%v) can name somebody", path, ty)
			}
		}
		if seen[ty] || ty == reflect.TypeFor[time.Time]() || ty == reflect.TypeFor[time.Location]() {
			return
		}
		seen[ty] = true
		switch ty.Kind() {
		case reflect.Struct:
			for f := range ty.Fields() {
				look(path+"."+f.Name, f.Type)
			}
		case reflect.Slice, reflect.Array, reflect.Pointer:
			look(path, ty.Elem())
		case reflect.Map, reflect.Interface, reflect.Func, reflect.Chan:
			t.Errorf("%s is a %v: who knows what is in it", path, ty)
		}
	}
	look("Figures", reflect.TypeFor[report.Figures]())
	look("Ask", reflect.TypeFor[report.Ask]())
	look("Tally", reflect.TypeFor[inbox.Tally]())
	look("Stretch", reflect.TypeFor[inbox.Stretch]())
	m, _ := reflect.TypeFor[report.Surveyor]().MethodByName("Survey")
	if reflect.TypeFor[report.Surveyor]().NumMethod() != 1 || m.Type.In(1) != reflect.TypeFor[inbox.Stretch]() {
		t.Error("figures can ask for more than a stretch")
	}
}
