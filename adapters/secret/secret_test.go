package secret

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"lotse/inbox"
)

const sample = "abcdEFGH1234ijklMNOP5678"

// TestMain plays the command of a password manager when it is asked to.
func TestMain(m *testing.M) {
	switch os.Getenv("LOTSE_TEST_COMMAND") {
	case "":
		os.Exit(m.Run())
	case "token":
		fmt.Println("  " + sample + "\nnotes: " + sample)
	case "args":
		fmt.Println(strings.Join(os.Args[1:], "|"))
	case "empty":
	case "fail":
		fmt.Println(sample)
		fmt.Fprintln(os.Stderr, "cannot open "+sample)
		os.Exit(3)
	case "flood":
		fmt.Print(strings.Repeat("x", maxSize+1))
	case "sleep":
		time.Sleep(time.Hour)
	}
}

func TestTokenPrintsOnlyItsMark(t *testing.T) {
	long, short := NewToken(sample), NewToken("hunter2-hunter2")
	if got := long.String(); !regexp.MustCompile(`^abcd…5678 \([0-9a-f]{8}\)$`).MatchString(got) {
		t.Error(got)
	}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "long", long, "short", short, "in", struct{ T Token }{short})
	asJSON, err := json.Marshal(map[string]any{"a": long, "b": &short, "c": struct{ T Token }{long}})
	if err != nil {
		t.Fatal(err)
	}
	all := log.String() + string(asJSON)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T %v"} {
		all += fmt.Sprintf(verb, long, long) + fmt.Sprintf(verb, struct{ T Token }{short}, &short) + fmt.Sprintf(verb, []Token{long}, short)
	}
	for _, leak := range []string{"hunt", "EFGH", fmt.Sprintf("%x", "hunt"), fmt.Sprintf("%X", "EFGH")} {
		if strings.Contains(all, leak) {
			t.Errorf("%q leaks: %s", leak, all)
		}
	}
	if short.String() != NewToken("hunter2-hunter2").String() || len(short.String()) != 10 || (Token{}).String() != "" {
		t.Errorf("short: %s", short)
	}
	if long.Reveal() != sample {
		t.Error("Reveal changes the value")
	}
}

func TestEnvironment(t *testing.T) {
	t.Setenv("LOTSE_TEST_TOKEN", " "+sample+"\n")
	got, err := Resolve(t.Context(), Source{Channel: "m", Env: "LOTSE_TEST_TOKEN"})
	if err != nil || got.Reveal() != sample {
		t.Errorf("%v %v", got, err)
	}
	t.Setenv("LOTSE_TEST_TOKEN", " ")
	_, err = Resolve(t.Context(), Source{Channel: "m", Env: "LOTSE_TEST_TOKEN"})
	wants(t, err, inbox.CodeSecretMissing, map[string]string{"channel": "m", "source": "env", "name": "LOTSE_TEST_TOKEN"})
	_, err = Resolve(t.Context(), Source{Channel: "m"})
	wants(t, err, inbox.CodeSecretMissing, map[string]string{"source": "none"})
	_, err = Resolve(t.Context(), Source{Channel: "m", Env: "A", Keyring: true})
	wants(t, err, inbox.CodeSecretSources, map[string]string{"got": "token_env, token_keyring"})
}

func TestFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "the token")
	if err := os.WriteFile(file, []byte(sample+"\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := Source{Channel: "m", File: file}
	if got, err := Resolve(t.Context(), s); err != nil || got.Reveal() != sample {
		t.Errorf("%v %v", got, err)
	}
	if runtime.GOOS != "windows" {
		for _, mode := range []os.FileMode{0o640, 0o604, 0o601, 0o660} {
			if err := os.Chmod(file, mode); err != nil {
				t.Fatal(err)
			}
			_, err := Resolve(t.Context(), s)
			wants(t, err, inbox.CodeSecretMode, map[string]string{"mode": fmt.Sprintf("%04o", mode), "fix": "chmod 600 '" + file + "'"})
		}
		if err := os.Chmod(file, 0o400); err != nil {
			t.Fatal(err)
		}
		if _, err := Resolve(t.Context(), s); err != nil {
			t.Error(err)
		}
	}
	_, err := Resolve(t.Context(), Source{File: file + "x"})
	wants(t, err, inbox.CodeSecretMissing, map[string]string{"source": "file"})
	_, err = Resolve(t.Context(), Source{File: filepath.Dir(file)})
	wants(t, err, inbox.CodeFileRead, nil)
}

func TestCommand(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ask := func(ctx context.Context, does string, args ...string) (Token, error) {
		t.Setenv("LOTSE_TEST_COMMAND", does)
		return Resolve(ctx, Source{Channel: "m", Cmd: append([]string{self}, args...)})
	}
	if got, err := ask(t.Context(), "token"); err != nil || got.Reveal() != sample {
		t.Errorf("%v %v", got, err)
	}
	// No shell: what would mean something to one comes through as it is.
	if got, err := ask(t.Context(), "args", "$HOME", "a;b", "*"); err != nil || got.Reveal() != "$HOME|a;b|*" {
		t.Errorf("%q %v", got.Reveal(), err)
	}
	_, err = ask(t.Context(), "empty")
	wants(t, err, inbox.CodeSecretMissing, map[string]string{"source": "cmd"})
	_, err = ask(t.Context(), "fail")
	wants(t, err, inbox.CodeSecretCmd, map[string]string{"why": "exit", "channel": "m"})
	_, err = ask(t.Context(), "flood")
	wants(t, err, inbox.CodeSecretCmd, map[string]string{"why": "too_long"})
	soon, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = ask(soon, "sleep")
	wants(t, err, inbox.CodeSecretCmd, map[string]string{"why": "timeout"})
	_, err = Resolve(t.Context(), Source{Cmd: []string{"lotse-has-no-such-command"}})
	wants(t, err, inbox.CodeSecretCmd, map[string]string{"why": "not_found"})
}

func TestKeyring(t *testing.T) {
	keyring.MockInit()
	s := Source{Channel: "m", Keyring: true}
	_, err := Resolve(t.Context(), s)
	wants(t, err, inbox.CodeSecretMissing, map[string]string{"source": "keyring", "name": "m"})
	if err := Store("m", NewToken(sample)); err != nil {
		t.Fatal(err)
	}
	if got, err := Resolve(t.Context(), s); err != nil || got.Reveal() != sample {
		t.Errorf("%v %v", got, err)
	}
	if err := errors.Join(Forget("m"), Forget("m")); err != nil {
		t.Error(err)
	}
	wants(t, Store("m", Token{}), inbox.CodeSecretMissing, nil)
	keyring.MockInitWithError(errors.New("locked"))
	_, err = Resolve(t.Context(), s)
	wants(t, err, inbox.CodeSecretKeyring, map[string]string{"channel": "m"})
	wants(t, Store("m", NewToken(sample)), inbox.CodeSecretKeyring, nil)
}

func wants(t *testing.T, err error, code inbox.Code, args map[string]string) {
	t.Helper()
	var e *inbox.Error
	if !errors.As(err, &e) || e.Code != code {
		t.Errorf("got %v, want %s", err, code)
		return
	}
	for name, want := range args {
		if e.Args[name] != want {
			t.Errorf("%s: %s is %q, want %q", code, name, e.Args[name], want)
		}
	}
	if strings.Contains(err.Error(), sample) {
		t.Errorf("the error holds the token: %v", err)
	}
}
