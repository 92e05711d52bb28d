package youtube

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"lotse/adapters/youtube/youtubetest"
	"lotse/inbox"
)

// faults that may meet a reply: before, during and after it takes effect.
var sendFaults = []youtubetest.Fault{
	{},
	{},
	{Kind: youtubetest.Error},
	{Kind: youtubetest.ErrorAfter},
	{Kind: youtubetest.Cut},
	{Kind: youtubetest.CutAfter},
	{Kind: youtubetest.Truncated},
	{Kind: youtubetest.HTML},
	{Kind: youtubetest.HTMLAfter},
	{Kind: youtubetest.Empty},
	{Kind: youtubetest.EmptyAfter},
	{Kind: youtubetest.Failure},
	{Kind: youtubetest.FailureAfter},
	{Kind: youtubetest.Unauthorized},
	{Kind: youtubetest.Forbidden},
	{Kind: youtubetest.NotFound},
	{Kind: youtubetest.Invalid},
	{Kind: youtubetest.Closed},
	{Kind: youtubetest.WrongType},
	{Kind: youtubetest.Throttled, After: time.Minute},
	{Kind: youtubetest.Busy, After: time.Minute},
}

// faults that may meet the reading afterwards.
var readFaults = []youtubetest.Kind{
	youtubetest.Error, youtubetest.Cut, youtubetest.Truncated, youtubetest.HTML, youtubetest.Empty, youtubetest.Repeat,
	youtubetest.NoItems, youtubetest.NotFound, youtubetest.Forbidden, youtubetest.Skewed, youtubetest.NoToken,
}

// A thousand replies over bad days: whatever the answers were, no reply stands
// twice, none is called delivered that does not stand, and none absent that does.
func TestNoReplyTwiceNoneInvented(t *testing.T) {
	runs := 1000
	if testing.Short() || raceDetector {
		runs = 100
	}
	d := &deliveries{dice: rand.New(rand.NewPCG(7, 11)), count: map[string]int{}}
	for i := range runs {
		if i%50 == 0 {
			d.world = newWorld(t)
			d.video = d.server.Publish("Fragestunde")
		}
		d.play(i)
	}
	t.Logf("%d replies: %v", runs, d.count)
	for _, must := range []string{"delivered", "found", "absent", "refused"} {
		if d.count[must] == 0 {
			t.Errorf("none was %s: the bad days were not bad enough to prove anything", must)
		}
	}
}

type deliveries struct {
	*world
	dice  *rand.Rand
	count map[string]int
	video string
	tops  []string
}

// play answers one comment as the sender would, over one to three attempts.
func (d *deliveries) play(i int) {
	w := d.world
	w.turn(time.Duration(1+d.dice.IntN(4)) * time.Minute)
	under := d.video
	if i%50 != 0 && d.dice.IntN(3) == 0 { // inside a conversation
		under = d.tops[d.dice.IntN(len(d.tops))]
	}
	if i%50 == 0 {
		d.tops = nil
	}
	asks := w.server.Comment(fmt.Sprintf("p%d", i), under, fmt.Sprintf("Frage %d?", i))
	if under == d.video {
		d.tops = append(d.tops, asks)
	}
	to := inbox.Ref{
		RemoteID: asks, Ref: topOf(asks), PostedAt: w.time(), URL: addressOf(d.video, asks),
		Author: inbox.Author{ID: fmt.Sprintf("UCp%d", i), Handle: fmt.Sprintf("p%d", i)},
	}
	text := w.ch.Compose(to, []string{"Danke für Ihre Frage.", "Das klären wir: https://linden.example/a?b=c&d", "👍", "Zeile eins\n\n*Zeile* @zwei"}[d.dice.IntN(4)])
	outcome := ""
	for attempt := 0; attempt < 3 && (outcome == "" || outcome == "again"); attempt++ {
		outcome = d.attempt(inbox.Intent{Attempt: inbox.NewULID(w.time()), At: w.time(), To: to, Thread: d.video, Text: text})
	}
	w.server.Heal()
	standing := 0
	for _, c := range w.server.Ours() {
		if c.Parent == topOf(asks) && c.Text == text {
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
	switch d.dice.IntN(30) {
	case 0:
		ctx, cancel = context.WithTimeout(w.Context(), 30*time.Millisecond)
		w.server.Queue(youtubetest.Write, youtubetest.Fault{Kind: youtubetest.Slow})
	case 1: // the access token ended, and no new one is to be had
		w.server.Revoke()
		w.server.Queue(youtubetest.Grant, youtubetest.Fault{Kind: youtubetest.Error})
	default:
		w.server.Queue(youtubetest.Write, sendFaults[d.dice.IntN(len(sendFaults))])
	}
	defer cancel()
	before := w.server.Writes()
	sent, err := w.ch.Reply(ctx, in)
	if n := w.server.Writes() - before; n > 1 {
		w.Fatalf("one reply made %d requests", n)
	}
	w.server.Heal()
	var ce *inbox.ChannelError
	switch {
	case err == nil && sent.RemoteID == "":
		w.Fatal("delivered without a name")
	case err == nil:
		return "delivered"
	case !errors.As(err, &ce):
		w.Fatalf("error of type %T", err)
	case !ce.SentMaybe && (ce.Class == inbox.ProblemThrottled || ce.Class == inbox.ProblemUnreachable || ce.Class == inbox.ProblemRetryable):
		w.turn(2 * time.Minute)
		return "again"
	case !ce.SentMaybe:
		return "refused"
	}
	return d.settle(in)
}

// settle reads until two absences, a find or a doubt.
func (d *deliveries) settle(in inbox.Intent) string {
	w := d.world
	absences := 0
	for range 8 {
		w.turn(2*time.Minute + time.Second)
		if d.dice.IntN(3) == 0 {
			w.server.Queue(youtubetest.Read, youtubetest.Fault{Kind: readFaults[d.dice.IntN(len(readFaults))], Skew: 20 * time.Minute})
		}
		if d.dice.IntN(10) == 0 {
			w.ch.Close()
			w.ch = w.channel() // the desk was closed meanwhile
		}
		sent, v, err := w.ch.Reconcile(w.Context(), in)
		w.server.Heal()
		switch {
		case err != nil:
			d.count["reading failed"]++
		case v == inbox.VerdictFound && sent.RemoteID != "":
			return "found"
		case v == inbox.VerdictUndecidable:
			d.count["undecidable"]++
		case v == inbox.VerdictAbsent:
			if absences++; absences == 2 {
				// A person sends it once more: by the same words that would double it.
				if d.dice.IntN(2) == 0 {
					return "again"
				}
				return "absent"
			}
		}
	}
	return "person"
}
