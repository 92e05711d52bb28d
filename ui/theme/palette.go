package theme

import (
	"slices"

	"lotse/inbox/config/strict"
	"lotse/ui/frame"
)

// Palette is the theme on a ground.
func (t *Theme) Palette(on frame.Ground) frame.Palette {
	p := frame.BuiltIn(t.Base, on)
	for _, c := range t.changes {
		c.set(&p[c.style])
	}
	return p
}

// lookAt notes the styles the file has given a colour in which they are hard to
// read. Those of the base are its own affair.
func (r *reader) lookAt() {
	on := frame.GroundUnknown // the file says nothing about it
	switch r.theme.Base {
	case frame.ThemeDark:
		on = frame.GroundDark
	case frame.ThemeLight:
		on = frame.GroundLight
	}
	p := r.theme.Palette(on)
	for i, name := range frame.StyleNames() {
		st := frame.Style(i + 1)
		at := slices.IndexFunc(r.theme.changes, func(c change) bool { return c.style == st })
		if at < 0 {
			continue
		}
		ratio, known := p[st].Contrast(on)
		if !known || ratio >= frame.Readable {
			continue
		}
		line, column := r.At(r.theme.changes[at].path)
		place := strict.Problem{File: r.Name, Line: line, Column: column}.Place()
		r.theme.Faint = append(r.theme.Faint, Faint{Place: place, Style: name, Ratio: ratio})
	}
}
