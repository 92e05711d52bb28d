package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui"
)

// screen is what lotse does without a command.
func (c *call) screen(ctx context.Context) error {
	if !c.Terminal.In || !c.Terminal.Out {
		return &usageError{errText(c.say.ScreenNeedsTerminal)}
	}
	if _, err := c.config(); err != nil {
		return err
	}
	if err := c.checkKeys(); err != nil {
		return err
	}
	if _, err := c.theme(); err != nil {
		return err
	}
	if err := c.checkRules(); err != nil {
		return err
	}
	s, err := c.session(ctx, channels)
	if err != nil {
		return err
	}
	for id := range c.without {
		c.warnChannel(id)
	}
	seen := filepath.Join(c.paths().State, tourSeen)
	return c.display(ctx, s, func(o *ui.Options) {
		o.Reread = c.reread
		if _, err := os.Lstat(seen); !errors.Is(err, fs.ErrNotExist) {
			return // it was seen, or nothing can be remembered here
		}
		o.Tour, o.Toured = ui.OfferTour, func(context.Context) error { return remember(seen) }
	})
}

// tourSeen is the file that says that the tour was seen or declined.
const tourSeen = "tour-seen"

func remember(file string) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	return os.WriteFile(file, nil, 0o600)
}

// display runs the screen, and polls and sends behind it as long as it is open.
func (c *call) display(ctx context.Context, s *inbox.Session, set func(*ui.Options)) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o := ui.Options{
		Session: s, Lang: c.lang, Keys: c.cfg.Keys, Plain: c.plain || c.cfg.UI.Plain, Theme: c.cfg.UI.Theme, FPS: c.cfg.UI.FPS,
		Input: c.In, Output: c.Out, Program: []tea.ProgramOption{tea.WithEnvironment(c.screenEnviron())},
		NoMouse: !c.cfg.UI.Mouse, Open: openAddress, Save: c.save, Edit: c.editor(), Raw: c.Terminal.Raw,
	}
	o.Lines = o.Plain || c.fixedCursor()
	if o.Lines && !o.Plain {
		c.note("%s", c.say.LinesByItself)
	}
	if mine, err := c.theme(); err != nil {
		return err
	} else if mine != nil {
		o.Palette = mine.Palette
	}
	for _, v := range c.cfg.Views {
		o.Views = append(o.Views, ui.Saved{Name: v.Name, Query: v.Query})
	}
	o.History, o.KeepHistory = c.history(), c.keepHistory
	if kept, err := c.keptViews(); err != nil {
		c.note("%s", c.sentence(err)) // and nothing is saved over it
	} else {
		o.Kept, o.KeepViews = kept, c.keepViews
	}
	set(&o)
	var engine Engine
	if s.May(inbox.RightChannels) == nil && len(c.asked(slices.Collect(maps.Keys(s.Channels)))) > 0 {
		engine = c.Backend.Start(ctx, s.Desk, c.cfg, nil, nil)
		o.Engine = engine
	}
	wait := c.inBackground(ctx, s.Desk)
	err := ui.Run(ctx, o)
	cancel()
	if backErr := wait(); backErr != nil {
		c.note("%s", c.sentence(backErr))
	}
	if engine != nil {
		if engineErr := engine.Wait(); err == nil {
			err = engineErr
		}
	}
	return err
}

// fixedCursor reports whether the terminal says of itself that it cannot put the
// cursor anywhere, so that nothing can be painted on it.
func (c *call) fixedCursor() bool { return c.Env("TERM") == "dumb" }

// screenEnviron is the environment with NO_COLOR as its rule has it: any value but
// the empty one means no colours. The screen library reads it as a yes or no.
func (c *call) screenEnviron() []string {
	env := slices.DeleteFunc(slices.Clone(c.Environ), func(v string) bool { return strings.HasPrefix(v, "NO_COLOR=") })
	if c.Env("NO_COLOR") != "" {
		env = append(env, "NO_COLOR=1")
	}
	return env
}

// openAddress hands an address to the system's browser, without a shell, and does
// not wait for it.
func openAddress(ctx context.Context, address string) error {
	if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return fmt.Errorf("no web address: %q", address)
	}
	name, args := "xdg-open", []string{address}
	switch runtime.GOOS {
	case "darwin":
		name = "open"
	case "windows":
		name, args = "rundll32", []string{"url.dll,FileProtocolHandler", address}
	}
	cmd := exec.CommandContext(context.WithoutCancel(ctx), name, args...) //nolint:gosec // a fixed program and a checked web address
	cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
	if err := cmd.Start(); err != nil {
		return err
	}
	return cmd.Process.Release()
}

// save writes what the screen prints into a file that only its owner can read.
func (c *call) save(_ context.Context, name string, content []byte) (string, error) {
	dir := filepath.Join(c.paths().State, "print")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	path := filepath.Join(dir, filepath.Base(name))
	return path, os.WriteFile(path, content, 0o600)
}
