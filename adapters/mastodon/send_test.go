package mastodon

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"lotse/adapters/mastodon/mastodontest"
	"lotse/inbox"
)

// faults that may meet a reply: before, during and after it takes effect.
var sendFaults = []func() mastodontest.Fault{
	mastodontest.Pass, mastodontest.Pass, mastodontest.Fail, mastodontest.FailAfter, mastodontest.Cut, mastodontest.CutAfter,
	mastodontest.CutBody, mastodontest.TruncatedJSON, mastodontest.HTMLPage, mastodontest.Unauthorized, mastodontest.Forbidden,
	func() mastodontest.Fault { return mastodontest.TooMany(time.Minute) },
	func() mastodontest.Fault { return mastodontest.RetryAfter(503, time.Minute) },
	func() mastodontest.Fault { return mastodontest.RetryAfter(503, time.Minute).After() },
	func() mastodontest.Fault { return mastodontest.EmptyError(502) },
	func() mastodontest.Fault { return mastodontest.EmptyError(502).After() },
	func() mastodontest.Fault { return mastodontest.EmptyError(422) },
	func() mastodontest.Fault { return mastodontest.EmptyError(404) },
	func() mastodontest.Fault { return mastodontest.EmptyError(307) },
	func() mastodontest.Fault { return mastodontest.Answer(200, "application/json", "{}") },
	func() mastodontest.Fault { return mastodontest.Answer(201, "application/json", `{"ok":true}`).After() },
	func() mastodontest.Fault { return mastodontest.WrongType("text/html") },
}

// faults that may meet the reading afterwards.
var readFaults = []func() mastodontest.Fault{
	mastodontest.Fail, mastodontest.Cut, mastodontest.CutBody, mastodontest.HTMLPage, mastodontest.TruncatedJSON,
	mastodontest.EmptyPage, mastodontest.DuplicatePage, mastodontest.OutOfOrder,
	func() mastodontest.Fault { return mastodontest.PoisonItem(0, mastodontest.EmptyTime) },
	func() mastodontest.Fault { return mastodontest.ClockSkew(20 * time.Minute) },
	func() mastodontest.Fault { return mastodontest.ClockSkew(-20 * time.Minute) },
}

// A thousand replies over bad days: whatever the answers were, no reply stands
// twice, none is called delivered that does not stand, and none absent that does.
func TestNoReplyTwiceNoneInvented(t *testing.T) {
	runs := 1000
	if testing.Short() || raceDetector {
		runs = 100
	}
	for _, f := range flavours {
		t.Run(f.String(), func(t *testing.T) {
			t.Parallel()
			d := &deliveries{dice: rand.New(rand.NewPCG(7, uint64(f))), count: map[string]int{}}
			for i := range runs {
				if i%25 == 0 { // a young server answers fast
					d.world = newWorld(t, f)
				}
				d.play(i)
			}
			t.Logf("%d replies: %v", runs, d.count)
			if d.count["found"] == 0 || d.count["absent"] == 0 || d.count["delivered"] == 0 {
				t.Error("the bad days were not bad enough to prove anything")
			}
		})
	}
}

type deliveries struct {
	*world
	dice  *rand.Rand
	count map[string]int
}

// play answers one mention as the sender would, over one to three attempts.
func (d *deliveries) play(i int) {
	w := d.world
	w.turn(time.Duration(1+d.dice.IntN(4)) * time.Minute)
	asks := w.server.Mention(w.citizen(fmt.Sprintf("p%d@weit.example", i%7)), w.own, fmt.Sprintf("Frage %d?", i))
	s, err := w.ch.readOne(w.Context(), "poll", asks.ID)
	if err != nil {
		w.Fatal(err)
	}
	to := inbox.Observation{Content: w.ch.content(&s, w.own.ID)}
	text := []string{"Danke für Ihre Frage.", "Das klären wir: https://linden.example/a?b=c&d", "👍", "Zeile eins\n\n*Zeile* @zwei"}[d.dice.IntN(4)]
	outcome := ""
	for attempt := 0; attempt < 3 && (outcome == "" || outcome == "again"); attempt++ {
		outcome = d.attempt(w.intent(to, text))
		if attempt == 0 && d.dice.IntN(12) == 0 {
			w.server.Edit(asks, "@linden Andere Frage?")
		}
	}
	w.drain()
	standing := 0
	for _, p := range w.server.PostsOf(w.own) {
		if parent, ok := w.server.Post(p.InReplyTo); ok && parent.URI == asks.URI {
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
		w.server.Queue("POST /api/v1/statuses", mastodontest.Hang())
	case 1:
		ctx, cancel = context.WithTimeout(w.Context(), 30*time.Millisecond)
		w.server.Queue("POST /api/v1/statuses", mastodontest.HangAfter())
	default:
		w.server.Queue("POST /api/v1/statuses", sendFaults[d.dice.IntN(len(sendFaults))]())
	}
	defer cancel()
	before := w.server.Requests("POST /api/v1/statuses")
	sent, err := w.ch.Reply(ctx, in)
	if n := w.server.Requests("POST /api/v1/statuses") - before; n > 1 {
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
	case !ce.SentMaybe && (ce.Class == inbox.ProblemThrottled || ce.Class == inbox.ProblemUnreachable):
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
			w.server.Queue("GET **", mastodontest.Pass())
			w.server.Queue("GET **", readFaults[d.dice.IntN(len(readFaults))]())
		}
		sent, v, err := w.ch.Reconcile(w.Context(), in)
		w.drain()
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
