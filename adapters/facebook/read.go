package facebook

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"lotse/adapters/graph"
	"lotse/inbox"
)

func itoa(n int) string { return strconv.Itoa(n) }

// stream is how comments are read: the newest first, answers among them. The
// API's own order begins with the oldest and would never come to the new ones.
func stream() url.Values {
	return url.Values{
		"filter": {"stream"}, "order": {"reverse_chronological"}, "limit": {itoa(commentsPerPage)}, "fields": {commentFields},
	}
}

// readOn reads the next page of a post's comments.
func (r *round) readOn(ctx context.Context) error {
	if r.Cur.Read == nil {
		r.beginRead()
	}
	w := r.Cur.Read
	p, err := r.c.graph.List(ctx, "poll", w.Post+"/comments", stream(), w.After)
	if err != nil && graph.Settled(err) {
		r.Warn("thread_unread", string(inbox.ProblemOf(err))) // deleted meanwhile, or not for us; the others go on
		r.ended(false)
		return nil
	}
	if err != nil {
		return err
	}
	var oldest, last time.Time
	sorted := true
	for _, raw := range p.Items {
		o, ok := r.c.readComment(raw, w.Post, r.page)
		if !ok {
			r.Warn("unparsed", "")
			if o.RemoteID == "" {
				continue
			}
		}
		at := o.PostedAt
		if ok {
			sorted = sorted && (last.IsZero() || !at.After(last))
			if last = at; oldest.IsZero() || at.Before(oldest) {
				oldest = at
			}
			w.Newest = max(w.Newest, at.Unix())
		}
		if !at.Before(r.Cur.Since) || !ok || o.Kind == inbox.KindOwnPost {
			r.Batch.Observations = append(r.Batch.Observations, o)
		}
	}
	if !sorted {
		r.Warn("out_of_order", "")
	}
	w.Pages++
	if !oldest.IsZero() {
		w.Low = oldest
	}
	switch {
	case !p.More:
		r.ended(true)
	case p.After == w.After:
		r.Warn("repeated_page", "")
		r.ended(true)
	case sorted && !oldest.IsZero() && oldest.Before(w.Until):
		r.ended(true)
	case w.Pages >= readMostPages:
		r.Batch.Gap = &inbox.Gap{From: w.Until, To: w.Low, Reason: "page_cap"}
		r.ended(true)
	default:
		w.After = p.After
	}
	return nil
}

// beginRead takes the next post of the queue. Comments are read back to a day
// before the newest that is known: what appeared late is among them.
func (r *round) beginRead() {
	id := r.Cur.Next()
	until := r.Cur.Since
	if m := r.Cur.Marks[id]; m.Read > 0 && m.Newest > 0 {
		if known := time.Unix(m.Newest, 0).UTC().Add(-overlap); known.After(until) {
			until = known
		}
	}
	r.Cur.Read = &reading{Post: id, Until: until}
}

func (r *round) ended(whole bool) {
	w := r.Cur.Read
	r.Cur.Read = nil
	m, ok := r.Cur.Marks[w.Post]
	if !ok {
		return
	}
	m.Read = r.Now.Unix()
	if whole {
		m.Newest = max(m.Newest, w.Newest)
	}
	r.Cur.Marks[w.Post] = m
}
