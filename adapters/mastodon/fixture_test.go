package mastodon

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lotse/adapters/adaptertest"
	"lotse/adapters/mastodon/mastodontest"
	"lotse/inbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var flavours = []mastodontest.Flavour{mastodontest.Mastodon, mastodontest.GoToSocial, mastodontest.Snac}

// eachFlavour runs a test against all three kinds of server.
func eachFlavour(t *testing.T, play func(*testing.T, *world)) {
	for _, f := range flavours {
		t.Run(f.String(), func(t *testing.T) { play(t, newWorld(t, f)) })
	}
}

// world is a server, the town's channel to it and the clock of both.
type world struct {
	*testing.T
	server *mastodontest.Server
	own    mastodontest.Account
	ch     *Channel

	mu     sync.Mutex
	now    time.Time
	people map[string]mastodontest.Account
	cursor []byte
	seen   map[string]inbox.Observation
	gaps   []inbox.Gap
	notes  []string // codes of warnings
}

func newWorld(t *testing.T, f mastodontest.Flavour, options ...mastodontest.Option) *world {
	t.Helper()
	w := &world{
		T: t, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC),
		people: map[string]mastodontest.Account{}, seen: map[string]inbox.Observation{},
	}
	w.server = mastodontest.New(t, f, append([]mastodontest.Option{mastodontest.WithClock(w.time)}, options...)...)
	w.own = w.server.AddAccount("linden", func(a *mastodontest.Account) { a.DisplayName = "Stadt Linden" })
	w.ch = w.channel()
	return w
}

// channel makes another channel to the same account, as after a restart.
func (w *world) channel() *Channel {
	w.Helper()
	ch, err := New(Config{
		ID: "town", Server: w.server.URL, Token: func() string { return w.own.Token }, Clock: inbox.ClockFunc(w.time),
	})
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(ch.Close)
	return ch
}

