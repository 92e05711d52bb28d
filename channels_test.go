package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lotse/adapters"
	"lotse/adapters/adaptertest"
	"lotse/adapters/bluesky"
	"lotse/adapters/bluesky/blueskytest"
	"lotse/adapters/facebook"
	"lotse/adapters/facebook/facebooktest"
	"lotse/adapters/feed"
	"lotse/adapters/feed/feedtest"
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
)

// stand is one of the fakes with the town's account at it.
type stand struct {
	id      string
	ch      inbox.Channel
	comment func(text string) string // under a post of the town's; gives the remote id
	spoil   func(adaptertest.Kind)
	heal    func()

	account *adapters.Account
	written map[string]time.Time // what citizens wrote, and when
}

func (p *stand) write(clock *adaptertest.Clock, text string) {
	p.written[p.comment(text)] = clock.Now().UTC().Truncate(time.Second)
}

// town is a desk with every kind of channel on one clock and one store.
type town struct {
	*testing.T
	clock *adaptertest.Clock
	store inbox.Store
	all   []*stand
}

const wait = 90 * time.Second // what a platform asks for that is asked too often

func newTown(t *testing.T) *town {
	t.Helper()
	w := &town{T: t, clock: adaptertest.NewClock(time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC))}
	store, err := wiring{clock: w.clock}.open(t.Context(), filepath.Join(t.TempDir(), "inbox.db"), "test", false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	w.store = store
	w.mastodon()
	w.bluesky()
	w.meta()
	w.youtube()
	w.x()
	w.feed()
	for _, p := range w.all {
		p.written = map[string]time.Time{}
		p.account = adapters.NewAccount(adapters.Options{
			ID: p.id, Channel: p.ch, Store: store, Clock: w.clock, Rand: func() float64 { return 0.5 },
		})
	}
	return w
}

func (w *town) add(p *stand, err error) {
	w.Helper()
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(p.ch.(interface{ Close() }).Close)
	w.all = append(w.all, p)
}

func (w *town) mastodon() {
	s := mastodontest.New(w.T, mastodontest.Mastodon, mastodontest.WithClock(w.clock.Now))
	own := s.AddAccount("linden")
	erika := s.AddAccount("erika@weit.example")
	ch, err := mastodon.New(mastodon.Config{ID: "mastodon", Server: s.URL, Token: func() string { return own.Token }, Clock: w.clock})
	post := s.OwnPost(own, "Rathaus")
	w.add(&stand{
		id: "mastodon", ch: ch,
		comment: func(text string) string { return s.ReplyTo(erika, post, text).URI },
		spoil: func(k adaptertest.Kind) {
			f := mastodontest.TooMany(wait)
			if k == adaptertest.KindSlow {
				f = mastodontest.Hang()
			}
			for range 12 {
				s.Queue("GET **", f)
			}
		},
		heal: s.Heal,
	}, err)
}

func (w *town) bluesky() {
	s := blueskytest.New(w.T, w.clock.Now)
	s.AddAccount(blueskytest.Account{Handle: "linden.bsky.example", Name: "Stadt Linden"})
	ch, err := bluesky.New(bluesky.Config{
		ID: "bluesky", Account: "@linden.bsky.example", Server: s.URL, Vault: secret.NewVault(w.TempDir(), "bluesky"), Clock: w.clock,
		Password: func() string { return blueskytest.Secret + "-app-password" },
	})
	post := s.Publish("linden.bsky.example", blueskytest.Draft{Text: "Rathaus"})
	w.add(&stand{
		id: "bluesky", ch: ch,
		comment: func(text string) string {
			return s.Publish("erika.bsky.example", blueskytest.Draft{Text: text, Parent: post})
		},
		spoil: func(k adaptertest.Kind) {
			if k == adaptertest.KindSlow {
				s.Break(false, blueskytest.Slow())
			} else {
				s.Break(false, blueskytest.TooMany(wait))
			}
		},
		heal: s.Heal,
	}, err)
}

