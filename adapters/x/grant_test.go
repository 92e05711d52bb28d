package x

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lotse/adapters/adaptertest"
	"lotse/adapters/secret"
	"lotse/adapters/x/xtest"
	"lotse/inbox"
)

// appConfig is a config with an app of OAuth 2.0 in place of the four keys.
func (w *world) appConfig(c *Config) {
	c.Keys, c.ClientID, c.Vault = nil, xtest.ClientID, secret.NewVault(w.dir, "x")
	c.ClientSecret = func() string { return xtest.ClientSecret }
}

func (w *world) login() {
	w.Helper()
	c := Config{ID: "x", Server: w.server.URL, Clock: inbox.ClockFunc(w.time), Spent: secret.NewVault(w.dir, "x~budget")}
	w.appConfig(&c)
	l, err := NewLogin(c)
	if err != nil {
		w.Fatal(err)
	}
	w.Cleanup(l.Close)
	if err := l.Finish(w.Context(), w.server.Allow(l.Page())); err != nil {
		w.Fatal(err)
	}
}

func newAppWorld(t testing.TB) *world {
	w := &world{TB: t, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC), dir: t.TempDir(), seen: map[string]inbox.Observation{}}
	w.server = xtest.New(t, w.time)
	w.login()
	w.open(w.appConfig)
	return w
}

func TestConformanceWithALogin(t *testing.T) {
	adaptertest.Run(t, func(t *testing.T) *adaptertest.Fixture { return fixtureOf(newAppWorld(t), xtest.AppMark) })
}

// A week of polls renews every two hours, over restarts, and never uses a refresh
// token twice.
func TestTheLoginIsRenewedForAWeek(t *testing.T) {
	w := newAppWorld(t)
	w.server.Own("Guten Morgen")
	for i := range 7 * 24 * 2 {
		w.turn(30 * time.Minute)
		if i%5 == 0 {
			w.open(w.appConfig, func(c *Config) { c.Spent = secret.Vault{} }) // the file is for other tests: it is synced each time
		}
		w.poll()
	}
	if n := w.server.Renewals(); n < 70 || n > 90 {
		t.Errorf("%d renewals", n)
	}
}

// Two processes share one login: the second takes what the first renewed.
func TestTwoProcessesShareALogin(t *testing.T) {
	w := newAppWorld(t)
	w.server.Own("Guten Morgen")
	first := w.ch
	w.open(w.appConfig)
	second := w.ch
	for i := range 20 {
		w.turn(time.Hour)
		for _, ch := range []*Channel{first, second} {
			if _, err := ch.Poll(t.Context(), nil); err != nil {
				t.Fatalf("hour %d: %v", i, err)
			}
		}
	}
	if n := w.server.Renewals(); n > 20 {
		t.Errorf("%d renewals", n)
	}
}

// What the server no longer takes before its time is renewed within a read. A
// write is not sent twice; the look at the comment before it is such a read.
func TestASpoiltTokenIsRenewed(t *testing.T) {
	w := newAppWorld(t)
	id := w.server.Write("erika", "", "@stadtlinden Frage")
	w.poll()
	w.server.Spoil()
	w.poll()
	w.server.Spoil()
	in := w.intent(w.get(id), "Antwort")
	_, err := w.ch.Reply(t.Context(), in)
	var ce *inbox.ChannelError
	if !errors.As(err, &ce) || ce.Class != inbox.ProblemAuth || ce.SentMaybe || w.server.Calls("POST /2/tweets") != 1 {
		t.Fatalf("%v after %d posts", err, w.server.Calls("POST /2/tweets"))
	}
	if _, err = w.ch.Reply(t.Context(), in); err != nil || len(w.server.Answers()) != 1 {
		t.Errorf("%v, %d answers", err, len(w.server.Answers()))
	}
}

