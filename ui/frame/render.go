package frame

import "strings"

// Render draws rows as exactly height lines of exactly width cells.
func Render(rows []Row, width, height int, theme *Theme) string {
	var b strings.Builder
	b.Grow(2 * width * height)
	for i := range height {
		if i > 0 {
			b.WriteByte('\n')
		}
		var r Row
		if i < len(rows) {
			r = rows[i]
		}
		r = r.Fit(width)
		for _, s := range r.Spans {
			if s.Text.IsEmpty() {
				continue
			}
			fill := r.Fill
			if s.fill != Plain {
				fill = s.fill
			}
			c := &theme.codes[fill][s.Style]
			b.WriteString(c.on)
			b.WriteString(s.Text.String())
			b.WriteString(c.off)
		}
	}
	return b.String()
}
