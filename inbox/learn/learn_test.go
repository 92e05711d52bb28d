package learn

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"lotse/inbox"
)

// plain is a shipped triage that knows three numbers: how many words there are, how
// many of them begin with an x, and nothing.
type plain struct{ name string }

func (p plain) Numbers() string { return p.name }

func (p plain) Assess(text string, c inbox.AssessContext) inbox.Assessment {
	return p.AssessWith(text, c, nil)
}

func (plain) AssessWith(text string, _ inbox.AssessContext, second Second) inbox.Assessment {
	r := Reading{Text: text, Dense: make([]float32, 3)}
	for w := range bytes.FieldsSeq([]byte(text)) {
		r.Dense[0]++
		if w[0] == 'x' {
			r.Dense[1]++
		}
	}
	r.Scores[inbox.LabelThreat] = 0.7
	if second != nil {
		second.Revise(&r)
	}
	a := inbox.Assessment{RuleSet: "plain"}
	for l, s := range r.Scores {
		if s >= 0.5 {
			a.Flags = append(a.Flags, inbox.Flag{Label: inbox.Label(l), Score: s})
		}
	}
	return a
}

// example is a text of n words of which x begin with an x; the house calls it an
// insult when there are two.
func example(i int, random *rand.Rand) *Example {
	text, xs := "", 0
	for range 4 + random.IntN(8) {
		if random.IntN(4) == 0 {
			text += fmt.Sprintf("x%c ", 'a'+random.IntN(20))
			xs++
		} else {
			text += fmt.Sprintf("w%c ", 'a'+random.IntN(20))
		}
	}
	e := &Example{ID: inbox.ItemID{byte(i >> 8), byte(i)}, Words: appendWords(nil, text)}
	plain{}.AssessWith(text, inbox.AssessContext{}, (*taking)(e))
	e.Verdict[inbox.LabelInsult] = -named
	if xs >= 2 {
		e.Verdict[inbox.LabelInsult] = named
	}
	e.Verdict[inbox.LabelThreat] = -named
	return e
}

func examples(n int) (out []*Example) {
	random := rand.New(rand.NewPCG(1, 2))
	for i := range n {
		out = append(out, example(i, random))
	}
	return out
}

func TestALayerLearnsTheHousesLine(t *testing.T) {
	l := Train(examples(300), nil, "three")
	p := l.Part(inbox.LabelInsult)
	if p == nil || p.Evidence() != 300 || p.Stats.Seen != 275 {
		t.Fatalf("%+v", p)
	}
	if a, b := p.Stats.House.Agreement(), p.Stats.Shipped.Agreement(); a < 0.8 || b > 0.6 {
		t.Errorf("agreement %.3f, shipped %.3f", a, b)
	}
	for text, want := range map[string]bool{"a b xc d xe f": true, "a b c d e f": false} {
		r := Reading{Text: text, Dense: []float32{6, 0, 0}}
		if want {
			r.Dense[1] = 2
		}
		if l.Revise(&r); r.Scores[inbox.LabelInsult] >= 0.5 != want {
			t.Errorf("%q: %v", text, r.Scores[inbox.LabelInsult])
		}
	}
	if l.Part(inbox.LabelPraise) != nil {
		t.Error("learned what nobody said anything about")
	}
}

// Half of what the layer says counts from 50 labels on.
func TestFewLabelsWeighLittle(t *testing.T) {
	for n, want := range map[int]float64{25: 1. / 3, 50: 0.5, 200: 0.8} {
		if got := Train(examples(n), nil, "").Part(inbox.LabelInsult).Share(); math.Abs(got-want) > 1e-6 {
			t.Errorf("%d labels count for %v, want %v", n, got, want)
		}
	}
	few := Train(examples(4), nil, "").Part(inbox.LabelInsult)
	if few == nil || few.n != 0 || few.Stats.Yes+few.Stats.No != 4 {
		t.Errorf("four labels: %+v", few)
	}
}

// A threat is never taken back, however often people say it is none.
func TestDangerIsOnlyRaised(t *testing.T) {
	es := examples(200)
	for i := range 20 {
		es[i*10].Verdict[inbox.LabelThreat] = named
	}
	l := Train(es, nil, "")
	r := Reading{Dense: []float32{4, 0, 0}}
	r.Scores[inbox.LabelThreat] = 0.7
	if l.Revise(&r); r.Scores[inbox.LabelThreat] < 0.7 {
		t.Errorf("a threat fell to %v", r.Scores[inbox.LabelThreat])
	}
}

// The same decisions give the same bytes, in whatever order they are handed over.
func TestTheSameDecisionsGiveTheSameLayer(t *testing.T) {
	a := examples(700) // enough for words
	want := Train(a, nil, "n").Encode()
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(a), func(i, j int) { a[i], a[j] = a[j], a[i] })
	if !bytes.Equal(Train(a, nil, "n").Encode(), want) {
		t.Error("another order gives another layer")
	}
}

// No weight stands for a word that fewer than rareWord texts have.
func TestRareWordsHaveNoWeight(t *testing.T) {
	es := examples(600)
	secret := appendWords(nil, "Quendolin")
	for i := range rareWord - 1 {
		es[i].Words = append(es[i].Words, secret...)
	}
	taken := map[uint16]bool{}
	for i, e := range es {
		if i >= rareWord-1 {
			for _, w := range e.Words {
				taken[w] = true
			}
		}
	}
	p := Train(es, nil, "").Part(inbox.LabelInsult)
	if p.w.words == nil {
		t.Fatal("words are off")
	}
	if !taken[secret[0]] && p.w.words[secret[0]] != 0 {
		t.Error("a rare word has a weight")
	}
}

