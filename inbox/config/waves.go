package config

import (
	"fmt"

	"lotse/inbox"
)

// waves reads from when on a throng is told of.
func (r *reader) waves() {
	w, d := inbox.DefaultWaveRules(), &r.doc.Waves
	w.Off = r.Has("waves.watch") && !d.Watch
	number := func(key string, got, least, most int, into *int) {
		if !r.Has("waves." + key) {
			return
		}
		if got < least || got > most {
			r.Fail("waves."+key, inbox.Fail(inbox.CodeFileValue, "key", "waves."+key, "got", itoa(got), "want", fmt.Sprintf("%d-%d", least, most)))
			return
		}
		*into = got
	}
	factor, share := int(w.Factor), int(w.Share*100)
	number("factor", d.Factor, 2, 50, &factor)
	number("least", d.Least, 3, 1000, &w.Least)
	number("share", d.Share, 0, 100, &share)
	number("copies", d.Copies, 3, 1000, &w.Copies)
	number("authors", d.Authors, 2, 1000, &w.Authors)
	number("spread", d.Spread, 2, 1000, &w.Spread)
	w.Factor, w.Share = float64(factor), float64(share)/100
	r.cfg.House.Waves = w
}
