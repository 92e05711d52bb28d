package frame

import (
	"strings"

	"charm.land/lipgloss/v2"

	"lotse/inbox/safetext"
)

// Style names what a piece of text is. A Theme decides how that looks; none says
// anything that the words do not say too.
type Style uint8

// The styles.
const (
	Plain  Style = iota
	Dim          // less important: ages, rules, hints
	Strong       // headings, names
	Title        // the title line
	Select       // the selected row
	Mark         // a marked row
	Flag         // a stretch of text that was flagged
	Mask         // private data that is covered
	Warn         // deserves a look
	Bad          // wrong, critical, refused
	Good         // done, delivered
	Ours         // what our town wrote
	Key          // a key to press
	Gone         // taken out of a text
	Added        // put into a text
	New          // nobody has looked at it yet
	Alarm        // somebody may be in danger, or nobody knows what happened
	Hit          // what a search was after
	Wrong        // the part of an input that cannot be read
	styleCount
)

// Span is a piece of one row.
type Span struct {
	Text  safetext.Text
	Style Style
	fill  Style // of the row it came from, when two rows were put beside each other
}

// Row is one line of the screen. Fill styles the whole of it, the padding
// included; pieces of style Plain take it over.
type Row struct {
	Spans []Span
	Fill  Style
}

// Own makes a piece of our own words. They go through safetext like everything
// else: names of roles and channels come from a file.
func Own(s string, st Style) Span { return Span{Text: safetext.Line(s), Style: st} }

// Of makes a row of pieces.
func Of(spans ...Span) Row { return Row{Spans: spans} }

// Line makes a row of our own words.
func Line(s string, st Style) Row { return Of(Own(s, st)) }

// Text gives the row's words without style, for tests and files.
func (r Row) Text() string {
	var b strings.Builder
	for _, s := range r.Spans {
		b.WriteString(s.Text.String())
	}
	return b.String()
}

// Width is the number of cells the row needs.
func (r Row) Width() int {
	n := 0
	for _, s := range r.Spans {
		n += cells(s.Text)
	}
	return n
}

// Cell makes a piece of exactly width cells: cut with "…" or padded.
func Cell(t safetext.Text, width int, st Style) Span {
	t = cut(t, width)
	if pad := width - cells(t); pad > 0 {
		t = safetext.Line(t.String() + strings.Repeat(" ", pad))
	}
	return Span{Text: t, Style: st}
}

// OwnCell is Cell for our own words.
func OwnCell(s string, width int, st Style) Span { return Cell(safetext.Line(s), width, st) }

// Fit gives the row with exactly width cells.
func (r Row) Fit(width int) Row {
	out := Row{Fill: r.Fill, Spans: make([]Span, 0, len(r.Spans)+1)}
	left := width
	for i, s := range r.Spans {
		w := cells(s.Text)
		if strings.IndexByte(s.Text.String(), '\n') >= 0 {
			w = left + 1 // a row has one line: the first, and the sign that there is more
		}
		last := w > left || w == left && hasMore(r.Spans[i+1:])
		switch {
		case w > left:
			s.Text = cut(s.Text, left)
		case last: // it fits, but what follows does not: the "…" must still be seen
			s.Text = cut(safetext.Line(s.Text.String()+" …"), left)
		}
		out.Spans = append(out.Spans, s)
		left -= cells(s.Text)
		if last || left <= 0 {
			break
		}
	}
	if left > 0 {
		out.Spans = append(out.Spans, Own(strings.Repeat(" ", left), Plain))
	}
	return out
}

// cells measures as the terminal library draws. It differs from Text.Width in a
// few scripts, and what counts here is where the next column begins.
func cells(t safetext.Text) int {
	s := t.String()
	n := 0
	for _, r := range s {
		if !single(r) {
			return lipgloss.Width(s)
		}
		n++
	}
	return n
}

// single reports whether a rune takes one cell whatever stands around it: nearly
// every text here has no other. The copyright and trade mark signs can become
// emoji, the soft hyphen nothing.
func single(r rune) bool {
	switch {
	case r < 0x7F:
		return r >= ' '
	case r < 0x300:
		return r >= 0xA0 && r != 0xA9 && r != 0xAD && r != 0xAE
	}
	return r >= 0x2010 && r <= 0x2027 || r == 0x20AC || r >= 0x2500 && r <= 0x259F
}

// cut shortens to one line of at most width cells.
func cut(t safetext.Text, width int) safetext.Text {
	got := t.Truncate(width)
	for w := width - 1; cells(got) > width && w >= 0; w-- {
		got = t.Truncate(w)
	}
	return got
}

func hasMore(rest []Span) bool {
	for _, s := range rest {
		if !s.Text.IsEmpty() {
			return true
		}
	}
	return false
}

// Beside puts two columns next to each other, with a rule between them.
func Beside(left []Row, leftWidth int, rule string, right []Row, rightWidth, height int) []Row {
	out := make([]Row, height)
	for i := range out {
		var l, r Row
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		l, r = l.Fit(leftWidth).filled(), r.Fit(rightWidth).filled()
		out[i].Spans = append(append(l.Spans, Own(rule, Dim)), r.Spans...)
	}
	return out
}

// filled moves the fill into the pieces, so that it ends with its column.
func (r Row) filled() Row {
	for i := range r.Spans {
		if r.Fill != Plain {
			r.Spans[i].fill = r.Fill
		}
	}
	r.Fill = Plain
	return r
}

// Rule is a horizontal line.
func Rule(width int, plain bool) Row {
	if plain {
		return Row{}
	}
	return Line(strings.Repeat("─", max(width, 0)), Dim)
}

// Lead gives the row with a piece in front; the row itself stays as it is.
func (r Row) Lead(s Span) Row {
	return Row{Spans: append([]Span{s}, r.Spans...), Fill: r.Fill}
}
