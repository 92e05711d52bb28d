package model_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"lotse/inbox"
	"lotse/inbox/triage/model"
)

const ordinary = "Seit drei Wochen ist die Hauptstraße gesperrt, und auf der Baustelle habe ich noch niemanden arbeiten sehen. " +
	"Wann geht es endlich weiter? Die Geschäfte in der Innenstadt leiden. Danke und schöne Grüße 😊"

func TestReadAllocatesNothing(t *testing.T) {
	m, r := model.Default(), &model.Reading{}
	m.Read(ordinary, r)
	if n := testing.AllocsPerRun(100, func() { m.Read(ordinary, r) }); n != 0 {
		t.Errorf("%v allocations a reading, want none", n)
	}
}

func TestFamiliesAddUpToOne(t *testing.T) {
	m, r := model.Default(), &model.Reading{}
	for _, text := range []string{"", ordinary, "Ihr seid doch alle unfähig!!!", "🤮🤮", strings.Repeat("a ", 5000)} {
		m.Read(text, r)
		for _, family := range [][2]inbox.Head{
			{inbox.HeadNegative, inbox.HeadPositive}, {inbox.HeadOrderNothing, inbox.HeadOrderSubversive},
		} {
			sum, best, top := float32(0), family[0], family[0]
			for h := family[0]; h <= family[1]; h++ {
				sum += r.Scores[h]
				if r.Logits[h] > r.Logits[best] {
					best = h
				}
				if r.Scores[h] > r.Scores[top] {
					top = h
				}
			}
			if sum < 0.999 || sum > 1.001 || best != top {
				t.Errorf("%.20q: scores sum %v, decided %v, greatest %v", text, sum, best, top)
			}
		}
	}
}

// A text and the same in disguise touch mostly the same rows.
func TestDisguisesAreLifted(t *testing.T) {
	for plain, disguised := range map[string]string{
		"so ein idiot":       "so ein 1d10t",
		"du trottel":         "du T R O T T E L",
		"welche schande":     "welche Sch4nd3",
		"scheisse":           "$cheiße",
		"super":              "suuuuuper",
		"trottel":            "T.r.o.t.t.e.l",
		"am mittwoch um 100": "am Mittwoch um 250",
	} {
		var a, b model.Reading
		want := append([]uint32(nil), a.Features(plain)...)
		got := map[uint32]bool{}
		for _, x := range b.Features(disguised) {
			got[x] = true
		}
		same := 0
		for _, x := range want {
			if got[x] {
				same++
			}
		}
		if same < len(want)*9/10 {
			t.Errorf("%q and %q share %d of %d features", plain, disguised, same, len(want))
		}
	}
}

func TestOrdinaryWordsAreNotUnmasked(t *testing.T) {
	for _, text := range []string{"G20", "80er", "Covid19", "20jährige", "H5"} {
		var r model.Reading
		r.Features(text)
		for i, x := range r.Style {
			if model.StyleName(i) == "disguise" && x != 0 {
				t.Errorf("%q is taken for a disguise", text)
			}
		}
	}
}

func TestExplainNamesWords(t *testing.T) {
	m, r := model.Default(), &model.Reading{}
	text := "Herr Müller, Sie sind ein dummer Idiot! 😡"
	m.Read(text, r)
	sum := r.Logits[inbox.HeadOffensive]
	why := m.Explain(text, inbox.HeadOffensive, r, nil)
	if len(why) == 0 || r.Logits[inbox.HeadOffensive] != sum {
		t.Fatalf("explained %d words, logit %v, was %v", len(why), r.Logits[inbox.HeadOffensive], sum)
	}
	if first := text[why[0].Start:why[0].End]; first != "Idiot" && first != "dummer" {
		t.Errorf("the heaviest word is %q", first)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", ordinary, "\xff\xfe", "a*b", "I D I O T", "$$$x", "a@b.de", ":-)", "https://x.y/ä", "äääääää", "xDDD", "„ja“",
		"x\u0308", "\u200b", "1d10t", "😡🏽", "ſſſ", "ＡＢＣ", "𝔞𝔟𝔠𝔠𝔠𝔠", "a'b", "<3", "..!?", strings.Repeat("i ", 300),
	} {
		f.Add(s)
	}
	m, r := model.Default(), &model.Reading{}
	f.Fuzz(func(t *testing.T, s string) {
		m.Read(s, r)
		for h, x := range r.Scores {
			if !(x >= 0 && x <= 1.001) {
				t.Fatalf("%v scores %v", inbox.Head(h), x)
			}
		}
		for _, c := range m.Explain(s, inbox.HeadToxic, r, nil) {
			if c.Start < 0 || c.End > len(s) || c.Start >= c.End {
				t.Fatalf("span %d:%d of %d bytes", c.Start, c.End, len(s))
			}
			if utf8.ValidString(s) && (!utf8.RuneStart(s[c.Start]) || c.End < len(s) && !utf8.RuneStart(s[c.End])) {
				t.Fatalf("span %d:%d cuts a rune", c.Start, c.End)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	for name, text := range map[string]string{"ordinary": ordinary, "10 kB": strings.Repeat(ordinary+" ", 60)[:10_000]} {
		b.Run(name, func(b *testing.B) {
			m, r := model.Default(), &model.Reading{}
			b.ReportAllocs()
			for b.Loop() {
				m.Read(text, r)
			}
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "comments/s")
		})
	}
}
