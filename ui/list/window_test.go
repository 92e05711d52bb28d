package list_test

import (
	"context"
	"slices"
	"strconv"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/ui/list"
)

// town is a view of n items, newest first, read by offsets.
type town struct {
	items []inbox.Item
	first int // where the view starts
	reads int
	holes bool // every second page comes back empty with a token
}

func newTown(n int) *town {
	t := &town{}
	start := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for i := range n {
		at := start.Add(-time.Duration(i) * time.Minute)
		t.items = append(t.items, inbox.Item{ID: inbox.NewItemID(at, "mastodon", strconv.Itoa(i))})
	}
	return t
}

// Tokens are the places of items. Items above the first are not there yet.
func (t *town) Page(_ context.Context, after inbox.Token, n int) (inbox.Page, error) {
	t.reads++
	from := t.first
	if after != "" {
		from, _ = strconv.Atoi(string(after))
		from++
	}
	if t.holes && t.reads%2 == 0 && from > t.first {
		return inbox.Page{Next: place(from - 1)}, nil
	}
	return t.cut(from, min(from+n, len(t.items)), false), nil
}

func (t *town) PageBack(_ context.Context, before inbox.Token, n int) (inbox.Page, error) {
	t.reads++
	to := len(t.items)
	if before != "" {
		to, _ = strconv.Atoi(string(before))
	}
	if t.holes && t.reads%2 == 0 && to < len(t.items) {
		return inbox.Page{Prev: place(to)}, nil
	}
	return t.cut(max(to-n, t.first), to, true), nil
}

func place(i int) inbox.Token { return inbox.Token(strconv.Itoa(i)) }

func (t *town) cut(from, to int, back bool) inbox.Page {
	p := inbox.Page{Items: slices.Clone(t.items[from:to]), Done: to == len(t.items)}
	if back {
		p.Done = from == t.first
	}
	if from < to {
		p.Prev, p.Next = place(from), place(to-1)
	}
	switch {
	case p.Done && back:
		p.Prev = ""
	case p.Done:
		p.Next = ""
	}
	return p
}

func fresh(t *testing.T, src *town) *list.Window {
	t.Helper()
	r, err := list.Fresh(t.Context(), src, inbox.ItemID{}, 1)
	if err != nil {
		t.Fatal(err)
	}
	w := &list.Window{}
	w.Put(r)
	return w
}

// move goes one row after the other as a held key does, reading on where needed.
func move(t *testing.T, w *list.Window, src *town, by int) {
	t.Helper()
	for range 10_000 {
		missing := w.Move(by)
		if missing == 0 {
			return
		}
		step := w.More()
		if missing < 0 {
			step = w.Back()
		}
		if step == nil {
			return
		}
		s, err := step(t.Context(), src)
		if err != nil {
			t.Fatal(err)
		}
		w.Extend(s)
		by = missing
	}
}

func TestWindowStaysSmallAndFindsItsWayBack(t *testing.T) {
	for _, holes := range []bool{false, true} {
		src := newTown(2345)
		src.holes = holes
		w := fresh(t, src)
		for i := 1; i < len(src.items); i++ {
			move(t, w, src, 1)
			if w.Selected != src.items[i].ID {
				t.Fatalf("down %d: wrong row", i)
			}
			if len(w.Rows()) > list.MaxPages*list.PageSize {
				t.Fatalf("%d rows held", len(w.Rows()))
			}
		}
		if !w.AtEnd() {
			t.Error("the end is not known")
		}
		for i := len(src.items) - 2; i >= 0; i-- {
			move(t, w, src, -1)
			if w.Selected != src.items[i].ID {
				t.Fatalf("up %d: wrong row", i)
			}
		}
		if !w.AtStart() {
			t.Error("the start is not known")
		}
	}
}

