package bluesky

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"lotse/adapters/bluesky/blueskytest"
	"lotse/inbox"
)

const put = "com.atproto.repo.putRecord"

// faults that may meet a reply: before, during and after it takes effect.
var sendFaults = []func() blueskytest.Fault{
	blueskytest.Pass, blueskytest.Pass, blueskytest.Fail, blueskytest.Cut, blueskytest.CutBody, blueskytest.Truncated,
	blueskytest.HTML, blueskytest.Expired,
	func() blueskytest.Fault { return blueskytest.Fail().Later() },
	func() blueskytest.Fault { return blueskytest.Cut().Later() },
	func() blueskytest.Fault { return blueskytest.TooMany(time.Minute) },
	func() blueskytest.Fault { return blueskytest.Refuse(502, "UpstreamFailure") },
	func() blueskytest.Fault { return blueskytest.Refuse(502, "UpstreamFailure").Later() },
	func() blueskytest.Fault { return blueskytest.Refuse(503, "NotEnoughResources").Later() },
	func() blueskytest.Fault { return blueskytest.Refuse(400, "InvalidRequest") },
	func() blueskytest.Fault { return blueskytest.Refuse(400, "InvalidToken") },
	func() blueskytest.Fault { return blueskytest.Refuse(403, "Forbidden") },
	func() blueskytest.Fault { return blueskytest.Refuse(307, "") },
	func() blueskytest.Fault { return blueskytest.Other(200, "{}") },
	func() blueskytest.Fault {
		return blueskytest.Other(200, `{"uri":"at://did:plc:fremd/app.bsky.feed.post/x"}`)
	},
	func() blueskytest.Fault { return blueskytest.WrongType("text/html") },
}

// faults that may meet the reading afterwards.
var readFaults = []func() blueskytest.Fault{
	blueskytest.Fail, blueskytest.Cut, blueskytest.CutBody, blueskytest.HTML, blueskytest.Truncated, blueskytest.Expired,
	func() blueskytest.Fault { return blueskytest.Other(404, "not found") },
	func() blueskytest.Fault { return blueskytest.Other(200, "{}") },
	func() blueskytest.Fault { return blueskytest.TooMany(30 * time.Second) },
	func() blueskytest.Fault { return blueskytest.Skewed(20 * time.Minute) },
}

// A thousand replies over bad days: whatever the answers were, no reply stands
// twice, none is called delivered that does not stand, and none absent that does.
func TestNoReplyTwiceNoneInvented(t *testing.T) {
	runs := 1000
	if testing.Short() || raceDetector {
		runs = 100
	}
	d := &deliveries{dice: rand.New(rand.NewPCG(7, 4)), count: map[string]int{}}
	for i := range runs {
		if i%25 == 0 { // a young server answers fast
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

// play answers one mention as the sender would, over one to three attempts.
func (d *deliveries) play(i int) {
	w := d.world
	w.turn(time.Duration(1+d.dice.IntN(4)) * time.Minute)
	uri := w.server.Publish(fmt.Sprintf("p%d.bsky.example", i%7), blueskytest.Draft{Text: fmt.Sprintf("Frage %d?", i), Names: ours})
	found, err := w.ch.look(w.Context(), "poll", []string{uri})
	if err != nil {
		w.Fatal(err)
	}
	v := found[uri]
	to := inbox.Observation{Content: w.ch.content(&v.view, w.did)}
	text := []string{"Danke für Ihre Frage.", "Das klären wir: https://linden.example/a?b=c&d", "👍", "Zeile eins\n\n*Zeile* @" + berta}[d.dice.IntN(4)]
	outcome := ""
	for attempt := 0; attempt < 3 && (outcome == "" || outcome == "again"); attempt++ {
		outcome = d.attempt(w.intent(to, text))
		if attempt == 0 && d.dice.IntN(12) == 0 {
			w.server.Edit(uri, "Andere Frage?")
		}
	}
	w.server.Heal()
	standing := 0
	for _, p := range w.server.Posts(w.did) {
		if p.Parent == uri {
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
		w.server.Queue(put, blueskytest.Hang())
	case 1:
		ctx, cancel = context.WithTimeout(w.Context(), 30*time.Millisecond)
		w.server.Queue(put, blueskytest.Slow())
	default:
		w.server.Queue(put, sendFaults[d.dice.IntN(len(sendFaults))]())
	}
	defer cancel()
	before := w.server.Count(put)
	sent, err := w.ch.Reply(ctx, in)
	w.server.Heal()
	if n := w.server.Count(put) - before; n > 1 {
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
	case !ce.SentMaybe && (ce.Class == inbox.ProblemThrottled || ce.Class == inbox.ProblemRetryable):
		w.turn(2 * time.Minute)
		return "again"
	case !ce.SentMaybe:
		return "refused"
	}
	if d.dice.IntN(4) == 0 { // whoever sends it again by mistake writes the same record
		d.count["sent again"]++
		if _, err := w.ch.Reply(w.Context(), in); err != nil {
			w.Fatal(err)
		}
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
			w.server.Queue("com.atproto.repo.getRecord", readFaults[d.dice.IntN(len(readFaults))]())
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
				if d.dice.IntN(2) == 0 {
					return "again" // a person sends it once more
				}
				return "absent"
			}
		}
	}
	return "person"
}
