package main_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/adapters/adaptertest"
	"lotse/adapters/bluesky"
	"lotse/adapters/bluesky/blueskytest"
	"lotse/adapters/facebook"
	"lotse/adapters/facebook/facebooktest"
	"lotse/adapters/instagram"
	"lotse/adapters/instagram/instagramtest"
	"lotse/adapters/mastodon"
	"lotse/adapters/mastodon/mastodontest"
	"lotse/adapters/secret"
	"lotse/adapters/x"
	"lotse/adapters/x/xtest"
	"lotse/adapters/youtube"
	"lotse/adapters/youtube/youtubetest"
	"lotse/inbox"
	"lotse/ui"
)

// access is a channel of one kind against its made-up platform, with one question
// on it.
type access struct {
	channel inbox.Channel
	err     error
	kill    func()        // ends the access for good
	days    time.Duration // how long the access holds, 0 without an end
	budget  string        // of what it tells how much is left
	shown   string        // as the channels' sheet says it
}

const accessQuestion = "Wann öffnet das Rathaus?"

var accessKinds = map[string]func(t *testing.T, clock *adaptertest.Clock) access{
	"facebook": func(t *testing.T, clock *adaptertest.Clock) access {
		p := facebooktest.New(t, oldAccess, clock.Now)
		p.AllowQuery("v25.0/debug_token")
		p.Ends = clock.Now().Add(7*24*time.Hour + time.Hour)
		p.Comment("erika", p.Publish("Rathaus"), accessQuestion)
		p.Use(80, 0)
		ch, err := facebook.New(facebook.Config{ID: "facebook", Server: p.URL, Token: func() string { return oldAccess }, Clock: clock})
		return access{ch, err, p.Expire, 7 * 24 * time.Hour, "share", "Kontingent: zu 80 % verbraucht"}
	},
	"instagram": func(t *testing.T, clock *adaptertest.Clock) access {
		a := instagramtest.New(t, "IGAAzugang0123456789", clock.Now)
		a.Comment("jonas", a.Publish("Markt"), accessQuestion)
		a.Use(80, 0)
		vault := secret.NewVault(t.TempDir(), "instagram")
		ch, err := instagram.New(instagram.Config{ID: "instagram", Server: a.URL, Token: secret.NewToken("IGAAzugang0123456789"), Vault: &vault, Clock: clock})
		return access{ch, err, a.Expire, 60 * 24 * time.Hour, "share", "Kontingent: zu 80 % verbraucht"}
	},
	"bluesky": func(t *testing.T, clock *adaptertest.Clock) access {
		s := blueskytest.New(t, clock.Now)
		s.AddAccount(blueskytest.Account{Handle: "linden.bsky.example", Name: "Stadt Linden"})
		s.Publish("berta.bsky.example", blueskytest.Draft{Text: accessQuestion, Parent: s.Publish("linden.bsky.example", blueskytest.Draft{Text: "Rathaus"})})
		ch, err := bluesky.New(bluesky.Config{
			ID: "bluesky", Account: "linden.bsky.example", Server: s.URL, Vault: secret.NewVault(t.TempDir(), "bluesky"), Clock: clock,
			Password: func() string { return blueskytest.Secret + "-app-password" },
		})
		return access{ch, err, func() { s.SetPassword("linden.bsky.example", "another"); s.Revoke() }, 90 * 24 * time.Hour, "calls", "Abrufe: "}
	},
	"youtube": func(t *testing.T, clock *adaptertest.Clock) access {
		s := youtubetest.New(t, clock.Now)
		s.Testing(3*24*time.Hour + time.Hour)
		s.Comment("mara", s.Publish("Rathaus"), accessQuestion)
		ch, err := youtube.New(youtube.Config{
			ID: "youtube", Server: s.URL, ClientID: youtubetest.ClientID, Clock: clock, Vault: secret.NewVault(t.TempDir(), "youtube"),
			Secret: func() string { return youtubetest.ClientSecret }, Token: func() string { return youtubetest.RefreshToken },
		})
		return access{ch, err, func() { s.EndGrant(); s.Revoke() }, 3 * 24 * time.Hour, "units", "Einheiten: "}
	},
	"x": func(t *testing.T, clock *adaptertest.Clock) access {
		s := xtest.New(t, clock.Now)
		s.Write("paul", s.Own("Rathaus"), "@"+xtest.OwnHandle+" "+accessQuestion)
		ch, err := x.New(x.Config{
			ID: "x", Server: s.URL, Clock: clock, Spent: secret.NewVault(t.TempDir(), "x~budget"), ExpandAuthors: true, SearchReplies: true, Monthly: 1,
			Keys: func() x.Keys {
				return x.Keys{ConsumerKey: xtest.ConsumerKey, ConsumerSecret: xtest.ConsumerSecret, Token: xtest.Token, TokenSecret: xtest.TokenSecret}
			},
		})
		return access{ch, err, func() { s.BreakReads(xtest.Unauthorized, 0, 0) }, 0, "usd", "US-Dollar: "}
	},
	"mastodon": func(t *testing.T, clock *adaptertest.Clock) access {
		s := mastodontest.New(t, mastodontest.Mastodon, mastodontest.WithClock(clock.Now))
		town := s.AddAccount("neustadt")
		s.Mention(s.AddAccount("anna"), town, accessQuestion)
		ch, err := mastodon.New(mastodon.Config{ID: "mastodon", Server: s.URL, Token: func() string { return town.Token }, Clock: clock})
		return access{ch, err, func() { s.Revoke(town) }, 0, "calls", "Abrufe: "}
	},
}

