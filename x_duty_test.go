package main_test

import (
	"fmt"
	"testing"
	"time"

	"lotse/adapters/x/xtest"
	"lotse/inbox"
	"lotse/store/storetest"
)

// A closed item whose text was deleted, or whose author closed their account to
// the public, goes within the day that the terms give; everything else stays.
func TestWhatWasDeletedGoesWithinADay(t *testing.T) {
	for _, spelling := range []xtest.Spelling{xtest.Tweets, xtest.Posts} {
		store := storetest.NewMemory()
		w := newByHand(t, func(func() time.Time) inbox.Store { return store })
		w.server.Spelling = spelling
		spent := func() float64 { return w.channel.Vitals().Budgets[0].Used }
		round := func() {
			t.Helper()
			if _, err := w.account.Poller.PollOnce(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		ids := map[string]inbox.ItemID{}
		for i := range 12 {
			who := fmt.Sprint("p", i)
			id := w.server.Write(who, w.post, "Frage von "+who)
			if who == "p2" {
				w.server.Edit(id, "Frage von p2, verbessert")
			}
			round()
			page, err := store.Page(t.Context(), inbox.Filter{Channels: []string{"x"}}, "", 1)
			if err != nil {
				t.Fatal(err)
			}
			ids[who] = page.Items[0].ID
			w.clock.turn(time.Minute)
		}
		for _, id := range ids { // all are done with
			_, err := store.Commit(t.Context(), []inbox.Decision{{
				Kind: inbox.DidClose, Actor: inbox.Actor{Person: "a", Role: "editor"}, Item: id, Args: inbox.Args{Reason: string(inbox.ReasonOpinion)},
			}}, w.clock.Now())
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
			w.clock.turn(15 * time.Minute)
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
		jobs, before := w.server.Jobs(), spent()
		for i := range 26 {
			w.clock.turn(time.Hour)
			if i == 20 {
				w.live() // over a restart of the desk
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
		if spent()-before > 0.2 {
			t.Errorf("a day cost %.3f dollars", spent()-before)
		}
		for _, who := range []string{"p0", "p1", "p3", "p4", "p5", "p6"} { // so many at once is a fault, and no change of mind
			if it, err = store.Item(t.Context(), ids[who]); err != nil {
				t.Fatal(err)
			}
			w.server.Delete(it.Content.RemoteID)
		}
		for range 26 {
			w.clock.turn(time.Hour)
			round()
		}
		if gone("p0") != inbox.Public || gone("p6") != inbox.Public {
			t.Error("half of all at once went")
		}
		b := w.channel.Vitals().Budgets
		if len(b) != 2 || b[1].Name != "posts" || b[1].Limit != 3_000_000 || b[1].Used == 0 {
			t.Errorf("budgets are %+v", b)
		}
	}
}
