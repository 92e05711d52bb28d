package secret

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"lotse/inbox"
)

// Vault keeps what a channel is given in the course of time and must not lose:
// refreshed tokens and sessions. Each channel has one file, readable by its owner
// alone, which a new one replaces as a whole: a crash leaves the old or the new,
// never half of one. The token of the config stays where it is; what is kept here
// was made from it and takes its place until the config names another.
type Vault struct {
	dir     string
	channel string
}

// NewVault gives the vault of a channel below a folder, which is made when the
// first thing is kept.
func NewVault(dir, channel string) Vault { return Vault{dir: dir, channel: channel} }

// Kept is one channel's keepsake.
type Kept struct {
	Origin  string            `json:"origin"` // mark of the config's token it was made from
	Values  map[string]string `json:"values"` // by the adapter's own names
	Ends    time.Time         `json:"ends,omitzero"`
	Renewed time.Time         `json:"renewed"`
}

// Load gives what is kept that was made from the config's token, nil where there
// is nothing.
//
//	secret_mode   others can read the file
//	file_read     it cannot be read, or is none of ours
func (v Vault) Load(origin Token) (*Kept, error) {
	info, err := os.Stat(v.path())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil //nolint:nilnil // nothing kept is no fault
	}
	if err == nil {
		err = checkMode(v.channel, v.path(), info)
	}
	if err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(v.path())
	if err != nil {
		return nil, inbox.Fail(inbox.CodeFileRead, "file", v.path()).Because(err)
	}
	var k Kept
	if json.Unmarshal(raw, &k) != nil { // its error would quote the file
		return nil, inbox.Fail(inbox.CodeFileRead, "file", v.path())
	}
	if k.Origin != origin.String() {
		return nil, nil //nolint:nilnil // made from a token that is no longer in use
	}
	return &k, nil
}

// Save keeps a channel's things, synced before it returns: a token that was
// renewed and lost is an account that is lost.
//
//	file_write  the folder or the file cannot be written
func (v Vault) Save(origin Token, k Kept) error {
	k.Origin = origin.String()
	raw, err := json.Marshal(k)
	if err == nil {
		err = replaceFile(v.path(), raw)
	}
	if err != nil {
		return inbox.Fail(inbox.CodeFileWrite, "file", v.path()).Because(err)
	}
	return nil
}

// Forget drops what is kept.
func (v Vault) Forget() error {
	if err := os.Remove(v.path()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return inbox.Fail(inbox.CodeFileWrite, "file", v.path()).Because(err)
	}
	return nil
}

func (v Vault) path() string {
	// The config lets no separator into an id; whoever asks otherwise gets no way out.
	name := strings.NewReplacer("/", "_", `\`, "_").Replace(v.channel)
	return filepath.Join(v.dir, "token-"+name+".json")
}

func replaceFile(path string, raw []byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".token-*") // 0600 by its documentation
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.Write(raw)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		return err
	}
	if err = os.Rename(f.Name(), path); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// syncDir makes a rename last; where folders cannot be synced it does nothing.
func syncDir(dir string) error {
	d, err := os.Open(dir) //nolint:gosec // our own state folder
	if err != nil {
		return err
	}
	_ = d.Sync() // Windows has no such thing
	return d.Close()
}
