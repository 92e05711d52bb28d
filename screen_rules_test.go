package main_test

import (
	"context"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/ui"
)

// Rules that somebody saves while the screen is open hold from the next tick on, and
// a faulty file is told.
func TestScreenRereadsRules(t *testing.T) {
	s := newStage(t)
	s.post("Anna", "Wann öffnet das Freibad?")
	file, err := "", error(nil)
	s.start("ayse", 80, 24, func(o *ui.Options) {
		o.Reread = func(context.Context) (string, error) { return file, err }
	})
	s.wait(time.Minute)
	s.hides("Regeln")
	file = "triage.toml"
	s.wait(15 * time.Second)
	s.sees("Eigene Regeln neu gelesen: triage.toml")
	file, err = "", inbox.Fail(inbox.CodeFileRead, "file", "triage.toml")
	s.wait(30 * time.Second)
	s.sees("Die Datei „triage.toml“ lässt sich nicht lesen")
}
