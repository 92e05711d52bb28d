package triage

import (
	"math"
	"math/bits"
	"unicode"

	"lotse/inbox/triage/language"
)

// lexical languages are bit numbers in the sets of a term.
const (
	langDE uint = iota
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

func languageOf(code string) (uint, bool) {
	for i, c := range languageCodes {
		if c == code {
			return uint(i), true
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
	case 'ě', 'ř', 'ů':
		s.votes[langPL] -= 4 * letterVotes // Czech, which shares much else with it
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

// How the table and the votes are weighed against each other; on a logarithmic scale.
const (
	perVote   = 1.0 / functionVotes // a function word makes a language e times as likely
	unlearned = -1                  // for the languages that the table does not know
	channel   = 1                   // for the channel's language, while there are few letters
	few       = 20                  // letters
	sure      = 0.6                 // probability from which a language is named
)

// inTable are the languages of the table that have function words, too.
var inTable = [langCount]language.Code{
	langDE: language.German, langEN: language.English, langTR: language.Turkish, langFR: language.French, langIT: language.Italian,
	langES: language.Spanish, langPL: language.Count, langNL: language.Dutch, langRO: language.Count,
}

// guess gives the language code, "" when it cannot be told, and the lexica to
// use. Without evidence the hint of the channel decides which lexica hold, but
// not what is reported; without a hint German does, and the others help.
func (s *scanner) guess(hint string) (code string, lexica uint16) {
	if code := s.byScript(); code != "" {
		return code, 0
	}
	seen := language.Read(s.text)
	hinted, known := languageOf(hint)
	if !known {
		hinted = langDE
	}
	var x [int(langCount) + int(language.Count)]float32
	for i := range langCount {
		x[i] = unlearned
		if inTable[i] < language.Count {
			x[i] = seen.Log[inTable[i]]
		}
		x[i] += perVote * float32(s.votes[i])
		if inTable[i] == language.Count && s.votes[i] < 3*functionVotes/2 {
			x[i] = float32(math.Inf(-1))
		}
		if seen.Letters < few && i == hinted {
			x[i] += channel
		}
	}
	for c := range language.Count { // those that have no function words here
		x[int(langCount)+int(c)] = seen.Log[c]
		if _, voted := languageOf(c.String()); voted {
			x[int(langCount)+int(c)] = float32(math.Inf(-1))
		}
	}
	best, p := likeliest(x[:])
	if seen.Letters < few { // so little may be anything that it has words of
		for i := range langCount {
			if s.votes[i] >= functionVotes/2 {
				lexica |= 1 << i
			}
		}
	}
	switch {
	case best >= int(langCount): // no lexicon is written in it
		if p >= sure && seen.Letters >= few/2 {
			return language.Code(best - int(langCount)).String(), 0
		}
	case p >= sure && (len(s.tokens) > 1 && seen.Letters >= few/3 || s.votes[best] >= functionVotes || known && uint(best) == hinted && seen.Letters > 3):
		return languageCodes[best], lexica | 1<<best
	case known:
		return "", lexica | 1<<hinted
	case s.votes[best] > 0 || seen.Letters >= few/2:
		return "", lexica | 1<<best | 1<<langDE
	}
	return "", 1<<langDE | 1<<langEN | 1<<langTR
}

// likeliest gives the place of the highest value and its share.
func likeliest(x []float32) (best int, share float64) {
	for i := range x {
		if x[i] > x[best] {
			best = i
		}
	}
	sum := 0.0
	for i := range x {
		sum += math.Exp(float64(x[i] - x[best]))
	}
	return best, 1 / sum
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
