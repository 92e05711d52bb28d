package list

import (
	"context"
	"slices"

	"lotse/inbox"
)

// Source reads one page of the view.
type Source func(ctx context.Context, after inbox.Token, n int) (inbox.Page, error)

// Read is the answer of one walk through a view: the pages it kept and where
// every page it passed begins. It is made outside the screen's loop and put into
// the window by Put.
type Read struct {
	rows   []inbox.Item
	pages  []page
	starts []start
	first  int
	end    bool
	found  bool // the item looked for is among the rows
}

// Fresh reads a view from its start until it holds the wanted item, but no
// further than depth pages; with an item that is not there it gives the start.
func Fresh(ctx context.Context, src Source, want inbox.ItemID, depth int) (Read, error) {
	r := Read{starts: []start{{n: PageSize}}}
	for {
		if err := r.next(ctx, src); err != nil {
			return r, err
		}
		r.found = want.IsZero() || slices.ContainsFunc(r.rows, func(it inbox.Item) bool { return it.ID == want })
		switch {
		case r.found:
			return r, nil
		case r.end || len(r.starts) > max(depth, 1):
			if r.first == 0 {
				return r, nil
			}
			return Fresh(ctx, src, inbox.ItemID{}, 1)
		}
	}
}

// LastStep is the page size of a walk to the end.
const LastStep = 500

// Last walks to the end of the view, keeping only what a window holds. It reads
// at most limit items; Read.AtEnd says whether that was enough.
func Last(ctx context.Context, src Source, limit int) (Read, error) {
	r := Read{starts: []start{{n: LastStep}}}
	for passed := 0; !r.end && passed < limit; passed += LastStep {
		if err := r.next(ctx, src); err != nil {
			return r, err
		}
	}
	r.found = true
	return r, nil
}

// AtEnd reports whether the walk came to the end of the view.
func (r *Read) AtEnd() bool { return r.end }

// next appends a page and drops the first one when there are too many. A store
// may give an empty page and a token when a rare filter looked far: that is read
// on until something comes.
func (r *Read) next(ctx context.Context, src Source) error {
	begin := r.starts[len(r.starts)-1]
	at := begin.at
	for {
		p, err := src(ctx, at, begin.n)
		if err != nil {
			return err
		}
		r.end = p.Done || p.Next == ""
		if len(p.Items) == 0 && !r.end {
			at = p.Next
			continue
		}
		r.rows = append(r.rows, p.Items...)
		r.pages = append(r.pages, page{len(p.Items), p.Next})
		if !r.end {
			r.starts = append(r.starts, start{p.Next, begin.n})
		}
		break
	}
	for len(r.pages) > MaxPages {
		r.rows = slices.Clone(r.rows[r.pages[0].n:])
		r.pages = r.pages[1:]
		r.first++
	}
	return nil
}

// Put replaces what the window held by what a walk gave. The selection stays
// where it is; when that item is gone, the row at its place is selected.
func (w *Window) Put(r Read) {
	at := max(w.Index(), 0)
	w.rows, w.pages, w.starts, w.first, w.end, w.loaded = r.rows, r.pages, r.starts, r.first, r.end, true
	if w.Index() < 0 {
		w.Selected = inbox.ItemID{}
		if len(w.rows) > 0 {
			w.Selected = w.rows[min(at, len(w.rows)-1)].ID
		}
	}
}

// More reads the page after the held rows, Back the page before them. The answer
// goes to Extend; nil when there is nothing that way.
func (w *Window) More() func(context.Context, Source) (Step, error) {
	if !w.loaded || w.end {
		return nil
	}
	return w.step(w.first+len(w.pages), true)
}

// Back is described at More.
func (w *Window) Back() func(context.Context, Source) (Step, error) {
	if !w.loaded || w.first == 0 {
		return nil
	}
	return w.step(w.first-1, false)
}

// Step is one page read before or after the held rows.
type Step struct {
	at      int
	forward bool
	read    Read
}

func (w *Window) step(at int, forward bool) func(context.Context, Source) (Step, error) {
	from := w.starts[at]
	return func(ctx context.Context, src Source) (Step, error) {
		s := Step{at: at, forward: forward, read: Read{starts: []start{from}}}
		err := s.read.next(ctx, src)
		return s, err
	}
}

// Extend puts a page on, unless the window has moved on meanwhile.
func (w *Window) Extend(s Step) {
	p := s.read.pages[0]
	if s.forward {
		if s.at != w.first+len(w.pages) {
			return
		}
		w.rows = append(w.rows, s.read.rows...)
		w.pages = append(w.pages, p)
		w.end = s.read.end
		if !w.end && len(w.starts) == s.at+1 {
			w.starts = append(w.starts, start{p.next, PageSize})
		}
		for len(w.pages) > MaxPages {
			w.rows = slices.Clone(w.rows[w.pages[0].n:])
			w.top = max(0, w.top-w.pages[0].n)
			w.pages = w.pages[1:]
			w.first++
		}
		return
	}
	if s.at != w.first-1 {
		return
	}
	w.rows = append(slices.Clone(s.read.rows), w.rows...)
	w.pages = append([]page{p}, w.pages...)
	w.first, w.top = s.at, w.top+p.n
	for len(w.pages) > MaxPages {
		last := w.pages[len(w.pages)-1].n
		w.rows = slices.Clone(w.rows[:len(w.rows)-last])
		w.pages = w.pages[:len(w.pages)-1]
		w.end = false
	}
}
