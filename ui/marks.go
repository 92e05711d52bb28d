package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

// marked reports whether an item is marked.
func (l *listScreen) marked(id inbox.ItemID) bool { return l.isMarked[id] }

func (l *listScreen) clearMarks() { l.marks, l.isMarked = nil, nil }

// toggle marks the selected item, or takes its mark away, and moves on; with n the
// same for as many below it.
func (l *listScreen) toggle(m *Model, n int) tea.Cmd {
	it, ok := l.window().Item()
	if !ok {
		return nil
	}
	if n == 1 && l.marked(it.ID) {
		l.unmark(it.ID)
		return l.move(m, 1)
	}
	rows := l.window().Rows()
	from := l.window().Index()
	for _, it := range rows[from:min(len(rows), from+n)] {
		l.mark(it)
	}
	if held := len(rows) - from; n > held && !l.window().AtEnd() {
		return tea.Batch(l.move(m, n), m.warn(say(m.s.MarkedPart, len(l.marks))))
	}
	return l.move(m, n)
}

func (l *listScreen) mark(it inbox.Item) {
	if l.marked(it.ID) {
		return
	}
	if l.isMarked == nil {
		l.isMarked = map[inbox.ItemID]bool{}
	}
	l.isMarked[it.ID] = true
	l.marks = append(l.marks, inbox.Target{ID: it.ID, Version: it.Version})
}

func (l *listScreen) unmark(id inbox.ItemID) {
	if l.marked(id) {
		delete(l.isMarked, id)
		l.marks = slices.DeleteFunc(slices.Clone(l.marks), func(t inbox.Target) bool { return t.ID == id })
	}
}

// markAll marks every row that is held; a second time none. A view longer than
// that says so: nothing a person has not had in the list is ever marked.
func (l *listScreen) markAll(m *Model) tea.Cmd {
	w := l.window()
	all := true
	for _, it := range w.Rows() {
		all = all && l.marked(it.ID)
	}
	if all {
		l.clearMarks()
		return nil
	}
	for _, it := range w.Rows() {
		l.mark(it)
	}
	if !w.AtEnd() || !w.AtStart() {
		return m.warn(say(m.s.MarkedPart, len(l.marks)))
	}
	return nil
}

// beginRange starts a range at the selected item or ends it there.
func (l *listScreen) beginRange(*Model) tea.Cmd {
	if !l.anchor.IsZero() {
		l.anchor = inbox.ItemID{}
		return nil
	}
	if it, ok := l.window().Item(); ok {
		l.anchor = it.ID
		l.mark(it)
	}
	return nil
}

// extendRange marks what was passed since the last step. Where the range began may
// have left the held rows long ago; a leap past rows that were never read ends it
// and says so, for nothing is marked that nobody could have seen.
func (l *listScreen) extendRange(m *Model) tea.Cmd {
	if l.anchor.IsZero() {
		return nil
	}
	passed := l.window().Between(l.anchor, l.window().Selected)
	if len(passed) == 0 {
		l.anchor = inbox.ItemID{}
		return m.warn(say(m.s.Hand.RangeBroken, len(l.marks)))
	}
	for _, it := range passed {
		l.mark(it)
	}
	l.anchor = l.window().Selected
	return nil
}

// targets are what an action is about: the marked items, or the one in view.
func (m *Model) targets() []inbox.Target {
	if m.top() == nil && len(m.list.marks) > 0 {
		return slices.Clone(m.list.marks)
	}
	if it, ok := m.subject(); ok {
		return []inbox.Target{{ID: it.ID, Version: it.Version}}
	}
	return nil
}

// sameMarks reports whether what was asked about is still what is marked. Only
// marks make an act one of many.
func (m *Model) sameMarks(ts []inbox.Target) bool { return slices.Equal(m.list.marks, ts) }

func ids(ts []inbox.Target) []inbox.ItemID {
	out := make([]inbox.ItemID, len(ts))
	for i := range ts {
		out[i] = ts[i].ID
	}
	return out
}
