package list_test

import (
	"context"
	"strconv"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/ui/list"
)

// town is a view of n items, newest first, read by offsets.
type town struct {
	items []inbox.Item
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

func (t *town) page(_ context.Context, after inbox.Token, n int) (inbox.Page, error) {
	t.reads++
	from := 0
	if after != "" {
		from, _ = strconv.Atoi(string(after))
	}
	if t.holes && t.reads%2 == 0 {
		return inbox.Page{Next: inbox.Token(strconv.Itoa(from))}, nil
	}
	to := min(from+n, len(t.items))
	p := inbox.Page{Items: t.items[from:to], Done: to == len(t.items)}
	if !p.Done {
		p.Next = inbox.Token(strconv.Itoa(to))
	}
	return p, nil
}

func fresh(t *testing.T, src *town) *list.Window {
	t.Helper()
	r, err := list.Fresh(t.Context(), src.page, inbox.ItemID{}, 1)
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
		s, err := step(t.Context(), src.page)
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

func TestLastWalksToTheEndAndBack(t *testing.T) {
	src := newTown(6001)
	r, err := list.Last(t.Context(), src.page, 1_000_000)
	if err != nil || !r.AtEnd() {
		t.Fatal(err, r.AtEnd())
	}
	w := &list.Window{}
	w.Put(r)
	w.SelectEdge(true)
	if w.Selected != src.items[6000].ID {
		t.Error("not the last item")
	}
	for i := 5999; i > 2000; i-- {
		move(t, w, src, -1)
		if w.Selected != src.items[i].ID {
			t.Fatalf("up %d: wrong row", i)
		}
	}
	r, err = list.Last(t.Context(), src.page, 1000)
	if err != nil || r.AtEnd() {
		t.Error("a bounded walk says that it came to the end")
	}
}

func TestFreshKeepsTheSelectionWhereItIs(t *testing.T) {
	src := newTown(900)
	want := src.items[333].ID
	r, err := list.Fresh(t.Context(), src.page, want, 10)
	if err != nil {
		t.Fatal(err)
	}
	w := &list.Window{Selected: want}
	w.Put(r)
	if w.Selected != want || w.Index() < 0 {
		t.Error("the selection was lost")
	}
	if r, err = list.Fresh(t.Context(), src.page, src.items[899].ID, 2); err != nil {
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
