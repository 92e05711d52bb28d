package safetext_test

import (
	"testing"

	"lotse/inbox/safetext"
)

// An internet address stays whole where a line can hold it.
func TestWrapKeepsAddressesWhole(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"Einen Termin gibt es online: https://stadt.example/termine", 40, []string{"Einen Termin gibt es online:", "https://stadt.example/termine"}},
		{"Siehe https://stadt.example/termine und mehr", 30, []string{"Siehe", "https://stadt.example/termine", "und mehr"}},
		{"Siehe und/oder", 10, []string{"Siehe und/", "oder"}},
	} {
		lines := safetext.Line(c.text).Wrap(c.width)
		if len(lines) != len(c.want) {
			t.Errorf("%q: %q", c.text, lines)
			continue
		}
		for i := range lines {
			if lines[i].String() != c.want[i] {
				t.Errorf("%q: line %d is %q, want %q", c.text, i, lines[i].String(), c.want[i])
			}
		}
	}
}
