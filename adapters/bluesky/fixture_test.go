package bluesky

import (
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lotse/adapters/adaptertest"
	"lotse/adapters/bluesky/blueskytest"
	"lotse/adapters/secret"
	"lotse/inbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	ours  = "linden.bsky.example"
	berta = "berta.bsky.example"
)

// world is a network, the town's channel to it and the clock of both.
type world struct {
	*testing.T
	server *blueskytest.Server
	did    string
	ch     *Channel
	vault  secret.Vault

	mu     sync.Mutex
	now    time.Time
	cursor []byte
	seen   map[string]inbox.Observation
	gaps   []inbox.Gap
	notes  []string // codes of warnings
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{
		T: t, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC), seen: map[string]inbox.Observation{},
		vault: secret.NewVault(t.TempDir(), "town"),
	}
	w.server = blueskytest.New(t, w.time)
	w.did = w.server.AddAccount(blueskytest.Account{Handle: ours, Name: "Stadt Linden"})
	w.ch = w.channel()
	return w
}

// channel makes another channel to the same account, as after a restart.
func (w *world) channel() *Channel {
	w.Helper()
	ch, err := New(Config{
		ID: "town", Account: "@" + ours, Server: w.server.URL, Vault: w.vault, Clock: inbox.ClockFunc(w.time),
		Password: func() string { return blueskytest.Secret + "-app-password" },
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
		if known && old.ID() != o.ID() {
			w.Errorf("%s became another item", o.RemoteID)
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

func (w *world) get(uri string) inbox.Observation {
	w.Helper()
	o, ok := w.seen[uri]
	if !ok {
		w.Fatalf("%s was not seen", uri)
	}
	return o
}

// post publishes a post of the town.
func (w *world) post(text string) string {
	return w.server.Publish(ours, blueskytest.Draft{Text: text})
}

// comment lets somebody answer a post.
func (w *world) comment(handle, parent, text string) string {
	return w.server.Publish(handle, blueskytest.Draft{Text: text, Parent: parent})
}

func (w *world) intent(to inbox.Observation, text string) inbox.Intent {
	ref := inbox.RefOf(&to.Content)
	return inbox.Intent{
		Attempt: inbox.NewULID(w.time()), At: w.time(), To: ref, Thread: to.ThreadKey(),
		Text: inbox.Canonical(w.ch.Compose(ref, text)), Language: "de",
	}
}

func TestConformance(t *testing.T) {
	adaptertest.Run(t, func(t *testing.T) *adaptertest.Fixture { return newFixture(newWorld(t)) })
}

func newFixture(w *world) *adaptertest.Fixture {
	person := func(handle string) string { return handle + ".bsky.example" }
	return &adaptertest.Fixture{
		Channel: w.ch, ID: "town", Secret: blueskytest.Secret, Now: w.time, Advance: w.turn,
		Post:    w.post,
		Comment: func(handle, parent, text string) string { return w.comment(person(handle), parent, text) },
		Mention: func(handle, text string) string {
			return w.server.Publish(person(handle), blueskytest.Draft{Text: text, Names: ours})
		},
		Edit:   func(id, text string) { w.server.Edit(id, text) },
		Delete: w.server.Delete,
		Hide:   w.hide,
		Late: func(handle, parent, text string, d time.Duration) string {
			return w.server.Publish(person(handle), blueskytest.Draft{Text: text, Parent: parent, Claimed: w.time().Add(-d)})
		},
		Standing: func() (out []adaptertest.Standing) {
			for _, p := range w.server.Posts(w.did) {
				if p.Parent != "" {
					out = append(out, adaptertest.Standing{RemoteID: p.URI, Parent: p.Parent, Text: p.Text})
				}
			}
			return out
		},
		Break: w.spoil,
		Heal: func() {
			w.server.Heal()
			w.server.SetSkew(0)
		},
		Writes: func() (n int) {
			for _, c := range w.server.Calls() {
				if c.Method == "com.atproto.repo.putRecord" && strings.Contains(c.Body, "app.bsky.feed.post") {
					n++
				}
			}
			return n
		},
	}
}

// spoil breaks the network in the suite's way.
func (w *world) spoil(f adaptertest.Fault) bool {
	var fault blueskytest.Fault
	switch f.Kind {
	case adaptertest.KindUnauthorized:
		fault = blueskytest.Refuse(400, "InvalidToken")
		if f.On == adaptertest.Read {
			fault = blueskytest.Expired()
		}
	case adaptertest.KindForbidden:
		fault = blueskytest.Refuse(403, "Forbidden")
	case adaptertest.KindNotFound:
		fault = blueskytest.Refuse(400, "NotFound")
	case adaptertest.KindThrottled:
		fault = blueskytest.TooMany(f.After)
	case adaptertest.KindInvalid:
		fault = blueskytest.Refuse(400, "InvalidRequest")
	case adaptertest.KindError:
		fault = blueskytest.Fail()
	case adaptertest.KindErrorAfter:
		fault = blueskytest.Fail().Later()
	case adaptertest.KindCut:
		fault = blueskytest.Cut()
	case adaptertest.KindCutAfter:
		fault = blueskytest.Cut().Later()
	case adaptertest.KindTruncated:
		fault = blueskytest.Truncated()
	case adaptertest.KindHTML:
		fault = blueskytest.HTML()
	case adaptertest.KindSlow:
		fault = blueskytest.Slow()
	case adaptertest.KindRepeat:
		fault = blueskytest.Repeated()
	case adaptertest.KindSkew:
		w.server.SetSkew(f.Skew)
		return true
	default:
		return false
	}
	w.server.Break(f.On == adaptertest.Write, fault)
	return true
}
