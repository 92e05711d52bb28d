package triage

// People who expect a filter write around it: Iiidiot, 1d10t, I*iot, I D I O T.
// A disguise is lifted only when what appears is a word of the lexica, so that
// ordinary words and numbers stay what they are.

const maxMasked = 16 // resolving a mask compares with a list; more in one text is noise

// unstretch shortens letters repeated three times or more, to one or to two.
func (s *scanner) unstretch(t *token) {
	n := s.squeeze(t, 1)
	if !s.known(s.folded[t.from:n]) {
		// Not known with one letter: two keep words such as "Mülll" readable. The
		// first try has overwritten the word, so it is folded again.
		s.folded = s.folded[:t.from]
		for _, r := range s.text[t.start:t.end] {
			if r >= '0' && r <= '9' {
				s.folded = append(s.folded, byte(r))
			} else if isLetter(r) {
				s.folded = appendFolded(s.folded, r)
			}
		}
		n = s.squeeze(t, 2)
	}
	s.folded = s.folded[:n]
	t.to = n
}

// squeeze cuts runs of three or more equal bytes to keep, in place, and gives
// the new end.
func (s *scanner) squeeze(t *token, keep int) int32 {
	w := s.folded[t.from:]
	n := 0
	for i := 0; i < len(w); {
		j := i
		for j < len(w) && w[j] == w[i] {
			j++
		}
		k := j - i
		if k >= 3 && w[i] < 0x80 {
			k = keep
		}
		b := w[i]
		for range k {
			w[n] = b
			n++
		}
		i = j
	}
	return t.from + int32(n)
}

var leet = [256]byte{'0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't'}

// unleet reads digits as letters when that makes a known word of an unknown one.
func (s *scanner) unleet(t *token) {
	w := s.folded[t.from:]
	if len(w) < 4 || len(w) > 40 || s.known(w) {
		return
	}
	var plain [40]byte
	for i, b := range w {
		plain[i] = b
		if leet[b] != 0 {
			plain[i] = leet[b]
		}
	}
	if s.known(plain[:len(w)]) {
		copy(w, plain[:])
	}
}

// unmask reads a word with stars when exactly its letters fit a strong word.
func (s *scanner) unmask(t *token) {
	w := s.folded[t.from:]
	if s.masked >= maxMasked || len(w) < 4 || len(w) > 40 {
		return
	}
	s.masked++
	for _, word := range s.lex.maskable[w[0]] {
		if fitsMask(w, word) {
			copy(w, word)
			return
		}
	}
}

// fitsMask compares a masked word with a lexicon word; a longer masked word fits
// too, it may be inflected.
func fitsMask(w []byte, word string) bool {
	if len(word) > len(w) || len(word)+3 < len(w) {
		return false
	}
	letters := 0
	for i := range word {
		switch w[i] {
		case word[i]:
			letters++
		case '*':
		default:
			return false
		}
	}
	for _, b := range w[len(word):] {
		if b == '*' {
			return false
		}
	}
	return letters >= 2
}

// rejoins puts a strong word together that was broken by a space (Trot tel): two
// short pieces in a row, neither of which is a word.
func (s *scanner) rejoins(t *token) bool {
	n := len(s.tokens)
	if n == 0 || t.more > t.hits || s.masked >= maxMasked {
		return false
	}
	p := &s.tokens[n-1]
	if p.more > p.hits || p.number || t.number || t.start-p.end != 1 || p.to != t.from || p.to-p.from > 7 || t.to-t.from > 7 || t.to-p.from < 6 {
		return false
	}
	whole := s.folded[p.from:t.to]
	for _, word := range s.lex.maskable[whole[0]] {
		if len(word) < 6 || len(word) > len(whole) || len(whole) > len(word)+2 || len(word) <= int(p.to-p.from) || string(whole[:len(word)]) != word {
			continue
		}
		p.end, p.to, p.hits = t.end, t.to, int32(len(s.hits))
		s.lookup(whole)
		p.more = int32(len(s.hits))
		for _, h := range s.hits[p.hits:p.more] {
			p.groups |= s.lex.terms[h].groups
		}
		return true
	}
	return false
}

// singleLetter counts one-letter words that stand in a row, a sign apart.
func (s *scanner) singleLetter(t token, single bool) {
	n := len(s.tokens)
	if single && s.singles > 0 && n > 0 && t.start-s.tokens[n-1].end == 1 && s.singles < 24 {
		s.singles++
		return
	}
	s.joinSingles()
	if single {
		s.singles = 1
	}
}

// joinSingles makes one word of the letters in a row when the lexica know it.
// The letters are the last tokens.
func (s *scanner) joinSingles() {
	k := s.singles
	s.singles = 0
	if k < 4 || k > len(s.tokens) {
		return
	}
	row := s.tokens[len(s.tokens)-k:]
	w := s.folded[row[0].from:row[k-1].to]
	if !s.known(w) {
		return
	}
	joined := row[0]
	joined.end, joined.to = row[k-1].end, row[k-1].to
	joined.hits = int32(len(s.hits))
	s.lookup(w)
	joined.more = int32(len(s.hits))
	for _, h := range s.hits[joined.hits:joined.more] {
		joined.groups |= s.lex.terms[h].groups
	}
	s.tokens = append(s.tokens[:len(s.tokens)-k], joined)
}
