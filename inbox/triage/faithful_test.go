package triage

import (
	"cmp"
	"slices"
	"strings"
	"testing"

	"lotse/inbox"
)

// invented are comments with something to suggest, made up for this test.
var invented = []string{
	"Ihr Vollidioten im Rathaus habt die Brücke am Markt schon wieder gesperrt, ohne ein Wort zu sagen.",
	"So ein Saftladen, seit drei Wochen warte ich auf einen Termin im Bürgerbüro und keiner geht ans Telefon.",
	"Vielen Dank an das Team vom Bauhof, der neue Spielplatz an der Linde ist wirklich schön geworden!",
	"Wann öffnet das Freibad dieses Jahr und was kostet eine Karte für zwei Kinder?",
	"In der Gartenstraße ist vor Haus 12 ein tiefes Schlagloch, da ist gestern ein Kind mit dem Rad gestürzt.",
	"Die Straßenlaterne an der Bushaltestelle Rosenweg ist seit Tagen kaputt, es ist stockdunkel dort.",
	"Der Bürgermeister ist ein korrupter Lügner, der hat sich am Neubau der Halle die Taschen vollgemacht.",
	"Man sollte euch alle aufhängen, ihr Verräter, und zwar gleich vor dem Rathaus am Marktplatz.",
	"Kommt alle am Samstag um zehn zum Protest auf den Marktplatz, bringt eure Nachbarn und Plakate mit!",
	"Die Stadt zahlt laut einem Bekannten 40 Millionen Euro für das neue Schwimmbad, das hat niemand beschlossen.",
	"Verdammte Scheiße, schon wieder steht der ganze Verkehr an der Baustelle in der Bahnhofstraße.",
	"Ich schlage vor, am Stadtpark mehr Bänke im Schatten aufzustellen, das wäre im Sommer für Ältere gut.",
	"Das ist doch alles gelogen, was die Verwaltung zur Brücke sagt, und die Zeche zahlen wieder die Anwohner.",
	"Meine Nachbarin sagt, sie will nicht mehr leben, ich mache mir große Sorgen und weiß nicht, was ich tun soll.",
	"Frau Schulze vom Ordnungsamt war gestern am Schalter so unfreundlich, das geht gar nicht.",
	"Wer den Hausmeister der Grundschule sprechen will, Herr Krause ist unter 0171 2345678 zu erreichen.",
	"Diese Ausländer sind doch alle Schmarotzer und gehören abgeschoben, jeder einzelne von denen.",
	"Eine Frechheit, dass die Stadtverwaltung die Gebühren für den Kindergarten einfach so verdoppelt hat.",
	"Warum wird der Müll in der Südstadt seit zwei Wochen nicht abgeholt, obwohl wir dafür zahlen?",
	"Super gemacht, danke für das schöne Fest am Fluss, wir kommen nächstes Jahr gern wieder!",
}

// Taking the fifth of the words that are said to weigh most takes the label away, at
// least nine times in ten.
func TestTheReasonsAreTheReasons(t *testing.T) {
	r := New()
	flags, gone := 0, 0
	for _, text := range invented {
		a := r.Assess(text, inbox.AssessContext{Language: "de"})
		if len(a.Flags) == 0 {
			t.Errorf("nothing was found in %q", text)
		}
		for i := range a.Flags {
			f := &a.Flags[i]
			if f.Label == inbox.LabelQuestion {
				continue // it is told by its mark, which is no word
			}
			flags++
			b := r.Assess(lessOf(text, f.Spans), inbox.AssessContext{Language: "de"})
			if !b.Labels().Has(f.Label) {
				gone++
			} else {
				t.Logf("%s stays in %q without %v", f.Label, text, f.Spans)
			}
		}
	}
	if share := float64(gone) / float64(flags); share < 0.9 || flags < 20 {
		t.Errorf("%d of %d flags went (%.2f)", gone, flags, share)
	} else {
		t.Logf("%d of %d flags went (%.2f)", gone, flags, share)
	}
}

// lessOf takes a fifth of the words out of a text, those in the heaviest spans first.
func lessOf(text string, spans []inbox.Span) string {
	spans = slices.Clone(spans)
	slices.SortStableFunc(spans, func(a, b inbox.Span) int { return cmp.Compare(b.Weight, a.Weight) })
	left := (len(strings.Fields(text)) + 4) / 5
	raw := []byte(text)
	for _, s := range spans {
		for at := s.Start; at < s.End && left > 0; {
			n := strings.IndexByte(text[at:s.End], ' ')
			end := s.End
			if n >= 0 {
				end = at + n
			}
			if end > at {
				for i := at; i < end; i++ {
					raw[i] = ' '
				}
				left--
			}
			at = end + 1
		}
	}
	return string(raw)
}
