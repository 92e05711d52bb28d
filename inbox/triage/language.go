package triage

import (
	"math/bits"
	"unicode"
)

// language is a bit number in the sets of a term.
type language = uint

const (
	langDE language = iota
	langEN
	langTR
	langFR
	langIT
	langES
	langPL
	langNL
	langRO
	langCount
)

const everyLanguage = uint16(1)<<langCount - 1

var languageCodes = [langCount]string{"de", "en", "tr", "fr", "it", "es", "pl", "nl", "ro"}

func languageOf(code string) (language, bool) {
	for i, c := range languageCodes {
		if c == code {
			return language(i), true
		}
	}
	return 0, false
}

// Scripts that decide the language alone, or nearly so.
const (
	scriptCyrillic = iota
	scriptUkrainian
	scriptArabic
	scriptPersian
	scriptGreek
	scriptHebrew
	scriptHan
	scriptKana
	scriptHangul
	scriptCount
)

// A function word is worth 12 votes shared among the languages that use it, a
// letter that only some languages have is worth 3, a word of a lexicon 2.
const (
	functionVotes = 12
	letterVotes   = 3
	lexicalVotes  = 2
)

func (s *scanner) voteTerm(t *term) {
	for set, worth := t.function, int32(0); set != 0; set &= set - 1 {
		if worth == 0 {
			worth = functionVotes / int32(bits.OnesCount16(t.function))
		}
		s.votes[bits.TrailingZeros16(set)] += worth
	}
	for set := t.lexical; set != 0 && t.function == 0 && t.lexical&(t.lexical-1) == 0; set &= set - 1 {
		s.votes[bits.TrailingZeros16(set)] += lexicalVotes
	}
}

// vote counts letters that tell languages or scripts apart.
func (s *scanner) vote(r rune) {
	switch r {
	case 'ß', 'ẞ':
		s.votes[langDE] += 2 * letterVotes
	case 'ä', 'Ä':
		s.votes[langDE] += letterVotes
	case 'ö', 'ü', 'Ö', 'Ü':
		s.votes[langDE] += letterVotes
		s.votes[langTR] += letterVotes
	case 'ı', 'İ', 'ğ', 'Ğ', 'ş', 'Ş':
		s.votes[langTR] += 2 * letterVotes
	case 'ç', 'Ç':
		s.votes[langTR] += letterVotes
		s.votes[langFR] += letterVotes
	case 'é', 'è', 'ê', 'à', 'ù', 'œ', 'É':
		s.votes[langFR] += letterVotes
		s.votes[langIT]++
	case 'ò', 'ì':
		s.votes[langIT] += letterVotes
	case 'ñ', 'á', 'í', 'ó', 'ú':
		s.votes[langES] += letterVotes
	case 'ą', 'ę', 'ł', 'ż', 'ź', 'ś', 'ć', 'ń', 'Ł', 'Ż':
		s.votes[langPL] += 2 * letterVotes
	case 'ă', 'ț', 'ș', 'ţ':
		s.votes[langRO] += 2 * letterVotes
	default:
		if r >= 0x370 {
			s.voteScript(r)
		}
	}
}

func (s *scanner) voteScript(r rune) {
	switch {
	case r == 'і' || r == 'ї' || r == 'є' || r == 'ґ':
		s.scripts[scriptUkrainian]++
		s.scripts[scriptCyrillic]++
	case unicode.Is(unicode.Cyrillic, r):
		s.scripts[scriptCyrillic]++
	case r == 'پ' || r == 'چ' || r == 'ژ' || r == 'گ' || r == 'ی':
		s.scripts[scriptPersian]++
		s.scripts[scriptArabic]++
	case unicode.Is(unicode.Arabic, r):
		s.scripts[scriptArabic]++
	case unicode.Is(unicode.Greek, r):
		s.scripts[scriptGreek]++
	case unicode.Is(unicode.Hebrew, r):
		s.scripts[scriptHebrew]++
	case unicode.Is(unicode.Han, r):
		s.scripts[scriptHan]++
	case unicode.Is(unicode.Hiragana, r), unicode.Is(unicode.Katakana, r):
		s.scripts[scriptKana]++
	case unicode.Is(unicode.Hangul, r):
		s.scripts[scriptHangul]++
	}
}

// guess gives the language code, "" when it cannot be told, and the lexica to
// use. Without evidence the hint of the channel decides which lexica hold, but
// not what is reported; without a hint German does, and the others help.
func (s *scanner) guess(hint string) (code string, lexica uint16) {
	if code := s.byScript(); code != "" {
		return code, 0
	}
	best, second := language(0), int32(0)
	for i := language(1); i < langCount; i++ {
		if s.votes[i] > s.votes[best] {
			best = i
		}
	}
	for i := range langCount {
		if i != best {
			second = max(second, s.votes[i])
		}
	}
	top := s.votes[best]
	hinted, ok := languageOf(hint)
	switch {
	case top >= 12 && top*4 > second*5, // one clear function word, a quarter ahead
		top >= 6 && top > second && ok && hinted == best,
		top >= 6 && top >= 2*second:
		return languageCodes[best], 1 << best
	case ok && top == s.votes[hinted]:
		return "", 1 << hinted
	case top > second:
		return "", 1<<best | 1<<langDE
	}
	return "", 1<<langDE | 1<<langEN | 1<<langTR
}

// byScript names the language when another script carries most of the letters.
func (s *scanner) byScript() string {
	var all int32
	for i, n := range s.scripts {
		if i != scriptUkrainian && i != scriptPersian {
			all += n
		}
	}
	if all < 3 || int(all)*3 < len(s.folded)/2 {
		return ""
	}
	n := &s.scripts
	switch m := all / 2; {
	case n[scriptKana] > 0 && n[scriptKana]+n[scriptHan] > m:
		return "ja"
	case n[scriptUkrainian] > 0 && n[scriptCyrillic] > m:
		return "uk"
	case n[scriptCyrillic] > m:
		return "ru"
	case n[scriptPersian] > 0 && n[scriptArabic] > m:
		return "fa"
	case n[scriptArabic] > m:
		return "ar"
	case n[scriptGreek] > m:
		return "el"
	case n[scriptHebrew] > m:
		return "he"
	case n[scriptHan] > m:
		return "zh"
	case n[scriptHangul] > m:
		return "ko"
	}
	return ""
}
