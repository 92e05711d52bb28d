package wave

import (
	"slices"
	"strings"
	"testing"
)

const rumour = "Die Talsperre oberhalb von Lindental ist gebrochen, bringt euch sofort in Sicherheit und sagt es allen weiter!"

// invented is a small set of texts that are there on every machine.
func invented() []string {
	var out []string
	for _, who := range []string{"Die Stadt", "Das Rathaus", "Der Bürgermeister", "Die Verwaltung", "Unser Bauhof", "Das Ordnungsamt"} {
		for _, what := range []string{
			"hat die Hauptstraße wochenlang gesperrt, ohne den Geschäften ein Wort zu sagen",
			"könnte am Spielplatz hinter der Schule endlich wieder eine Schaukel aufstellen",
			"sucht noch Freiwillige für das Fest am Fluss, meldet euch einfach im Jugendzentrum",
			"lässt die Kastanien am Marktplatz fällen, obwohl drei Gutachten dagegen sprechen",
			"will die Gebühren für das Parken in der Altstadt schon wieder verdoppeln",
		} {
			out = append(out, who+" "+what+".")
		}
	}
	return append(out, rumour)
}

func TestCopiesAmongInvented(t *testing.T) {
	texts := invented()
	for level := range wanted {
		if recall, _ := found(texts, len(texts), level); recall < 0.9 {
			t.Errorf("level %d: recall %.3f", level, recall)
		}
	}
}

func TestUnlikeTexts(t *testing.T) {
	var a, b Sketcher
	x, y := a.Of(rumour), b.Of("Der Stausee ist im Herbst am schönsten, wir gehen am Sonntag dort spazieren und freuen uns.")
	if got := Alike(x.Shingles, y.Shingles); got > 0.1 {
		t.Errorf("alike %.2f", got)
	}
}

func TestShortTextsAreNotCompared(t *testing.T) {
	var s Sketcher
	for _, text := range []string{"", "ja", "Danke!", "👍👍👍👍👍👍", "Alles Gute zum Geburtstag!", "@a @b @c @d @e @f", "a b c d e f g", strings.Repeat("ha", 40)} {
		if k := s.Of(text); k.comparable() {
			t.Errorf("%q is compared", text)
		}
	}
	if k := s.Of(rumour); !k.comparable() {
		t.Error("a long text is not compared")
	}
}

func TestDroppedTextsAreNotFound(t *testing.T) {
	x, s := newIndex(), &Sketcher{}
	for _, text := range invented() {
		k := s.Of(text)
		x.add(&k)
	}
	k := s.Of(rumour)
	n := -1
	x.find(&k, all, func(m int, _ float64) bool { n = m; return true })
	if n != len(invented())-1 {
		t.Fatalf("found %d", n)
	}
	x.drop(n + 1)
	x.find(&k, all, func(m int, _ float64) bool { t.Errorf("found %d", m); return true })
	if len(x.table) != 0 || len(x.texts) != 0 {
		t.Errorf("%d bands, %d texts held", len(x.table), len(x.texts))
	}
}

func TestSketchDoesNotAllocate(t *testing.T) {
	var s Sketcher
	s.Of(strings.Repeat(rumour, 3))
	if n := testing.AllocsPerRun(100, func() { s.Of(rumour) }); n > 0 {
		t.Errorf("%v allocations a text", n)
	}
}

func FuzzSketch(f *testing.F) {
	f.Add("", "")
	f.Add(rumour, "DIE TALSPERRE \xff\xfe ist gebrochen")
	var a, b Sketcher
	f.Fuzz(func(t *testing.T, x, y string) {
		k, l := a.Of(x), b.Of(y)
		if !slices.IsSorted(k.Shingles) || len(k.Shingles) > maxShingles {
			t.Fatalf("%q: %d shingles", x, len(k.Shingles))
		}
		if v := Alike(k.Shingles, l.Shingles); v < 0 || v > 1 || v != Alike(l.Shingles, k.Shingles) {
			t.Fatalf("alike %v", v)
		}
		i := newIndex()
		i.add(&k)
		i.find(&l, all, func(int, float64) bool { return true })
		i.drop(1)
	})
}

const ordinary = "Seit drei Wochen ist die Hauptstraße gesperrt, und auf der Baustelle habe ich noch niemanden arbeiten sehen. " +
	"Wann geht es endlich weiter? Die Geschäfte in der Innenstadt leiden sehr darunter."

func BenchmarkSketch(b *testing.B) {
	var s Sketcher
	b.ReportAllocs()
	for b.Loop() {
		s.Of(ordinary)
	}
}

// BenchmarkSignature is what comes beside the shingles.
func BenchmarkSignature(b *testing.B) {
	var s Sketcher
	k := s.Of(ordinary)
	b.ReportAllocs()
	for b.Loop() {
		k.Sig.take(k.Shingles)
	}
}

func BenchmarkTenThousandCharacters(b *testing.B) {
	var s Sketcher
	long := strings.Repeat(ordinary, 60)[:10_000]
	b.ReportAllocs()
	for b.Loop() {
		s.Of(long)
	}
}
