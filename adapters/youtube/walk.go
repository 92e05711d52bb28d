package youtube

import (
	"context"
	"time"

	"lotse/inbox"
)

// begin starts a walk.
func (r *round) begin() {
	c := &r.cur
	first := c.High.IsZero() && c.Since.IsZero()
	if first {
		c.Since = r.now.Add(-r.c.backTo).Truncate(time.Second)
		c.WideAt, c.DeepAt = r.now, r.now
	}
	w := &walk{Floor: c.Since}
	if !c.High.IsZero() {
		w.Floor = c.High.Add(-overlap)
	}
	switch {
	case r.now.Sub(c.DeepAt) >= deepEvery:
		w.Depth, w.Floor = deep, earlier(w.Floor, r.now.Add(-deepBack))
	case r.now.Sub(c.WideAt) >= wideEvery:
		w.Depth, w.Floor = wide, earlier(w.Floor, r.now.Add(-r.c.backTo))
	}
	c.Walk = w
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// walkOn reads the next page of the lists.
func (r *round) walkOn(ctx context.Context) error {
	if r.cur.Walk == nil {
		r.begin()
	}
	w := r.cur.Walk
	p, err := r.c.list(ctx, "poll", r.self, lists[w.List], w.Token)
	if inbox.ProblemOf(err) == inbox.ProblemInvalid && w.Token != "" && w.Again < againMost {
		// A place in the list holds only so long: it is gone through anew.
		w.Token, w.Pages = "", 0
		w.Again++
		r.warn("repeated_page", "")
		return nil
	}
	if w.List > 0 && closed(inbox.ProblemOf(err)) {
		// Not every account may see what is held back; the public threads count.
		r.warn("thread_unread", string(inbox.ProblemOf(err)))
		r.next()
		return nil
	}
	if err != nil {
		return err
	}
	w.Pages++
	held := w.List > 0
	low := r.now
	var obs []inbox.Observation
	var videos []string
	for _, t := range r.threads(p.Items) {
		obs = append(obs, r.c.conversation(&t, r.self, held)...)
		videos = append(videos, t.video)
		low = earlier(low, t.top.posted)
		if !held {
			r.passed(&t)
		}
	}
	r.give(ctx, obs, videos)
	switch ended := p.Next == "" || p.Next == w.Token; {
	case held && (ended || w.Pages >= heldMost):
		if !ended {
			r.warn("page_cap", lists[w.List])
		}
		r.next()
	case held, !ended && !low.Before(w.Floor) && w.Pages < w.most():
		w.Token = p.Next
	default:
		if !ended && !low.Before(w.Floor) {
			r.cut()
		}
		r.arrived()
	}
	return nil
}

// passed notes a public thread on the way.
func (r *round) passed(t *thread) {
	w := r.cur.Walk
	if t.top.posted.After(w.Top) && t.top.posted.Before(r.now.Add(24*time.Hour)) {
		w.Top = t.top.posted
	}
	if w.Low.IsZero() || t.top.posted.Before(w.Low) {
		w.Low = t.top.posted
	}
	if !t.whole() {
		r.cur.owe(t)
	}
}

func (w *walk) most() int {
	if w.Depth == deep {
		return deepMost
	}
	return walkMost
}

// cut notes that a walk ended before it came to what is known. What a deep walk
// does not reach was read once, when it was new.
func (r *round) cut() {
	w, c := r.cur.Walk, &r.cur
	from := c.High
	if from.IsZero() {
		from = c.Since
	}
	if w.Low.After(from) {
		r.batch.Gap = &inbox.Gap{From: from, To: w.Low, Reason: "page_cap"}
	}
}

// arrived takes the public threads for read.
func (r *round) arrived() {
	w, c := r.cur.Walk, &r.cur
	if w.Top.After(c.High) {
		c.High = w.Top
	}
	if w.Depth >= wide {
		c.WideAt = r.now
	}
	if w.Depth == deep {
		c.DeepAt = r.now
	}
	r.next()
}

// next goes on with the next list, or ends the walk.
func (r *round) next() {
	w := r.cur.Walk
	if w.List+1 == len(lists) {
		r.cur.Walk = nil
		return
	}
	w.List++
	w.Token, w.Pages, w.Again = "", 0, 0
}
