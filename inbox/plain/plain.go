// Package plain gives the form in which texts are compared with each other: what
// stays when capitals, umlauts, emoji, handles and addresses no longer matter.
package plain

import (
	"unicode"
	"unicode/utf8"
)

// Append appends the plain form of a text: lower case letters and digits, umlauts
// spelled out, one space between words, without web addresses, handles and
// everything else that is neither letter nor digit. Broken bytes fall away. It
// allocates only where dst is too small.
func Append(dst []byte, text string) []byte {
	start := len(dst)
	gap := false // a space is due before the next letter
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			if (c == 'h' || c == 'w') && (gap || len(dst) == start) && isAddress(text[i:]) {
				i += untilSpace(text[i:])
				gap = true
				continue
			}
			dst = append(spaced(dst, start, gap), c)
			gap = false
			i++
			continue
		case 'A' <= c && c <= 'Z':
			if (c == 'H' || c == 'W') && (gap || len(dst) == start) && isAddress(text[i:]) {
				i += untilSpace(text[i:])
				gap = true
				continue
			}
			dst = append(spaced(dst, start, gap), c+('a'-'A'))
			gap = false
			i++
			continue
		case c == '@':
			i += 1 + handle(text[i+1:])
			gap = true
			continue
		case c < utf8.RuneSelf:
			gap = gap || c != '\'' // "geht's" is one word
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch {
		case r == '\u0308': // the dots by themselves, as some keyboards write them
			if n := len(dst); n > start && (dst[n-1] == 'a' || dst[n-1] == 'o' || dst[n-1] == 'u') {
				dst = append(dst, 'e')
			}
		case r == '’' || unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r): // inside a word
		case r == utf8.RuneError && n == 1, !unicode.IsLetter(r) && !unicode.IsDigit(r):
			gap = true
		default:
			dst = appendLetter(spaced(dst, start, gap), r)
			gap = false
		}
	}
	return dst
}

func spaced(dst []byte, start int, gap bool) []byte {
	if gap && len(dst) > start {
		return append(dst, ' ')
	}
	return dst
}

func appendLetter(dst []byte, r rune) []byte {
	switch r {
	case 'ä', 'Ä', 'æ', 'Æ':
		return append(dst, 'a', 'e')
	case 'ö', 'Ö', 'ø', 'Ø', 'œ', 'Œ':
		return append(dst, 'o', 'e')
	case 'ü', 'Ü':
		return append(dst, 'u', 'e')
	case 'ß', 'ẞ':
		return append(dst, 's', 's')
	}
	return utf8.AppendRune(dst, unicode.ToLower(r))
}

// isAddress reports whether a word begins a web address.
func isAddress(s string) bool {
	return hasPrefix(s, "http://") || hasPrefix(s, "https://") || hasPrefix(s, "www.")
}

func hasPrefix(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}

func untilSpace(s string) int {
	for i, r := range s {
		if unicode.IsSpace(r) {
			return i
		}
	}
	return len(s)
}

// handle is how long a handle is, its server included.
func handle(s string) int {
	for i := range len(s) {
		c := s[i]
		letter := 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= utf8.RuneSelf
		if !letter && c != '_' && c != '.' && c != '@' && c != '-' {
			return i
		}
	}
	return len(s)
}
