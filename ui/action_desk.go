package ui

import (
	"context"
	"net/url"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
)

func deskActions() []Action {
	linked := func(m *Model) (bool, string) {
		it, ok := m.subject()
		if !ok {
			return false, m.s.NothingSelected
		}
		if _, _, ok := safetext.URL(it.Content.URL); !ok {
			return false, m.s.NoLink
		}
		return true, ""
	}
	return []Action{
		{
			ID: "browse", Keys: []string{"o"}, Where: inItems | InOutbox | InReview, Group: GroupDesk,
			Enabled: func(m *Model) (bool, string) {
				if m.opt.Open == nil {
					return false, m.s.NoBrowser
				}
				return linked(m)
			},
			Run: (*Model).browse,
		},
		{ID: "copy_link", Keys: []string{"y"}, Where: inItems, Group: GroupDesk, Enabled: linked, Run: func(m *Model) tea.Cmd {
			it, _ := m.subject()
			_, target, _ := safetext.URL(it.Content.URL)
			return tea.Batch(tea.SetClipboard(target), m.say(m.s.LinkCopied))
		}},
		{ID: "copy_text", Keys: []string{"Y"}, Where: inItems, Group: GroupDesk, Enabled: func(m *Model) (bool, string) {
			_, ok := m.subject()
			return ok, m.s.NothingSelected
		}, Run: func(m *Model) tea.Cmd {
			it, _ := m.subject()
			// What is covered on the screen stays covered in the clipboard.
			words := safetext.Clean(m.coveredAll(&it)).String()
			return tea.Batch(tea.SetClipboard(words), m.say(m.s.TextCopied))
		}},
		{ID: "help", Keys: []string{"?", "f1"}, Where: inDesk | InConfirm | InFigures, Group: GroupDesk, Run: func(m *Model) tea.Cmd {
			m.push(&helpScreen{at: m.place()})
			return nil
		}},
		{ID: "command", Keys: []string{":"}, Where: inDesk, Group: GroupDesk, Run: func(m *Model) tea.Cmd { return m.openCommand(false) }},
		{ID: "palette", Keys: []string{"ctrl+p"}, Where: inDesk | InConfirm | InFigures, Group: GroupDesk, Run: func(m *Model) tea.Cmd { return m.openCommand(true) }},
		{ID: "suspend", Keys: []string{"ctrl+z"}, Where: anywhere, Group: GroupDesk, Run: func(*Model) tea.Cmd { return tea.Suspend }},
		{ID: "redraw", Keys: []string{"ctrl+l"}, Where: anywhere, Group: GroupDesk, Run: func(*Model) tea.Cmd { return tea.ClearScreen }},
		{ID: "quit", Keys: []string{"q"}, Where: inDesk | InConfirm | InFigures, Group: GroupDesk, Hint: 19, Run: func(m *Model) tea.Cmd {
			if m.top() != nil {
				return m.leave()
			}
			return m.quit()
		}},
	}
}

// coveredAll is a whole text with private data covered.
func (m *Model) coveredAll(it *inbox.Item) string {
	return m.coverSpans(it.Content.Text, inbox.PrivateSpans(it), it.ID).String()
}

// browse opens an address outside. It shows the host first: whoever opens a link
// tells its server that they read it.
func (m *Model) browse() tea.Cmd {
	it, _ := m.subject()
	_, target, ok := safetext.URL(it.Content.URL)
	if !ok {
		return m.warn(m.s.NoLink)
	}
	host := ""
	if u, err := url.Parse(target); err == nil {
		host = u.Host
	}
	return m.open(&confirm{
		question: say(m.s.AskBrowse, host), more: []string{target},
		yes: func(m *Model) tea.Cmd {
			return m.decide(act{
				quiet: true,
				do:    func(ctx context.Context) error { return m.opt.Open(ctx, target) },
				done:  saying(say(m.s.Browsing, host)),
			})
		},
	})
}

// onTheWay counts replies that have not left and would wait until the desk is
// opened again.
func (m *Model) onTheWay() int {
	return m.status.count(inbox.ReplyQueued, inbox.ReplySending) - m.status.byHand(inbox.ReplyQueued)
}

// quit leaves, after a question when a reply has not gone out yet.
func (m *Model) quit() tea.Cmd {
	n := m.onTheWay()
	if n == 0 {
		return m.goNow()
	}
	return m.open(&confirm{question: say(m.s.AskQuit, n), yes: func(m *Model) tea.Cmd { return m.goNow() }})
}

// goNow ends the program, once what is being typed is saved and every decision
// under way is through.
func (m *Model) goNow() tea.Cmd {
	m.leaving = true
	var save tea.Cmd
	if c, ok := m.top().(*composer); ok && c.step != picking {
		save = c.save(m)
	}
	if !m.acting && len(m.queue) == 0 {
		return tea.Quit
	}
	end := act{quiet: true, do: func(context.Context) error { return nil }, done: func(*Model) tea.Cmd { return tea.Quit }}
	m.queue = append(m.queue, end)
	return save
}

// interrupt is ctrl+c: the same question, and a second time at once.
func (m *Model) interrupt() tea.Cmd {
	if m.quitting {
		return tea.Quit
	}
	m.quitting = true
	if m.onTheWay() == 0 {
		return m.goNow()
	}
	return m.quit()
}
