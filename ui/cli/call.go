package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"strings"
	"time"

	"lotse/inbox"
	"lotse/inbox/config"
	"lotse/inbox/learn"
	"lotse/ui/text"
)

// call is one command as it runs: the App, its flags, and what it has opened.
type call struct {
	App
	file, home, as, language string
	json, plain              bool
	reveal                   bool // private data is shown

	lang    text.Lang
	say     *text.CLI
	outcome error // of the command itself

	cfg     *config.Config
	desk    *inbox.Desk
	rules   Rules            // triage by the town's own rules
	without map[string]error // channels that could not be opened
	own     *learn.Desk      // what the desk learned, nil where it does not learn
	closers []func() error
	typed   *bufio.Reader
	states  map[string]*inbox.ChannelState // of the channels that were looked at
}

// paths says where the desk keeps its files.
func (c *call) paths() config.Paths { return config.Locate(c.home, c.file) }

// config reads the configuration, once.
func (c *call) config() (*config.Config, error) {
	if c.cfg != nil {
		return c.cfg, nil
	}
	cfg, err := config.Load(c.paths().Config)
	if err != nil {
		return nil, err
	}
	c.cfg = cfg
	if c.language == "" {
		c.speak(text.Lang(cfg.House.Language))
	}
	return cfg, nil
}

func (c *call) speak(l text.Lang) { c.lang, c.say = l, text.CLIIn(l) }

// access is how much of a desk a command needs.
type access uint8

const (
	reads    access = iota // only looks
	decides                // changes items
	channels               // changes items and asks channels, so it needs their tokens
)

// open opens the desk.
func (c *call) open(ctx context.Context, a access) (*inbox.Desk, error) {
	if c.desk != nil {
		return c.desk, nil
	}
	cfg, err := c.config()
	if err != nil {
		return nil, err
	}
	p := c.paths()
	if err := p.Make(); err != nil {
		return nil, err
	}
	_, statErr := os.Stat(p.Store())
	readOnly := a == reads && !errors.Is(statErr, fs.ErrNotExist)
	store, err := c.Backend.Open(ctx, p.Store(), c.User, readOnly)
	if err != nil {
		return nil, err
	}
	c.closers = append(c.closers, store.Close)
	c.desk = &inbox.Desk{Store: store, House: &cfg.House, Clock: c.Clock, Assessor: c.assessor()}
	if err := c.learns(ctx); err != nil {
		return nil, err
	}
	if c.Backend.Spotter != nil {
		c.desk.Spotter = c.Backend.Spotter(c.desk)
	}
	if a == channels {
		c.desk.Channels, c.without = c.Backend.Channels(ctx, cfg, p)
	}
	if !readOnly {
		if _, err := c.desk.Wake(ctx); err != nil {
			return nil, err
		}
	}
	return c.desk, nil
}

// session opens the desk for the person who calls.
func (c *call) session(ctx context.Context, a access) (*inbox.Session, error) {
	cfg, err := c.config()
	if err != nil {
		return nil, err
	}
	// Who it is comes before the store: nobody need wait for a file to learn that
	// their name is not in the config.
	if _, err := (&inbox.Desk{House: &cfg.House}).As(c.person()); err != nil {
		return nil, &unknownPerson{err}
	}
	d, err := c.open(ctx, a)
	if err != nil {
		return nil, err
	}
	return d.As(c.person())
}

// unknownPerson adds how to say who one is.
type unknownPerson struct{ error }

func (e *unknownPerson) Unwrap() error { return e.error }

// person is who acts: --as, $LOTSE_PERSON, else the user of the system.
func (c *call) person() string {
	switch {
	case c.as != "":
		return c.as
	case c.Env("LOTSE_PERSON") != "":
		return c.Env("LOTSE_PERSON")
	}
	return c.User
}

func (c *call) close() error {
	var errs []error
	for i := len(c.closers) - 1; i >= 0; i-- {
		errs = append(errs, c.closers[i]())
	}
	c.closers = nil
	return errors.Join(errs...)
}

// zone is the town's, the machine's before there is a config.
func (c *call) zone() *time.Location {
	if c.cfg != nil && c.cfg.House.Zone != nil {
		return c.cfg.House.Zone
	}
	return time.Local
}

// house is the town of the config, one without deadlines where there is no config.
func (c *call) house() *inbox.House {
	if c.cfg != nil {
		return &c.cfg.House
	}
	return &inbox.House{}
}

func (c *call) stamp(t time.Time) string { return text.Stamp(c.lang, t, c.Clock.Now(), c.zone()) }

// fail says an error on stderr.
func (c *call) fail(err error) {
	var quiet *quietError
	if errors.As(err, &quiet) {
		return
	}
	fmt.Fprintln(c.Err, c.sentence(err))
	var who *unknownPerson
	if errors.As(err, &who) {
		fmt.Fprintln(c.Err, c.say.WhoHint)
	}
}

// sentence says an error, a line for each of several.
func (c *call) sentence(err error) string {
	if joined, ok := err.(interface{ Unwrap() []error }); ok && !isProblems(err) {
		lines := make([]string, 0, 4)
		for _, e := range joined.Unwrap() {
			lines = append(lines, c.sentence(e))
		}
		return strings.Join(lines, "\n")
	}
	var at *atChannel
	if errors.As(err, &at) {
		return fmt.Sprintf(c.say.AtChannel, clean(at.id), text.SentenceIn(c.lang, at.error, c.zone()))
	}
	var plain *plainError
	if errors.As(err, &plain) {
		return plain.says
	}
	if errors.Is(err, errNothingWaits) {
		return c.say.NoHandoverWaits
	}
	var own *inbox.Error
	if errors.As(err, &own) && own.Args["person"] != "" && c.cfg != nil && !isProblems(err) {
		named := *own
		named.Args = maps.Clone(own.Args)
		named.Args["person"] = c.cfg.House.PersonName(own.Args["person"])
		err = &named
	}
	var usage *usageError
	var file *fs.PathError
	if errors.As(err, &usage) && inbox.CodeOf(err) == "" && !errors.As(err, &file) {
		return fmt.Sprintf(c.say.Usage, clean(usage.Error()))
	}
	return text.SentenceIn(c.lang, err, c.zone())
}

func isProblems(err error) bool {
	var p *config.Problems
	return errors.As(err, &p)
}

// note says something on stderr that is not data.
func (c *call) note(format string, args ...any) { fmt.Fprintf(c.Err, format+"\n", args...) }
