package list

import (
	"bytes"
	"context"
	"slices"

	"lotse/inbox"
)

// Source reads the view, as a store does.
type Source interface {
	Page(ctx context.Context, after inbox.Token, n int) (inbox.Page, error)
	PageBack(ctx context.Context, before inbox.Token, n int) (inbox.Page, error)
}

// Read is the answer of one walk through a view. It is made outside the screen's
// loop and put into the window by Put.
type Read struct {
	rows       []inbox.Item
	pages      []page
	start, end bool // nothing stands above the rows, or below them
	head       bool // it began at the start of the view
	newest     inbox.ItemID
	found      bool // the item looked for is among the rows
}

// Fresh reads a view from its start until it holds the wanted item, but no
// further than depth pages; with an item that is not there it gives the start.
func Fresh(ctx context.Context, src Source, want inbox.ItemID, depth int) (Read, error) {
	r := Read{start: true, head: true}
	err := r.until(ctx, src, "", want, max(depth, 1))
	if err != nil || r.found || r.start {
		return r, err
	}
	return Fresh(ctx, src, inbox.ItemID{}, 1)
}

// until reads on below a token until the wanted item is there.
func (r *Read) until(ctx context.Context, src Source, at inbox.Token, want inbox.ItemID, depth int) error {
	for range depth {
		p, err := forward(ctx, src, at)
		if err != nil {
			return err
		}
		if r.head && len(r.pages) == 0 && len(p.Items) > 0 {
			r.newest = p.Items[0].ID
		}
		r.append(&p)
		at = p.Next
		r.found = want.IsZero() || holds(p.Items, want)
		if r.found || r.end {
			break
		}
	}
	return nil
}

// Last reads the end of the view.
func Last(ctx context.Context, src Source) (Read, error) {
	p, err := backward(ctx, src, "")
	return Read{rows: p.Items, pages: []page{pageOf(&p)}, start: p.Done, end: true, found: true}, err
}

// Reread gives the walk that reads the held rows again, where they stand in the
// view, until it holds the wanted item; when that is no longer there, the walk
// that Fresh makes.
func (w *Window) Reread(want inbox.ItemID, depth int) func(context.Context, Source) (Read, error) {
	if w.start || len(w.pages) == 0 || want.IsZero() || !holds(w.rows, want) {
		return func(ctx context.Context, src Source) (Read, error) { return Fresh(ctx, src, want, depth) }
	}
	above := w.pages[0].prev
	return func(ctx context.Context, src Source) (Read, error) {
		// A token stands on an item and reads begin beside it: one item further up, and
		// down again.
		for {
			p, err := src.PageBack(ctx, above, 1)
			if err != nil {
				return Read{}, err
			}
			if len(p.Items) > 0 {
				var r Read
				if err := r.until(ctx, src, p.Next, want, MaxPages); err != nil || r.found {
					return r, err
				}
				break
			}
			if p.Done {
				break
			}
			above = p.Prev
		}
		return Fresh(ctx, src, want, depth)
	}
}

// Selects tells which item will be selected when the rows are put in: the wanted
// one or the first; at the end of the view the last.
func (r *Read) Selects(want inbox.ItemID) (inbox.ItemID, bool) {
	switch n := len(r.rows); {
	case n == 0:
		return want, false
	case !want.IsZero() && holds(r.rows, want):
		return want, true
	case r.end && !r.start:
		return r.rows[n-1].ID, true
	}
	return r.rows[0].ID, true
}

// forward and backward read one page. A store may give an empty page and a token
// when a rare filter looked far: that is read on until something comes.
func forward(ctx context.Context, src Source, at inbox.Token) (p inbox.Page, err error) {
	for {
		if p, err = src.Page(ctx, at, PageSize); err != nil || p.Done || len(p.Items) > 0 {
			return p, err
		}
		at = p.Next
	}
}

func backward(ctx context.Context, src Source, at inbox.Token) (p inbox.Page, err error) {
	for {
		if p, err = src.PageBack(ctx, at, PageSize); err != nil || p.Done || len(p.Items) > 0 {
			return p, err
		}
		at = p.Prev
	}
}

