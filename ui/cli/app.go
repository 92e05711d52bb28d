// Package cli is the desk without a screen: one command for every act, for
// scripts, screen readers and tests. Commands print data on stdout and messages on
// stderr; --json prints one object a line.
//
// Nothing here is global. What a command needs from outside comes in an App, so
// that commands can run inside another process with another person's terminal.
package cli

import (
	"context"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"lotse/inbox"
	"lotse/inbox/config"
)

// App is everything a command gets from outside.
type App struct {
	In       io.Reader
	Out, Err io.Writer
	Terminal Terminal
	Environ  []string // as NAME=value
	Clock    inbox.Clock
	User     string // of the operating system
	Version  string
	Example  []byte // a configuration with everything explained
	Backend  Backend
}

// Terminal says which of the three streams are one, and how wide it is.
type Terminal struct {
	In, Out, Err bool
	Width        int                                       // cells, 0 when Out is none
	Hidden       func(ctx context.Context) ([]byte, error) // reads a line from In without showing it; nil where that cannot be
	Raw          func() (restore func() error, err error)  // lets keys come one by one; nil where that cannot be
}

// Env gives a variable of the environment, "" for one that is not set.
func (a *App) Env(name string) string {
	for _, v := range slices.Backward(a.Environ) {
		if value, ok := strings.CutPrefix(v, name+"="); ok {
			return value
		}
	}
	return ""
}

// Backend is what the program is wired to. Every func must be there.
type Backend struct {
	// Open opens the store of a desk; readOnly never creates one.
	Open func(ctx context.Context, file, user string, readOnly bool) (inbox.Store, error)
	// Channels opens the channels of a config. One that cannot be opened is missing
	// in the map and has its reason in the other.
	Channels func(ctx context.Context, c *config.Config, p config.Paths) (map[string]inbox.Channel, map[string]error)
	// Assessor gives the triage as it comes with the program.
	Assessor func() inbox.Assessor
	// Rules gives the triage with the rules of a file of the town's own; the built-in
	// ones where there is none. With an error it is usable all the same.
	Rules func(file string) (Rules, error)
	// Spotter gives what looks for waves in a desk; nil: nobody does.
	Spotter func(d *inbox.Desk) inbox.Spotter
	// Demo gives a desk of a made-up city, ready to use, with nothing kept. story is
	// one of Stories; nil for any other.
	Demo    func(ctx context.Context, clock inbox.Clock, story string) (*Demo, error)
	Stories []string // the usual one first, the quiet city last

	// Poll reads one channel once, Send sends once what is due there.
	Poll func(ctx context.Context, d *inbox.Desk, channel string, progress func(items int)) (PollReport, error)
	Send func(ctx context.Context, d *inbox.Desk, channel string) (SendReport, error)
	// Start polls and sends for all channels of a desk until the context ends.
	Start func(ctx context.Context, d *inbox.Desk, c *config.Config, polled func(PollReport), sent func(SendReport)) Engine

	// ReadImport reads a file of comments. It gives what can be read and a problem
	// for each row that cannot.
	ReadImport func(ctx context.Context, r io.Reader, o ImportOptions) (Import, error)
	// WriteCSV writes items as a table that no spreadsheet takes for formulas.
	WriteCSV func(w io.Writer, items iter.Seq2[*inbox.Item, error]) error
	// VerifyAudit checks the chain of the log.
	VerifyAudit func(ctx context.Context, s inbox.Store) (AuditReport, error)
	// CheckStore looks for damage in the store.
	CheckStore func(ctx context.Context, s inbox.Store) error
	// TokenInfo says where a channel's token is and whether it can be read, without
	// ever giving it: a fingerprint only.
	TokenInfo func(ctx context.Context, c config.Channel) (fingerprint string, err error)
	// StoreToken keeps a token in the keyring of the system.
	StoreToken func(channel, token string) error
	// KeepToken keeps one in a file that only its owner can read.
	KeepToken func(channel, file, token string) error
	// Login begins a login in the browser, for a channel whose access comes from one.
	Login func(ctx context.Context, c config.Channel, p config.Paths) (Login, error)
}

// Login is one login in a person's browser.
type Login interface {
	// Page is where the person allows the program.
	Page() string
	// Finish takes the address that the browser shows afterwards, and keeps what it
	// is worth.
	Finish(ctx context.Context, address string) error
	Close()
}

// Rules is triage by a file that may change while it is used.
type Rules interface {
	inbox.Assessor
	// Refresh takes over a changed file and says so. A faulty one is an error once; the
	// last good rules stay.
	Refresh() (changed bool, err error)
}

// Engine polls and sends in the background.
type Engine interface {
	// PollNow asks every channel to be read at once.
	PollNow(ctx context.Context) error
	// Wait comes back when everything has ended, with what ended it for good.
	Wait() error
}

// Demo is a made-up desk.
type Demo struct {
	Desk   *inbox.Desk
	Config *config.Config
	Person string       // who uses it
	Home   string       // its folder
	Beats  []Beat       // what happens there while it is watched
	Thanks inbox.ItemID // what a colleague answers
	Close  func() error
}

// Beat is a moment of a story, by the time since its start.
type Beat struct {
	At    time.Duration
	ID    string
	Reply bool // the colleague answers now
}

// PollReport says what reading a channel brought.
type PollReport struct {
	Channel                   string
	New, Changed, Known, Gone int
	Own, Unparsed, Pages      int
	Problem                   error // what the channel said, nil when it went well
	Next                      time.Time
	Warnings                  []inbox.Warning
	More                      bool // there is a backlog; ask again
}

// SendReport says what sending did.
type SendReport struct {
	Channel                                           string
	Delivered, Refused, Retried, Unclear, Found, Left int
	Voided, Absent                                    int
	Problem                                           error
	Next                                              time.Time
	Replies                                           []inbox.ReplyID
}

// ImportOptions says how a file is read.
type ImportOptions struct {
	Name    string // of the file, for its format
	Channel string // all rows get it; "" takes each row's own
	Partial bool   // keep the good rows of a file that has bad ones
	Zone    *time.Location
	Now     time.Time
}

// Import is a file of comments that was read.
type Import struct {
	Observations []inbox.Observation
	Problems     []RowProblem
	Warnings     []RowProblem
	Rows         int
}

// RowProblem is what is wrong with a row. What names it comes from the file.
type RowProblem struct {
	Line   int    `json:"line"`
	Column string `json:"column,omitempty"`
	Code   string `json:"code"`
}

// AuditReport is what the check of the log found.
type AuditReport struct {
	Events, Nodes, Erased int
}
