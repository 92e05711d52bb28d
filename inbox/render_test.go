package inbox

import (
	"slices"
	"testing"
	"time"
)

var frame = TemplateVersion{N: 1, Template: Template{
	Key: "T06", Title: "Eingang bestätigt", Category: CategoryB, Latitude: L2, Approver: []string{"press"},
	Validity: "12M", Promise: "frist",
	Placeholders: []Placeholder{
		{Name: "amt", Type: PlaceholderOffice, Label: "Amt"},
		{Name: "frist", Type: PlaceholderDate, Label: "Frist"},
		{Name: "art", Type: PlaceholderChoice, Label: "Art", Choices: []string{"Hinweis", "Frage"}},
	},
	Blocks:   []Block{{Name: "anrede", Label: "Anrede", Max: 20, Default: "Guten Tag,"}},
	Variants: []Variant{{Name: "kurz", Text: "[anrede] danke für Ihre {art}. Wir klären das mit {amt} bis {frist}."}},
}}

func values(amt, frist, art string) map[string]string {
	return map[string]string{"amt": amt, "frist": frist, "art": art}
}

func TestRender(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	good := values("dem Tiefbauamt", "27.11.2026", "Frage")
	cases := []struct {
		name  string
		c     Composition
		code  Code
		text  string
		needs Latitude
	}{
		{"filled", Composition{Values: good}, "", "Guten Tag, danke für Ihre Frage. Wir klären das mit dem Tiefbauamt bis 27.11.2026.", L1},
		{"block edited", Composition{Values: good, Blocks: map[string]string{"anrede": "Moin!"}}, "", "Moin! danke für Ihre Frage. Wir klären das mit dem Tiefbauamt bis 27.11.2026.", L2},
		{"block at its default", Composition{Values: good, Blocks: map[string]string{"anrede": "Guten Tag, "}}, "", "Guten Tag, danke für Ihre Frage. Wir klären das mit dem Tiefbauamt bis 27.11.2026.", L1},
		{"empty gap", Composition{Values: values("", "27.11.2026", "Frage")}, CodeValueEmpty, "", 0},
		{"missing gap", Composition{}, CodeValueEmpty, "", 0},
		{"no date", Composition{Values: values("x", "bald", "Frage")}, CodeValueBad, "", 0},
		{"not a choice", Composition{Values: values("x", "27.11.", "Lob")}, CodeUnknownName, "", 0},
		{"left-over gap in a value", Composition{Values: values("{{amt}}", "27.11.", "Frage")}, CodeValueBad, "", 0},
		{"line break in a value", Composition{Values: values("a\nb", "27.11.", "Frage")}, CodeValueBad, "", 0},
		{"escape in a value", Composition{Values: values("a\x1b[2J", "27.11.", "Frage")}, CodeValueBad, "", 0},
		{"unknown value", Composition{Values: map[string]string{"ammt": "x"}}, CodeUnknownName, "", 0},
		{"unknown block", Composition{Values: good, Blocks: map[string]string{"gruss": "x"}}, CodeUnknownName, "", 0},
		{"block too long", Composition{Values: good, Blocks: map[string]string{"anrede": "Sehr geehrte Damen und Herren,"}}, CodeBlockLong, "", 0},
		{"unknown variant", Composition{Values: good, Variant: "lang"}, CodeUnknownName, "", 0},
		{"variant by number", Composition{Values: good, Variant: "1"}, "", "Guten Tag, danke für Ihre Frage. Wir klären das mit dem Tiefbauamt bis 27.11.2026.", L1},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := Render(&frame, c.c, now, time.UTC)
			if CodeOf(err) != c.code {
				t.Fatalf("error %v, want %q", err, c.code)
			}
			if c.code == "" && (got.Text != c.text || got.Needs != c.needs) {
				t.Fatalf("%q needs %s", got.Text, got.Needs)
			}
			if c.code == "" && !got.PromisedBy.Equal(time.Date(2026, 11, 27, 23, 59, 0, 0, time.UTC)) {
				t.Fatalf("promised by %v", got.PromisedBy)
			}
		})
	}
}

func TestFixedWordingTakesNoFrame(t *testing.T) {
	v := frame
	v.Latitude = L1
	_, err := Render(&v, Composition{Values: values("x", "27.11.", "Frage"), Blocks: map[string]string{"anrede": "Moin!"}}, time.Now(), time.UTC)
	if CodeOf(err) != CodeTemplateLatitude {
		t.Fatal(err)
	}
}

func TestParseWhen(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zones on this machine: dates are read in UTC elsewhere")
	}
	now := time.Date(2026, 12, 30, 12, 0, 0, 0, berlin)
	for in, want := range map[string]time.Time{
		"27.11.2026, 15:30": time.Date(2026, 11, 27, 15, 30, 0, 0, berlin),
		"2.1., 08:00 Uhr":   time.Date(2027, 1, 2, 8, 0, 0, 0, berlin),
		"15:04":             time.Date(2026, 12, 30, 15, 4, 0, 0, berlin),
	} {
		if got, ok := ParseWhen(PlaceholderDateTime, in, now, berlin); !ok || !got.Equal(want) {
			t.Errorf("%q gave %v, %v", in, got, ok)
		}
	}
}

func TestCheckFindsEveryFault(t *testing.T) {
	bad := Template{
		Key: "T 1", Category: "X", Validity: "soon", Promise: "wann",
		Placeholders: []Placeholder{{Name: "a", Type: "magic"}, {Name: "b", Type: PlaceholderChoice}},
		Blocks:       []Block{{Name: "c", Max: 2, Default: "lang"}},
		Variants: []Variant{
			{Name: "x", Text: "ACHTUNG! {a} [c]!"}, {Name: "x", Text: "{offen"}, {Name: "z", Text: "{nein} [a]"},
		},
	}
	var got []string
	for _, e := range bad.Check() {
		if e.Code != CodeTemplateBad {
			t.Fatal(e)
		}
		got = append(got, e.Args["what"])
	}
	for _, want := range []string{
		"key", "title", "category", "approver", "validity", "placeholder_type", "choices", "block",
		"unknown_placeholder", "variant_name", "brackets", "exclamation", "capitals", "unused_placeholder",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("no word about %s in %v", want, got)
		}
	}
}

func TestGrants(t *testing.T) {
	cases := []struct {
		levels       []Latitude
		need         Latitude
		ok, withPair bool
	}{
		{nil, L0, false, false},
		{[]Latitude{L0}, L0, true, false},
		{[]Latitude{L0}, L1, false, false},
		{[]Latitude{L1, L3}, L1, true, false},
		{[]Latitude{L1, L3}, L2, true, true},
		{[]Latitude{L3}, L0, true, true},
		{[]Latitude{L4}, L4, true, false},
		{[]Latitude{L2}, L4, false, false},
	}
	for _, c := range cases {
		ok, pair := Grants(c.levels...).Allows(c.need)
		if ok != c.ok || pair != c.withPair {
			t.Errorf("%v allows %s: %v, %v", c.levels, c.need, ok, pair)
		}
	}
}
