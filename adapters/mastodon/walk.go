package mastodon

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"lotse/inbox"
)

const (
	noticesPerPage  = 80 // the most any server gives
	fullPage        = 20 // from here on a page may have been cut by the server
	windowPage      = 60 // as many without any Link: the server keeps only a window
	mostBack        = 12_000
	contextsToPlace = 12 // contexts read for one page, to place new texts
)

// A notification of a text that concerns us; all others are filtered here too,
// since some servers ignore the types asked for.
var noticeTypes = map[string]bool{"mention": true, "quote": true}

// walkOn reads the next page of notifications.
func (r *round) walkOn(ctx context.Context) error {
	w := r.cur.begin(r.now, r.c.backTo)
	notices, linked, err := r.notices(ctx, w)
	if err != nil {
		return err
	}
	w.Pages++
	w.Linked = w.Linked || linked
	if len(notices) == 0 {
		if w.Back || w.Pages > 1 || len(r.cur.Ring) == 0 {
			r.ended()
		}
		return nil // what we know should have been there: it is asked for once more
	}
	if !w.Back && w.Pages == 1 && len(notices) >= fullPage && !slices.ContainsFunc(notices, r.isKnown) {
		// What we know should have been at the start of this page. Either it is all
		// gone, or the server gave its newest: then there is more below.
		w.Back = true
		w.From = ""
	}
	top, bottom := string(notices[0].ID), string(notices[len(notices)-1].ID)
	if !w.Back {
		slices.Reverse(notices) // handled in the order the walk goes
	}
	if w.From != "" && (w.Back && compareIDs(bottom, w.From) >= 0 || !w.Back && compareIDs(top, w.From) <= 0) {
		r.warn("repeated_page", "")
		r.ended()
		return nil
	}
	for i := range notices {
		if !r.handle(ctx, &notices[i]) {
			return nil // the rest with the next call
		}
		w.From = string(notices[i].ID)
		if w.Back && r.reached(&notices[i]) {
			r.cur.finish()
			return nil
		}
	}
	switch newest := r.cur.newest().ID; {
	case !w.Back && top == newest:
		r.cur.finish()
	case w.Back && w.Count >= mostBack:
		r.gap("page_cap")
	}
	return nil
}

// notices reads one page, newest first.
func (r *round) notices(ctx context.Context, w *walk) ([]notification, bool, error) {
	q := url.Values{"limit": {strconv.Itoa(noticesPerPage)}, "types[]": {"mention", "quote"}, "include_filtered": {"true"}}
	if r.c.memory.lacks("quotes", r.now) {
		q["types[]"] = []string{"mention"}
	}
	switch {
	case w.Back && w.From != "":
		q.Set("max_id", w.From)
	case !w.Back:
		q.Set("min_id", w.From)
	}
	l, err := r.c.list(ctx, "poll", "/api/v1/notifications", q)
	if inbox.ProblemOf(err) == inbox.ProblemInvalid && len(q["types[]"]) > 1 {
		r.c.memory.setLacks("quotes", r.now)
		q["types[]"] = []string{"mention"}
		l, err = r.c.list(ctx, "poll", "/api/v1/notifications", q)
	}
	if err != nil {
		return nil, false, err
	}
	var out []notification
	for _, raw := range l.items {
		n, _, err := tolerant[notification](raw)
		if err != nil || n.ID == "" {
			r.warn("unparsed", "")
			continue
		}
		out = append(out, n)
	}
	newestFirst := func(a, b notification) int { return compareIDs(string(b.ID), string(a.ID)) }
	if !slices.IsSortedFunc(out, newestFirst) {
		r.warn("out_of_order", "")
		slices.SortFunc(out, newestFirst)
	}
	return slices.CompactFunc(out, func(a, b notification) bool { return a.ID == b.ID }), l.linked, nil
}

// handle takes one notification. false: it needs a context, and the page's share
// of them is used up.
func (r *round) handle(ctx context.Context, n *notification) bool {
	w := r.cur.Walk
	tooOld := w.Back && len(r.cur.Ring) == 0 && !n.CreatedAt.IsZero() && n.CreatedAt.Before(w.Until)
	if !tooOld && noticeTypes[n.Type] {
		if len(n.Status) == 0 || string(n.Status) == "null" {
			r.warn("unparsed", "")
		} else if s, ok := readStatus(n.Status); !ok {
			r.unread(&s, "notification:"+string(n.ID), n.CreatedAt)
		} else if !r.place(ctx, &s, r.isKnown(*n)) {
			return false
		}
	}
	if tooOld {
		w.drop(string(n.ID))
		return true
	}
	w.see(mark{string(n.ID), n.CreatedAt.UTC()})
	w.Count++
	if w.Back && (w.Low.IsZero() || n.CreatedAt.Before(w.Low)) {
		w.Low = n.CreatedAt.UTC()
	}
	return true
}

// place gives a text with its place in the conversation. For a new text whose
// parent is not known its context is read, within the budget; a known one was
// placed when it was new.
func (r *round) place(ctx context.Context, s *status, known bool) bool {
	m, o := &r.c.memory, r.c.content(s, r.self)
	if !m.locate(&o, s) && !known {
		if r.budget == 0 {
			return false
		}
		r.budget--
		v, err := r.c.readContext(ctx, "poll", string(s.ID))
		if err != nil {
			r.warn("thread_unread", string(inbox.ProblemOf(err)))
		} else {
			m.settle(&v, s, r.self)
			m.inThread(&o, s)
			r.giveOwn(v.above)
		}
	}
	r.give(o)
	return true
}

// giveOwn gives those texts that are ours: context to what answers them.
func (r *round) giveOwn(all []status) {
	for i := range all {
		if string(all[i].Account.ID) == r.self {
			o := r.c.content(&all[i], r.self)
			r.c.memory.inThread(&o, &all[i])
			r.give(o)
		}
	}
}

func (r *round) isKnown(n notification) bool { return r.cur.knows(string(n.ID)) }

// reached reports whether a walk back has come to what is known, or on the first
// run to where it should end.
func (r *round) reached(n *notification) bool {
	if newest := r.cur.newest().ID; newest != "" {
		return compareIDs(string(n.ID), newest) <= 0
	}
	return !n.CreatedAt.IsZero() && n.CreatedAt.Before(r.cur.Walk.Until)
}

// ended closes a walk that ran out of pages.
func (r *round) ended() {
	w := r.cur.Walk
	first := len(r.cur.Ring) == 0
	switch {
	case w.Back && !first, // it never came to what is known
		w.Back && first && !w.Linked && w.Count >= windowPage: // the server shows no more, it may have more
		r.gap("window")
	default:
		r.cur.finish()
	}
}

// gap closes a walk that could not join on to what is known.
func (r *round) gap(reason string) {
	w := r.cur.Walk
	from := r.cur.newest().At
	if from.IsZero() {
		from = w.Until
	}
	r.batch.Gap = &inbox.Gap{From: from, To: w.Low, Reason: reason}
	r.cur.finish()
}
