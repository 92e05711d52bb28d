package ui

import (
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox/safetext"
	"lotse/ui/frame"
)

// entry is one choice of a menu.
type entry struct {
	name string
	more string // explains it
	why  string // not empty: it cannot be chosen, and why
	on   bool   // ticked, in a menu of many
	hot  rune
}

// menu asks to choose one of a few things, or to tick several. Each has a letter
// of its own, so that a choice is one key for who knows it.
type menu struct {
	heading string
	entries []entry
	at      int // -1: nothing is chosen beforehand, and Enter says so
	many    bool
	pick    func(m *Model, at int) tea.Cmd // one was chosen
	apply   func(m *Model) tea.Cmd         // the ticks are as they should be
}

// newMenu gives each entry its letter: the first of its name that is free.
func newMenu(heading string, entries []entry) *menu {
	taken := map[rune]bool{}
	for i := range entries {
		for _, r := range strings.ToLower(entries[i].name) + "abcdefghijklmnopqrstuvwxyz0123456789" {
			if (r >= 'a' && r <= 'z' || unicode.IsDigit(r)) && !taken[r] {
				entries[i].hot, taken[r] = r, true
				break
			}
		}
	}
	return &menu{heading: heading, entries: entries}
}

func (d *menu) press(m *Model, k tea.KeyPressMsg) tea.Cmd {
	if len(d.entries) == 0 {
		m.close(d)
		return nil
	}
	switch k.String() {
	case "esc":
		m.close(d)
	case "up", "ctrl+p", "shift+tab":
		d.at = (max(d.at, 0) + len(d.entries) - 1) % len(d.entries)
	case "down", "ctrl+n", "tab":
		d.at = (d.at + 1) % len(d.entries)
	case "space":
		return d.choose(m, d.at)
	case "enter":
		if d.many {
			m.close(d)
			return d.apply(m)
		}
		return d.choose(m, d.at)
	default:
		for i := range d.entries {
			if string(d.entries[i].hot) == k.Text {
				d.at = i
				return d.choose(m, i)
			}
		}
	}
	return nil
}

func (d *menu) choose(m *Model, at int) tea.Cmd {
	if at < 0 {
		return m.warn(m.s.Measure.Unchosen)
	}
	e := &d.entries[at]
	switch {
	case e.why != "":
		return m.warn(e.name + ": " + e.why)
	case d.many:
		e.on = !e.on
		return nil
	}
	m.close(d)
	return d.pick(m, at)
}

func (d *menu) paste(*Model, string) tea.Cmd { return nil }

func (d *menu) draw(m *Model, width, height int) panel {
	rows := []frame.Row{frame.Line(" "+d.heading, frame.Strong)}
	// Many choices on a low screen stand in columns, so that all can be seen.
	columns, cell := 1, width
	if n := len(d.entries); n > height-2 && width >= 60 {
		columns = (n + height - 3) / max(height-2, 1)
		columns = min(columns, max(1, width/26))
		cell = width / columns
	}
	per := (len(d.entries) + columns - 1) / max(columns, 1)
	p := panel{cursor: true}
	if columns == 1 {
		return d.drawList(width, height, rows)
	}
	first := 0
	if per > height-2 { // still too many: scroll
		first = max(0, min(d.at%max(per, 1)-(height-2)/2, per-(height-2)))
	}
	for line := first; line < per && line < first+height-2; line++ {
		var r frame.Row
		for c := range columns {
			i := c*per + line
			if i >= len(d.entries) {
				continue
			}
			if i == d.at {
				p.x, p.y = c*cell, len(rows)
			}
			p.spot(c*cell, len(rows), cell, 1, d.click(i))
			r.Spans = append(r.Spans, frame.Cell(d.name(i), cell, d.style(i)))
		}
		rows = append(rows, r)
	}
	if e := d.at; e >= 0 && e < len(d.entries) && d.entries[e].more != "" {
		rows = append(rows, frame.Indented(safetext.Line(d.entries[e].more), width, 1, frame.Dim, nil)...)
	}
	p.rows = rows
	p.roll(width, len(rows), d.wheel)
	return p
}

func (d *menu) wheel(_ *Model, by int) tea.Cmd {
	d.at = min(max(d.at+by, 0), max(0, len(d.entries)-1))
	return nil
}

func (d *menu) click(i int) func(m *Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		d.at = i
		return d.choose(m, i)
	}
}

// drawList draws the entries below each other, with what explains them beside.
func (d *menu) drawList(width, height int, rows []frame.Row) panel {
	blocks, heights := make([][]frame.Row, len(d.entries)), make([]int, len(d.entries))
	at := 0
	for i := range d.entries {
		if d.entries[i].why == "" && d.entries[i].more != "" {
			at = max(at, d.name(i).Width()+2)
		}
	}
	at = min(at, width/2)
	for i := range d.entries {
		e, st := &d.entries[i], d.style(i)
		switch name := d.name(i); {
		case e.why != "":
			blocks[i] = frame.Indented(safetext.Line(strings.TrimLeft(name.String(), "> ")+" – "+e.why), width, 2, frame.Dim, nil)
			blocks[i][0].Spans[0] = frame.Own(name.String()[:2], frame.Dim)
		case e.more == "":
			blocks[i] = []frame.Row{frame.Of(frame.Cell(name, width, st))}
		case name.Width() > at-2: // its own line, and the explanation below
			blocks[i] = append([]frame.Row{frame.Of(frame.Cell(name, width, st))}, frame.Indented(safetext.Line(e.more), width, at, frame.Dim, nil)...)
		default:
			blocks[i] = besides([]frame.Span{frame.Cell(name, at, st)}, at, e.more, width, frame.Dim)
		}
		heights[i] = len(blocks[i])
	}
	p := panel{cursor: true}
	from, to := around(heights, d.at, max(height-2, 1))
	for i := from; i < to; i++ {
		if i == d.at {
			p.y = len(rows)
		}
		p.spot(0, len(rows), width, heights[i], d.click(i))
		rows = append(rows, blocks[i]...)
	}
	p.rows = rows
	p.roll(width, len(rows), d.wheel)
	return p
}

func (d *menu) style(i int) frame.Style {
	switch {
	case d.entries[i].why != "":
		return frame.Dim
	case i == d.at:
		return frame.Select
	}
	return frame.Plain
}

// name is an entry with its letter.
func (d *menu) name(i int) safetext.Text {
	e := &d.entries[i]
	lead := "  "
	if i == d.at {
		lead = "> "
	}
	if d.many {
		if e.on {
			lead += "[x] "
		} else {
			lead += "[ ] "
		}
	}
	return safetext.Line(lead + string(e.hot) + "  " + e.name)
}

func (d *menu) hints(m *Model) []hint {
	if d.many {
		return []hint{{m.s.KeyNames["space"], m.s.HintTick}, {"Enter", m.s.HintApply}, {"Esc", m.s.HintCancel}}
	}
	return []hint{{m.s.Letter, m.s.HintChoose}, {"Enter", m.s.HintTake}, {"Esc", m.s.HintCancel}}
}
