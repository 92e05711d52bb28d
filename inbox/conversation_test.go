package inbox

import (
	"fmt"
	"strings"
	"testing"
	"testing/quick"
)

// conversation builds one of pairs of a remote id and what it answers.
func conversation(pairs ...string) Conversation {
	var c Conversation
	for i := 0; i < len(pairs); i += 2 {
		c.Items = append(c.Items, Item{Content: Content{RemoteID: pairs[i], Parent: pairs[i+1]}})
	}
	return c
}

func drawn(nodes []Node) string {
	var b strings.Builder
	for i, n := range nodes {
		sign := ""
		if n.Missing {
			sign = "!"
		}
		if n.Withheld {
			sign = "?"
		}
		if n.Last {
			sign += "."
		}
		if n.Parent >= i {
			sign += "BEFORE ITS PARENT"
		}
		fmt.Fprintf(&b, "%d%s%s ", n.Depth, n.Item.Content.RemoteID, sign)
	}
	return strings.TrimSpace(b.String())
}

func TestTreeIsReadInOrder(t *testing.T) {
	withheld := conversation("a", "", "b", "secret", "c", "a")
	withheld.Withheld = []string{"secret"}
	for name, x := range map[string]struct {
		c    Conversation
		want string
	}{
		"nothing":                {Conversation{}, ""},
		"one":                    {conversation("a", ""), "0a."},
		"answers to answers":     {conversation("a", "", "b", "a", "c", "b", "d", "a"), "0a. 1b 2c. 1d."},
		"nothing is where it is": {conversation("b", "gone", "c", "b", "a", ""), "0b! 1c. 0a."},
		"not for this person":    {withheld, "0a 1c. 0b?."},
		"answers itself":         {conversation("a", "a", "b", "a"), "0a. 1b."},
		"in a circle":            {conversation("a", "b", "b", "a", "c", ""), "0c. 0a. 1b."},
		"twice the same":         {conversation("a", "", "a", "", "b", "a"), "0a 1b. 0a."},
	} {
		if got := drawn(x.c.Tree()); got != strings.TrimSpace(x.want) {
			t.Errorf("%s: %q, want %q", name, got, x.want)
		}
	}
}

// Whatever servers say about who answers whom, every text stands there once and
// after what it answers.
func TestTreeHoldsEveryTextOnce(t *testing.T) {
	check := func(parents []uint8) bool {
		var c Conversation
		for i, p := range parents {
			c.Items = append(c.Items, Item{Content: Content{RemoteID: fmt.Sprint(i), Parent: fmt.Sprint(int(p) % (len(parents) + 2))}})
		}
		nodes := c.Tree()
		seen := map[string]bool{}
		for i, n := range nodes {
			id := n.Item.Content.RemoteID
			if seen[id] || n.Parent >= i || n.Parent >= 0 && nodes[n.Parent].Depth+1 != n.Depth || n.Parent < 0 && n.Depth != 0 {
				return false
			}
			seen[id] = true
		}
		return len(nodes) == len(parents)
	}
	if err := quick.Check(check, &quick.Config{MaxCount: 2000}); err != nil {
		t.Error(err)
	}
}

func TestTreeOfAThousandLevels(t *testing.T) {
	var pairs []string
	for i := range 5000 {
		pairs = append(pairs, fmt.Sprint(i), fmt.Sprint(i-1))
	}
	c := conversation(pairs...)
	if nodes := c.Tree(); len(nodes) != 5000 || nodes[4999].Depth != 4999 {
		t.Errorf("%d nodes", len(nodes))
	}
}

func TestPrivateSpansLieInOrderInsideTheText(t *testing.T) {
	check := func(words string, borders []int8, set bool) bool {
		it := Item{Content: Content{Text: words + " 0176 12345678 a@b.example"}}
		f := Flag{Label: LabelPrivateData}
		for i := 0; i+1 < len(borders); i += 2 {
			f.Spans = append(f.Spans, Span{Start: int(borders[i]), End: int(borders[i+1])})
		}
		it.Assessment.Flags = []Flag{f}
		if set {
			it.State.Set = SetOf(LabelPrivateData)
		}
		at := -1
		for _, sp := range PrivateSpans(&it) {
			if sp.Start <= at || sp.Start >= sp.End || sp.End > len(it.Content.Text) {
				return false
			}
			at = sp.End
		}
		return true
	}
	if err := quick.Check(check, nil); err != nil {
		t.Error(err)
	}
}
