package cli

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/ui/text"
)

// act makes a command that decides something about items.
func (c *call) act(path string, do func(ctx context.Context, s *inbox.Session, ts []inbox.Target) ([]inbox.Event, error)) *cobra.Command {
	return c.command(path, "ID...", cobra.MinimumNArgs(1), func(ctx context.Context, args []string) error {
		words, err := c.words(args)
		if err != nil {
			return err
		}
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		ts, err := c.targets(ctx, s, words)
		if err != nil {
			return err
		}
		es, err := do(ctx, s, ts)
		return c.decided(s, es, err, c.say.Done[path])
	})
}

func (c *call) labelCommand() *cobra.Command {
	var topic string
	cmd := c.command("label", "ID... +LABEL... -LABEL...", cobra.MinimumNArgs(1), func(ctx context.Context, args []string) error {
		ids, set, unset, err := labelWords(args)
		if err != nil {
			return err
		}
		if topic != "" && c.lang.Topic(topic) == "" {
			return inbox.Fail(inbox.CodeUnknownName, "kind", "topic", "got", inbox.Quote(topic), "known", strings.Join(text.Topics(), ", "))
		}
		if set|unset == 0 && topic == "" {
			return inbox.Fail(inbox.CodeUnknownName, "kind", "label", "got", "", "known", strings.Join(labelNames(), ", "))
		}
		words, err := c.words(ids)
		if err != nil {
			return err
		}
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		ts, err := c.targets(ctx, s, words)
		if err != nil {
			return err
		}
		es, err := s.Label(ctx, ts, set, unset, topic)
		return c.decided(s, es, err, c.say.Done["label"])
	})
	cmd.Flags().StringVar(&topic, "topic", "", c.flag("label.topic"))
	return minus(cmd)
}

// labelWords parts ids from labels to set (+) and to clear (-).
func labelWords(args []string) (ids []string, set, unset inbox.LabelSet, err error) {
	for _, a := range args {
		a = unguard(a)
		if a == "-" || a[0] != '+' && a[0] != '-' {
			ids = append(ids, a)
			continue
		}
		l, ok := inbox.ParseLabel(a[1:])
		switch {
		case !ok:
			return nil, 0, 0, inbox.Fail(inbox.CodeUnknownName, "kind", "label", "got", inbox.Quote(a[1:]), "known", strings.Join(labelNames(), ", "))
		case a[0] == '+':
			set = set.With(l)
		default:
			unset = unset.With(l)
		}
	}
	return ids, set, unset, nil
}

func labelNames() []string {
	names := make([]string, 0, len(inbox.Labels()))
	for _, l := range inbox.Labels() {
		names = append(names, l.String())
	}
	return names
}

func (c *call) escalateCommand() *cobra.Command {
	var level, reason, to string
	cmd := c.act("escalate", func(ctx context.Context, s *inbox.Session, ts []inbox.Target) ([]inbox.Event, error) {
		l, ok := inbox.ParseLevel(level)
		if !ok {
			return nil, inbox.Fail(inbox.CodeUnknownName, "kind", "level", "got", inbox.Quote(level), "known", "E0, E1, E2, E3")
		}
		if to != "" {
			return s.HandUp(ctx, ts, l, reason, inbox.Assignment{Role: to})
		}
		return s.Escalate(ctx, ts, l, reason)
	})
	cmd.Flags().StringVar(&level, "level", "", c.flag("escalate.level"))
	cmd.Flags().StringVar(&reason, "reason", "", c.flag("escalate.reason"))
	cmd.Flags().StringVar(&to, "to", "", c.flag("escalate.to"))
	return required(cmd, "level")
}

// required marks flags without which a command means nothing.
func required(cmd *cobra.Command, names ...string) *cobra.Command {
	for _, n := range names {
		if err := cmd.MarkFlagRequired(n); err != nil {
			panic("cli: " + err.Error()) // a flag that this command does not have
		}
	}
	return cmd
}

func (c *call) assignCommand() *cobra.Command {
	var a inbox.Assignment
	var due string
	cmd := c.act("assign", func(ctx context.Context, s *inbox.Session, ts []inbox.Target) (_ []inbox.Event, err error) {
		if due != "" {
			if a.Due, err = text.Deadline(due, c.Clock.Now(), c.zone()); err != nil {
				return nil, err
			}
		}
		return s.Assign(ctx, ts, a)
	})
	cmd.Flags().StringVar(&a.Role, "role", "", c.flag("assign.role"))
	cmd.Flags().StringVar(&a.Person, "person", "", c.flag("assign.person"))
	cmd.Flags().StringVar(&a.Question, "question", "", c.flag("assign.question"))
	cmd.Flags().StringVar(&due, "due", "", c.flag("assign.due"))
	return required(cmd, "role")
}

