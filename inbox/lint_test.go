package inbox_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"lotse/inbox"
)

// found gives the findings as "code:words".
func found(text string, r inbox.LintRules) string {
	var out []string
	for _, f := range inbox.Lint(text, r) {
		out = append(out, string(f.Code)+":"+f.Got)
	}
	return strings.Join(out, " | ")
}

func TestLintFindsWhatAnOfficerWouldRatherNotPost(t *testing.T) {
	house := inbox.LintRules{
		Address: inbox.AddressSie, Hosts: []string{"neustadt.example"}, Names: []string{"Karl Brandt", "ayse"}, Gaps: inbox.LintError,
	}
	for _, c := range []struct{ text, want string }{
		{"Danke für den Hinweis. Wir kümmern uns darum.", ""},
		{"Die ÖPNV-Linie 12 der NRW-Verkehrsbetriebe fährt wieder, das THW hilft.", ""},
		{"BITTE NICHT BETRETEN, danke.", "shout:BITTE NICHT BETRETEN"},
		{"Das ist WICHTIG für alle.", "shout:WICHTIG"},
		{"Vielen Dank!", ""},
		{"Vielen Dank! Bis bald!", "marks:!"},
		{"Wirklich?!", "marks:?!"},
		{"Nein!!!", "marks:!!!"},
		{"Schau dir das an, dein Rathaus.", "address:dir | address:dein"},
		{"Das Direktorium dankt; die Diktion stimmt.", ""},
		{"Mehr unter http://neustadt.example/x.", "insecure:http://neustadt.example/x"},
		{"Mehr unter https://www.neustadt.example/x und https://amt.neustadt.example.", ""},
		{"Mehr unter (https://bit.ly/3abc)", "shortener:https://bit.ly/3abc"},
		{"Mehr unter www.anderswo.example", "host:www.anderswo.example"},
		{"Rufen Sie an: 0151 23456789.", "mobile:0151 23456789"},
		{"Rufen Sie an: +49 (0)170 1234567", "mobile:+49 (0)170 1234567"},
		{"Rufen Sie an: 02131 90-1234", "phone:02131 90-1234"},
		{"Am 01.02.2026 um 08:30 Uhr, 0,50 Euro, PLZ 04109.", ""},
		{"Schreiben Sie an karl.brandt@neustadt.example.", "mail:karl.brandt@neustadt.example."},
		{"Schreiben Sie an presse@neustadt.example.", ""},
		{"Fragen Sie Karl  Brandt.", "spaces:"},
		{"Fragen Sie Karl Brandt.", "colleague:Karl Brandt"},
		{"Die Karl Brandtstraße ist frei.", ""},
		{"Siehe Vermerk vom Montag.", "internal:Siehe Vermerk"},
		{"Az. 12/34 liegt vor.", "internal:Az."},
		{"Der Blaz. ist kein Aktenzeichenregal.", ""},
		{"Das klären wir {bald}.", "leftover:{ | leftover:}"},
		{"Ab xx.xx. wieder offen, XXX prüfen", "leftover:XXX"},
		{"Zeile  \nohne Ende  ", ""},
		{"Gern 👍🏽 👩‍🚒 ☀️", "emoji:☀"},
	} {
		if got := found(c.text, house); got != c.want {
			t.Errorf("%q\n got  %s\n want %s", c.text, got, c.want)
		}
	}
	du := inbox.LintRules{Address: inbox.AddressDu}
	if got := found("Das haben Sie gesagt. Sie sind dort. Kommt vorbei!", du); got != "address:Sie" {
		t.Errorf("du: %s", got)
	}
	if got := found("Rathaus: 02131 90-1234", inbox.LintRules{Contact: true}); got != "" {
		t.Errorf("a contact: %s", got)
	}
}

func TestLintMarksWhatIsTooLong(t *testing.T) {
	fits := func(s string) bool { return utf8.RuneCountInString(s) <= 5 }
	fs := inbox.Lint("Grüße an alle", inbox.LintRules{Fits: fits})
	if len(fs) != 1 || fs[0].Code != inbox.LintLong || fs[0].Severity != inbox.LintError {
		t.Fatalf("%+v", fs)
	}
	if got := "Grüße an alle"[fs[0].Span.Start:]; got != " an alle" {
		t.Errorf("too long from %q on", got)
	}
	if fs := inbox.Lint("", inbox.LintRules{Fits: func(string) bool { return false }}); len(fs) != 0 {
		t.Errorf("nothing written: %+v", fs)
	}
}

func FuzzLint(f *testing.F) {
	for _, s := range []string{
		"Das ist  WICHTIG!! {x} http://a.b/c 0151 2345678 du Az. 12", "\xff\xfe", "İ̇ du ẞ", "+", "0", "a@b.c", "👩‍🚒👍🏽☀️", "https://", "www.", "‹›[]", "AZ.:", "\xee\xee\xee\xeehttp://", "İİ(HTTP://a.b",
	} {
		f.Add(s, 12)
	}
	f.Fuzz(func(t *testing.T, text string, limit int) {
		rules := inbox.LintRules{
			Address: inbox.AddressSie, Hosts: []string{"neustadt.example"}, Names: []string{"Karl İßler"},
			Fits: func(s string) bool { return len(s) <= max(limit, 0) },
		}
		for _, a := range append(inbox.Addresses(), "") {
			rules.Address = a
			last := 0
			for _, x := range inbox.Lint(text, rules) {
				if x.Span.Start < last || x.Span.Start >= x.Span.End || x.Span.End > len(text) {
					t.Fatalf("span %v in %q", x.Span, text)
				}
				last = x.Span.Start
			}
		}
	})
}
