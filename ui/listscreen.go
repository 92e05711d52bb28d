package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/list"
)

// listScreen is the ground of the desk: a view, its rows, and the item beside
// them when there is room.
type listScreen struct {
	at      int            // the view shown
	windows []*list.Window // one a view
	filter  inbox.Query    // what is asked besides the view
	newer   inbox.Count    // what came in since the view was read

	marks    []inbox.Target // in the order they were marked
	isMarked map[inbox.ItemID]bool
	anchor   inbox.ItemID // where a range began

	noPreview bool
	focus     bool // keys scroll the preview
	scroll    int  // of the preview
	rowsShown int  // how many items fit, known from drawing
}

func (l *listScreen) init(views int) {
	l.windows = make([]*list.Window, views)
	for i := range l.windows {
		l.windows[i] = &list.Window{}
	}
}

func (l *listScreen) window() *list.Window { return l.windows[l.at] }

// query is the view's question and the filter's. A filter that names a state
// replaces the view's states: "is:done" within "open" would find nothing.
func (l *listScreen) query(m *Model) inbox.Query {
	q := m.views[l.at].query
	for _, t := range l.filter.Terms() {
		if t.Field == inbox.FieldIs {
			return q.Without(inbox.FieldIs).And(l.filter)
		}
	}
	return q.And(l.filter)
}

// source reads the current view.
func (l *listScreen) source(m *Model) (list.Source, inbox.Filter, error) {
	f, err := m.bind(l.query(m))
	if err != nil {
		return nil, f, err
	}
	return func(ctx context.Context, after inbox.Token, n int) (inbox.Page, error) {
		return m.ses.Page(ctx, f, after, n)
	}, f, nil
}

// load reads the view from its start until the selected item is found. With
// first it goes to the newest item instead.
func (l *listScreen) load(m *Model, first bool) tea.Cmd {
	src, _, err := l.source(m)
	if err != nil {
		return m.fail(err)
	}
	w := l.window()
	want := w.Selected
	if first {
		want = inbox.ItemID{}
	}
	return m.ask(slotPage, func(ctx context.Context) (answer, error) {
		r, err := list.Fresh(ctx, src, want, 2*list.MaxPages)
		return func(m *Model) tea.Cmd {
			w.Put(r)
			if first {
				w.SelectEdge(false)
			}
			l.newer = inbox.Count{}
			return l.countNewer(m)
		}, err
	})
}

// countNewer asks what came in since the view was read.
func (l *listScreen) countNewer(m *Model) tea.Cmd {
	_, f, err := l.source(m)
	newest, ok := l.window().Newest()
	if err != nil || !ok {
		return nil
	}
	return m.ask(slotNewer, func(ctx context.Context) (answer, error) {
		c, err := m.ses.Newer(ctx, f, newest, 1000)
		return func(*Model) tea.Cmd { l.newer = c; return nil }, err
	})
}

// show switches to a view.
func (l *listScreen) show(m *Model, at int) tea.Cmd {
	if at >= len(m.views) {
		return nil
	}
	l.at, l.scroll, l.anchor = at, 0, inbox.ItemID{}
	l.clearMarks()
	l.newer = inbox.Count{}
	return l.load(m, false)
}

// move selects another row and reads on where the held rows end.
func (l *listScreen) move(m *Model, by int) tea.Cmd {
	l.scroll = 0
	w := l.window()
	missing := w.Move(by)
	l.extendRange(m)
	switch {
	case missing > 0 || by > 0 && len(w.Rows())-w.Index() < list.PageSize/4:
		return l.readOn(m, w.More(), missing)
	case missing < 0 || by < 0 && w.Index() < list.PageSize/4:
		return l.readOn(m, w.Back(), missing)
	}
	return nil
}

func (l *listScreen) readOn(m *Model, step func(context.Context, list.Source) (list.Step, error), missing int) tea.Cmd {
	if step == nil || m.asking(slotPage) && missing == 0 {
		return nil
	}
	src, _, err := l.source(m)
	if err != nil {
		return m.fail(err)
	}
	w := l.window()
	return m.ask(slotPage, func(ctx context.Context) (answer, error) {
		s, err := step(ctx, src)
		return func(m *Model) tea.Cmd {
			w.Extend(s)
			if missing != 0 {
				w.Move(missing)
			}
			return nil
		}, err
	})
}

// lastLimit is how far a jump to the end walks.
const lastLimit = 200_000

// last jumps to the oldest item.
func (l *listScreen) last(m *Model) tea.Cmd {
	w := l.window()
	if w.AtEnd() {
		w.SelectEdge(true)
		return nil
	}
	src, _, err := l.source(m)
	if err != nil {
		return m.fail(err)
	}
	return m.ask(slotPage, func(ctx context.Context) (answer, error) {
		r, err := list.Last(ctx, src, lastLimit)
		return func(m *Model) tea.Cmd {
			w.Put(r)
			w.SelectEdge(true)
			if !r.AtEnd() {
				return m.warn(say(m.s.NotTheEnd, lastLimit))
			}
			return nil
		}, err
	})
}

// first jumps to the newest item that is shown.
func (l *listScreen) first(m *Model) tea.Cmd {
	if w := l.window(); w.AtStart() {
		w.SelectEdge(false)
		return nil
	}
	return l.load(m, true)
}
