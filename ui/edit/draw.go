package edit

import (
	"strings"

	"charm.land/lipgloss/v2"

	"lotse/inbox/safetext"
)

// lines gives the byte ranges of the lines as they are drawn. An empty text has
// one empty line, and a text that ends in a newline has an empty one after it.
func (f *Field) lines(width int) []safetext.Span {
	if !f.Multi {
		return []safetext.Span{{Start: 0, End: len(f.text)}}
	}
	ls := safetext.Clean(f.text).WrapSpans(width)
	if len(ls) == 0 {
		ls = []safetext.Span{{}}
	}
	return ls
}

// row is the index of the line the cursor stands on.
func (f *Field) row(ls []safetext.Span) int {
	for i := len(ls) - 1; i > 0; i-- {
		if f.at >= ls[i].Start {
			return i
		}
	}
	return 0
}

func (f *Field) lineAround(width int) safetext.Span {
	ls := f.lines(width)
	return ls[f.row(ls)]
}

// vertical moves the cursor by lines; false at the first and the last one.
func (f *Field) vertical(by, width int) bool {
	ls := f.lines(width)
	i := f.row(ls)
	to := i + by
	if to < 0 || to >= len(ls) {
		return false
	}
	col := f.want
	if col < 0 {
		col = lipgloss.Width(f.text[ls[i].Start:min(f.at, ls[i].End)])
	}
	at := ls[to].Start
	for at < ls[to].End && lipgloss.Width(f.text[ls[to].Start:f.next(at)]) <= col {
		at = f.next(at)
	}
	f.at, f.want = at, col
	return true
}

// View is a field as it is drawn: its lines and where the cursor stands in them.
type View struct {
	Lines []safetext.Text
	Spans []safetext.Span // the bytes of the text that each line shows
	X, Y  int
	From  int // of a one-line field: the byte its line begins with
}

// Draw gives at most height lines of at most width cells, those around the
// cursor. A one-line field scrolls sideways.
func (f *Field) Draw(width, height int) View {
	if !f.Multi {
		return f.drawLine(max(width, 2))
	}
	t, ls := safetext.Clean(f.text), f.lines(width)
	at := f.row(ls)
	first := max(0, min(at-height/2, len(ls)-height))
	var v View
	for i := first; i < len(ls) && i < first+height; i++ {
		v.Lines, v.Spans = append(v.Lines, t.Slice(ls[i].Start, ls[i].End)), append(v.Spans, ls[i])
	}
	v.Y = at - first
	v.X = min(lipgloss.Width(f.text[ls[at].Start:max(ls[at].Start, min(f.at, ls[at].End))]), width-1)
	if f.at > ls[at].End { // behind spaces that hang over the edge
		v.X = min(v.X+strings.Count(f.text[ls[at].End:f.at], " "), width-1)
	}
	return v
}

func (f *Field) drawLine(width int) View {
	start := 0
	for start < f.at && lipgloss.Width(f.text[start:f.at]) > width-1 {
		start = f.next(start)
	}
	end := start
	for end < len(f.text) && lipgloss.Width(f.text[start:f.next(end)]) <= width {
		end = f.next(end)
	}
	return View{
		Lines: []safetext.Text{safetext.Line(f.text[start:end])},
		Spans: []safetext.Span{{Start: start, End: end}},
		X:     lipgloss.Width(f.text[start:f.at]),
		From:  start,
	}
}
