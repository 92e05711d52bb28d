package bluesky

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"

	"lotse/inbox"
)

const perPage = "100" // the most there is; fewer borders lose fewer

// wanted are the reasons of notifications that are texts. The server filters
// after it has fetched a page, so short and empty pages are normal.
var wanted = []string{"mention", "reply", "quote"}

func isWanted(reason string) bool {
	return reason == "mention" || reason == "reply" || reason == "quote"
}

// walkOn reads the next page of notifications.
func (r *round) walkOn(ctx context.Context) error {
	w := r.cur.begin(r.now, r.c.backTo)
	page, err := r.notifications(ctx, w)
	if err != nil {
		return err
	}
	w.Pages++
	low, last, sorted := time.Time{}, time.Time{}, true
	for _, raw := range page.items {
		v, ok := readView(raw)
		at := moment(v.IndexedAt)
		if !at.IsZero() {
			sorted = sorted && (last.IsZero() || !at.After(last))
			last = at
			if low.IsZero() || at.Before(low) {
				low = at
			}
			if at.After(w.Top) {
				w.Top = at
			}
		}
		tooOld := w.First && !at.IsZero() && at.Before(w.Until)
		if isWanted(v.Reason) && !tooOld {
			r.give(&v, ok)
		}
	}
	if !sorted {
		r.warn("out_of_order", "")
	}
	if !low.IsZero() && (w.Low.IsZero() || low.Before(w.Low)) {
		w.Low = low
	}
	r.turn(w, page.next)
	return nil
}

// turn decides whether there is another page to read.
func (r *round) turn(w *walk, next string) {
	switch {
	case next == "", !w.Low.IsZero() && w.Low.Before(w.Until):
		r.cur.finish(r.now)
	case next == w.From && (w.Exact || nudged(next) == next):
		r.warn("repeated_page", "")
		r.gap("window")
	case w.Pages >= mostPages:
		r.gap("page_cap")
	default:
		// A page full of one and the same time: it cannot be begun early again.
		w.Exact = next == w.From
		w.From = next
	}
}

// gap ends a walk that did not come as far down as it should.
func (r *round) gap(reason string) {
	w := r.cur.Walk
	to := w.Low
	if to.IsZero() {
		to = r.now
	}
	r.batch.Gap = &inbox.Gap{From: w.Until, To: to, Reason: reason}
	r.cur.finish(r.now)
}

// page is one page of a list, each entry still undecoded.
type page struct {
	items []json.RawMessage
	next  string
}

// notifications reads a page. The server's cursor is a time and gives what is
// older; what shares that time and did not fit is lost. So the page is begun a
// millisecond early, unless the server does not take that.
func (r *round) notifications(ctx context.Context, w *walk) (page, error) {
	p := url.Values{"limit": {perPage}, "reasons": wanted}
	from := w.From
	if !w.Exact {
		from = nudged(from)
	}
	if from != "" {
		p.Set("cursor", from)
	}
	got, err := r.c.list(ctx, "poll", "app.bsky.notification.listNotifications", "notifications", p)
	var ce *inbox.ChannelError
	if errors.As(err, &ce) && from != w.From && (ce.Status == http.StatusBadRequest || ce.Status == http.StatusBadGateway) &&
		ce.Class != inbox.ProblemAuth {
		p.Set("cursor", w.From)
		got, err = r.c.list(ctx, "poll", "app.bsky.notification.listNotifications", "notifications", p)
	}
	return got, err
}

// nudged makes a cursor that begins a millisecond early, where it is a time.
func nudged(cursor string) string {
	t, err := time.Parse(time.RFC3339Nano, cursor)
	if err != nil {
		return cursor
	}
	return t.UTC().Add(time.Millisecond).Format("2006-01-02T15:04:05.000Z")
}

// list reads a page of a list by the name it has in the answer.
func (c *Channel) list(ctx context.Context, op, method, name string, params url.Values) (page, error) {
	var fields map[string]json.RawMessage
	if err := c.getInto(ctx, op, method, params, &fields); err != nil {
		return page{}, err
	}
	var p page
	if err := json.Unmarshal(fields[name], &p.items); err != nil {
		return page{}, undecodable(op, err)
	}
	if raw := fields["cursor"]; raw != nil && json.Unmarshal(raw, &p.next) != nil {
		return page{}, undecodable(op, errors.New("a cursor that is none"))
	}
	return p, nil
}