// append puts a page below the rows and drops the first one when there are too
// many.
func (r *Read) append(p *inbox.Page) {
	r.rows, r.pages, r.end = append(r.rows, p.Items...), append(r.pages, pageOf(p)), p.Done
	for len(r.pages) > MaxPages {
		r.rows = slices.Clone(r.rows[r.pages[0].n:])
		r.pages, r.start = r.pages[1:], false
	}
}

func holds(rows []inbox.Item, id inbox.ItemID) bool {
	return slices.ContainsFunc(rows, func(it inbox.Item) bool { return it.ID == id })
}

// Put replaces what the window held by what a walk gave. The selection stays
// where it is; when that item is gone, the row at its place is selected.
func (w *Window) Put(r Read) {
	at := max(w.Index(), 0)
	w.rows, w.pages, w.start, w.end, w.loaded = r.rows, r.pages, r.start, r.end, true
	if r.head {
		w.newest = r.newest
	}
	w.shutOut()
	if w.Index() < 0 {
		w.Selected = inbox.ItemID{}
		if len(w.rows) > 0 {
			w.Selected = w.rows[min(at, len(w.rows)-1)].ID
		}
	}
}

// shutOut takes away what came in after the view was read: it is counted, and
// shown when a person asks. Whoever scrolls up from the end finds the start that
// they know.
func (w *Window) shutOut() {
	n := 0
	for n < len(w.rows) && !w.newest.IsZero() && bytes.Compare(w.rows[n].ID[:], w.newest[:]) > 0 {
		n++
	}
	if n == 0 {
		return
	}
	w.rows, w.start = w.rows[n:], true
	for i := range w.pages {
		take := min(n, w.pages[i].n)
		w.pages[i].n -= take
		n -= take
	}
}

// More reads the page below the held rows, Back the page above them. The answer
// goes to Extend; nil when there is nothing that way.
func (w *Window) More() func(context.Context, Source) (Step, error) {
	if !w.loaded || w.end || len(w.pages) == 0 {
		return nil
	}
	at := w.pages[len(w.pages)-1].next
	return func(ctx context.Context, src Source) (Step, error) {
		p, err := forward(ctx, src, at)
		return Step{at: at, forward: true, page: p}, err
	}
}

// Back is described at More.
func (w *Window) Back() func(context.Context, Source) (Step, error) {
	if !w.loaded || w.start || len(w.pages) == 0 {
		return nil
	}
	at := w.pages[0].prev
	return func(ctx context.Context, src Source) (Step, error) {
		p, err := backward(ctx, src, at)
		return Step{at: at, page: p}, err
	}
}

// Step is one page read below or above the held rows.
type Step struct {
	at      inbox.Token
	forward bool
	page    inbox.Page
}

// Extend puts a page on, unless the window has moved on meanwhile.
func (w *Window) Extend(s Step) {
	n := len(w.pages)
	switch {
	case n == 0:
	case s.forward && !w.end && s.at == w.pages[n-1].next:
		r := Read{rows: w.rows, pages: w.pages, start: w.start}
		held := len(w.rows) + len(s.page.Items)
		r.append(&s.page)
		w.slide(len(r.rows) - held)
		w.rows, w.pages, w.start, w.end = r.rows, r.pages, r.start, r.end
	case !s.forward && !w.start && s.at == w.pages[0].prev:
		w.start = s.page.Done
		if len(s.page.Items) == 0 {
			return
		}
		w.rows = append(slices.Clone(s.page.Items), w.rows...)
		w.pages = append([]page{pageOf(&s.page)}, w.pages...)
		held := len(w.rows)
		w.shutOut()
		w.slide(len(s.page.Items) - (held - len(w.rows)))
		for len(w.pages) > MaxPages {
			last := w.pages[len(w.pages)-1].n
			w.rows = slices.Clone(w.rows[:len(w.rows)-last])
			w.pages, w.end = w.pages[:len(w.pages)-1], false
		}
	}
}
