package templatefile

import (
	"embed"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"lotse/inbox"
)

//go:embed starter/*.toml
var starter embed.FS

// Starter gives the families that a new desk starts with, as drafts to adapt: no
// office has approved them.
func Starter() ([]inbox.Template, error) {
	dir, err := fs.Sub(starter, "starter")
	if err != nil {
		return nil, err
	}
	return LoadDir(dir)
}

// maxFile is more than a family of templates can need.
const maxFile = 1 << 20

// LoadDir reads all .toml files of a folder, not of those below it, in the order
// of their names. The error is *Problems with the mistakes of all files; a key
// that a file before has already is file_twice. When the folder cannot be read it
// is file_read.
func LoadDir(dir fs.FS) ([]inbox.Template, error) {
	names, err := fs.Glob(dir, "*.toml")
	if err == nil {
		_, err = fs.ReadDir(dir, ".") // Glob passes over a folder that is not there
	}
	if err != nil {
		return nil, inbox.Fail(inbox.CodeFileRead, "file", ".").Because(err)
	}
	var out []inbox.Template
	var all Problems
	first := map[string]string{}
	for _, name := range names {
		t, err := loadFile(dir, name)
		var ps *Problems
		switch {
		case errors.As(err, &ps):
			all.List = append(all.List, ps.List...)
			continue
		case err != nil:
			return nil, err
		}
		if before, taken := first[t.Key]; taken {
			all.List = append(all.List, Problem{
				File: name, Code: inbox.CodeFileTwice,
				Args: map[string]string{"key": "key", "got": t.Key, "line": before},
			})
			continue
		}
		first[t.Key] = name
		out = append(out, t)
	}
	if len(all.List) > 0 {
		return nil, &all
	}
	return out, nil
}

func loadFile(dir fs.FS, name string) (inbox.Template, error) {
	info, err := fs.Stat(dir, name)
	if err == nil && (!info.Mode().IsRegular() || info.Size() > maxFile) {
		err = fs.ErrInvalid
	}
	var data []byte
	if err == nil {
		data, err = fs.ReadFile(dir, name)
	}
	if err != nil {
		return inbox.Template{}, inbox.Fail(inbox.CodeFileRead, "file", name).Because(err)
	}
	return Parse(name, data)
}

// WriteDir writes the latest version of each family into a folder, as KEY.toml,
// and makes the folder. Other files stay. A file changes in one step, so a reader
// never meets half of one. CodeFileWrite when it fails.
func WriteDir(dir string, versions []inbox.TemplateVersion) error {
	if err := os.MkdirAll(dir, 0o755); err != nil { //nolint:gosec // templates are no secret; they are kept in git
		return inbox.Fail(inbox.CodeFileWrite, "file", dir).Because(err)
	}
	for _, v := range latest(versions) {
		file := filepath.Join(dir, v.Key+".toml")
		if v.Key != path.Base(v.Key) || strings.ContainsAny(v.Key, `/\:`) || strings.HasPrefix(v.Key, ".") {
			return inbox.Fail(inbox.CodeFileWrite, "file", inbox.Quote(file))
		}
		if err := replaceFile(file, Format(&v.Template)); err != nil {
			return inbox.Fail(inbox.CodeFileWrite, "file", file).Because(err)
		}
	}
	return nil
}

// latest gives the version with the highest number of each key, by key.
func latest(versions []inbox.TemplateVersion) []inbox.TemplateVersion {
	var out []inbox.TemplateVersion
	for _, v := range versions {
		i := slices.IndexFunc(out, func(o inbox.TemplateVersion) bool { return o.Key == v.Key })
		switch {
		case i < 0:
			out = append(out, v)
		case out[i].N < v.N:
			out[i] = v
		}
	}
	slices.SortFunc(out, func(a, b inbox.TemplateVersion) int { return strings.Compare(a.Key, b.Key) })
	return out
}

func replaceFile(name string, data []byte) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".lotse-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(tmp.Name()))
		}
	}()
	_, err = tmp.Write(data)
	if err == nil {
		err = tmp.Chmod(0o644)
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}