func (w *world) time() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) turn(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// citizen gives the account of a name, made at first use.
func (w *world) citizen(acct string) mastodontest.Account {
	w.mu.Lock()
	a, ok := w.people[acct]
	w.mu.Unlock()
	if ok {
		return a
	}
	a = w.server.AddAccount(acct)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.people[acct] = a
	return a
}

// poll reads until there is no more and gives how many texts were new or changed.
func (w *world) poll() (changes int) {
	w.Helper()
	for range 400 {
		b, err := w.ch.Poll(w.Context(), w.cursor)
		if err != nil {
			w.Fatalf("poll: %v", err)
		}
		changes += w.take(b)
		if !b.More {
			return changes
		}
	}
	w.Fatal("the poll does not end")
	return 0
}

func (w *world) take(b inbox.Batch) (changes int) {
	w.cursor = b.Cursor
	if b.Gap != nil {
		w.gaps = append(w.gaps, *b.Gap)
	}
	for _, n := range b.Warnings {
		w.notes = append(w.notes, n.Code)
	}
	for _, o := range b.Observations {
		old, known := w.seen[o.RemoteID]
		if !known || old.Hash() != o.Hash() {
			changes++
		}
		if known && o.Thread == "" { // as the store does it
			o.Thread, o.Parent = old.Thread, old.Parent
		}
		w.seen[o.RemoteID] = o
	}
	return changes
}

func (w *world) items() (n int) {
	for _, o := range w.seen {
		if o.Kind != inbox.KindOwnPost {
			n++
		}
	}
	return n
}

func (w *world) get(p mastodontest.Post) inbox.Observation {
	w.Helper()
	o, ok := w.seen[p.URI]
	if !ok {
		w.Fatalf("%q was not seen", p.Text)
	}
	return o
}

func (w *world) intent(to inbox.Observation, text string) inbox.Intent {
	ref := inbox.RefOf(&to.Content)
	return inbox.Intent{
		Attempt: inbox.NewULID(w.time()), At: w.time(), To: ref, Thread: to.ThreadKey(),
		Text: inbox.Canonical(w.ch.Compose(ref, text)), Language: "de",
	}
}

// drain meets what is still queued, without a token and so without effect.
func (w *world) drain() {
	for range 100 {
		if w.server.Pending() == 0 {
			return
		}
		for _, r := range []struct{ method, path string }{{"GET", "/api/v1/notifications"}, {"POST", "/api/v1/statuses"}} {
			ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
			req, _ := http.NewRequestWithContext(ctx, r.method, w.server.URL+r.path, strings.NewReader(url.Values{}.Encode()))
			if resp, err := w.server.Client().Do(req); err == nil {
				resp.Body.Close()
			}
			cancel()
		}
	}
}

func TestConformance(t *testing.T) {
	for _, f := range flavours {
		t.Run(f.String(), func(t *testing.T) {
			adaptertest.Run(t, func(t *testing.T) *adaptertest.Fixture { return newFixture(newWorld(t, f)) })
		})
	}
}

func newFixture(w *world) *adaptertest.Fixture {
	if _, err := w.ch.Whoami(w.Context()); err != nil { // as the desk does at its start; capabilities are known then
		w.Fatal(err)
	}
	post := func(id string) mastodontest.Post { return postOf(w, id) }
	isOurs := func(c mastodontest.Call) bool {
		return c.Method == "POST" && c.Path == "/api/v1/statuses" && c.Header.Get("Authorization") != ""
	}
	return &adaptertest.Fixture{
		Channel: w.ch, ID: "town", Secret: w.own.Token, Now: w.time, Advance: w.turn,
		Post: func(text string) string { return w.server.OwnPost(w.own, text).URI },
		Comment: func(handle, parent, text string) string {
			return w.server.ReplyTo(w.citizen(handle+"@weit.example"), post(parent), text).URI
		},
		Mention: func(handle, text string) string {
			return w.server.Mention(w.citizen(handle+"@weit.example"), w.own, text).URI
		},
		Edit: func(id, text string) {
			p := post(id)
			w.server.Edit(p, "@linden "+text)
		},
		Delete: func(id string) { w.server.Delete(post(id)) },
		Late: func(handle, parent, text string, d time.Duration) string {
			w.turn(-d)
			defer w.turn(d)
			return w.server.ReplyTo(w.citizen(handle+"@weit.example"), post(parent), text).URI
		},
		Standing: func() (out []adaptertest.Standing) {
			for _, p := range w.server.PostsOf(w.own) {
				if p.InReplyTo != "" {
					parent, _ := w.server.Post(p.InReplyTo)
					out = append(out, adaptertest.Standing{RemoteID: p.URI, Parent: parent.URI, Text: p.Text})
				}
			}
			return out
		},
		Break: func(f adaptertest.Fault) bool { return w.spoil(f) },
		Heal: func() {
			w.server.SetSkew(0)
			w.drain()
		},
		Writes: func() (n int) {
			for _, c := range w.server.Calls() {
				if isOurs(c) {
					n++
				}
			}
			return n
		},
	}
}

// spoil queues what a fault of the suite is on these servers.
func (w *world) spoil(f adaptertest.Fault) bool {
	var fault mastodontest.Fault
	switch f.Kind {
	case adaptertest.KindUnauthorized:
		fault = mastodontest.Unauthorized()
	case adaptertest.KindForbidden:
		fault = mastodontest.Forbidden()
	case adaptertest.KindNotFound:
		fault = mastodontest.EmptyError(404)
	case adaptertest.KindThrottled:
		if fault = mastodontest.TooMany(f.After); w.server.Flavour() != mastodontest.Mastodon {
			fault = mastodontest.RetryAfter(429, f.After)
		}
	case adaptertest.KindInvalid:
		if fault = mastodontest.EmptyError(422); w.server.Flavour() == mastodontest.GoToSocial {
			fault = mastodontest.EmptyError(400)
		}
	case adaptertest.KindError:
		fault = mastodontest.Fail()
	case adaptertest.KindErrorAfter:
		fault = mastodontest.FailAfter()
	case adaptertest.KindCut:
		fault = mastodontest.Cut()
	case adaptertest.KindCutAfter:
		fault = mastodontest.CutAfter()
	case adaptertest.KindTruncated:
		fault = mastodontest.TruncatedJSON()
	case adaptertest.KindHTML:
		fault = mastodontest.HTMLPage()
	case adaptertest.KindSlow:
		fault = mastodontest.SlowBody(1, time.Minute)
	case adaptertest.KindRepeat:
		fault = mastodontest.OutOfOrder()
	case adaptertest.KindSkew:
		w.server.SetSkew(f.Skew)
		return true
	default:
		return false
	}
	if f.On == adaptertest.Write {
		w.server.Queue("POST /api/v1/statuses", fault)
		return true
	}
	for range 12 {
		w.server.Queue("GET **", fault)
	}
	return true
}
