package bluesky

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"lotse/adapters/bluesky/blueskytest"
	"lotse/adapters/secret"
	"lotse/inbox"
)

const (
	login = "com.atproto.server.createSession"
	renew = "com.atproto.server.refreshSession"
)

// A week of polls is one login; each renewal costs one request in two hours, and
// a start of the program none.
func TestSessionLasts(t *testing.T) {
	w := newWorld(t)
	for i := range 7 * 24 * 4 {
		if i%50 == 0 {
			w.ch = w.channel()
		}
		w.poll()
		w.turn(15 * time.Minute)
	}
	if n := w.server.Logins(); n != 1 {
		t.Errorf("%d logins in a week", n)
	}
	if n := w.server.Count(renew); n < 80 || n > 90 {
		t.Errorf("%d renewals in a week", n)
	}
	if ends := w.ch.Vitals().TokenEnds; ends.Sub(w.time()) < 89*24*time.Hour {
		t.Errorf("the session ends %s", ends)
	}
}

// A token may end before its time; then a read renews it once and goes on.
func TestEndedEarly(t *testing.T) {
	w := newWorld(t)
	w.poll()
	w.server.Queue("app.bsky.notification.listNotifications", blueskytest.Expired())
	w.poll()
	if w.server.Count(renew) != 1 || w.server.Logins() != 1 {
		t.Errorf("%d renewals, %d logins", w.server.Count(renew), w.server.Logins())
	}
	w.server.Break(false, blueskytest.Expired())
	if _, err := w.ch.Poll(t.Context(), w.cursor); inbox.ProblemOf(err) != inbox.ProblemAuth {
		t.Errorf("%v", err)
	}
	if n := w.server.Count(renew); n != 2 {
		t.Errorf("%d renewals: a server that calls all tokens ended is asked once", n)
	}
}

// A reply is one request: a token that ends there is renewed before the next try.
func TestEndedAtReply(t *testing.T) {
	w := newWorld(t)
	uri := w.comment(berta, w.post("Hallo"), "Wann?")
	w.poll()
	in := w.intent(w.get(uri), "Um acht.")
	w.server.Queue(put, blueskytest.Expired())
	_, err := w.ch.Reply(t.Context(), in)
	var ce *inbox.ChannelError
	if !errors.As(err, &ce) || ce.Class != inbox.ProblemRetryable || ce.SentMaybe || w.server.Count(put) != 1 {
		t.Fatalf("%v", err)
	}
	if _, err := w.ch.Reply(t.Context(), in); err != nil || w.server.Count(renew) != 1 {
		t.Errorf("%v, %d renewals", err, w.server.Count(renew))
	}
}

// A withdrawn app password is an error, told once in ten minutes; a new one in the
// config begins anew.
func TestWithdrawnPassword(t *testing.T) {
	w := newWorld(t)
	w.poll()
	w.server.Revoke()
	w.server.SetPassword(ours, "neu")
	w.turn(3 * time.Hour)
	for range 5 {
		_, err := w.ch.Poll(t.Context(), w.cursor)
		var ce *inbox.ChannelError
		if !errors.As(err, &ce) || ce.Class != inbox.ProblemAuth || ce.SentMaybe {
			t.Fatalf("%v", err)
		}
		w.turn(time.Minute)
	}
	if n := w.server.Logins(); n != 2 {
		t.Errorf("%d logins, want the first and one that was refused", n)
	}
	if n := w.server.Count(renew); n > 5 {
		t.Errorf("%d renewals", n)
	}
	w.server.SetPassword(ours, blueskytest.Secret+"-app-password")
	w.turn(10 * time.Minute)
	w.poll()
}

// Many at once renew once.
func TestOneRenewal(t *testing.T) {
	w := newWorld(t)
	w.poll()
	w.turn(119 * time.Minute)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if _, err := w.ch.Whoami(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := w.server.Count(renew); n != 1 {
		t.Errorf("%d renewals", n)
	}
}

// What is kept can be read by its owner alone; a folder that takes nothing costs
// logins and is told, and a file that others can read is not used.
func TestKept(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	w.vault = secret.NewVault(dir, "town")
	w.ch = w.channel()
	w.poll()
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	if info, _ := files[0].Info(); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %s", info.Mode())
	}
	if err := os.Chmod(dir+"/"+files[0].Name(), 0o644); err != nil {
		t.Fatal(err)
	}
	w.ch = w.channel()
	w.poll()
	if w.server.Logins() != 2 {
		t.Errorf("%d logins", w.server.Logins())
	}
	w.vault = secret.NewVault(dir+"/"+files[0].Name(), "town") // a file is no folder
	w.ch = w.channel()
	found := fmt.Sprint(w.ch.Check(t.Context()))
	if !strings.Contains(found, "vault") {
		t.Error(found)
	}
}

// Tokens go to the server that keeps the account, and nowhere else.
func TestHostOfAccount(t *testing.T) {
	for _, c := range []struct{ base, endpoint, want string }{
		{"https://bsky.social", "https://amanita.host.bsky.network", "https://amanita.host.bsky.network"},
		{"https://bsky.social", "https://pds.linden.example/", "https://pds.linden.example"},
		{"https://bsky.social", "http://pds.linden.example", ""},
		{"https://bsky.social", "https://pds.linden.example/path", ""},
		{"https://bsky.social", "https://a:b@pds.linden.example", ""},
		{"https://bsky.social", "gopher://x", ""},
		{"http://127.0.0.1:2583", "http://localhost:2583", "http://localhost:2583"},
		{"http://127.0.0.1:2583", "https://weit.example", ""},
	} {
		base, err := serverAddress(c.base)
		if err != nil {
			t.Fatal(err)
		}
		doc := fmt.Sprintf(`{"service":[{"id":"#other","serviceEndpoint":"https://x.example"},{"id":"#atproto_pds","serviceEndpoint":%q}]}`, c.endpoint)
		if got := hostIn([]byte(doc), base); got != c.want {
			t.Errorf("%s from %s: %q, want %q", c.endpoint, c.base, got, c.want)
		}
	}
	for _, bad := range []string{"http://weit.example", "ftp://x", "https://x?y", "https://u:p@x"} {
		if _, err := serverAddress(bad); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
}

// Throttled logins wait, and are no reason to think the password wrong.
func TestThrottledLogin(t *testing.T) {
	w := newWorld(t)
	w.server.Queue(login, blueskytest.TooMany(4*time.Minute))
	_, err := w.ch.Poll(t.Context(), nil)
	var ce *inbox.ChannelError
	if !errors.As(err, &ce) || ce.Class != inbox.ProblemThrottled || ce.RetryAt.Sub(w.time()) != 4*time.Minute || ce.SentMaybe {
		t.Fatalf("%v", err)
	}
	w.poll()
}
