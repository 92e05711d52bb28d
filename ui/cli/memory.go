package cli

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"lotse/inbox"
	"lotse/inbox/config/strict"
	"lotse/ui"
)

// What the screen remembers lies in the state folder, each in a file of its own
// that only its owner can read. The config stays the person's: nothing is ever
// written into it, so no comment of theirs is lost.
const (
	viewsFile   = "views.toml"
	historyFile = "history"
)

// viewsHead tells whoever opens the file what it is.
const viewsHead = "# Saved on the screen (S, or :save NAME). The same form as in config.toml.\n"

// keptViews reads the views that were saved on the screen.
func (c *call) keptViews() ([]ui.Saved, error) {
	path := filepath.Join(c.paths().State, viewsFile)
	raw, err := os.ReadFile(path) //nolint:gosec // a file of our own in the state folder
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var doc struct {
		Views []struct {
			Name  string `toml:"name"`
			Query string `toml:"query"`
		} `toml:"view"`
	}
	f, err := strict.Read(path, raw)
	if err != nil {
		return nil, err
	}
	f.Decode(&doc, nil)
	if err := f.Err(); err != nil {
		return nil, err
	}
	var out []ui.Saved
	for _, v := range doc.Views {
		q, err := inbox.ParseQuery(v.Query)
		if err != nil {
			return nil, err
		}
		out = append(out, ui.Saved{Name: v.Name, Query: q})
	}
	return out, nil
}

// keepViews writes them all.
func (c *call) keepViews(_ context.Context, views []ui.Saved) error {
	var b strings.Builder
	b.WriteString(viewsHead)
	for _, v := range views {
		b.WriteString("\n[[view]]\nname = " + strict.Quote(v.Name) + "\nquery = " + strict.Quote(v.Query.String()) + "\n")
	}
	return c.keep(viewsFile, b.String())
}

// history reads what was typed in the command line, the latest last. A history
// that cannot be read is none: nothing depends on it.
func (c *call) history() []string {
	raw, err := os.ReadFile(filepath.Join(c.paths().State, historyFile))
	if err != nil {
		return nil
	}
	return strings.FieldsFunc(string(raw), func(r rune) bool { return r == '\n' })
}

func (c *call) keepHistory(_ context.Context, lines []string) error {
	return c.keep(historyFile, strings.Join(lines, "\n")+"\n")
}

// keep replaces a file of the state folder in one step: whoever reads it finds the
// old one or the new one.
func (c *call) keep(name, content string) (err error) {
	dir := c.paths().State
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(dir, "."+name+"-*") // made with 0600
	if err != nil {
		return err
	}
	_, err = tmp.WriteString(content)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err == nil {
		err = os.Rename(tmp.Name(), filepath.Join(dir, name))
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return nil
}
