package bluesky

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"lotse/adapters/adaptertest"
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
	dice := rand.New(rand.NewPCG(7, 4))
	doubled := 0
	adaptertest.NoReplyTwice(t, dice, runs, 25, func() *adaptertest.BadDays { // a young server answers fast
		w := newWorld(t)
		asks := ""
		return &adaptertest.BadDays{
			Channel: func() inbox.Channel { return w.ch }, Now: w.time, Turn: w.turn, Heal: w.server.Heal,
			Writes: func() int { return w.server.Count(put) },
			Ask: func(i int) (inbox.Observation, func(string) int) {
				uri := w.server.Publish(fmt.Sprintf("p%d.bsky.example", i%7), blueskytest.Draft{Text: fmt.Sprintf("Frage %d?", i), Names: ours})
				asks = uri
				found, err := w.ch.look(t.Context(), "poll", []string{uri})
				if err != nil {
					t.Fatal(err)
				}
				v := found[uri]
				return inbox.Observation{Content: w.ch.content(&v.view, w.did)}, func(string) (n int) {
					for _, p := range w.server.Posts(w.did) {
						if p.Parent == uri {
							n++
						}
					}
					return n
				}
			},
			Between: func(attempt int) {
				if attempt == 0 && dice.IntN(12) == 0 {
					w.server.Edit(asks, "Andere Frage?")
				}
			},
			BreakWrite: func() (hangs bool) {
				switch dice.IntN(30) {
				case 0:
					w.server.Queue(put, blueskytest.Hang())
				case 1:
					w.server.Queue(put, blueskytest.Slow())
				default:
					w.server.Queue(put, sendFaults[dice.IntN(len(sendFaults))]())
					return false
				}
				return true
			},
			BreakRead: func() { w.server.Queue("com.atproto.repo.getRecord", readFaults[dice.IntN(len(readFaults))]()) },
			Again:     func(ce *inbox.ChannelError) bool { return ce.Class == inbox.ProblemRetryable },
			Unclear: func(in inbox.Intent) { // whoever sends it again by mistake writes the same record
				if dice.IntN(4) == 0 {
					doubled++
					if _, err := w.ch.Reply(t.Context(), in); err != nil {
						t.Fatal(err)
					}
				}
			},
		}
	})
	t.Logf("%d sent again", doubled)
}
