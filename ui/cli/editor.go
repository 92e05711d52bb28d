package cli

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"lotse/inbox"
	"lotse/inbox/config"
	"lotse/ui"
)

// editor gives what opens a text in the person's own editor, $VISUAL before
// $EDITOR; nil when neither is set.
func (c *call) editor() ui.Editor {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		argv := config.SplitCommand(c.Env(name))
		if len(argv) == 0 {
			continue
		}
		dir := filepath.Join(c.paths().State, "edit")
		sweep(dir, c.Clock.Now())
		return func(ctx context.Context, text string) (ui.EditJob, error) {
			return &editing{ctx: ctx, argv: argv, dir: dir, text: text}, nil
		}
	}
	return nil
}

// leftAfter is when a text that an editor was given counts as left behind: a crash
// is the only way that happens.
const leftAfter = 24 * time.Hour

// sweep removes what a crash left behind.
func sweep(dir string, now time.Time) {
	left, err := filepath.Glob(filepath.Join(dir, "lotse-*"))
	if err != nil {
		return // the pattern is right; nothing to sweep
	}
	for _, path := range left {
		if info, err := os.Lstat(path); err == nil && now.Sub(info.ModTime()) > leftAfter {
			_ = os.RemoveAll(path) // the next start tries again
		}
	}
}

// editing is one run of the editor on one text.
type editing struct {
	ctx      context.Context //nolint:containedctx // ends with the screen that started it
	argv     []string
	dir      string
	text     string
	in       io.Reader
	out, err io.Writer
}

// SetStdin and the two after it are how the screen hands the terminal over.
func (e *editing) SetStdin(r io.Reader) { e.in = r }

// SetStdout takes the terminal's output.
func (e *editing) SetStdout(w io.Writer) { e.out = w }

// SetStderr takes where errors go.
func (e *editing) SetStderr(w io.Writer) { e.err = w }

// Text is what stands there now.
func (e *editing) Text() string { return e.text }

// mostRead bounds what is read back.
const mostRead = 1 << 20

// Run writes the text into a file only its owner can read, in a folder of its own
// (editors put their copies beside it), and removes both afterwards.
func (e *editing) Run() (err error) {
	if err := os.MkdirAll(e.dir, 0o700); err != nil {
		return inbox.Fail(inbox.CodeFileWrite, "file", e.dir).Because(err)
	}
	own, err := os.MkdirTemp(e.dir, "lotse-")
	if err != nil {
		return inbox.Fail(inbox.CodeFileWrite, "file", e.dir).Because(err)
	}
	defer func() {
		if gone := os.RemoveAll(own); err == nil {
			err = gone
		}
	}()
	path := filepath.Join(own, "antwort.txt")
	content := e.text
	if content != "" {
		content += "\n" // editors want lines
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		return inbox.Fail(inbox.CodeFileWrite, "file", path).Because(err)
	}
	argv := append(append([]string(nil), e.argv...), path)
	cmd := exec.CommandContext(e.ctx, argv[0], argv[1:]...) //nolint:gosec // the person's own editor, without a shell
	cmd.Stdin, cmd.Stdout, cmd.Stderr = e.in, e.out, e.err
	ran := cmd.Run()
	var exit *exec.ExitError
	if errors.As(ran, &exit) && exit.ExitCode() > 0 { // the person or the editor said: leave it
		return ran
	}
	if ran != nil && exit == nil {
		return ran // it never started
	}
	got, err := readText(path)
	if err != nil {
		return err
	}
	if ran != nil && got == strings.TrimRight(content, "\n") {
		return ran // killed, and nothing had been saved
	}
	e.text = got // what was saved before a kill is not lost
	return nil
}

func readText(path string) (string, error) {
	f, err := os.Open(path) //nolint:gosec // written a moment ago, in a folder of our own
	if err != nil {
		return "", err
	}
	defer f.Close() //nolint:errcheck // it was only read
	b, err := io.ReadAll(io.LimitReader(f, mostRead))
	return strings.TrimRight(strings.TrimPrefix(string(b), "\uFEFF"), "\r\n"), err
}