func TestLastReadsTheEndAtOnceAndLeadsBack(t *testing.T) {
	src := newTown(6001)
	w := fresh(t, src)
	src.reads = 0
	r, err := list.Last(t.Context(), src)
	if err != nil || src.reads != 1 {
		t.Fatal(err, src.reads)
	}
	w.Put(r)
	w.SelectEdge(true)
	if w.Selected != src.items[6000].ID || !w.AtEnd() || w.AtStart() {
		t.Error("not the last item")
	}
	for i := 5999; i >= 0; i-- {
		move(t, w, src, -1)
		if w.Selected != src.items[i].ID {
			t.Fatalf("up %d: wrong row", i)
		}
	}
	if !w.AtStart() {
		t.Error("the start is not known")
	}
}

// What came in after the view was read is counted elsewhere: the way back up ends
// at the start that was shown.
func TestArrivalsDoNotStandAboveTheStartThatWasShown(t *testing.T) {
	src := newTown(1500)
	src.first = 70
	w := fresh(t, src)
	for range 1000 {
		move(t, w, src, 1)
	}
	src.first = 0
	for range 2000 {
		move(t, w, src, -1)
	}
	if w.Selected != src.items[70].ID || !w.AtStart() {
		t.Error("the start is another than before")
	}
	r, err := list.Last(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	w.Put(r)
	for range 2000 {
		move(t, w, src, -1)
	}
	if newest, _ := w.Newest(); w.Selected != src.items[70].ID || newest != w.Selected {
		t.Error("the start is another after a jump to the end")
	}
	fresh, err := w.Reread(inbox.ItemID{}, 1)(t.Context(), src)
	if err != nil {
		t.Fatal(err)
	}
	w.Put(fresh)
	w.SelectEdge(false)
	if w.Selected != src.items[0].ID {
		t.Error("what arrived does not come in when it is asked for")
	}
}

// Whoever decides deep down in a view stays there.
func TestRereadKeepsThePlaceDeepInAView(t *testing.T) {
	for _, holes := range []bool{false, true} {
		src := newTown(6001)
		src.holes = holes
		w := fresh(t, src)
		r, err := list.Last(t.Context(), src)
		if err != nil {
			t.Fatal(err)
		}
		w.Put(r)
		w.SelectEdge(true)
		move(t, w, src, -250)
		want := w.Selected
		before, first := w.Visible(20)
		if r, err = w.Reread(want, 1)(t.Context(), src); err != nil {
			t.Fatal(err)
		}
		w.Put(r)
		after, now := w.Visible(20)
		if w.Selected != want || now != first || before[0].ID != after[0].ID || w.AtStart() {
			t.Errorf("holes %v: the view moved from %d to %d", holes, first, now)
		}
	}
}

func TestFreshKeepsTheSelectionWhereItIs(t *testing.T) {
	src := newTown(900)
	want := src.items[333].ID
	r, err := list.Fresh(t.Context(), src, want, 10)
	if err != nil {
		t.Fatal(err)
	}
	w := &list.Window{Selected: want}
	w.Put(r)
	if w.Selected != want || w.Index() < 0 {
		t.Error("the selection was lost")
	}
	if r, err = list.Fresh(t.Context(), src, src.items[899].ID, 2); err != nil {
		t.Fatal(err)
	}
	w.Put(r)
	if _, ok := w.Newest(); !ok {
		t.Error("an item out of reach does not lead to the start")
	}
}

func TestRemoveSelectsTheNeighbour(t *testing.T) {
	src := newTown(3)
	w := fresh(t, src)
	w.Move(1)
	w.Remove(src.items[1].ID)
	if w.Selected != src.items[2].ID {
		t.Error("the next row is not selected")
	}
	w.Remove(src.items[2].ID)
	if w.Selected != src.items[0].ID {
		t.Error("the row before is not selected at the end")
	}
	w.Remove(src.items[0].ID)
	if !w.Selected.IsZero() || len(w.Rows()) != 0 {
		t.Error("something is left")
	}
}

func TestVisibleScrollsNoFurtherThanNeeded(t *testing.T) {
	src := newTown(50)
	w := fresh(t, src)
	w.Move(12)
	rows, first := w.Visible(10)
	if first != 3 || len(rows) != 10 || rows[9].ID != w.Selected {
		t.Errorf("first %d, %d rows", first, len(rows))
	}
	w.Move(-5)
	if _, first = w.Visible(10); first != 3 {
		t.Errorf("scrolled to %d without need", first)
	}
}
