package frame

import (
	"slices"

	"lotse/inbox/safetext"
)

// Range styles a stretch of a text, in byte offsets of its String.
type Range struct {
	safetext.Span
	Style Style
}

// Wrap breaks a text into rows of at most width cells and styles the ranges in
// them. Where ranges overlap the later one counts.
func Wrap(t safetext.Text, width int, base Style, ranges []Range) []Row {
	var rows []Row
	for _, line := range t.WrapSpans(width) {
		rows = append(rows, styled(t, line, base, ranges))
	}
	return rows
}

// Indented is Wrap with a left margin.
func Indented(t safetext.Text, width, indent int, base Style, ranges []Range) []Row {
	rows := Wrap(t, max(width-indent, 1), base, ranges)
	for i := range rows {
		rows[i].Spans = append([]Span{OwnCell("", indent, Plain)}, rows[i].Spans...)
	}
	return rows
}

// Para wraps our own words.
func Para(s string, width int, st Style) []Row { return Wrap(safetext.Clean(s), width, st, nil) }

// Piece styles one line of a text that was wrapped elsewhere.
func Piece(t safetext.Text, line safetext.Span, base Style, ranges []Range) Row {
	return styled(t, line, base, ranges)
}

func styled(t safetext.Text, line safetext.Span, base Style, ranges []Range) Row {
	cuts := []int{line.Start, line.End}
	for _, r := range ranges {
		for _, at := range []int{r.Start, r.End} {
			if at > line.Start && at < line.End {
				cuts = append(cuts, at)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var row Row
	for i := 0; i+1 < len(cuts); i++ {
		st := base
		for _, r := range ranges {
			if r.Start <= cuts[i] && cuts[i] < r.End {
				st = r.Style
			}
		}
		row.Spans = append(row.Spans, Span{Text: t.Slice(cuts[i], cuts[i+1]), Style: st})
	}
	return row
}
