package bolt

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"lotse/inbox"
)

func FuzzFinder(f *testing.F) {
	for _, seed := range [][2]string{
		{"Die Versandkosten sind zu hoch", "kosten"},
		{"STRASSE \u1e9e", "ß"},
		{"\u212aelvin", "kelvin"},
		{"\u0130stanbul", "istanbul"},
		{"\xffa\xfe", "\ufffd"},
		{"a\xe2\x84b", "\ufffdb"},
		{"ÄÖÜ", "äöü"},
		{"\u2126 \u212b", "ω å"},
		{"😀👍🏽", "👍"},
		{"", ""},
		{"abc", ""},
		{"", "a"},
		{"ſ", "s"},
		{"aaab", "aab"},
		{"xÇ\xc3", "ç\xc3"},
		{"Σίσυφος", "σίσυφος"},
		{"Die Hunde streunen und STREUNEND laufen sie", "streunend"},
		{"ennennen", "nen"},
		{"dasderdie", "der"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, text, word string) {
		for _, w := range []string{word, inbox.FoldText(word)} {
			find := newFinder(w)
			if got, want := find.in([]byte(text)), inbox.ContainsFold(text, w); got != want {
				t.Errorf("%q in %q: %v, want %v", w, text, got, want)
			}
		}
	})
}

// The finder jumps by the bytes of two runes: no third rune may fold to the same.
func TestAnchorsAreComplete(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		small, large, ok := anchorBytes(foldRune(r))
		if ok && lastByte(r) != small && lastByte(r) != large {
			t.Errorf("%U folds to %U and does not end in %x or %x", r, foldRune(r), small, large)
		}
	}
}

func TestFinderAllocatesNothing(t *testing.T) {
	text := []byte("Die Brücke am Rathaus ist seit Wochen gesperrt, und keiner sagt warum.")
	for _, w := range []string{"warum", "keiner k", "ü", "iii", "zzz"} {
		f := newFinder(w)
		if n := testing.AllocsPerRun(10, func() { f.in(text) }); n != 0 {
			t.Errorf("%q: %v allocations", w, n)
		}
	}
}
