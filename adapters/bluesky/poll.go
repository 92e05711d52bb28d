package bluesky

import (
	"context"
	"time"

	"lotse/inbox"
)

const maxSkew = 2 * time.Minute // of the server's clock, before somebody is told

// round is one call of Poll under way.
type round struct {
	c     *Channel
	self  string
	now   time.Time
	cur   cursor
	batch inbox.Batch
	notes map[string]*inbox.Warning
}

// Poll reads one page of notifications, or, when there are no more, our own
// recent posts, and then one by one the threads below them whose count moved.
func (c *Channel) Poll(ctx context.Context, raw []byte) (inbox.Batch, error) {
	self, err := c.self(ctx, "poll")
	if err != nil {
		return inbox.Batch{}, err
	}
	r := &round{c: c, self: self, now: c.clock.Now(), notes: map[string]*inbox.Warning{}}
	var known bool
	if r.cur, known = parseCursor(raw); !known {
		r.warn("cursor_unknown", "")
	}
	if err := r.step(ctx); err != nil {
		return inbox.Batch{}, err
	}
	if s := c.link.stats(); s.SkewKnown && s.Skew.Abs() > maxSkew {
		r.warn("clock_skew", s.Skew.String())
	}
	r.batch.More = r.cur.Walk != nil || len(r.cur.Left) > 0
	r.batch.Cursor = r.cur.bytes()
	for _, w := range r.notes {
		r.batch.Warnings = append(r.batch.Warnings, *w)
	}
	return r.batch, nil
}

func (r *round) step(ctx context.Context) error {
	if r.cur.Walk == nil && len(r.cur.Left) > 0 {
		return r.readThread(ctx)
	}
	if err := r.walkOn(ctx); err != nil {
		return err
	}
	if r.cur.Walk == nil && r.now.Sub(r.cur.SweptAt) >= sweepEvery {
		return r.sweep(ctx)
	}
	return nil
}

// warn counts a doubt; the first detail stands for all.
func (r *round) warn(code, detail string) {
	if w := r.notes[code]; w != nil {
		w.Count++
		return
	}
	r.notes[code] = &inbox.Warning{Code: code, Detail: detail, Count: 1}
}

// give passes a post on, one that cannot be read as it came.
func (r *round) give(v *view, ok bool) {
	var o inbox.Content
	if ok {
		o = r.c.content(v, r.self)
	} else {
		r.warn("unparsed", "")
		if o, ok = r.c.unread(v); !ok {
			return
		}
		if v.at.did == r.self {
			return // our own: nobody need look at it
		}
	}
	r.batch.Observations = append(r.batch.Observations, inbox.Observation{Content: o})
}
