package feed

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lotse/adapters/adaptertest"
	"lotse/adapters/feed/feedtest"
	"lotse/inbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// world is a site, a channel to it and the clock of both.
type world struct {
	testing.TB
	site *feedtest.Site
	ch   *Channel

	mu  sync.Mutex
	now time.Time
}

func newWorld(t testing.TB, form feedtest.Form, window int) *world {
	t.Helper()
	w := &world{TB: t, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)}
	w.site = feedtest.New(t, form, window, w.time)
	ch, err := New(Config{ID: "website", Address: w.site.URL, Clock: inbox.ClockFunc(w.time)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(ch.Close)
	w.ch = ch
	return w
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

func (w *world) poll(cursor []byte) inbox.Batch {
	w.Helper()
	b, err := w.ch.Poll(w.Context(), cursor)
	if err != nil {
		w.Fatal(err)
	}
	return b
}

func TestConformance(t *testing.T) {
	for _, form := range []feedtest.Form{feedtest.Atom, feedtest.WordPress} {
		t.Run(string(form), func(t *testing.T) {
			adaptertest.Run(t, func(t *testing.T) *adaptertest.Fixture {
				w := newWorld(t, form, 200)
				return &adaptertest.Fixture{
					Channel: w.ch, ID: "website", Now: w.time, Advance: w.turn,
					Post:    func(string) string { return w.site.Page() },
					Comment: func(handle, parent, text string) string { return w.site.Comment(handle, parent, text) },
					Edit:    w.site.Edit, Delete: w.site.Delete,
					Late: func(handle, parent, text string, d time.Duration) string {
						return w.site.Comment(handle, parent, text, func(e *feedtest.Entry) { e.Posted = e.Posted.Add(-d) })
					},
					Heal: func() { w.site.Break(feedtest.Fault{}) },
					Break: func(f adaptertest.Fault) bool {
						kind, ok := faults[f.Kind]
						if ok && f.On == adaptertest.Read {
							w.site.Break(feedtest.Fault{Kind: kind, After: f.After, Skew: f.Skew})
						}
						return ok && f.On == adaptertest.Read
					},
				}
			})
		})
	}
}

var faults = map[adaptertest.Kind]feedtest.Kind{
	adaptertest.KindUnauthorized: feedtest.Unauthorized, adaptertest.KindForbidden: feedtest.Forbidden,
	adaptertest.KindThrottled: feedtest.Throttled, adaptertest.KindError: feedtest.Error, adaptertest.KindCut: feedtest.Cut,
	adaptertest.KindTruncated: feedtest.Truncated, adaptertest.KindHTML: feedtest.HTML, adaptertest.KindSlow: feedtest.Slow,
	adaptertest.KindSkew: feedtest.Skew, adaptertest.KindRepeat: feedtest.Repeat,
}

// What is unchanged is not sent again, and leaves the cursor as it is.
func TestUnchangedFeedsAreNotReadAgain(t *testing.T) {
	w := newWorld(t, feedtest.Atom, 10)
	w.site.Comment("erika", w.site.Page(), "Wann?")
	b := w.poll(nil)
	again := w.poll(b.Cursor)
	if w.site.Reads != 2 || w.site.Bodies != 1 || len(again.Observations) != 0 || string(again.Cursor) != string(b.Cursor) {
		t.Errorf("%d reads, %d bodies, %d entries", w.site.Reads, w.site.Bodies, len(again.Observations))
	}
	w.site.Comment("jonas", w.site.Page(), "Wo?")
	if b := w.poll(again.Cursor); len(b.Observations) != 2 || b.Gap != nil {
		t.Errorf("%d entries, gap %v", len(b.Observations), b.Gap)
	}
}

// Ten comments fit in; twelve between two visits leave a gap, told with its time.
func TestAGapIsTold(t *testing.T) {
	w := newWorld(t, feedtest.WordPress, 10)
	page := w.site.Page()
	w.site.Comment("erika", page, "eins")
	b := w.poll(nil)
	if b.Gap != nil {
		t.Error("a first visit has no gap")
	}
	first := w.time()
	w.turn(3 * 7 * 24 * time.Hour) // three weeks away
	for i := range 12 {
		w.site.Comment("jonas", page, fmt.Sprint("neu ", i))
		w.turn(time.Second)
	}
	b = w.poll(b.Cursor)
	if b.Gap == nil || b.Gap.Reason != "window" || !b.Gap.From.Equal(first) || !b.Gap.To.Equal(b.Observations[9].PostedAt) {
		t.Fatalf("gap %+v", b.Gap)
	}
	w.site.Comment("jonas", page, "noch einer")
	if b = w.poll(b.Cursor); b.Gap != nil {
		t.Errorf("the gap is told twice: %+v", b.Gap)
	}
}

// An entry without name or date is one item all the same, and stays it.
func TestEntriesWithoutNameOrDate(t *testing.T) {
	w := newWorld(t, feedtest.WordPress, 10)
	page := w.site.Page()
	nameless := func(e *feedtest.Entry) { e.NoID = true }
	dateless := func(e *feedtest.Entry) { e.NoDate = true }
	w.site.Comment("erika", page, "ohne Namen", nameless)
	w.site.Comment("erika", page, "ohne Datum", dateless)
	w.site.Comment("erika", page, "ohne beides", nameless, dateless)
	ids := func(b inbox.Batch) string {
		var out []string
		for i := range b.Observations {
			out = append(out, b.Observations[i].ID().String())
		}
		return strings.Join(out, " ")
	}
	b := w.poll(nil)
	if len(b.Observations) != 3 {
		t.Fatalf("%d entries", len(b.Observations))
	}
	w.turn(time.Hour)
	w.site.Header("X-Other", "1")
	w.site.Comment("jonas", page, "weckt den Leser")
	after := w.poll(b.Cursor)
	for id := range strings.FieldsSeq(ids(b)) {
		if !strings.Contains(ids(after), id) {
			t.Errorf("%s has another name now", id)
		}
	}
	if len(after.Observations) != 4 {
		t.Errorf("%d entries", len(after.Observations))
	}
}

// A conversation has one name, however deep, and keeps it when its beginning has
// left the window.
func TestThreads(t *testing.T) {
	w := newWorld(t, feedtest.Atom, 3)
	page := w.site.Page()
	a := w.site.Comment("erika", page, "Frage")
	w.turn(time.Minute)
	b := w.site.Comment("jonas", a, "Gegenfrage")
	first := w.poll(nil)
	for i := range 2 {
		w.turn(time.Minute)
		w.site.Comment("erika", b, fmt.Sprint("Antwort ", i))
	}
	second := w.poll(first.Cursor)
	for _, o := range append(first.Observations, second.Observations...) {
		if o.Thread != page {
			t.Errorf("%q is in thread %q, want %q", o.Text, o.Thread, page)
		}
	}
	if got := second.Observations[0]; got.Parent != b {
		t.Errorf("answers %q, want %q", got.Parent, b)
	}
}

func TestAFeedIsNotAskedMoreOftenThanItSays(t *testing.T) {
	w := newWorld(t, feedtest.Atom, 3)
	if d := w.ch.Capabilities().PollEvery; d != pollEvery {
		t.Errorf("every %s at first", d)
	}
	for value, want := range map[string]time.Duration{"max-age=60": pollEvery, "public, max-age=3600": time.Hour, "max-age=99999999999": pollMost, "max-age=999999": pollMost} {
		w.site.Header("Cache-Control", value)
		w.poll(nil)
		if d := w.ch.Capabilities().PollEvery; d != want {
			t.Errorf("%s: every %s, want %s", value, d, want)
		}
	}
}

func TestARedirectToAnotherHostIsNotFollowed(t *testing.T) {
	w := newWorld(t, feedtest.Atom, 3)
	w.site.Break(feedtest.Fault{Kind: feedtest.Elsewhere})
	if _, err := w.ch.Poll(t.Context(), nil); err == nil || strings.Contains(err.Error(), "10.0.0.1") {
		t.Errorf("followed, or the address is told: %v", err)
	}
}

func TestThePasswordOfAFeedIsNeverTold(t *testing.T) {
	ch, err := New(Config{ID: "x", Address: "http://town:geheim-4711@127.0.0.1:1/feed"})
	if err != nil {
		t.Fatal(err)
	}
	defer ch.Close()
	if _, err := ch.Poll(t.Context(), nil); err == nil || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, err), "geheim") {
		t.Error("told")
	}
	if a, err := New(Config{Address: "file:///etc/passwd"}); err == nil {
		t.Errorf("%v reads files", a)
	}
}

