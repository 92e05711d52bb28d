package youtube

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"lotse/adapters/adaptertest"
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
	dice := rand.New(rand.NewPCG(7, 11))
	count := adaptertest.NoReplyTwice(t, dice, runs, 50, func() *adaptertest.BadDays {
		w := newWorld(t)
		video := w.server.Publish("Fragestunde")
		var tops []string
		return &adaptertest.BadDays{
			Channel: func() inbox.Channel { return w.ch }, Now: w.time, Turn: w.turn, Heal: w.server.Heal, Writes: w.server.Writes,
			Ask: func(i int) (inbox.Observation, func(string) int) {
				under := video
				if len(tops) > 0 && dice.IntN(3) == 0 { // inside a conversation
					under = tops[dice.IntN(len(tops))]
				}
				name := fmt.Sprintf("p%d", i)
				asks := w.server.Comment(name, under, fmt.Sprintf("Frage %d?", i))
				if under == video {
					tops = append(tops, asks)
				}
				o := inbox.Observation{Content: inbox.Content{
					RemoteID: asks, Ref: topOf(asks), PostedAt: w.time(), URL: addressOf(video, asks), Thread: video,
					Author: inbox.Author{ID: "UC" + name, Handle: name},
				}}
				return o, func(text string) (n int) {
					for _, c := range w.server.Ours() {
						if c.Parent == topOf(asks) && c.Text == text {
							n++
						}
					}
					return n
				}
			},
			BreakWrite: func() (hangs bool) {
				switch dice.IntN(30) {
				case 0:
					w.server.Queue(youtubetest.Write, youtubetest.Fault{Kind: youtubetest.Slow})
					return true
				case 1: // the access token ended, and no new one is to be had
					w.server.Revoke()
					w.server.Queue(youtubetest.Grant, youtubetest.Fault{Kind: youtubetest.Error})
				default:
					w.server.Queue(youtubetest.Write, sendFaults[dice.IntN(len(sendFaults))])
				}
				return false
			},
			BreakRead: func() {
				w.server.Queue(youtubetest.Read, youtubetest.Fault{Kind: readFaults[dice.IntN(len(readFaults))], Skew: 20 * time.Minute})
				if dice.IntN(3) == 0 {
					w.ch.Close()
					w.ch = w.channel() // the desk was closed meanwhile
				}
			},
			Again: func(ce *inbox.ChannelError) bool { return ce.Class == inbox.ProblemRetryable },
		}
	})
	if count["refused"] == 0 {
		t.Error("none was refused")
	}
}
