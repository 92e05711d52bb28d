package triage

import (
	"strings"
	"testing"
)

func TestLexiconRefusesWhatItCannotUse(t *testing.T) {
	for name, content := range map[string]string{
		"nonsense.de.txt":   "[0.5 lexicon]\nwort",
		"insult.xx.txt":     "[0.5 lexicon]\nwort",
		"insult.de.txt":     "wort",
		"praise.de.txt":     "[viel lexicon]\nwort",
		"claim.de.txt":      "[1.5 lexicon]\nwort",
		"threat.de.txt":     "[0.5 lexicon]\n<gibtsnicht> wort",
		"spam.txt":          "[0.5 lexicon]\n.. wort",
		"idea.de.txt":       "[0.5 lexicon]\nwort ..",
		"hate.de.txt":       "[0.5 lexicon]\n*",
		"question.de.txt":   "[0.5 lexicon]\ne-mail",
		"topic.de.txt":      "[77]\nwort",
		"language.txt":      "[xx]\nwort",
		"defamation.de.txt": "[0.5]\nwort",
	} {
		l := &lexicon{
			words: map[string]int32{}, stems: map[string]int32{}, tails: map[string]int32{},
			groups: map[string]uint{"zahl": groupNumber},
		}
		if err := l.read(name, content); err == nil {
			t.Errorf("%s accepts %q", name, content)
		}
	}
}

// TestPhrasesAreFound writes every phrase that needs no group as a sentence and
// looks for a match: a line that can never match is a mistake in the file.
func TestPhrasesAreFound(t *testing.T) {
	lex := compiled()
	for id := range lex.patterns {
		p := &lex.patterns[id]
		if hasGroup(p) {
			continue
		}
		var words []string
		for _, e := range p.elems {
			if e.kind == elemGap {
				e.text = "zwischendurch"
			}
			words = append(words, e.text)
		}
		var w work
		w.reset(lex, strings.Join(words, " "))
		w.scan()
		w.match(everyLanguage)
		found := false
		for _, m := range w.matches {
			found = found || int(m.pattern) == id
		}
		for i := range w.tokens {
			found = found || p.block && w.tokens[i].blocked&(1<<p.label) != 0
		}
		if !found {
			t.Errorf("%v line %q never matches", p.label, strings.Join(words, " "))
		}
	}
}

func hasGroup(p *pattern) bool {
	for _, e := range p.elems {
		if e.kind == elemGroup {
			return true
		}
	}
	return false
}

func TestDisguises(t *testing.T) {
	for text, want := range map[string]string{
		"Iiiidiot":      "idiot",
		"schööön":       "schoen",
		"1d10t":         "idiot",
		"A*schloch":     "arschloch",
		"Bürger*innen":  "buerger",
		"geht’s":        "gehts",
		"u\u0308ber":    "ueber",
		"ＩＤＩＯＴ":         "idiot",
		"𝐢𝐝𝐢𝐨𝐭":         "idiot",
		"Mülll":         "muell",
		"2025er":        "2025er",
		"Ra\u200Bthaus": "rathaus",
	} {
		var w work
		w.reset(compiled(), text)
		w.scan()
		if len(w.tokens) == 0 {
			t.Errorf("%q: no word", text)
			continue
		}
		if got := string(w.folded[w.tokens[0].from:w.tokens[0].to]); got != want {
			t.Errorf("%q is read as %q, want %q", text, got, want)
		}
	}
}