func (c *call) takeCommand() *cobra.Command {
	var over bool
	cmd := c.act("take", func(ctx context.Context, s *inbox.Session, ts []inbox.Target) ([]inbox.Event, error) {
		return s.Take(ctx, ts, over)
	})
	cmd.Flags().BoolVar(&over, "take-over", false, c.flag("take.take-over"))
	return cmd
}

func (c *call) releaseCommand() *cobra.Command {
	return c.act("release", func(ctx context.Context, s *inbox.Session, ts []inbox.Target) ([]inbox.Event, error) {
		return s.GiveBack(ctx, ts)
	})
}

func (c *call) noteCommand() *cobra.Command {
	var answer bool
	cmd := c.command("note", "ID TEXT...", cobra.MinimumNArgs(2), func(ctx context.Context, args []string) error {
		words, err := c.words(args[:1])
		if err != nil {
			return err
		}
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		ts, err := c.targets(ctx, s, words)
		if err != nil {
			return err
		}
		es, err := s.Note(ctx, ts, strings.Join(args[1:], " "), answer)
		return c.decided(s, es, err, c.say.Done["note"])
	})
	cmd.Flags().BoolVar(&answer, "answer", false, c.flag("note.answer"))
	return cmd
}

func (c *call) closeCommand() *cobra.Command {
	var reason, lead string
	cmd := c.act("close", func(ctx context.Context, s *inbox.Session, ts []inbox.Target) ([]inbox.Event, error) {
		r, err := inbox.ParseCloseReason(reason)
		if err != nil {
			return nil, err
		}
		var leader inbox.ItemID
		if lead != "" {
			if leader, err = s.Find(ctx, lead); err != nil {
				return nil, err
			}
		}
		return s.Close(ctx, ts, r, leader)
	})
	cmd.Flags().StringVar(&reason, "reason", "", c.flag("close.reason"))
	cmd.Flags().StringVar(&lead, "lead", "", c.flag("close.lead"))
	return required(cmd, "reason")
}

func (c *call) snoozeCommand() *cobra.Command {
	var until string
	cmd := c.act("snooze", func(ctx context.Context, s *inbox.Session, ts []inbox.Target) ([]inbox.Event, error) {
		var t time.Time
		t, err := text.When(until, c.Clock.Now(), c.zone())
		if err != nil {
			return nil, err
		}
		return s.Snooze(ctx, ts, t)
	})
	cmd.Flags().StringVar(&until, "until", "", c.flag("snooze.until"))
	return required(cmd, "until")
}

func (c *call) waitCommand() *cobra.Command {
	var external bool
	cmd := c.act("wait", func(ctx context.Context, s *inbox.Session, ts []inbox.Target) ([]inbox.Event, error) {
		return s.Wait(ctx, ts, external)
	})
	cmd.Flags().BoolVar(&external, "external", false, c.flag("wait.external"))
	return cmd
}

func (c *call) reopenCommand() *cobra.Command {
	return c.act("reopen", func(ctx context.Context, s *inbox.Session, ts []inbox.Target) ([]inbox.Event, error) {
		return s.Reopen(ctx, ts)
	})
}

func (c *call) undoCommand() *cobra.Command { return c.back("undo", (*inbox.Session).Undo) }

func (c *call) redoCommand() *cobra.Command { return c.back("redo", (*inbox.Session).Redo) }

// back makes undo and redo: they say what was taken back and what could not be.
func (c *call) back(path string, do func(*inbox.Session, context.Context) (inbox.UndoResult, error)) *cobra.Command {
	return c.command(path, "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		res, err := do(s, ctx)
		for id, why := range res.Skipped {
			c.note("%s: %s", id.Short(), c.sentence(why))
		}
		if err != nil {
			return err
		}
		if !c.json {
			c.note(c.say.TookBack, c.lang.Act(res.Kind), text.Count(c.lang, res.Items(), text.NounItem))
			return nil
		}
		return c.decided(s, res.Done, nil, "")
	})
}
