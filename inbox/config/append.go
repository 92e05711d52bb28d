package config

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
)

// Add gives the file with one more channel behind all that stands in it, comments
// and order as they are, and what it then means. Nothing is written. *Problems when
// the file would not be good any more.
func Add(name string, raw []byte, ch Channel) ([]byte, *Config, error) {
	var b strings.Builder
	if err := configTemplate().ExecuteTemplate(&b, "channel", ch); err != nil {
		panic("config: " + err.Error()) // as in Render
	}
	out := bytes.TrimRight(raw, "\n")
	out = append(append(bytes.Clone(out), '\n'), b.String()...)
	out = append(out, '\n')
	cfg, err := Parse(name, out)
	return out, cfg, err
}

// Replace writes the file anew, whole or not at all: a crash leaves the old or the
// new. Its permissions stay; where it is a link, what it leads to is replaced.
func Replace(path string, raw []byte) (err error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	mode := os.FileMode(0o600)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".config-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.Write(raw)
	for _, step := range []func() error{func() error { return f.Chmod(mode) }, f.Sync, f.Close} {
		if stepErr := step(); err == nil {
			err = stepErr
		}
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
