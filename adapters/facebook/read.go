package facebook

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

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
	if r.cur.Read == nil {
		r.beginRead()
	}
	w := r.cur.Read
	p, err := r.c.graph.List(ctx, "poll", w.Post+"/comments", stream(), w.After)
	if err != nil && settled(err) {
		r.warn("thread_unread", string(inbox.ProblemOf(err))) // deleted meanwhile, or not for us; the others go on
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
			r.warn("unparsed", "")
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
		if !at.Before(r.cur.Since) || !ok || o.Kind == inbox.KindOwnPost {
			r.batch.Observations = append(r.batch.Observations, o)
		}
	}
	if !sorted {
		r.warn("out_of_order", "")
	}
	w.Pages++
	if !oldest.IsZero() {
		w.Low = oldest
	}
	switch {
	case !p.More:
		r.ended(true)
	case p.After == w.After:
		r.warn("repeated_page", "")
		r.ended(true)
	case sorted && !oldest.IsZero() && oldest.Before(w.Until):
		r.ended(true)
	case w.Pages >= readMostPages:
		r.batch.Gap = &inbox.Gap{From: w.Until, To: w.Low, Reason: "page_cap"}
		r.ended(true)
	default:
		w.After = p.After
	}
	return nil
}

// beginRead takes the next post of the queue. Comments are read back to a day
// before the newest that is known: what appeared late is among them.
func (r *round) beginRead() {
	id := r.cur.Queue[0]
	r.cur.Queue = slices.Clone(r.cur.Queue[1:])
	until := r.cur.Since
	if m := r.cur.Marks[id]; m.Read > 0 && m.Newest > 0 {
		if known := time.Unix(m.Newest, 0).UTC().Add(-overlap); known.After(until) {
			until = known
		}
	}
	r.cur.Read = &reading{Post: id, Until: until}
}

func (r *round) ended(whole bool) {
	w := r.cur.Read
	r.cur.Read = nil
	if len(r.cur.Queue) == 0 {
		r.cur.Queue = nil
	}
	m, ok := r.cur.Marks[w.Post]
	if !ok {
		return
	}
	m.Read = r.now.Unix()
	if whole {
		m.Newest = max(m.Newest, w.Newest)
	}
	r.cur.Marks[w.Post] = m
}
