package frame

import (
	"image/color"
	"math"
)

// Readable is the least contrast that WCAG 2 asks of text.
const Readable = 4.5

// Contrast is how much a look stands out from its ground, 1 to 21, where that can
// be known: exact colours always, and where only one of the two is exact and the
// ground is said to be dark or light, how much it is at best. What the sixteen
// colours of a terminal look like is not known.
func (l Look) Contrast(on Ground) (ratio float64, known bool) {
	paper, ink := color.Color(nil), color.Color(nil)
	switch on {
	case GroundUnknown:
	case GroundDark:
		paper, ink = color.Black, color.White
	case GroundLight:
		paper, ink = color.White, color.Black
	}
	fg, bg := exact(l.Fg), exact(l.Bg)
	switch {
	case l.Fg == "" && l.Bg == "":
		return 0, false
	case l.Fg == "":
		fg = ink
	case l.Bg == "":
		bg = paper
	}
	if fg == nil || bg == nil {
		return 0, false
	}
	return contrastOf(fg, bg), true
}

// exact is a colour that looks the same on every terminal, nil for the others.
func exact(s string) color.Color {
	if c, ok := Color(s).(color.RGBA); ok {
		return c
	}
	return nil
}

// contrastOf is the ratio as WCAG 2 defines it.
func contrastOf(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(c color.Color) float64 {
	part := func(v uint32) float64 {
		s := float64(v) / 0xffff
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	r, g, b, _ := c.RGBA()
	return 0.2126*part(r) + 0.7152*part(g) + 0.0722*part(b)
}
