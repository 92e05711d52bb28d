package ui

import (
	"lotse/inbox/safetext"
	"lotse/ui/edit"
	"lotse/ui/frame"
)

// inputRow draws a one-line field behind its sign. wrong is the stretch that could
// not be read, in bytes of the field's value; ghost is how what is typed could go
// on, shown when the cursor stands at the end; never to a screen reader, which
// could not tell it from what was typed.
func (m *Model) inputRow(sign string, f *edit.Field, width int, wrong safetext.Span, ghost string) panel {
	lead := frame.Own(sign, frame.Key)
	room := max(width-frame.Of(lead).Width()-1, 2)
	v := f.Draw(room, 1)
	row := frame.Of(lead)
	for _, line := range v.Lines {
		n := len(line.String())
		from, to := clip(wrong.Start-v.From, n), clip(wrong.End-v.From, n)
		for _, piece := range []struct {
			from, to int
			style    frame.Style
		}{{0, from, frame.Plain}, {from, to, frame.Wrong}, {to, n, frame.Plain}} {
			if piece.from < piece.to {
				row.Spans = append(row.Spans, frame.Span{Text: line.Slice(piece.from, piece.to), Style: piece.style})
			}
		}
	}
	if wrong.Start < wrong.End && wrong.Start >= len(f.Value()) { // what is missing stands behind the end
		row.Spans = append(row.Spans, frame.Own("_", frame.Wrong))
	} else if ghost != "" && !m.opt.Plain && f.Cursor() == len(f.Value()) {
		row.Spans = append(row.Spans, frame.Own(ghost, frame.Dim))
	}
	return panel{rows: []frame.Row{row}, x: frame.Of(lead).Width() + v.X, cursor: true}
}

func clip(at, n int) int { return min(max(at, 0), n) }