func TestTheWindowIsJudged(t *testing.T) {
	w := newWorld(t, feedtest.WordPress, 10)
	page := w.site.Page()
	for i := range 10 {
		w.site.Comment("erika", page, fmt.Sprint(i))
		w.turn(time.Minute)
	}
	var grade inbox.Grade
	for _, f := range w.ch.Check(t.Context()) {
		if f.Code == "feed_window" {
			grade = f.Grade
		}
	}
	if grade != inbox.GradeWarn {
		t.Error("ten comments in ten minutes and a visit every fifteen: no warning")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`<rss version="2.0"><channel><item><title>x</title></item></channel></rss>`), "application/rss+xml")
	f.Add([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id></entry></feed>`), "")
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","content_text":"x"}]}`), "application/feed+json")
	c := &Channel{id: "x", clock: inbox.ClockFunc(time.Now)}
	f.Fuzz(func(t *testing.T, body []byte, kind string) {
		feed, err := parse(body, kind)
		if err != nil {
			return
		}
		r := reader{c: c, feed: feed, known: map[string]known{}, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)}
		r.read()
		for i := range r.out {
			if o := &r.out[i]; o.RemoteID == "" || o.PostedAt.IsZero() || o.PostedAt.After(r.now.Add(24*time.Hour)) {
				t.Errorf("%+v", o.Content)
			}
		}
	})
}

func FuzzCursor(f *testing.F) {
	f.Add([]byte(`{"v":1,"known":[{"id":"a","at":"2026-11-23T08:00:00Z"}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, _ := parseCursor(raw)
		again, ok := parseCursor(c.bytes())
		if !ok || len(again.Known) != len(c.Known) {
			t.Error("a cursor does not come back")
		}
	})
}
