package instagram

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"lotse/adapters/graph"
	"lotse/inbox"
)

const (
	readMostPages   = 200
	answerMostPages = 20 // of one comment
	overlap         = 24 * time.Hour
)

// readOn reads the next page of a medium's comments, each with its answers.
func (r *round) readOn(ctx context.Context) error {
	if r.Cur.Read == nil {
		r.beginRead()
	}
	w := r.Cur.Read
	at := &medium{ID: w.Medium, Permalink: r.Cur.Marks[w.Medium].Link}
	q := url.Values{"fields": {commentFields}, "limit": {strconv.Itoa(perPage)}}
	p, err := r.c.graph.List(ctx, "poll", w.Medium+"/comments", q, w.After)
	if err != nil && graph.Settled(err) {
		r.Warn("thread_unread", string(inbox.ProblemOf(err))) // deleted meanwhile, or not for us; the others go on
		r.ended(false)
		return nil
	}
	if err != nil {
		return err
	}
	var obs []inbox.Observation
	var oldest time.Time
	for _, raw := range p.Items {
		all, m, ok := r.c.readComment(raw, at, "")
		obs = append(obs, all...)
		if !ok {
			r.Warn("unparsed", "")
			continue
		}
		if oldest.IsZero() || m.Time.Before(oldest) {
			oldest = m.Time.Time
		}
		answers, broken, err := r.c.answers(ctx, "poll", &m, at)
		if err != nil {
			return err
		}
		for range broken {
			r.Warn("unparsed", "")
		}
		obs = append(obs, answers...)
	}
	r.take(w, obs)
	w.Pages++
	if !oldest.IsZero() {
		w.Low = oldest
	}
	switch {
	case !p.More:
		r.ended(true)
	case p.After == w.After:
		r.Warn("repeated_page", "")
		r.ended(false)
	case !w.Whole && w.Left <= 0 && !oldest.IsZero() && oldest.Before(w.Until):
		r.ended(false)
	case w.Pages >= readMostPages:
		r.Batch.Gap = &inbox.Gap{From: w.Until, To: w.Low, Reason: "page_cap"}
		r.ended(false)
	default:
		w.After = p.After
	}
	return nil
}

// take gives what is ours to read and counts what is new.
func (r *round) take(w *reading, obs []inbox.Observation) {
	for i := range obs {
		o := &obs[i]
		if o.Kind != inbox.KindUnparsed {
			if o.PostedAt.Unix() > w.Since {
				w.Left--
			}
			w.Newest = max(w.Newest, o.PostedAt.Unix())
		}
		if !o.PostedAt.Before(r.Cur.Since) || o.Kind == inbox.KindUnparsed || o.Kind == inbox.KindOwnPost {
			r.Batch.Observations = append(r.Batch.Observations, *o)
		}
	}
}

// answers gives those under a comment: what came with it, and where there are more
// of them those as well.
func (c *Channel) answers(ctx context.Context, op string, m *comment, at *medium) (out []inbox.Observation, broken int, err error) {
	p := m.Replies.Page
	for page := 0; ; page++ {
		for _, raw := range p.Items {
			all, _, ok := c.readComment(raw, at, m.ID)
			if !ok {
				broken++
			}
			out = append(out, all...)
		}
		if !p.More || page >= answerMostPages {
			return out, broken, nil
		}
		after := p.After
		q := url.Values{"fields": {answerFields}, "limit": {strconv.Itoa(perPage)}}
		p, err = c.graph.List(ctx, op, m.ID+"/replies", q, after)
		switch {
		case err != nil && graph.Settled(err), err == nil && p.More && p.After == after:
			return out, broken, nil
		case err != nil:
			return nil, 0, err
		}
	}
}

// beginRead takes the next medium of the queue. It is read back to a day before
// the newest that is known, and on until the count is explained: a new answer
// stands under its comment, however old that is.
func (r *round) beginRead() {
	id := r.Cur.Next()
	m := r.Cur.Marks[id]
	w := &reading{Medium: id, Until: r.Cur.Since, Since: m.Newest, Left: m.Count - m.Known}
	if m.Newest > 0 {
		if known := time.Unix(m.Newest, 0).UTC().Add(-overlap); known.After(w.Until) {
			w.Until = known
		}
	}
	age := r.Now.Sub(time.Unix(m.At, 0))
	w.Whole = m.Whole > 0 && r.Now.Sub(time.Unix(m.Whole, 0)) >= wholeAfter(age)
	r.Cur.Read = w
}

func (r *round) ended(whole bool) {
	w := r.Cur.Read
	r.Cur.Read = nil
	m, ok := r.Cur.Marks[w.Medium]
	if !ok {
		return
	}
	m.Read, m.Known, m.Newest = r.Now.Unix(), m.Count, max(m.Newest, w.Newest)
	if whole || m.Whole == 0 {
		m.Whole = m.Read
	}
	r.Cur.Marks[w.Medium] = m
}
