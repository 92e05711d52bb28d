package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"lotse/inbox"
)

// town fills a store with texts that differ in everything a filter can ask.
func town(x *fixture, n int) []inbox.Item {
	x.Helper()
	words := []string{"Brücke", "Schlaglöcher", "Müllabfuhr", "STRASSENFEST", "danke", "Kelvin \u212a"}
	channels := []string{channel, "bluesky", "facebook"}
	var obs []inbox.Observation
	for i := range n {
		o := post(i, fmt.Sprintf("%s in Neustadt, Nummer %d", words[i%len(words)], i), in(channels[i%3]))
		o.Author = inbox.Author{ID: fmt.Sprint(i % 4), Name: []string{"Jörg", "Ana", "ÄNNE", ""}[i%4], Handle: fmt.Sprintf("user%d", i%4)}
		o.Assessment.Language = []string{"de", "", "tr"}[i/2%3]
		o.Assessment.Level = inbox.Level(i / 3 % 4)
		if i%2 == 0 {
			o.Assessment.Flags = []inbox.Flag{{Label: inbox.Label(i / 2 % 5), Score: 0.9}}
		}
		if i%7 == 0 {
			o.Audience = inbox.AudienceDirect
		}
		if i%11 == 0 {
			o.Kind = inbox.KindUnparsed
		}
		if i%5 == 0 {
			o.Thread = "50"
		}
		obs = append(obs, o)
	}
	x.ingest(obs...)
	for i := range obs {
		id := obs[i].ID()
		switch i % 9 {
		case 1:
			x.commit(did(inbox.DidAssign, id, args(inbox.Args{Role: "press", Due: start.Add(time.Duration(i)*time.Hour + 7)})))
		case 2:
			x.commit(did(inbox.DidTake, id, args(inbox.Args{Until: x.now.Add(time.Hour)})))
		case 3:
			x.commit(did(inbox.DidClose, id, args(inbox.Args{Reason: "opinion"})))
		case 4:
			x.commit(did(inbox.DidSnooze, id, args(inbox.Args{Until: x.now.Add(time.Hour)})))
		case 5:
			x.commit(did(inbox.DidLabel, id, args(inbox.Args{Set: inbox.SetOf(inbox.LabelSpam), Clear: inbox.SetOf(inbox.LabelInsult)})))
		case 6:
			x.commit(did(inbox.DidEscalate, id, args(inbox.Args{Level: inbox.E3})), did(inbox.DidNote, id, text("bitte prüfen")))
		}
	}
	x.ingest(post(3, "geändert", in(channels[0]), edited(999)), post(8, "", in(channels[2]), gone(inbox.RemovedByChannel)))
	all := make([]inbox.Item, 0, n)
	for i := range obs {
		all = append(all, x.get(obs[i].ID()))
	}
	slices.SortFunc(all, newestFirst)
	return all
}

func newestFirst(a, b inbox.Item) int { return strings.Compare(string(b.ID[:]), string(a.ID[:])) }

// naive is what a filter gives, decided item by item.
func naive(all []inbox.Item, f *inbox.Filter) (out []inbox.ItemID) {
	for i := range all {
		facts := all[i].Facts()
		if f.MatchFacts(&facts) && f.MatchContent(&all[i].Content) {
			out = append(out, all[i].ID)
		}
	}
	return out
}

func paging(x *fixture) {
	all := town(x, 60)
	for _, size := range []int{1, 7, 60, 100} {
		if got := ids(x.list(inbox.Filter{}, size)); !slices.Equal(got, ids(all)) {
			x.Errorf("pages of %d gave %d items in another order or number than %d", size, len(got), len(all))
		}
	}
	p, err := x.Page(x.ctx, inbox.Filter{}, "", 10)
	x.ok(err)
	// What comes in meanwhile does not move the pages that follow.
	x.ingest(post(1000, "ganz neu"))
	q, err := x.Page(x.ctx, inbox.Filter{}, p.Next, 10)
	x.ok(err)
	if !slices.Equal(ids(q.Items), ids(all[10:20])) {
		x.Error("the second page moved")
	}
	_, err = x.Page(x.ctx, inbox.Filter{}, "no token", 10)
	x.refused(err, inbox.CodeBadID)
}

