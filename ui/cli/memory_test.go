package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"lotse/inbox"
	"lotse/ui"
)

// What the screen remembers comes back as it was, and only its owner can read it.
func TestWhatTheScreenRemembers(t *testing.T) {
	c := &call{home: t.TempDir()}
	if kept, err := c.keptViews(); err != nil || kept != nil || c.history() != nil {
		t.Errorf("at first: %v %v %v", kept, err, c.history())
	}
	q, err := inbox.ParseQuery(`is:open "am \"Markt\"" -label:spam`)
	if err != nil {
		t.Fatal(err)
	}
	want := []ui.Saved{{Name: `Brücke "am Markt"`, Query: q}, {Name: "Alles"}}
	for range 2 { // a second time replaces the first
		if err := c.keepViews(t.Context(), want); err != nil {
			t.Fatal(err)
		}
		if err := c.keepHistory(t.Context(), []string{"view Offen", "12"}); err != nil {
			t.Fatal(err)
		}
	}
	got, err := c.keptViews()
	if err != nil || len(got) != 2 || got[0].Name != want[0].Name || !got[0].Query.Equal(q) || !got[1].Query.IsZero() {
		t.Errorf("views: %+v, %v", got, err)
	}
	if h := c.history(); !reflect.DeepEqual(h, []string{"view Offen", "12"}) {
		t.Errorf("history: %q", h)
	}
	err = filepath.WalkDir(c.paths().State, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if info, err := d.Info(); err != nil || info.Mode().Perm() != 0o600 || strings.HasPrefix(d.Name(), ".") {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	// What cannot be read is an error, not an empty list: nothing is saved over it.
	if err := os.WriteFile(filepath.Join(c.paths().State, viewsFile), []byte("[[view]\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := c.keptViews(); err == nil {
		t.Error("a broken file was read")
	}
}
