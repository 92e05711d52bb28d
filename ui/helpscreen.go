package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/edit"
	"lotse/ui/frame"
)

// helpScreen lists the keys that are valid where it was opened, searchable, and
// says of each that cannot be pressed now why not.
type helpScreen struct {
	at     Place
	search edit.Field
	scroll int
}

func (s *helpScreen) place() Place                    { return InHelp }
func (s *helpScreen) title(m *Model) string           { return m.s.HelpTitle }
func (s *helpScreen) field(*Model) (*edit.Field, int) { return &s.search, 40 }
func (s *helpScreen) typed(*Model) tea.Cmd            { s.scroll = 0; return nil } //nolint:unparam // another writer has something to read
func (s *helpScreen) moveBy(_ *Model, by int)         { s.scroll = max(0, s.scroll+by) }
func (s *helpScreen) scrollBy(_ *Model, by int)       { s.scroll = max(0, s.scroll+by) }
func (m *Model) has(a *Action, words []string) (ok bool) {
	t := m.s.Actions[a.ID]
	hay := inbox.FoldText(t.Title + " " + t.Help + " " + t.Short + " " + a.ID + " " + m.keyNames(a))
	for _, w := range words {
		if !strings.Contains(hay, w) {
			return false
		}
	}
	return true
}

func (s *helpScreen) draw(m *Model, width, height int) panel {
	label := " " + m.s.SearchHelp + ": "
	v := s.search.Draw(width-20, 1)
	p := panel{x: frame.Line(label, frame.Dim).Width() + v.X, cursor: true}
	row := frame.Of(frame.Own(label, frame.Key))
	for _, l := range v.Lines {
		row.Spans = append(row.Spans, frame.Span{Text: l, Style: frame.Plain})
	}
	words := strings.Fields(inbox.FoldText(s.search.Value()))
	under := *m
	under.stack = m.stack[:len(m.stack)-1] // what can be done is asked of the screen below
	var rows []frame.Row
	for g := Group(0); g < groupCount; g++ {
		var part []frame.Row
		for i := range m.actions {
			a := &m.actions[i]
			if a.Group != g || a.Where&s.at == 0 || !m.has(a, words) {
				continue
			}
			part = append(part, under.helpRows(a, width)...)
		}
		if len(part) > 0 {
			rows = append(rows, frame.Row{}, frame.Line(" "+m.s.Groups[int(g)], frame.Strong))
			rows = append(rows, part...)
		}
	}
	if len(rows) == 0 {
		rows = []frame.Row{{}, frame.Line(" "+m.s.NothingFound, frame.Dim)}
	}
	rows, s.scroll = window(rows, s.scroll, height-1)
	p.rows = append([]frame.Row{row}, rows...)
	return p
}

// The columns of the help: keys, title, and what is left for the sentence.
const (
	helpKeys  = 18
	helpTitle = 24
)

// helpRows is one action in the help. Nothing of it is cut: a reason that cannot be
// read is none.
func (m *Model) helpRows(a *Action, width int) []frame.Row {
	t := m.s.Actions[a.ID]
	st := frame.Plain
	ok, why := m.may(a)
	if !ok {
		st = frame.Dim
	}
	const at = 2 + helpKeys + helpTitle
	rows := frame.Indented(safetext.Line(t.Help), width-1, at, frame.Dim, nil)
	if len(rows) == 0 {
		rows = []frame.Row{{}}
	}
	lead := []frame.Span{frame.Own("  ", st), frame.OwnCell(m.keyNames(a), helpKeys-1, frame.Key), frame.Own(" ", st), frame.OwnCell(t.Title, helpTitle-1, st), frame.Own(" ", st)}
	rows[0].Spans = append(lead, rows[0].Spans[1:]...)
	if !ok {
		rows = append(rows, frame.Indented(safetext.Line(m.s.NotNow+" "+why), width-1, 2+helpKeys, frame.Warn, nil)...)
	}
	return rows
}
