package ui

import (
	"strings"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// mostLint is how many findings stand below a field while one types; the last look
// shows them all.
const mostLint = 2

// drawGap draws the field the person is at: what it asks for, its text with what is
// odd about it underlined, what could be taken, and what is wrong.
func (c *composer) drawGap(m *Model, g *gap, width, lines int) panel {
	var p panel
	found := inbox.Lint(g.field.Value(), g.rules)
	if g.block && inbox.Canonical(g.field.Value()) == inbox.Canonical(g.standard) {
		found = nil // that wording was approved
	}
	head := frame.Of(m.bar(true), frame.Own(" "+g.label, frame.Strong))
	if count := g.count(m, c); count != "" {
		st := frame.Dim
		if len(found) > 0 && tooLong(found) {
			st = frame.Bad
		}
		head.Spans = append(head.Spans, frame.Own("  "+count, st))
	}
	hint := frame.Own("  "+g.hint, frame.Dim)
	if one := frame.Of(append(head.Spans, hint)...); one.Width() <= width {
		p.rows = append(p.rows, one)
	} else { // the example is at the end of the hint, and the field is refused without it
		p.rows = append(p.rows, head)
		p.rows = append(p.rows, frame.Indented(safetext.Line(g.hint), width, 4, frame.Dim, nil)...)
	}
	if !g.field.Multi {
		lines = 1
	}
	v := g.field.Draw(width-6, lines)
	p.x, p.y = v.X+4, len(p.rows)+v.Y
	ranges := underlined(found)
	for i, l := range v.Lines {
		row := frame.Of(frame.Own("    ", frame.Plain))
		if len(ranges) == 0 {
			row.Spans = append(row.Spans, frame.Span{Text: l, Style: frame.Plain})
		} else {
			row.Spans = append(row.Spans, frame.Piece(g.field.Text(), v.Spans[i], frame.Plain, ranges).Spans...)
		}
		if _, ghost := c.ghost(m, g); ghost != "" && i == v.Y {
			row.Spans = append(row.Spans, frame.Own(ghost, frame.Dim), frame.Own("  "+m.keyName("tab"), frame.Key))
		}
		p.rows = append(p.rows, row)
	}
	if row, any := c.suggestRow(m, g, width); any {
		p.rows = append(p.rows, row)
	}
	if g.problem != "" {
		p.rows = append(p.rows, frame.Indented(safetext.Clean(g.problem), width, 4, frame.Bad, nil)...)
	}
	p.rows = append(p.rows, m.lintRows(found, width, 4, mostLint)...)
	return p
}

// count counts what was typed as the rule of the field does.
func (g *gap) count(m *Model, c *composer) string {
	value := g.field.Value()
	switch {
	case g.free:
		ch := m.ses.Channels[c.about.Content.Channel]
		if ch == nil {
			return ""
		}
		to := inbox.RefOf(&c.about.Content)
		n := text.Number(m.lang, ch.Length(to, ch.Compose(to, inbox.Canonical(value))))
		if limit := ch.Capabilities().MaxChars; limit > 0 {
			return n + "/" + text.Number(m.lang, limit)
		}
		return n
	case g.block:
		return text.Number(m.lang, len([]rune(value))) + "/" + text.Number(m.lang, g.most)
	}
	if n := len([]rune(value)); n*4 > g.placeholder.Limit()*3 { // only when it gets tight
		return text.Number(m.lang, n) + "/" + text.Number(m.lang, g.placeholder.Limit())
	}
	return ""
}

func tooLong(found []inbox.LintFinding) bool {
	for _, f := range found {
		if f.Code == inbox.LintLong {
			return true
		}
	}
	return false
}

// underlined styles the places of findings.
func underlined(found []inbox.LintFinding) []frame.Range {
	out := make([]frame.Range, 0, len(found))
	for _, f := range found {
		out = append(out, frame.Range{Span: safetext.Span{Start: f.Span.Start, End: f.Span.End}, Style: frame.Flag})
	}
	return out
}

// lintRows says what is odd, the gravest first.
func (m *Model) lintRows(found []inbox.LintFinding, width, indent, most int) []frame.Row {
	var rows []frame.Row
	shown := 0
	for _, want := range []inbox.Severity{inbox.LintError, inbox.LintWarn, inbox.LintHint} {
		for _, f := range found {
			if f.Severity != want {
				continue
			}
			if shown++; shown > most {
				continue
			}
			st := frame.Warn
			switch f.Severity {
			case inbox.LintError:
				st = frame.Bad
			case inbox.LintHint:
				st = frame.Dim
			case inbox.LintWarn:
			}
			words := m.lang.Severity(f.Severity) + ": " + m.lang.Lint(f)
			rows = append(rows, frame.Indented(safetext.Clean(words), width, indent, st, nil)...)
		}
	}
	if shown > most {
		rows = append(rows, frame.Line(strings.Repeat(" ", indent)+say(m.s.Reply.MoreLint, shown-most), frame.Dim))
	}
	return rows
}
