package instagram

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"lotse/adapters/adaptertest"
	"lotse/adapters/graph/graphtest"
	"lotse/inbox"
)

// faults that may meet a reply: before, during and after it takes effect.
var sendFaults = []adaptertest.Kind{
	"", "", "", adaptertest.KindError, adaptertest.KindErrorAfter, adaptertest.KindErrorAfter, adaptertest.KindCut,
	adaptertest.KindCutAfter, adaptertest.KindCutAfter, graphtest.CutBody, adaptertest.KindTruncated, adaptertest.KindHTML,
	adaptertest.KindUnauthorized, adaptertest.KindForbidden, adaptertest.KindThrottled, adaptertest.KindInvalid,
	adaptertest.KindNotFound, graphtest.Duplicate, graphtest.TooFast, graphtest.Other,
}

// faults that may meet the reading afterwards.
var readFaults = []adaptertest.Kind{
	adaptertest.KindError, adaptertest.KindCut, graphtest.CutBody, adaptertest.KindHTML, adaptertest.KindTruncated,
	adaptertest.KindRepeat, adaptertest.KindSkew, adaptertest.KindThrottled, graphtest.Other,
}

// A thousand replies over bad days: whatever the answers were, no reply stands
// twice, none is called delivered that does not stand, and none absent that does.
func TestNoReplyTwiceNoneInvented(t *testing.T) {
	runs := 1000
	if testing.Short() {
		runs = 100
	}
	d := &deliveries{dice: rand.New(rand.NewPCG(7, 1)), count: map[string]int{}}
	for i := range runs {
		if i%50 == 0 {
			d.world = newWorld(t)
		}
		d.play(i)
	}
	t.Logf("%d replies: %v", runs, d.count)
	if d.count["found"] == 0 || d.count["absent"] == 0 || d.count["delivered"] == 0 {
		t.Error("the bad days were not bad enough to prove anything")
	}
}

type deliveries struct {
	*world
	dice  *rand.Rand
	count map[string]int
}

// play answers one comment as the sender would, over one to three attempts.
func (d *deliveries) play(i int) {
	w := d.world
	w.turn(time.Duration(1+d.dice.IntN(4)) * time.Minute)
	under := w.account.Publish(fmt.Sprint("Beitrag ", i))
	if d.dice.IntN(3) == 0 { // an answer to an answer
		under = w.account.Comment("jonas", under, "davor")
	}
	asks := w.account.Comment("erika", under, fmt.Sprintf("Frage %d?", i))
	first := asks
	if c, _ := w.account.Get(asks); c.Parent != "" {
		first = c.Parent
	}
	xs, err := w.ch.Refresh(w.Context(), []inbox.Ref{{RemoteID: asks}})
	if err != nil {
		w.Fatal(err)
	}
	to := *xs[0].Observation
	text := []string{"Danke für Ihre Frage.", "Das klären wir: https://linden.example/a?b=c&d", "👍", "Zeile eins\n\n*Zeile* @zwei"}[d.dice.IntN(4)]
	outcome := ""
	for attempt := 0; attempt < 3 && (outcome == "" || outcome == "again"); attempt++ {
		outcome = d.attempt(w.intent(to, text))
	}
	w.account.Heal()
	standing := 0
	for _, c := range w.account.Ours() {
		if c.Parent == first {
			standing++
		}
	}
	switch {
	case standing > 1:
		w.Fatalf("reply %d stands %d times", i, standing)
	case (outcome == "delivered" || outcome == "found") && standing != 1,
		(outcome == "refused" || outcome == "absent" || outcome == "again") && standing != 0:
		w.Fatalf("reply %d is called %s, and %d stand", i, outcome, standing)
	}
	d.count[outcome]++
}

func (d *deliveries) attempt(in inbox.Intent) string {
	w := d.world
	ctx, cancel := context.WithCancel(w.Context())
	defer cancel()
	fault := graphtest.On(adaptertest.Write, sendFaults[d.dice.IntN(len(sendFaults))])
	fault.After = 90 * time.Second
	if d.dice.IntN(40) == 0 {
		ctx, cancel = context.WithTimeout(w.Context(), 30*time.Millisecond)
		defer cancel()
		fault.Kind = adaptertest.KindSlow
	}
	w.account.Queue(fault)
	before := w.account.Writes()
	sent, err := w.ch.Reply(ctx, in)
	if n := w.account.Writes() - before; n > 1 {
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
	case ce.SentMaybe || ce.Class == inbox.ProblemDuplicate: // as the sender takes it
		return d.settle(in)
	case ce.Class == inbox.ProblemThrottled, ce.Class == inbox.ProblemUnreachable:
		w.turn(3 * time.Minute)
		return "again"
	}
	return "refused"
}

// settle reads until two absences, a find or a doubt.
func (d *deliveries) settle(in inbox.Intent) string {
	w := d.world
	absences := 0
	for range 8 {
		w.turn(2*time.Minute + time.Second)
		if d.dice.IntN(3) == 0 {
			f := graphtest.On(adaptertest.Read, readFaults[d.dice.IntN(len(readFaults))])
			f.Skew, f.After = time.Duration(d.dice.IntN(41)-20)*time.Minute, time.Minute
			w.account.Queue(f)
		}
		sent, v, err := w.ch.Reconcile(w.Context(), in)
		w.account.Heal()
		switch {
		case err != nil:
			d.count["reading failed"]++
			continue
		case v == inbox.VerdictFound && sent.RemoteID != "":
			return "found"
		case v == inbox.VerdictUndecidable:
			d.count["undecidable"]++
		case v == inbox.VerdictAbsent:
			if absences++; absences == 2 {
				if d.dice.IntN(2) == 0 {
					return "again" // a person sends it once more
				}
				return "absent"
			}
		}
	}
	return "person"
}
