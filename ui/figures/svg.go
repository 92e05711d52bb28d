package figures

import (
	"bytes"
	"fmt"
	"html/template"
	"math"
	"strconv"
)

// The pictures of the page are written by hand: a few rectangles and words, the
// same bytes for the same numbers. Every word goes through the template package's
// escaping. Colours are classes of the page, and each bar carries its number.

const (
	svgWidth  = 720
	labelEnd  = 250 // where bars begin
	barEnd    = 560
	rowHeight = 26
	courseEnd = 715
)

type drawing struct{ bytes.Buffer }

func (d *drawing) tag(format string, args ...any) { fmt.Fprintf(d, format+"\n", args...) }

// word writes text at a place; anchor is start, middle or end.
func (d *drawing) word(x, y float64, anchor, s string) {
	d.tag(`<text x="%s" y="%s" text-anchor="%s">%s</text>`, num(x), num(y), anchor, template.HTMLEscapeString(s))
}

func (d *drawing) box(class string, x, y, w, h float64) {
	d.tag(`<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`, class, num(x), num(y), num(w), num(h))
}

// num writes a coordinate with at most one place, the same on every machine.
func num(v float64) string { return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64) }

// SVG draws a chart. Its title and what it shows stand in it for those who hear it.
func (c *Chart) SVG(few string) template.HTML {
	var d drawing
	height := c.svgHeight()
	d.tag(`<svg viewBox="0 0 %d %s" role="img" aria-labelledby="%s-t %s-d">`, svgWidth, num(height), c.ID, c.ID)
	d.tag(`<title id="%s-t">%s</title>`, c.ID, template.HTMLEscapeString(c.Title))
	d.tag(`<desc id="%s-d">%s</desc>`, c.ID, template.HTMLEscapeString(c.Note))
	switch c.Shape {
	case Time:
		c.columns(&d, few)
	case Heat:
		c.shades(&d)
	case Bars, Parts:
		c.bars(&d, few)
	}
	d.WriteString("</svg>")
	return template.HTML(d.String()) //nolint:gosec // put together here, each word escaped
}

func (c *Chart) svgHeight() float64 {
	switch c.Shape {
	case Time:
		return 200
	case Heat:
		return 7*rowHeight + 24
	case Bars, Parts:
	}
	return float64(len(c.Rows))*rowHeight + 4
}

func (c *Chart) bars(d *drawing, few string) {
	for i, r := range c.Rows {
		y := float64(i) * rowHeight
		d.word(labelEnd-8, y+17, "end", shorten(r.Label, 34))
		end := float64(labelEnd)
		says := r.Cells[0]
		if c.Shape == Parts {
			says = r.Cells[len(r.Cells)-1]
		}
		if r.Told && c.Max > 0 {
			w := r.Value / c.Max * (barEnd - labelEnd - 60)
			d.box("bar", labelEnd, y+4, w, rowHeight-8)
			end += w
		} else if says == few {
			d.box("few", labelEnd, y+4, 12, rowHeight-8)
			end += 12
		}
		d.word(end+6, y+17, "start", says)
		c.course(d, r, y)
	}
}

// course draws a row's numbers over time, small, at the right.
func (c *Chart) course(d *drawing, r Row, y float64) {
	top := 0
	for _, n := range r.Course {
		top = max(top, n.N)
	}
	if top == 0 {
		return
	}
	w := float64(courseEnd-barEnd) / float64(len(r.Course))
	for i, n := range r.Course {
		if n.N == 0 {
			continue
		}
		h := float64(n.N) / float64(top) * (rowHeight - 8)
		d.box("course", barEnd+float64(i)*w, y+rowHeight-4-h, math.Max(w-0.5, 0.5), h)
	}
}

func (c *Chart) columns(d *drawing, few string) {
	const left, bottom, top = 50, 170, 14
	d.tag(`<path class="axis" d="M%d %dV%dH%d"/>`, left, top, bottom, svgWidth-5)
	if c.Max > 0 {
		d.word(left-6, top+8, "end", strconv.Itoa(int(c.Max)))
	}
	d.word(left-6, bottom, "end", "0")
	if len(c.Rows) == 0 {
		return
	}
	w := float64(svgWidth-5-left) / float64(len(c.Rows))
	for i, r := range c.Rows {
		x := left + float64(i)*w
		switch {
		case r.Told && r.Value > 0:
			h := r.Value / c.Max * (bottom - top)
			d.box("bar", x+w*0.1, bottom-h, w*0.8, h)
		case r.Cells[0] == few:
			d.box("few", x+w*0.1, bottom-6, w*0.8, 6)
		}
	}
	d.word(left, bottom+20, "start", c.Rows[0].Label)
	if n := len(c.Rows); n > 2 {
		d.word(left+float64(n/2)*w, bottom+20, "middle", c.Rows[n/2].Label)
		d.word(svgWidth-5, bottom+20, "end", c.Rows[n-1].Label)
	}
}

// shades draws the week: how much by the size of the square, so that it is told
// without a colour too.
func (c *Chart) shades(d *drawing) {
	const left, cell = 60, 27
	for h := range 24 {
		if h%3 == 0 {
			d.word(left+float64(h)*cell+cell/2, 14, "middle", strconv.Itoa(h))
		}
	}
	for day := range c.Hours {
		y := 22 + float64(day)*rowHeight
		d.word(left-10, y+17, "end", c.Rows[day].Label)
		for h, n := range c.Hours[day] {
			x := left + float64(h)*cell
			d.box("cell", x, y, cell-2, rowHeight-2)
			switch {
			case n.Few:
				d.tag(`<circle class="few" cx="%s" cy="%s" r="3"/>`, num(x+cell/2-1), num(y+rowHeight/2-1))
			case n.N > 0 && c.Max > 0:
				side := math.Sqrt(float64(n.N)/c.Max) * (rowHeight - 4)
				d.box("bar", x+(cell-2-side)/2, y+(rowHeight-2-side)/2, side, side)
			}
		}
	}
}

// shorten cuts a label that is longer than its room.
func shorten(s string, n int) string {
	if rs := []rune(s); len(rs) > n {
		return string(rs[:n-1]) + "…"
	}
	return s
}
