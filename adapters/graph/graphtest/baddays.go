package graphtest

import (
	"math/rand/v2"
	"time"

	"lotse/adapters/adaptertest"
)

// faults that may meet a reply: before, during and after it takes effect.
var sendFaults = []adaptertest.Kind{
	"", "", "", adaptertest.KindError, adaptertest.KindErrorAfter, adaptertest.KindErrorAfter, adaptertest.KindCut,
	adaptertest.KindCutAfter, adaptertest.KindCutAfter, CutBody, adaptertest.KindTruncated, adaptertest.KindHTML,
	adaptertest.KindUnauthorized, adaptertest.KindForbidden, adaptertest.KindThrottled, adaptertest.KindInvalid,
	adaptertest.KindNotFound, Duplicate, TooFast, Other,
}

// faults that may meet the reading afterwards.
var readFaults = []adaptertest.Kind{
	adaptertest.KindError, adaptertest.KindCut, CutBody, adaptertest.KindHTML, adaptertest.KindTruncated,
	adaptertest.KindRepeat, adaptertest.KindSkew, adaptertest.KindThrottled, Other,
}

// BadDays breaks a server the way Meta's breaks. Ask is left to the caller.
func BadDays(dice *rand.Rand, d *adaptertest.Desk, s *Server) *adaptertest.BadDays {
	return &adaptertest.BadDays{
		Now: d.Now, Turn: d.Turn, Heal: s.Heal, Writes: s.Writes, Reread: true,
		BreakWrite: func() (hangs bool) {
			fault := On(adaptertest.Write, sendFaults[dice.IntN(len(sendFaults))])
			fault.After = 90 * time.Second
			if hangs = dice.IntN(40) == 0; hangs {
				fault.Kind = adaptertest.KindSlow
			}
			s.Queue(fault)
			return hangs
		},
		BreakRead: func() {
			f := On(adaptertest.Read, readFaults[dice.IntN(len(readFaults))])
			f.Skew, f.After = time.Duration(dice.IntN(41)-20)*time.Minute, time.Minute
			for range dice.IntN(2) { // the first reading passes, the next breaks
				s.Queue(On(adaptertest.Read, ""))
			}
			s.Queue(f)
		},
	}
}
