package config

import (
	"os"
	"path/filepath"

	"github.com/adrg/xdg"

	"lotse/inbox"
)

// Paths says where a desk keeps its files.
type Paths struct {
	Config string // the config file
	Data   string // folder of the store
	State  string // folder of logs and of what the screen remembers
}

// Store is the file of the store.
func (p Paths) Store() string { return filepath.Join(p.Data, "inbox.db") }

// Rules is the file of the town's own rules for triage.
func (p Paths) Rules() string { return filepath.Join(filepath.Dir(p.Config), "triage.toml") }

// Themes is the folder of the themes that somebody has made themselves.
func (p Paths) Themes() string { return filepath.Join(filepath.Dir(p.Config), "themes") }

// Locate gives the paths: all below home when it is given, else the folders of
// the platform, on Linux the XDG ones. file, when given, is the config file.
func Locate(home, file string) Paths {
	p := Paths{
		Config: filepath.Join(xdg.ConfigHome, "lotse", "config.toml"),
		Data:   filepath.Join(xdg.DataHome, "lotse"),
		State:  filepath.Join(xdg.StateHome, "lotse"),
	}
	if home != "" {
		p = Paths{
			Config: filepath.Join(home, "config.toml"),
			Data:   filepath.Join(home, "data", "lotse"),
			State:  filepath.Join(home, "state", "lotse"),
		}
	}
	if file != "" {
		p.Config = file
	}
	return p
}

// Make creates the folders of data and state, readable by their owner only, and
// closes them where they stand open: they hold citizens' texts.
// CodeStoreReadOnly when it cannot.
func (p Paths) Make() error {
	for _, dir := range []string{p.Data, p.State} {
		err := os.MkdirAll(dir, 0o700)
		if err == nil {
			err = os.Chmod(dir, 0o700) //nolint:gosec // a folder needs x to be entered
		}
		if err != nil {
			return inbox.Fail(inbox.CodeStoreReadOnly, "path", dir).Because(err)
		}
	}
	return nil
}
