package adapters_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/adapters/demo"
	"lotse/inbox"
)

// posts of the town there are in the demo city.
const posts = 16

// Two hours at the desk of the demo city, from its channels through poller and
// sender into the store and back: everything arrives once, every answer stands
// once, whatever bad moments the channels have.
func TestTwoHoursAtTheDeskOfTheDemoCity(t *testing.T) {
	d := newDesk(t)
	var accounts []*adapters.Account
	for i, c := range demo.Town(d.clock) {
		accounts = append(accounts, adapters.NewAccount(adapters.Options{
			ID: demo.Config().Channels[i].ID, Channel: c, Store: d.store, Clock: d.clock, Rand: func() float64 { return 0.5 },
		}))
	}
	var replies []inbox.ReplyID
	problems := map[inbox.Problem]int{}
	unclear, found := 0, 0
	for tick := range 2 * 60 * 4 {
		for _, a := range accounts {
			r, err := a.Poller.PollOnce(t.Context())
			if err != nil {
				problems[r.Problem]++
			}
			s := d.send(a)
			unclear, found = unclear+s.Unclear, found+s.Found
			problems[s.Problem]++
		}
		if tick == 8 {
			replies = d.answerSome(t, accounts)
		}
		d.clock.Advance(15 * time.Second)
	}
	states := map[inbox.ReplyState]int{}
	for _, id := range replies {
		r := d.store.reply(id)
		states[r.State]++
		if r.State != inbox.ReplyDelivered {
			t.Errorf("%s: %s %+v", r.Channel, r.State, r.Attempts)
		}
	}
	own := len(d.store.own)
	t.Logf("%d items, %d own texts, %d replies %v, %d unclear of which %d found, problems %v", d.store.count(), own, len(replies), states, unclear, found, problems)
	if d.store.count() < 130 || len(replies) < 20 || unclear == 0 || found != unclear || problems[inbox.ProblemThrottled] == 0 || own != posts+len(replies) {
		t.Error("the two hours did not play what they should")
	}
}

// answerSome submits an answer to every fourth open item that can be answered.
func (d *desk) answerSome(t *testing.T, accounts []*adapters.Account) (out []inbox.ReplyID) {
	t.Helper()
	for _, a := range accounts {
		if !a.Channel.Capabilities().Reply {
			continue
		}
		page, err := d.store.Page(context.Background(), inbox.Filter{Channels: []string{a.ID}, Visibilities: 1 << inbox.Public}, "", 1000)
		if err != nil {
			t.Fatal(err)
		}
		slices.Reverse(page.Items)
		for i := 0; i < len(page.Items); i += 4 {
			it := &page.Items[i]
			text := a.Channel.Compose(inbox.RefOf(&it.Content), "Vielen Dank für Ihren Hinweis, wir kümmern uns darum.")
			out = append(out, d.store.answer(it.ID, text, d.clock.Now()))
		}
	}
	return out
}
