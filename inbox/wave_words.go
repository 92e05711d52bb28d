package inbox

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	sharedWords = 4  // how many are told
	sharedRunes = 4  // shorter ones say nothing
	sharedParts = 15 // told are words that one text in so many has
)

// SharedWords gives the words that many of some texts have, the most frequent
// first, as one of the texts writes them. They say what a wave is about.
func SharedWords(texts []string) []string {
	type word struct {
		shown string
		n     int
		last  int // text it was counted in
	}
	words := map[string]*word{}
	for i, t := range texts {
		for w := range strings.FieldsFuncSeq(t, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			key := FoldText(w)
			if utf8.RuneCountInString(w) < sharedRunes || commonWords[key] {
				continue
			}
			switch at := words[key]; {
			case at == nil:
				words[key] = &word{w, 1, i}
			case at.last != i:
				at.n, at.last = at.n+1, i
				// "TALSPERRE" and "talsperre" are shown as most people write a noun.
				if r, n := utf8.DecodeRuneInString(w); unicode.IsUpper(r) && w[n:] == FoldText(w[n:]) {
					at.shown = w
				}
			}
		}
	}
	need := max(3, len(texts)/sharedParts)
	if len(texts) < 20 {
		need = 2
	}
	var found []*word
	for _, w := range words {
		if w.n >= need {
			found = append(found, w)
		}
	}
	slices.SortFunc(found, func(a, b *word) int { return cmp.Or(b.n-a.n, cmp.Compare(a.shown, b.shown)) })
	var out []string
	for _, w := range found[:min(sharedWords, len(found))] {
		out = append(out, w.shown)
	}
	return out
}

// commonWords are words that say nothing about what a text is about.
var commonWords = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`aber alle allem allen aller alles also auch auf aus bald bei beim bin bis bitte
		dann dass dein denn der des dich die dies diese diesem diesen dieser dieses doch dort durch eben eine einem einen
		einer eines einfach endlich etwas euch eure euer für gegen gibt ganz gerade habe haben halt hast hatte hätte hier
		immer jede jeden jeder jetzt kann kein keine keinen kommt können leute macht machen mehr mein meine mich mir muss
		müssen nach nicht nichts noch nur oder ohne schon sehr sein seine seit selbst sich sich sind sogar soll sollen
		sondern über uns unser unsere unter viel viele vielleicht vom von vor wann warum was weil wenn wer werden wieder
		heute gestern morgen will wird wirklich wollen worden wurde würde zum zur zwischen wegen weiter nämlich natürlich wäre waren genau
		about after again also because been from have just more only that their them then there these they this what when
		which will with would your`) {
		m[w] = true
	}
	return m
}()
