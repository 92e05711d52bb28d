package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/list"
)

// jump goes to an item that was named by its id, the channel's id or its address.
// One that stands in the list is selected there, any other is shown on a screen of
// its own. It changes nothing.
func (m *Model) jump(name string) tea.Cmd {
	looking := m.say(m.s.Hand.Looking)
	return tea.Batch(looking, m.ask(slotOpen, func(ctx context.Context) (answer, error) {
		id, err := m.ses.Find(ctx, name)
		return func(m *Model) tea.Cmd {
			m.toast.words = ""
			return m.goTo(id)
		}, err
	}))
}

func (m *Model) goTo(id inbox.ItemID) tea.Cmd {
	if m.top() == nil && m.list.window().Select(id) {
		return m.list.move(m, 0)
	}
	if s, ok := m.top().(*itemScreen); ok && s.id == id {
		return nil
	}
	m.push(&itemScreen{id: id})
	return nil
}

// jumpLine goes to a row of the view, counted from 1.
func (m *Model) jumpLine(n int) tea.Cmd {
	l := &m.list
	if m.top() != nil {
		return tea.Batch(m.moveBy(-edge), m.moveBy(n-1))
	}
	w := l.window()
	if w.AtStart() {
		w.SelectEdge(false)
		return l.move(m, n-1)
	}
	return l.read(m, inbox.ItemID{}, w.Reread(inbox.ItemID{}, 2*list.MaxPages), func(m *Model) tea.Cmd {
		w.SelectEdge(false)
		return l.move(m, n-1)
	})
}

// names reports whether pasted text can be the name of an item: one word that is
// an address, or an id as the desk or a channel writes it.
func names(s string) bool {
	if s == "" || len(s) > inbox.MaxQuery || strings.ContainsAny(s, " \t\n\r") {
		return false
	}
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return true
	}
	if _, err := inbox.ParseItemID(s); err == nil {
		return true
	}
	return len(s) >= 4 && len(s) <= 40 && strings.ContainsAny(s, "0123456789") && strings.Trim(s, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-:.") == "" ||
		len(s) == inbox.ShortLen && strings.Trim(strings.ToUpper(s), "0123456789ABCDEFGHJKMNPQRSTVWXYZ") == ""
}

// pasted takes what was pasted where no field has the keyboard: the name of an item
// leads there, and nothing else does anything.
func (m *Model) pasted(s string) tea.Cmd {
	s = strings.TrimSpace(s)
	if m.place()&inDesk == 0 || s == "" {
		return nil
	}
	if !names(s) {
		return m.say(m.s.Hand.NoName)
	}
	return m.jump(s)
}
