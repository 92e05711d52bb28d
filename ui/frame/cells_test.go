package frame

import (
	"testing"
	"unicode"

	"charm.land/lipgloss/v2"

	"lotse/inbox/safetext"
	"lotse/inbox/safetext/poison"
)

// The short way to a text's width comes to what the terminal library measures.
func TestCellsAreWhatTheTerminalDraws(t *testing.T) {
	for r := range rune(0x3000) {
		if single(r) && lipgloss.Width(string(r)) != 1 {
			t.Errorf("%U takes %d cells", r, lipgloss.Width(string(r)))
		}
		if single(r) && unicode.Is(unicode.M, r) {
			t.Errorf("%U joins its neighbour", r)
		}
	}
	for _, s := range append(poison.Strings(), "Größe „x“ – 5 € …", "a\u0308b", "👩‍👩‍👧 da", "漢字") {
		if c := safetext.Line(s); cells(c) != lipgloss.Width(c.String()) {
			t.Errorf("%q takes %d cells, not %d", c.String(), lipgloss.Width(c.String()), cells(c))
		}
	}
}
