package youtube

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"lotse/adapters/youtube/youtubetest"
	"lotse/inbox"
)

// The day of the units ends at midnight in California, also on the two days that
// have 23 and 25 hours.
func TestMidnight(t *testing.T) {
	for at, want := range map[string]string{
		"2026-11-23T08:00:00Z": "2026-11-24T08:00:00Z", // on the stroke
		"2026-11-23T07:59:59Z": "2026-11-23T08:00:00Z",
		"2026-07-01T12:00:00Z": "2026-07-02T07:00:00Z",
		"2026-03-08T09:00:00Z": "2026-03-09T07:00:00Z", // an hour is left out
		"2026-11-01T08:00:00Z": "2026-11-02T08:00:00Z", // an hour comes twice
		"2026-12-31T20:00:00Z": "2027-01-01T08:00:00Z",
	} {
		now, _ := time.Parse(time.RFC3339, at)
		if got := midnight(now).Format(time.RFC3339); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}

// What is counted here is what the platform counts, and outlives the process.
func TestUnitsAreCounted(t *testing.T) {
	w := newWorld(t)
	v := w.server.Publish("Markt")
	for i := range 130 {
		w.server.Comment("erika", v, fmt.Sprint(i))
	}
	id := w.server.Comment("erika", v, "Wann?")
	w.poll()
	if _, err := w.ch.Reply(t.Context(), inbox.Intent{Attempt: "1", At: w.time(), To: ref(w.seen[id]), Text: "Morgen"}); err != nil {
		t.Fatal(err)
	}
	used := func(c *Channel) int { return int(c.Vitals().Budgets[0].Used) }
	if n := used(w.ch); n != w.server.Units() || n < 55 {
		t.Errorf("%d here, %d there", n, w.server.Units())
	}
	w.ch.Close()
	if n := used(w.channel()); n != w.server.Units() {
		t.Errorf("%d after a restart, %d there", n, w.server.Units())
	}
	w.turn(24 * time.Hour)
	if n := used(w.channel()); n != 0 {
		t.Errorf("%d on the next day", n)
	}
}

// Ninety per cent used: nothing is read, and a reply still goes out with the look
// that belongs to it.
func TestTheReserveIsForReplies(t *testing.T) {
	w := newWorld(t)
	id := w.server.Comment("erika", w.server.Publish("Markt"), "Wann?")
	w.poll()
	w.ch.keep.mu.Lock()
	w.ch.keep.used = 7600
	w.ch.keep.mu.Unlock()
	if every := w.ch.Capabilities().PollEvery; every != pollSlow {
		t.Errorf("polls every %s", every)
	}
	w.ch.keep.mu.Lock()
	w.ch.keep.used = 9000
	w.ch.keep.mu.Unlock()
	_, err := w.ch.Poll(t.Context(), w.cursor)
	ce := asProblem("", err)
	if ce.Class != inbox.ProblemBudget || !ce.RetryAt.Equal(midnight(w.time())) {
		t.Errorf("%v, until %s", err, ce.RetryAt)
	}
	to := ref(w.seen[id])
	if _, err := w.ch.Refresh(t.Context(), []inbox.Ref{to}); err != nil {
		t.Error(err)
	}
	if err := w.ch.Act(t.Context(), to, inbox.MeasureHide); err != nil {
		t.Error(err)
	}
	in := inbox.Intent{Attempt: "1", At: w.time(), To: to, Text: "Morgen"}
	if _, err := w.ch.Reply(t.Context(), in); err != nil {
		t.Error(err)
	}
	if _, v, err := w.ch.Reconcile(t.Context(), in); v != inbox.VerdictFound {
		t.Error(v, err)
	}
	w.ch.keep.mu.Lock()
	w.ch.keep.used = 9990
	w.ch.keep.mu.Unlock()
	before := w.server.Writes()
	if _, err := w.ch.Reply(t.Context(), in); asProblem("", err).Class != inbox.ProblemBudget || asProblem("", err).SentMaybe || w.server.Writes() != before {
		t.Error(err)
	}
}

// When others use the same app up, the platform says so: until midnight there.
func TestQuotaUsedUpElsewhere(t *testing.T) {
	w := newWorld(t)
	w.poll()
	w.server.Quota(0)
	_, err := w.ch.Poll(t.Context(), w.cursor)
	if ce := asProblem("", err); ce.Class != inbox.ProblemBudget || !ce.RetryAt.Equal(midnight(w.time())) {
		t.Errorf("%v until %s", err, ce.RetryAt)
	}
	if b := w.ch.Vitals().Budgets[0]; b.Share() < 1 {
		t.Errorf("%+v", b)
	}
	w.turn(24 * time.Hour)
	w.server.Quota(10_000)
	w.poll()
}

// An access token holds an hour, over restarts too; a new one is made in time, and
// at once when the old one is not taken.
func TestAccessTokens(t *testing.T) {
	w := newWorld(t)
	w.poll()
	w.ch.Close()
	w.ch = w.channel()
	w.turn(50 * time.Minute)
	w.poll()
	if n := w.server.Renewals(); n != 1 {
		t.Errorf("%d tokens within the hour", n)
	}
	w.turn(9 * time.Minute)
	w.poll()
	if n := w.server.Renewals(); n != 2 {
		t.Errorf("%d tokens after an hour", n)
	}
	w.server.Revoke()
	w.poll()
	if n := w.server.Renewals(); n != 3 {
		t.Errorf("%d tokens after a refusal", n)
	}
}

// A grant that ended is told as what it most likely is.
func TestADeadGrant(t *testing.T) {
	w := newWorld(t)
	w.poll()
	w.server.EndGrant()
	w.server.Revoke()
	_, err := w.ch.Poll(t.Context(), w.cursor)
	if ce := asProblem("", err); ce.Class != inbox.ProblemAuth || ce.Status != 400 || ce.SentMaybe {
		t.Errorf("%v", err)
	}
	_, err = w.ch.Reply(t.Context(), inbox.Intent{Attempt: "1", At: w.time(), To: inbox.Ref{RemoteID: "Ugy"}, Text: "x"})
	if ce := asProblem("", err); ce.Class != inbox.ProblemAuth || ce.SentMaybe || w.server.Writes() != 0 {
		t.Errorf("%v", err)
	}
	if f := w.finding("grant"); f.Grade != inbox.GradeError || !strings.Contains(f.Detail, "expired or revoked") {
		t.Errorf("%+v", f)
	}
}

// Google tells of a grant in testing when it ends; before that there is a warning.
func TestAGrantThatEndsByItself(t *testing.T) {
	w := newWorld(t)
	if f := w.finding("grant"); f.Grade != inbox.GradeOK {
		t.Errorf("%+v", f)
	}
	w.server.Testing(6*24*time.Hour + time.Hour)
	w.server.Revoke()
	w.poll()
	if f := w.finding("grant"); f.Grade != inbox.GradeWarn || f.Args["days"] != "6" {
		t.Errorf("%+v", f)
	}
	if days, warn := inbox.TokenDays(w.channel().Vitals().TokenEnds, w.time()); days != 6 || !warn {
		t.Errorf("%d days, %t", days, warn)
	}
}

func (w *world) finding(code string) inbox.Finding {
	for _, f := range w.ch.Check(w.Context()) {
		if f.Code == code {
			return f
		}
	}
	w.Errorf("no finding %s", code)
	return inbox.Finding{}
}

func TestCheckFindsWhatIsWrong(t *testing.T) {
	w := newWorld(t)
	before := w.server.Units()
	if f := w.finding("scope"); f.Grade != inbox.GradeOK || w.server.Units()-before != 4 {
		t.Errorf("%+v, %d units", f, w.server.Units()-before)
	}
	if f := w.finding("units"); f.Grade != inbox.GradeOK || f.Args["limit"] != "10000" {
		t.Errorf("%+v", f)
	}
	w.server.Break(youtubetest.Grant, youtubetest.Fault{Kind: youtubetest.Error})
	w.server.Revoke()
	if f := w.finding("token"); f.Grade != inbox.GradeError || f.Args["problem"] != string(inbox.ProblemRetryable) {
		t.Errorf("%+v", f)
	}
}
