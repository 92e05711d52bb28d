package x

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"lotse/adapters/secret"
	"lotse/adapters/x/xtest"
	"lotse/inbox"
)

var sendFaults = []xtest.Kind{
	xtest.None, xtest.None, xtest.None, xtest.Error, xtest.ErrorAfter, xtest.Cut, xtest.CutAfter, xtest.Truncated, xtest.HTML, xtest.Empty,
	xtest.Unauthorized, xtest.Forbidden, xtest.NotVisible, xtest.Throttled, xtest.Capped, xtest.NoCredits, xtest.Invalid, xtest.WrongType,
}

var readFaults = []xtest.Kind{
	xtest.None, xtest.None, xtest.Error, xtest.Cut, xtest.Truncated, xtest.HTML, xtest.Empty, xtest.EmptyNext, xtest.Repeat,
}

// A thousand replies over bad days: no reply stands twice, none is called
// delivered that does not stand, and none absent that does.
func TestNoReplyTwiceNoneInvented(t *testing.T) {
	runs := 1000
	if testing.Short() {
		runs = 100
	}
	dice := rand.New(rand.NewPCG(7, 11))
	count := map[string]int{}
	w := newWorld(t, func(c *Config) { c.Monthly, c.Spent = 1e6, secret.Vault{} }) // the file is for other tests: it is synced each time
	post := w.server.Own("Sprechstunde")
	for i := range runs {
		if i%100 == 99 {
			w.turn(25 * time.Hour)
			post = w.server.Own(fmt.Sprint("Sprechstunde ", i))
		}
		w.turn(time.Duration(1+dice.IntN(4)) * time.Minute)
		id := w.server.Write(fmt.Sprint("p", i), post, fmt.Sprint("Frage ", i))
		w.server.BreakReads(xtest.None, 0, 0)
		w.poll()
		text := fmt.Sprintf("Antwort %d & mehr\n\n– Ihr Rathaus 👍", i)
		if dice.IntN(8) == 0 {
			text = "Danke für Ihre Frage."
		}
		outcome := "again"
		for attempt := 0; attempt < 3 && outcome == "again"; attempt++ {
			outcome = w.attempt(dice, w.get(id), text)
		}
		standing := 0
		for _, p := range w.server.Answers() {
			if p.Parent == id {
				standing++
			}
		}
		switch {
		case standing > 1:
			t.Fatalf("reply %d stands %d times", i, standing)
		case (outcome == "delivered" || outcome == "found") && standing != 1, (outcome == "refused" || outcome == "absent" || outcome == "again") && standing != 0:
			t.Fatalf("reply %d is called %s, and %d stand", i, outcome, standing)
		}
		count[outcome]++
	}
	t.Logf("%d replies: %v; counted %.2f, charged %.2f", runs, count, w.spent(), w.server.Charged())
	if count["found"] == 0 || count["absent"] == 0 || count["delivered"] == 0 {
		t.Error("the bad days were not bad enough to prove anything")
	}
}

func (w *world) attempt(dice *rand.Rand, o inbox.Observation, text string) string {
	ctx, cancel := context.WithCancel(w.Context())
	kind := sendFaults[dice.IntN(len(sendFaults))]
	if dice.IntN(30) == 0 {
		kind = xtest.Slow
		ctx, cancel = context.WithTimeout(w.Context(), 30*time.Millisecond)
	}
	defer cancel()
	w.server.BreakWrites(kind, time.Minute)
	in, before := w.intent(o, text), w.server.Calls("POST ")
	sent, err := w.ch.Reply(ctx, in)
	w.server.BreakWrites(xtest.None, 0)
	if n := w.server.Calls("POST ") - before; n > 1 {
		w.Fatalf("one reply made %d requests", n)
	}
	var ce *inbox.ChannelError
	switch {
	case err == nil && sent.RemoteID == "":
		w.Fatal("delivered without a name")
	case err == nil:
		return "delivered"
	case !errors.As(err, &ce):
		w.Fatalf("error of type %T", err)
	case !ce.SentMaybe && (ce.Class == inbox.ProblemThrottled || ce.Class == inbox.ProblemBudget || ce.Class == inbox.ProblemUnreachable):
		w.turn(2 * time.Minute)
		return "again"
	case !ce.SentMaybe:
		return "refused"
	}
	absences := 0
	for range 8 {
		w.turn(2*time.Minute + time.Second)
		w.server.BreakReads(readFaults[dice.IntN(len(readFaults))], 0, 0)
		_, v, err := w.ch.Reconcile(w.Context(), in)
		switch {
		case err != nil:
		case v == inbox.VerdictFound:
			return "found"
		case v == inbox.VerdictAbsent:
			if absences++; absences == 2 {
				return []string{"again", "absent"}[dice.IntN(2)]
			}
		}
	}
	return "person"
}

// None of the four secrets is in anything the channel says, or in its files.
func TestTheSecretsAreNeverTold(t *testing.T) {
	w := newWorld(t)
	id := w.server.Write("erika", "", "@stadtlinden Frage")
	w.poll()
	o := w.get(id)
	said := []string{fmt.Sprintf("%+v %#v", w.ch.c, w.ch.c), string(w.cursor), fmt.Sprintf("%+v", w.ch.Check(t.Context()))}
	for _, k := range append(sendFaults, xtest.Slow) {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		w.server.BreakReads(k, time.Minute, 0)
		w.server.BreakWrites(k, time.Minute)
		_, err := w.ch.Reply(ctx, w.intent(o, fmt.Sprint("Antwort ", k)))
		_, err2 := w.ch.Poll(ctx, w.cursor)
		said = append(said, fmt.Sprintf("%v %+v %#v %+v", err, err, err, err2))
		cancel()
	}
	for _, secret := range testKeys().all() {
		if strings.Contains(strings.Join(said, "\n"), secret) {
			t.Error("a secret is told")
		}
	}
}
