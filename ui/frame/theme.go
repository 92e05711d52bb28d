package frame

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"
)

// Theme says how the styles look. Colours come from the sixteen of the terminal,
// so that the palette a person has chosen there, a high-contrast one say, wins.
type Theme struct {
	codes [styleCount][styleCount]code // by fill and own style
}

// code is what a terminal is sent before and after a piece. It is made once: to
// ask the style library for each piece of each frame takes longer than all the
// rest of a frame.
type code struct{ on, off string }

// The names of the themes, the first is the default. Dark and light look the same
// here: which red is red is the terminal's affair.
const (
	ThemeAuto       = "auto"
	ThemeDark       = "dark"
	ThemeLight      = "light"
	ThemeContrast   = "contrast"   // no colour and nothing faint, only weight and reverse
	ThemeColorBlind = "colorblind" // blue and yellow where the others have green and red
)

// Themes lists the names.
func Themes() []string {
	return []string{ThemeAuto, ThemeDark, ThemeLight, ThemeContrast, ThemeColorBlind}
}

// NewTheme builds a theme; an unknown name gives the first one and false.
func NewTheme(name string) (Theme, bool) {
	known := name == "" || slices.Contains(Themes(), name)
	st := lipgloss.NewStyle
	t := look{
		Dim:    st().Faint(true),
		Strong: st().Bold(true),
		Title:  st().Bold(true),
		Select: st().Reverse(true),
		Mark:   st().Bold(true),
		Flag:   st().Bold(true).Underline(true),
		Mask:   st().Faint(true),
		Warn:   st().Bold(true),
		Bad:    st().Bold(true),
		Ours:   st().Italic(true),
		Key:    st().Bold(true),
		Gone:   st().Strikethrough(true),
		Added:  st().Underline(true),
	}
	if name == ThemeContrast {
		t[Dim], t[Mask] = st(), st()
		return t.theme(), known
	}
	bad, good := lipgloss.Red, lipgloss.Green
	if name == ThemeColorBlind {
		bad, good = lipgloss.BrightYellow, lipgloss.Blue
	}
	t[Title] = t[Title].Foreground(lipgloss.Cyan)
	t[Mark] = t[Mark].Foreground(lipgloss.Magenta)
	t[Warn] = t[Warn].Foreground(lipgloss.Yellow)
	t[Flag] = t[Flag].Foreground(lipgloss.Yellow)
	t[Bad] = t[Bad].Foreground(bad)
	t[Good] = t[Good].Foreground(good)
	t[Ours] = t[Ours].Foreground(lipgloss.Cyan)
	t[Key] = t[Key].Foreground(lipgloss.Cyan)
	t[Gone] = t[Gone].Foreground(bad)
	t[Added] = t[Added].Foreground(good)
	return t.theme(), known
}

// look is a theme as it is designed.
type look [styleCount]lipgloss.Style

func (l *look) theme() Theme {
	var t Theme
	for fill := range styleCount {
		for own := range styleCount {
			const piece = "x"
			on, off, _ := strings.Cut(l.style(fill, own).Render(piece), piece)
			t.codes[fill][own] = code{on, off}
		}
	}
	return t
}

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
			c := &theme.codes[r.Fill][s.Style]
			b.WriteString(c.on)
			b.WriteString(s.Text.String())
			b.WriteString(c.off)
		}
	}
	return b.String()
}

func (l *look) style(fill, own Style) lipgloss.Style {
	switch {
	case own == Plain:
		return l[fill]
	case fill == Plain:
		return l[own]
	}
	return l[own].Inherit(l[fill])
}
