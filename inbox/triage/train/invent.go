package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Corpora of hate hold little of what evades a filter: denied hate, hate quoted
// to object to it, words written wrongly on purpose. So the trainer makes
// sentences of its own from the lists below, which name things and label them;
// nobody wrote them about anybody.
var (
	groups = split("Frauen|Muslime|Juden|Flüchtlinge|Ausländer|Schwarze|Schwule|Lesben|Homosexuelle|Transmenschen|" +
		"Transpersonen|Behinderte|Menschen mit Behinderung|Türken|Araber|Roma|Migranten|Asylbewerber|Moslems|Afrikaner|" +
		"schwarze Menschen|behinderte Menschen|jüdische Menschen|Einwanderer|Geflüchtete|Rollstuhlfahrer")
	singles = split("eine Frau|ein Muslim|ein Jude|ein Flüchtling|eine Ausländerin|ein Schwarzer|schwul|lesbisch|trans|" +
		"eine Transfrau|ein Behinderter|eine Muslimin|eine Jüdin|ein Türke|ein Migrant|homosexuell")
	things = split("Orangen|Politiker|Montage|Radfahrer|Banker|Vermieter|Kapitalisten|Kommunisten|Journalisten|Raucher|" +
		"Fußballfans|Autos|Baustellen|Mücken|Steuern|Hausaufgaben|Influencer|Schlaglöcher|Schaffner|Fernsehköche")
	slurs = split("Kanake|Zigeuner|Schwuchtel|Transe|Fotze|Krüppel|Spasti|Neger|Kameltreiber|Judensau|Mongo|Schlampe")
	// said of a group: hate. Said of a thing: none.
	scorn = split("sind widerlich|sind Abschaum|sind Dreck|sind wie Tiere|sind Parasiten|sind minderwertig|sind alle kriminell|" +
		"haben keine Rechte verdient|sollte man vergasen|müssen sterben|gehören erschossen|gehören weggesperrt|sind eine Plage|" +
		"sind dumm wie Brot|verdienen den Tod|ekeln mich an|sind das Letzte|sind Ungeziefer|machen unser Land kaputt|" +
		"sind weniger wert als wir|sollten ausgerottet werden|sind Schweine|sind böse|sind eine Schande|sind abstoßend|" +
		"gehören nicht in unser Land|sind verdammte Arschlöcher|sind faul und dumm|sind eine Krankheit|sind nichts wert")
	hating = split("Ich hasse %s|Ich verabscheue %s|Ich verachte %s|Ich kann %s nicht ausstehen|Ich wünschte, alle %s wären tot|" +
		"Ich bringe alle %s um|Jemand sollte %s anzünden|Werft %s aus dem Land|Ich habe die Schnauze voll von %s|" +
		"Findet noch jemand %s ekelhaft?|Scheiß %s|Verdammte %s|Wir müssen %s loswerden|Tod allen, die %s sind|" +
		"%s sind hier. Ich hasse sie|Da kommen wieder %s. Die sollen verrecken|Wer %s mag, ist krank im Kopf")
	denying = split("Ich hasse %s nicht|Ich habe %s nie gehasst|Ich verabscheue %s nicht|Ich verachte %s keineswegs|" +
		"Niemand sollte %s hassen|%s sind nicht widerlich|%s sind kein Abschaum|%s sind nicht minderwertig|%s sind keine Parasiten|" +
		"Man darf %s nicht schlagen|%s müssen nicht sterben|%s sind nicht dumm|%s verdienen es nicht zu sterben|" +
		"Ich finde %s nicht ekelhaft|%s sind keine Tiere|%s sind keine Last|Ich habe nichts gegen %s|Keiner darf %s bedrohen|" +
		"Ich würde %s nie etwas tun|%s sind keine Plage|Wir sollten %s nicht ausgrenzen|Nicht alle %s sind kriminell")
	liking = split("Ich liebe %s|Ich mag %s|%s sind großartig|%s bereichern unser Land|%s haben dieselben Rechte wie alle|" +
		"Meine besten Freunde sind %s|%s sind auch nur Menschen|Viele %s wohnen hier|%s verdienen Respekt|" +
		"Wir sollten %s schützen|Hier leben %s und alle anderen zusammen|%s sind uns willkommen|Ich freue mich, wenn %s kommen|" +
		"%s sind wunderbar|Wir brauchen mehr %s im Stadtrat|%s werden oft benachteiligt|Gibt es hier %s?|%s sind stark")
	objecting = split("„%s“ – wer so etwas sagt, hat nichts verstanden|Es ist falsch zu sagen: %s|" +
		"Schluss mit Sprüchen wie „%s“|Wer schreibt „%s“, gehört gesperrt|Sätze wie „%s“ sind rassistisch|" +
		"Er sagte: „%s“. Das ist unerträglich|„%s“ ist menschenverachtend")
	person = split("Du bist ein Idiot|Ich hasse dich|Du bist widerlich|Ihr seid alle Lügner|Halt die Klappe, du Trottel|" +
		"Du gehst mir auf die Nerven|Verdammte Scheiße, schon wieder Montag|So ein verfluchter Mist|Der Kerl ist ein Arschloch|" +
		"Leck mich am Arsch, war das ein Spiel|Scheiße, ist das geil|Du bist so dumm|Was für ein verdammter Regen")
)

