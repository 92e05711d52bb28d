package ui

import (
	"strings"

	"charm.land/lipgloss/v2"

	"lotse/inbox/safetext"
	"lotse/ui/frame"
)

// Our own words are never cut: what does not fit whole is wrapped, or counted. A
// stranger's words may be, they stand whole in the item.

// whole joins as many words as fit in the width, and counts the rest: "Lob, Frage
// +2".
func whole(words []string, sep string, width int) string {
	for n := len(words); n > 0; n-- {
		s := strings.Join(words[:n], sep)
		if n < len(words) {
			s += say(" +%d", len(words)-n)
		}
		if lipgloss.Width(s) <= width {
			return s
		}
	}
	return ""
}

// besides puts words behind a lead of so many cells, wrapped under each other.
func besides(lead []frame.Span, at int, words string, width int, st frame.Style) []frame.Row {
	rows := frame.Indented(safetext.Line(words), width, at, st, nil)
	if len(rows) == 0 {
		return []frame.Row{frame.Of(lead...)}
	}
	rows[0].Spans = append(lead[:len(lead):len(lead)], rows[0].Spans[1:]...)
	return rows
}

// around gives the blocks about the one at a place that fit in so many lines, in
// their order: the number of the first and of the one behind the last.
func around(heights []int, at, lines int) (from, to int) {
	if len(heights) == 0 {
		return 0, 0
	}
	at = max(0, min(at, len(heights)-1))
	from, to = at, at+1
	left := lines - heights[at]
	for grew := true; grew; {
		grew = false
		if to < len(heights) && heights[to] <= left {
			left -= heights[to]
			to, grew = to+1, true
		}
		if from > 0 && heights[from-1] <= left {
			from, grew = from-1, true
			left -= heights[from]
		}
	}
	return from, to
}
