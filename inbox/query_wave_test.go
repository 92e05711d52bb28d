package inbox

import (
	"slices"
	"testing"
)

func TestWavesInQueries(t *testing.T) {
	for _, tc := range []struct {
		in     string
		waves  []WaveID
		inWave bool
	}{
		{"is:wave", nil, true},
		{"ist:welle ist:offen", nil, true},
		{"wave:7K3FQ2", []WaveID{"7k3fq2"}, false},
		{"welle:7k3fq2,000000 is:wave", []WaveID{"7k3fq2", "000000"}, true},
	} {
		q, err := ParseQuery(tc.in)
		if err != nil {
			t.Fatal(err)
		}
		f, err := q.Bind(queryNow, berlin, Person{})
		if err != nil || !slices.Equal(f.Waves, tc.waves) || f.InWave != tc.inWave || !f.NeedsWaves() {
			t.Errorf("%s: %+v, %v", tc.in, f, err)
		}
	}
	for _, in := range []string{"-is:wave", "-wave:7k3fq2", "is:wave,new", "wave:kurz", "wave:7k3fu2", "wave:7k3fq2 wave:000000"} {
		if q, err := ParseQuery(in); err == nil {
			t.Errorf("%s is read as %s", in, q)
		}
	}
	known := completeKnown
	known.Waves = []Named{{ID: "7k3fq2", Name: "Talsperre"}}
	if got := CompleteQuery("welle:tal", 9, known); len(got) != 1 || got[0].Text != "7k3fq2" || got[0].Label != "Talsperre" {
		t.Errorf("completions are %+v", got)
	}
	q, _ := ParseQuery("wave:000000")
	if err := q.Check(known); err != nil {
		t.Errorf("a wave that has ended: %v", err)
	}
}

func TestSharedWords(t *testing.T) {
	got := SharedWords([]string{
		"Die TALSPERRE ist gebrochen, alle raus!", "Talsperre gebrochen??", "Stimmt das mit der Talsperre? Ist sie wirklich gebrochen",
		"Ich habe Hunger", "talsperre gebrochen, sagt mein Nachbar", "",
	})
	if !slices.Equal(got, []string{"Talsperre", "gebrochen"}) {
		t.Errorf("got %q", got)
	}
	if got := SharedWords([]string{"Ein einziger Text"}); got != nil {
		t.Errorf("one text shares %q", got)
	}
}

func TestClosingAWave(t *testing.T) {
	w := newWorld(t)
	id := NewWaveID(WaveRate, ItemID{1})
	if got, ok := ParseWaveID(string(id)); !ok || got != id {
		t.Fatalf("id %q is read as %q", id, got)
	}
	w.waves[id] = &Wave{ID: id, State: WaveGrowing}
	ayse := Actor{Person: "ayse", Role: "editor"}
	closing := Decision{Kind: DidWaveClose, Actor: ayse, Wave: id, Args: Args{Reason: string(WaveOrdinary)}}
	bad := func(want Code, change func(*Decision)) {
		t.Helper()
		d := closing
		change(&d)
		if _, err := w.try(d); CodeOf(err) != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	bad(CodeNeedsPerson, func(d *Decision) { d.Actor = System() })
	bad(CodeNoWave, func(d *Decision) { d.Wave = "000000" })
	bad(CodeUnknownName, func(d *Decision) { d.Args.Reason = string(WaveEnded) })
	if _, err := w.try(closing); err != nil {
		t.Fatal(err)
	}
	if v := w.waves[id]; v.IsOpen() || v.Reason != WaveOrdinary || *v.By != ayse || !v.ClosedAt.Equal(w.now) {
		t.Errorf("the wave is %+v", v)
	}
	bad(CodeWaveClosed, func(*Decision) {})
}
