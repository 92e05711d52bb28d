package mastodon

import (
	"fmt"
	"math/rand/v2"
	"net/url"
	"testing"
	"time"

	"lotse/adapters/mastodon/mastodontest"
	"lotse/inbox"
)

// Six writers at once, whose ids are drawn before their posts can be seen. A
// poller that only remembered the newest id would lose some; none may be.
func TestLateIDsAreNotLost(t *testing.T) {
	const writers, each = 6, 60
	for _, f := range []mastodontest.Flavour{mastodontest.Mastodon, mastodontest.GoToSocial} {
		t.Run(f.String(), func(t *testing.T) {
			w := newWorld(t, f)
			w.server.SetLimits(mastodontest.Limits{
				All: mastodontest.Window{Max: 1 << 20, Per: time.Minute}, Paging: mastodontest.Window{Max: 1 << 20, Per: time.Minute},
				Post: mastodontest.Window{Max: 1 << 20, Per: time.Minute}, Delete: mastodontest.Window{Max: 1, Per: time.Minute},
			})
			w.poll()
			dice := rand.New(rand.NewPCG(1, uint64(f)))
			left, open := [writers]int{}, [writers]func(){}
			for n := range left {
				left[n] = each
			}
			naive, newest := 0, "0"
			for todo := 2 * writers * each; todo > 0; {
				n := dice.IntN(writers)
				switch {
				case open[n] != nil:
					open[n]()
					open[n] = nil
				case left[n] > 0:
					who := w.citizen(fmt.Sprintf("schreiber%d@weit.example", n))
					_, open[n] = w.server.MentionLate(who, w.own, fmt.Sprintf("Wort %d von %d", left[n], n))
					left[n]--
				default:
					continue
				}
				todo--
				w.turn(7 * time.Millisecond)
				if dice.IntN(8) == 0 || todo == 0 {
					w.poll()
					got, top := onlyNewer(w, newest)
					naive, newest = naive+got, top
				}
			}
			if w.items() != writers*each {
				t.Errorf("%d of %d mentions seen", w.items(), writers*each)
			}
			if len(w.gaps) > 0 {
				t.Errorf("gaps: %+v", w.gaps)
			}
			if naive == writers*each {
				t.Error("no id came late: this test proves nothing")
			}
			t.Logf("%d of %d seen; by newest id alone it would have been %d", w.items(), writers*each, naive)
		})
	}
}

// onlyNewer reads as a poller would that remembers the newest id.
func onlyNewer(w *world, newest string) (n int, top string) {
	for {
		l, err := w.ch.list(w.Context(), "poll", "/api/v1/notifications", url.Values{"min_id": {newest}, "limit": {"80"}})
		if err != nil {
			w.Fatal(err)
		}
		if len(l.items) == 0 {
			return n, newest
		}
		first, _, _ := tolerant[notification](l.items[0])
		n, newest = n+len(l.items), string(first.ID)
	}
}

// Weeks away: everything comes, page by page, and no page is read twice.
func TestAfterWeeksAway(t *testing.T) {
	for _, f := range []mastodontest.Flavour{mastodontest.Mastodon, mastodontest.GoToSocial} {
		t.Run(f.String(), func(t *testing.T) {
			w := newWorld(t, f)
			berta := w.citizen("berta@weit.example")
			w.server.Mention(berta, w.own, "vorher")
			w.poll()
			const n = 700
			for i := range n {
				w.turn(30 * time.Minute)
				w.server.Mention(berta, w.own, fmt.Sprint("Nummer ", i))
			}
			before := w.server.Requests("GET /api/v1/notifications")
			if got := w.poll(); got != n {
				t.Errorf("%d of %d", got, n)
			}
			if calls := w.server.Requests("GET /api/v1/notifications") - before; calls > n/80+3 {
				t.Errorf("%d pages for %d mentions", calls, n)
			}
			if len(w.gaps) != 0 || len(w.notes) != 0 {
				t.Errorf("gaps %v, warnings %v", w.gaps, w.notes)
			}
		})
	}
}

// The first run looks back two weeks, not through a life.
func TestFirstRunLooksBackTwoWeeks(t *testing.T) {
	for _, f := range []mastodontest.Flavour{mastodontest.Mastodon, mastodontest.GoToSocial} {
		t.Run(f.String(), func(t *testing.T) {
			w := newWorld(t, f)
			berta := w.citizen("berta@weit.example")
			const days = 100
			for i := range 5 * days { // five a day
				w.server.Mention(berta, w.own, fmt.Sprint("Nummer ", i))
				w.turn(24 * time.Hour / 5)
			}
			w.poll()
			if w.items() != 70 {
				t.Errorf("%d items of fourteen days, want 70", w.items())
			}
			if calls := w.server.Requests("GET /api/v1/notifications"); calls > 2 {
				t.Errorf("%d pages", calls)
			}
			for range 3 {
				w.turn(90 * time.Second)
				if n := w.poll(); n != 0 {
					t.Errorf("%d changes", n)
				}
			}
			w.server.Mention(berta, w.own, "neu")
			if n := w.poll(); n != 1 || len(w.gaps) != 0 {
				t.Errorf("%d changes, gaps %v", n, w.gaps)
			}
		})
	}
}

