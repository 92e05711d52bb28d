package learn

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"lotse/inbox"
)

// shelf is a store of judged items, a log and what is kept.
type shelf struct {
	items  []inbox.Item
	events []inbox.Event
	kept   map[string][]byte
	keeps  int
	asked  int
}

func (s *shelf) Judged(_ context.Context, yield func([]inbox.Item) bool) error {
	s.asked++
	for part := range slices.Chunk(s.items, 50) {
		if !yield(part) {
			return nil
		}
	}
	return nil
}

func (s *shelf) Events(_ context.Context, after inbox.EventID, n int) (out []inbox.Event, _ error) {
	for _, e := range s.events {
		if bytes.Compare(e.ID[:], after[:]) > 0 && len(out) < n {
			out = append(out, e)
		}
	}
	return out, nil
}

func (s *shelf) EventsBack(context.Context, inbox.EventID, int) ([]inbox.Event, error) {
	if len(s.events) == 0 {
		return nil, nil
	}
	return s.events[len(s.events)-1:], nil
}

func (s *shelf) Kept(_ context.Context, name string) ([]byte, error) { return s.kept[name], nil }

func (s *shelf) Keep(_ context.Context, k inbox.Kept) error {
	s.keeps++
	if len(k.Bytes) == 0 {
		delete(s.kept, k.Name)
	} else {
		s.kept[k.Name] = k.Bytes
	}
	return nil
}

func (s *shelf) Watch(context.Context) <-chan struct{} { return nil }

func (s *shelf) log(k inbox.Kind) {
	n := uint64(len(s.events)) + 1
	s.events = append(s.events, inbox.Event{ID: inbox.NewEventID(n<<16, 1), At: monday.Add(time.Duration(n) * time.Minute), Kind: k})
}

var monday = time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)

// label adds an item on which somebody set or took away the insult.
func (s *shelf) label(text string, insult bool) {
	n := len(s.items)
	it := inbox.Item{ID: inbox.ItemID{byte(n >> 8), byte(n)}, Version: 1}
	it.Content.Text = text
	it.Hash = it.Content.Hash()
	s.log(inbox.DidLabel)
	it.State.Look = inbox.Look{At: s.events[len(s.events)-1].At, Version: 1}
	it.State.Cleared = inbox.SetOf(inbox.LabelInsult)
	if insult {
		it.State.Set, it.State.Cleared = it.State.Cleared, 0
	}
	s.items = append(s.items, it)
}

func taught(n int) *shelf {
	s := &shelf{kept: map[string][]byte{}}
	for i := range n {
		s.label(fmt.Sprintf("wort %s nummer", strings.Repeat("xaver ", i%4)), i%4 >= 2)
	}
	return s
}

var (
	insulting = "wort xaver xaver xaver nummer"
	base      = plain{"three"}
)

func suggests(d *Desk, text string) bool {
	a := d.Assess(text, inbox.AssessContext{})
	return a.Labels().Has(inbox.LabelInsult)
}

