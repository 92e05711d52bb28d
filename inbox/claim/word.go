package claim

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is one word of a text in the form that is compared, and where it stands.
type word struct {
	text       string
	start, end int // bytes of the text as it came
	content    bool
}

// maxWords bounds what is read of one text: a claim stands at the beginning or it
// is not what the text is about.
const maxWords = 400

// words cuts a text into the words that are compared: links, mentions, pictures
// and hidden characters are left out, umlauts and their spellings become one
// letter, doubled letters one, digits between letters the letters they look like,
// and a word whose letters stand apart is put together. So "Bruecke", "Brücke",
// "BRUCKE" and "B r ü c k e" are the same word.
func words(text string) []word {
	var out []word
	var b strings.Builder
	singles := 0
	flush := func(start, end int, digits, letters int) {
		if b.Len() == 0 {
			return
		}
		s := b.String()
		b.Reset()
		if digits > 0 && letters > 1 {
			s = strings.Map(unleet, s)
		}
		if letters == 1 && digits == 0 {
			singles++
		} else {
			out, singles = join(out, singles), 0
		}
		out = append(out, word{text: squeeze(s), start: start, end: end})
	}
	start, end, digits, letters := -1, 0, 0, 0
	stop := func() {
		if start >= 0 {
			flush(start, end, digits, letters)
			start, digits, letters = -1, 0, 0
		}
	}
	for i := 0; i < len(text) && len(out) < maxWords; {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case start < 0 && skips(text[i:]) > 0:
			i += skips(text[i:])
			continue
		case hidden(r):
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if start < 0 {
				start = i
			}
			end = i + size
			if unicode.IsDigit(r) {
				digits++
			} else {
				letters++
			}
			fold(&b, r)
		default:
			stop()
		}
		i += size
	}
	stop()
	out = join(out, singles)
	for i := range out {
		out[i].content = len(out[i].text) > 1 && !stopWords[out[i].text]
	}
	return out
}

// join makes one word of the last n, where so many single letters stand in a row
// that somebody wrote a word with gaps.
func join(ws []word, n int) []word {
	const least = 4
	if n < least || n > len(ws) {
		return ws
	}
	row := ws[len(ws)-n:]
	var b strings.Builder
	for _, w := range row {
		b.WriteString(w.text)
	}
	one := word{text: squeeze(b.String()), start: row[0].start, end: row[n-1].end}
	return append(ws[:len(ws)-n], one)
}

// skips measures a link or a mention at the beginning of s.
func skips(s string) int {
	link := hasFold(s, "http://") || hasFold(s, "https://") || hasFold(s, "www.")
	if !link && (s[0] != '@' || len(s) == 1 || s[1] <= ' ') {
		return 0
	}
	if n := strings.IndexFunc(s, unicode.IsSpace); n > 0 {
		return n
	}
	return len(s)
}

func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// hidden names characters that stand inside a word without ending it.
func hidden(r rune) bool {
	return r == 0xAD || r == '\'' || r == '’' || r >= 0x300 && r < 0x370 || r >= 0x200B && r <= 0x200F ||
		r >= 0x2060 && r <= 0x2064 || r == 0xFEFF || r >= 0xFE00 && r <= 0xFE0F
}

func unleet(r rune) rune {
	const digits, looks = "013457", "oieast"
	if i := strings.IndexRune(digits, r); i >= 0 {
		return rune(looks[i])
	}
	return r
}

var folded = func() map[rune]string {
	m := map[rune]string{}
	for base, variants := range map[string]string{
		"a": "àáâãäåāăą", "c": "çćĉċč", "d": "ďđð", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭįı",
		"k": "ķ", "l": "ĺļľł", "n": "ñńņň", "o": "òóôõöøōŏő", "r": "ŕŗř", "s": "śŝşšßș", "t": "ţťŧț",
		"u": "ùúûüũūŭůűų", "y": "ýÿ", "z": "źżž", "ae": "æ", "oe": "œ",
	} {
		for _, r := range variants {
			m[r] = base
		}
	}
	return m
}()

// fold writes the letter that is compared. Full-width and mathematical letters
// are taken for what they look like.
func fold(b *strings.Builder, r rune) {
	switch {
	case r < utf8.RuneSelf:
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		b.WriteRune(r)
		return
	case r >= 0xFF21 && r <= 0xFF5A:
		b.WriteRune(unicode.ToLower(r - 0xFEE0))
		return
	case r >= 0x1D400 && r <= 0x1D6A3:
		b.WriteRune('a' + (r-0x1D400)%52%26)
		return
	}
	r = unicode.ToLower(r)
	if s, ok := folded[r]; ok {
		b.WriteString(s)
		return
	}
	b.WriteRune(r)
}

// squeeze writes doubled letters once and spelled-out umlauts as one letter.
func squeeze(s string) string {
	var b []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		if n := len(b); n > 0 && c < utf8.RuneSelf {
			last := b[n-1]
			if last == c && (c < '0' || c > '9') || c == 'e' && (last == 'a' || last == 'o' || last == 'u') {
				continue
			}
		}
		b = append(b, c)
	}
	return string(b)
}
