package ui

import (
	"fmt"
	"io"
	"os"
	"reflect"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox/safetext"
)

// The line mode is the desk for a screen reader, a braille display or a serial
// line: no frame is ever painted. The model, its actions and its dialogs are the
// same; after each message what changed is told in one line at the end of what
// stands there already, and the terminal's own cursor stays on that line. No
// escape sequence is written, so a terminal that knows none will do.

// lines tells what changed. What it compares is drawn by the screens themselves,
// on a page so large that nothing is cut or set in columns.
type lines struct {
	out  io.Writer
	wide int // cells of the terminal

	pending  []utterance
	printing bool

	seen    scene
	told    scene  // the screen or view last told, to know it again behind a dialog
	fresh   bool   // something opened that is not told yet
	typing  bool   // the last line ends in the field
	field   string // what of the field stands there
	read    int    // the row last read on a screen without a selection
	newer   int    // arrivals last told
	greeted bool

	raw     func() (func() error, error)
	restore func() error
}

// utterance is a piece of output. Moves within a list are passed over when the
// next one is there before they could be written.
type utterance struct {
	text string
	move bool
}

// The page that screens are drawn on to be read, and the size they are told.
const (
	lineWidth, lineHeight = 400, 400
	toldWidth, toldHeight = 78, 24
	lineRows              = 10 // a page of a list, and of rows read at once
)

// printedMsg says that everything before it has been written.
type printedMsg struct{ err error }

// rawMsg says that the terminal was taken again.
type rawMsg struct {
	restore func() error
	err     error
}

// copiedMsg is what would have gone to the clipboard by an escape sequence.
type copiedMsg string

func newLines(out io.Writer) *lines {
	if out == nil {
		out = os.Stdout
	}
	return &lines{out: out, wide: 80, fresh: true, read: -1}
}

// settle gives the model the size that suits the line mode: one column.
func (l *lines) settle(m *Model) {
	m.width, m.height = toldWidth, toldHeight
	m.list.pane, m.list.rowsShown = paneOff, lineRows
}

// update is the model's way of a message, with the telling behind it.
func (l *lines) update(m *Model, msg tea.Msg) tea.Cmd {
	var a *Action
	switch msg := msg.(type) {
	case printedMsg:
		l.printing = false
		if msg.err != nil {
			return tea.Quit // nobody hears any more
		}
		return l.print()
	case tea.WindowSizeMsg:
		l.wide = max(20, msg.Width)
		return nil
	case copiedMsg:
		l.say(m.s.Lines.Copied + safetext.Line(string(msg)).String())
		return l.print()
	case rawMsg:
		if msg.err != nil {
			return tea.Quit
		}
		l.restore = msg.restore
		l.where(m)
		return l.print()
	case tea.ResumeMsg:
		return tea.Batch(l.resumed(), m.route(msg))
	case tea.KeyPressMsg:
		if a = m.keyed(msg); a != nil && a.ID == "redraw" {
			l.where(m)
			return l.print()
		}
		if a != nil && a.ID == "suspend" {
			return l.suspend()
		}
	}
	cmd := tea.Batch(m.route(msg), m.follow(), m.tour.follow(m))
	l.settle(m)
	l.listen(m, msg, a)
	return tea.Batch(cmd, l.print())
}

// keyed gives the action that a key stands for now; a dialog's keys are its own.
func (m *Model) keyed(k tea.KeyPressMsg) *Action {
	if len(m.dialogs) > 0 {
		return nil
	}
	if w, ok := m.top().(writer); ok && k.Text != "" {
		if f, _ := w.field(m); f != nil {
			return nil
		}
	}
	return m.actionFor(k, m.place())
}

// say adds a line. The new line comes before it, so that the cursor stays on it.
func (l *lines) say(words string) { l.tell(words, false) }

func (l *lines) tell(words string, move bool) {
	l.typing = false
	u := utterance{l.wrapped(words), move}
	if n := len(l.pending); move && n > 0 && l.pending[n-1].move {
		l.pending[n-1] = u
		return
	}
	l.pending = append(l.pending, u)
}

// ask adds a line that ends in a field.
func (l *lines) ask(words, field string) {
	if words == "" && field == "" {
		return
	}
	if words = sentence([]string{words, field}); field == "" {
		words += " "
	}
	l.say(words)
	l.typing, l.field = true, field
}

// wrapped breaks a line between words, where the terminal would break within one.
// What goes on stands two cells to the right: a line that does not is a new one.
func (l *lines) wrapped(words string) string {
	end := words[len(strings.TrimRight(words, " ")):]
	var b strings.Builder
	for i, t := range safetext.Line(words).Wrap(max(10, l.wide-3)) {
		if i > 0 {
			b.WriteString("\r\n  ")
		} else {
			b.WriteString("\r\n")
		}
		b.WriteString(strings.TrimRight(t.String(), " "))
	}
	return b.String() + end
}

// echo writes what was typed behind what stands there, takes away what was
// deleted, and begins a new line where that is not enough.
func (l *lines) echo(label, field string) {
	had := l.field
	switch {
	case l.typing && strings.HasPrefix(field, had):
		more := field[len(had):]
		l.pending = append(l.pending, utterance{text: more})
	case l.typing && strings.HasPrefix(had, field) && safetext.Line(had).Width() < l.wide/2:
		n := safetext.Line(had).Width() - safetext.Line(field).Width()
		l.pending = append(l.pending, utterance{text: strings.Repeat("\b \b", n)})
	default:
		l.ask(label, field)
	}
	l.field = field
}

// print writes what is pending, one batch after the other.
func (l *lines) print() tea.Cmd {
	if l.printing || len(l.pending) == 0 {
		return nil
	}
	var b strings.Builder
	for _, u := range l.pending {
		b.WriteString(u.text)
	}
	l.pending, l.printing = nil, true
	out := l.out
	return func() tea.Msg {
		_, err := io.WriteString(out, b.String())
		return printedMsg{err}
	}
}

// program gives the options under which nothing but lines is written.
func (l *lines) program() []tea.ProgramOption {
	clipboard, clear := reflect.TypeOf(tea.SetClipboard("")()), reflect.TypeOf(tea.ClearScreen())
	return []tea.ProgramOption{tea.WithoutRenderer(), tea.WithFilter(func(_ tea.Model, msg tea.Msg) tea.Msg {
		switch reflect.TypeOf(msg) {
		case clipboard:
			return copiedMsg(fmt.Sprint(msg))
		case clear:
			return nil
		}
		return msg
	})}
}

// begin takes the terminal over.
func (l *lines) begin(raw func() (func() error, error)) (restore func() error, err error) {
	if raw == nil {
		return func() error { return nil }, nil
	}
	l.raw = raw
	l.restore, err = raw()
	return func() error { return l.restore() }, err
}

// suspend gives the terminal back before the program stops; resumed takes it
// again.
func (l *lines) suspend() tea.Cmd {
	restore := l.restore
	if restore == nil {
		return tea.Suspend
	}
	return tea.Sequence(func() tea.Msg { return printedMsg{restore()} }, tea.Suspend)
}

func (l *lines) resumed() tea.Cmd {
	if l.raw == nil {
		return nil
	}
	raw := l.raw
	return func() tea.Msg {
		restore, err := raw()
		return rawMsg{restore, err}
	}
}

// end writes what is left and leaves the line.
func (l *lines) end(m *Model) {
	for _, u := range l.pending {
		_, _ = io.WriteString(l.out, u.text)
	}
	_, _ = io.WriteString(l.out, "\r\n"+m.s.Lines.Bye+"\r\n")
}