// Of every kind of channel the desk shows how long its access holds and what is left
// of its allowance; when the access ends, nothing is sent any more, with the reason,
// and nothing that came before is lost.
func TestScreenTellsOfEveryAccess(t *testing.T) {
	for kind, open := range accessKinds {
		t.Run(kind, func(t *testing.T) {
			s := newStage(t)
			clock := adaptertest.NewClock(s.now)
			a := open(t, clock)
			if a.err != nil {
				t.Fatal(a.err)
			}
			t.Cleanup(a.channel.(interface{ Close() }).Close)
			s.desk.House.Channels = []string{kind}
			s.desk.Channels = map[string]inbox.Channel{kind: a.channel}
			account := adapters.NewAccount(adapters.Options{ID: kind, Channel: a.channel, Store: s.store, Assessor: s.desk.Assessor, Clock: clock})
			poll := func(after time.Duration) error {
				clock.Advance(after)
				s.now = s.now.Add(after)
				_, err := account.Poller.PollOnce(t.Context())
				s.wait(0)
				return err
			}
			s.start("ayse", 80, 24)
			if err := poll(25 * time.Hour); err != nil { // an Instagram token younger than a day is not renewed
				t.Fatal(err)
			}
			s.press("R")
			s.sees("Wann öffnet")
			state, err := s.store.ChannelState(t.Context(), kind)
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(state.Budgets, func(b inbox.Budget) bool { return b.Name == a.budget })
			if i < 0 || state.Budgets[i].Limit <= 0 || state.Budgets[i].Used <= 0 {
				t.Fatalf("it tells %+v of its allowance", state.Budgets)
			}
			if a.days > 0 != !state.TokenEnds.IsZero() {
				t.Fatalf("its access ends %s", state.TokenEnds)
			}
			s.press("C")
			s.sees(a.shown)
			s.press("esc")
			s.warned(kind, &state, a)

			a.kill()
			if err := poll(3 * time.Hour); err == nil {
				t.Fatal("a dead access reads on")
			}
			s.press("R")
			s.sees(kind+": Zugang abgelehnt", "Wann öffnet")
			s.press("r")
			s.sees("lässt sich nichts senden")
			if s.model.At() != ui.InList {
				t.Errorf("the composer is open at %s", s.model.At())
			}
			page, err := s.store.Page(t.Context(), inbox.Filter{}, "", 10)
			if err != nil || len(page.Items) != 1 || page.Items[0].State.Visibility != inbox.Public {
				t.Fatalf("the history is %+v, %v", page.Items, err)
			}
			_, err = s.as("ayse").Submit(t.Context(), inbox.Target{ID: page.Items[0].ID}, inbox.Composition{Free: "Ab acht."})
			if inbox.CodeOf(err) != inbox.CodeAccessDead {
				t.Errorf("submitted: %v", err)
			}
			if !strings.Contains(s.handoverCodes(), "channel_problem") {
				t.Error("the handover does not say so")
			}
		})
	}
}

// warned holds that an access that ends is told at its stages, in the status line and
// in the handover, and a budget of which much is used in the handover.
func (s *stage) warned(kind string, state *inbox.ChannelState, a access) {
	s.Helper()
	codes := s.handoverCodes()
	i := slices.IndexFunc(state.Budgets, func(b inbox.Budget) bool { return b.Name == a.budget })
	if much := state.Budgets[i].Share() >= inbox.BudgetSlow; strings.Contains(codes, "budget") != much {
		s.Errorf("%+v, and the handover says %s", state.Budgets[i], codes)
	}
	if a.days == 0 {
		return
	}
	was := s.now
	for _, days := range []int{14, 7, 3, 1} {
		s.now = state.TokenEnds.Add(-time.Duration(days)*24*time.Hour - time.Hour)
		s.press("R")
		word := "Tagen"
		if days == 1 {
			word = "Tag"
		}
		s.sees(kind + ": Zugang endet in " + fmt.Sprint(days, " ", word))
		if !strings.Contains(s.handoverCodes(), "token_ends") {
			s.Errorf("%d days before, the handover says nothing", days)
		}
	}
	s.now = was
	s.press("R")
}

// handoverCodes are what a protocol of now would say of the channels.
func (s *stage) handoverCodes() string {
	s.Helper()
	h, err := s.as("ayse").PrepareHandover(s.Context(), "bernd", time.Time{}, "")
	if err != nil {
		s.Fatal(err)
	}
	var codes []string
	for _, l := range h.Lines {
		if l.Section == inbox.SectionChannels {
			codes = append(codes, l.Code)
		}
	}
	return strings.Join(codes, " ")
}

// Where there are more channels than the sheet holds, the arrows read on.
func TestScreenReadsOnInTheSheetOfChannels(t *testing.T) {
	s := newStage(t)
	s.desk.House.Channels = nil
	for i := range 12 {
		id := fmt.Sprintf("kanal%02d", i)
		s.desk.House.Channels = append(s.desk.House.Channels, id)
		state := inbox.ChannelState{Channel: id, LastGood: s.now, Budgets: []inbox.Budget{{Name: "usd", Used: 0.02, Limit: 20}}}
		if err := s.store.SaveChannelState(t.Context(), state); err != nil {
			t.Fatal(err)
		}
	}
	s.start("ayse", 80, 24)
	s.press("C")
	s.sees("kanal00", "US-Dollar: 0,02 von 20 verbraucht (0 %)", "… noch")
	s.hides("kanal11")
	for range 12 {
		s.press("pgdown")
	}
	s.sees("kanal11")
	s.hides("… noch")
	s.press("up")
	s.sees("Kanäle", "… noch")
	s.press("x")
	s.hides("kanal11: ")
	if s.model.At() != ui.InList {
		t.Error("the sheet does not close")
	}
}
