package triage

import (
	"fmt"
	"math/bits"
	"strings"

	"lotse/inbox"
)

// pattern is one line of a lexicon: words in a row, some of them groups or gaps.
type pattern struct {
	label  inbox.Label
	weight float32
	rule   string
	lang   uint16 // languages it holds for, as bits
	block  bool   // what it matches does not count for the label
	denies bool   // it has a "not" of its own
	elems  []element
}

// element is one place of a pattern.
type element struct {
	kind elementKind
	text string // folded
	bit  uint64 // of the group
}

type elementKind uint8

const (
	elemWord  elementKind = iota // the whole word
	elemStem                     // the word begins so
	elemTail                     // the word ends so
	elemGroup                    // the word is in the group
	elemGap                      // up to maxGap words
)

const maxGap = 4

// pattern compiles a line. The groups have been read before.
func (l *lexicon) pattern(sec *section, line string) error {
	p := pattern{label: sec.label, weight: sec.weight, rule: sec.rule, block: sec.block, lang: everyLanguage}
	if sec.lang != "" {
		lang, ok := languageOf(sec.lang)
		if !ok {
			return fmt.Errorf("unknown language %q", sec.lang)
		}
		p.lang = 1 << lang
	}
	id := int32(len(l.patterns))
	for i, w := range strings.Fields(line) {
		e, err := l.element(w)
		if err != nil {
			return err
		}
		p.elems = append(p.elems, e)
		p.denies = p.denies || l.isNegation(e)
		if i > 0 {
			continue
		}
		switch e.kind {
		case elemGap:
			return &LineError{Word: w, Want: WantNoGap}
		case elemGroup:
			bit := bits.TrailingZeros64(e.bit)
			l.byGroup[bit] = append(l.byGroup[bit], id)
		default:
			t, err := l.term(w)
			if err != nil {
				return err
			}
			l.terms[t].patterns = append(l.terms[t].patterns, id)
			if p.lang != everyLanguage {
				l.terms[t].lexical |= p.lang
			}
		}
	}
	if p.elems[len(p.elems)-1].kind == elemGap {
		return &LineError{Word: "..", Want: WantNoGap, Last: true}
	}
	if e := p.elems[0]; len(p.elems) == 1 && !p.block && p.weight >= 0.6 && len(e.text) >= 4 && maskedLabel(p.label) &&
		(e.kind == elemWord || e.kind == elemStem) {
		l.maskable[e.text[0]] = append(l.maskable[e.text[0]], e.text)
	}
	l.patterns = append(l.patterns, p)
	return nil
}

// isNegation reports whether an element is a "not" itself, or any word of that group.
func (l *lexicon) isNegation(e element) bool {
	bit := uint64(1) << l.groups["nicht"]
	if e.kind == elemGroup {
		return e.bit == bit
	}
	t, ok := l.words[e.text]
	return e.kind == elemWord && ok && l.terms[t].groups&bit != 0
}

// maskedLabel names what people write with stars.
func maskedLabel(l inbox.Label) bool {
	return l == inbox.LabelInsult || l == inbox.LabelProfanity || l == inbox.LabelHate
}

func (l *lexicon) element(w string) (element, error) {
	switch {
	case w == "..":
		return element{kind: elemGap}, nil
	case strings.HasPrefix(w, "<") && strings.HasSuffix(w, ">"):
		bit, ok := l.groups[w[1:len(w)-1]]
		if !ok {
			return element{}, &LineError{Word: w, Want: WantGroup}
		}
		return element{kind: elemGroup, bit: 1 << bit}, nil
	case strings.HasSuffix(w, "*"):
		return element{kind: elemStem, text: foldWord(w[:len(w)-1])}, nil
	case strings.HasPrefix(w, "*"):
		return element{kind: elemTail, text: foldWord(w[1:])}, nil
	}
	return element{kind: elemWord, text: foldWord(w)}, nil
}

// lookup appends every term the folded word matches to s.hits.
func (s *scanner) lookup(w []byte) {
	l := s.lex
	if len(w) == 0 {
		return
	}
	if t, ok := l.words[string(w)]; ok {
		s.hits = append(s.hits, t)
	}
	for set := l.stemSize[w[0]] & below(len(w)); set != 0; set &= set - 1 {
		if t, ok := l.stems[string(w[:bits.TrailingZeros64(set)])]; ok {
			s.hits = append(s.hits, t)
		}
	}
	for set := l.tailSize[w[len(w)-1]] & below(len(w)); set != 0; set &= set - 1 {
		if t, ok := l.tails[string(w[len(w)-bits.TrailingZeros64(set):])]; ok {
			s.hits = append(s.hits, t)
		}
	}
}

// known reports whether the lexica have the word.
func (s *scanner) known(w []byte) bool {
	n := len(s.hits)
	s.lookup(w)
	found := len(s.hits) > n
	s.hits = s.hits[:n]
	return found
}

// below gives the bits 0 to n.
func below(n int) uint64 {
	if n >= 63 {
		return ^uint64(0)
	}
	return 1<<(n+1) - 1
}

// matcher tries patterns on the tokens of a scanner with a bounded number of steps.
type matcher struct {
	*scanner
	steps int
}

// try matches elems from token i on and gives the token behind the match.
func (m *matcher) try(elems []element, i int, sentence int32) (end int, ok bool) {
	for k, e := range elems {
		if m.steps--; m.steps < 0 {
			return 0, false
		}
		if e.kind == elemGap {
			for gap := 0; gap <= maxGap && i+gap < len(m.tokens); gap++ {
				if end, ok := m.try(elems[k+1:], i+gap, sentence); ok {
					return end, true
				}
			}
			return 0, false
		}
		if i >= len(m.tokens) || m.tokens[i].sentence != sentence || !m.fits(e, &m.tokens[i]) {
			return 0, false
		}
		i++
	}
	return i, true
}

func (m *matcher) fits(e element, t *token) bool {
	if e.kind == elemGroup {
		return t.groups&e.bit != 0
	}
	w := m.folded[t.from:t.to]
	switch e.kind {
	case elemWord:
		return string(w) == e.text
	case elemStem:
		return len(w) >= len(e.text) && string(w[:len(e.text)]) == e.text
	case elemTail:
		return len(w) >= len(e.text) && string(w[len(w)-len(e.text):]) == e.text
	default: // groups are above, gaps are no words
		return false
	}
}
