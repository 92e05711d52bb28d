package config

import (
	"slices"
	"strings"
	"testing"
)

func FuzzSplitCommand(f *testing.F) {
	for _, s := range []string{`vim -u NONE`, `"/opt/my editor/bin" --wait`, `'a b' c"d e"f`, `""`, `"`, "\t x\ty ", "ä 'ö"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		words := SplitCommand(s)
		if !strings.ContainsAny(s, "\"' \t") && s != "" && strings.ToValidUTF8(s, "") == s && !slices.Equal(words, []string{s}) {
			t.Errorf("%q became %q", s, words)
		}
		n := 0
		for _, w := range words {
			n += len([]rune(w))
		}
		if n > len([]rune(s)) {
			t.Errorf("%q grew to %q", s, words)
		}
	})
}
