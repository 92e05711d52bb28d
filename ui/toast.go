package ui

import (
	"errors"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/ui/frame"
	"lotse/ui/text"
)

// toastFor is how long a success is shown.
const toastFor = 6 * time.Second

// toast is one sentence at the foot of the screen. Errors stay until a key is
// pressed; a success fades, and only its own clock may take it away.
type toast struct {
	id    int
	words string
	bad   bool
}

type toastGoneMsg struct{ id int }

func (m *Model) say(words string) tea.Cmd {
	m.toast = toast{id: m.toast.id + 1, words: words}
	return m.opt.After(toastFor, toastGoneMsg{m.toast.id})
}

// warn says why something cannot be done. It stays until a key is pressed.
func (m *Model) warn(words string) tea.Cmd {
	m.toast = toast{id: m.toast.id + 1, words: words, bad: true}
	return nil
}

func (m *Model) fail(err error) tea.Cmd {
	if err == nil {
		return nil
	}
	return m.warn(m.sentence(err))
}

// refusal is an error of the screen itself, in the words that stand on it.
type refusal string

func (r refusal) Error() string { return string(r) }

// heard takes an error away: a key or click says that it was read.
func (m *Model) heard() {
	if m.toast.bad {
		m.toast = toast{id: m.toast.id}
	}
}

// sentence says an error in the person's language and the town's time.
func (m *Model) sentence(err error) string {
	var own refusal
	if errors.As(err, &own) {
		return string(own)
	}
	return strings.ReplaceAll(text.SentenceIn(m.lang, err, m.ses.House.Zone), "\n", " ")
}

func (m *Model) toastGone(msg toastGoneMsg) {
	if msg.id == m.toast.id && !m.toast.bad && !m.blurred { // without anybody looking nothing fades
		m.toast.words = ""
	}
}

// toastRows wraps an error, so that nothing of it is lost on a narrow screen.
func (m *Model) toastRows(width int) []frame.Row {
	if m.toast.words == "" {
		return nil
	}
	st := frame.Good
	if m.toast.bad {
		st = frame.Bad
	}
	rows := frame.Para(m.toast.words, width-1, st)
	if len(rows) > 4 {
		rows = rows[:4]
	}
	for i := range rows {
		rows[i].Spans = append([]frame.Span{frame.Own(" ", frame.Plain)}, rows[i].Spans...)
	}
	return rows
}
