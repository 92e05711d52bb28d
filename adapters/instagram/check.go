package instagram

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"lotse/adapters/graph"
	"lotse/inbox"
)

const badSkew = 15 * time.Minute

// Check reads everything a poll depends on, once, and says what it found. It
// posts nothing and renews nothing.
func (c *Channel) Check(ctx context.Context) []inbox.Finding {
	d := graph.Doctor{}
	self, err := c.Whoami(ctx)
	if err != nil {
		d.Failed("token", err)
		d.Clock(c.graph.Stats(), graph.MaxSkew, badSkew)
		return d.Out
	}
	d.Find("token", inbox.GradeOK, "account", self.Handle, "server", self.Server)
	d.Life(c.renewal.ends(), c.clock.Now())
	c.checkReads(ctx, &d)
	d.Version(c.version, c.clock.Now())
	d.Find("limit", inbox.GradeOK, "max", strconv.Itoa(maxChars))
	d.Share(c.graph.Budgets())
	d.Clock(c.graph.Stats(), graph.MaxSkew, badSkew)
	return d.Out
}

func (c *Channel) checkReads(ctx context.Context, d *graph.Doctor) {
	q := url.Values{"fields": {mediaFields}, "limit": {"10"}}
	p, err := c.graph.List(ctx, "check", c.node()+"/media", q, "")
	if err != nil {
		d.Failed("read", err, "what", "media")
		return
	}
	d.Find("read", inbox.GradeOK, "what", "media")
	broken, unnamed, seen := 0, 0, 0
	for _, raw := range p.Items {
		v, err := graph.Object[medium](raw)
		if err != nil || !graph.UsableID(v.ID) || v.Comments == 0 {
			continue
		}
		l, err := c.graph.List(ctx, "check", v.ID+"/comments", url.Values{"fields": {commentFields}, "limit": {strconv.Itoa(perPage)}}, "")
		if err != nil {
			d.Failed("read", err, "what", "comments")
			return
		}
		for _, raw := range l.Items {
			_, m, ok := c.readComment(raw, &v, "")
			if seen++; !ok {
				broken++
			} else if m.Username == "" && m.From == nil {
				unnamed++
			}
		}
		break // one tells
	}
	d.Find("read", inbox.GradeOK, "what", "comments")
	if broken > 0 {
		d.Find("unparsed", inbox.GradeWarn, "count", strconv.Itoa(broken))
	}
	if seen > 0 {
		grade := inbox.GradeOK
		if unnamed > 0 {
			grade = inbox.GradeWarn
		}
		d.Find("authors", grade, "named", strconv.Itoa(seen-unnamed), "count", strconv.Itoa(seen))
	}
}