func (w *town) meta() {
	page := facebooktest.New(w.T, "EAA-nur-fuer-diesen-Test", w.clock.Now)
	fb, err := facebook.New(facebook.Config{ID: "facebook", Server: page.URL, Token: func() string { return "EAA-nur-fuer-diesen-Test" }, Clock: w.clock})
	post := page.Publish("Rathaus")
	w.add(&stand{
		id: "facebook", ch: fb, heal: page.Heal,
		comment: func(text string) string { return page.Comment("erika", post, text) },
		spoil:   func(k adaptertest.Kind) { page.Break(adaptertest.Fault{On: adaptertest.Read, Kind: k, After: wait}) },
	}, err)
	insta := instagramtest.New(w.T, "IGAA-nur-fuer-diesen-Test", w.clock.Now)
	vault := secret.NewVault(w.TempDir(), "instagram")
	ig, err := instagram.New(instagram.Config{ID: "instagram", Server: insta.URL, Token: secret.NewToken("IGAA-nur-fuer-diesen-Test"), Vault: &vault, Clock: w.clock})
	medium := insta.Publish("Rathaus")
	w.add(&stand{
		id: "instagram", ch: ig, heal: insta.Heal,
		comment: func(text string) string { return insta.Comment("erika", medium, text) },
		spoil:   func(k adaptertest.Kind) { insta.Break(adaptertest.Fault{On: adaptertest.Read, Kind: k, After: wait}) },
	}, err)
}

func (w *town) youtube() {
	s := youtubetest.New(w.T, w.clock.Now)
	ch, err := youtube.New(youtube.Config{
		ID: "youtube", ClientID: youtubetest.ClientID, Server: s.URL, Vault: secret.NewVault(w.TempDir(), "youtube"), Clock: w.clock,
		Secret: func() string { return youtubetest.ClientSecret }, Token: func() string { return youtubetest.RefreshToken },
	})
	video := s.Publish("Rathaus")
	w.add(&stand{
		id: "youtube", ch: ch, heal: s.Heal,
		comment: func(text string) string { return s.Comment("erika", video, text) },
		spoil: func(k adaptertest.Kind) {
			kind := youtubetest.Throttled
			if k == adaptertest.KindSlow {
				kind = youtubetest.Slow
			}
			s.Break(youtubetest.Read, youtubetest.Fault{Kind: kind, After: wait})
		},
	}, err)
}

func (w *town) x() {
	s := xtest.New(w.T, w.clock.Now)
	keys, err := x.ParseKeys(strings.Join([]string{xtest.ConsumerKey, xtest.ConsumerSecret, xtest.Token, xtest.TokenSecret}, " "))
	if err != nil {
		w.Fatal(err)
	}
	ch, err := x.New(x.Config{
		ID: "x", Server: s.URL, Clock: w.clock, Spent: secret.NewVault(w.TempDir(), "x~budget"), SearchReplies: true, Monthly: 1000,
		Keys: func() x.Keys { return keys },
	})
	post, posted, n := s.Own("Rathaus"), w.clock.Now(), 0
	w.add(&stand{
		id: "x", ch: ch,
		comment: func(text string) string {
			if w.clock.Now().Sub(posted) > 5*24*time.Hour { // a conversation is searched for a week
				post, posted = s.Own("Rathaus"), w.clock.Now()
			}
			if n++; n%2 == 0 {
				return s.Write("erika", post, text, xtest.Silent) // only the search of the last week finds it
			}
			return s.Write("erika", post, text)
		},
		spoil: func(k adaptertest.Kind) { s.BreakReads(xtest.Kind(k), wait, 0) },
		heal:  func() { s.BreakReads(xtest.None, 0, 0) },
	}, err)
}

