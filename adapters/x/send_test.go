package x

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"lotse/adapters/adaptertest"
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

// A thousand replies over bad days: whatever the answers were, no reply stands
// twice, none is called delivered that does not stand, and none absent that does.
func TestNoReplyTwiceNoneInvented(t *testing.T) {
	runs := 1000
	if testing.Short() {
		runs = 100
	}
	dice := rand.New(rand.NewPCG(7, 11))
	w := newWorld(t, func(c *Config) { c.Monthly, c.Spent = 1e6, secret.Vault{} }) // the file is for other tests: it is synced each time
	post := w.server.Own("Sprechstunde")
	adaptertest.NoReplyTwice(t, dice, runs, runs, func() *adaptertest.BadDays {
		return &adaptertest.BadDays{
			Channel: func() inbox.Channel { return w.ch }, Now: w.time, Turn: w.turn,
			Writes: func() int { return w.server.Calls("POST ") },
			Heal: func() {
				w.server.BreakReads(xtest.None, 0, 0)
				w.server.BreakWrites(xtest.None, 0)
			},
			Ask: func(i int) (inbox.Observation, func(string) int) {
				if i%100 == 99 {
					w.turn(25 * time.Hour)
					post = w.server.Own(fmt.Sprint("Sprechstunde ", i))
				}
				id := w.server.Write(fmt.Sprint("p", i), post, fmt.Sprint("Frage ", i))
				w.poll()
				return w.get(id), func(string) (n int) {
					for _, p := range w.server.Answers() {
						if p.Parent == id {
							n++
						}
					}
					return n
				}
			},
			Text: func(i int) string {
				if dice.IntN(8) == 0 {
					return "Danke für Ihre Frage."
				}
				return fmt.Sprintf("Antwort %d & mehr\n\n– Ihr Rathaus 👍", i)
			},
			BreakWrite: func() (hangs bool) {
				kind := sendFaults[dice.IntN(len(sendFaults))]
				if hangs = dice.IntN(30) == 0; hangs {
					kind = xtest.Slow
				}
				w.server.BreakWrites(kind, time.Minute)
				return hangs
			},
			BreakRead: func() { w.server.BreakReads(readFaults[dice.IntN(len(readFaults))], 0, 0) },
			Again:     func(ce *inbox.ChannelError) bool { return ce.Class == inbox.ProblemBudget },
		}
	})
	t.Logf("counted %.2f this month, charged %.2f in all", w.spent(), w.server.Charged())
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
