package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/edit"
	"lotse/ui/frame"
)

// commandLine runs commands with their arguments and every action by its name. As
// a palette it lists actions only.
type commandLine struct {
	palette bool
	field   edit.Field
	at      int    // the chosen line
	browsed int    // how far back in the history, 0 not at all
	typed   string // what stood there before the history was looked at
	problem string
	wrong   safetext.Span
}

// offer is one line below the input: an argument to put in, or something to run.
type offer struct {
	text   string // what it puts in, or the name of the command
	label  string
	more   string
	keys   string
	why    string // it cannot be done now
	from   int    // the byte of the input that text replaces
	action *Action
}

func (m *Model) openCommand(palette bool) tea.Cmd { return m.open(&commandLine{palette: palette}) }

func (d *commandLine) press(m *Model, k tea.KeyPressMsg) tea.Cmd {
	offers := d.offers(m)
	switch k.String() {
	case "esc":
		m.close(d)
		return nil
	case "up":
		if d.at == 0 && !d.palette {
			d.back(m, 1)
			return nil
		}
		d.at = max(0, d.at-1)
		return nil
	case "down":
		if d.browsed > 0 {
			d.back(m, -1)
			return nil
		}
		d.at = min(d.at+1, max(0, len(offers)-1))
		return nil
	case "ctrl+p", "shift+tab":
		d.at = max(0, d.at-1)
		return nil
	case "ctrl+n":
		d.at = min(d.at+1, max(0, len(offers)-1))
		return nil
	case "tab":
		d.take(offers)
	case "enter":
		return d.run(m, offers)
	default:
		if !d.field.Press(k, m.width-6) {
			return nil
		}
	}
	d.changed()
	return nil
}

func (d *commandLine) changed() { d.at, d.browsed, d.problem, d.wrong = 0, 0, "", safetext.Span{} }

func (d *commandLine) paste(_ *Model, s string) tea.Cmd {
	d.field.Insert(s)
	d.changed()
	return nil
}

// back walks through what was typed before; behind the latest stands what was
// being typed.
func (d *commandLine) back(m *Model, by int) {
	to := d.browsed + by
	if to > len(m.history) || to < 0 {
		return
	}
	if d.browsed == 0 {
		d.typed = d.field.Value()
	}
	d.browsed = to
	if to == 0 {
		d.field.Set(d.typed)
		return
	}
	d.field.Set(m.history[len(m.history)-to])
}

// take puts the chosen offer in.
func (d *commandLine) take(offers []offer) {
	if d.at >= len(offers) {
		return
	}
	o := offers[d.at]
	v := d.field.Value()
	if o.action != nil {
		d.field.Set(o.text)
		return
	}
	d.field.Set(v[:min(o.from, len(v))] + o.text + " ")
}

// offers are the arguments that can stand at the end of the input, or the commands
// and actions that its words name.
func (d *commandLine) offers(m *Model) []offer {
	v := d.field.Value()
	if c, rest, from := m.commandIn(v); c != nil && !d.palette && from > 0 {
		if c.complete == nil {
			return nil
		}
		out := c.complete(m, rest)
		for i := range out {
			out[i].from += from
		}
		return out
	}
	return append(d.commands(m, v), d.actions(m, v)...)
}

// commands are those whose name begins like the input.
func (d *commandLine) commands(m *Model, v string) []offer {
	if d.palette || strings.TrimSpace(v) == "" {
		return nil
	}
	var out []offer
	key := inbox.FoldText(strings.TrimSpace(v))
	for i := range m.commands {
		c := &m.commands[i]
		w := m.s.Hand.Commands[c.id]
		for _, name := range []string{w.Name, c.id} {
			if strings.HasPrefix(inbox.FoldText(name), key) {
				out = append(out, offer{text: name, label: name + " " + w.Usage, more: w.Help, why: c.why(m)})
				break
			}
		}
	}
	return out
}

// actions are those that the words find, the best first. What cannot be done now
// stays in the list and says why.
func (d *commandLine) actions(m *Model, v string) []offer {
	type hit struct {
		o     offer
		score int
	}
	var hits []hit
	for i := range m.actions {
		a := &m.actions[i]
		if a.Where&m.place() == 0 || a.ID == "palette" || a.ID == "command" {
			continue
		}
		t := m.s.Actions[a.ID]
		score, ok := fuzzy(v, t.Title)
		if !ok {
			score, ok = fuzzy(v, t.Title+" "+t.Help+" "+t.Short+" "+a.ID)
			score /= 4
		}
		if !ok {
			continue
		}
		_, why := m.may(a)
		if ok, _ := m.may(a); ok {
			why = ""
		}
		hits = append(hits, hit{offer{text: a.ID, label: t.Title, more: t.Help, keys: m.keyNames(a), why: why, action: a}, score})
	}
	if strings.TrimSpace(v) != "" {
		slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	}
	out := make([]offer, len(hits))
	for i := range hits {
		out[i] = hits[i].o
	}
	return out
}

