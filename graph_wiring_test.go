package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/adapters/adaptertest"
	"lotse/adapters/facebook/facebooktest"
	"lotse/adapters/instagram/instagramtest"
	"lotse/inbox"
	"lotse/inbox/config"
)

// Both of Meta's channels from the config to the store: a comment that the
// platform hid is an item, two rounds change nothing, and the renewed token lies
// in the state folder for its owner alone.
func TestMetaChannelsFromConfigToStore(t *testing.T) {
	clock := adaptertest.NewClock(time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC))
	w, ctx := wiring{clock: clock}, t.Context()
	t.Setenv("LOTSE_TEST_META", "EAA-ein-Schluessel-nur-fuer-diesen-Test")
	page := facebooktest.New(t, os.Getenv("LOTSE_TEST_META"), clock.Now)
	insta := instagramtest.New(t, os.Getenv("LOTSE_TEST_META"), clock.Now)
	hidden := page.Comment("erika", page.Publish("Rathaus"), "Ihr ****", func(c *facebooktest.Comment) { c.Hidden = true })
	comment := insta.Comment("jonas", insta.Publish("Markt"), "Wann?")
	home := t.TempDir()
	store, err := w.open(ctx, filepath.Join(home, "inbox.db"), "test", false)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // a test's
	clock.Advance(25 * time.Hour)
	for _, c := range []config.Channel{
		{ID: "facebook", Kind: "facebook", Server: page.URL, Account: page.ID, Enabled: true, Token: config.TokenSource{Env: "LOTSE_TEST_META"}},
		{ID: "instagram", Kind: "instagram", Server: insta.URL, Enabled: true, Token: config.TokenSource{Env: "LOTSE_TEST_META"}},
	} {
		ch, err := w.channel(ctx, c, config.Paths{State: home})
		if err != nil {
			t.Fatal(err)
		}
		defer ch.(interface{ Close() }).Close()
		if first, again := round(ctx, t, ch, store, clock, c.ID), round(ctx, t, ch, store, clock, c.ID); first != 1 || again != 0 {
			t.Errorf("%s: %d items new, then %d", c.ID, first, again)
		}
	}
	page2, err := store.Page(ctx, inbox.Filter{}, "", 10)
	if err != nil || len(page2.Items) != 2 {
		t.Fatalf("%d items, %v", len(page2.Items), err)
	}
	for _, it := range page2.Items {
		want := map[string]inbox.Visibility{hidden: inbox.HiddenByUs, comment: inbox.Public}[it.Content.RemoteID]
		if it.State.Visibility != want {
			t.Errorf("%q is %s", it.Content.Text, it.State.Visibility)
		}
	}
	info, err := os.Stat(filepath.Join(home, "token-instagram.json"))
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("the renewed token: %v, %v", info, err)
	}
}

// round polls once and gives how many items were new.
func round(ctx context.Context, t *testing.T, ch inbox.Channel, store inbox.Store, clock *adaptertest.Clock, id string) int {
	t.Helper()
	clock.Advance(11 * time.Minute)
	r, err := adapters.NewAccount(adapters.Options{ID: id, Channel: ch, Store: store, Clock: clock}).Poller.PollOnce(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return r.New + r.Changed + r.Gone
}
