package triage_test

import (
	"strings"
	"testing"

	"lotse/inbox"
	"lotse/inbox/triage"
)

const ordinary = "Seit drei Wochen ist die Hauptstraße gesperrt, und auf der Baustelle habe ich noch niemanden arbeiten sehen. " +
	"Wann geht es endlich weiter? Die Geschäfte in der Innenstadt leiden, und mit dem Fahrrad kommt man auch nicht durch. " +
	"Bitte informiert uns doch wenigstens auf eurer Seite. Danke und schöne Grüße"

// BenchmarkAssess holds the ingest budget: 8,000 comments a second on one core
// for everything, triage included.
func BenchmarkAssess(b *testing.B) {
	for _, bm := range []struct{ name, text, post string }{
		{"ordinary", ordinary, ""},
		{"nothing found", strings.Repeat("Wir sehen uns nachher am Fluss und essen ein Eis. ", 6), ""},
		{"with own post", "Wann denn genau? Und wo?", "Das Freibad bleibt am Montag geschlossen, wir bitten um Verständnis."},
		{"10 kB of prose", strings.Repeat(ordinary+" ", 40)[:10_000], ""},
		{"10 kB of pronouns", strings.Repeat("ich dich ", 1200)[:10_000], ""},
		{"10 kB of masks", strings.Repeat("a*b*c*d ", 1250), ""},
		{"10 kB of letters", strings.Repeat("i d i o t ", 1000), ""},
		{"10 kB of signs", strings.Repeat("@0+49 ", 1667), ""},
		{"10 kB of insults", strings.Repeat("iiidiot! ", 1112)[:10_000], ""},
		{"10 kB of one word", strings.Repeat("a", 10_000), ""},
	} {
		b.Run(bm.name, func(b *testing.B) {
			rules := triage.New()
			b.SetBytes(int64(len(bm.text)))
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n += len(rules.Assess(bm.text, inbox.AssessContext{OwnPost: bm.post}).Flags)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "comments/s")
		})
	}
}
