package adaptertest

import (
	"context"
	"errors"
	"math/rand/v2"
	"testing"
	"time"

	"lotse/inbox"
)

// BadDays is what replies are sent over: a channel, the fake behind it and the
// ways in which that goes wrong. Each function but the optional ones is needed.
type BadDays struct {
	Channel func() inbox.Channel // asked for each call: it may be another after a restart
	Now     func() time.Time
	Turn    func(time.Duration)
	// Ask lets a citizen write what is to be answered. standing counts the replies of
	// ours that stand there in these words, as the fake keeps them.
	Ask func(i int) (to inbox.Observation, standing func(text string) int)
	// BreakWrite breaks the next request that posts, or lets it pass. It reports
	// whether that will not end by itself.
	BreakWrite func() (hangs bool)
	BreakRead  func() // breaks the next reading
	Heal       func()
	Writes     func() int // requests that would post

	Text    func(i int) string             // optional: the words of the i-th reply
	Between func(attempt int)              // optional: what else happens
	Unclear func(in inbox.Intent)          // optional: after a reply whose outcome nobody knows
	Again   func(*inbox.ChannelError) bool // optional: what else a sender tries again
	Reread  bool                           // what the channel calls a duplicate is read up on, as an unclear one is
}

// NoReplyTwice plays runs replies over bad days, in a new world every few: no
// reply stands twice, none is called delivered that does not stand, and none
// absent that does. It gives how often each outcome came.
func NoReplyTwice(t testing.TB, dice *rand.Rand, runs, every int, world func() *BadDays) map[string]int {
	t.Helper()
	d := &deliveries{TB: t, dice: dice, count: map[string]int{}}
	for i := range runs {
		if i%every == 0 {
			d.BadDays = world()
		}
		d.play(i)
	}
	t.Logf("%d replies: %v", runs, d.count)
	if d.count["found"] == 0 || d.count["absent"] == 0 || d.count["delivered"] == 0 {
		t.Error("the bad days were not bad enough to prove anything")
	}
	return d.count
}

type deliveries struct {
	testing.TB
	*BadDays
	dice  *rand.Rand
	count map[string]int
}

// play answers one text as the sender would, over one to three attempts.
func (d *deliveries) play(i int) {
	d.Turn(time.Duration(1+d.dice.IntN(4)) * time.Minute)
	o, standing := d.Ask(i)
	to := refTo(o)
	text := []string{"Danke für Ihre Frage.", "Das klären wir: https://linden.example/a?b=c&d", "👍", "Zeile eins\n\n*Zeile* @zwei"}[d.dice.IntN(4)]
	if d.Text != nil {
		text = d.Text(i)
	}
	outcome := "again"
	for attempt := 0; attempt < 3 && outcome == "again"; attempt++ {
		outcome = d.attempt(inbox.Intent{
			Attempt: inbox.NewULID(d.Now()), At: d.Now(), To: to, Thread: o.ThreadKey(),
			Text: inbox.Canonical(d.Channel().Compose(to, text)), Language: "de",
		})
		if d.Between != nil {
			d.Between(attempt)
		}
	}
	d.Heal()
	switch n := standing(inbox.Canonical(d.Channel().Compose(to, text))); {
	case n > 1:
		d.Fatalf("reply %d stands %d times", i, n)
	case (outcome == "delivered" || outcome == "found") && n != 1,
		(outcome == "refused" || outcome == "absent" || outcome == "again") && n != 0:
		d.Fatalf("reply %d is called %s, and %d stand", i, outcome, n)
	}
	d.count[outcome]++
}

func (d *deliveries) attempt(in inbox.Intent) string {
	ctx, cancel := context.WithCancel(d.Context())
	if d.BreakWrite() {
		ctx, cancel = context.WithTimeout(d.Context(), 30*time.Millisecond)
	}
	defer cancel()
	before := d.Writes()
	sent, err := d.Channel().Reply(ctx, in)
	if n := d.Writes() - before; n > 1 {
		d.Fatalf("one reply made %d requests", n)
	}
	d.Heal()
	var ce *inbox.ChannelError
	switch {
	case err == nil && sent.RemoteID == "":
		d.Fatal("delivered without a name")
	case err == nil:
		return "delivered"
	case !errors.As(err, &ce):
		d.Fatalf("error of type %T", err)
	case ce.SentMaybe, d.Reread && ce.Class == inbox.ProblemDuplicate: // as the sender takes it
		if d.Unclear != nil {
			d.Unclear(in)
		}
		return d.settle(in)
	case ce.Class == inbox.ProblemThrottled, ce.Class == inbox.ProblemUnreachable, d.Again != nil && d.Again(ce):
		d.Turn(3 * time.Minute)
		return "again"
	}
	return "refused"
}

// settle reads until two absences, a find or a doubt.
func (d *deliveries) settle(in inbox.Intent) string {
	absences := 0
	for range 8 {
		d.Turn(2*time.Minute + time.Second)
		if d.dice.IntN(3) == 0 {
			d.BreakRead()
		}
		sent, v, err := d.Channel().Reconcile(d.Context(), in)
		d.Heal()
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
				return []string{"again", "absent"}[d.dice.IntN(2)]
			}
		}
	}
	return "person"
}
