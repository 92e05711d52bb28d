package facebook

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lotse/adapters/adaptertest"
	"lotse/adapters/facebook/facebooktest"
	"lotse/adapters/graph/graphtest"
	"lotse/inbox"
)

// An unchanged Page costs the two lists and a look at young posts; what changed is
// found by its count, however old the post.
func TestTheListTellsWhereToLook(t *testing.T) {
	w := newWorld(t)
	var posts []string
	for range 30 {
		posts = append(posts, w.page.Publish("Beitrag"))
		w.page.Comment("erika", posts[len(posts)-1], "Erster!")
		w.Turn(24 * time.Hour)
	}
	w.Poll()
	w.Turn(5 * time.Minute)
	w.Poll()
	before := len(w.page.Calls())
	w.Turn(5 * time.Minute)
	if n := w.Poll(); n != 0 {
		t.Errorf("%d changes", n)
	}
	if n := len(w.page.Calls()) - before; n > 4 {
		t.Errorf("%d calls though nothing happened", n)
	}
	id := w.page.Comment("jonas", posts[10], "Spät gelesen")
	before = w.page.Count("GET", "/comments")
	w.Turn(5 * time.Minute)
	w.Poll()
	if _, ok := w.Seen[id]; !ok {
		t.Error("a comment on an old post was missed")
	}
	if n := w.page.Count("GET", "/comments") - before; n > 3 {
		t.Errorf("%d posts read for one comment", n)
	}
}

// On a busy post the newest comments come on the first page; after weeks away the
// walk goes back to what is known and a day more.
func TestWeeksAway(t *testing.T) {
	w := newWorld(t)
	post := w.page.Publish("Bürgerhaushalt")
	for i := range 250 {
		w.page.Comment("erika", post, fmt.Sprint("alt ", i))
		w.Turn(20 * time.Minute)
	}
	w.Poll()
	if len(w.Seen) != 251 {
		t.Fatalf("%d seen", len(w.Seen))
	}
	w.Turn(21 * 24 * time.Hour)
	var last string
	for i := range 130 {
		last = w.page.Comment("jonas", post, fmt.Sprint("neu ", i))
		w.Turn(time.Minute)
	}
	before := w.page.Count("GET", "/comments")
	if n := w.Poll(); n != 130 || len(w.Gaps) != 0 {
		t.Errorf("%d of 130 new, gaps %v", n, w.Gaps)
	}
	if _, ok := w.Seen[last]; !ok {
		t.Error("the newest is missing")
	}
	if n := w.page.Count("GET", "/comments") - before; n > 4 {
		t.Errorf("%d pages", n)
	}
}

// The platform's own filter hides a comment before anybody saw it: it is an item
// all the same, and can be shown, answered and deleted.
func TestHiddenBeforeWeSawIt(t *testing.T) {
	w := newWorld(t)
	post := w.page.Publish("Baustelle")
	id := w.page.Comment("erika", post, "Ihr ****", func(c *facebooktest.Comment) { c.Hidden = true })
	w.Poll()
	o := w.Seen[id]
	if !o.HiddenText() || o.Text != "Ihr ****" || o.Kind != inbox.KindComment {
		t.Fatalf("%+v", o)
	}
	if !w.ch.Capabilities().ReplyHidden {
		t.Error("a hidden comment can be answered on Facebook")
	}
	for _, m := range []inbox.Measure{inbox.MeasureUnhide, inbox.MeasureHide, inbox.MeasureHide, inbox.MeasureLike} {
		if err := w.ch.Act(t.Context(), inbox.RefOf(&o.Content), m); err != nil {
			t.Errorf("%s: %v", m, err)
		}
	}
	if c, _ := w.page.Get(id); !c.Hidden || !c.Liked {
		t.Errorf("%+v", c)
	}
	if err := w.ch.Act(t.Context(), inbox.RefOf(&o.Content), inbox.MeasureDelete); err != nil {
		t.Error(err)
	}
	if _, there := w.page.Get(id); there || !slices.ContainsFunc(w.page.Calls(), func(c graphtest.Call) bool { return c.Method == "DELETE" }) {
		t.Error("it stands, or was not deleted by DELETE")
	}
}

