package ui

import (
	tea "charm.land/bubbletea/v2"

	"lotse/inbox/safetext"
	"lotse/ui/edit"
	"lotse/ui/frame"
)

// prompt asks for a text: a reason, a question, a date.
type prompt struct {
	heading string
	hint    string
	field   edit.Field
	lines   int // most lines it is drawn in
	problem string
	// accept takes the text. An error keeps the prompt open and is shown in it.
	accept func(m *Model, value string) (tea.Cmd, error)
}

func (d *prompt) press(m *Model, k tea.KeyPressMsg) tea.Cmd {
	switch k.String() {
	case "esc":
		m.close(d)
		return nil
	case "enter":
		cmd, err := d.accept(m, d.field.Value())
		if err != nil {
			d.problem = m.sentence(err)
			return nil
		}
		m.close(d)
		return cmd
	}
	if d.field.Press(k, m.width-4) {
		d.problem = ""
	}
	return nil
}

func (d *prompt) paste(_ *Model, s string) tea.Cmd {
	d.field.Insert(s)
	d.problem = ""
	return nil
}

func (d *prompt) draw(m *Model, width, height int) panel {
	rows := []frame.Row{frame.Line(" "+d.heading, frame.Strong)}
	if d.hint != "" {
		rows = append(rows, frame.Indented(safetext.Clean(d.hint), width, 1, frame.Dim, nil)...)
	}
	v := d.field.Draw(width-4, max(1, min(d.lines, height-4)))
	p := panel{x: v.X + 3, y: len(rows) + v.Y, cursor: true}
	for i, l := range v.Lines {
		lead := "   "
		if i == 0 {
			lead = " > "
		}
		rows = append(rows, frame.Of(frame.Own(lead, frame.Key), frame.Span{Text: l, Style: frame.Plain}))
	}
	if d.problem != "" {
		rows = append(rows, frame.Indented(safetext.Clean(d.problem), width, 1, frame.Bad, nil)...)
	}
	p.rows = rows
	return p
}

func (d *prompt) hints(m *Model) []hint {
	hs := []hint{{"Enter", m.s.HintTake}, {"Esc", m.s.HintCancel}}
	if d.field.Multi {
		hs = append(hs, hint{"Alt+Enter", m.s.HintNewline})
	}
	return hs
}

// confirm asks before something that many notice or that cannot be taken back.
// Only y says yes; every other key says no.
type confirm struct {
	question string
	more     []string
	yes      func(m *Model) tea.Cmd
}

func (d *confirm) press(m *Model, k tea.KeyPressMsg) tea.Cmd {
	m.close(d)
	if k.String() == "y" {
		return d.yes(m)
	}
	return m.say(m.s.NothingDone)
}

func (d *confirm) paste(*Model, string) tea.Cmd { return nil }

func (d *confirm) draw(m *Model, width, _ int) panel {
	rows := frame.Indented(safetext.Clean(d.question), width, 1, frame.Warn, nil)
	for _, s := range d.more {
		rows = append(rows, frame.Indented(safetext.Clean(s), width, 1, frame.Plain, nil)...)
	}
	rows = append(rows, frame.Line(" "+m.s.YesNo, frame.Strong))
	return panel{rows: rows, y: len(rows) - 1, x: 1, cursor: true}
}

func (d *confirm) hints(m *Model) []hint {
	return []hint{{"y", m.s.HintYes}, {m.s.AnyKey, m.s.HintNo}}
}
