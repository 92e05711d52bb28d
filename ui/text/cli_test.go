package text

import (
	"reflect"
	"regexp"
	"slices"
	"testing"

	"lotse/inbox"
)

// Commands, flags, views, rows and findings have the same entries in both
// languages.
func TestCommandsSpeakBothLanguages(t *testing.T) {
	for name, pair := range map[string][2]map[string]string{
		"command": {commandsDE, commandsEN}, "long": {longDE, longEN}, "flag": {flagsDE, flagsEN},
		"row": {rowsDE, rowsEN}, "finding": {findingsDE, findingsEN}, "list": {listsDE, listsEN}, "done": {cliDE.Done, cliEN.Done}, "reply": {cliDE.ReplyDone, cliEN.ReplyDone},
	} {
		for i, m := range pair {
			for k, v := range m {
				if v == "" || pair[1-i][k] == "" {
					t.Errorf("%s %q lacks words in a language", name, k)
				}
				if name == "finding" && !slices.Equal(gapsOf(v), gapsOf(pair[1-i][k])) {
					t.Errorf("finding %q uses other arguments in the other language", k)
				}
			}
		}
	}
}

var verb = regexp.MustCompile(`%[sd]`)

// Sentences take their values in the same order in both languages.
func TestSentencesTakeTheSameValues(t *testing.T) {
	de, en := reflect.ValueOf(cliDE), reflect.ValueOf(cliEN)
	for i := range de.NumField() {
		name := de.Type().Field(i).Name
		if de.Field(i).Kind() != reflect.String {
			continue
		}
		a, b := de.Field(i).String(), en.Field(i).String()
		if a == "" || b == "" {
			t.Errorf("%s is empty", name)
		}
		if !slices.Equal(verb.FindAllString(a, -1), verb.FindAllString(b, -1)) {
			t.Errorf("%s: %q and %q take other values", name, a, b)
		}
	}
}

func TestFinding(t *testing.T) {
	for want, f := range map[string]inbox.Finding{
		"Der Zugangsschlüssel gilt für stadt auf social.example.":       {Code: "token", Args: map[string]string{"account": "stadt", "server": "social.example"}},
		"Der Zugangsschlüssel gilt nicht: Zugang abgelehnt (HTTP 401).": {Code: "token", Grade: inbox.GradeError, Args: map[string]string{"problem": "auth", "status": "401"}},
		"Der Zugangsschlüssel gilt.":                                    {Code: "token"},
		"neu␛[2J":                                                       {Code: "neu\x1b[2J"},
	} {
		if got := Finding(DE, f); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got, want := Row(DE, 12, "Datum", "bad_date", inbox.GradeError), "Fehler, Zeile 12, Spalte Datum: Das Datum ist nicht lesbar. Gut sind 24.11.2026 14:30 und 2026-11-24T14:30:00+01:00."; got != want {
		t.Errorf("got %q", got)
	}
}
