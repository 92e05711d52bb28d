package ui

import (
	tea "charm.land/bubbletea/v2"

	"lotse/ui/edit"
)

// changedMsg is the store's hint that something changed: read again.
type changedMsg struct{}

// Update takes a message its one way through the model; see the package comment.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.now = m.ses.Clock.Now()
	if m.lines != nil {
		return m, m.lines.update(m, msg)
	}
	cmd := m.route(msg)
	m.letGo(msg)
	return m, tea.Batch(cmd, m.follow(), m.tour.follow(m))
}

// route tells what a person does from what comes by itself.
func (m *Model) route(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.press(msg)
	case tea.MouseClickMsg:
		return m.clicked(msg)
	case tea.MouseWheelMsg:
		return m.wheeled(msg)
	case tea.PasteMsg:
		if m.swallows() {
			return nil
		}
		return m.paste(msg.Content)
	}
	before := m.opening()
	cmd := m.receive(msg)
	m.watchOpening(before)
	return cmd
}

// receive is the way of what comes by itself. No dialog ever stands in it.
func (m *Model) receive(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.width, m.height = msg.Width, msg.Height
		return nil
	case answerMsg:
		return m.answered(msg)
	case actedMsg:
		return m.acted(msg)
	case changedMsg:
		return m.changed()
	case tickMsg:
		return m.ticked(msg)
	case toastGoneMsg:
		m.toastGone(msg)
		return nil
	case itemsMsg:
		for i := range msg.items {
			msg.place(&msg.items[i])
		}
		return nil
	case restMsg:
		if id, ok := m.inView(); ok && id == msg.id && m.detail.id == id {
			return m.loadEarlier()
		}
		return nil
	case filterMsg:
		return m.list.filterPaused(m, msg)
	case beatMsg:
		return m.story.beat(m, msg)
	case composeMsg:
		return m.composePaused(msg)
	case editedMsg:
		return m.edited(msg)
	case tea.ColorProfileMsg, tea.BackgroundColorMsg:
		m.learn(msg)
		return nil
	case tea.ResumeMsg:
		return tea.Batch(m.look(), m.tick(), m.askGround())
	case tea.FocusMsg:
		return m.focused()
	case tea.BlurMsg:
		m.blurred = true
	case wheelMsg:
		return m.wheelPaused()
	}
	return nil
}

// writer is a screen with a text field that has the keyboard.
type writer interface {
	// field gives the field and the cells it is drawn in; nil when none is open.
	field(m *Model) (f *edit.Field, width int)
	// typed is called after the field changed.
	typed(m *Model) tea.Cmd
}

// press is the way of a key.
func (m *Model) press(k tea.KeyPressMsg) tea.Cmd {
	if k.String() == "ctrl+c" {
		return m.interrupt()
	}
	if m.swallows() {
		return nil
	}
	m.quitting = false // only ctrl+c at once after ctrl+c means it
	m.heard()
	m.jumped.before, m.jumped.now = m.jumped.now, 0
	if cmd, taken := m.tour.press(m, k); taken {
		return cmd
	}
	if n := len(m.dialogs); n > 0 {
		return m.dialogs[n-1].press(m, k)
	}
	var f *edit.Field
	var width int
	w, writing := m.top().(writer)
	if writing {
		f, width = w.field(m)
	}
	if f != nil && k.Text != "" && k.Mod&tea.ModAlt == 0 { // a letter is a letter
		f.Press(k, width)
		return w.typed(m)
	}
	// Arrows belong to a text of many lines. Enter goes on as in every other field and
	// dialog; Alt+Enter begins a line.
	if f != nil && f.Multi && k.Keystroke() != "enter" && f.Press(k, width) {
		return w.typed(m)
	}
	if f == nil && m.counting.on {
		return m.pressCounting(k)
	}
	if a := m.actionFor(k, m.place()); a != nil {
		return m.run(a)
	}
	if f != nil && f.Press(k, width) {
		return w.typed(m)
	}
	return nil
}

// paste never decides anything: pasted text goes into a field, or leads to the
// item it names.
func (m *Model) paste(s string) tea.Cmd {
	if n := len(m.dialogs); n > 0 {
		return m.dialogs[n-1].paste(m, s)
	}
	if w, ok := m.top().(writer); ok {
		if f, _ := w.field(m); f != nil {
			f.Insert(s)
			return w.typed(m)
		}
	}
	return m.pasted(s)
}

// follow reads what the latest step made necessary: the details of an item that
// came into view, and then those of the items that may come next. One is read at a time; while a key is held, the items passed
// meanwhile are never read.
func (m *Model) follow() tea.Cmd {
	id, wanted := m.inView()
	if !wanted || id.IsZero() {
		return nil
	}
	m.show(id)
	switch {
	case m.asking(slotDetail):
		return nil
	case m.detail.asked && m.detail.era == m.ahead.era: // else something changed while it was out of view
		return tea.Batch(m.rest(), m.readAhead())
	}
	return m.loadDetail(id)
}
