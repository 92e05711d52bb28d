package triage_test

import (
	"strings"
	"testing"

	"lotse/inbox"
	"lotse/inbox/safetext/poison"
	"lotse/inbox/triage"
)

// FuzzAssess holds that any bytes are judged, and that every reason stands on the
// borders of characters.
func FuzzAssess(f *testing.F) {
	for _, s := range poison.Strings() {
		f.Add(s, s)
	}
	f.Add("Ihr „Vollidioten“ habt 0171 2345678 angerufen?", "Das Fest ist abgesagt.")
	f.Add("dieserHornochse Trot tel i d i o t A*schloch 😡\xff", "")
	f.Add(strings.Repeat("warum nicht? ", 50), "gesperrt")
	rules := triage.New()
	f.Fuzz(func(t *testing.T, text, post string) {
		checkAssessment(t, text, rules.Assess(text, inbox.AssessContext{OwnPost: post}))
	})
}