// snac shows its 64 newest and nothing below: what fell out in between is a gap.
func TestSnacsWindow(t *testing.T) {
	w := newWorld(t, mastodontest.Snac)
	berta := w.citizen("berta@weit.example")
	write := func(n int) {
		for i := range n {
			w.turn(time.Second)
			w.server.Mention(berta, w.own, fmt.Sprint(w.time().Unix(), " ", i))
		}
	}
	write(10)
	w.poll()
	write(50)
	w.poll()
	if w.items() != 60 || len(w.gaps) != 0 {
		t.Fatalf("%d items, gaps %v", w.items(), w.gaps)
	}
	write(63)
	if n := w.poll(); n != 63 || len(w.gaps) != 0 {
		t.Errorf("63 new ones: %d came, gaps %v", n, w.gaps)
	}
	last := w.time()
	w.turn(time.Hour)
	write(70)
	if n := w.poll(); n != 64 || len(w.gaps) != 1 {
		t.Fatalf("70 new ones: %d came, gaps %v", n, w.gaps)
	}
	if g := w.gaps[0]; g.Reason != "window" || !g.From.Equal(last) || !g.To.After(last.Add(time.Hour)) {
		t.Errorf("gap %+v, want from %s", g, last)
	}
	if n := w.poll(); n != 0 || len(w.gaps) != 1 {
		t.Errorf("again: %d changes, gaps %v", n, w.gaps)
	}

	fresh := newWorld(t, mastodontest.Snac)
	for i := range 64 {
		fresh.server.Mention(fresh.citizen("berta@weit.example"), fresh.own, fmt.Sprint(i))
	}
	if fresh.poll(); fresh.items() != 64 || len(fresh.gaps) != 1 {
		t.Errorf("a full window at the first look: %d items, gaps %v", fresh.items(), fresh.gaps)
	}
}

// Pages that repeat, overlap, come out of order or empty lose nothing.
func TestOddPages(t *testing.T) {
	for name, fault := range map[string]mastodontest.Fault{
		"duplicate": mastodontest.DuplicatePage(), "overlap": mastodontest.OverlapPage(7),
		"shuffled": mastodontest.OutOfOrder(), "empty": mastodontest.EmptyPage(),
	} {
		t.Run(name, func(t *testing.T) {
			eachFlavour(t, func(t *testing.T, w *world) {
				berta := w.citizen("berta@weit.example")
				n := 0
				for round := range 4 {
					for range 50 {
						n++
						w.turn(time.Second)
						w.server.Mention(berta, w.own, fmt.Sprint("Nummer ", n))
					}
					for i := range round {
						for range i {
							w.server.Queue("GET /api/v1/notifications", mastodontest.Pass())
						}
						w.server.Queue("GET /api/v1/notifications", fault)
					}
					w.poll()
				}
				for range 3 {
					w.poll()
				}
				w.drain()
				if w.items() != n || len(w.gaps) > 0 {
					t.Errorf("%d of %d seen, gaps %v, warnings %v", w.items(), n, w.gaps, w.notes)
				}
			})
		})
	}
}

// One status that cannot be read holds up nothing and is kept as it came.
func TestPoison(t *testing.T) {
	eachFlavour(t, func(t *testing.T, w *world) {
		berta := w.citizen("berta@weit.example")
		bad := map[mastodontest.Poison]mastodontest.Post{}
		for _, how := range []mastodontest.Poison{
			mastodontest.EmptyTime, mastodontest.DateOnly, mastodontest.FloatWidth, mastodontest.NumberParent, mastodontest.NoAccount,
		} {
			w.server.Mention(berta, w.own, fmt.Sprint("davor ", how))
			p := w.server.Mention(berta, w.own, fmt.Sprint("krank ", how))
			w.server.Poison(p, how)
			bad[how] = p
			w.turn(time.Second)
		}
		after := w.server.Mention(berta, w.own, "danach")
		w.poll()
		w.get(after)
		if w.items() != 11 {
			t.Errorf("%d items, want 11", w.items())
		}
		for how, p := range bad {
			o, want := w.get(p), how == mastodontest.EmptyTime || how == mastodontest.DateOnly
			switch {
			case (o.Kind == inbox.KindUnparsed) != want:
				t.Errorf("poison %d came as %s", how, o.Kind)
			case want && (o.Source == "" || o.Author.Handle == ""):
				t.Errorf("poison %d: source of %d bytes, author %q", how, len(o.Source), o.Author.Handle)
			case !want && o.Text == "":
				t.Errorf("poison %d cost the text", how)
			}
		}
		before := len(w.seen)
		if n := w.poll(); n != 0 || len(w.seen) != before {
			t.Errorf("again: %d changes", n)
		}
	})
}
