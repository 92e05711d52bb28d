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
	anchor   inbox.ItemID // as far as a range is marked; zero without one

	pane       pane // where the person wants the preview
	focus      bool // keys scroll the preview
	scroll     int  // of the preview
	scrollMost int  // how far it can be scrolled, known from drawing
	rowsShown  int  // how many items fit, known from drawing

	reading int // the direction that is read on in, 0 for none
	owed    int // lines to move when that has come
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

// viewSource reads one view for one person.
type viewSource struct {
	ses   *inbox.Session
	f     inbox.Filter
	notes *noteBook
}

func (v viewSource) Page(ctx context.Context, after inbox.Token, n int) (inbox.Page, error) {
	p, err := v.ses.Page(ctx, v.f, after, n)
	v.notes.take(ctx, v.ses, p.Items)
	return p, err
}

func (v viewSource) PageBack(ctx context.Context, before inbox.Token, n int) (inbox.Page, error) {
	p, err := v.ses.PageBack(ctx, v.f, before, n)
	v.notes.take(ctx, v.ses, p.Items)
	return p, err
}

// source reads the current view.
func (l *listScreen) source(m *Model) (list.Source, inbox.Filter, error) {
	f, err := m.bind(l.query(m))
	return viewSource{m.ses, f, m.notes}, f, err
}

// load reads the view again where the selected item stands. With first it goes to
// the newest item instead.
func (l *listScreen) load(m *Model, first bool) tea.Cmd {
	w := l.window()
	want := w.Selected
	if first {
		want = inbox.ItemID{}
	}
	return l.read(m, want, w.Reread(want, 2*list.MaxPages), func(m *Model) tea.Cmd {
		if first {
			w.SelectEdge(false)
		}
		l.newer = inbox.Count{}
		return l.countNewer(m)
	})
}

// read walks through the view and shows what the walk gave.
func (l *listScreen) read(m *Model, want inbox.ItemID, walk func(context.Context, list.Source) (list.Read, error), then answer) tea.Cmd {
	src, _, err := l.source(m)
	if err != nil {
		return m.fail(err)
	}
	w := l.window()
	l.reading, l.owed = 0, 0
	beside, era := m.top() == nil && m.hasPreview(), m.ahead.era
	return m.ask(slotPage, func(ctx context.Context) (answer, error) {
		r, err := walk(ctx, src)
		var d *detail
		if err == nil && beside {
			d = m.readFirst(ctx, &r, want)
		}
		return func(m *Model) tea.Cmd {
			w.Put(r)
			if d != nil {
				d.era = era
				m.ahead.put(d)
			}
			return tea.Batch(then(m), l.fill(m))
		}, err
	})
}

// fill reads on while the rows of a rare filter do not fill the screen yet: what
// was found so far can be read meanwhile.
func (l *listScreen) fill(m *Model) tea.Cmd {
	if w := l.window(); len(w.Rows()) < l.rowsShown {
		return l.readOn(m, 1, 0)
	}
	return nil
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
	return m.hold(l.load(m, false))
}

// rowsAhead is how many rows are held in front of the selected one, so that a held
// key does not come to where nothing was read yet.
const rowsAhead = list.PageSize

// move selects another row and reads on where the held rows end.
func (l *listScreen) move(m *Model, by int) tea.Cmd {
	l.scroll = 0
	w := l.window()
	missing := w.Move(by)
	m.ahead.by = by
	if missing == 0 {
		l.owed = 0
	}
	said := l.extendRange(m)
	switch {
	case by > 0 && len(w.Rows())-w.Index() <= rowsAhead:
		return tea.Batch(said, l.readOn(m, 1, missing))
	case by < 0 && w.Index() < rowsAhead:
		return tea.Batch(said, l.readOn(m, -1, missing))
	}
	return said
}

// readOn reads the next page of the view, and then moves the lines that were
// missing.
func (l *listScreen) readOn(m *Model, direction, missing int) tea.Cmd {
	w := l.window()
	step := w.More()
	if direction < 0 {
		step = w.Back()
	}
	if step == nil {
		return nil
	}
	if m.asking(slotPage) { // a walk that is under way is not ended by reading ahead
		if direction == l.reading {
			l.owed += missing
		}
		return nil
	}
	src, _, err := l.source(m)
	if err != nil {
		return m.fail(err)
	}
	l.reading, l.owed = direction, missing
	return m.ask(slotPage, func(ctx context.Context) (answer, error) {
		s, err := step(ctx, src)
		return func(m *Model) tea.Cmd {
			w.Extend(s)
			owed := l.owed
			l.reading, l.owed = 0, 0
			if owed != 0 {
				return l.move(m, owed)
			}
			return l.fill(m)
		}, err
	})
}

// last jumps to the oldest item.
func (l *listScreen) last(m *Model) tea.Cmd {
	w := l.window()
	if w.AtEnd() {
		w.SelectEdge(true)
		return l.extendRange(m)
	}
	return l.read(m, inbox.ItemID{}, list.Last, func(m *Model) tea.Cmd {
		w.SelectEdge(true)
		return l.extendRange(m)
	})
}

// first jumps to the newest item that is shown.
func (l *listScreen) first(m *Model) tea.Cmd {
	if w := l.window(); w.AtStart() {
		w.SelectEdge(false)
		return l.extendRange(m)
	}
	return l.load(m, true)
}
