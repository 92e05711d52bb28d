package main_test

import (
	"path/filepath"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/adapters/secret"
	"lotse/adapters/x"
	"lotse/adapters/x/xtest"
	"lotse/inbox"
	"lotse/inbox/triage"
	"lotse/store/bolt"
)

// What a program may not answer at X a person answers in the browser: the desk
// refuses with the reason, costs nothing, and the next poll closes the item.
func TestAnAnswerByHandClosesTheItem(t *testing.T) {
	ctx, clock, dir := t.Context(), adapters.Wall{}, t.TempDir()
	server := xtest.New(t, time.Now)
	store, err := bolt.Open(ctx, bolt.Options{Path: filepath.Join(dir, "inbox.db"), Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	channel, err := x.New(x.Config{
		ID: "x", Server: server.URL, Clock: clock, Spent: secret.NewVault(dir, "x~budget"), ExpandAuthors: true, SearchReplies: true,
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
	desk := &inbox.Desk{Store: store, House: house, Clock: clock, Assessor: triage.New(), Channels: map[string]inbox.Channel{"x": channel}}
	poll := func() { // each time as a process of its own
		t.Helper()
		account := adapters.NewAccount(adapters.Options{ID: "x", Channel: channel, Store: store, Assessor: desk.Assessor, Clock: clock})
		if _, err := account.Poller.PollOnce(ctx); err != nil {
			t.Fatal(err)
		}
	}
	post := server.Own("Neue Buslinie ab Montag")
	silent := server.Write("jonas", post, "Fährt die auch sonntags?", xtest.Silent)
	poll()
	page, err := store.Page(ctx, inbox.Filter{Channels: []string{"x"}}, "", 10)
	if err != nil || len(page.Items) != 1 || page.Items[0].Content.RemoteID != silent {
		t.Fatalf("%+v, %v", page.Items, err)
	}
	it := page.Items[0]
	paul, err := desk.As("paul")
	if err != nil {
		t.Fatal(err)
	}
	answer := inbox.Composition{Free: "Ja, alle zwei Stunden."}
	p, err := paul.Preview(ctx, inbox.Target{ID: it.ID, Version: it.Version}, answer)
	refused := false
	for _, problem := range p.Problems {
		refused = refused || inbox.CodeOf(problem) == inbox.CodeNotSummoned
	}
	if err != nil || !refused {
		t.Errorf("%v, %v", p.Problems, err)
	}
	if _, err := paul.Submit(ctx, inbox.Target{ID: it.ID, Version: it.Version}, answer); err == nil || server.Calls("POST ") != 0 {
		t.Errorf("submitted: %v", err)
	}
	server.OwnReply(silent, "Ja, alle zwei Stunden.")
	poll()
	if it, err = store.Item(ctx, it.ID); err != nil || it.State.Work.IsOpen() {
		t.Errorf("still %s, %v", it.State.Work, err)
	}
}
