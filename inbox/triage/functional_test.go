package triage_test

import (
	"fmt"
	"strings"
	"testing"

	"lotse/inbox"
	"lotse/inbox/triage"
)

// function is one ability, tried with made-up sentences over groups and words. %s is
// the group; want must be suggested, never must not.
type function struct {
	name      string
	sentences []string
	words     []string
	want      inbox.LabelSet
	never     inbox.LabelSet
	least     float64 // share of the sentences that must come out right
}

var (
	folks    = []string{"Ausländer", "Flüchtlinge", "Muslime", "Juden", "Türken", "Schwule"}
	harshly  = []string{"Idioten", "Vollidioten", "Trottel", "Arschlöcher", "Versager", "Schwachköpfe"}
	hurtful  = is(hate, insult, threat)
	spelling = "Ihr seid doch alle %s da oben im Rathaus"
)

var functions = []function{
	{"contempt said directly", []string{"%s raus!", "%s sind Parasiten.", "Alle %s sind Verbrecher.", "%s gehören weggesperrt."}, folks, is(hate), 0, 0.8},
	{"contempt denied", []string{"%s sind keine Parasiten.", "Niemand hier sagt: %s raus.", "%s sind nicht alle Verbrecher, hört auf damit.", "Ich habe nichts gegen %s."}, folks, 0, hurtful, 0.75},
	{"identity without judgement", []string{"Viele %s leben seit Jahrzehnten in unserer Stadt.", "Meine Nachbarn sind %s und helfen beim Stadtfest.", "Im Chor singen auch %s mit.", "%s und Christen haben gemeinsam gekocht."}, folks, 0, hurtful, 0.9},
	{"counter speech that quotes", []string{"Wer „%s raus“ ruft, hat hier nichts zu suchen.", "„%s sind Abschaum“ ist keine Meinung, bitte löschen.", "Solche Sätze wie „%s sind Parasiten“ will ich hier nicht lesen."}, folks, 0, hurtful, 0.8},
	{"threat against people", []string{"Ich bring die %s alle um.", "%s gehören erschossen.", "Man sollte %s an die Wand stellen."}, folks, is(threat), 0, 0.6},
	{"insult", []string{"Ihr %s!", "Lauter %s im Ordnungsamt.", "So %s habe ich noch nie erlebt."}, harshly, is(insult), 0, 0.9},
	{"insult denied", []string{"Ihr seid keine %s, das war nur Pech.", "Niemand hält euch für %s."}, harshly, 0, hurtful, 0.75},
	{"insult quoted", []string{"Bitte nennt die Leute nicht „%s“.", "Mein Kind wurde als „%s“ beschimpft."}, harshly, 0, hurtful, 0.9},
	{"spelled with figures", []string{spelling}, figures(harshly), is(insult), 0, 0.8},
	{"spelled apart", []string{spelling}, apart(harshly, " "), is(insult), 0, 0.8},
	{"spelled with points", []string{spelling}, apart(harshly, "."), is(insult), 0, 0.8},
	{"spelled with stars", []string{spelling}, starred(harshly), is(insult), 0, 0.6},
	{"stretched", []string{spelling}, stretched(harshly), is(insult), 0, 0.8},
	{"broken by a space", []string{spelling}, broken(harshly), is(insult), 0, 0.6},
	{"joined with the word before", []string{"Ihr seid doch alle%s da oben", "Lauter solche%s im Amt"}, harshly, is(insult), 0, 0.8},
	{"capitals", []string{spelling}, capitals(harshly), is(insult), 0, 1},
	{
		"criticism, however sharp",
		[]string{"Das %s ist völlig überfordert und erreicht nichts.", "Im %s geht nie jemand ans Telefon.", "Das %s versagt seit Jahren auf ganzer Linie."},
		[]string{"Rathaus", "Bauamt", "Ordnungsamt", "Jugendamt"},
		is(criticism), hurtful.With(inbox.LabelDefamation), 0.9,
	},
}

func figures(words []string) []string {
	return changed(words, strings.NewReplacer("i", "1", "o", "0", "e", "3").Replace)
}

func apart(words []string, sign string) []string {
	return changed(words, func(s string) string { return strings.Join(strings.Split(s, ""), sign) })
}

func starred(words []string) []string {
	return changed(words, func(s string) string { r := []rune(s); r[len(r)/2] = '*'; return string(r) })
}

func stretched(words []string) []string {
	return changed(words, func(s string) string {
		r := []rune(s)
		return string(r[:2]) + strings.Repeat(string(r[1]), 4) + string(r[2:])
	})
}

func broken(words []string) []string {
	return changed(words, func(s string) string { r := []rune(s); return string(r[:len(r)/2]) + " " + string(r[len(r)/2:]) })
}
func capitals(words []string) []string { return changed(words, strings.ToUpper) }
func changed(words []string, how func(string) string) (out []string) {
	for _, w := range words {
		out = append(out, how(w))
	}
	return out
}

func TestFunctions(t *testing.T) {
	rules := triage.New()
	for _, f := range functions {
		n, right := 0, 0
		var wrong []string
		for _, s := range f.sentences {
			for _, w := range f.words {
				text := fmt.Sprintf(s, w)
				a := rules.Assess(text, inbox.AssessContext{})
				got := a.Labels()
				n++
				if f.want&^got == 0 && f.never&got == 0 {
					right++
				} else {
					wrong = append(wrong, fmt.Sprintf("%q: %v", text, got))
				}
			}
		}
		share := float64(right) / float64(n)
		t.Logf("%-30s %3d  %.2f", f.name, n, share)
		if share < f.least {
			t.Errorf("%s: %.2f, want %.2f\n\t%s", f.name, share, f.least, strings.Join(wrong[:min(len(wrong), 6)], "\n\t"))
		}
	}
}
