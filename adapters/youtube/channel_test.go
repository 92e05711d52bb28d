package youtube

import (
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lotse/adapters/adaptertest"
	"lotse/adapters/secret"
	"lotse/adapters/youtube/youtubetest"
	"lotse/inbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is the platform, a channel to it and the clock of both.
type world struct {
	testing.TB
	server *youtubetest.Server
	ch     *Channel
	vault  secret.Vault

	mu     sync.Mutex
	now    time.Time
	cursor []byte
	seen   map[string]inbox.Observation
	gaps   []inbox.Gap
	notes  map[string]int
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{TB: t, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC), seen: map[string]inbox.Observation{}, notes: map[string]int{}}
	w.server = youtubetest.New(t, w.time)
	w.vault = secret.NewVault(t.TempDir(), "yt")
	w.ch = w.channel()
	return w
}

// channel makes another channel to the same account, as after a restart.
func (w *world) channel() *Channel {
	w.Helper()
	ch, err := New(Config{
		ID: "yt", ClientID: youtubetest.ClientID, Server: w.server.URL, Vault: w.vault, Clock: inbox.ClockFunc(w.time),
		Secret: func() string { return youtubetest.ClientSecret }, Token: func() string { return youtubetest.RefreshToken },
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

// poll reads until there is no more.
func (w *world) poll() (pages int) {
	w.Helper()
	for range 300 {
		b, err := w.ch.Poll(w.Context(), w.cursor)
		if err != nil {
			w.Fatal(err)
		}
		pages++
		w.cursor = b.Cursor
		for _, o := range b.Observations {
			w.seen[o.RemoteID] = o
		}
		if b.Gap != nil {
			w.gaps = append(w.gaps, *b.Gap)
		}
		for _, n := range b.Warnings {
			w.notes[n.Code] += n.Count
		}
		if !b.More {
			return pages
		}
	}
	w.Fatal("it never ends")
	return 0
}

func fixture(t *testing.T) *adaptertest.Fixture {
	w := newWorld(t)
	s := w.server
	return &adaptertest.Fixture{
		Channel: w.ch, ID: "yt", Secret: youtubetest.Marked, Now: w.time, Advance: w.turn,
		Post:    s.Publish,
		Comment: func(handle, parent, text string) string { return s.Comment(handle, parent, text) },
		Edit:    s.Edit, Delete: s.Delete,
		Hide: func(id string, hidden bool) {
			s.Moderate(id, map[bool]youtubetest.Status{true: youtubetest.Held, false: youtubetest.Published}[hidden])
		},
		Late: func(handle, parent, text string, d time.Duration) string {
			return s.Comment(handle, parent, text, func(c *youtubetest.Comment) { c.Posted = c.Posted.Add(-d) })
		},
		Standing: func() (out []adaptertest.Standing) {
			for _, c := range s.Ours() {
				out = append(out, adaptertest.Standing{RemoteID: c.ID, Parent: c.Parent, Text: c.Text})
			}
			return out
		},
		Heal: s.Heal, Writes: s.Writes,
		Break: func(f adaptertest.Fault) bool {
			kind, ok := faults[f.Kind]
			s.Break(youtubetest.On(f.On), youtubetest.Fault{Kind: kind, After: f.After, Skew: f.Skew})
			return ok
		},
	}
}

var faults = map[adaptertest.Kind]youtubetest.Kind{
	adaptertest.KindUnauthorized: youtubetest.Unauthorized, adaptertest.KindForbidden: youtubetest.Forbidden,
	adaptertest.KindNotFound: youtubetest.NotFound, adaptertest.KindThrottled: youtubetest.Throttled,
	adaptertest.KindInvalid: youtubetest.Invalid, adaptertest.KindError: youtubetest.Error,
	adaptertest.KindErrorAfter: youtubetest.ErrorAfter, adaptertest.KindCut: youtubetest.Cut,
	adaptertest.KindCutAfter: youtubetest.CutAfter, adaptertest.KindTruncated: youtubetest.Truncated,
	adaptertest.KindHTML: youtubetest.HTML, adaptertest.KindSlow: youtubetest.Slow,
	adaptertest.KindSkew: youtubetest.Skewed, adaptertest.KindRepeat: youtubetest.Repeat,
}

func TestConformance(t *testing.T) { adaptertest.Run(t, fixture) }
