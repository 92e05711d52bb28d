package mastodon

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"lotse/adapters/mastodon/mastodontest"
	"lotse/inbox"
)

func TestNew(t *testing.T) {
	token := func() string { return "geheim" }
	for server, good := range map[string]bool{
		"https://social.example": true, "social.example": true, "https://social.example/unter/": true,
		"http://127.0.0.1:8080": true, "http://localhost": true, "http://[::1]:1": true,
		"": false, "http://social.example": false, "https://": false, "ftp://social.example": false,
		"https://a:b@social.example": false, "https://social.example/?x=1": false, "://": false,
	} {
		ch, err := New(Config{ID: "town", Server: server, Token: token})
		if (err == nil) != good {
			t.Errorf("%q: %v", server, err)
		}
		if ch != nil {
			for _, s := range []string{fmt.Sprintf("%+v", ch.lib), fmt.Sprintf("%+v", Config{Token: token})} {
				if strings.Contains(s, "geheim") {
					t.Errorf("printing it tells the token: %.200s", s)
				}
			}
		}
	}
	if _, err := New(Config{Server: "social.example", Token: func() string { return "" }}); err == nil {
		t.Error("no token, no error")
	}
}

// The token goes to its server and nowhere else.
func TestTheTokenStaysAtItsServer(t *testing.T) {
	told := ""
	other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { told = r.Header.Get("Authorization") }))
	defer other.Close()
	first := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, other.URL+r.URL.Path, http.StatusTemporaryRedirect)
	}))
	defer first.Close()
	ch, err := New(Config{ID: "town", Server: first.URL, Token: func() string { return "geheim" }})
	if err != nil {
		t.Fatal(err)
	}
	defer ch.Close()
	if _, err := ch.Whoami(t.Context()); inbox.ProblemOf(err) != inbox.ProblemDecode {
		t.Errorf("redirected: %v", err)
	}
	req, _ := http.NewRequest(http.MethodGet, other.URL, nil)
	resp, err := ch.lib.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if told != "" {
		t.Errorf("another server was told %q", told)
	}
}

// snac closes each connection after its answer: reads in between must not cost
// the writes.
func TestWritesSurviveAServerThatHangsUp(t *testing.T) {
	w := newWorld(t, mastodontest.Snac)
	berta := w.citizen("berta@weit.example")
	w.server.Mention(berta, w.own, "Frage")
	w.poll()
	var to inbox.Observation
	for _, o := range w.seen {
		to = o
	}
	for i := range 150 {
		if _, err := w.ch.Refresh(t.Context(), refs(to)); err != nil {
			t.Fatal(err)
		}
		if _, err := w.ch.Reply(t.Context(), w.intent(to, fmt.Sprint("Antwort ", i))); err != nil {
			t.Fatalf("reply %d: %v", i, err)
		}
	}
	if n := len(w.server.PostsOf(w.own)); n != 150 {
		t.Errorf("%d replies stand", n)
	}
}

func TestCapabilitiesPerServer(t *testing.T) {
	for f, want := range map[mastodontest.Flavour]struct {
		keyed     bool
		max, long int // and the length of a long link
	}{
		mastodontest.Mastodon: {true, 500, 23}, mastodontest.GoToSocial: {false, 5000, 220}, mastodontest.Snac: {false, 100000, 220},
	} {
		w := newWorld(t, f)
		if c := w.ch.Capabilities(); c.MaxChars != 500 || c.Idempotent {
			t.Errorf("%s, before it was asked: %+v", f, c)
		}
		w.poll()
		c := w.ch.Capabilities()
		long := "https://linden.example/" + strings.Repeat("x", 197)
		if c.Idempotent != want.keyed || c.MaxChars != want.max || w.ch.Length(inbox.Ref{}, long) != want.long {
			t.Errorf("%s: %+v, a link counts %d", f, c, w.ch.Length(inbox.Ref{}, long))
		}
		for range 5 {
			w.turn(90 * time.Second)
			w.poll()
		}
		if n := w.server.Requests("GET /api/v*/instance"); n > 2 {
			t.Errorf("%s: asked for its limits %d times", f, n)
		}
	}
	for version, keyed := range map[string]bool{
		"2.7.2 (compatible; Pleroma 2.6.0)": true, "2.7.2 (compatible; Akkoma 3.13)": true, "4.6.0": false,
		"2.8.0 (compatible; Friendica 2026.3)": false, "0.20.0+git-abc": false,
	} {
		i := instance{Version: version, MaxTootChars: 5000}
		if l := i.limits(); l.keyed != keyed || l.max != 5000 || l.exact {
			t.Errorf("%s: %+v", version, l)
		}
	}
}

// One poll on a quiet day is one request, and its cursor does not move.
func TestQuietDayCostsLittle(t *testing.T) {
	eachFlavour(t, func(t *testing.T, w *world) {
		for i := range 70 {
			w.turn(time.Second)
			w.server.Mention(w.citizen("berta@weit.example"), w.own, fmt.Sprint(i))
		}
		w.turn(time.Hour)
		w.poll()
		w.turn(time.Minute)
		w.poll()
		before, cursor := len(w.server.Calls()), string(w.cursor)
		for range 5 {
			w.turn(90 * time.Second)
			w.poll()
		}
		if n := len(w.server.Calls()) - before; n != 5 {
			t.Errorf("%d requests for 5 polls", n)
		}
		if string(w.cursor) != cursor {
			t.Error("the cursor moved, though nothing happened")
		}
		if len(w.cursor) > 8<<10 {
			t.Errorf("the cursor takes %d bytes", len(w.cursor))
		}
	})
}

