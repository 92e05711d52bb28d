package ui

import (
	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

// scroller is a screen whose content is longer than it.
type scroller interface{ scrollBy(m *Model, lines int) }

// chooser is a screen with a selected line.
type chooser interface {
	moveBy(m *Model, lines int)
}

// moveBy moves the selection of the screen on top, or scrolls where nothing is
// selected.
func (m *Model) moveBy(lines int) tea.Cmd {
	switch s := m.top().(type) {
	case nil:
		if m.list.focus && m.hasPreview() {
			m.list.scrollItem(lines)
			return nil
		}
		return m.list.move(m, lines)
	case chooser:
		s.moveBy(m, lines)
	case scroller:
		s.scrollBy(m, lines)
	}
	return nil
}

// chooseBy is moveBy where a text field has the keyboard.
func (m *Model) chooseBy(lines int) tea.Cmd {
	if c, ok := m.top().(*composer); ok {
		return c.chosenBy(m, lines)
	}
	return m.moveBy(lines)
}

func (m *Model) scrollBy(lines int) tea.Cmd {
	switch s := m.top().(type) {
	case nil:
		m.list.scrollItem(lines)
	case scroller:
		s.scrollBy(m, lines)
	}
	return nil
}

// page is how many lines a page is on the screen on top.
func (m *Model) page() int {
	if m.top() == nil && !m.list.focus {
		return max(1, m.list.rowsShown)
	}
	return max(1, m.height-6)
}

// edge goes far enough to reach either end of a short list.
const edge = 1 << 20

func moveActions() []Action {
	by := func(n func(m *Model) int) func(m *Model) tea.Cmd {
		return func(m *Model) tea.Cmd { return m.moveBy(n(m) * m.times()) }
	}
	inLists := inDesk | InPick | InFill | InConfirm | InHelp
	return []Action{
		{ID: "down", Keys: []string{"j", "down"}, Where: inLists&^inTyping | InFigures, Group: GroupMove, Counted: true, Run: by(func(*Model) int { return 1 })},
		{ID: "up", Keys: []string{"k", "up"}, Where: inLists&^inTyping | InFigures, Group: GroupMove, Counted: true, Run: by(func(*Model) int { return -1 })},
		{ID: "choose_down", Keys: []string{"down", "ctrl+n"}, Where: InPick | InFill | InHelp, Group: GroupMove, Run: func(m *Model) tea.Cmd { return m.chooseBy(1) }},
		{ID: "choose_up", Keys: []string{"up", "ctrl+p"}, Where: InPick | InFill | InHelp, Group: GroupMove, Run: func(m *Model) tea.Cmd { return m.chooseBy(-1) }},
		{ID: "half_down", Keys: []string{"ctrl+d"}, Where: inDesk, Group: GroupMove, Counted: true, Run: by(func(m *Model) int { return max(1, m.page()/2) })},
		{ID: "half_up", Keys: []string{"ctrl+u"}, Where: inDesk, Group: GroupMove, Counted: true, Run: by(func(m *Model) int { return -max(1, m.page()/2) })},
		{ID: "page_down", Keys: []string{"pgdown"}, Where: inLists, Group: GroupMove, Counted: true, Run: by(func(m *Model) int { return m.page() })},
		{ID: "page_up", Keys: []string{"pgup"}, Where: inLists, Group: GroupMove, Counted: true, Run: by(func(m *Model) int { return -m.page() })},
		{ID: "count", Keys: []string{","}, Where: inDesk | InConfirm, Group: GroupMove, Run: (*Model).beginCount},
		{ID: "first", Keys: []string{"g", "home"}, Where: inDesk, Group: GroupMove, Run: func(m *Model) tea.Cmd {
			if m.top() == nil {
				return m.list.first(m)
			}
			return m.moveBy(-edge)
		}},
		{ID: "last", Keys: []string{"G", "end"}, Where: inDesk, Group: GroupMove, Run: func(m *Model) tea.Cmd {
			if m.top() == nil {
				return m.list.last(m)
			}
			return m.moveBy(edge)
		}},
		{ID: "scroll_down", Keys: []string{"J"}, Where: inDesk&^InHandover | InConfirm, Group: GroupMove, Counted: true, Run: func(m *Model) tea.Cmd { return m.scrollBy(3 * m.times()) }},
		{ID: "scroll_up", Keys: []string{"K"}, Where: inDesk&^InHandover | InConfirm, Group: GroupMove, Counted: true, Run: func(m *Model) tea.Cmd { return m.scrollBy(-3 * m.times()) }},
		{ID: "pane", Keys: []string{"tab", "shift+tab"}, Where: InList, Group: GroupMove, Run: func(m *Model) tea.Cmd {
			m.list.focus = !m.list.focus
			return nil
		}},
		{
			ID: "open", Keys: []string{"enter"}, Where: InList | InItem | InReview | InOutbox | InHandover | InMeasures, Group: GroupMove, Hint: 1,
			Enabled: func(m *Model) (bool, string) {
				if s, ok := m.top().(*itemScreen); ok {
					return s.leads(m), m.s.Item.ChooseFirst
				}
				_, ok := m.chosenItem()
				return ok, m.s.NothingSelected
			},
			Run: func(m *Model) tea.Cmd {
				if s, ok := m.top().(*itemScreen); ok {
					return s.follow(m)
				}
				id, _ := m.chosenItem()
				m.push(&itemScreen{id: id})
				return nil
			},
		},
		{ID: "back", Keys: []string{"esc"}, Where: anywhere, Group: GroupMove, Run: func(m *Model) tea.Cmd { return m.back() }},
		{ID: "next_item", Keys: []string{"n"}, Where: inItems, Group: GroupMove, Counted: true, Hint: 8, Run: func(m *Model) tea.Cmd { return m.nextItem(m.times()) }},
		{ID: "prev_item", Keys: []string{"N"}, Where: inItems, Group: GroupMove, Counted: true, Run: func(m *Model) tea.Cmd { return m.nextItem(-m.times()) }},
		{ID: "mark", Keys: []string{"space"}, Where: InList, Group: GroupMany, Counted: true, Run: func(m *Model) tea.Cmd { return m.list.toggle(m, m.times()) }},
		{ID: "mark_range", Keys: []string{"v"}, Where: InList, Group: GroupMany, Run: func(m *Model) tea.Cmd { return m.list.beginRange(m) }},
		{ID: "mark_all", Keys: []string{"A"}, Where: InList, Group: GroupMany, Run: func(m *Model) tea.Cmd { return m.list.markAll(m) }},
		{ID: "preview", Keys: []string{"P"}, Where: InList, Group: GroupViews, Enabled: (*Model).mayPane, Run: (*Model).nextPane},
	}
}

// chosenItem is the item behind the selected line of the screen on top.
func (m *Model) chosenItem() (inbox.ItemID, bool) {
	switch s := m.top().(type) {
	case nil:
		id := m.list.window().Selected
		return id, !id.IsZero()
	case about:
		id := s.item(m)
		return id, !id.IsZero()
	}
	return inbox.ItemID{}, false
}

// nextItem goes through the list without leaving the item's screen.
func (m *Model) nextItem(by int) tea.Cmd {
	if m.top() == nil { // every row of a filtered list is a hit
		return m.list.move(m, by)
	}
	s, ok := m.top().(*itemScreen)
	if !ok {
		return nil
	}
	w := m.list.window()
	var cmd tea.Cmd
	if w.Selected == s.id {
		cmd = m.list.move(m, by)
	}
	if w.Selected == s.id {
		return tea.Batch(cmd, m.say(m.s.NoFurther))
	}
	*s = itemScreen{id: w.Selected}
	return cmd
}

// back goes one step: screen, then range and marks, then filter. It never quits.
func (m *Model) back() tea.Cmd {
	switch l := &m.list; {
	case m.top() != nil:
		return m.leave()
	case !l.anchor.IsZero() || len(l.marks) > 0:
		l.anchor = inbox.ItemID{}
		l.clearMarks()
	case !l.filter.IsZero():
		return l.setFilter(m, inbox.Query{})
	}
	return nil
}

// leaver is a screen that has something to do before it goes.
type leaver interface{ leave(m *Model) tea.Cmd }

// leave closes the screen on top.
func (m *Model) leave() tea.Cmd {
	if s, ok := m.top().(leaver); ok {
		return s.leave(m)
	}
	m.pop()
	return m.reloadTop()
}
