package feed

import (
	"context"
	"strconv"
	"time"

	"lotse/adapters/checkup"
	"lotse/inbox"
)

// Check reads the feed once and says how large its window is.
func (c *Channel) Check(ctx context.Context) []inbox.Finding {
	var d checkup.Findings
	if p, err := c.fetch(ctx, "check", cursor{}); err != nil {
		d.Failed("feed", err)
	} else {
		r := reader{c: c, feed: p.feed, known: map[string]known{}, now: c.clock.Now()}
		r.read()
		d.Find("feed", inbox.GradeOK, "count", strconv.Itoa(len(r.window)))
		d.Out = append(d.Out, c.window(&r))
	}
	d.Clock(c.stack.Stats(), maxSkew, 0)
	return d.Out
}

// window warns when the window holds less time than a visit takes to come round:
// then comments pass unseen.
func (c *Channel) window(r *reader) inbox.Finding {
	f := inbox.Finding{Code: "feed_window", Grade: inbox.GradeOK, Args: map[string]string{"count": strconv.Itoa(len(r.window))}}
	if len(r.window) < 2 {
		return f
	}
	newest, oldest := r.window[0].At, r.window[0].At
	for _, k := range r.window {
		if k.At.After(newest) {
			newest = k.At
		}
		if k.At.Before(oldest) {
			oldest = k.At
		}
	}
	span := newest.Sub(oldest)
	f.Args["hours"] = strconv.Itoa(int(span / time.Hour))
	if span < 2*c.Capabilities().PollEvery && len(r.window) >= 10 {
		f.Grade = inbox.GradeWarn
	}
	return f
}
