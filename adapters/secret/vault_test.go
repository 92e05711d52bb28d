package secret

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"lotse/inbox"
)

func TestVaultKeepsWhatBelongsToTheToken(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	v, origin := NewVault(dir, "insta"), NewToken(sample)
	if k, err := v.Load(origin); k != nil || err != nil {
		t.Fatal(k, err)
	}
	kept := Kept{Values: map[string]string{"token": "secret-2"}, Ends: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}
	if err := v.Save(origin, kept); err != nil {
		t.Fatal(err)
	}
	k, err := v.Load(origin)
	if err != nil || k.Values["token"] != "secret-2" || !k.Ends.Equal(kept.Ends) {
		t.Errorf("%+v, %v", k, err)
	}
	if k, err := v.Load(NewToken("another-token-of-the-config")); k != nil || err != nil {
		t.Errorf("a new token in the config does not end what was made of the old: %v, %v", k, err)
	}
	if k, err := NewVault(dir, "other").Load(origin); k != nil || err != nil {
		t.Errorf("channels share: %v, %v", k, err)
	}
	raw, err := os.ReadFile(v.path())
	if err != nil || strings.Contains(string(raw), sample) {
		t.Error("the config's token stands in the vault")
	}
	for path, want := range map[string]fs.FileMode{v.path(): 0o600, dir: 0o700 | fs.ModeDir} {
		info, err := os.Stat(path)
		if err != nil || info.Mode() != want && runtime.GOOS != "windows" {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left over: %v", left)
	}
	if err := errors.Join(v.Forget(), v.Forget()); err != nil {
		t.Error(err)
	}
}

func TestVaultRefusesWhatOthersCanReadAndWhatIsBroken(t *testing.T) {
	v, origin := NewVault(t.TempDir(), "../x"), NewToken(sample)
	if filepath.Dir(v.path()) != v.dir {
		t.Errorf("leads out of its folder: %s", v.path())
	}
	v = NewVault(t.TempDir(), "insta")
	if err := os.WriteFile(v.path(), []byte(`{"values":{"token":"`+sample), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := v.Load(origin)
	if inbox.CodeOf(err) != inbox.CodeFileRead || strings.Contains(err.Error(), sample) {
		t.Errorf("broken: %v", err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	if err := os.Chmod(v.path(), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := v.Load(origin); inbox.CodeOf(err) != inbox.CodeSecretMode {
		t.Errorf("readable by all: %v", err)
	}
}
