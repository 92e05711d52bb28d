package cli

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/ui/text"
)

// chosen gives the channels a command is about: those named, else all that are
// switched on.
func (c *call) chosen(args []string) ([]string, error) {
	var ids []string
	for _, ch := range c.cfg.Channels {
		if ch.Enabled {
			ids = append(ids, ch.ID)
		}
	}
	if len(args) == 0 {
		return ids, nil
	}
	for _, a := range args {
		if !slices.Contains(c.cfg.House.Channels, a) {
			return nil, inbox.Fail(inbox.CodeUnknownName, "kind", "channel", "got", inbox.Quote(a), "known", strings.Join(c.cfg.House.Channels, ", "))
		}
	}
	return args, nil
}

// asked keeps the channels that can be polled and sent to. One that takes imports
// has nothing to ask.
func (c *call) asked(ids []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool {
		ch, _ := c.cfg.Channel(id)
		return ch.Kind == "file"
	})
}

func (c *call) pollCommand() *cobra.Command {
	var once bool
	cmd := c.command("poll", "[CHANNEL...]", cobra.ArbitraryArgs, func(ctx context.Context, args []string) error {
		return c.eachChannel(ctx, args, func(s *inbox.Session, id string) error {
			bar := c.progress(id)
			r, err := c.Backend.Poll(ctx, s.Desk, id, bar.to)
			bar.done()
			if err != nil && r.Problem == nil {
				return err
			}
			r.Channel = id
			if c.json {
				if err := c.object(c.pollJSON(&r)); err != nil {
					return err
				}
			} else if r.Problem == nil || r.New+r.Changed+r.Known+r.Gone > 0 {
				c.polled(&r) // a failed read that brought nothing has nothing to count
			}
			return r.Problem
		})
	})
	cmd.Flags().BoolVar(&once, "once", false, c.flag("poll.once"))
	return required(cmd, "once")
}

// eachChannel does something with each channel. One that fails stops no other;
// what failed is said at the end.
func (c *call) eachChannel(ctx context.Context, args []string, do func(s *inbox.Session, id string) error) error {
	s, err := c.session(ctx, channels)
	if err != nil {
		return err
	}
	if err := s.May(inbox.RightChannels); err != nil {
		return err
	}
	ids, err := c.chosen(args)
	if err != nil {
		return err
	}
	if err := c.caughtUp(ctx); err != nil {
		return err
	}
	ids = c.asked(ids)
	if len(ids) == 0 {
		c.note("%s", c.say.NothingToPoll)
	}
	var errs []error
	for _, id := range ids {
		if s.Channels[id] == nil {
			err := c.without[id]
			if err == nil {
				err = inbox.Fail(inbox.CodeNoChannel, "channel", id)
			}
			errs = append(errs, err)
			continue
		}
		if err := do(s, id); err != nil {
			errs = append(errs, &atChannel{id, err})
		}
		if ctx.Err() != nil {
			break
		}
	}
	return errors.Join(errs...)
}

// atChannel says at which channel something failed.
type atChannel struct {
	id string
	error
}

func (e *atChannel) Unwrap() error { return e.error }

type pollJSON struct {
	Channel  string          `json:"channel"`
	New      int             `json:"new"`
	Changed  int             `json:"changed"`
	Known    int             `json:"known"`
	Gone     int             `json:"gone"`
	Own      int             `json:"own"`
	Unparsed int             `json:"unparsed"`
	Pages    int             `json:"pages"`
	More     bool            `json:"more,omitempty"`
	Problem  string          `json:"problem,omitempty"`
	Warnings []inbox.Warning `json:"warnings,omitempty"`
}

func (c *call) pollJSON(r *PollReport) pollJSON {
	j := pollJSON{r.Channel, r.New, r.Changed, r.Known, r.Gone, r.Own, r.Unparsed, r.Pages, r.More, "", r.Warnings}
	var ch *inbox.ChannelError
	if errors.As(r.Problem, &ch) {
		j.Problem = string(ch.Class)
	}
	return j
}

func (c *call) polled(r *PollReport) {
	c.line(c.say.Polled, clean(r.Channel), r.New, r.Changed, r.Known, r.Gone)
	for _, w := range r.Warnings {
		c.note("%s: %s", clean(r.Channel), c.lang.Warning(w.Code))
	}
	if r.More {
		c.note(c.say.PollAgain, clean(r.Channel))
	}
}

