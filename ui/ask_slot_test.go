package ui

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// slots reads the slots there are from the source, so that a new one is tried too.
func slots(t *testing.T) []slot {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "ask.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var out []slot
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, named := v.Type.(*ast.Ident); named && kind.Name == "slot" {
			s, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, slot(s))
		}
		return true
	})
	return out
}

// Of questions asked one after the other in a slot only the last counts, in
// whatever order the answers come, and no slot hears of another.
func TestAnswersOutOfOrderInEverySlot(t *testing.T) {
	all := slots(t)
	if len(all) < 10 {
		t.Fatalf("only %d slots found", len(all))
	}
	for _, order := range [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		m := &Model{ctx: t.Context(), asked: map[slot]question{}}
		taken := map[slot][]int{}
		asked := map[slot][]tea.Cmd{}
		for n := range 3 { // the slots are asked in turns
			for _, s := range all {
				asked[s] = append(asked[s], m.ask(s, func(context.Context) (answer, error) {
					return func(*Model) tea.Cmd { taken[s] = append(taken[s], n); return nil }, nil
				}))
			}
		}
		for _, n := range order {
			for _, s := range all {
				m.route(asked[s][n]())
			}
		}
		for _, s := range all {
			if got := taken[s]; len(got) != 1 || got[0] != 2 || m.asking(s) {
				t.Errorf("%s: of answers in the order %v were taken %v", s, order, got)
			}
		}
	}
}
