package ui

import tea "charm.land/bubbletea/v2"

// readActions move about an item's page. None of them changes anything but what is
// seen.
func readActions() []Action {
	on := func(run func(s *itemScreen, m *Model) tea.Cmd) func(m *Model) tea.Cmd {
		return func(m *Model) tea.Cmd {
			if s, ok := m.top().(*itemScreen); ok {
				return run(s, m)
			}
			return nil
		}
	}
	return []Action{
		{ID: "next_part", Keys: []string{"tab"}, Where: InItem, Group: GroupMove, Hint: 7, Run: on(func(s *itemScreen, m *Model) tea.Cmd {
			s.toPart(m, 1)
			return nil
		})},
		{ID: "prev_part", Keys: []string{"shift+tab"}, Where: InItem, Group: GroupMove, Run: on(func(s *itemScreen, m *Model) tea.Cmd {
			s.toPart(m, -1)
			return nil
		})},
		{ID: "fold", Keys: []string{"+", "-"}, Where: InItem, Group: GroupMove, Run: on((*itemScreen).foldHere)},
		{ID: "exact", Keys: []string{"b"}, Where: inItems, Group: GroupViews, Run: func(m *Model) tea.Cmd {
			m.exact = !m.exact
			return nil
		}},
	}
}
