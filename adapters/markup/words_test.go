package markup

import "testing"

func TestSameWords(t *testing.T) {
	for _, c := range []struct {
		shown, sent string
		want        bool
	}{
		{"@berta Guten Tag", "@berta@weit.example Guten Tag", true},
		{"Guten Tag", "@berta@weit.example @carl Guten Tag", true},
		{"Siehe https://linden.example/bad", "Siehe https://linden.example/bad?utm=1", true},
		{"Siehe linden", "Siehe https://linden.example", false},
		{"Fett und kursiv", "*Fett* und _kursiv_", true},
		{"A & B < C", "A &amp; B &lt; C", true},
		{"Größe", "Gro\u0308ße", true},
		{"Ja", "Nein", false},
		{"👍", "👎", false},
		{"👍", "@berta 👍", true},
		{"...", "!!!", false},
		{"...", " ...", true},
		{"", "x", false},
	} {
		if got := SameWords(c.shown, c.sent); got != c.want {
			t.Errorf("%q and %q: %t", c.shown, c.sent, got)
		}
	}
}
