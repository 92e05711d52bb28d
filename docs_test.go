package main_test

import (
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/ui"
	"lotse/ui/cli"
	"lotse/ui/text"
)

// Both handbooks name every command, every field and value of the query language,
// every label and role, and every key beside the name of its action.
func TestHandbooksNameEverything(t *testing.T) {
	for lang, file := range map[text.Lang]string{text.DE: "docs/handbuch.md", text.EN: "docs/handbook.md"} {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		book := string(raw)
		names := func(what, s string) {
			if !strings.Contains(book, s) {
				t.Errorf("%s does not name %s %s", file, what, s)
			}
		}
		eachCommand(cli.New(cli.App{}), func(path string) { names("the command", "`"+path) })
		for _, f := range inbox.QueryFields() {
			names("the field", "| `"+f.Name+"` | `"+f.German+"`")
			for _, v := range f.Values {
				names("the value", "`"+v.Name+"`")
				names("the value", "`"+v.German+"`")
			}
		}
		for _, r := range inbox.Rights() {
			names("the right", "| `"+string(r)+"` |")
		}
		for _, l := range inbox.Labels() {
			names("the label", "| `"+l.String()+"` |")
		}
		for _, id := range inbox.DefaultRoleIDs() {
			names("the role", "| `"+id+"` |")
			names("the rights of "+id, rightsRow(id))
		}
		for id, w := range text.ScreenIn(lang).Hand.Commands {
			names("the command", "`:"+w.Name+"`")
			names("the command", "`:"+id+"`")
		}
		for _, a := range ui.Actions() {
			row := rowOf(book, a.ID)
			for _, key := range a.Keys {
				if !strings.Contains(row, "`"+keyName(lang, key)+"`") {
					t.Errorf("%s: the row of %q does not have the key %q: %s", file, a.ID, key, row)
				}
			}
		}
	}
}

// rightsRow is the row of a role in the table of rights.
func rightsRow(role string) string {
	var rights []string
	for _, r := range inbox.DefaultRole(role, "").Rights {
		rights = append(rights, "`"+string(r)+"`")
	}
	if len(rights) == 0 {
		rights = append(rights, "–")
	}
	return "| `" + role + "` | " + strings.Join(rights, " ") + " |"
}

// eachCommand gives the path of every command that does something by itself.
func eachCommand(cmd *cobra.Command, do func(path string)) {
	if cmd.HasParent() && !cmd.HasSubCommands() && !cmd.Hidden && cmd.Parent().Name() != "completion" {
		do(cmd.CommandPath())
	}
	for _, c := range cmd.Commands() {
		eachCommand(c, do)
	}
}

// rowOf finds the row of an action in the table of keys; the nine views share one.
func rowOf(book, action string) string {
	if strings.HasPrefix(action, "view_") && len(action) == len("view_1") {
		action = "view_1"
	}
	for line := range strings.Lines(book) {
		if strings.HasSuffix(strings.TrimSpace(line), "| `"+action+"` |") || strings.Contains(line, "| `"+action+"` … `") {
			return line
		}
	}
	return ""
}

// keyName writes a key as the screen does.
func keyName(lang text.Lang, key string) string {
	s := text.ScreenIn(lang)
	name := func(k string) string {
		if n, ok := s.KeyNames[k]; ok {
			return n
		}
		return k
	}
	if k, ok := strings.CutPrefix(key, "ctrl+"); ok {
		return s.Ctrl + "+" + strings.ToUpper(k)
	}
	if k, ok := strings.CutPrefix(key, "shift+"); ok {
		return s.Shift + "+" + name(k)
	}
	return name(key)
}