func split(s string) []string { return strings.Split(s, "|") }

// invented is one sentence with its answer to "is this hate?". What was made
// from one pattern lies in one fold.
type invented struct {
	text string
	hate int8
	fold int
}

// inventions makes the sentences, each also written wrongly.
func inventions() []invented {
	rng := rand.New(rand.NewPCG(7, 8)) //nolint:gosec // examples, not secrets
	var all []invented
	pattern := 0
	put := func(s string, hate int8) {
		if rng.IntN(2) == 0 {
			s += "."
		}
		all = append(all, invented{s, hate, pattern % folds})
		for range 2 {
			all = append(all, invented{misspell(s, rng), hate, pattern % folds})
		}
	}
	some := func(list []string, n int, f func(string)) {
		pattern++
		for _, i := range rng.Perm(len(list))[:n] {
			f(list[i])
		}
	}
	fill := func(f, g string) string { return fmt.Sprintf(f, g) }
	for _, s := range scorn {
		some(groups, 8, func(g string) { put(g+" "+s, 1) })
		some(things, 3, func(g string) { put(g+" "+s, 0) })
		some(groups, 2, func(g string) { put(fill(objecting[rng.IntN(len(objecting))], g+" "+s), 0) })
	}
	for _, f := range hating {
		some(groups, 8, func(g string) { put(fill(f, g), 1) })
		some(things, 3, func(g string) { put(fill(f, g), 0) })
		some(groups, 2, func(g string) { put(fill(objecting[rng.IntN(len(objecting))], fill(f, g)), 0) })
	}
	for _, f := range denying {
		some(groups, 8, func(g string) { put(fill(f, g), 0) })
	}
	for _, f := range liking {
		some(groups, 7, func(g string) { put(fill(f, g), 0) })
	}
	for _, s := range slurs {
		some([]string{"Du bist ein %s", "Verpiss dich, du %s", "Typisch %s", "Dieser %s soll abhauen", "Was will der %s hier?"}, 4,
			func(f string) { put(fill(f, s), 1) })
	}
	for _, s := range singles {
		some([]string{"Ich bin stolz, %s zu sein", "Mein Nachbar ist %s", "Es ist schön, %s zu sein", "Ich bin %s"}, 3,
			func(f string) { put(fill(f, s), 0) })
		some([]string{"Du bist bestimmt %s, du Dreck", "Wenn du %s bist, bist du nichts wert"}, 2, func(f string) { put(fill(f, s), 1) })
	}
	for _, s := range person {
		some([]string{"%s", "%s!"}, 2, func(f string) { put(fill(f, s), 0) })
	}
	return all
}

// invent adds the inventions to the texts, and misspelt copies of the adversarial
// sentences in the fold of what they were made from.
func (d *data) invent() {
	rng := rand.New(rand.NewPCG(9, 10)) //nolint:gosec // examples, not secrets
	put := func(raw string, fold int, hate int8) {
		t := &text{raw: raw, fold: fold}
		for i := range t.labels {
			t.labels[i] = -1
		}
		t.labels[colInvented] = hate
		d.texts = append(d.texts, t)
	}
	for _, t := range d.texts {
		if y := t.labels[colGahd]; y >= 0 {
			put(misspell(t.raw, rng), t.fold, y)
		}
	}
	for _, i := range inventions() {
		put(i.text, i.fold, i.hate)
	}
}

// misspell writes a text the way people do who hurry, or expect a filter.
func misspell(s string, rng *rand.Rand) string {
	words := strings.Fields(s)
	long := make([]int, 0, len(words))
	for i, w := range words {
		if len([]rune(w)) > 3 {
			long = append(long, i)
		}
	}
	if len(long) == 0 {
		return s
	}
	kind := rng.IntN(6)
	if kind == 0 { // no blanks at all
		return strings.Join(words, "")
	}
	for range 1 + len(long)/4 {
		i := long[rng.IntN(len(long))]
		r := []rune(words[i])
		if len(r) < 3 {
			continue
		}
		k := 1 + rng.IntN(len(r)-2)
		switch kind {
		case 1: // a letter is missing
			r = append(r[:k], r[k+1:]...)
		case 2: // two letters change places
			r[k], r[k-1] = r[k-1], r[k]
		case 3: // a blank inside
			r = append(r[:k], append([]rune{' '}, r[k:]...)...)
		case 4: // letters apart
			return strings.Join(words[:i], " ") + " " + strings.Join(strings.Split(words[i], ""), " ") + " " + strings.Join(words[i+1:], " ")
		case 5: // digits for letters
			for n, c := range r {
				if at := strings.IndexRune("oieastg", c); at >= 0 && n > 0 {
					r[n] = rune("0134579"[at])
				}
			}
		}
		words[i] = string(r)
	}
	return strings.Join(words, " ")
}
