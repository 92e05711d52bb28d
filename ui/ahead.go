package ui

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/list"
)

// ahead holds items that were read before they came into view, so that a row that
// is moved to and the item beside it stand in the same frame.
//
// What is held is as fresh as what is on the screen: it goes with every hint that
// the store changed and with every decision, and so does the answer of a read
// that began before.
type ahead struct {
	details []detail
	era     int // raised when what is held became old
	by      int // the latest move, in rows
}

func (a *ahead) forget() { a.details, a.era = nil, a.era+1 }

// take gives what is held of an item.
func (a *ahead) take(id inbox.ItemID) (detail, bool) {
	if i := a.find(id); i >= 0 {
		return a.details[i], true
	}
	return detail{}, false
}

func (a *ahead) find(id inbox.ItemID) int {
	return slices.IndexFunc(a.details, func(d detail) bool { return d.id == id })
}

// put holds an item, unless it was read in an era that is over.
func (a *ahead) put(d *detail) {
	if d.era != a.era || d.id.IsZero() || d.serial == 0 {
		return
	}
	if i := a.find(d.id); i >= 0 {
		a.details[i] = *d
		return
	}
	a.details = append(a.details, *d)
}

// readAhead reads the items that the next key most likely leads to: the
// neighbours, and those a page away. One read is under way at a time.
func (m *Model) readAhead() tea.Cmd {
	if m.lines != nil || m.asking(slotAhead) {
		return nil
	}
	near := m.near()
	m.ahead.details = slices.DeleteFunc(m.ahead.details, func(d detail) bool { return !slices.Contains(near, d.id) })
	near = slices.DeleteFunc(near, func(id inbox.ItemID) bool { return id == m.detail.id || m.ahead.find(id) >= 0 })
	if len(near) == 0 {
		return nil
	}
	era := m.ahead.era
	return m.ask(slotAhead, func(ctx context.Context) (answer, error) {
		ds := make([]detail, len(near))
		for i, id := range near {
			d, err := m.readDetail(ctx, id)
			if d.asked = true; err != nil { // it is read when it comes into view, and then says why
				d = detail{id: id, serial: m.serial.Add(1)}
			}
			d.era = era
			ds[i] = d
		}
		return func(m *Model) tea.Cmd {
			for i := range ds {
				m.ahead.put(&ds[i])
			}
			return nil
		}, nil
	})
}

// near are the rows a key leads to from the selected one, the likeliest first.
func (m *Model) near() []inbox.ItemID {
	w := m.list.window()
	rows, at := w.Rows(), w.Index()
	if at < 0 || m.detail.id != w.Selected {
		return nil
	}
	page := m.page()
	steps := []int{m.ahead.by, 1, -1, page, -page}
	out := make([]inbox.ItemID, 0, len(steps))
	for _, by := range steps {
		to := min(max(at+by, 0), len(rows)-1)
		if id := rows[to].ID; to != at && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// readFirst reads the item that a walk will select, so that it comes into view
// with the rows.
func (m *Model) readFirst(ctx context.Context, r *list.Read, want inbox.ItemID) *detail {
	id, ok := r.Selects(want)
	if !ok {
		return &detail{}
	}
	d, err := m.readDetail(ctx, id)
	if err != nil {
		return &detail{}
	}
	d.asked = true
	return &d
}

// restFor is how long an item must be in view before all texts are searched for
// what its author wrote before: that takes many times as long as all else.
const restFor = 150 * time.Millisecond

type restMsg struct{ id inbox.ItemID }

// rest begins the wait, or the search at once where a person opened the item.
func (m *Model) rest() tea.Cmd {
	d := &m.detail
	if d.rested || d.serial == 0 {
		return nil
	}
	d.rested = true
	if m.top() == nil {
		return m.opt.After(restFor, restMsg{d.id})
	}
	return m.loadEarlier()
}

// loadEarlier searches what the author of the item in view wrote before.
func (m *Model) loadEarlier() tea.Cmd {
	it := m.detail.item
	return m.ask(slotEarlier, func(ctx context.Context) (answer, error) {
		found, err := m.ses.ByAuthor(ctx, &it, earlierLimit)
		return func(m *Model) tea.Cmd {
			if m.detail.id == it.ID {
				m.detail.earlier, m.detail.serial = found, m.serial.Add(1)
			}
			return nil
		}, err
	})
}

// again reads the earlier texts that were found before: a change in the store is
// no reason to search everything once more while the item stays in view.
func (m *Model) again(ctx context.Context, found []inbox.Item) []inbox.Item {
	out := make([]inbox.Item, 0, len(found))
	for i := range found {
		if it, err := m.ses.Item(ctx, found[i].ID); err == nil {
			out = append(out, it)
		}
	}
	return out
}
