package list

import (
	"slices"

	"lotse/inbox"
)

// PageSize is how many items one read asks for, MaxPages how many pages a window
// holds at most.
const (
	PageSize = 100
	MaxPages = 5
)

// Window is a run of rows of one view. The zero value is empty and not loaded.
type Window struct {
	rows       []inbox.Item
	pages      []page // that the rows come from, in order
	loaded     bool
	start, end bool         // nothing stands above the rows, or below them
	newest     inbox.ItemID // the first of the view when it was read; zero when it was empty

	Selected inbox.ItemID
	top      int // index of the first row on the screen when the selection last moved
	shown    int // the same as it was last drawn: on a smaller screen it can be another
	drawn    inbox.ItemID
}

// page is how many rows one read gave and where the view goes on above and below
// them.
type page struct {
	n          int
	prev, next inbox.Token
}

func pageOf(p *inbox.Page) page { return page{len(p.Items), p.Prev, p.Next} }

// Rows gives the held rows.
func (w *Window) Rows() []inbox.Item { return w.rows }

// Loaded reports whether anything was read yet.
func (w *Window) Loaded() bool { return w.loaded }

// AtEnd and AtStart report whether the view ends with the held rows.
func (w *Window) AtEnd() bool   { return w.end }
func (w *Window) AtStart() bool { return w.start || !w.loaded }

// Index gives the selected row, -1 when there is none.
func (w *Window) Index() int {
	return slices.IndexFunc(w.rows, func(it inbox.Item) bool { return it.ID == w.Selected })
}

// Item gives the selected item.
func (w *Window) Item() (inbox.Item, bool) {
	if i := w.Index(); i >= 0 {
		return w.rows[i], true
	}
	return inbox.Item{}, false
}

// Newest is the item that stood first in the view when it was read, zero when
// there was none; what came in after it is what the view does not show yet.
func (w *Window) Newest() (inbox.ItemID, bool) { return w.newest, w.loaded }

// Move selects the row by lines further down, or up when negative. It reports
// how many lines were missing: the caller reads on and moves again.
func (w *Window) Move(by int) (missing int) {
	if len(w.rows) == 0 {
		return 0
	}
	want := max(w.Index(), 0) + by
	at := min(max(want, 0), len(w.rows)-1)
	w.Selected = w.rows[at].ID
	return want - at
}

// Select moves to an item when it is held.
func (w *Window) Select(id inbox.ItemID) bool {
	if !slices.ContainsFunc(w.rows, func(it inbox.Item) bool { return it.ID == id }) {
		return false
	}
	w.Selected = id
	return true
}

// SelectEdge moves to the first or the last held row.
func (w *Window) SelectEdge(last bool) {
	switch {
	case len(w.rows) == 0:
	case last:
		w.Selected = w.rows[len(w.rows)-1].ID
	default:
		w.Selected = w.rows[0].ID
	}
}

// Visible gives the rows that fit a screen of n rows and the index of the first
// of them, with the selected one among them. It scrolls no further than needed,
// and a screen that gets its old size back shows what it showed before.
func (w *Window) Visible(n int) (rows []inbox.Item, first int) {
	if w.drawn != w.Selected {
		w.top, w.drawn = w.shown, w.Selected
	}
	at, top := max(w.Index(), 0), w.top
	if at < top {
		top = at
	}
	if at >= top+n {
		top = at - n + 1
	}
	w.shown = max(0, min(top, len(w.rows)-n))
	return w.rows[w.shown:min(w.shown+n, len(w.rows))], w.shown
}

// slide follows rows that were put in or taken out above.
func (w *Window) slide(by int) { w.top, w.shown = max(0, w.top+by), max(0, w.shown+by) }

// Between gives the rows from one item to another, in either order, both
// included.
func (w *Window) Between(a, b inbox.ItemID) []inbox.Item {
	i := slices.IndexFunc(w.rows, func(it inbox.Item) bool { return it.ID == a })
	j := slices.IndexFunc(w.rows, func(it inbox.Item) bool { return it.ID == b })
	if i < 0 || j < 0 {
		return nil
	}
	return w.rows[min(i, j) : max(i, j)+1]
}

// Replace puts the new state of an item where the old one stands.
func (w *Window) Replace(it inbox.Item) bool {
	for i := range w.rows {
		if w.rows[i].ID == it.ID {
			w.rows[i] = it
			return true
		}
	}
	return false
}

// Remove takes out an item a person has just dealt with. When it was selected,
// the next one is, or the one before at the end.
func (w *Window) Remove(id inbox.ItemID) {
	at := 0
	for p := range w.pages {
		for range w.pages[p].n {
			if w.rows[at].ID != id {
				at++
				continue
			}
			if w.Selected == id {
				switch {
				case at+1 < len(w.rows):
					w.Selected = w.rows[at+1].ID
				case at > 0:
					w.Selected = w.rows[at-1].ID
				default:
					w.Selected = inbox.ItemID{}
				}
			}
			w.rows = slices.Delete(w.rows, at, at+1)
			w.pages[p].n--
			return
		}
	}
}
