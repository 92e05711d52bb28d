package ui

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/NimbleMarkets/ntcharts/v2/barchart"
	"github.com/NimbleMarkets/ntcharts/v2/canvas"
	"github.com/NimbleMarkets/ntcharts/v2/sparkline"

	"lotse/inbox/safetext"
	"lotse/ui/figures"
	"lotse/ui/frame"
)

// chartDrawing puts pictures on rows. ntcharts draws bars and lines on a canvas of
// its own; they come over rune by rune through safetext, as everything does.
// Words, numbers and the selection are ours: the library cuts labels inside a
// letter, and its heat map tells numbers by colour alone.
type chartDrawing struct {
	plain bool
	lines []chartLine // where the lines of the picture drawn last stand
}

// chartLine are the cells of a line of a picture: a row, or the column of a step of
// time.
type chartLine struct{ x, y, w, h, row int }

// line notes where a line stands, below the title and the note.
func (d *chartDrawing) line(x, y, w, h, row int) {
	d.lines = append(d.lines, chartLine{x, y + 2, w, h, row})
}

// draw gives at most height rows, and on which of them the chosen line stands; -1
// chooses none.
func (d *chartDrawing) draw(c *figures.Chart, width, height, chosen int) ([]frame.Row, int) {
	lead, st := "   ", frame.Strong
	if chosen >= 0 {
		lead, st = " > ", frame.Title
	}
	rows := append([]frame.Row{frame.Line(lead+c.Title, st)}, frame.Indented(safetext.Line(c.Note), width-1, 3, frame.Dim, nil)...)
	top := len(rows)
	var drawn []frame.Row
	var at int
	d.lines = nil
	switch room := height - len(rows); {
	case d.plain:
		drawn, at = d.words(c, room, chosen)
	case c.Shape == figures.Time:
		drawn, at = d.columns(c, width, room, chosen)
	case c.Shape == figures.Heat:
		drawn, at = d.week(c, width, chosen)
	default:
		drawn, at = d.bars(c, width, room, chosen)
	}
	rows = append(rows, drawn...)
	return rows[:min(len(rows), max(height, 0))], at + top
}

// words is the picture as a table, for those who hear the screen.
func (d *chartDrawing) words(c *figures.Chart, room, chosen int) (rows []frame.Row, at int) {
	lines := c.Table(false, true)[1:]
	head := 1
	if c.Shape == figures.Heat {
		head = 0
	}
	for i, l := range lines {
		st, lead := frame.Plain, "  "
		if chosen >= 0 && i == chosen+head {
			st, lead = frame.Select, "> "
		}
		rows = append(rows, frame.Row{Fill: st, Spans: []frame.Span{frame.Own(lead+strings.TrimPrefix(l, "  "), frame.Plain)}})
	}
	from := max(0, chosen+head-room+1)
	rows, from = window(rows, from, room)
	return rows, max(chosen+head-from, 0)
}

