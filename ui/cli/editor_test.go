package cli

import (
	"os"
	"path/filepath"
	"testing"
)

// script writes an editor that gets the file as its last argument.
func script(t *testing.T, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "editor")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEditorLeavesNoFileAndLosesNothing(t *testing.T) {
	for _, c := range []struct {
		name, body, want string
		fails            bool
	}{
		{"writes", `[ "$(stat -c %a "$2")" = 600 ] && [ "$1" = -w ] && printf 'Grüße\n\n' > "$2"`, "Grüße", false},
		{"fails", `printf weg > "$2"; exit 1`, "Danke", true},
		{"is killed after saving", `printf gerettet > "$2"; kill -9 $$`, "gerettet", false},
		{"is killed at once", `kill -9 $$`, "Danke", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "edit")
			e := &editing{ctx: t.Context(), argv: []string{script(t, c.body), "-w"}, dir: dir, text: "Danke"}
			if err := e.Run(); (err != nil) != c.fails {
				t.Errorf("error %v", err)
			}
			if e.Text() != c.want {
				t.Errorf("text %q, not %q", e.Text(), c.want)
			}
			if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}
