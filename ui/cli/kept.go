package cli

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
)

// kept are the answers of a set-up that is not finished. No secret is among them:
// those go where they belong as soon as they are typed.
type kept struct {
	path    string
	answers map[string]string
}

// keptAt reads what an earlier set-up left behind. What cannot be read is asked for
// again.
func keptAt(path string) (*kept, error) {
	k := &kept{path: path, answers: map[string]string{}}
	raw, err := os.ReadFile(path) //nolint:gosec // in our own state folder
	if errors.Is(err, fs.ErrNotExist) {
		return k, nil
	}
	if err == nil && json.Unmarshal(raw, &k.answers) != nil {
		k.answers = map[string]string{}
	}
	return k, err
}

func (k *kept) get(name string) string { return k.answers[name] }

func (k *kept) some() bool { return len(k.answers) > 0 }

// set keeps an answer at once: the next question may be the last.
func (k *kept) set(name, answer string) error {
	if k.answers[name] == answer {
		return nil
	}
	k.answers[name] = answer
	return k.save()
}

func (k *kept) save() error {
	raw, err := json.MarshalIndent(k.answers, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(k.path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(k.path, raw, 0o600)
}

// forget drops what was answered for a kind of channel: it is set up.
func (k *kept) forget(kind string) error {
	maps.DeleteFunc(k.answers, func(name, _ string) bool { return name == "kind" || strings.HasPrefix(name, kind+".") })
	return k.save()
}

// drop forgets everything: the set-up is done. What stays behind harms nobody.
func (k *kept) drop() { _ = os.Remove(k.path) }
