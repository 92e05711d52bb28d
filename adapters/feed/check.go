package feed

import (
	"context"
	"errors"
	"strconv"
	"time"

	"lotse/inbox"
)

// Check reads the feed once and says how large its window is.
func (c *Channel) Check(ctx context.Context) []inbox.Finding {
	p, err := c.fetch(ctx, "check", cursor{})
	if err != nil {
		f := inbox.Finding{Code: "feed", Grade: inbox.GradeError, Args: map[string]string{}}
		var ce *inbox.ChannelError
		if errors.As(err, &ce) {
			f.Args["problem"], f.Detail = string(ce.Class), ce.Remote
			if ce.Status != 0 {
				f.Args["status"] = strconv.Itoa(ce.Status)
			}
		}
		return append([]inbox.Finding{f}, c.clockFinding()...)
	}
	r := reader{c: c, feed: p.feed, known: map[string]known{}, now: c.clock.Now()}
	r.read()
	out := []inbox.Finding{
		{Code: "feed", Grade: inbox.GradeOK, Args: map[string]string{"count": strconv.Itoa(len(r.window))}},
		c.window(&r),
	}
	return append(out, c.clockFinding()...)
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

func (c *Channel) clockFinding() []inbox.Finding {
	s := c.stack.Stats()
	if !s.SkewKnown {
		return nil
	}
	f := inbox.Finding{Code: "skew", Grade: inbox.GradeOK, Args: map[string]string{"skew": s.Skew.Round(time.Second).String()}}
	if s.Skew.Abs() > maxSkew {
		f.Grade = inbox.GradeWarn
	}
	return []inbox.Finding{f}
}