func open(t *testing.T, s *shelf) *Desk {
	t.Helper()
	d, err := Open(t.Context(), base, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestADeskLearnsAndForgets(t *testing.T) {
	s := taught(200)
	d := open(t, s)
	if suggests(d, insulting) {
		t.Fatal("knows it before it looked")
	}
	must(t, d.CatchUp(t.Context()))
	if !suggests(d, insulting) || suggests(d, "wort nummer") {
		t.Error("has not learned the house's line")
	}
	asked := s.asked
	must(t, d.CatchUp(t.Context()))
	if s.log(inbox.DidNote); s.asked != asked {
		t.Error("read everything again without news")
	}
	must(t, d.CatchUp(t.Context()))
	if s.asked != asked {
		t.Error("a note is no news")
	}
	// Taken back: the states are as if nobody had ever labelled.
	items := s.items
	s.items = nil
	s.log(inbox.DidUndo)
	must(t, d.CatchUp(t.Context()))
	if suggests(d, insulting) || d.Layer() != nil {
		t.Error("labels that were taken back still count")
	}
	s.items = items
	keeps, err := Forgetting(s.events[len(s.events)-1].At)
	must(t, err)
	for _, k := range keeps {
		must(t, s.Keep(t.Context(), k))
	}
	s.log(inbox.DidForget)
	must(t, d.CatchUp(t.Context()))
	if suggests(d, insulting) {
		t.Error("what was forgotten still counts")
	}
	for i := range 100 {
		s.label(fmt.Sprintf("anders %s nummer", strings.Repeat("xaver ", i%4)), i%4 >= 2)
	}
	must(t, d.CatchUp(t.Context()))
	if p := d.Layer().Part(inbox.LabelInsult); p.Evidence() != 100 {
		t.Errorf("after forgetting, 100 new labels weigh %v", p.Evidence())
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestALayerSurvivesARestart(t *testing.T) {
	s := taught(200)
	d := open(t, s)
	must(t, d.CatchUp(t.Context()))
	must(t, d.Keep(t.Context()))
	want := d.Layer().Encode()
	s.asked = 0
	again := open(t, s)
	if !bytes.Equal(again.Layer().Encode(), want) || !suggests(again, insulting) {
		t.Error("another layer after the restart")
	}
	must(t, again.CatchUp(t.Context()))
	if s.asked != 0 {
		t.Error("learned anew without news")
	}
	if bytes.Contains(s.kept[inbox.KeptLayer], []byte("xaver")) {
		t.Error("a word stands in what is kept")
	}
	// Never kept, or killed before: it is learned from the decisions.
	s.kept = map[string][]byte{}
	third := open(t, s)
	must(t, third.CatchUp(t.Context()))
	if !bytes.Equal(third.Layer().Encode(), want) {
		t.Error("learned something else from the same decisions")
	}
	// Another version of the triage: its numbers mean something else.
	other, err := Open(t.Context(), plain{"four"}, s)
	if err != nil || other.Layer() != nil {
		t.Errorf("%v, %v", other.Layer(), err)
	}
}

func TestADamagedLayerIsToldAndLeftOut(t *testing.T) {
	for _, name := range []string{inbox.KeptLayer, inbox.KeptPrior, inbox.KeptHouse} {
		s := taught(200)
		s.kept[name] = []byte("LotseHL1 and then nonsense")
		d, err := Open(t.Context(), base, s)
		if inbox.CodeOf(err) != inbox.CodeLayerDamaged {
			t.Errorf("%s: %v", name, err)
		}
		if a := d.Assess(insulting, inbox.AssessContext{}); !a.Labels().Has(inbox.LabelThreat) {
			t.Errorf("%s: the shipped triage does not work", name)
		}
		must(t, d.CatchUp(t.Context()))
		if got := suggests(d, insulting); got == (name == inbox.KeptHouse) {
			t.Errorf("%s: suggests is %v", name, got)
		}
	}
}

func TestAnotherDesksLayer(t *testing.T) {
	d := open(t, taught(400))
	must(t, d.CatchUp(t.Context()))
	s := taught(0)
	for _, k := range Adopting(d.Layer()) {
		must(t, s.Keep(t.Context(), k))
	}
	mine := open(t, s)
	if p := mine.Layer().Part(inbox.LabelInsult); p == nil || p.Share() != 0.5 {
		t.Fatalf("%+v", p)
	}
	s.log(inbox.DidAdopt)
	must(t, mine.CatchUp(t.Context()))
	if mine.Layer().Part(inbox.LabelInsult) == nil {
		t.Error("lost what was taken over")
	}
	for _, k := range Adopting(nil) {
		must(t, s.Keep(t.Context(), k))
	}
	s.log(inbox.DidForget)
	must(t, mine.CatchUp(t.Context()))
	if mine.Layer() != nil {
		t.Error("what was taken over was given back and still counts")
	}
}

func TestAssessingAllocatesNothingMore(t *testing.T) {
	s := taught(600)
	d := open(t, s)
	must(t, d.CatchUp(t.Context()))
	l := d.Layer()
	r := Reading{Text: insulting, Dense: []float32{5, 3, 0}}
	if n := testing.AllocsPerRun(200, func() { l.Revise(&r) }); n > 0 {
		t.Errorf("%v allocations", n)
	}
	if !l.words {
		t.Error("words are off")
	}
}
