package x

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/adapters/x/xtest"
	"lotse/inbox"
	"lotse/store/storetest"
)

// A closed item whose text was deleted, or whose author closed their account to
// the public, goes within the day that the terms give; everything else stays.
func TestWhatWasDeletedGoesWithinADay(t *testing.T) {
	for _, spelling := range []xtest.Spelling{xtest.Tweets, xtest.Posts} {
		w := newWorld(t)
		w.server.Spelling = spelling
		store := storetest.NewMemory()
		clock := turned{w: w}
		account := func() *adapters.Account {
			return adapters.NewAccount(adapters.Options{ID: "x", Channel: w.ch, Store: store, Clock: clock})
		}
		a := account()
		round := func() {
			t.Helper()
			if _, err := a.Poller.PollOnce(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		post := w.server.Own("Neue Buslinie")
		ids := map[string]inbox.ItemID{}
		for i := range 12 {
			who := fmt.Sprint("p", i)
			id := w.server.Write(who, post, "Frage von "+who)
			if who == "p2" {
				w.server.Edit(id, "Frage von p2, verbessert")
			}
			round()
			page, err := store.Page(t.Context(), inbox.Filter{Channels: []string{"x"}}, "", 1)
			if err != nil {
				t.Fatal(err)
			}
			ids[who] = page.Items[0].ID
			w.turn(time.Minute)
		}
		for _, id := range ids { // all are done with
			_, err := store.Commit(t.Context(), []inbox.Decision{{
				Kind: inbox.DidClose, Actor: inbox.Actor{Person: "a", Role: "editor"}, Item: id, Args: inbox.Args{Reason: string(inbox.ReasonOpinion)},
			}}, w.time())
			if err != nil {
				t.Fatal(err)
			}
		}
		gone := func(who string) inbox.Visibility {
			it, err := store.Item(t.Context(), ids[who])
			if err != nil {
				t.Fatal(err)
			}
			return it.State.Visibility
		}
		for range 8 { // the first look, at a time when all stand
			w.turn(15 * time.Minute)
			round()
		}
		for who := range ids {
			if gone(who) != inbox.Public {
				t.Fatalf("%s went without a reason", who)
			}
		}
		it, err := store.Item(t.Context(), ids["p2"])
		if err != nil {
			t.Fatal(err)
		}
		w.server.Delete(it.Content.RemoteID)
		if it, err = store.Item(t.Context(), ids["p7"]); err != nil {
			t.Fatal(err)
		}
		w.server.Guard(it.Content.RemoteID)
		jobs, spent := w.server.Jobs(), w.spent()
		for i := range 26 {
			w.turn(time.Hour)
			if i == 20 {
				a = account() // over a restart of the desk
			}
			round()
		}
		for who := range ids {
			if went := gone(who) != inbox.Public; went != (who == "p2" || who == "p7") {
				t.Errorf("%s: gone is %t", who, went)
			}
		}
		if n := w.server.Jobs() - jobs; n == 0 || n > 3 {
			t.Errorf("%d jobs in a day", n)
		}
		if w.spent()-spent > 0.2 {
			t.Errorf("a day cost %.3f dollars", w.spent()-spent)
		}
		for _, who := range []string{"p0", "p1", "p3", "p4", "p5", "p6"} { // so many at once is a fault, and no change of mind
			if it, err = store.Item(t.Context(), ids[who]); err != nil {
				t.Fatal(err)
			}
			w.server.Delete(it.Content.RemoteID)
		}
		for range 26 {
			w.turn(time.Hour)
			round()
		}
		if gone("p0") != inbox.Public || gone("p6") != inbox.Public {
			t.Error("half of all at once went")
		}
		b := w.ch.Vitals().Budgets
		if len(b) != 2 || b[1].Name != "posts" || b[1].Limit != 3_000_000 || b[1].Used == 0 {
			t.Errorf("budgets are %+v", b)
		}
	}
}

// turned is the world's clock for a desk.
type turned struct {
	adapters.Wall
	w *world
}

func (c turned) Now() time.Time { return c.w.time() }

// A plan without compliance jobs, and a job that fails, cost no reading: it is
// told, and tried again after a while.
func TestADutyThatCannotBeDoneIsTold(t *testing.T) {
	w := newWorld(t)
	refs := []inbox.Ref{{RemoteID: "2", Ref: "2-o"}}
	w.server.BreakReads(xtest.Forbidden, 0, 0)
	if _, _, err := w.ch.Vanished(t.Context(), refs); inbox.ProblemOf(err) != inbox.ProblemPermission {
		t.Errorf("%v", err)
	}
	found := map[string]inbox.Grade{}
	w.server.BreakReads(xtest.None, 0, 0)
	for _, f := range w.ch.Check(t.Context()) {
		found[f.Code] = f.Grade
	}
	if g, ok := found["posts"]; !ok || g != inbox.GradeOK || found["duty"] != inbox.GradeOK {
		t.Errorf("%v", found)
	}
	if _, done, err := w.ch.Vanished(t.Context(), refs); err != nil || done {
		t.Fatal(done, err)
	}
	w.server.FailJobs()
	if _, _, err := w.ch.Vanished(t.Context(), refs); inbox.ProblemOf(err) != inbox.ProblemRetryable {
		t.Errorf("%v", err)
	}
	for range 3 {
		gone, done, err := w.ch.Vanished(t.Context(), refs)
		if err != nil || done && (len(gone) != 1 || gone[0] != "2") {
			t.Errorf("%v %v %v", gone, done, err)
		}
	}
	_, _, err := w.ch.Vanished(t.Context(), refs)
	if s := fmt.Sprintf("%v %+v", err, w.ch.Check(t.Context())); strings.Contains(s, xtest.AppToken) || strings.Contains(s, "signature-geheim") {
		t.Error("a token is told")
	}
}

func TestALoginHasNoDuty(t *testing.T) {
	w := newAppWorld(t)
	if w.ch.Duty() != 0 {
		t.Error("a duty that cannot be done")
	}
	warned := false
	for _, f := range w.ch.Check(t.Context()) {
		warned = warned || f.Code == "duty" && f.Grade == inbox.GradeWarn
	}
	if !warned {
		t.Error("doctor does not say so")
	}
}