// A login that was withdrawn, or whose renewal was lost, ends sending and reading
// with the reason; a new login goes on where the old one stopped.
func TestADeadLoginCostsNoHistory(t *testing.T) {
	for _, lost := range []bool{false, true} {
		w := newAppWorld(t)
		post := w.server.Own("Guten Morgen")
		w.server.Write("erika", post, "erste")
		w.poll()
		cursor := string(w.cursor)
		if lost {
			w.server.LoseRenewal()
		} else {
			w.server.Revoke()
		}
		w.turn(3 * time.Hour)
		asks := 0
		for range 20 {
			_, err := w.ch.Poll(t.Context(), w.cursor)
			if err == nil {
				t.Fatal("it goes on without a login")
			}
			asks++
			w.turn(5 * time.Minute)
		}
		spent := w.spent()
		_, err := w.ch.Reply(t.Context(), w.intent(inbox.Observation{Content: inbox.Content{RemoteID: "1", Ref: "1-s"}}, "Antwort"))
		if inbox.ProblemOf(err) != inbox.ProblemAuth || !strings.Contains(err.Error(), "login") || w.server.Calls("POST /2/tweets") != 0 || w.spent() != spent {
			t.Errorf("%v, spent %v of %v", err, w.spent(), spent)
		}
		if n := w.server.Calls("POST /2/oauth2/token"); n > 6 {
			t.Errorf("%d times asked in vain in %d polls", n, asks)
		}
		found := false
		for _, f := range w.ch.Check(t.Context()) {
			found = found || f.Code == "login" && f.Grade == inbox.GradeError
		}
		if !found {
			t.Error("doctor does not say that the login is over")
		}
		id := w.server.Write("erika", post, "zweite")
		w.login()
		w.poll()
		if w.get(id).Text != "zweite" || cursor == "" {
			t.Error("the second comment is missing")
		}
	}
}

// An end that the platform tells is warned of; one it does not tell is none.
func TestTheEndOfALoginIsTold(t *testing.T) {
	w := newAppWorld(t)
	if !w.ch.Vitals().TokenEnds.IsZero() {
		t.Error("an end out of nowhere")
	}
	w.server.EndsIn(10 * 24 * time.Hour)
	w.turn(2 * time.Hour)
	w.poll()
	if days, warn := inbox.TokenDays(w.ch.Vitals().TokenEnds, w.time()); days != 10 || !warn {
		t.Errorf("%d days, %t", days, warn)
	}
}

// A folder that takes no file stops the renewal before it: the refresh token that
// is kept stays good.
func TestNoRenewalWithoutAPlaceForIt(t *testing.T) {
	w := newAppWorld(t)
	w.turn(3 * time.Hour)
	ledger := filepath.Join(w.dir, "token-x~budget.json")
	_ = os.Remove(ledger)
	if err := os.MkdirAll(filepath.Join(ledger, "in the way"), 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := w.ch.Poll(t.Context(), nil)
	if err == nil || w.server.Renewals() != 0 {
		t.Errorf("%v, %d renewals", err, w.server.Renewals())
	}
	if err := os.RemoveAll(ledger); err != nil {
		t.Fatal(err)
	}
	w.poll()
}

func TestLoginTakesOnlyItsOwnAddress(t *testing.T) {
	w := newAppWorld(t)
	c := Config{ID: "x", Server: w.server.URL, Clock: inbox.ClockFunc(w.time)}
	w.appConfig(&c)
	c.Vault = secret.NewVault(t.TempDir(), "x")
	l, err := NewLogin(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	good := w.server.Allow(l.Page())
	for _, bad := range []string{"", "code", "http://127.0.0.1:8723/lotse?code=x", strings.Replace(good, "state=", "state=x", 1), "http://127.0.0.1/?error=access_denied"} {
		if err := l.Finish(t.Context(), bad); inbox.CodeOf(err) != inbox.CodeLoginAddress {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if err := l.Finish(t.Context(), strings.Replace(good, "code=code", "code=kode", 1)); inbox.ProblemOf(err) != inbox.ProblemAuth {
		t.Errorf("a wrong code: %v", err)
	}
	if err := l.Finish(t.Context(), " "+good+"\n"); err != nil {
		t.Error(err)
	}
}

// Nothing of a login is in anything that is said; the vault alone holds it.
func TestALoginIsNeverTold(t *testing.T) {
	w := newAppWorld(t)
	id := w.server.Write("erika", "", "@stadtlinden Frage")
	w.poll()
	said := []string{fmt.Sprintf("%+v", w.ch.Check(t.Context()))}
	for _, k := range append(sendFaults, xtest.Slow) {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		w.server.BreakReads(k, time.Minute, 0)
		w.server.BreakWrites(k, time.Minute)
		_, err := w.ch.Reply(ctx, w.intent(w.get(id), fmt.Sprint("Antwort ", k)))
		_, err2 := w.ch.Poll(ctx, w.cursor)
		said = append(said, fmt.Sprintf("%v %+v %#v %+v", err, err, err, err2))
		cancel()
	}
	raw, err := json.Marshal(w.ch.Vitals())
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(append(said, string(raw), string(w.cursor)), "\n")
	if strings.Contains(all, xtest.AppMark) || strings.Contains(all, xtest.ClientSecret) {
		t.Error("a secret is told")
	}
	files, _ := filepath.Glob(filepath.Join(w.dir, "*"))
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if info, _ := os.Stat(f); err != nil || strings.Contains(string(raw), xtest.AppMark) && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", f, err, info.Mode())
		}
	}
}
