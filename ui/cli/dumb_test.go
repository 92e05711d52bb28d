package cli

import "testing"

func TestTerminalThatCannotPlaceTheCursorGetsLines(t *testing.T) {
	for term, want := range map[string]bool{"dumb": true, "xterm-256color": false, "linux": false, "": false} {
		c := &call{App: App{Environ: []string{"TERM=" + term}}}
		if c.fixedCursor() != want {
			t.Errorf("TERM=%s: %v", term, !want)
		}
	}
}
