package ui

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// namedKeys are the keys that have a name instead of a sign.
var namedKeys = []string{
	"enter", "esc", "tab", "space", "backspace", "delete", "insert", "up", "down", "left", "right",
	"home", "end", "pgup", "pgdown",
	"f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12",
}

// isKey reports whether a terminal ever sends what is written so: a sign, a named
// key, or one of them with ctrl, alt or shift. A letter with shift is the capital.
func isKey(k string) bool {
	shifted := false
	for _, mod := range []string{"ctrl+", "alt+", "shift+"} {
		rest, found := strings.CutPrefix(k, mod)
		if found && rest != "" {
			k, shifted = rest, shifted || mod == "shift+"
		}
	}
	if slices.Contains(namedKeys, k) {
		return true
	}
	r, n := utf8.DecodeRuneInString(k)
	return n > 0 && n == len(k) && !shifted && unicode.IsGraphic(r) && !unicode.IsSpace(r)
}