// run carries out what is typed; where that is no command, the chosen line.
func (d *commandLine) run(m *Model, offers []offer) tea.Cmd {
	v := strings.TrimSpace(d.field.Value())
	if n, relative, ok := lineNumber(v); ok && !d.palette {
		return d.done(m, v, func(m *Model) tea.Cmd {
			if relative {
				return m.moveBy(n)
			}
			return m.jumpLine(n)
		})
	}
	c, rest, from := m.commandIn(d.field.Value())
	if c == nil || d.palette || d.at > 0 && from == 0 {
		return d.choose(m, offers)
	}
	if why := c.why(m); why != "" {
		d.problem = why
		return nil
	}
	then, err := c.run(m, strings.TrimSpace(rest))
	if err != nil {
		d.problem = m.sentence(err)
		d.wrong = wrongPart(d.field.Value(), from+len(rest)-len(strings.TrimLeft(rest, " ")), err)
		return nil
	}
	return d.done(m, v, then)
}

func (d *commandLine) choose(m *Model, offers []offer) tea.Cmd {
	if d.at >= len(offers) {
		d.problem = m.s.Hand.NoCommand
		d.wrong = safetext.Span{End: len(d.field.Value())}
		return nil
	}
	o := offers[d.at]
	if o.action == nil { // the name of a command that was not typed to its end
		d.take(offers)
		d.changed()
		if c, _, _ := m.commandIn(d.field.Value()); c != nil && c.action != "" {
			return d.run(m, nil)
		}
		return nil
	}
	if o.why != "" {
		d.problem = o.label + ": " + o.why
		return nil
	}
	return d.done(m, o.action.ID, func(m *Model) tea.Cmd { return m.run(o.action) })
}

func (d *commandLine) done(m *Model, line string, then answer) tea.Cmd {
	m.close(d)
	keep := tea.Cmd(nil)
	if !d.palette {
		keep = m.remember(line)
	}
	return tea.Batch(then(m), keep)
}

// lineNumber reads 12, +5 and -5.
func lineNumber(v string) (n int, relative, ok bool) {
	n, err := strconv.Atoi(v)
	relative = strings.HasPrefix(v, "+") || strings.HasPrefix(v, "-")
	if err != nil || n > maxCount*100 || n < -maxCount*100 || !relative && n < 1 {
		return 0, false, false
	}
	return n, relative, true
}

func (d *commandLine) draw(m *Model, width, height int) panel {
	offers := d.offers(m)
	ghost := ""
	if d.at < len(offers) {
		if o := offers[d.at]; o.from <= len(d.field.Value()) && o.action == nil {
			ghost, _ = strings.CutPrefix(o.text, d.field.Value()[o.from:])
			if ghost == o.text && d.field.Value()[o.from:] != "" {
				ghost = ""
			}
		}
	}
	sign := " : "
	if d.palette {
		sign = " > "
	}
	p := m.inputRow(sign, &d.field, width, d.wrong, ghost)
	if d.problem != "" {
		p.rows = append(p.rows, frame.Indented(safetext.Clean(d.problem), width, 1, frame.Bad, nil)...)
	} else if c, _, from := m.commandIn(d.field.Value()); c != nil && from > 0 && !d.palette {
		w := m.s.Hand.Commands[c.id]
		lead := frame.Own("   "+w.Name+" "+w.Usage+"  ", frame.Strong)
		if at := lead.Text.Width(); at+lipgloss.Width(w.Help) <= width {
			p.rows = append(p.rows, frame.Of(lead, frame.Own(w.Help, frame.Dim)))
		} else {
			p.rows = append(p.rows, frame.Of(lead))
			p.rows = append(p.rows, frame.Indented(safetext.Line(w.Help), width, 3, frame.Dim, nil)...)
		}
	}
	room := max(3, min(height-len(p.rows)-2, 10))
	blocks, heights := make([][]frame.Row, len(offers)), make([]int, len(offers))
	nameAt, keysAt := 0, 0
	for i := range offers {
		nameAt = max(nameAt, lipgloss.Width(cmp.Or(offers[i].label, offers[i].text)))
		keysAt = max(keysAt, lipgloss.Width(offers[i].keys))
	}
	nameAt, keysAt = min(nameAt+2, max(28, width/4)), keysAt+min(keysAt, 2)
	for i := range offers {
		o := &offers[i]
		st := frame.Plain
		if i == d.at {
			st = frame.Select
		}
		words := o.more
		if o.why != "" {
			words = m.s.NotNow + " " + o.why
		}
		lead := []frame.Span{frame.Own("   ", frame.Plain), frame.OwnCell(cmp.Or(o.label, o.text), nameAt, frame.Plain), frame.OwnCell(o.keys, keysAt, frame.Key)}
		blocks[i] = besides(lead, 3+nameAt+keysAt, words, width, frame.Dim)
		for j := range blocks[i] {
			blocks[i][j].Fill = st
		}
		heights[i] = len(blocks[i])
	}
	from, to := around(heights, d.at, room)
	for _, b := range blocks[from:to] {
		p.rows = append(p.rows, b...)
	}
	return p
}

func (d *commandLine) hints(m *Model) []hint {
	hs := []hint{{"Enter", m.s.HintRun}, {"Tab", m.s.HintComplete}, {"Esc", m.s.HintCancel}}
	if len(m.history) > 0 && !d.palette {
		hs = append(hs, hint{m.keyName("up"), m.s.Hand.HintHistory})
	}
	return hs
}
