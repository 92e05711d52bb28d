package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

// look reads again what the whole screen depends on: numbers, status, arrivals.
func (m *Model) look() tea.Cmd {
	return tea.Batch(m.count(), m.loadStatus(), m.loadWaves(), m.list.countNewer(m))
}

// changed follows the store's hint. Rows stay where they are; their contents are
// read again, and the item in view with all that belongs to it.
func (m *Model) changed() tea.Cmd {
	m.ahead.forget()
	rows := m.list.window().Rows()
	first := max(0, m.list.window().Index()-m.list.rowsShown)
	shown := rows[first:min(len(rows), first+2*m.list.rowsShown+1)]
	seen := make([]inbox.ItemID, len(shown))
	for i := range shown {
		seen[i] = shown[i].ID
	}
	cmds := []tea.Cmd{m.look(), m.readItems(seen, false), m.reloadTop()}
	if id, ok := m.inView(); ok && !id.IsZero() {
		cmds = append(cmds, m.loadDetail(id))
	}
	return tea.Batch(cmds...)
}

// lookAgain follows a decision of this session: what it changed is read again,
// and an item that no longer belongs to the view leaves it.
func (m *Model) lookAgain(changed []inbox.ItemID, all bool) tea.Cmd {
	m.ahead.forget()
	cmds := []tea.Cmd{m.look(), m.reloadTop()}
	if all || len(changed) > 2*maxReread {
		cmds = append(cmds, m.list.load(m, false))
	} else {
		cmds = append(cmds, m.readItems(changed, true))
	}
	if id, ok := m.inView(); ok && !id.IsZero() {
		cmds = append(cmds, m.loadDetail(id))
	}
	return tea.Batch(cmds...)
}

// maxReread bounds how many items are read one by one.
const maxReread = 250

// readItems reads items again and puts them where they stand. With leave, those
// that no longer match the view go.
func (m *Model) readItems(ids []inbox.ItemID, leave bool) tea.Cmd {
	held := m.list.window().Rows()
	ids = slices.DeleteFunc(slices.Clone(ids), func(id inbox.ItemID) bool {
		return !slices.ContainsFunc(held, func(it inbox.Item) bool { return it.ID == id })
	})
	if len(ids) == 0 {
		return nil
	}
	_, f, err := m.list.source(m)
	if err != nil {
		return m.fail(err)
	}
	base, w := m.ctx, m.list.window()
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(base, readTimeout)
		defer cancel()
		f, err := m.ses.Narrow(ctx, f)
		if err != nil {
			leave = false // the rows stay: what is wrong is said by whoever reads the list
		}
		var items []inbox.Item
		for _, id := range ids {
			it, err := m.ses.Store.Item(ctx, id)
			if err == nil {
				items = append(items, it)
			}
		}
		m.notes.take(ctx, m.ses, items)
		return itemsMsg{items, func(it *inbox.Item) {
			facts := it.Facts()
			if leave && (!f.MatchFacts(&facts) || f.NeedsContent() && !f.MatchContent(&it.Content)) {
				m.list.unmark(it.ID)
				w.Remove(it.ID)
				return
			}
			w.Replace(*it)
		}}
	}
}

// itemsMsg brings items that were read again. It has no number: each of them is
// newer than what stands in the list.
type itemsMsg struct {
	items []inbox.Item
	place func(*inbox.Item)
}

// reloader is a screen with data of its own.
type reloader interface{ load(m *Model) tea.Cmd }

func (m *Model) reloadTop() tea.Cmd {
	if r, ok := m.top().(reloader); ok {
		return r.load(m)
	}
	return nil
}

// inView is the item whose details the screen shows.
func (m *Model) inView() (inbox.ItemID, bool) {
	switch s := m.top().(type) {
	case nil:
		if !m.hasPreview() {
			return inbox.ItemID{}, false
		}
		return m.list.window().Selected, true
	case about:
		return s.item(m), true
	}
	return inbox.ItemID{}, false
}

// about is a screen that is about one item.
type about interface {
	item(m *Model) inbox.ItemID
}

// subject is the item that actions are about.
func (m *Model) subject() (inbox.Item, bool) {
	if s, ok := m.top().(about); ok {
		id := s.item(m)
		if m.detail.id == id && m.detail.loaded {
			return m.detail.item, true
		}
		return inbox.Item{}, false
	}
	if m.top() == nil {
		return m.list.window().Item()
	}
	return inbox.Item{}, false
}
