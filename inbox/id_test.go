package inbox

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestItemIDIsAULIDOfItsData(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ms := rapid.Int64Range(0, 1<<48-1).Draw(t, "ms")
		remote := rapid.String().Draw(t, "remote")
		posted := time.UnixMilli(ms).UTC()
		id := NewItemID(posted, "mastodon", remote)
		if id != NewItemID(posted, "mastodon", remote) {
			t.Fatal("not the same twice")
		}
		if id == NewItemID(posted, "mastodo", "n"+remote) {
			t.Fatal("channel and remote id run into each other")
		}
		if !id.Time().Equal(posted) {
			t.Fatalf("time %v, want %v", id.Time(), posted)
		}
		back, err := ParseItemID(strings.ToLower(id.String()))
		if err != nil || back != id {
			t.Fatalf("%s parsed to %s, %v", id, back, err)
		}
		later := NewItemID(posted.Add(time.Millisecond), "x", remote)
		if ms < 1<<48-1 && later.String() <= id.String() {
			t.Fatal("text order is not time order")
		}
	})
}

func FuzzParseItemID(f *testing.F) {
	f.Add("01KAQ5K3B8XJ6ZJ2Q8R6T5C4VW")
	f.Add("")
	f.Add("ÄÖÜ")
	f.Fuzz(func(t *testing.T, s string) {
		id, err := ParseItemID(s)
		if err == nil && id.String() != strings.ToUpper(s) {
			t.Fatalf("%q came back as %q", s, id)
		}
	})
}

func TestIDsInJSON(t *testing.T) {
	type both struct {
		Item  ItemID  `json:"item,omitzero"`
		Event EventID `json:"event,omitzero"`
		Hash  Hash    `json:"hash,omitzero"`
	}
	for _, v := range []both{{}, {NewItemID(time.Now(), "a", "b"), NewEventID(7, 8), HashOf("x")}} {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var back both
		if err := json.Unmarshal(b, &back); err != nil || back != v {
			t.Fatalf("%s came back as %+v, %v", b, back, err)
		}
	}
}

func TestNextHLCNeverGoesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var last uint64
		for _, ms := range rapid.SliceOfN(rapid.Int64Range(-5, 1<<40), 1, 50).Draw(t, "clock") {
			next := NextHLC(last, time.UnixMilli(ms))
			if next <= last {
				t.Fatalf("%d after %d", next, last)
			}
			last = next
		}
	})
}

func TestContainsFoldIsContainsOfFolded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		needle := FoldText(rapid.StringOfN(rapid.RuneFrom([]rune("aAäÄßſKk\u212Ai̇İ \uFFFD")), 0, 3, -1).Draw(t, "needle"))
		if got, want := ContainsFold(s, needle), strings.Contains(FoldText(s), needle); got != want {
			t.Fatalf("%q in %q: %v, want %v", needle, s, got, want)
		}
	})
	if !ContainsFold("VERSANDKOSTEN FÜR ALLE", "dkosten für") || ContainsFold("fur", "für") {
		t.Fatal("umlauts or case")
	}
}

func TestCanonicalIsStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "s")
		if c := Canonical(s); Canonical(c) != c {
			t.Fatalf("%q is not stable: %q", c, Canonical(c))
		}
	})
	if got := Canonical("Gru\u0308ße  \r\n\r\nEnde \n"); got != "Grüße\n\nEnde" {
		t.Fatalf("%q", got)
	}
}
