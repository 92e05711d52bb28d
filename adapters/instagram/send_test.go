package instagram

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"lotse/adapters/adaptertest"
	"lotse/adapters/graph/graphtest"
	"lotse/inbox"
)

// A thousand replies over bad days: whatever the answers were, no reply stands
// twice, none is called delivered that does not stand, and none absent that does.
func TestNoReplyTwiceNoneInvented(t *testing.T) {
	runs := 1000
	if testing.Short() {
		runs = 100
	}
	dice := rand.New(rand.NewPCG(7, 1))
	adaptertest.NoReplyTwice(t, dice, runs, 50, func() *adaptertest.BadDays {
		w := newWorld(t)
		d := graphtest.BadDays(dice, w.Desk, w.account.Server)
		d.Channel = func() inbox.Channel { return w.ch }
		d.Ask = func(i int) (inbox.Observation, func(string) int) {
			under := w.account.Publish(fmt.Sprint("Beitrag ", i))
			if dice.IntN(3) == 0 { // an answer to an answer
				under = w.account.Comment("jonas", under, "davor")
			}
			asks := w.account.Comment("erika", under, fmt.Sprintf("Frage %d?", i))
			first := asks
			if c, _ := w.account.Get(asks); c.Parent != "" {
				first = c.Parent
			}
			xs, err := w.ch.Refresh(t.Context(), []inbox.Ref{{RemoteID: asks}})
			if err != nil {
				t.Fatal(err)
			}
			return *xs[0].Observation, func(string) (n int) {
				for _, c := range w.account.Ours() {
					if c.Parent == first {
						n++
					}
				}
				return n
			}
		}
		return d
	})
}
