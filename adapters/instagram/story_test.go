package instagram

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"lotse/adapters/adaptertest"
	"lotse/adapters/graph/graphtest"
	"lotse/adapters/instagram/instagramtest"
	"lotse/adapters/secret"
	"lotse/inbox"
)

// A new answer under an old comment is not on the first page: the count tells that
// it is somewhere, and the walk goes on until it is found.
func TestAnAnswerUnderAnOldComment(t *testing.T) {
	w := newWorld(t)
	post := w.account.Publish("Herbstmarkt")
	old := w.account.Comment("erika", post, "Wann genau?")
	for i := range 180 {
		w.Turn(time.Hour)
		w.account.Comment("jonas", post, fmt.Sprint("Wort ", i))
	}
	w.Poll()
	w.Turn(10 * time.Minute)
	late := w.account.Comment("mehmet", old, "@erika Am Samstag")
	if w.Poll(); w.Seen[late].Parent != old || w.Seen[late].Thread != post || w.Seen[late].Ref != old {
		t.Errorf("%+v", w.Seen[late].Content)
	}
	before := w.account.Count("GET", "/comments")
	w.Turn(10 * time.Minute)
	w.account.Comment("jonas", post, "oben")
	if n := w.Poll(); n != 1 {
		t.Errorf("%d changes", n)
	}
	if n := w.account.Count("GET", "/comments") - before; n != 1 {
		t.Errorf("%d pages for a comment at the top", n)
	}
}

// More answers than come with their comment are read where they stand.
func TestManyAnswers(t *testing.T) {
	w := newWorld(t)
	post := w.account.Publish("Fragestunde")
	first := w.account.Comment("erika", post, "Ich fange an")
	for i := range 130 {
		w.Turn(time.Second)
		w.account.Comment("jonas", first, fmt.Sprint("Antwort ", i))
	}
	if w.Poll(); len(w.Seen) != 132 {
		t.Errorf("%d seen", len(w.Seen))
	}
	obs, err := w.ch.Thread(t.Context(), inbox.Ref{RemoteID: first})
	if err != nil || len(obs) != 132 || obs[0].Kind != inbox.KindOwnPost {
		t.Errorf("%d in the thread, %v", len(obs), err)
	}
	own := w.Seen[post].Content
	if again, err := w.ch.Thread(t.Context(), inbox.RefOf(&own)); err != nil || len(again) != len(obs) {
		t.Errorf("%d from the post, %v", len(again), err)
	}
}

// Where others tag the account that is an item, to be read and answered by hand.
func TestTags(t *testing.T) {
	w := newWorld(t)
	w.account.Publish("Markt")
	id := w.account.Tag("erika", "Mit @stadt_linden im Park")
	w.Poll()
	o := w.Seen[id]
	if o.Kind != inbox.KindMention || o.Author.Handle != "erika" || o.Text == "" {
		t.Fatalf("%+v", o)
	}
	for range 3 {
		w.Turn(time.Hour)
		if n := w.Poll(); n != 0 {
			t.Errorf("%d changes", n)
		}
	}
	to := inbox.RefOf(&o.Content)
	if err := w.ch.MayReply(to, ""); inbox.CodeOf(err) != inbox.CodeNotSummoned || w.ch.ByHand(to, "") != o.URL {
		t.Errorf("%v, %q", err, w.ch.ByHand(to, ""))
	}
	before := w.account.Writes()
	if _, err := w.ch.Reply(t.Context(), w.Intent(o, "Schön!")); err == nil || w.account.Writes() != before {
		t.Error("answered")
	}
	if xs, err := w.ch.Refresh(t.Context(), []inbox.Ref{to}); err != nil || !xs[0].Forbidden {
		t.Errorf("%+v, %v", xs, err)
	}
	if _, err := w.ch.Thread(t.Context(), to); inbox.ProblemOf(err) != inbox.ProblemUnsupported {
		t.Error(err)
	}
}

// Once a week the list goes back for years: a comment under an old medium is found.
func TestOldMediaAreLookedAtOnceAWeek(t *testing.T) {
	w := newWorld(t)
	var media []string
	for range 60 {
		media = append(media, w.account.Publish("Beitrag"))
		w.account.Comment("erika", media[len(media)-1], "Damals")
		w.Turn(7 * 24 * time.Hour)
	}
	w.Poll()
	w.Turn(24 * time.Hour)
	id := w.account.Comment("jonas", media[3], "Und heute?")
	for range 8 {
		w.Turn(24 * time.Hour)
		w.Poll()
	}
	if _, ok := w.Seen[id]; !ok {
		t.Error("a comment under a medium of last year was missed")
	}
}

