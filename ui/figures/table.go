package figures

import (
	"fmt"
	"strings"

	"lotse/inbox/safetext"
)

// Table gives a chart as a table in words: a heading, then aligned columns. Every
// line is safe to print. With bars, a bar of signs stands beside the numbers;
// with words, no sign stands for a number.
func (c *Chart) Table(bars, words bool) []string {
	out := []string{line(c.Title)}
	if c.Shape == Heat && words {
		for d := range c.Rows {
			out = append(out, "  "+c.Busy(d))
		}
		return out
	}
	if c.Shape == Heat {
		return append(append(out, c.week()...), "  "+c.Scale)
	}
	cells := make([][]safetext.Text, 0, len(c.Rows)+1)
	cells = append(cells, texts(c.Columns))
	for _, r := range c.Rows {
		cells = append(cells, texts(append([]string{r.Label}, r.Cells...)))
	}
	width := make([]int, len(c.Columns))
	for _, row := range cells {
		for i, t := range row {
			width[i] = max(width[i], t.Width())
		}
	}
	width[0] = min(width[0], 36)
	for i, row := range cells {
		var b strings.Builder
		b.WriteString("  ")
		for j, t := range row {
			t = t.Truncate(width[j])
			pad := strings.Repeat(" ", max(width[j]-t.Width(), 0))
			if j == 0 {
				b.WriteString(t.String() + pad)
			} else {
				b.WriteString("  " + pad + t.String())
			}
		}
		if bars && i > 0 && c.Max > 0 && c.Rows[i-1].Told {
			b.WriteString("  " + strings.Repeat("█", int(c.Rows[i-1].Value/c.Max*20+0.5)))
		}
		out = append(out, strings.TrimRight(b.String(), " "))
	}
	return out
}

// week writes weekday by hour with signs that stay apart without colour.
func (c *Chart) week() []string {
	out := make([]string, 0, 8)
	head := strings.Repeat(" ", 5)
	for h := 0; h < 24; h += 3 {
		head += (c.Columns[h+1] + "     ")[:6]
	}
	out = append(out, strings.TrimRight(head, " "))
	for d, r := range c.Rows {
		var b strings.Builder
		b.WriteString("  " + (r.Label + "   ")[:3])
		for _, n := range c.Hours[d] {
			b.WriteString(Shade(n.N, n.Few, c.Max) + " ")
		}
		out = append(out, strings.TrimRight(b.String(), " "))
	}
	return out
}

// Busy says a weekday's hours in words: those in which something came in.
func (c *Chart) Busy(day int) string {
	var b strings.Builder
	b.WriteString(c.Rows[day].Label + ":")
	any := false
	for h, n := range c.Hours[day] {
		if n.N > 0 || n.Few {
			fmt.Fprintf(&b, " %02d:00 %s,", h, c.Rows[day].Cells[h])
			any = true
		}
	}
	if !any {
		return b.String() + " –"
	}
	return strings.TrimSuffix(b.String(), ",")
}

// Shade is the sign for how much something is beside the most there is.
func Shade(n int, few bool, most float64) string {
	switch {
	case few:
		return "?"
	case n == 0 || most == 0:
		return "·"
	}
	return [...]string{"░", "▒", "▓", "█"}[min(int(float64(n)/most*4), 3)]
}

func texts(ss []string) []safetext.Text {
	out := make([]safetext.Text, len(ss))
	for i, s := range ss {
		out[i] = safetext.Line(s)
	}
	return out
}
