package claim_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"lotse/inbox/claim"
)

var dam = claim.Doc{Key: "dam", Texts: []string{
	"Die Talsperre Steinfeld ist gebrochen",
	"Der Staudamm in Steinfeld ist gebrochen, das Wasser kommt",
}}

func registry() *claim.Index {
	return claim.New([]claim.Doc{
		dam,
		{Key: "pool", Texts: []string{"Das Freibad wird verkauft und abgerissen"}},
		{Key: "empty", Texts: []string{"", "🙂"}},
	})
}

func TestFind(t *testing.T) {
	x := registry()
	if x.Len() != 3 {
		t.Errorf("%d claims", x.Len())
	}
	for _, c := range []struct {
		text, key string
		strong    bool
	}{
		{"Stimmt es, dass die Talsperre Steinfeld gebrochen ist und das Wasser schon in der Innenstadt steht?", "dam", true},
		{"Talsperre Steinfeld gebrochen", "dam", false}, // short: never more than possible
		{"DIE TALSPERE STEINFELD IST GEBROCHN!!! rette sich wer kann, alle Nachbarn packen ihre Sachen", "dam", true},
		{"T a l s p e r r e Steinfeld gebrochen https://example.org/x", "dam", false},
		{"die t4lsperre in $teinfeld gebrochen", "dam", false},
		{"Freibad wird verkauft, hab ich gehört", "pool", false},
		{"Wann öffnet das Bürgerbüro am Samstag?", "", false},
		{"Die Müllabfuhr kam gestern nicht, wann wird das nachgeholt?", "", false},
		{"", "", false},
		{"\xff\xfe", "", false},
	} {
		ms := x.Find(c.text, 3)
		key, strong := "", false
		if len(ms) > 0 {
			key, strong = ms[0].Key, ms[0].Strong
		}
		if key != c.key || strong != c.strong {
			t.Errorf("%q: %q %v, want %q %v: %+v", c.text, key, strong, c.key, c.strong, ms)
		}
	}
}

func TestSpansNameTheSharedWords(t *testing.T) {
	text := "Ist die „Tál\u00adsperre“ Steinfeld nun gebrochen?"
	ms := registry().Find(text, 1)
	if len(ms) != 1 {
		t.Fatalf("%+v", ms)
	}
	var got []string
	for _, s := range ms[0].Spans {
		got = append(got, text[s.Start:s.End])
	}
	if strings.Join(got, "|") != "Tál\u00adsperre|Steinfeld|gebrochen" {
		t.Errorf("%q", got)
	}
	if ms[0].Share < 0.9 || ms[0].Share > 1 {
		t.Errorf("share %v", ms[0].Share)
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"", "Talsperre Steinfeld gebrochen", "@x", "http://", "a b c d", "\xff1a", strings.Repeat("ä", 300)} {
		f.Add(s)
	}
	x := registry()
	f.Fuzz(func(t *testing.T, s string) {
		for _, m := range x.Find(s, 5) {
			if m.Share < 0 || m.Share > 1 {
				t.Errorf("share %v", m.Share)
			}
			for _, p := range m.Spans {
				if p.Start < 0 || p.End > len(s) || p.Start >= p.End || utf8.ValidString(s) && !utf8.ValidString(s[p.Start:p.End]) {
					t.Errorf("span %v of %q", p, s)
				}
			}
		}
	})
}
