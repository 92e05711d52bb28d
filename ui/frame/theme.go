package frame

import "slices"

// Theme says how the styles look. Colours come from the sixteen of the terminal,
// so that the palette a person has chosen there, a high-contrast one say, wins.
type Theme struct {
	codes [styleCount][styleCount]code // by fill and own style
}

// code is what a terminal is sent before and after a piece. It is made once: to
// ask the style library for each piece of each frame takes longer than all the
// rest of a frame.
type code struct{ on, off string }

// The names of the themes, the first is the default.
const (
	ThemeAuto       = "auto" // dark or light, as the terminal says; else what can be read on both
	ThemeDark       = "dark"
	ThemeLight      = "light"
	ThemeContrast   = "contrast"   // no colour and nothing faint, only weight and reverse
	ThemeColorBlind = "colorblind" // blue and yellow where the others have green and red
)

// Themes lists the names.
func Themes() []string {
	return []string{ThemeAuto, ThemeDark, ThemeLight, ThemeContrast, ThemeColorBlind}
}

// Ground is what is known of the terminal's own background.
type Ground uint8

// The grounds. Many terminals never tell theirs.
const (
	GroundUnknown Ground = iota
	GroundDark
	GroundLight
)

// NewTheme builds a theme on an unknown ground; an unknown name gives the first
// one and false.
func NewTheme(name string) (Theme, bool) {
	known := name == "" || slices.Contains(Themes(), name)
	return ThemeOn(name, GroundUnknown), known
}

// ThemeOn builds a theme for a ground.
func ThemeOn(name string, ground Ground) Theme {
	p := BuiltIn(name, ground)
	return p.Theme()
}

// Theme makes a palette ready to draw with.
func (p *Palette) Theme() Theme {
	var t Theme
	for fill := range styleCount {
		for own := range styleCount {
			t.codes[fill][own] = p.Piece(fill, own).code()
		}
	}
	return t
}

// BuiltIn gives the palette of a theme. Of the sixteen colours only those are
// used that can be read on their ground in the palettes terminals come with; a
// test measures that.
func BuiltIn(name string, ground Ground) Palette {
	switch name {
	case ThemeDark:
		ground = GroundDark
	case ThemeLight:
		ground = GroundLight
	case ThemeContrast:
		return contrast()
	}
	blind := name == ThemeColorBlind
	p := contrast()
	p[Dim], p[Mask] = Look{Faint: true}, Look{Faint: true}
	p[Alarm] = Look{Fg: "bright_white", Bg: "red", Bold: true}
	if blind {
		p[Alarm] = Look{Fg: "black", Bg: "bright_yellow", Bold: true}
	}
	var accent, mark, warn, bad, good string
	switch {
	case ground == GroundUnknown:
		p[Warn], p[Bad] = Look{Bold: true, Underline: true}, p[Alarm]
		return p
	case ground == GroundDark && blind:
		accent, mark, warn, bad, good = "cyan", "bright_cyan", "bright_white", "bright_yellow", "bright_cyan"
	case ground == GroundDark:
		accent, mark, warn, bad, good = "cyan", "bright_cyan", "bright_yellow", "bright_red", "bright_green"
	case blind:
		accent, mark, warn, bad, good = "blue", "blue", "black", "magenta", "blue"
	default:
		accent, mark, warn, bad, good = "blue", "magenta", "magenta", "red", "blue"
	}
	p[Select] = Look{Fg: "bright_white", Bg: "blue"}
	p[Title].Fg, p[Key].Fg, p[New].Fg, p[Ours].Fg = accent, accent, accent, accent
	p[Mark].Fg, p[Warn].Fg, p[Flag].Fg, p[Bad].Fg = mark, warn, warn, bad
	p[Gone].Fg, p[Added].Fg, p[Good].Fg = bad, good, good
	p[Wrong].Fg = bad
	p[Bad].Underline = blind
	return p
}

// contrast is the palette without a colour; the others begin with it, so that in
// none of them a style is told by colour alone.
func contrast() Palette {
	return Palette{
		Strong: {Bold: true},
		Title:  {Bold: true},
		Select: {Reverse: true},
		Mark:   {Bold: true},
		Flag:   {Bold: true, Underline: true},
		Warn:   {Bold: true},
		Bad:    {Bold: true},
		Ours:   {Italic: true},
		Key:    {Bold: true},
		Gone:   {Strike: true},
		Added:  {Underline: true},
		New:    {Bold: true},
		Alarm:  {Bold: true, Reverse: true},
		Hit:    {Reverse: true},
		Wrong:  {Bold: true, Underline: true},
	}
}
