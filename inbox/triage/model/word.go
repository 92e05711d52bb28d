package model

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word reads one word from i and gives the place behind it.
func (p *pass) word(i int) int {
	t := token{start: int32(i), from: int32(len(p.folded))}
	var last rune
	var digits, turns, run, signs, width int
	var wasDigit, stretched bool
	for i < len(p.text) {
		r, size := rune(p.text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(p.text[i:])
		}
		low := r
		switch {
		case r >= '0' && r <= '9':
			if !wasDigit && t.letters > 0 {
				turns++
			}
			digits++
			wasDigit = true
			p.folded = append(p.folded, byte(r))
		case r < utf8.RuneSelf && r|0x20 >= 'a' && r|0x20 <= 'z', size > 1 && isLetter(r):
			if wasDigit {
				turns++
			}
			wasDigit = false
			t.letters++
			if low = lower(r); low != r {
				t.upper++
			}
			if low == last {
				run++
			} else {
				run = 0
			}
			switch {
			case run == 2:
				stretched = true
				p.folded = p.folded[:len(p.folded)-width] // one of a stretched run stays
			case run < 2:
				width = -len(p.folded)
				p.folded = appendFolded(p.folded, low)
				width += len(p.folded)
			}
		case size > 1 && glued(r):
			if r == 0x308 {
				p.folded = append(p.folded, 'e')
			}
		default:
			b, joined := p.inner(i, size, t.letters > 0)
			if !joined {
				size = 0
				break
			}
			if b != 0 {
				p.folded = append(p.folded, b)
				signs++
			}
		}
		if size == 0 {
			break
		}
		p.runes++
		last = low
		i += size
	}
	t.end = int32(i)
	switch {
	case t.letters == 0:
		t.kind = number
		p.counts[countNumber]++
		p.folded = append(p.folded[:t.from], "00000"[:min(digits, 5)]...)
	case digits > 0 && (turns != 1 || digits == 1 && t.letters > 2):
		unleet(p.folded[t.from:])
		signs++
	}
	p.letters += int(t.letters)
	p.uppers += int(t.upper)
	if signs > 0 {
		p.counts[countDisguise]++
	}
	if stretched {
		p.counts[countStretched]++
	}
	if t.upper > 2 && t.upper == t.letters {
		p.counts[countShouted]++
	}
	p.add(t)
	return i
}

// inner judges a sign inside or before a word: whether it belongs to it, and
// what it stands for.
func (p *pass) inner(i, size int, begun bool) (fold byte, joined bool) {
	if i+size >= len(p.text) {
		return 0, false
	}
	next, _ := utf8.DecodeRuneInString(p.text[i+size:])
	switch {
	case p.text[i] == '*' && begun && (next == '*' || isLetter(next)):
		return '*', true
	case !isLetter(next):
		return 0, false
	case p.text[i] == '\'' || strings.HasPrefix(p.text[i:], "’"):
		return 0, begun
	case p.text[i] == '$':
		return 's', true
	case strings.HasPrefix(p.text[i:], "€"):
		return 'e', begun
	case p.text[i] == '@':
		host, _, _ := strings.Cut(p.text[i+1:min(len(p.text), i+80)], " ")
		return 'a', begun && strings.IndexByte(host, '.') < 0
	}
	return 0, false
}

// unleet puts letters for the digits that stand for them.
func unleet(b []byte) {
	for i, c := range b {
		if c >= '0' && c <= '9' {
			b[i] = "oizeasgtbg"[c-'0']
		}
	}
}

// join makes one word of three and more single letters in a row: I D I O T.
func (p *pass) join() {
	out := 0
	for i := 0; i < len(p.tokens); {
		n := i
		for n < len(p.tokens) && p.tokens[n].kind == word && p.tokens[n].letters == 1 &&
			(n == i || p.tokens[n].start-p.tokens[n-1].end == 1) {
			n++
		}
		if n-i < 3 {
			p.tokens[out] = p.tokens[i]
			out++
			i++
			continue
		}
		t := p.tokens[i]
		t.end, t.to = p.tokens[n-1].end, p.tokens[n-1].to
		t.letters = uint16(min(n-i, 60000))
		p.tokens[out] = t
		p.counts[countDisguise]++
		out++
		i = n
	}
	p.tokens = p.tokens[:out]
}

// negate marks the words of a clause that stand near a negation. In German it
// may follow what it denies, so the scope reaches back as well.
func (p *pass) negate() {
	const back, ahead = 4, 4
	for i := range p.tokens {
		t := &p.tokens[i]
		if t.kind != word {
			continue
		}
		t.hash = hashBytes(seedWord, p.folded[t.from:t.to])
		t.group = groupOf(t.hash)
		if t.group != groupNot {
			continue
		}
		for k := max(0, i-back); k < min(len(p.tokens), i+ahead+1); k++ {
			if o := &p.tokens[k]; o.clause == t.clause && k != i {
				o.negated = true
			}
		}
	}
}

func lower(r rune) rune {
	if r < utf8.RuneSelf {
		return r | 0x20
	}
	return unicode.ToLower(r)
}

// linkLength measures a web address at the beginning of s.
func linkLength(s string) int {
	if !hasPrefixFold(s, "http://") && !hasPrefixFold(s, "https://") && !hasPrefixFold(s, "www.") {
		return 0
	}
	if n := strings.IndexAny(s, " \n\t\r<>\""); n >= 0 {
		return n
	}
	return len(s)
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// mentionLength measures an @name.
func mentionLength(s string) int {
	n := 1
	for n < len(s) && (class[s[n]] == isWord || s[n] >= utf8.RuneSelf || s[n] == '_') {
		n++
	}
	if n == 1 {
		return 0
	}
	return n
}
