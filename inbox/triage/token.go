package triage

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is one word, number or picture of the text.
type token struct {
	start, end int32  // bytes of the raw text
	from, to   int32  // bytes of scratch.folded
	hits, more int32  // terms found: scratch.hits[hits:more]
	sentence   int32  // a match never leaves its sentence
	clause     int32  // a negation never leaves its clause
	groups     uint64 // bits of the groups the word belongs to
	blocked    uint32 // labels this word does not count for
	capital    bool
	number     bool
	quoted     bool // stands in quotation marks
}

// sentence is a run of tokens with the sign that ended it.
type sentence struct {
	first, last int32 // tokens, last excluded
	sign        byte
}

// scanner cuts a text into tokens. All its slices are reused.
type scanner struct {
	lex       *lexicon
	text      string
	folded    []byte
	tokens    []token
	sentences []sentence
	hits      []int32
	votes     [langCount]int32
	scripts   [scriptCount]int32
	clause    int32
	digits    int // digits in all
	ats       int // @ signs in all
	links     int
	link      [2]int32 // the first link
	hashtags  int
	shortened bool
	masked    int // how many masked words were resolved, which is slow
	singles   int // how many one-letter words stand in a row
	opened    int // the token behind an open quotation mark, plus one; 0 without one
}

func (s *scanner) reset(lex *lexicon, text string) {
	*s = scanner{
		lex: lex, text: text, folded: s.folded[:0], tokens: s.tokens[:0],
		sentences: s.sentences[:0], hits: s.hits[:0],
	}
}

// scan is the one pass over the bytes.
func (s *scanner) scan() {
	first := 0
	for i := 0; i < len(s.text); {
		b := s.text[i]
		switch {
		case b|0x20 >= 'a' && b|0x20 <= 'z', b >= '0' && b <= '9':
			if n := s.skipLink(i); n > 0 {
				i += n
				continue
			}
			i = s.word(i)
			continue
		case b == ' ':
		case b == '.' || b == '!' || b == '?' || b == '\n':
			if s.endsSentence(i) {
				first = s.closeSentence(first, b)
			}
		case b == ',' || b == ';' || b == ':' || b == '(' || b == ')':
			s.clause++
		case b == '@':
			s.ats++
			if n := mention(s.text[i:]); n > 0 && (i == 0 || s.text[i-1] <= ' ') {
				i += n
				continue
			}
		case b == '"':
			s.quote(s.opened > 0)
		case b == '#':
			s.hashtags++
		case b == '%':
			s.symbol(i, 1)
		case b >= utf8.RuneSelf:
			i = s.wide(i)
			continue
		}
		i++
	}
	s.closeSentence(first, 0)
}

// wide handles a rune beyond ASCII that does not continue a word.
func (s *scanner) wide(i int) int {
	r, size := utf8.DecodeRuneInString(s.text[i:])
	switch {
	case r == utf8.RuneError && size == 1:
	case isLetter(r):
		return s.word(i)
	case r == '…':
		s.clause++
	case r == '„', r == '“', r == '”', r == '«', r == '»':
		s.quote(s.opened > 0)
	case r == 0x20AC, r >= 0x2190 && r != 0xFE0F && !glued(r) && (unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r)):
		s.symbol(i, size)
	}
	return i + size
}

// longestQuote is how many words a quotation has at most; a mark that is never closed
// quotes nothing.
const longestQuote = 40

// quote opens or closes a quotation.
func (s *scanner) quote(closes bool) {
	if !closes {
		s.opened = len(s.tokens) + 1
		return
	}
	if from := s.opened - 1; len(s.tokens)-from <= longestQuote {
		for i := from; i < len(s.tokens); i++ {
			s.tokens[i].quoted = true
		}
	}
	s.opened = 0
}

// symbol makes a token of a picture or a sign, so that lexica can name it.
func (s *scanner) symbol(i, size int) {
	from := len(s.folded)
	s.folded = append(s.folded, s.text[i:i+size]...)
	s.add(token{start: int32(i), end: int32(i + size), from: int32(from)})
}

func (s *scanner) endsSentence(i int) bool {
	if s.text[i] == '\n' || i+1 == len(s.text) {
		return true
	}
	if next := s.text[i+1]; next > ' ' && next != '"' && next != ')' && next < utf8.RuneSelf {
		return false
	}
	if s.text[i] != '.' || len(s.tokens) == 0 {
		return true
	}
	last := &s.tokens[len(s.tokens)-1] // "z. B.", "am 3. Mai", "Str. 5"
	return int(last.end) != i || last.to-last.from > 1 && !last.number && string(s.folded[last.from:last.to]) != "str"
}

func (s *scanner) closeSentence(first int, sign byte) int {
	s.joinSingles()
	s.clause++
	n := len(s.tokens)
	if n > first {
		s.sentences = append(s.sentences, sentence{int32(first), int32(n), sign})
	} else if k := len(s.sentences); k > 0 && sign == '?' {
		s.sentences[k-1].sign = sign // "wirklich!?"
	}
	return n
}

