package x

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lotse/adapters/adaptertest"
	"lotse/adapters/secret"
	"lotse/adapters/x/xtest"
	"lotse/inbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is a platform, a channel to it and the clock of both.
type world struct {
	testing.TB
	server *xtest.Server
	ch     *Channel
	dir    string
	cursor []byte
	seen   map[string]inbox.Observation

	mu  sync.Mutex
	now time.Time
}

func testKeys() Keys {
	return Keys{xtest.ConsumerKey, xtest.ConsumerSecret, xtest.Token, xtest.TokenSecret}
}

func newWorld(t testing.TB, change ...func(*Config)) *world {
	t.Helper()
	w := &world{TB: t, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC), dir: t.TempDir(), seen: map[string]inbox.Observation{}}
	w.server = xtest.New(t, w.time)
	w.open(change...)
	return w
}

// open is what a new process does.
func (w *world) open(change ...func(*Config)) {
	w.Helper()
	c := Config{
		ID: "x", Server: w.server.URL, Keys: testKeys, Clock: inbox.ClockFunc(w.time),
		Spent: secret.NewVault(w.dir, "x~budget"), ExpandAuthors: true, SearchReplies: true, Monthly: 1000,
	}
	for _, f := range change {
		f(&c)
	}
	ch, err := New(c)
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(ch.Close)
	w.ch = ch
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

// poll reads one whole round and gives its gaps.
func (w *world) poll() (gaps []inbox.Gap) {
	w.Helper()
	for range 300 {
		b, err := w.ch.Poll(w.Context(), w.cursor)
		if err != nil {
			w.Fatal(err)
		}
		w.cursor = b.Cursor
		for _, o := range b.Observations {
			w.seen[o.RemoteID] = o
		}
		if b.Gap != nil {
			gaps = append(gaps, *b.Gap)
		}
		if !b.More {
			return gaps
		}
	}
	w.Fatal("no end")
	return nil
}

func (w *world) get(id string) inbox.Observation {
	w.Helper()
	o, ok := w.seen[id]
	if !ok {
		w.Fatalf("%s was not seen", id)
	}
	return o
}

func (w *world) intent(o inbox.Observation, text string) inbox.Intent {
	return inbox.Intent{
		Attempt: inbox.NewULID(w.time()), At: w.time(), To: inbox.RefOf(&o.Content), Thread: o.ThreadKey(), Text: text, Language: "de",
	}
}

func TestConformance(t *testing.T) {
	for _, spelling := range []xtest.Spelling{xtest.Tweets, xtest.Posts} {
		t.Run(fmt.Sprintf("posts %t", spelling), func(t *testing.T) {
			adaptertest.Run(t, func(t *testing.T) *adaptertest.Fixture { return fixture(t, spelling) })
		})
	}
}

func fixture(t *testing.T, spelling xtest.Spelling) *adaptertest.Fixture {
	w := newWorld(t)
	w.server.Spelling = spelling
	return fixtureOf(w, xtest.Token)
}

func fixtureOf(w *world, token string) *adaptertest.Fixture {
	return &adaptertest.Fixture{
		Channel: w.ch, ID: "x", Secret: token, Now: w.time, Advance: w.turn,
		Post:    w.server.Own,
		Comment: func(handle, parent, text string) string { return w.server.Write(handle, parent, text) },
		Mention: func(handle, text string) string { return w.server.Write(handle, "", "@"+xtest.OwnHandle+" "+text) },
		Edit:    w.server.Edit, Delete: w.server.Delete,
		Standing: func() []adaptertest.Standing {
			var out []adaptertest.Standing
			for _, p := range w.server.Answers() {
				out = append(out, adaptertest.Standing{RemoteID: p.Chain[0], Parent: w.server.First(p.Parent), Text: p.Text})
			}
			return out
		},
		Writes: func() int { return w.server.Calls("POST /2/tweets") },
		Heal: func() {
			w.server.BreakReads(xtest.None, 0, 0)
			w.server.BreakWrites(xtest.None, 0)
		},
		Break: func(f adaptertest.Fault) bool {
			if f.On == adaptertest.Write {
				w.server.BreakWrites(xtest.Kind(f.Kind), f.After)
			} else {
				w.server.BreakReads(xtest.Kind(f.Kind), f.After, f.Skew)
			}
			return true
		},
	}
}

func TestKeys(t *testing.T) {
	want := Keys{"consumer-key", "consumer-secret", "1-access-token", "access-secret"}
	for _, good := range []string{
		"consumer-key consumer-secret 1-access-token access-secret", "consumer-key\nconsumer-secret\r\n1-access-token\naccess-secret\n",
		`{"consumer_key":"consumer-key","consumer_secret":"consumer-secret","access_token":"1-access-token","access_secret":"access-secret"}`,
	} {
		if k, err := ParseKeys(good); err != nil || k != want {
			t.Errorf("%q: %v", good, err)
		}
	}
	for _, bad := range []string{"", "consumer-key", "a b c d", `{"consumer_key":"consumer-key"}`, `{"consumer_key":"consumer-key","x":1}`, "geheim-1 geheim-2 geheim-3 geheim-4 geheim-5"} {
		if _, err := ParseKeys(bad); err == nil || strings.Contains(err.Error(), "geheim") {
			t.Errorf("%q: taken, or repeated", bad)
		}
	}
	if s := fmt.Sprintf("%v %+v %#v %s", want, want, want, want); strings.Contains(s, "secret") {
		t.Errorf("printed: %s", s)
	}
}
