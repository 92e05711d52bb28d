package language

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"lotse/inbox/safetext/poison"
)

func best(g Guess) Code {
	top := German
	for c := range Count {
		if g.Log[c] > g.Log[top] {
			top = c
		}
	}
	return top
}

// Sentences made up for this test, as people write them on a town's pages.
func TestLanguages(t *testing.T) {
	for _, c := range []struct {
		text string
		want Code
	}{
		{"Wann wird denn die Brücke endlich wieder freigegeben?", German},
		{"warum macht ihr das ned einfach am samstag", German},
		{"Des is doch a Schmarrn, was de do obn beschließn", German},
		{"Mir händ scho letscht Johr gseit, dass das nöd goht", German},
		{"Des hob i eich doch scho gsogt, des wird nix", German},
		{"@stadt https://neustadt.example/bad wo steht das denn", German},
		{"When will the swimming pool open again?", English},
		{"nobody told us about the road works", English},
		{"Havuz ne zaman açılacak, kimse bir şey söylemiyor", Turkish},
		{"Wanneer gaat het zwembad eindelijk weer open?", Dutch},
		{"Quando riapre la piscina comunale?", Italian},
		{"Hvornår åbner svømmehallen igen?", Danish},
		{"Kada se ponovo otvara bazen u gradu?", Serbian},
		{"¿Cuándo vuelve a abrir la piscina municipal?", Spanish},
		{"Quand est-ce que la piscine va rouvrir ?", French},
		{"Kdy se znovu otevře městský bazén?", Czech},
	} {
		if got := best(Read(c.text)); got != c.want {
			t.Errorf("%q: %v, want %v", c.text, got, c.want)
		}
	}
}

func TestWhatIsNoLanguage(t *testing.T) {
	for _, s := range []string{"", "😀😀😀", "@anna @bernd", "https://neustadt.example/where-the-house-is", "12.000 €", "\xff\xfe"} {
		if g := Read(s); g.Letters != 0 || g.Log[German] < -2 || g.Log[German] > -1 {
			t.Errorf("%q: %+v", s, g)
		}
	}
}

func TestTheTableIsSmallAndQuick(t *testing.T) {
	if len(file) > 400_000 {
		t.Errorf("%d bytes", len(file))
	}
	if !bytes.Equal(file, Encode(weightsOf(decode(file)))) {
		t.Error("the table changes when it is written again")
	}
	long := strings.Repeat("Das ist ein ganz gewöhnlicher Satz über das Freibad. ", 20)
	if n := testing.AllocsPerRun(50, func() { Read(long) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if g := Read(long); g.Letters != maxLetters {
		t.Errorf("%d letters read", g.Letters)
	}
}

func weightsOf(t *table) []float32 {
	out := make([]float32, len(t.weights))
	for i, w := range t.weights {
		out[i] = float32(w) * t.scale
	}
	return out
}

func TestADamagedTableIsNoticed(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("nobody noticed")
		}
	}()
	bad := bytes.Clone(file)
	bad[len(bad)/2] ^= 1
	decode(bad)
}

func FuzzRead(f *testing.F) {
	for _, s := range poison.Strings() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g := Read(s)
		if g.Letters > utf8.RuneCountInString(s) || g.Letters > maxLetters {
			t.Errorf("%d letters in %q", g.Letters, s)
		}
		for c, l := range g.Log {
			if !(l <= 0.001) || l < -25 {
				t.Errorf("%v: %v", Code(c), l)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	const text = "Seit drei Wochen ist die Hauptstraße gesperrt, und auf der Baustelle habe ich noch niemanden arbeiten sehen. " +
		"Wann geht es endlich weiter? Die Geschäfte in der Innenstadt leiden."
	b.ReportAllocs()
	for b.Loop() {
		Read(text)
	}
}