// word reads one word from i and gives the place behind it.
func (s *scanner) word(i int) int {
	t := token{start: int32(i), from: int32(len(s.folded))}
	var last rune
	var letters, digits, run int
	var stretched, masked bool
	var inner struct{ raw, folded int } // where a capital follows a small letter
reading:
	for i < len(s.text) {
		b := s.text[i]
		size := 1
		r := rune(b)
		if b >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s.text[i:])
		}
		switch {
		case b >= '0' && b <= '9':
			s.folded = append(s.folded, b)
			digits++
		case b < utf8.RuneSelf && b|0x20 >= 'a' && b|0x20 <= 'z':
			if letters == 0 {
				t.capital = b < 'a'
			} else if b < 'a' && last >= 'a' && letters >= 3 && inner.raw == 0 {
				inner.raw, inner.folded = i, len(s.folded)
			}
			s.folded = append(s.folded, b|0x20)
			letters++
			if r|0x20 == last|0x20 {
				run++
				stretched = stretched || run >= 2
			} else {
				run = 0
			}
		case size > 1 && isLetter(r):
			if letters == 0 {
				t.capital = unicode.IsUpper(r)
			}
			letters++
			s.vote(r)
			if r == last {
				if r < 0x180 && len(folds[r]) == 2 {
					break // a doubled umlaut is always a stretched one
				}
				run++
				stretched = stretched || run >= 2
			} else {
				run = 0
			}
			s.folded = appendFolded(s.folded, r)
		case size > 1 && glued(r):
			s.accent(r)
		default:
			keep, joined := s.inner(i, letters, size)
			if !joined {
				break reading
			}
			masked = masked || keep == '*'
			if keep != 0 {
				s.folded = append(s.folded, keep)
			}
		}
		last = r
		i += size
	}
	s.digits += digits
	if inner.raw > 0 && !s.known(s.folded[t.from:]) && s.known(s.folded[inner.folded:]) {
		i = inner.raw // dieserIdiot
		s.folded = s.folded[:inner.folded]
	}
	t.end = int32(i)
	t.number = digits > 0 && letters == 0
	t.to = int32(len(s.folded))
	switch {
	case stretched:
		s.unstretch(&t)
	case masked:
		s.unmask(&t)
	case digits > 0 && letters > 1:
		s.unleet(&t)
	}
	s.singleLetter(t, letters == 1 && digits == 0)
	s.add(t)
	return i
}

// inner judges a sign inside a word: whether it belongs to the word and what it
// is folded to.
func (s *scanner) inner(i, letters, size int) (fold byte, joined bool) {
	if letters == 0 || i+size >= len(s.text) {
		return 0, false
	}
	next, _ := utf8.DecodeRuneInString(s.text[i+size:])
	if s.text[i] == '*' && (isLetter(next) || next == '*') {
		rest := s.text[i+1:]
		return '*', !strings.HasPrefix(rest, "in") && !strings.HasPrefix(rest, "r ") // Bürger*innen, jede*r
	}
	if !isLetter(next) {
		return 0, false
	}
	switch {
	case s.text[i] == '\'', strings.HasPrefix(s.text[i:], "’"):
		return 0, true
	case s.text[i] == '$':
		return 's', true
	case s.text[i] == '@':
		word, _, _ := strings.Cut(s.text[i+1:min(len(s.text), i+80)], " ")
		if strings.IndexByte(word, '.') > 0 {
			return 0, false // an e-mail address
		}
		return 'a', true
	}
	return 0, false
}

// accent joins a diaeresis written apart to its vowel.
func (s *scanner) accent(r rune) {
	if r == 0x308 && len(s.folded) > 0 {
		switch s.folded[len(s.folded)-1] {
		case 'a', 'o', 'u':
			s.folded = append(s.folded, 'e')
		}
	}
}

// add looks the token up and appends it.
func (s *scanner) add(t token) {
	t.to = int32(len(s.folded))
	t.hits = int32(len(s.hits))
	s.lookup(s.folded[t.from:t.to])
	t.more = int32(len(s.hits))
	for _, h := range s.hits[t.hits:t.more] {
		term := &s.lex.terms[h]
		t.groups |= term.groups
		s.voteTerm(term)
	}
	if s.rejoins(&t) {
		return
	}
	if t.number {
		t.groups |= 1 << groupNumber
	}
	t.clause = s.clause
	t.sentence = int32(len(s.sentences))
	s.tokens = append(s.tokens, t)
}

// skipLink measures a web address at i and remembers it.
func (s *scanner) skipLink(i int) int {
	rest := s.text[i:]
	if rest[0]|0x20 != 'h' && rest[0]|0x20 != 'w' {
		return 0
	}
	if !hasPrefixFold(rest, "http://") && !hasPrefixFold(rest, "https://") && !hasPrefixFold(rest, "www.") {
		return 0
	}
	n := strings.IndexAny(rest, " \n\t\r<>\"")
	if n < 0 {
		n = len(rest)
	}
	if s.links == 0 {
		s.link = [2]int32{int32(i), int32(i + n)}
	}
	s.links++
	s.shortened = s.shortened || shortener(rest[:n])
	return n
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

func shortener(link string) bool {
	_, host, ok := strings.Cut(link, "//")
	if !ok {
		host = link
	}
	host, _, _ = strings.Cut(host, "/")
	switch strings.ToLower(strings.TrimPrefix(host, "www.")) {
	case "bit.ly", "t.me", "wa.me", "tinyurl.com", "cutt.ly", "is.gd", "t.ly", "rb.gy", "goo.gl", "shorturl.at":
		return true
	}
	return false
}

// mention measures an @name, whose letters are no words.
func mention(s string) int {
	n := 1
	for n < len(s) && (s[n] >= utf8.RuneSelf || s[n] == '_' || s[n] == '.' || s[n] == '-' || s[n] == '@' ||
		s[n] >= '0' && s[n] <= '9' || s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	if n == 1 {
		return 0
	}
	return n
}