// Private mentions of strangers are put aside by the server, not by us.
func TestFilteredMentionsAreRead(t *testing.T) {
	w := newWorld(t, mastodontest.Mastodon)
	p := w.server.Direct(w.citizen("berta@weit.example"), w.own, "nur für Sie")
	w.server.Favourite(w.citizen("carl"), w.server.OwnPost(w.own, "Hallo"))
	w.server.Notice("collection_update", w.own, w.citizen("carl"))
	w.poll()
	if o := w.get(p); o.Kind != inbox.KindDirect || w.items() != 1 {
		t.Errorf("%s, %d items", o.Kind, w.items())
	}
	codes := map[string]inbox.Finding{}
	for _, f := range w.ch.Check(t.Context()) {
		codes[f.Code] = f
	}
	if f := codes["filtered"]; f.Args["count"] != "1" {
		t.Errorf("finding %+v", f)
	}
}

func TestCheck(t *testing.T) {
	eachFlavour(t, func(t *testing.T, w *world) {
		w.server.OwnPost(w.own, "Hallo")
		w.server.Mention(w.citizen("berta@weit.example"), w.own, "Hallo")
		grades := func() map[string]inbox.Grade {
			out := map[string]inbox.Grade{}
			for _, f := range w.ch.Check(t.Context()) {
				out[f.Code] = max(out[f.Code], f.Grade)
			}
			return out
		}
		snac := w.server.Flavour() == mastodontest.Snac
		want := map[string]inbox.Grade{"token": 0, "scope": 0, "read": 0, "batch": 0, "limit": 0, "skew": 0}
		switch w.server.Flavour() {
		case mastodontest.Mastodon:
			want["policy"], want["rate"] = 0, 0
		case mastodontest.GoToSocial:
			want["rate"] = 0
		default:
			want["window"] = inbox.GradeWarn
		}
		if got := grades(); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%v, want %v", got, want)
		}
		if w.server.Requests("POST *")+w.server.Requests("PUT *")+w.server.Requests("DELETE *") != 0 {
			t.Error("the check wrote")
		}
		if !snac {
			w.server.SetScopes(w.own, "read:accounts", "read:notifications", "write:statuses")
			if got := grades(); got["scope"] != inbox.GradeError || got["read"] != inbox.GradeError {
				t.Errorf("scopes missing: %v", got)
			}
		}
		w.server.SetSkew(5 * time.Minute)
		if got := grades(); got["skew"] != inbox.GradeWarn {
			t.Errorf("clock off: %v", got)
		}
	})
}

// The reserve of the transport ends a poll with a hint, and no error tells where.
func TestThrottledPollSaysWhen(t *testing.T) {
	w := newWorld(t, mastodontest.Mastodon)
	w.server.SetLimits(mastodontest.Limits{
		All: mastodontest.Window{Max: 12, Per: 5 * time.Minute}, Paging: mastodontest.Window{Max: 300, Per: time.Hour},
		Post: mastodontest.Window{Max: 9, Per: time.Hour}, Delete: mastodontest.Window{Max: 9, Per: time.Hour},
	})
	var err error
	for range 20 {
		var b inbox.Batch
		if b, err = w.ch.Poll(t.Context(), w.cursor); err != nil {
			break
		}
		w.take(b)
	}
	if c := inbox.ProblemOf(err); c != inbox.ProblemBudget && c != inbox.ProblemThrottled {
		t.Fatalf("%v", err)
	}
	to := w.server.Mention(w.citizen("berta@weit.example"), w.own, "Frage")
	ref := inbox.Ref{RemoteID: to.URI, Ref: to.ID, Author: inbox.Author{Handle: to.Author}}
	if _, err := w.ch.Reply(t.Context(), inbox.Intent{Attempt: "a", At: w.time(), To: ref, Text: "Antwort"}); err != nil {
		t.Errorf("a reply must pass: %v", err)
	}
}

// The poller and the sender are two goroutines of one channel.
func TestPollAndReplyAtOnce(t *testing.T) {
	eachFlavour(t, func(t *testing.T, w *world) {
		asks := w.server.Mention(w.citizen("berta@weit.example"), w.own, "Frage")
		w.poll()
		in := w.intent(w.get(asks), "Antwort")
		var both sync.WaitGroup
		both.Go(func() {
			for range 10 {
				if _, err := w.ch.Poll(t.Context(), w.cursor); err != nil {
					t.Error(err)
				}
				w.ch.Capabilities()
			}
		})
		both.Go(func() {
			for range 10 {
				if _, err := w.ch.Reply(t.Context(), in); err != nil {
					t.Error(err)
				}
				if _, v, err := w.ch.Reconcile(t.Context(), in); v != inbox.VerdictFound || err != nil {
					t.Errorf("%s, %v", v, err)
				}
			}
		})
		both.Wait()
	})
}
