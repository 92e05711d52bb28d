package inbox

import (
	"slices"
	"testing"
)

var completeKnown = Known{
	Lang: "de", Channels: []Named{{ID: "mastodon"}, {ID: "facebook"}},
	Roles:   []Named{{"press", "Pressestelle"}, {"bauamt", "Amt für Bau und Verkehr"}},
	Persons: []Named{{"ayse", "Ayse Yilmaz"}},
}

func TestCompletion(t *testing.T) {
	for _, tc := range []struct {
		in     string
		cursor int
		want   string // what the input becomes with one of the completions
	}{
		{"", 0, "ist:"},
		{"ka", 2, "kanal:"},
		{"chan", 4, "kanal:"},
		{"off", 3, "ist:offen"},
		{"-bel", 4, "-einstufung:beleidigung"},
		{"ist:o", 5, "ist:offen"},
		{"ist:neu,ges", 11, "ist:neu,gesichtet"},
		{"ist:ueber", 9, "ist:überfällig"},
		{"kanal:m", 7, "kanal:mastodon"},
		{"ist:offen rolle:verk", 20, "ist:offen rolle:bauamt"},
		{"person:Yil", 10, "person:ayse"},
		{"person:", 7, "person:mir"},
		{"seit:", 5, "seit:gestern"},
		{"für ka schlagloch", 6, "für kanal: schlagloch"},
		{"„zwei worte“ stu", 16, "„zwei worte“ stufe:"},
	} {
		var got []string
		for _, c := range CompleteQuery(tc.in, tc.cursor, completeKnown) {
			rs := []rune(tc.in)
			got = append(got, string(rs[:c.From])+c.Text+string(rs[c.To:]))
		}
		if !slices.Contains(got, tc.want) {
			t.Errorf("%q: %q lacks %q", tc.in, got, tc.want)
		}
	}
}

func TestNothingToCompleteInAPhrase(t *testing.T) {
	for _, in := range []string{`"ka`, `x „ka`, "farbe:r", "zzz"} {
		if got := CompleteQuery(in, len([]rune(in)), completeKnown); len(got) > 0 {
			t.Errorf("%q: %+v", in, got)
		}
	}
}

// Whatever value is offered, the query it makes can be read.
func TestOfferedValuesParse(t *testing.T) {
	for _, lang := range []string{"de", "en"} {
		known := completeKnown
		known.Lang = lang
		for _, f := range QueryFields() {
			in := f.German + ":"
			for _, c := range CompleteQuery(in, len([]rune(in)), known) {
				if _, err := ParseQuery(in + c.Text); err != nil {
					t.Errorf("%s%s: %v", in, c.Text, err)
				}
			}
		}
	}
}
