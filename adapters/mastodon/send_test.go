package mastodon

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"lotse/adapters/adaptertest"
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
			dice := rand.New(rand.NewPCG(7, uint64(f)))
			adaptertest.NoReplyTwice(t, dice, runs, 25, func() *adaptertest.BadDays { return newWorld(t, f).badDays(dice) }) // a young server answers fast
		})
	}
}

func (w *world) badDays(dice *rand.Rand) *adaptertest.BadDays {
	const post = "POST /api/v1/statuses"
	var asks mastodontest.Post
	return &adaptertest.BadDays{
		Channel: func() inbox.Channel { return w.ch }, Now: w.time, Turn: w.turn, Heal: w.drain,
		Writes: func() int { return w.server.Requests(post) },
		Ask: func(i int) (inbox.Observation, func(string) int) {
			asks = w.server.Mention(w.citizen(fmt.Sprintf("p%d@weit.example", i%7)), w.own, fmt.Sprintf("Frage %d?", i))
			mine := asks
			s, err := w.ch.readOne(w.Context(), "poll", mine.ID)
			if err != nil {
				w.Fatal(err)
			}
			return inbox.Observation{Content: w.ch.content(&s, w.own.ID)}, func(string) (n int) {
				for _, p := range w.server.PostsOf(w.own) {
					if parent, ok := w.server.Post(p.InReplyTo); ok && parent.URI == mine.URI {
						n++
					}
				}
				return n
			}
		},
		Between: func(attempt int) {
			if attempt == 0 && dice.IntN(12) == 0 {
				w.server.Edit(asks, "@linden Andere Frage?")
			}
		},
		BreakWrite: func() (hangs bool) {
			switch dice.IntN(30) {
			case 0:
				w.server.Queue(post, mastodontest.Hang())
			case 1:
				w.server.Queue(post, mastodontest.HangAfter())
			default:
				w.server.Queue(post, sendFaults[dice.IntN(len(sendFaults))]())
				return false
			}
			return true
		},
		BreakRead: func() {
			w.server.Queue("GET **", mastodontest.Pass())
			w.server.Queue("GET **", readFaults[dice.IntN(len(readFaults))]())
		},
	}
}
