package main_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/adapters/secret"
	"lotse/adapters/x"
	"lotse/adapters/x/xtest"
	"lotse/inbox"
	"lotse/inbox/triage"
	"lotse/store/bolt"
	"lotse/store/storetest"
)

// handClock stands still until it is turned.
type handClock struct {
	adapters.Wall
	mu  sync.Mutex
	now time.Time
}

func (c *handClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *handClock) turn(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// byHand is a town at X whose people answer in the browser what a program may not.
type byHand struct {
	*testing.T
	clock   *handClock
	server  *xtest.Server
	channel *x.Channel
	desk    *inbox.Desk
	account *adapters.Account
	reopen  func() inbox.Store
	post    string
}

func newByHand(t *testing.T, open func(now func() time.Time) inbox.Store) *byHand {
	t.Helper()
	w := &byHand{T: t, clock: &handClock{now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)}}
	w.reopen = func() inbox.Store { return open(w.clock.Now) }
	w.server = xtest.New(t, w.clock.Now)
	channel, err := x.New(x.Config{
		ID: "x", Server: w.server.URL, Clock: w.clock, Spent: secret.Vault{}, Monthly: 1e6, ExpandAuthors: true, SearchReplies: true,
		Keys: func() x.Keys {
			return x.Keys{ConsumerKey: xtest.ConsumerKey, ConsumerSecret: xtest.ConsumerSecret, Token: xtest.Token, TokenSecret: xtest.TokenSecret}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(channel.Close)
	house := killHouse()
	house.Channels = append(house.Channels, "x")
	house.Persons = append(house.Persons, inbox.Person{ID: "rita", Name: "Rita", Roles: []string{"press"}})
	w.channel = channel
	w.desk = &inbox.Desk{House: house, Clock: w.clock, Assessor: triage.New(), Channels: map[string]inbox.Channel{"x": channel}}
	w.live()
	w.post = w.server.Own("Neue Buslinie ab Montag")
	return w
}

// live is the start of a process: after kill -9 there is what the store has synced.
func (w *byHand) live() {
	w.desk.Store = w.reopen()
	w.account = adapters.NewAccount(adapters.Options{ID: "x", Channel: w.channel, Store: w.desk.Store, Assessor: w.desk.Assessor, Clock: w.clock})
}

func (w *byHand) paul() *inbox.Session {
	w.Helper()
	s, err := w.desk.As("paul")
	w.must(err)
	return s
}

func (w *byHand) must(err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
}

// round polls and sends; what the channel does not answer is no failure here.
func (w *byHand) round() {
	w.Helper()
	_, _ = w.account.Poller.PollOnce(w.Context())
	_, err := w.account.Sender.SendOnce(w.Context())
	w.must(err)
}

// asked lets somebody write under our post without mentioning us.
func (w *byHand) asked(who, text string) inbox.Item {
	w.Helper()
	id := w.server.Write(who, w.post, text, xtest.Silent)
	w.server.BreakReads(xtest.None, 0, 0)
	for range 3 {
		w.round()
		page, err := w.desk.Store.Page(w.Context(), inbox.Filter{Channels: []string{"x"}}, "", 5)
		w.must(err)
		for i := range page.Items {
			if page.Items[i].Content.RemoteID == id {
				return page.Items[i]
			}
		}
	}
	w.Fatalf("%s was not seen", id)
	return inbox.Item{}
}

func (w *byHand) reply(id inbox.ReplyID) inbox.Reply {
	w.Helper()
	r, err := w.desk.Store.Reply(w.Context(), id)
	w.must(err)
	return r
}

func (w *byHand) is(id inbox.ReplyID, state inbox.ReplyState, work inbox.WorkState) {
	w.Helper()
	r := w.reply(id)
	it, err := w.desk.Store.Item(w.Context(), r.Item)
	w.must(err)
	if r.State != state || it.State.Work != work {
		w.Errorf("reply is %s, item %s; want %s, %s", r.State, it.State.Work, state, work)
	}
	if n := w.server.Calls("POST /2/tweets"); n != 0 {
		w.Fatalf("the program posted %d times", n)
	}
}

// What a program may not answer at X a person writes at the desk and posts in the
// browser; the next poll finds it and closes the item. The process dies after
// every step.
func TestAnAnswerByHandClosesTheItem(t *testing.T) {
	path := filepath.Join(t.TempDir(), "inbox.db")
	var open *bolt.Store
	w := newByHand(t, func(now func() time.Time) inbox.Store {
		if open != nil {
			_ = open.Close()
		}
		var err error
		if open, err = bolt.Open(t.Context(), bolt.Options{Path: path, Now: now}); err != nil {
			t.Fatal(err)
		}
		return open
	})
	t.Cleanup(func() { _ = open.Close() })
	ctx := t.Context()
	it := w.asked("jonas", "Fährt die auch sonntags?")
	answer := inbox.Composition{Free: "Ja, alle zwei Stunden. & mehr auf linden.de/bus"}
	p, err := w.paul().Preview(ctx, inbox.Target{ID: it.ID, Version: it.Version}, answer)
	if err != nil || !p.Sendable() || inbox.CodeOf(p.ByHand) != inbox.CodeNotSummoned {
		t.Fatalf("%v, by hand: %v, %v", p.Problems, p.ByHand, err)
	}
	r, err := w.paul().Submit(ctx, inbox.Target{ID: it.ID, Version: it.Version}, answer)
	w.must(err)
	w.live()
	w.clock.turn(time.Hour)
	w.round()
	w.is(r.ID, inbox.ReplyQueued, inbox.WorkOutbox)
	if next, err := (&inbox.Outbox{Store: w.desk.Store, Clock: w.clock}).NextDue(ctx); err != nil || !next.IsZero() {
		t.Errorf("due %v, %v", next, err)
	}
	// The sender may not even when it is told to.
	due := w.reply(r.ID)
	if _, err := (&inbox.Outbox{Store: w.desk.Store, Clock: w.clock}).Reserve(ctx, &due); inbox.CodeOf(err) != inbox.CodeByHand {
		t.Errorf("reserved: %v", err)
	}
	w.is(r.ID, inbox.ReplyQueued, inbox.WorkOutbox)
	w.must(w.paul().Cancel(ctx, r.ID)) // withdrawn, and written again
	if _, err := w.paul().PostByHand(ctx, r.ID); inbox.CodeOf(err) != inbox.CodeReplyState {
		t.Errorf("posted what was withdrawn: %v", err)
	}
	r, err = w.paul().Submit(ctx, inbox.Target{ID: it.ID}, answer)
	w.must(err)
	w.live()
	_, err = w.paul().Undo(ctx)
	w.must(err)
	w.is(r.ID, inbox.ReplyCancelled, inbox.WorkInProgress)
	r, err = w.paul().Submit(ctx, inbox.Target{ID: it.ID}, answer)
	w.must(err)
	h, err := w.paul().PostByHand(ctx, r.ID)
	w.must(err)
	want := "https://x.com/intent/post?in_reply_to=" + it.Content.RemoteID + "&text=Ja%2C+alle+zwei+Stunden.+%26+mehr+auf+linden.de%2Fbus"
	if h.Text != answer.Free || h.Page != want {
		t.Errorf("%+v", h)
	}
	w.live()
	w.is(r.ID, inbox.ReplyUnclear, inbox.WorkOutbox)
	if _, err := w.paul().Undo(ctx); inbox.CodeOf(err) == "" {
		t.Error("took back what may stand")
	}
	for range 30 { // nobody has posted yet: it is looked for, never sent, never called refused
		w.clock.turn(time.Hour)
		w.round()
	}
	w.is(r.ID, inbox.ReplyUnclear, inbox.WorkOutbox)
	_, err = w.paul().PostByHand(ctx, r.ID) // the page once more
	w.must(err)
	w.server.OwnReply(it.Content.RemoteID, h.Text)
	w.clock.turn(time.Second)
	w.live()
	_, err = w.account.Poller.PollOnce(ctx)
	w.must(err)
	w.is(r.ID, inbox.ReplyDelivered, inbox.WorkAnswered)
	if got := w.reply(r.ID); got.RemoteID == "" || got.URL == "" || len(got.Attempts) != 2 {
		t.Errorf("%+v", got)
	}
	w.round()
	w.is(r.ID, inbox.ReplyDelivered, inbox.WorkAnswered)
}

// What was edited or deleted meanwhile is not answered, and an answer of the
// program's own is never posted by hand.
func TestByHandLooksOnceMore(t *testing.T) {
	w := newByHand(t, func(func() time.Time) inbox.Store { return storetest.NewMemory() })
	ctx := t.Context()
	edited, gone := w.asked("jonas", "Fährt die?"), w.asked("mia", "Und abends?")
	for _, it := range []inbox.Item{edited, gone} {
		w.clock.turn(time.Minute)
		r, err := w.paul().Submit(ctx, inbox.Target{ID: it.ID}, inbox.Composition{Free: "Ja."})
		w.must(err)
		want := inbox.CodeItemChanged
		if it.ID == gone.ID {
			w.server.Delete(it.Content.RemoteID)
			want = inbox.CodeItemGone
		} else {
			w.server.Edit(it.Content.RemoteID, "Fährt die auch nachts?")
		}
		if _, err := w.paul().PostByHand(ctx, r.ID); inbox.CodeOf(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
		if got := w.reply(r.ID); got.State == inbox.ReplyUnclear {
			t.Error("handed out all the same")
		}
	}
	now, err := w.desk.Store.Item(ctx, edited.ID)
	if err != nil || now.Content.Text != "Fährt die auch nachts?" {
		t.Errorf("%q, %v", now.Content.Text, err)
	}
	id := w.server.Write("karl", "", "@"+xtest.OwnHandle+" danke")
	w.round()
	page, err := w.desk.Store.Page(ctx, inbox.Filter{Channels: []string{"x"}}, "", 1)
	if err != nil || page.Items[0].Content.RemoteID != id {
		t.Fatal(err)
	}
	r, err := w.paul().Submit(ctx, inbox.Target{ID: page.Items[0].ID}, inbox.Composition{Free: "Gern!"})
	w.must(err)
	if _, err := w.paul().PostByHand(ctx, r.ID); inbox.CodeOf(err) != inbox.CodeNotByHand {
		t.Errorf("by hand: %v", err)
	}
}

var handFaults = []xtest.Kind{xtest.None, xtest.None, xtest.None, xtest.Error, xtest.Cut, xtest.Truncated, xtest.HTML, xtest.Repeat}

// Random days: people post, change the words on the page, forget it, post from the
// phone; processes die; the channel has bad moments. The program posts nothing,
// calls nothing delivered that does not stand in these words, and leaves nothing
// open that is answered.
func TestRandomDaysByHand(t *testing.T) {
	runs := 300
	if testing.Short() {
		runs = 60
	}
	dice := rand.New(rand.NewPCG(3, 5))
	memory := storetest.NewMemory()
	w := newByHand(t, func(func() time.Time) inbox.Store { return memory })
	ctx, count := t.Context(), map[string]int{}
	for i := range runs {
		if i%50 == 49 {
			w.clock.turn(10 * 24 * time.Hour)
			w.post = w.server.Own(fmt.Sprint("Neue Buslinie ", i))
		}
		w.clock.turn(time.Duration(3+dice.IntN(5)) * time.Minute)
		it := w.asked(fmt.Sprint("p", i), fmt.Sprint("Frage ", i))
		text := fmt.Sprintf("Antwort %d & mehr – Ihr Rathaus", i)
		if dice.IntN(4) == 0 {
			text = "Danke für Ihre Frage."
		}
		r, err := w.paul().Submit(ctx, inbox.Target{ID: it.ID}, inbox.Composition{Free: text})
		w.must(err)
		day := []string{"posted", "posted", "twice", "changed", "forgotten", "phone", "withdrawn", "reopened"}[dice.IntN(8)]
		some := func() {
			for range dice.IntN(3) {
				w.clock.turn(time.Duration(dice.IntN(40)) * time.Second)
				w.server.BreakReads(handFaults[dice.IntN(len(handFaults))], 0, 0)
				if dice.IntN(3) == 0 {
					w.live()
				}
				w.round()
			}
			w.server.BreakReads(xtest.None, 0, 0)
		}
		hand := func() {
			if _, err := w.paul().PostByHand(ctx, r.ID); err != nil {
				t.Fatalf("run %d (%s): %v", i, day, err)
			}
		}
		want := inbox.ReplyDelivered
		some()
		switch day {
		case "posted", "twice", "reopened":
			hand()
			some()
			if day == "reopened" {
				hand()
			}
			w.server.OwnReply(it.Content.RemoteID, text)
			if day == "twice" {
				w.server.OwnReply(it.Content.RemoteID, text)
			}
		case "changed":
			hand()
			some()
			w.server.OwnReply(it.Content.RemoteID, text+" Bis bald!")
			want = inbox.ReplyCancelled
		case "phone": // before anybody was shown the page
			w.server.OwnReply(it.Content.RemoteID, "Kurz vom Handy: ja.")
			want = inbox.ReplyCancelled
		case "forgotten":
			hand()
			want = inbox.ReplyUnclear
		case "withdrawn":
			w.must(w.paul().Cancel(ctx, r.ID))
			want = inbox.ReplyCancelled
		}
		some()
		for range 6 {
			w.clock.turn(20 * time.Minute)
			w.round()
		}
		got := w.reply(r.ID)
		now, err := w.desk.Store.Item(ctx, it.ID)
		w.must(err)
		replaced := day == "changed" || day == "phone"
		switch {
		case got.State != want:
			t.Fatalf("run %d (%s): %s, want %s", i, day, got.State, want)
		case replaced != (got.VoidReason == inbox.OtherWords), replaced && w.server.Post(got.RemoteID).Text == text:
			t.Fatalf("run %d (%s): %q names %q", i, day, got.VoidReason, got.RemoteID)
		case got.State == inbox.ReplyDelivered && (w.server.Post(got.RemoteID).Parent != it.Content.RemoteID || w.server.Post(got.RemoteID).Text != text):
			t.Fatalf("run %d (%s): delivered is %q", i, day, got.RemoteID)
		case now.State.Work.IsOpen() != (day == "forgotten" || day == "withdrawn"):
			t.Fatalf("run %d (%s): the item is %s", i, day, now.State.Work)
		case w.server.Calls("POST /2/tweets") != 0:
			t.Fatalf("run %d (%s): the program posted", i, day)
		}
		count[day]++
	}
	t.Logf("%d days: %v", runs, count)
}
