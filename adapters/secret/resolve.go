package secret

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"time"

	"github.com/zalando/go-keyring"

	"lotse/inbox"
)

// Service is the name under which tokens stand in the keyring; the user is the id
// of the channel.
const Service = "lotse"

// Timeout is how long a command or the keyring may take, a person's answer to a
// prompt of theirs included.
const Timeout = time.Minute

// maxSize is more than any token has.
const maxSize = 64 << 10

// Source says where the token of a channel is. One of the four is given.
type Source struct {
	Channel string   // id, for the keyring and for messages
	Env     string   // environment variable
	File    string   // file only its owner can read
	Cmd     []string // command that prints the token on the first line of its output
	Keyring bool     // keyring of the desktop
}

// Resolve finds the token. Space around it is dropped.
//
//	secret_sources  more than one source is given
//	secret_missing  there is no source, or nothing is there (source: none, env,
//	                file, cmd, keyring; name)
//	secret_mode     others can read the file (file, mode, fix)
//	secret_cmd      the command failed (cmd, why: not_found, exit, timeout, too_long)
//	secret_keyring  the keyring cannot be asked
//	file_read       the file cannot be read
//
// Every error has the arg channel; none holds a token or a command's output.
func Resolve(ctx context.Context, s Source) (Token, error) {
	if got := s.given(); len(got) > 1 {
		return Token{}, inbox.Fail(inbox.CodeSecretSources, "channel", s.Channel, "got", strings.Join(got, ", "))
	}
	var value, kind, name string
	var err error
	switch {
	case s.Env != "":
		kind, name = "env", s.Env
		value = os.Getenv(s.Env)
	case s.File != "":
		kind, name = "file", s.File
		value, err = s.readFile()
	case len(s.Cmd) > 0:
		kind, name = "cmd", s.Cmd[0]
		value, err = s.run(ctx)
	case s.Keyring:
		kind, name = "keyring", s.Channel
		value, err = s.askKeyring(ctx)
	default:
		kind = "none"
	}
	if err != nil {
		return Token{}, err
	}
	if value = strings.TrimSpace(value); value == "" {
		return Token{}, s.missing(kind, name)
	}
	return NewToken(value), nil
}

func (s Source) given() []string {
	var got []string
	for _, one := range []struct {
		on   bool
		name string
	}{{s.Env != "", "token_env"}, {s.File != "", "token_file"}, {len(s.Cmd) > 0, "token_cmd"}, {s.Keyring, "token_keyring"}} {
		if one.on {
			got = append(got, one.name)
		}
	}
	return got
}

func (s Source) missing(kind, name string) *inbox.Error {
	return inbox.Fail(inbox.CodeSecretMissing, "channel", s.Channel, "source", kind, "name", name)
}

// readFile refuses a file that others can read: on a shared computer the token
// would be theirs as well.
func (s Source) readFile() (string, error) {
	f, err := os.Open(s.File)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", s.missing("file", s.File).Because(err)
	case err != nil:
		return "", inbox.Fail(inbox.CodeFileRead, "channel", s.Channel, "file", s.File).Because(err)
	}
	defer f.Close() //nolint:errcheck // nothing was written
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrInvalid
	}
	if err != nil {
		return "", inbox.Fail(inbox.CodeFileRead, "channel", s.Channel, "file", s.File).Because(err)
	}
	if err := checkMode(s.Channel, s.File, info); err != nil {
		return "", err
	}
	b, err := io.ReadAll(io.LimitReader(f, maxSize))
	if err != nil {
		return "", inbox.Fail(inbox.CodeFileRead, "channel", s.Channel, "file", s.File).Because(err)
	}
	return string(b), nil
}

// checkMode refuses a file that others can read.
func checkMode(channel, file string, info fs.FileInfo) error {
	// Windows gives a file no such mode; there the user's folder protects it.
	if mode := info.Mode().Perm(); mode&0o077 != 0 && runtime.GOOS != "windows" {
		return inbox.Fail(inbox.CodeSecretMode, "channel", channel, "file", file,
			"mode", fmt.Sprintf("%04o", mode), "fix", "chmod 600 "+shellWord(file))
	}
	return nil
}

// shellWord makes a path safe to paste behind a command.
func shellWord(s string) string {
	if !strings.ContainsAny(s, " '\"\\$`!*?[](){}<>|&;~#\t\n") {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// askKeyring gives up waiting when the context or Timeout ends: the desktop may
// ask its user first, who may not be there.
func (s Source) askKeyring(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	type answer struct {
		value string
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		v, err := keyring.Get(Service, s.Channel)
		answers <- answer{v, err}
	}()
	var got answer
	select {
	case got = <-answers:
	case <-ctx.Done():
		got.err = ctx.Err()
	}
	switch {
	case errors.Is(got.err, keyring.ErrNotFound):
		return "", s.missing("keyring", s.Channel)
	case got.err != nil:
		return "", inbox.Fail(inbox.CodeSecretKeyring, "channel", s.Channel).Because(got.err)
	}
	return got.value, nil
}

// Store puts a channel's token into the keyring. CodeSecretKeyring when that
// fails, CodeSecretMissing for an empty token.
func Store(channel string, t Token) error {
	if t.IsZero() {
		return Source{Channel: channel}.missing("keyring", channel)
	}
	if err := keyring.Set(Service, channel, t.value); err != nil {
		return inbox.Fail(inbox.CodeSecretKeyring, "channel", channel).Because(err)
	}
	return nil
}

// Keep writes a channel's token into a file that only its owner can read. What
// stood in it is replaced as a whole. CodeFileWrite when that fails, CodeSecretMissing
// for an empty token.
func Keep(channel, file string, t Token) error {
	if t.IsZero() {
		return Source{Channel: channel}.missing("file", file)
	}
	if err := replaceFile(file, []byte(t.value+"\n")); err != nil {
		return inbox.Fail(inbox.CodeFileWrite, "file", file).Because(err)
	}
	return nil
}

// Forget takes a channel's token out of the keyring; one that is not there is
// forgotten already.
func Forget(channel string) error {
	if err := keyring.Delete(Service, channel); err != nil && !errors.Is(err, keyring.ErrNotFound) {
		return inbox.Fail(inbox.CodeSecretKeyring, "channel", channel).Because(err)
	}
	return nil
}
