package frame

import (
	"fmt"
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
)

// Look is how one style is drawn. Fg and Bg are colours as Color reads them;
// empty leaves what the terminal has.
type Look struct {
	Fg, Bg                                          string
	Bold, Faint, Italic, Underline, Reverse, Strike bool
}

// Palette gives every style its look.
type Palette [styleCount]Look

// Slots are the names of the sixteen colours of a terminal, in their order. What
// they look like is the terminal's affair and its owner's choice.
func Slots() []string {
	names := []string{"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"}
	for _, n := range names[:8:8] {
		names = append(names, "bright_"+n)
	}
	return names
}

// Color reads a colour: the name of a slot, or #rrggbb. Nil for none and for what
// is no colour.
func Color(s string) color.Color {
	for i, n := range Slots() {
		if s == n {
			return lipgloss.ANSIColor(i)
		}
	}
	var r, g, b uint8
	if n, _ := fmt.Sscanf(s, "#%02x%02x%02x", &r, &g, &b); n == 3 && len(s) == 7 {
		return color.RGBA{r, g, b, 255}
	}
	return nil
}

// solid reports whether a look brings its own ground, so that no other colour of
// text can be trusted on it.
func (l Look) solid() bool { return l.Bg != "" || l.Reverse }

// join is how a piece looks in a row that is filled. On a solid ground only the
// weight of the piece is left: yellow on a blue bar is not for reading. A piece
// with a ground of its own, a chip, keeps it.
func join(fill, own Look) Look {
	switch {
	case own.Bg != "":
		return own
	case !fill.solid():
		out := own
		if out.Fg == "" {
			out.Fg = fill.Fg
		}
		out.Bold = own.Bold || fill.Bold
		out.Reverse = own.Reverse
		return out
	}
	out := fill
	out.Bold, out.Underline = fill.Bold || own.Bold, fill.Underline || own.Underline
	out.Italic, out.Strike = own.Italic, own.Strike
	return out
}

// Piece is the look of a piece of style own in a row filled with fill.
func (p *Palette) Piece(fill, own Style) Look {
	switch {
	case own == Plain:
		return p[fill]
	case fill == Plain:
		return p[own]
	}
	return join(p[fill], p[own])
}

func (l Look) code() code {
	st := lipgloss.NewStyle().Bold(l.Bold).Faint(l.Faint).Italic(l.Italic).Underline(l.Underline).
		Reverse(l.Reverse).Strikethrough(l.Strike)
	if c := Color(l.Fg); c != nil {
		st = st.Foreground(c)
	}
	if c := Color(l.Bg); c != nil {
		st = st.Background(c)
	}
	const piece = "x"
	on, off, _ := strings.Cut(st.Render(piece), piece)
	return code{on, off}
}
