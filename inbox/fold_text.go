package inbox

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// FoldText gives the form in which texts are searched: lower case by simple
// folding, rune by rune. Umlauts stay: a search for "für" must not find "fur".
func FoldText(s string) string {
	return strings.Map(foldRune, s)
}

func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + ('a' - 'A')
		}
		return r
	}
	return unicode.ToLower(r)
}

// ContainsFold reports whether FoldText(s) contains the already folded needle. It
// does not allocate. A store may use a faster way to the same answer.
func ContainsFold(s, needle string) bool {
	if needle == "" {
		return true
	}
	first, n := utf8.DecodeRuneInString(needle)
	rest := needle[n:]
	for i, r := range s {
		if foldRune(r) == first && hasPrefixFold(s[i+runeLen(s[i:]):], rest) {
			return true
		}
	}
	return false
}

func runeLen(s string) int { _, n := utf8.DecodeRuneInString(s); return n }

func hasPrefixFold(s, folded string) bool {
	for len(folded) > 0 {
		if s == "" {
			return false
		}
		want, n := utf8.DecodeRuneInString(folded)
		got, m := utf8.DecodeRuneInString(s)
		if foldRune(got) != want {
			return false
		}
		folded, s = folded[n:], s[m:]
	}
	return true
}
