package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"lotse/inbox"
	"lotse/inbox/config"
	"lotse/inbox/config/strict"
	"lotse/ui/text"
	"lotse/ui/theme"
)

// theme reads the theme that the config names, nil for one that comes with the
// program. One that is nowhere is a mistake in the config, with its place.
func (c *call) theme() (*theme.Theme, error) {
	name := c.cfg.UI.Theme
	if slices.Contains(config.Themes(), name) {
		return nil, nil //nolint:nilnil // there is none to read, and that is no mistake
	}
	dir := c.paths().Themes()
	file := filepath.Join(dir, name+".toml")
	data, err := os.ReadFile(file) //nolint:gosec // the config lets through names only, no paths
	switch {
	case errors.Is(err, fs.ErrNotExist):
		known := append(config.Themes(), themesIn(dir)...)
		return nil, &config.Problems{List: []config.Problem{c.cfg.ThemeProblem(inbox.Fail(inbox.CodeUnknownName, "kind", "theme",
			"got", inbox.Quote(name), "nearest", strict.Nearest(name, known), "known", strings.Join(known, ", ")))}}
	case err != nil:
		return nil, inbox.Fail(inbox.CodeFileRead, "file", file).Because(err)
	}
	return theme.Parse(file, data)
}

// themesIn lists the themes of a folder by their names; none where it cannot be read.
func themesIn(dir string) []string {
	var names []string
	files, _ := filepath.Glob(filepath.Join(dir, "*.toml")) // the pattern is sound unless the folder's name is not, and then there are none
	for _, f := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(f), ".toml"))
	}
	return names
}

// warnFaint names what a theme makes hard to read.
func (c *call) warnFaint(t *theme.Theme) {
	if t == nil {
		return
	}
	for _, f := range t.Faint {
		c.note(c.say.ThemeFaint, clean(f.Place), f.Style, text.Decimal(c.lang, f.Ratio))
	}
}
