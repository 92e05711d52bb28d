package instagram

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"lotse/adapters/graph"
	"lotse/inbox"
)

const (
	perPage       = 50 // the most the API gives
	listMostPages = 40
	deepEvery     = 30 * time.Minute
	deepBack      = 14 * 24 * time.Hour
	allEvery      = 24 * time.Hour
	maxSkew       = 2 * time.Minute
)

// round is one call of Poll under way.
type round struct {
	c     *Channel
	now   time.Time
	cur   cursor
	batch inbox.Batch
	notes map[string]*inbox.Warning
}

// Poll reads one page: of our media, or of the comments of one where the count
// changed or whose time has come.
func (c *Channel) Poll(ctx context.Context, raw []byte) (inbox.Batch, error) {
	if err := c.knowSelf(ctx); err != nil {
		return inbox.Batch{}, asPoll(err)
	}
	r := &round{c: c, now: c.clock.Now().UTC(), notes: map[string]*inbox.Warning{}}
	var known bool
	if r.cur, known = parseCursor(raw, r.now.Add(-c.backTo).Truncate(time.Second)); !known {
		r.warn("cursor_unknown", "")
	}
	if r.cur.List == nil && r.cur.Read == nil && len(r.cur.Queue) == 0 {
		r.beginList()
	}
	var err error
	if r.cur.List != nil {
		err = r.listOn(ctx)
	} else {
		err = r.readOn(ctx)
	}
	if err != nil {
		return inbox.Batch{}, asPoll(err)
	}
	r.renewOn(ctx)
	if s := c.graph.Stats(); s.SkewKnown && s.Skew.Abs() > maxSkew {
		r.warn("clock_skew", s.Skew.String())
	}
	r.batch.More = r.cur.List != nil || r.cur.Read != nil || len(r.cur.Queue) > 0
	r.batch.Cursor = r.cur.bytes()
	for _, w := range r.notes {
		r.batch.Warnings = append(r.batch.Warnings, *w)
	}
	return r.batch, nil
}

func asPoll(err error) error {
	if inbox.ProblemOf(err) == inbox.ProblemGone {
		return graph.Refused("poll", inbox.ProblemPermission, "the account cannot be read")
	}
	return err
}

// warn counts a doubt; the first detail stands for all.
func (r *round) warn(code, detail string) {
	if w := r.notes[code]; w != nil {
		w.Count++
		return
	}
	r.notes[code] = &inbox.Warning{Code: code, Detail: detail, Count: 1}
}

// beginList starts with the newest media. How far the list goes back is a matter
// of how long ago it last went there.
func (r *round) beginList() {
	until := r.now // the first page only
	switch {
	case r.now.Sub(r.cur.All) >= allEvery || r.now.Before(r.cur.All):
		until, r.cur.All, r.cur.Deep = r.now.Add(-mediaBack), r.now, r.now
	case r.now.Sub(r.cur.Deep) >= deepEvery || r.now.Before(r.cur.Deep):
		until, r.cur.Deep = r.now.Add(-deepBack), r.now
	}
	r.cur.forget(r.now)
	r.cur.List = &listing{Until: until}
}

// listOn reads the next page of our media.
func (r *round) listOn(ctx context.Context) error {
	l := r.cur.List
	p, err := r.c.graph.List(ctx, "poll", r.c.node()+"/media", url.Values{"fields": {mediaFields}, "limit": {strconv.Itoa(perPage)}}, l.After)
	if err != nil {
		return err
	}
	older := false
	for _, raw := range p.Items {
		m, err := graph.Object[medium](raw)
		if err != nil || !graph.UsableID(m.ID) || m.Time.IsZero() {
			r.warn("unparsed", "")
			continue
		}
		older = older || m.Time.Before(l.Until)
		r.noteMedium(&m)
	}
	l.Pages++
	switch {
	case p.More && p.After == l.After:
		r.warn("repeated_page", "")
	case p.More && !older && l.Pages < listMostPages:
		l.After = p.After
		return nil
	}
	r.cur.List = nil
	return nil
}

// noteMedium gives a medium and puts it into the queue where its comments are
// worth reading.
func (r *round) noteMedium(v *medium) {
	r.batch.Observations = append(r.batch.Observations, r.c.published(v))
	m := r.cur.Marks[v.ID]
	m.At, m.Count, m.Link = v.Time.Unix(), v.Comments, v.Permalink
	r.cur.Marks[v.ID] = m
	changed := m.Count != m.Known
	again := m.Read > 0 && m.Count > 0 && r.now.Sub(time.Unix(m.Read, 0)) >= againAfter(r.now.Sub(v.Time.Time))
	if (changed || again) && !slices.Contains(r.cur.Queue, v.ID) {
		r.cur.Queue = append(r.cur.Queue, v.ID)
	}
}

// againAfter is after which time the comments of an unchanged medium are read once
// more: one may have gone and another come.
func againAfter(age time.Duration) time.Duration {
	switch {
	case age < 2*24*time.Hour:
		return pollEvery - time.Minute
	case age < 14*24*time.Hour:
		return deepEvery
	}
	return 7 * 24 * time.Hour
}

// wholeAfter is after which time a reading goes to the end once more.
func wholeAfter(age time.Duration) time.Duration {
	if age < 14*24*time.Hour {
		return 24 * time.Hour
	}
	return 7 * 24 * time.Hour
}

// settled reports an error that asking once more does not change.
func settled(err error) bool {
	switch inbox.ProblemOf(err) { //nolint:exhaustive // the others may pass
	case inbox.ProblemGone, inbox.ProblemPermission, inbox.ProblemInvalid, inbox.ProblemUnsupported:
		return true
	}
	return false
}
