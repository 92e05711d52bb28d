package frame

import (
	"image/color"
	"testing"
)

// The sixteen colours as three kinds of terminals come with them: xterm, Windows
// and the console of Linux. Black is the dark ground, white the light one.
var slotColors = map[string][16]uint32{
	"xterm": {
		0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
		0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
	},
	"windows": {
		0x0c0c0c, 0xc50f1f, 0x13a10e, 0xc19c00, 0x0037da, 0x881798, 0x3a96dd, 0xcccccc,
		0x767676, 0xe74856, 0x16c60c, 0xf9f1a5, 0x3b78ff, 0xb4009e, 0x61d6d6, 0xf2f2f2,
	},
	"console": {
		0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa,
		0x555555, 0xff5555, 0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff,
	},
}

func TestThemesCanBeRead(t *testing.T) {
	for terminal, slots := range slotColors {
		rgb := func(name string, ground uint32) uint32 {
			if name == "" {
				return ground
			}
			for i, n := range Slots() {
				if n == name {
					return slots[i]
				}
			}
			r, g, b, _ := Color(name).RGBA()
			return r>>8<<16 | g>>8<<8 | b>>8
		}
		for _, name := range Themes() {
			for ground, paper := range map[Ground]uint32{GroundDark: slots[0], GroundLight: 0xffffff, GroundUnknown: 0} {
				if name == ThemeDark && ground == GroundLight || name == ThemeLight && ground != GroundLight {
					continue // whoever names a theme says what the ground is
				}
				p := BuiltIn(name, ground)
				for fill := range styleCount {
					for own := range styleCount {
						l := p.Piece(fill, own)
						if l.Fg == "" && l.Bg == "" || ground == GroundUnknown && (l.Fg == "" || l.Bg == "") {
							continue // the terminal's own colours, or one of them: not ours to measure
						}
						ink := uint32(0xffffff)
						if ground == GroundLight {
							ink = 0
						}
						fg := ink
						if l.Fg != "" {
							fg = rgb(l.Fg, ink)
						}
						if c := contrastOf(rgba(fg), rgba(rgb(l.Bg, paper))); c < Readable {
							t.Errorf("%s on %s: style %d in a row of %d is %q on %q: %.1f:1", name, terminal, own, fill, l.Fg, l.Bg, c)
						}
					}
				}
				if ground == GroundUnknown {
					for own := range styleCount {
						if l := p[own]; (l.Fg == "") != (l.Bg == "") && name != ThemeDark {
							t.Errorf("%s: style %d sets one colour on a ground it does not know", name, own)
						}
					}
				}
			}
		}
	}
}

func TestColorsAreReadStrictly(t *testing.T) {
	for s, ok := range map[string]bool{"red": true, "bright_white": true, "#0a0B0c": true, "": false, "#0a0b0": false, "#0a0b0c0": false, "rot": false, "#zzzzzz": false} {
		if got := Color(s) != nil; got != ok {
			t.Errorf("%q is a colour: %v", s, got)
		}
	}
	if Color("#0a0b0c") != (color.RGBA{10, 11, 12, 255}) {
		t.Error("an exact colour is another one")
	}
}

// No style is told by its colour alone: without colours each still differs from
// plain text in weight or form, and where it does not, words carry it.
func TestNothingIsToldByColourAlone(t *testing.T) {
	p := BuiltIn(ThemeContrast, GroundDark)
	for own := range styleCount {
		l := p[own]
		if l.Fg != "" || l.Bg != "" || l.Faint {
			t.Errorf("style %d has a colour: %+v", own, l)
		}
		wordy := own == Plain || own == Dim || own == Mask || own == Good
		if l == (Look{}) && !wordy {
			t.Errorf("style %d looks like plain text", own)
		}
	}
}

func rgba(c uint32) color.Color { return color.RGBA{uint8(c >> 16), uint8(c >> 8), uint8(c), 255} }

func TestContrastIsToldWhereItIsKnown(t *testing.T) {
	for _, c := range []struct {
		look  Look
		on    Ground
		want  float64
		known bool
	}{
		{Look{Fg: "#000000", Bg: "#ffffff"}, GroundUnknown, 21, true},
		{Look{Fg: "#ffffff", Bg: "#000000", Reverse: true}, GroundDark, 21, true},
		{Look{Fg: "#808080"}, GroundLight, 3.95, true},
		{Look{Bg: "#808080"}, GroundDark, 3.95, true},
		{Look{Fg: "#808080"}, GroundUnknown, 0, false},
		{Look{Fg: "red", Bg: "#000000"}, GroundDark, 0, false},
		{Look{Bold: true}, GroundDark, 0, false},
	} {
		got, known := c.look.Contrast(c.on)
		if known != c.known || got < c.want-0.01 || got > c.want+0.01 {
			t.Errorf("%+v on %d: %.2f %v", c.look, c.on, got, known)
		}
	}
}

func TestEveryStyleHasAName(t *testing.T) {
	seen := map[string]bool{}
	for i, n := range StyleNames() {
		st, ok := StyleNamed(n)
		if !ok || int(st) != i+1 || n == "" || seen[n] {
			t.Errorf("style %d is called %q", i+1, n)
		}
		seen[n] = true
	}
	if _, ok := StyleNamed(""); ok {
		t.Error("plain text is a style of a theme")
	}
}
