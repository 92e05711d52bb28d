package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxText is how many bytes of a text are read.
const MaxText = 64 << 10

// kind tells what a token is.
type kind uint8

const (
	word kind = iota
	number
	sign // an emoji, an emoticon, a run of ! or ?
	link
	mention
)

// token is one word, number or sign. Its folded letters are folded[from:to];
// those of neighbours touch, so that single letters can be joined.
type token struct {
	start, end int32 // bytes of the raw text
	from, to   int32 // bytes of pass.folded
	hash       uint32
	group      group
	kind       kind
	counted    uint8 // the counter it was counted in, plus one
	letters    uint16
	upper      uint16
	clause     uint16
	sentence   uint16
	negated    bool
}

// pass is the scratch of one reading: the tokens and what was counted on the way.
type pass struct {
	text     string
	folded   []byte
	tokens   []token
	counts   [countCount]uint16
	clause   uint16
	sentence uint16
	runes    int
	letters  int
	uppers   int
}

func (p *pass) reset(text string) {
	*p = pass{text: text, folded: p.folded[:0], tokens: p.tokens[:0]}
}

// scan cuts the text into tokens and counts the signs of style.
func (p *pass) scan() {
	for i := 0; i < len(p.text); {
		b := p.text[i]
		if class[b] == isWord || b >= utf8.RuneSelf {
			i = p.wordOrWide(i)
			continue
		}
		p.runes++
		if class[b] == isBlank {
			i++
			continue
		}
		i = p.mark(i, b)
	}
	p.join()
	p.negate()
}

// classes of bytes.
const (
	isOther = iota
	isWord
	isBlank
)

var class = buildClass()

func buildClass() (t [256]uint8) {
	for b := range t {
		switch {
		case b|0x20 >= 'a' && b|0x20 <= 'z', b >= '0' && b <= '9':
			t[b] = isWord
		case b <= ' ':
			t[b] = isBlank
		}
	}
	return t
}

func (p *pass) wordOrWide(i int) int {
	b := p.text[i]
	if b < utf8.RuneSelf {
		if b|0x20 == 'h' || b|0x20 == 'w' {
			if n := linkLength(p.text[i:]); n > 0 {
				p.add(token{start: int32(i), end: int32(i + n), kind: link, hash: hashLink, counted: uint8(countLink) + 1})
				p.counts[countLink]++
				p.runes += n
				return i + n
			}
		}
		if n := emoticonLetters(p.text[i:]); n > 0 {
			p.emoticon(i, n, countLaugh)
			return i + n
		}
		return p.word(i)
	}
	r, size := utf8.DecodeRuneInString(p.text[i:])
	if isLetter(r) {
		return p.word(i)
	}
	p.runes++
	switch {
	case r == '…':
		p.counts[countDots]++
		p.clause++
	case r == '„' || r == '“' || r == '”' || r == '«' || r == '»' || r == '‚' || r == '‘':
		p.counts[countQuote]++
	case r == '–' || r == '—':
		p.clause++
	case r == '€':
		p.single(i, size, countUnit)
	case r == 0x2764 || r >= 0x2190 && !glued(r) && (unicode.Is(unicode.So, r) || unicode.Is(unicode.Sk, r)):
		p.single(i, size, emojiKind(r))
	}
	return i + size
}

// single makes a token of one wide sign.
func (p *pass) single(i, size int, what count) {
	p.counts[what]++
	p.add(token{
		start: int32(i), end: int32(i + size), kind: sign, counted: uint8(what) + 1,
		hash: hashString(seedSign, p.text[i:i+size]),
	})
}

// mark handles an ASCII sign outside a word and gives the place behind it.
func (p *pass) mark(i int, b byte) int {
	if n, what := emoticon(p.text[i:]); n > 0 {
		p.emoticon(i, n, what)
		return i + n
	}
	switch b {
	case '.':
		if strings.HasPrefix(p.text[i:], "..") {
			p.counts[countDots]++
			p.clause++
			return p.run(i, '.')
		}
		if i+1 == len(p.text) || class[p.text[i+1]] == isBlank {
			p.closeSentence()
		}
	case '!', '?':
		return p.shout(i)
	case '\n':
		p.closeSentence()
	case ',':
		p.counts[countComma]++
		p.clause++
	case ';', ':':
		p.clause++
	case '(', ')':
		p.counts[countBracket]++
		p.clause++
	case '"':
		p.counts[countQuote]++
	case '%':
		p.single(i, 1, countPercent)
	case '#':
		p.counts[countHashtag]++
	case '$':
		if i+1 < len(p.text) && class[p.text[i+1]] == isWord && p.text[i+1] > '9' {
			return p.word(i)
		}
	case '@':
		if n := mentionLength(p.text[i:]); n > 0 {
			p.add(token{start: int32(i), end: int32(i + n), kind: mention, hash: hashMention, counted: uint8(countMention) + 1})
			p.counts[countMention]++
			p.runes += n
			return i + n
		}
	}
	return i + 1
}

// run skips a run of one sign and makes a token of it.
func (p *pass) run(i int, b byte) int {
	n := i + 1
	for n < len(p.text) && p.text[n] == b {
		n++
	}
	p.add(token{start: int32(i), end: int32(n), kind: sign, hash: hashString(seedSign, p.text[i:min(n, i+3)])})
	p.runes += n - i - 1
	return n
}

// shout reads a run of ! and ?.
func (p *pass) shout(i int) int {
	n, asks, calls := i, 0, 0
	for n < len(p.text) && (p.text[n] == '!' || p.text[n] == '?') {
		if p.text[n] == '?' {
			asks++
		} else {
			calls++
		}
		n++
	}
	p.counts[countAsk] += uint16(min(asks, 50))
	p.counts[countCall] += uint16(min(calls, 50))
	if asks+calls > 1 {
		p.counts[countMany]++
	}
	h, what := uint32(hashAsk), countAsk
	switch {
	case asks > 0 && calls > 0:
		h = hashAskCall
	case asks > 1:
		h = hashAsks
	case asks > 0:
	case calls > 1:
		h, what = hashCalls, countCall
	default:
		h, what = hashCall, countCall
	}
	p.add(token{start: int32(i), end: int32(n), kind: sign, hash: h, counted: uint8(what) + 1})
	p.runes += n - i - 1
	if n == len(p.text) || class[p.text[n]] == isBlank {
		p.closeSentence()
	}
	return n
}

func (p *pass) emoticon(i, n int, what count) {
	p.counts[what]++
	p.runes += n
	p.add(token{
		start: int32(i), end: int32(i + n), kind: sign, counted: uint8(what) + 1,
		hash: hashString(seedSign, "emoticon") + uint32(what)*0x9E3779B1,
	})
}

func (p *pass) closeSentence() {
	p.clause++
	if n := len(p.tokens); n > 0 && p.tokens[n-1].sentence == p.sentence {
		p.sentence++
	}
}

// add appends a token whose folded letters have been written.
func (p *pass) add(t token) {
	if t.kind != word && t.kind != number {
		t.from = int32(len(p.folded))
	}
	t.to = int32(len(p.folded))
	t.clause, t.sentence = p.clause, p.sentence
	p.tokens = append(p.tokens, t)
}