func TestALayerTakenOverIsOutgrown(t *testing.T) {
	prior := Train(examples(600), nil, "n")
	opposite := examples(600)
	for _, e := range opposite {
		e.Verdict[inbox.LabelInsult] = -e.Verdict[inbox.LabelInsult]
	}
	says := func(l *Layer) float32 {
		r := Reading{Dense: []float32{8, 4, 0}}
		l.Revise(&r)
		return r.Scores[inbox.LabelInsult]
	}
	alone := Train(nil, prior, "n")
	if p := alone.Part(inbox.LabelInsult); p.n != priorHalf || says(alone) < 0.45 {
		t.Errorf("taken over: %v, says %v", p.n, says(alone))
	}
	if got := says(Train(opposite, prior, "n")); got > 0.4 {
		t.Errorf("after 600 labels of its own it still says %v", got)
	}
	if l := Train(nil, prior, "other numbers"); l.Part(inbox.LabelInsult) != nil {
		t.Error("took over a layer of other numbers")
	}
}

func TestEncodeAndDecode(t *testing.T) {
	for _, n := range []int{4, 100, 600} {
		l := Train(examples(n), nil, "numbers-1")
		b := l.Encode()
		got, err := Decode(b)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Encode(), b) || got.numbers != l.numbers {
			t.Errorf("%d: not the same again", n)
		}
		for i := range b {
			c := bytes.Clone(b)
			c[i] ^= 1
			if _, err := Decode(c); !errors.Is(err, ErrDamaged) {
				t.Fatalf("byte %d of %d turned over: %v", i, len(b), err)
			}
			if i > 400 {
				break // the checksum covers the rest alike
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte(nil))
	f.Add(Train(examples(100), nil, "n").Encode())
	f.Add(Train(examples(600), nil, "n").Encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		// The checksum keeps the fuzzer out, so it is mended for it.
		for _, raw := range [][]byte{b, sealed(b)} {
			l, err := Decode(raw)
			if err != nil {
				if !errors.Is(err, ErrDamaged) {
					t.Errorf("%v", err)
				}
				continue
			}
			if !bytes.Equal(l.Encode(), raw) && len(l.Labels()) > 0 {
				if again, err := Decode(l.Encode()); err != nil || !reflect.DeepEqual(again.parts, l.parts) {
					t.Errorf("another layer the second time: %v", err)
				}
			}
			r := Reading{Text: "ein Text", Dense: make([]float32, l.dense)}
			l.Revise(&r)
			for _, s := range r.Scores {
				if !(s >= 0 && s <= 1) {
					t.Errorf("score %v", s)
				}
			}
		}
	})
}

func TestWordsOfAnyBytes(t *testing.T) {
	if got := appendWords(nil, "Brücke BRÜCKE, brücke!"); len(got) != 2 { // the word and its pair
		t.Errorf("%v", got)
	}
	if n := testing.AllocsPerRun(50, func() { appendWords(make([]uint16, 0, 16), "\xff\xfe ein") }); n > 1 {
		t.Errorf("%v allocations", n)
	}
}

func TestVerdicts(t *testing.T) {
	at := time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)
	claim, insult := inbox.SetOf(inbox.LabelClaim), inbox.SetOf(inbox.LabelInsult)
	for name, x := range map[string]struct {
		state           inbox.State
		version         uint32
		claim, insulted int8
	}{
		"nothing":                   {},
		"set":                       {inbox.State{Set: claim, Look: inbox.Look{At: at, Version: 1}}, 1, named, 0},
		"taken away, one by one":    {inbox.State{Cleared: claim, Look: inbox.Look{At: at, Version: 1, Shown: claim, Labels: true}}, 1, -named, -left},
		"stayed":                    {inbox.State{Set: insult, Look: inbox.Look{At: at, Version: 1, Shown: claim, Labels: true}}, 1, stayed, named},
		"stood when it was closed":  {inbox.State{Look: inbox.Look{At: at, Version: 1, Shown: claim}}, 1, stoodBye, 0},
		"of an earlier wording":     {inbox.State{Set: claim, Look: inbox.Look{At: at, Version: 1}}, 2, 0, 0},
		"from before looks":         {inbox.State{Set: claim}, 1, named, 0},
		"from before, edited since": {inbox.State{Set: claim}, 2, 0, 0},
	} {
		it := inbox.Item{State: x.state, Version: max(x.version, 1)}
		v, any := VerdictOf(&it, time.Time{})
		if v[inbox.LabelClaim] != x.claim || v[inbox.LabelInsult] != x.insulted || any != (x.claim != 0 || x.insulted != 0) {
			t.Errorf("%s: %v %v", name, v, any)
		}
		if v, any := VerdictOf(&it, at); any {
			t.Errorf("%s: counts although it was forgotten: %v", name, v)
		}
	}
}

func BenchmarkRefit3000(b *testing.B) {
	es := examples(3000)
	random := rand.New(rand.NewPCG(5, 6))
	for _, e := range es { // as many numbers as the real one gives
		e.Dense = append(e.Dense, make([]float32, 120)...)
		for i := 3; i < len(e.Dense); i++ {
			e.Dense[i] = float32(random.NormFloat64())
		}
		for _, l := range inbox.Labels() {
			if e.Verdict[l] = -left; random.IntN(5) == 0 {
				e.Verdict[l] = named
			}
		}
	}
	for b.Loop() {
		Train(es, nil, "n")
	}
}