// cells takes the first signs of a line from a canvas.
func cells(c *canvas.Model, y, to int) string {
	var b strings.Builder
	for x := range to {
		r := c.Cell(canvas.Point{X: x, Y: y}).Rune
		if r == 0 {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

const courseWidth = 16

// bars draws a line a row: word, bar, number, and how it went over time.
func (d *chartDrawing) bars(c *figures.Chart, width, room, chosen int) ([]frame.Row, int) {
	shown, from := c.Rows, 0
	if len(shown) > room-1 {
		from = min(max(chosen-(room-1)/2, 0), len(shown)-max(room-1, 0))
		shown = shown[from : from+max(room-1, 0)]
	}
	label := len(c.Columns[0])
	sizes := make([]int, len(c.Columns)-1)
	for i, h := range c.Columns[1:] {
		sizes[i] = frame.Line(h, frame.Plain).Width()
	}
	course := false
	for _, r := range c.Rows {
		label = max(label, frame.Line(r.Label, frame.Plain).Width())
		for i, cell := range r.Cells {
			sizes[i] = max(sizes[i], frame.Line(cell, frame.Plain).Width())
		}
		course = course || len(r.Course) > 1
	}
	label = min(label, width/2)
	course = course && width >= 64
	bar := width - label - 5
	for _, n := range sizes {
		bar -= n + 2
	}
	if course {
		bar -= courseWidth + 2
	}
	// Where there is no room for a bar the least told columns go: the quartiles, and
	// when a peak was. The table of the report has them.
	for _, less := range []int{2, 1} {
		if bar < 12 && len(sizes) > 3 && sizes[less] > 0 {
			bar, sizes[less] = bar+sizes[less]+2, 0
		}
	}
	bar = min(bar, 60)
	name := c.Columns[0]
	if len(shown) < len(c.Rows) {
		name += fmt.Sprintf(" %d–%d/%d", from+1, from+len(shown), len(c.Rows))
	}
	head := frame.Of(frame.Own("   ", frame.Dim), frame.OwnCell(name, label, frame.Dim))
	if bar > 4 {
		head.Spans = append(head.Spans, frame.OwnCell("", bar+2, frame.Dim))
	}
	for i, h := range c.Columns[1:] {
		if sizes[i] > 0 {
			head.Spans = append(head.Spans, right(h, sizes[i], frame.Dim))
		}
	}
	rows := []frame.Row{head}
	pict := horizontal(shown, c.Max, max(bar, 1))
	at := 0
	for i, r := range shown {
		fill, lead := frame.Plain, "   "
		if from+i == chosen {
			fill, lead, at = frame.Select, " > ", len(rows)
		}
		d.line(0, len(rows), width, 1, from+i)
		row := frame.Row{Fill: fill, Spans: []frame.Span{frame.Own(lead, frame.Plain), frame.OwnCell(r.Label, label, frame.Plain)}}
		if bar > 4 {
			row.Spans = append(row.Spans, frame.Own("  ", frame.Plain), frame.Own(cells(&pict.Canvas, i, bar), frame.Key))
		}
		for j, cell := range r.Cells {
			if sizes[j] > 0 {
				row.Spans = append(row.Spans, right(cell, sizes[j], frame.Plain))
			}
		}
		if course {
			row.Spans = append(row.Spans, frame.Own("  "+lineOf(r), frame.Dim))
		}
		rows = append(rows, row)
	}
	return rows, at
}

func right(s string, width int, st frame.Style) frame.Span {
	pad := max(width-frame.Line(s, st).Width(), 0)
	return frame.Own("  "+strings.Repeat(" ", pad)+s, st)
}

func horizontal(rows []figures.Row, most float64, width int) barchart.Model {
	m := barchart.New(width, max(len(rows), 1), barchart.WithHorizontalBars(), barchart.WithNoAxis(), barchart.WithBarGap(0),
		barchart.WithNoAutoBarWidth(), barchart.WithBarWidth(1), barchart.WithNoAutoMaxValue(), barchart.WithMaxValue(max(most, 1)))
	for _, r := range rows {
		m.Push(barchart.BarData{Values: []barchart.BarValue{{Value: r.Value}}})
	}
	m.Draw()
	return m
}

// lineOf draws a row's numbers over time in one line.
func lineOf(r figures.Row) string {
	m := sparkline.New(courseWidth, 1)
	n := min(len(r.Course), courseWidth)
	for i := range n {
		sum := 0
		for _, c := range r.Course[i*len(r.Course)/n : (i+1)*len(r.Course)/n] {
			sum += c.N
		}
		m.Push(float64(sum))
	}
	m.Draw()
	return cells(&m.Canvas, 0, courseWidth)
}

// columns draws numbers over time, and below what the chosen one is.
func (d *chartDrawing) columns(c *figures.Chart, width, room, chosen int) ([]frame.Row, int) {
	high := room - 3
	n := len(c.Rows)
	if high < 2 || n == 0 {
		return nil, 0
	}
	axis := max(len(strconv.Itoa(int(c.Max))), 2) + 4
	wide := width - axis - 1
	groups := min(n, wide) // columns; where there are more steps they share one
	each := min(wide/groups, 6)
	gap := min(1, each-1)
	sums, top := make([]float64, groups), 1.0
	for i := range n {
		sums[i*groups/n] += c.Rows[i].Value
	}
	for _, v := range sums {
		top = max(top, v)
	}
	m := barchart.New(groups*each, high, barchart.WithNoAxis(), barchart.WithBarGap(gap), barchart.WithNoAutoBarWidth(),
		barchart.WithBarWidth(each-gap), barchart.WithNoAutoMaxValue(), barchart.WithMaxValue(top))
	for _, v := range sums {
		m.Push(barchart.BarData{Values: []barchart.BarValue{{Value: v}}})
	}
	m.Draw()
	for g := range groups {
		d.line(axis+g*each, 0, each, high+1, (g*n+groups-1)/groups)
	}
	rows := make([]frame.Row, 0, room)
	for y := range high {
		lead := strings.Repeat(" ", axis-2) + "│ "
		if y == 0 {
			lead = fmt.Sprintf("%*d ┤ ", axis-3, int(top))
		}
		rows = append(rows, frame.Of(frame.Own(lead, frame.Dim), frame.Own(cells(&m.Canvas, y, groups*each), frame.Key)))
	}
	foot := fmt.Sprintf("%*d └", axis-3, 0) + strings.Repeat("─", groups*each+1)
	at := high
	if chosen >= 0 {
		x := axis + (chosen*groups/n)*each
		foot = strings.Repeat(" ", axis-2) + "└" + strings.Repeat("─", max(x-axis+1, 0)) + "^" + strings.Repeat("─", max(axis+groups*each-x-1, 0))
		r := c.Rows[chosen]
		rows = append(rows, frame.Line(foot, frame.Dim), frame.Of(
			frame.Own(strings.Repeat(" ", axis-2)+"> ", frame.Plain), frame.Own(r.Label+": "+strings.Join(r.Cells, " · "), frame.Select)))
		return rows, at + 1
	}
	return append(rows, frame.Line(foot, frame.Dim), frame.Line(strings.Repeat(" ", axis)+c.Rows[0].Label+" – "+c.Rows[n-1].Label, frame.Dim)), at
}

// week draws weekday by hour in shades that stay apart without colour.
func (d *chartDrawing) week(c *figures.Chart, width, chosen int) ([]frame.Row, int) {
	each := min(3, max(1, (width-8)/24))
	m := canvas.New(24*each, 8)
	for h := 0; h < 24; h += 3 {
		m.SetString(canvas.Point{X: h * each, Y: 0}, strconv.Itoa(h))
	}
	for day := range c.Hours {
		for h, n := range c.Hours[day] {
			sign := []rune(figures.Shade(n.N, n.Few, c.Max))
			for x := range max(each-1, 1) {
				m.SetRunes(canvas.Point{X: h*each + x, Y: day + 1}, sign)
			}
		}
	}
	rows, at := []frame.Row{frame.Line("       "+cells(&m, 0, 24*each), frame.Dim)}, 0
	for day, r := range c.Rows {
		lead, st := "   ", frame.Plain
		if day == chosen {
			lead, st, at = " > ", frame.Strong, len(rows)
		}
		d.line(0, len(rows), width, 1, day)
		rows = append(rows, frame.Of(frame.Own(lead, st), frame.OwnCell(r.Label, 4, st), frame.Own(cells(&m, day+1, 24*each), frame.Key)))
	}
	rows = append(rows, frame.Line("       "+c.Scale, frame.Dim))
	if chosen >= 0 && chosen < len(c.Rows) {
		rows = append(rows, frame.Line("   > "+c.Busy(chosen), frame.Plain))
	}
	return rows, at
}
