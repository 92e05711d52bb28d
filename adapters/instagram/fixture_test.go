package instagram

import (
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lotse/adapters/adaptertest"
	"lotse/adapters/instagram/instagramtest"
	"lotse/adapters/secret"
	"lotse/inbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const marked = "IGAAmarkiertesGeheimnis0123456789"

// world is an account, a channel to it and the clock of both.
type world struct {
	testing.TB
	account *instagramtest.Account
	vault   secret.Vault
	ch      *Channel

	mu     sync.Mutex
	now    time.Time
	cursor []byte
	seen   map[string]inbox.Observation
	gaps   []inbox.Gap
	notes  []string
}

func newWorld(t testing.TB, change ...func(*Config)) *world {
	t.Helper()
	w := &world{TB: t, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC), seen: map[string]inbox.Observation{}}
	w.account = instagramtest.New(t, marked, w.time)
	w.vault = secret.NewVault(t.TempDir(), "insta")
	w.ch = w.channel(change...)
	return w
}

// channel makes another channel to the same account, as after a restart.
func (w *world) channel(change ...func(*Config)) *Channel {
	w.Helper()
	c := Config{ID: "insta", Server: w.account.URL, Token: secret.NewToken(marked), Vault: &w.vault, Clock: inbox.ClockFunc(w.time)}
	for _, f := range change {
		f(&c)
	}
	ch, err := New(c)
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
	for range 500 {
		b, err := w.ch.Poll(w.Context(), w.cursor)
		if err != nil {
			w.Fatalf("poll: %v", err)
		}
		w.cursor = b.Cursor
		if b.Gap != nil {
			w.gaps = append(w.gaps, *b.Gap)
		}
		for _, n := range b.Warnings {
			w.notes = append(w.notes, n.Code)
		}
		for _, o := range b.Observations {
			if old, known := w.seen[o.RemoteID]; !known || old.Hash() != o.Hash() || old.Gone != o.Gone {
				changes++
			}
			w.seen[o.RemoteID] = o
		}
		if !b.More {
			return changes
		}
	}
	w.Fatal("the poll does not end")
	return 0
}

func (w *world) intent(to inbox.Observation, text string) inbox.Intent {
	ref := inbox.RefOf(&to.Content)
	return inbox.Intent{
		Attempt: inbox.NewULID(w.time()), At: w.time(), To: ref, Thread: to.ThreadKey(),
		Text: inbox.Canonical(w.ch.Compose(ref, text)), Language: "de",
	}
}

func TestConformance(t *testing.T) {
	adaptertest.Run(t, func(t *testing.T) *adaptertest.Fixture {
		w := newWorld(t)
		return &adaptertest.Fixture{
			Channel: w.ch, ID: "insta", Secret: marked, Now: w.time, Advance: w.turn,
			Post: w.account.Publish, Delete: w.account.Delete,
			Comment: func(handle, parent, text string) string { return w.account.Comment(handle, parent, text) },
			Late: func(handle, parent, text string, d time.Duration) string {
				return w.account.Comment(handle, parent, text, func(c *instagramtest.Comment) { c.Created = c.Created.Add(-d) })
			},
			Standing: func() (out []adaptertest.Standing) {
				for _, c := range w.account.Ours() {
					out = append(out, adaptertest.Standing{RemoteID: c.ID, Parent: c.Parent, Text: c.Text})
				}
				return out
			},
			Break: w.account.Break, Heal: w.account.Heal, Writes: w.account.Writes,
		}
	})
}
