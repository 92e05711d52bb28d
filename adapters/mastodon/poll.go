package mastodon

import (
	"context"
	"time"

	"lotse/inbox"
)

const (
	maxSkew = 2 * time.Minute // of the server's clock, before somebody is told
)

// round is one call of Poll under way.
type round struct {
	c      *Channel
	self   string
	now    time.Time
	cur    cursor
	batch  inbox.Batch
	budget int // contexts that may still be read to place new texts
	notes  map[string]*inbox.Warning
}

// Poll reads one page of notifications after the cursor, or, when there are no
// more, goes through the threads of our recent posts: answers there that do not
// name us notify nobody.
func (c *Channel) Poll(ctx context.Context, raw []byte) (inbox.Batch, error) {
	self, err := c.selfID(ctx)
	if err != nil {
		return inbox.Batch{}, asPoll(err)
	}
	r := &round{c: c, self: self, now: c.clock.Now(), budget: contextsToPlace, notes: map[string]*inbox.Warning{}}
	var known bool
	if r.cur, known = parseCursor(raw); !known {
		r.warn("cursor_unknown", "")
	}
	if r.cur.Walk != nil || len(r.cur.Left) == 0 {
		if err := r.walkOn(ctx); err != nil {
			return inbox.Batch{}, asPoll(err)
		}
		c.learnLimits(ctx)
	}
	if r.cur.Walk == nil {
		r.sweepOn(ctx)
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

// warn counts a doubt; the first detail stands for all.
func (r *round) warn(code, detail string) {
	if w := r.notes[code]; w != nil {
		w.Count++
		return
	}
	r.notes[code] = &inbox.Warning{Code: code, Detail: detail, Count: 1}
}

func (r *round) give(o inbox.Content) {
	r.batch.Observations = append(r.batch.Observations, inbox.Observation{Content: o})
}

// unread gives a broken status as it came, so that nothing behind it is held up.
func (r *round) unread(s *status, name string, at time.Time) {
	r.warn("unparsed", "")
	if o := r.c.unread(s, name, at); o.RemoteID != "" && !o.PostedAt.IsZero() {
		r.give(o)
	}
}

// asPoll names what was tried; no text is missed at a poll, so "not there" means
// that the server does not have such a list.
func asPoll(err error) error {
	if inbox.ProblemOf(err) == inbox.ProblemGone {
		return refused("poll", inbox.ProblemUnsupported, "the server does not offer notifications")
	}
	return err
}