// pagingBack reads lists from their end upwards.
func pagingBack(x *fixture) {
	all := town(x, 60)
	for name, f := range filters() {
		want := naive(all, &f)
		for _, size := range []int{1, 7, 100} {
			if got := x.listBack(f, size); !slices.Equal(got, want) {
				x.Errorf("%s: pages of %d read backwards gave %d items, want %d", name, size, len(got), len(want))
			}
		}
	}
	// The pages of one direction lead into the other.
	down, err := x.Page(x.ctx, inbox.Filter{}, "", 30)
	x.ok(err)
	down, err = x.Page(x.ctx, inbox.Filter{}, down.Next, 10)
	x.ok(err)
	up, err := x.PageBack(x.ctx, inbox.Filter{}, down.Prev, 10)
	x.ok(err)
	if !slices.Equal(ids(up.Items), ids(all[20:30])) {
		x.Error("above the fourth page of ten stands another than the third")
	}
	down, err = x.Page(x.ctx, inbox.Filter{}, up.Next, 10)
	x.ok(err)
	if !slices.Equal(ids(down.Items), ids(all[30:40])) {
		x.Error("below the third page of ten stands another than the fourth")
	}
	// What comes in meanwhile stands above all others.
	x.ingest(post(1000, "ganz neu"))
	up, err = x.PageBack(x.ctx, inbox.Filter{}, up.Prev, 100)
	x.ok(err)
	if len(up.Items) != 21 || !up.Done || up.Prev != "" || up.Items[1].ID != all[0].ID {
		x.Errorf("the start of the list: %d items, done %v", len(up.Items), up.Done)
	}
	_, err = x.PageBack(x.ctx, inbox.Filter{}, "no token", 10)
	x.refused(err, inbox.CodeBadID)
}

// filters gives one filter for each condition, and some of several.
func filters() map[string]inbox.Filter {
	unseen := map[string]inbox.LevelTimes{
		"":        {start.Add(25 * time.Minute), start.Add(30*time.Minute + 1), time.Time{}, start.Add(time.Hour)},
		"bluesky": {inbox.E1: start.Add(40 * time.Minute)},
	}
	due := start.Add(19*time.Hour + 7) // to the nanosecond the due time of number 19
	fs := map[string]inbox.Filter{
		"all":              {},
		"one work state":   {Work: inbox.WorkSetOf(inbox.WorkAssigned)},
		"open":             {Work: inbox.OpenWork()},
		"every work state": {Work: inbox.WorkSetOf(inbox.WorkStates()...)},
		"done":             {Work: inbox.WorkSetOf(inbox.WorkClosed, inbox.WorkBundled, inbox.WorkAnswered)},
		"levels":           {Levels: 1<<inbox.E0 | 1<<inbox.E3},
		"visibility":       {Visibilities: 1 << inbox.RemovedByChannel},
		"must":             {Must: inbox.FlagSnoozed},
		"must two":         {Must: inbox.FlagDirect | inbox.FlagUnparsed},
		"must not":         {MustNot: inbox.FlagDirect | inbox.FlagEdited | inbox.FlagNoted},
		"labels any":       {LabelsAny: []inbox.LabelSet{inbox.SetOf(inbox.LabelSpam, inbox.LabelInsult), inbox.SetOf(inbox.LabelSpam, inbox.LabelHate)}},
		"labels none":      {LabelsNone: inbox.SetOf(inbox.LabelSpam, inbox.LabelCriticism)},
		"channels":         {Channels: []string{"bluesky", "nowhere"}},
		"no channel":       {Channels: []string{}},
		"unknown channel":  {Channels: []string{"nowhere"}},
		"not channels":     {NotChannels: []string{"bluesky", "nowhere"}},
		"role":             {Roles: []string{"press"}},
		"no role":          {Roles: []string{""}},
		"not roles":        {NotRoles: []string{""}},
		"person":           {Persons: []string{"ayse"}},
		"not persons":      {NotPersons: []string{"ayse"}},
		"languages":        {Languages: []string{"", "tr"}},
		"not languages":    {NotLanguages: []string{"de"}},
		"from":             {From: start.Add(20 * time.Minute)},
		"from between":     {From: start.Add(20*time.Minute + 1)},
		"to":               {To: start.Add(20 * time.Minute)},
		"to between":       {To: start.Add(20*time.Minute + 1)},
		"from to":          {From: start.Add(10 * time.Minute), To: start.Add(11 * time.Minute)},
		"never":            {From: start.Add(time.Hour), To: start},
		"long ago":         {To: time.Unix(-5, 0)},
		"due before":       {DueBefore: due},
		"due just before":  {DueBefore: due.Add(1)},
		"has due":          {HasDue: true},
		"due or unseen":    {DueBefore: due, Unseen: unseen},
		"only unseen":      {HasDue: true, DueBefore: start.Add(-time.Hour), Unseen: unseen},
		"unseen elsewhere": {HasDue: true, DueBefore: start.Add(-time.Hour), Unseen: map[string]inbox.LevelTimes{"nowhere": unseen[""]}},
		"author":           {Authors: []string{"änne", "jö"}},
		"handle":           {Authors: []string{"user2"}},
		"not author":       {NotAuthors: []string{"ana"}},
		"thread":           {Thread: "50"},
		"thread's root":    {Thread: "51"},
		"text":             {Text: []inbox.TextTerm{{Text: "brücke"}}},
		"not text":         {Text: []inbox.TextTerm{{Text: "nummer", Not: true}}},
		"two texts":        {Text: []inbox.TextTerm{{Text: "neustadt"}, {Text: "1", Not: true}}},
		"text of author":   {Text: []inbox.TextTerm{{Text: "änne"}}},
		"kelvin":           {Text: []inbox.TextTerm{{Text: "kelvin k"}}},
		"broken text":      {Text: []inbox.TextTerm{{Text: "\xff"}}},
		"empty text":       {Text: []inbox.TextTerm{{Text: ""}}},
	}
	fs["several"] = inbox.Filter{
		Work: inbox.OpenWork(), MustNot: inbox.FlagDirect, NotLanguages: []string{"tr"}, NotRoles: []string{"press"},
		From: start.Add(5 * time.Minute), Text: []inbox.TextTerm{{Text: "nummer"}},
	}
	return fs
}

