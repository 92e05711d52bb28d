package ui

import "testing"

func TestOnlyWhatAKeyboardSendsIsAKey(t *testing.T) {
	for k, want := range map[string]bool{
		"a": true, "A": true, "ä": true, "1": true, ".": true, "+": true, "ctrl+t": true, "alt+j": true, "ctrl+alt+f5": true, "shift+tab": true, "f12": true, "space": true,
		"": false, " ": false, "7x": false, "strg+t": false, "ctrl+": false, "shift+a": false, "gg": false, "f13": false, "\n": false, "Enter": false, "ctrl+shift+": false,
	} {
		if isKey(k) != want {
			t.Errorf("%q: %v", k, !want)
		}
	}
	for _, a := range Actions() {
		for _, k := range a.Keys {
			if !isKey(k) {
				t.Errorf("%s has the key %q", a.ID, k)
			}
		}
	}
}