func (w *town) feed() {
	site := feedtest.New(w.T, feedtest.Atom, 10, w.clock.Now)
	ch, err := feed.New(feed.Config{ID: "feed", Address: site.URL, Clock: w.clock})
	w.add(&stand{
		id: "feed", ch: ch,
		comment: func(text string) string { return site.Comment("erika", site.Page(), text) },
		spoil: func(k adaptertest.Kind) {
			kind := feedtest.Throttled
			if k == adaptertest.KindSlow {
				kind = feedtest.Slow
			}
			site.Break(feedtest.Fault{Kind: kind, After: wait})
		},
		heal: func() { site.Break(feedtest.Fault{}) },
	}, err)
}

// poll makes rounds of a channel until it has no more.
func (w *town) poll(p *stand) error {
	for range 50 {
		r, err := p.account.Poller.PollOnce(w.Context())
		if err != nil || !r.More {
			return err
		}
	}
	w.Fatalf("%s: the backlog does not end", p.id)
	return nil
}

func (w *town) mustPoll(p *stand) {
	w.Helper()
	if err := w.poll(p); err != nil {
		w.Fatalf("%s: %v", p.id, err)
	}
}

// items gives what the store has of a channel's comments, by remote id.
func (w *town) items(p *stand) map[string]inbox.Item {
	w.Helper()
	out := map[string]inbox.Item{}
	var after inbox.Token
	for {
		page, err := w.store.Page(w.Context(), inbox.Filter{Channels: []string{p.id}}, after, 200)
		if err != nil {
			w.Fatal(err)
		}
		for i := range page.Items {
			it := &page.Items[i]
			if _, twice := out[it.Content.RemoteID]; twice {
				w.Errorf("%s: %s stands twice", p.id, it.Content.RemoteID)
			}
			out[it.Content.RemoteID] = *it
		}
		if after = page.Next; after == "" {
			return out
		}
	}
}

// One channel after the other hangs in the middle of an answer; meanwhile all
// others read what is new, and afterwards it does too.
func TestOneHangingChannelDelaysNoOther(t *testing.T) {
	w := newTown(t)
	for _, p := range w.all {
		p.write(w.clock, "Der erste")
		w.mustPoll(p)
	}
	for n, hangs := range w.all {
		w.clock.Advance(20 * time.Minute)
		for _, p := range w.all {
			p.write(w.clock, fmt.Sprint("Frage ", n))
		}
		hangs.spoil(adaptertest.KindSlow)
		done := make(chan error, 1)
		go func() { done <- w.poll(hangs) }()
		for _, p := range w.all {
			if p != hangs {
				w.mustPoll(p)
				if got, want := len(w.items(p)), n+2; got != want {
					t.Errorf("%s hangs: %d of %d at %s", hangs.id, got, want, p.id)
				}
			}
		}
		if err := w.end(done); err == nil {
			t.Errorf("%s did not hang at all", hangs.id)
		}
		hangs.heal()
		w.clock.Advance(30 * time.Minute)
		w.recovers(hangs)
		if got, want := len(w.items(hangs)), n+2; got != want {
			t.Errorf("%s: %d of %d after it hung", hangs.id, got, want)
		}
	}
}

// end turns the clock until a hanging call has run into its limit.
func (w *town) end(done <-chan error) error {
	tick := time.NewTicker(time.Millisecond) // real time, only to notice that nobody moves
	defer tick.Stop()
	for range 20_000 {
		select {
		case err := <-done:
			return err
		case <-tick.C:
			w.clock.Advance(10 * time.Second)
		}
	}
	w.Fatal("it hangs for ever")
	return nil
}

// recovers polls until the call that hung has come back: before, no other begins.
func (w *town) recovers(p *stand) {
	w.Helper()
	tick := time.NewTicker(time.Millisecond) // real time: the connection is torn down in its own
	defer tick.Stop()
	var err error
	for range 20_000 {
		if err = w.poll(p); err == nil {
			return
		}
		<-tick.C
	}
	w.Fatalf("%s: %v", p.id, err)
}