func conditions(x *fixture) {
	all := town(x, 60)
	for name, f := range filters() {
		want := naive(all, &f)
		if got := ids(x.list(f, 7)); !slices.Equal(got, want) {
			x.Errorf("%s: a list of %d, want %d", name, len(got), len(want))
		}
		if got := searched(x, f); !slices.Equal(got, want) {
			x.Errorf("%s: a search found %d, want %d", name, len(got), len(want))
		}
	}
}

func counting(x *fixture) {
	all := town(x, 60)
	var fs []inbox.Filter
	var names []string
	for name, f := range filters() {
		fs, names = append(fs, f), append(names, name)
	}
	got, err := x.Counts(x.ctx, fs, 1000)
	x.ok(err)
	for i := range fs {
		if want := (inbox.Count{N: len(naive(all, &fs[i])), Exact: true}); got[i] != want {
			x.Errorf("%s: counted %+v, want %+v", names[i], got[i], want)
		}
	}
	// Beyond the limit a count is a lower bound, or exact all the same.
	got, err = x.Counts(x.ctx, []inbox.Filter{{NotLanguages: []string{"tr"}}, {}}, 3)
	x.ok(err)
	if c := got[0]; c.Exact != (c.N > 3) {
		x.Errorf("with a limit of 3 counted %+v", c)
	}
	if want := (inbox.Count{N: 60, Exact: true}); got[1] != want {
		x.Errorf("all are %+v, want %+v", got[1], want)
	}
	for i, than := range []inbox.ItemID{all[0].ID, all[20].ID, {}} {
		c, err := x.Newer(x.ctx, inbox.Filter{Work: inbox.OpenWork()}, than, 100)
		x.ok(err)
		newer := all[:[]int{0, 20, 60}[i]]
		if want := (inbox.Count{N: len(naive(newer, &inbox.Filter{Work: inbox.OpenWork()})), Exact: true}); c != want {
			x.Errorf("newer than number %d: %+v, want %+v", i, c, want)
		}
	}
	if c, err := x.Newer(x.ctx, inbox.Filter{}, all[20].ID, 5); err != nil || c != (inbox.Count{N: 5}) {
		x.Errorf("newer with a limit: %+v, %v", c, err)
	}
}

func searched(x *fixture, f inbox.Filter) (out []inbox.ItemID) {
	x.Helper()
	x.ok(x.Search(x.ctx, f, func(found []inbox.Item) bool {
		out = append(out, ids(found)...)
		return true
	}))
	return out
}

func searching(x *fixture) {
	// More than one slice of any store, so that the order across slices shows.
	var obs []inbox.Observation
	for i := range 3000 {
		s := "nichts"
		if i%3 == 0 {
			s = "Versandkosten"
		}
		obs = append(obs, post(i, s))
	}
	x.ingest(obs...)
	f := inbox.Filter{Text: []inbox.TextTerm{{Text: "kosten"}}}
	got := searched(x, f)
	if len(got) != 1000 || !slices.IsSortedFunc(got, func(a, b inbox.ItemID) int { return strings.Compare(string(b[:]), string(a[:])) }) {
		x.Errorf("%d found, or not newest first", len(got))
	}
	if got := searched(x, inbox.Filter{Text: []inbox.TextTerm{{Text: "zzzqqq"}}}); len(got) != 0 {
		x.Errorf("%d found", len(got))
	}
}

