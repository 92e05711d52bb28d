package facebook

import (
	"context"
	"encoding/json"
	"time"

	"lotse/adapters/graph"
	"lotse/inbox"
)

const (
	postsPerPage    = 25
	commentsPerPage = 100
	readMostPages   = 200
	overlap         = 24 * time.Hour
)

// round is one call of Poll under way.
type round struct {
	*graph.Round[mark, reading]
	c    *Channel
	page string
}

// Poll reads one page: of our posts, of visitors' posts, or of the comments of a
// post where something changed or whose time has come.
func (c *Channel) Poll(ctx context.Context, raw []byte) (inbox.Batch, error) {
	self, err := c.whoami(ctx)
	if err != nil {
		return inbox.Batch{}, asPoll(err)
	}
	r := &round{c: c, page: self.ID, Round: graph.Begin(raw, c.clock.Now(), c.backTo, postsBack, beginList)}
	if r.Cur.List != nil {
		err = r.listOn(ctx)
	} else {
		err = r.readOn(ctx)
	}
	if err != nil {
		return inbox.Batch{}, asPoll(err)
	}
	c.learnLife(ctx)
	return r.End(c.graph.Stats()), nil
}

func asPoll(err error) error { return graph.AsPoll(err, "the Page cannot be read") }

// beginList starts with our own posts; those of visitors follow.
func beginList(r *graph.Round[mark, reading], until time.Time) {
	r.Cur.Forget(func(m mark) int64 { return m.At }, r.Now, postsBack)
	r.Cur.List = &graph.Listing{Edge: ownPosts, Until: until}
}

// The lists of posts on a Page.
const (
	ownPosts      = "published_posts"
	visitorsPosts = "visitor_posts"
	taggedPosts   = "tagged" // posts elsewhere that name the Page
)

// listOn reads the next page of a list of posts.
func (r *round) listOn(ctx context.Context) error {
	l := r.Cur.List
	ended, err := r.ListOn(ctx, r.c.graph, r.page+"/"+l.Edge, listFields, postsPerPage, r.take)
	switch {
	case err != nil && l.Edge != ownPosts && graph.Settled(err):
		r.Warn("visitors_unread", string(inbox.ProblemOf(err))) // a right we may not have; ours go on
	case err != nil:
		return err
	case !ended:
		return nil
	}
	r.Cur.List = nil
	switch l.Edge {
	case ownPosts:
		r.Cur.List = &graph.Listing{Edge: visitorsPosts, Until: l.Until}
	case visitorsPosts:
		r.Cur.List = &graph.Listing{Edge: taggedPosts, Until: laterOf(l.Until, r.Cur.Since)}
	}
	return nil
}

// take takes an entry of a list of posts.
func (r *round) take(raw json.RawMessage) (at time.Time, ok bool) {
	v, err := graph.Object[post](raw)
	if err == nil && graph.UsableID(v.ID) && !v.Created.IsZero() {
		r.notePost(&v, r.Cur.List.Edge)
		return v.Created.Time, true
	}
	if v.ID != "" {
		r.Batch.Observations = append(r.Batch.Observations, inbox.Observation{Content: r.c.unread(v.ID, raw, v.Created.Time)})
	}
	return time.Time{}, false
}

// notePost gives a post and puts it into the queue where its comments are worth
// reading.
func (r *round) notePost(v *post, edge string) {
	o := r.c.published(v)
	if edge != ownPosts {
		o = r.c.visitor(v, r.page)
	}
	if edge == taggedPosts && o.Ref == "" {
		return // it stands on the Page, and in its list
	}
	if o.Kind == inbox.KindOwnPost || !v.Created.Before(r.Cur.Since) {
		r.Batch.Observations = append(r.Batch.Observations, o)
	}
	if edge == taggedPosts {
		return // what is written below it is not the town's to moderate
	}
	if r.Now.Sub(v.Created.Time) > postsBack { // no mark is kept of it: its last change tells
		if v.Comments.Total > 0 && !v.Updated.Before(r.Cur.Quiet) {
			r.Cur.Enqueue(v.ID)
		}
		return
	}
	m, known := r.Cur.Marks[v.ID]
	changed := !known || m.Count != v.Comments.Total || m.Change != v.Updated.Unix()
	m.At, m.Count, m.Change = v.Created.Unix(), v.Comments.Total, v.Updated.Unix()
	worth := changed && (known || v.Comments.Total > 0 && !v.Updated.Before(r.Cur.Since)) ||
		v.Comments.Total > 0 && m.Read > 0 && r.Now.Sub(time.Unix(m.Read, 0)) >= r.c.graph.Patiently(graph.Again(r.Now.Sub(v.Created.Time), pollEvery, graph.AllEvery))
	r.Cur.Marks[v.ID] = m
	if worth {
		r.Cur.Enqueue(v.ID)
	}
}

func laterOf(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