// Who is blocked is named by the Page's own number for them; without it nobody can
// be.
func TestBlock(t *testing.T) {
	w := newWorld(t)
	post := w.page.Publish("Baustelle")
	id := w.page.Comment("erika", post, "Ihr ****")
	w.Poll()
	o := w.Seen[id]
	for range 2 {
		if err := w.ch.Act(t.Context(), inbox.RefOf(&o.Content), inbox.MeasureBlock); err != nil {
			t.Error(err)
		}
	}
	if !slices.Equal(w.page.Blocked, []string{o.Author.ID}) {
		t.Errorf("blocked %v", w.page.Blocked)
	}
	o.Author = inbox.Author{}
	if err := w.ch.MayMeasure(&o.Content, inbox.MeasureBlock); inbox.CodeOf(err) != inbox.CodeNoAuthor {
		t.Error(err)
	}
	if err := w.ch.Act(t.Context(), inbox.RefOf(&o.Content), inbox.MeasureBlock); inbox.ProblemOf(err) != inbox.ProblemInvalid {
		t.Error(err)
	}
}

// A post elsewhere that names the Page is an item: it can be answered, and read
// again, but it is not the town's to hide, and neither is what stands below it.
func TestPostsThatNameThePage(t *testing.T) {
	w := newWorld(t)
	w.page.Publish("Baustelle")
	id := w.page.Tag("erika", "Was baut die Stadt Linden da?")
	below := w.page.Comment("jonas", id, "Das frage ich mich auch")
	w.Poll()
	o := w.Seen[id]
	if o.Kind != inbox.KindMention || o.Text == "" || o.Ref == "" {
		t.Fatalf("%+v", o)
	}
	if _, ok := w.Seen[below]; ok {
		t.Error("what stands below somebody else's post was taken in")
	}
	for range 3 {
		w.Turn(time.Hour)
		if n := w.Poll(); n != 0 {
			t.Errorf("%d changes", n)
		}
	}
	in := w.Intent(o, "Einen Radweg.")
	if _, err := w.ch.Reply(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	if _, v, err := w.channel().Reconcile(t.Context(), in); err != nil || v != inbox.VerdictFound {
		t.Errorf("%s, %v", v, err)
	}
	if xs, err := w.ch.Refresh(t.Context(), []inbox.Ref{in.To}); err != nil || !xs[0].Found || xs[0].Observation.Ref != o.Ref {
		t.Errorf("%+v, %v", xs, err)
	}
	if _, err := w.ch.Thread(t.Context(), in.To); inbox.ProblemOf(err) != inbox.ProblemUnsupported {
		t.Error(err)
	}
	w.page.Delete(id)
	if xs, err := w.ch.Refresh(t.Context(), []inbox.Ref{in.To}); err != nil || xs[0].Found || xs[0].Forbidden {
		t.Errorf("%+v, %v", xs, err)
	}
}

// Once a week the list goes back for years: a comment on an old post is found, and
// what is quiet costs the list alone.
func TestOldPostsAreLookedAtOnceAWeek(t *testing.T) {
	w := newWorld(t)
	var posts []string
	for range 60 {
		posts = append(posts, w.page.Publish("Beitrag"))
		w.page.Comment("erika", posts[len(posts)-1], "Damals")
		w.Turn(7 * 24 * time.Hour)
	}
	w.Poll()
	w.Turn(24 * time.Hour)
	id := w.page.Comment("jonas", posts[3], "Und heute?")
	before := w.page.Count("GET", "/comments")
	for range 8 {
		w.Turn(24 * time.Hour)
		w.Poll()
	}
	if _, ok := w.Seen[id]; !ok {
		t.Error("a comment on a post of last year was missed")
	}
	old := 0
	for _, c := range w.page.Calls() {
		if strings.HasSuffix(c.Path, posts[3]+"/comments") {
			old++
		}
	}
	if old != 1 {
		t.Errorf("the old post was read %d times, %d reads in all", old, w.page.Count("GET", "/comments")-before)
	}
}

// One missing text spoils a call for fifty: the others are found by halves.
func TestOneBadIDIsFoundByHalves(t *testing.T) {
	w := newWorld(t)
	post := w.page.Publish("Umfrage")
	var refs []inbox.Ref
	for i := range 40 {
		refs = append(refs, inbox.Ref{RemoteID: w.page.Comment("erika", post, fmt.Sprint(i))})
	}
	w.page.Delete(refs[17].RemoteID)
	before := len(w.page.Calls())
	xs, err := w.ch.Refresh(t.Context(), refs)
	if err != nil || len(xs) != 40 {
		t.Fatalf("%d, %v", len(xs), err)
	}
	for _, x := range xs {
		if want := x.Ref.RemoteID != refs[17].RemoteID; x.Found != want || x.Forbidden {
			t.Errorf("%+v", x)
		}
	}
	if n := len(w.page.Calls()) - before; n > 15 {
		t.Errorf("%d calls", n)
	}
}

// Names may be missing, pictures move with each delivery, a time may be broken.
func TestOddComments(t *testing.T) {
	w := newWorld(t)
	w.page.NoNames = true
	post := w.page.Publish("Foto des Tages")
	photo := w.page.Comment("erika", post, "", func(c *facebooktest.Comment) { c.Photo = "7" })
	private := w.page.Comment("erika", post, "nur für Sie", func(c *facebooktest.Comment) { c.Private = true })
	broken := w.page.Comment("erika", post, "zeitlos", func(c *facebooktest.Comment) { c.Broken = true })
	visit := w.page.Visit("jonas", "Wann öffnet das Bad?")
	under := w.page.Comment("erika", visit, "Das wüsste ich auch gern.")
	mine := w.page.Colleague(under, "Am 1. Mai.")
	w.Poll()
	for range 3 {
		w.Turn(5 * time.Minute)
		if n := w.Poll(); n != 0 {
			t.Errorf("%d changes", n)
		}
	}
	for id, want := range map[string]inbox.ItemKind{
		photo: inbox.KindComment, private: inbox.KindComment, broken: inbox.KindUnparsed,
		visit: inbox.KindMention, under: inbox.KindComment, mine: inbox.KindOwnPost, post: inbox.KindOwnPost,
	} {
		if o, ok := w.Seen[id]; !ok || o.Kind != want {
			t.Errorf("%s: %t, %s, want %s", id, ok, o.Kind, want)
		}
	}
	if o := w.Seen[photo]; len(o.Media) != 1 || o.Media[0].Type != "photo" || o.Author.Name != "" {
		t.Errorf("%+v", o.Content)
	}
	if w.Seen[private].Audience != inbox.AudienceDirect || w.Seen[mine].Parent != under || w.Seen[mine].Thread != visit {
		t.Errorf("%+v, %+v", w.Seen[private].Content, w.Seen[mine].Content)
	}
	if !slices.Contains(w.Notes, "unparsed") {
		t.Error("nobody is told of the broken one")
	}
}

// From ninety percent on nothing is read, but what a reply waits for still is.
func TestTheAllowanceIsKeptForReplies(t *testing.T) {
	w := newWorld(t)
	id := w.page.Comment("erika", w.page.Publish("Rathaus"), "Wann?")
	w.Poll()
	w.page.Use(80, 0)
	w.Turn(5 * time.Minute)
	w.Poll()
	if d := w.ch.Capabilities().PollEvery; d <= pollEvery {
		t.Errorf("every %s at 80 percent", d)
	}
	w.page.Use(93, 12)
	w.Turn(5 * time.Minute)
	_, _ = w.ch.Poll(t.Context(), w.Cursor)
	before := len(w.page.Calls())
	_, err := w.ch.Poll(t.Context(), w.Cursor)
	ce, ok := err.(*inbox.ChannelError) //nolint:errorlint // the port gives it bare
	if !ok || ce.Class != inbox.ProblemBudget || ce.RetryAt.Sub(w.Now()) != 12*time.Minute || len(w.page.Calls()) != before {
		t.Fatalf("%v", err)
	}
	in := w.Intent(w.Seen[id], "Bis 13 Uhr.")
	if xs, err := w.ch.Refresh(t.Context(), []inbox.Ref{in.To}); err != nil || !xs[0].Found {
		t.Errorf("the last look: %v", err)
	}
	if _, err := w.ch.Reply(t.Context(), in); err != nil {
		t.Error(err)
	}
	if _, v, err := w.ch.Reconcile(t.Context(), in); err != nil || v != inbox.VerdictFound {
		t.Errorf("%s, %v", v, err)
	}
	if b := w.ch.Vitals().Budgets; len(b) != 1 || b[0].Share() < 0.9 {
		t.Errorf("%+v", b)
	}
	w.page.Use(20, 0)
	w.Turn(13 * time.Minute)
	w.Poll()
}

func TestTheSelfCheck(t *testing.T) {
	w := newWorld(t, func(c *Config) { c.Version = "v21.0" })
	w.page.NoNames = true
	w.page.DataEnds = w.Now().Add(6*24*time.Hour + time.Hour)
	w.page.Scopes = w.page.Scopes[:3]
	w.page.Comment("erika", w.page.Publish("Rathaus"), "Wann?")
	got := map[string]inbox.Finding{}
	for _, f := range w.ch.Check(t.Context()) {
		got[f.Code] = f
	}
	for code, want := range map[string]inbox.Grade{
		"token": inbox.GradeOK, "scope": inbox.GradeWarn, "api_version": inbox.GradeWarn, "authors": inbox.GradeWarn, "token_expires": inbox.GradeWarn,
	} {
		if f, ok := got[code]; !ok || f.Grade != want {
			t.Errorf("%s: %t %v", code, ok, f)
		}
	}
	if d := got["token_expires"].Args["days"]; d != "6" {
		t.Errorf("%s days", d)
	}
	if ends := w.ch.Vitals().TokenEnds; !ends.Equal(w.page.DataEnds) {
		t.Errorf("ends %s", ends)
	}
	other := w.channel(func(c *Config) { c.Page = "4711" })
	if _, err := other.Poll(t.Context(), nil); err == nil {
		t.Error("another Page's token was taken")
	}
}

// With the app's secret each call carries the proof; neither it nor the token
// comes out anywhere.
func TestProofAndSecrets(t *testing.T) {
	const secret = "app-geheimnis-4711"
	w := newWorld(t, func(c *Config) { c.AppSecret = func() string { return secret } })
	w.page.RequireProof(secret)
	id := w.page.Comment("erika", w.page.Publish("Rathaus"), "Wann?")
	w.Poll()
	in := w.Intent(w.Seen[id], "Morgen.")
	if _, err := w.ch.Reply(t.Context(), in); err != nil {
		t.Fatal(err)
	}
	said := []string{fmt.Sprintf("%v %+v %s %+v", w.Seen, w.Gaps, w.Cursor, w.ch.Check(t.Context()))}
	for _, k := range []adaptertest.Kind{
		adaptertest.KindUnauthorized, adaptertest.KindForbidden, adaptertest.KindCut, adaptertest.KindHTML, adaptertest.KindError,
		adaptertest.KindThrottled, adaptertest.KindInvalid, graphtest.CutBody,
	} {
		for _, on := range []adaptertest.Op{adaptertest.Read, adaptertest.Write} {
			w.page.Queue(graphtest.On(on, k))
		}
		_, err := w.ch.Poll(t.Context(), w.Cursor)
		_, err2 := w.ch.Reply(t.Context(), in)
		said = append(said, fmt.Sprintf("%v %+v %#v %v %+v %#v", err, err, err, err2, err2, err2))
		w.page.Heal()
		w.Turn(time.Hour)
	}
	for _, s := range said {
		for _, never := range []string{marked, secret, "appsecret_proof", "access_token="} {
			if strings.Contains(s, never) {
				t.Errorf("%q is told", never)
			}
		}
	}
	for _, c := range w.page.Calls() {
		if strings.Contains(c.Path+c.Form, marked) || strings.Contains(c.Query, marked) && !strings.HasSuffix(c.Path, "debug_token") {
			t.Errorf("%s %s carries the token", c.Method, c.Path)
		}
	}
}