func searchEnds(x *fixture) {
	var obs []inbox.Observation
	for i := range 2000 {
		obs = append(obs, post(i, "Kosten"))
	}
	x.ingest(obs...)
	calls := 0
	x.ok(x.Search(x.ctx, inbox.Filter{}, func([]inbox.Item) bool { calls++; return false }))
	if calls != 1 {
		x.Errorf("%d calls after the first said stop", calls)
	}
	ctx, cancel := context.WithCancel(x.ctx)
	calls = 0
	err := x.Search(ctx, inbox.Filter{}, func([]inbox.Item) bool { calls++; cancel(); return true })
	if err == nil || calls != 1 {
		x.Errorf("cancelled in its first call: %d calls, %v", calls, err)
	}
	// The caller may write while it takes results.
	x.ok(x.Search(x.ctx, inbox.Filter{}, func(found []inbox.Item) bool {
		x.commit(did(inbox.DidReveal, found[0].ID))
		return false
	}))
}

func threads(x *fixture) {
	var obs []inbox.Observation
	obs = append(obs, post(0, "Frage", own))
	for i := 1; i <= 20; i++ {
		obs = append(obs, post(i, "Antwort", under("0")))
	}
	obs = append(obs, post(30, "anderswo", under("0"), in("bluesky")), post(31, "allein"))
	x.ingest(obs...)
	at := func(n, limit int) string {
		x.Helper()
		got, err := x.Thread(x.ctx, idOf(n), limit)
		x.ok(err)
		var b strings.Builder
		for i := range got {
			fmt.Fprint(&b, got[i].Content.RemoteID, " ")
		}
		return strings.TrimSpace(b.String())
	}
	for _, c := range []struct {
		n, limit int
		want     string
	}{
		{10, 5, "8 9 10 11 12"},
		{10, 1, "10"},
		{0, 3, "0 1 2"},
		{1, 5, "0 1 2 3 4"},
		{20, 3, "18 19 20"},
		{19, 5, "16 17 18 19 20"},
		{31, 5, "31"},
	} {
		if got := at(c.n, c.limit); got != c.want {
			x.Errorf("%d texts around %d: %s, want %s", c.limit, c.n, got, c.want)
		}
	}
	if got := at(7, 100); len(strings.Fields(got)) != 21 {
		x.Errorf("the whole thread is %s", got)
	}
}

func byAuthor(x *fixture) {
	all := town(x, 40)
	got, err := x.ByAuthor(x.ctx, "bluesky", "1", 3)
	x.ok(err)
	var want []inbox.ItemID
	for i := range all {
		if c := &all[i].Content; c.Channel == "bluesky" && c.Author.ID == "1" && len(want) < 3 {
			want = append(want, all[i].ID)
		}
	}
	if !slices.Equal(ids(got), want) {
		x.Errorf("got %v, want %v", ids(got), want)
	}
	for _, c := range [][2]string{{"bluesky", ""}, {"bluesky", "99"}, {"nowhere", "1"}} {
		if got, err := x.ByAuthor(x.ctx, c[0], c[1], 3); err != nil || len(got) != 0 {
			x.Errorf("by %v: %v, %v", c, got, err)
		}
	}
}

func resolving(x *fixture) {
	all := town(x, 20)
	id, other := all[3].ID, post(500, "eigenes", own)
	x.ingest(other)
	for _, tail := range []string{id.Short(), id.String(), strings.ToLower(id.Short()), id.String()[1:], other.ID().Short()} {
		got, err := x.Resolve(x.ctx, tail, 5)
		want := id
		if tail == other.ID().Short() {
			want = other.ID()
		}
		if err != nil || !slices.Equal(got, []inbox.ItemID{want}) {
			x.Errorf("%q resolves to %v, %v", tail, got, err)
		}
	}
	if got, err := x.Resolve(x.ctx, "0000000000", 5); err != nil || len(got) != 0 {
		x.Errorf("nothing resolves to %v, %v", got, err)
	}
	for _, bad := range []string{"", "ABC", "ABCU", "ÄÖÜß", id.String() + "0"} {
		_, err := x.Resolve(x.ctx, bad, 5)
		x.refused(err, inbox.CodeBadID)
	}
}
