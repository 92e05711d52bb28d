package facebook

import (
	"context"
	"net/url"
	"slices"
	"time"

	"lotse/adapters/graph"
	"lotse/inbox"
)

const (
	postsPerPage    = 25
	listMostPages   = 40
	commentsPerPage = 100
	readMostPages   = 200
	overlap         = 24 * time.Hour
	deepEvery       = 30 * time.Minute
	deepBack        = 14 * 24 * time.Hour
	allEvery        = 24 * time.Hour
	maxSkew         = 2 * time.Minute
)

// round is one call of Poll under way.
type round struct {
	c     *Channel
	page  string
	now   time.Time
	cur   cursor
	batch inbox.Batch
	notes map[string]*inbox.Warning
}

// Poll reads one page: of our posts, of visitors' posts, or of the comments of a
// post where something changed or whose time has come.
func (c *Channel) Poll(ctx context.Context, raw []byte) (inbox.Batch, error) {
	self, err := c.whoami(ctx)
	if err != nil {
		return inbox.Batch{}, asPoll(err)
	}
	r := &round{c: c, page: self.ID, now: c.clock.Now().UTC(), notes: map[string]*inbox.Warning{}}
	var known bool
	if r.cur, known = parseCursor(raw, r.now.Add(-c.backTo).Truncate(time.Second)); !known {
		r.warn("cursor_unknown", "")
	}
	if r.cur.List == nil && r.cur.Read == nil && len(r.cur.Queue) == 0 {
		r.beginList()
	}
	switch {
	case r.cur.List != nil:
		err = r.listOn(ctx)
	default:
		err = r.readOn(ctx)
	}
	if err != nil {
		return inbox.Batch{}, asPoll(err)
	}
	c.learnLife(ctx)
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
		return graph.Refused("poll", inbox.ProblemPermission, "the Page cannot be read")
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

// beginList starts with the newest posts. How far the list goes back is a matter
// of how long ago it last went there.
func (r *round) beginList() {
	until := r.now // the first page only
	switch {
	case r.now.Sub(r.cur.All) >= allEvery || r.now.Before(r.cur.All):
		until, r.cur.All, r.cur.Deep = r.now.Add(-postsBack), r.now, r.now
	case r.now.Sub(r.cur.Deep) >= deepEvery || r.now.Before(r.cur.Deep):
		until, r.cur.Deep = r.now.Add(-deepBack), r.now
	}
	r.cur.forget(r.now)
	r.cur.List = &listing{Edge: "published_posts", Until: until}
}

// listOn reads the next page of a list of posts.
func (r *round) listOn(ctx context.Context) error {
	l := r.cur.List
	q := url.Values{"fields": {listFields}, "limit": {itoa(postsPerPage)}}
	p, err := r.c.graph.List(ctx, "poll", r.page+"/"+l.Edge, q, l.After)
	if err != nil && l.Edge != "published_posts" && settled(err) {
		r.warn("visitors_unread", string(inbox.ProblemOf(err))) // a right we may not have; ours go on
		r.cur.List = nil
		return nil
	}
	if err != nil {
		return err
	}
	older := false
	for _, raw := range p.Items {
		v, err := graph.Object[post](raw)
		if err != nil || !graph.UsableID(v.ID) || v.Created.IsZero() {
			r.warn("unparsed", "")
			if v.ID != "" {
				r.batch.Observations = append(r.batch.Observations, inbox.Observation{Content: r.c.unread(v.ID, raw, v.Created.Time)})
			}
			continue
		}
		older = older || v.Created.Before(l.Until)
		r.notePost(&v, l.Edge)
	}
	l.Pages++
	switch {
	case p.More && p.After == l.After:
		r.warn("repeated_page", "")
	case p.More && !older && l.Pages < listMostPages:
		l.After = p.After
		return nil
	}
	next := *l
	r.cur.List = nil
	if next.Edge == "published_posts" {
		r.cur.List = &listing{Edge: "visitor_posts", Until: next.Until}
	}
	return nil
}

// notePost gives a post and puts it into the queue where its comments are worth
// reading.
func (r *round) notePost(v *post, edge string) {
	o := r.c.published(v)
	if edge == "visitor_posts" {
		o = r.c.visitor(v, r.page)
	}
	if o.Kind == inbox.KindOwnPost || !v.Created.Before(r.cur.Since) {
		r.batch.Observations = append(r.batch.Observations, o)
	}
	m, known := r.cur.Marks[v.ID]
	changed := !known || m.Count != v.Comments.Total || m.Change != v.Updated.Unix()
	m.At, m.Count, m.Change = v.Created.Unix(), v.Comments.Total, v.Updated.Unix()
	worth := changed && (known || v.Comments.Total > 0 && !v.Updated.Before(r.cur.Since)) ||
		v.Comments.Total > 0 && m.Read > 0 && r.now.Sub(time.Unix(m.Read, 0)) >= again(r.now.Sub(v.Created.Time))
	r.cur.Marks[v.ID] = m
	if worth && !slices.Contains(r.cur.Queue, v.ID) {
		r.cur.Queue = append(r.cur.Queue, v.ID)
	}
}

// again is after which time the comments of an unchanged post are read once more,
// for edits: by its age.
func again(age time.Duration) time.Duration {
	switch {
	case age < 2*24*time.Hour:
		return pollEvery - time.Minute
	case age < 14*24*time.Hour:
		return deepEvery
	}
	return allEvery
}

// settled reports an error that asking once more does not change.
func settled(err error) bool {
	switch inbox.ProblemOf(err) { //nolint:exhaustive // the others may pass
	case inbox.ProblemGone, inbox.ProblemPermission, inbox.ProblemInvalid, inbox.ProblemUnsupported:
		return true
	}
	return false
}
