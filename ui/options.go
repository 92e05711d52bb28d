package ui

import (
	"context"
	"io"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/text"
)

// Engine is what polls and sends while the desk is open. It runs outside the
// screen; the screen sees its work through the store.
type Engine interface {
	// PollNow asks every channel to be read at once. It returns when that is under
	// way, not when it is done.
	PollNow(ctx context.Context) error
}

// Saved is a view from the config: a name and a query.
type Saved struct {
	Name  string
	Query inbox.Query
}

// Options is what the screen is handed. Session is needed, all else has a
// default.
type Options struct {
	Session  *inbox.Session
	Lang     text.Lang           // German when empty
	Engine   Engine              // nil: channels are not read from here
	Views    []Saved             // after the views of the program
	Keys     map[string][]string // other keys for actions, by id
	Theme    string              // see frame.Themes
	Palette  Palette             // a theme of the person's own; nil: Theme
	Plain    bool                // no lines, no signs: words only, for screen readers
	NoMouse  bool                // the mouse stays the terminal's
	Lines    bool                // line mode: nothing is painted, each change is one line; includes Plain
	ReadOnly bool                // nothing may be decided here
	FPS      int                 // most frames a second, 120 when 0

	Story  []Beat                          // what a demonstration tells, in order
	Quiet  bool                            // the story happens and is not told
	Tour   TourStart                       // what becomes of the tour at the start
	Toured func(ctx context.Context) error // remembers that it was seen; nil: nothing is remembered

	Input   io.Reader           // the terminal when nil
	Output  io.Writer           // the terminal when nil
	Program []tea.ProgramOption // colour profile, environment, size
	// Raw lets keys of the terminal come one by one, and gives what puts it back. It
	// is needed in the line mode only; nil where keys come so already.
	Raw func() (restore func() error, err error)

	// Open hands an address to the browser. It is only ever called with http or
	// https addresses that safetext.URL let through; it must not use a shell.
	Open func(ctx context.Context, address string) error
	// Save writes a text file and gives its path. name is a plain file name.
	Save func(ctx context.Context, name string, content []byte) (path string, err error)
	// Kept are the views that were saved on the screen before; KeepViews writes them
	// all. Nil: views cannot be saved.
	Kept      []Saved
	KeepViews func(ctx context.Context, views []Saved) error
	// History is what was typed in the command line before, the latest last;
	// KeepHistory writes what may be remembered. Nil: it ends with the session.
	History     []string
	KeepHistory func(ctx context.Context, lines []string) error
	// Edit opens a text in the person's own editor; nil: there is none.
	Edit Editor
	// Reread takes over rules for triage that were saved since, and says from which
	// file; "" when none were. It is asked at every tick. Nil: there are none.
	Reread func(ctx context.Context) (file string, err error)
	// Exec gives a job the terminal; tests run it without one.
	Exec func(job tea.ExecCommand, done tea.ExecCallback) tea.Cmd
	// After delivers a message later; tests put in a clock of their own.
	After func(d time.Duration, msg tea.Msg) tea.Cmd
}

func later(d time.Duration, msg tea.Msg) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}
