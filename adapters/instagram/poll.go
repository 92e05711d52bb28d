package instagram

import (
	"context"
	"encoding/json"
	"time"

	"lotse/adapters/graph"
	"lotse/inbox"
)

const perPage = 50 // the most the API gives

// round is one call of Poll under way.
type round struct {
	*graph.Round[mark, reading]
	c *Channel
}

// Poll reads one page: of our media, or of the comments of one where the count
// changed or whose time has come.
func (c *Channel) Poll(ctx context.Context, raw []byte) (inbox.Batch, error) {
	if err := c.knowSelf(ctx); err != nil {
		return inbox.Batch{}, asPoll(err)
	}
	r := &round{c: c, Round: graph.Begin(raw, c.clock.Now(), c.backTo, mediaBack, beginList)}
	var err error
	if r.Cur.List != nil {
		err = r.listOn(ctx)
	} else {
		err = r.readOn(ctx)
	}
	if err != nil {
		return inbox.Batch{}, asPoll(err)
	}
	r.renewOn(ctx)
	return r.End(c.graph.Stats()), nil
}

func asPoll(err error) error { return graph.AsPoll(err, "the account cannot be read") }

func beginList(r *graph.Round[mark, reading], until time.Time) {
	r.Cur.Forget(func(m mark) int64 { return m.At }, r.Now, graph.OldBack)
	r.Cur.List = &graph.Listing{Until: until}
}

// tags is the list of media in which others tagged the account.
const tags = "tags"

// listOn reads the next page of our media, or of those in which we are tagged.
func (r *round) listOn(ctx context.Context) error {
	until := r.Cur.List.Until
	if r.Cur.List.Edge == tags {
		return r.tagsOn(ctx)
	}
	ended, err := r.ListOn(ctx, r.c.graph, r.c.node()+"/media", mediaFields, perPage, func(raw json.RawMessage) (time.Time, bool) {
		m, err := graph.Object[medium](raw)
		if err != nil || !graph.UsableID(m.ID) || m.Time.IsZero() {
			return time.Time{}, false
		}
		r.noteMedium(&m)
		return m.Time.Time, true
	})
	if ended {
		r.Cur.List = &graph.Listing{Edge: tags, Until: until}
		if until.Before(r.Cur.Since) {
			r.Cur.List.Until = r.Cur.Since
		}
	}
	return err
}

func (r *round) tagsOn(ctx context.Context) error {
	ended, err := r.ListOn(ctx, r.c.graph, r.c.node()+"/"+tags, tagFields, perPage, func(raw json.RawMessage) (time.Time, bool) {
		m, err := graph.Object[medium](raw)
		if err != nil || !graph.UsableID(m.ID) || m.Time.IsZero() {
			return time.Time{}, false
		}
		if !m.Time.Before(r.Cur.Since) {
			r.Batch.Observations = append(r.Batch.Observations, r.c.tagged(&m))
		}
		return m.Time.Time, true
	})
	if err != nil && graph.Settled(err) {
		r.Warn("tags_unread", string(inbox.ProblemOf(err))) // a right we may not have; our own go on
		ended, err = true, nil
	}
	if ended {
		r.Cur.List = nil
	}
	return err
}

// noteMedium gives a medium and puts it into the queue where its comments are
// worth reading.
func (r *round) noteMedium(v *medium) {
	r.Batch.Observations = append(r.Batch.Observations, r.c.published(v))
	m, seen := r.Cur.Marks[v.ID]
	if !seen && r.Now.Sub(v.Time.Time) > mediaBack {
		m.Known = v.Comments // as old as that when first seen: only what comes from now on is looked for
	}
	m.At, m.Count, m.Link = v.Time.Unix(), v.Comments, v.Permalink
	r.Cur.Marks[v.ID] = m
	changed := m.Count != m.Known
	again := m.Read > 0 && m.Count > 0 && r.Now.Sub(time.Unix(m.Read, 0)) >= r.c.graph.Patiently(graph.Again(r.Now.Sub(v.Time.Time), pollEvery, 7*24*time.Hour))
	if changed || again {
		r.Cur.Enqueue(v.ID)
	}
}

// wholeAfter is after which time a reading goes to the end once more.
func wholeAfter(age time.Duration) time.Duration {
	if age < 14*24*time.Hour {
		return 24 * time.Hour
	}
	return 7 * 24 * time.Hour
}
