package ui

import (
	"strings"

	"lotse/ui/text"
)

// KeyTable is the table of actions for the handbook, in Markdown: key, action,
// what it does, by group. The handbook is compared with it by a test, so that it
// never promises a key that does something else.
func KeyTable(l text.Lang) string {
	m := Model{lang: l, s: text.ScreenIn(l)}
	var b strings.Builder
	actions := Actions()
	for g := Group(0); g < groupCount; g++ {
		b.WriteString("\n### " + m.s.Groups[g] + "\n\n| | | |\n|---|---|---|\n")
		for i := range actions {
			if a := &actions[i]; a.Group == g {
				b.WriteString("| `" + strings.ReplaceAll(m.keyNames(a), " ", "` `") + "` | " + m.title(a) + " | " + m.help(a) + " |\n")
			}
		}
	}
	return b.String()
}

// ActionIDs lists the names that keys can be given to in the config.
func ActionIDs() []string {
	var out []string
	for _, a := range Actions() {
		out = append(out, a.ID)
	}
	return out
}