func (c *call) sendCommand() *cobra.Command {
	var once bool
	cmd := c.command("send", "[CHANNEL...]", cobra.ArbitraryArgs, func(ctx context.Context, args []string) error {
		return c.eachChannel(ctx, args, func(s *inbox.Session, id string) error {
			r, err := c.Backend.Send(ctx, s.Desk, id)
			if err != nil {
				return err
			}
			r.Channel = id
			if c.json {
				if err := c.object(c.sendJSON(&r)); err != nil {
					return err
				}
			} else {
				c.sent(&r)
			}
			return r.Problem
		})
	})
	cmd.Flags().BoolVar(&once, "once", false, c.flag("send.once"))
	return required(cmd, "once")
}

type sendJSON struct {
	Channel   string          `json:"channel"`
	Delivered int             `json:"delivered"`
	Refused   int             `json:"refused"`
	Retried   int             `json:"retried"`
	Unclear   int             `json:"unclear"`
	Found     int             `json:"found"`
	Absent    int             `json:"absent"`
	Voided    int             `json:"voided"`
	Left      int             `json:"left"`
	Problem   string          `json:"problem,omitempty"`
	Replies   []inbox.ReplyID `json:"replies"`
}

func (c *call) sendJSON(r *SendReport) sendJSON {
	j := sendJSON{r.Channel, r.Delivered, r.Refused, r.Retried, r.Unclear, r.Found, r.Absent, r.Voided, r.Left, "", r.Replies}
	if j.Replies == nil {
		j.Replies = []inbox.ReplyID{}
	}
	var ch *inbox.ChannelError
	if errors.As(r.Problem, &ch) {
		j.Problem = string(ch.Class)
	}
	return j
}

func (c *call) sent(r *SendReport) {
	c.line(c.say.Sent, clean(r.Channel), r.Delivered, r.Refused, r.Unclear)
	if r.Voided > 0 {
		c.note(c.say.SentVoid, clean(r.Channel), text.Count(c.lang, r.Voided, text.NounReply))
	}
	if r.Left > 0 {
		c.note(c.say.SentUnclear, clean(r.Channel), text.Count(c.lang, r.Left, text.NounReply))
	}
}

func (c *call) runCommand() *cobra.Command {
	return c.command("run", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		if _, err := c.config(); err != nil {
			return err
		}
		if err := c.checkRules(); err != nil {
			return err
		}
		s, err := c.session(ctx, channels)
		if err != nil {
			return err
		}
		if err := s.May(inbox.RightChannels); err != nil {
			return err
		}
		for id, err := range c.without {
			c.note("%s: %s", clean(id), c.sentence(err))
		}
		on, err := c.chosen(nil)
		if err != nil {
			return err
		}
		on = c.asked(on)
		if len(on) == 0 {
			return &plainError{c.say.NothingToPoll, ExitUsage}
		}
		open := slices.DeleteFunc(slices.Clone(on), func(id string) bool { return s.Channels[id] == nil })
		if len(open) == 0 {
			return inbox.Fail(inbox.CodeNoChannel, "channel", strings.Join(on, ", "))
		}
		c.note(c.say.Running, len(open))
		waking, stop := context.WithCancel(ctx)
		defer stop()
		go wake(waking, s.Desk)
		go c.watchRules(waking)
		wait := c.inBackground(waking, s.Desk)
		err = c.Backend.Start(ctx, s.Desk, c.cfg, func(r PollReport) {
			if r.Problem != nil {
				c.note("%s", c.sentence(&atChannel{r.Channel, r.Problem}))
			} else if r.New+r.Changed+r.Gone > 0 {
				c.note(c.say.Polled, clean(r.Channel), r.New, r.Changed, r.Known, r.Gone)
			}
		}, func(r SendReport) {
			c.note(c.say.Sent, clean(r.Channel), r.Delivered, r.Refused, r.Unclear)
		}).Wait()
		stop()
		if backErr := wait(); backErr != nil {
			c.note("%s", c.sentence(backErr))
		}
		if err == nil && !errors.Is(context.Cause(ctx), ErrTerminated) {
			err = ctx.Err() // interrupted at the keyboard; a service that is told to stop ends well
		}
		return err
	})
}

// wake brings back what was laid up, once a minute, as long as the desk runs. What
// fails here fails for the next command too, which says so.
func wake(ctx context.Context, d *inbox.Desk) {
	tick := time.NewTicker(time.Minute)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			_, _ = d.Wake(ctx)
		}
	}
}