// One went and one came: the count is the same, and the tiers find it.
func TestTheCountMayLie(t *testing.T) {
	w := newWorld(t)
	post := w.account.Publish("Sperrmüll")
	gone := w.account.Comment("erika", post, "weg")
	w.Poll()
	w.Turn(10 * time.Minute)
	w.account.Delete(gone)
	id := w.account.Comment("jonas", post, "da")
	w.Poll()
	if _, ok := w.Seen[id]; !ok {
		t.Error("missed")
	}
}

// An answer to an answer goes under the first comment and begins with the name.
func TestAnswersToAnswers(t *testing.T) {
	w := newWorld(t)
	post := w.account.Publish("Freibad")
	first := w.account.Comment("erika", post, "Wann offen?")
	second := w.account.Comment("jonas.m", first, "Das frage ich mich auch")
	third := w.account.Comment("mehmet", first, "Ich ebenso")
	w.Poll()
	in := w.Intent(w.Seen[second], "Am 1. Mai.")
	if in.Text != "@jonas.m Am 1. Mai." || w.ch.Compose(in.To, in.Text) != in.Text {
		t.Errorf("%q", in.Text)
	}
	sent, err := w.ch.Reply(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if c, _ := w.account.Get(sent.RemoteID); c.Parent != first {
		t.Errorf("it stands under %q", c.Parent)
	}
	fresh := w.channel() // another process: it remembers nothing of what was sent
	if _, v, err := fresh.Reconcile(t.Context(), in); err != nil || v != inbox.VerdictFound {
		t.Errorf("%s, %v", v, err)
	}
	other := w.Intent(w.Seen[third], "Am 1. Mai.")
	if _, v, err := fresh.Reconcile(t.Context(), other); err != nil || v != inbox.VerdictAbsent {
		t.Errorf("the same words to somebody else: %s, %v", v, err)
	}
	if top := w.Intent(w.Seen[first], "Gern."); top.Text != "Gern." {
		t.Errorf("%q", top.Text)
	}
}

// Hidden ones are items all the same; measures may be repeated.
func TestMeasures(t *testing.T) {
	w := newWorld(t)
	post := w.account.Publish("Baustelle")
	id := w.account.Comment("erika", post, "Ihr ****", func(c *instagramtest.Comment) { c.Hidden = true })
	broken := w.account.Comment("erika", post, "zeitlos", func(c *instagramtest.Comment) { c.Broken = true })
	w.Poll()
	o := w.Seen[id]
	if !o.HiddenText() || w.Seen[broken].Kind != inbox.KindUnparsed {
		t.Fatalf("%+v, %+v", o, w.Seen[broken])
	}
	ref := inbox.RefOf(&o.Content)
	for _, m := range []inbox.Measure{inbox.MeasureHide, inbox.MeasureUnhide, inbox.MeasureUnhide} {
		if err := w.ch.Act(t.Context(), ref, m); err != nil {
			t.Errorf("%s: %v", m, err)
		}
	}
	if c, _ := w.account.Get(id); c.Hidden {
		t.Error("hidden still")
	}
	if err := w.ch.Act(t.Context(), ref, inbox.MeasureDelete); err != nil {
		t.Error(err)
	}
	if _, there := w.account.Get(id); there {
		t.Error("it stands")
	}
}

// Where the server does not take several ids at once, each is asked for alone; a
// missing one is found by halves where it does.
func TestRefreshWithAndWithoutBatches(t *testing.T) {
	for _, single := range []bool{false, true} {
		w := newWorld(t)
		w.account.NoBatch = single
		post := w.account.Publish("Umfrage")
		var refs []inbox.Ref
		for i := range 30 {
			refs = append(refs, inbox.Ref{RemoteID: w.account.Comment("erika", post, fmt.Sprint(i))})
		}
		w.account.Delete(refs[11].RemoteID)
		before := len(w.account.Calls())
		xs, err := w.ch.Refresh(t.Context(), refs)
		if err != nil || len(xs) != 30 {
			t.Fatalf("%d, %v", len(xs), err)
		}
		for _, x := range xs {
			if x.Found != (x.Ref.RemoteID != refs[11].RemoteID) || x.Forbidden {
				t.Errorf("%+v", x)
			}
		}
		if n := len(w.account.Calls()) - before; !single && n > 15 {
			t.Errorf("%d calls", n)
		}
	}
}

// The token is renewed each week and outlives the process; a young one is tried
// again the next day, and one that has run out is not tried at all.
func TestTheTokenIsRenewed(t *testing.T) {
	for _, queryOnly := range []bool{false, true} {
		w := newWorld(t)
		w.account.QueryOnly = queryOnly
		w.account.Publish("Rathaus")
		renewals := func() int { return w.account.Count("GET", "refresh_access_token") }
		w.Poll()
		if ends := w.ch.Vitals().TokenEnds; !ends.IsZero() {
			t.Errorf("a young token ends %s", ends)
		}
		w.Turn(25 * time.Hour)
		w.Poll()
		first := w.account.Token
		if ends := w.ch.Vitals().TokenEnds; first == marked || ends.Sub(w.Now()) != 60*24*time.Hour {
			t.Errorf("not renewed, or ends %s", ends)
		}
		n := renewals()
		w.Turn(6 * 24 * time.Hour)
		w.Poll()
		if renewals() != n {
			t.Error("renewed within the week")
		}
		w.ch = w.channel() // the config's token is dead by now: the vault's counts
		w.Ch = w.ch
		w.Turn(25 * time.Hour)
		w.Poll()
		if w.account.Token == first {
			t.Error("not renewed by another process")
		}
		k, err := w.vault.Load(secret.NewToken(marked))
		if err != nil || k == nil || k.Values[keptToken] != w.account.Token {
			t.Errorf("kept %v, %v", k != nil, err)
		}
		n = renewals()
		w.Turn(61 * 24 * time.Hour) // the desk was shut
		w.Poll()
		if renewals() != n {
			t.Error("tried to renew what has run out")
		}
		grade := inbox.GradeOK
		for _, f := range w.ch.Check(t.Context()) {
			if f.Code == "token_expires" {
				grade = f.Grade
			}
		}
		if grade != inbox.GradeError {
			t.Error("the self-check does not tell that the token has run out")
		}
	}
}

// A successor that cannot be kept is told, used, and kept as soon as it can be.
func TestATokenThatCannotBeKept(t *testing.T) {
	dir := t.TempDir() + "/state"
	v := secret.NewVault(dir, "insta")
	w := newWorld(t, func(c *Config) { c.Vault = &v })
	w.account.Publish("Rathaus")
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w.Turn(25 * time.Hour)
	w.Poll()
	if len(w.Notes) == 0 || w.Notes[0] != "token_not_renewed" {
		t.Errorf("warnings %v", w.Notes)
	}
	w.Poll()
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	w.Turn(10 * time.Minute)
	w.Poll()
	if k, err := v.Load(secret.NewToken(marked)); err != nil || k == nil || k.Values[keptToken] != w.account.Token {
		t.Errorf("kept %v, %v", k != nil, err)
	}
}

// Neither token comes out anywhere, the old one no more than the new.
func TestSecrets(t *testing.T) {
	w := newWorld(t)
	id := w.account.Comment("erika", w.account.Publish("Rathaus"), "Wann?")
	w.Turn(25 * time.Hour)
	w.Poll()
	in := w.Intent(w.Seen[id], "Morgen.")
	said := []string{fmt.Sprintf("%v %+v %s %+v %+v", w.Seen, w.Gaps, w.Cursor, w.ch.Check(t.Context()), w.ch.Vitals())}
	for _, k := range []adaptertest.Kind{
		adaptertest.KindUnauthorized, adaptertest.KindForbidden, adaptertest.KindCut, adaptertest.KindHTML, adaptertest.KindError,
		adaptertest.KindThrottled, adaptertest.KindInvalid, graphtest.CutBody,
	} {
		w.account.Queue(graphtest.On(adaptertest.Read, k), graphtest.On(adaptertest.Write, k))
		_, err := w.ch.Poll(t.Context(), w.Cursor)
		_, err2 := w.ch.Reply(t.Context(), in)
		said = append(said, fmt.Sprintf("%v %+v %#v %v %+v %#v", err, err, err, err2, err2, err2))
		w.account.Heal()
		w.Turn(time.Hour)
	}
	for _, s := range said {
		if strings.Contains(s, marked) || strings.Contains(s, "erneuert") || strings.Contains(s, "access_token=") {
			t.Error("a token is told")
		}
	}
	for _, c := range w.account.Calls() {
		if strings.Contains(c.Path+c.Form+c.Query, marked) {
			t.Errorf("%s %s carries the token", c.Method, c.Path)
		}
	}
}