// Every other answer of every channel says that it was asked too often: nothing is
// asked before the time named, and no comment is lost or stands twice.
func TestAStormOf429LosesNothingOnAnyChannel(t *testing.T) {
	w := newTown(t)
	for _, p := range w.all {
		w.mustPoll(p)
	}
	for n := range 12 {
		for _, p := range w.all {
			p.spoil(adaptertest.KindThrottled)
			p.write(w.clock, fmt.Sprint("Frage ", n))
			err := w.poll(p)
			if inbox.ProblemOf(err) != inbox.ProblemThrottled {
				t.Fatalf("%s: %v", p.id, err)
			}
			if s, _ := w.store.ChannelState(t.Context(), p.id); s.Open || s.RetryAt.Before(w.clock.Now().Add(wait/2)) {
				t.Fatalf("%s: open %t, again at %s, it is %s", p.id, s.Open, s.RetryAt, w.clock.Now())
			}
			p.heal()
			if err := w.poll(p); inbox.ProblemOf(err) != inbox.ProblemThrottled {
				t.Fatalf("%s was asked before its time: %v", p.id, err)
			}
		}
		w.clock.Advance(20 * time.Minute)
		for _, p := range w.all {
			p.write(w.clock, fmt.Sprint("Noch eine ", n))
			w.mustPoll(p)
		}
	}
	for _, p := range w.all {
		got := w.items(p)
		for id := range p.written {
			if _, ok := got[id]; !ok {
				t.Errorf("%s: %s is lost", p.id, id)
			}
		}
		if len(got) != len(p.written) {
			t.Errorf("%s: %d items of %d comments", p.id, len(got), len(p.written))
		}
	}
}

// After three weeks without the desk everything is there, or the time of what
// cannot be read any more is recorded. Clocks run from the posting.
func TestThreeWeeksAwayAreRefilledOrToldOnAnyChannel(t *testing.T) {
	w := newTown(t)
	for _, p := range w.all {
		p.write(w.clock, "Davor")
	}
	w.clock.Advance(time.Minute)
	for _, p := range w.all {
		w.mustPoll(p)
	}
	left := w.clock.Now()
	w.clock.Advance(time.Minute)
	for n := range 63 { // three a day
		w.clock.Advance(8 * time.Hour)
		for _, p := range w.all {
			p.write(w.clock, fmt.Sprint("Inzwischen ", n))
		}
	}
	w.clock.Advance(20 * time.Minute)
	for _, p := range w.all {
		w.mustPoll(p)
		w.clock.Advance(20 * time.Minute)
		w.mustPoll(p)
		got := w.items(p)
		s, err := w.store.ChannelState(context.WithoutCancel(t.Context()), p.id)
		if err != nil {
			t.Fatal(err)
		}
		missing := 0
		for id, at := range p.written {
			it, ok := got[id]
			if !ok {
				missing++
				if !told(s.Gaps, at) {
					t.Errorf("%s: what was written at %s is neither there nor in a gap of %v", p.id, at, s.Gaps)
				}
				continue
			}
			if d := it.ID.Time().Sub(at).Abs(); d > time.Second {
				t.Errorf("%s: the clock of what was written at %s begins at %s", p.id, at, it.ID.Time())
			}
			if late := !at.Before(left.Add(time.Second)); s.SeenLate(&it).IsZero() == late {
				t.Errorf("%s: written at %s, seen late: %s", p.id, at, s.SeenLate(&it))
			}
		}
		if len(got)+missing != len(p.written) {
			t.Errorf("%s: %d items of %d comments, %d missing", p.id, len(got), len(p.written), missing)
		}
		t.Logf("%-9s %d of %d there, %d gaps", p.id, len(got), len(p.written), len(s.Gaps))
	}
}

func told(gaps []inbox.Gap, at time.Time) bool {
	for _, g := range gaps {
		if !at.Before(g.From.Add(-time.Second)) && !at.After(g.To.Add(time.Second)) {
			return true
		}
	}
	return false
}
