package cli

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/learn"
	"lotse/ui/text"
)

// maxLayer is how much of a file with a layer is read: more than any has.
const maxLayer = 5 << 20

// learnQuiet is how long the background waits after a decision before it learns, so
// that ten labels in a row are one fit.
const learnQuiet = 3 * time.Second

// learns puts the desk's own layer over its triage, where the triage has a place for
// one and the config does not forbid it. What of it is damaged is said and left out.
func (c *call) learns(ctx context.Context) error {
	base, ok := c.ownRules().(learn.Base)
	if !ok || c.cfg.Triage.NoLearning {
		return nil
	}
	own, err := learn.Open(ctx, base, c.desk.Store)
	if err != nil && inbox.CodeOf(err) != inbox.CodeLayerDamaged {
		return err
	}
	if err != nil {
		c.note(c.say.Learn.LayerWarning, c.sentence(err))
	}
	c.own = own
	c.desk.Assessor = c.mute(own)
	return nil
}

// caughtUp makes the layer know every decision before texts are assessed.
func (c *call) caughtUp(ctx context.Context) error {
	if c.own == nil {
		return nil
	}
	if err := c.own.CatchUp(ctx); err != nil {
		return err
	}
	return c.own.Keep(ctx)
}

// inBackground learns while the desk is open, and goes on with a new assessment that
// was stopped. What goes wrong there never ends the desk; it is said when it closes.
func (c *call) inBackground(ctx context.Context, d *inbox.Desk) (wait func() error) {
	var works []func() error
	if c.own != nil {
		works = append(works, func() error { return c.own.Run(ctx, learnQuiet) })
	}
	works = append(works, func() error {
		r, err := d.Restored(ctx)
		if err != nil || r.RuleSet == "" || r.Finished || r.RuleSet != d.RuleSet() {
			return err
		}
		_, err = d.GoOn(ctx, r, nil)
		return err
	})
	ended := make(chan error, len(works))
	for _, work := range works {
		go func() {
			var err error
			defer func() {
				if e := recover(); e != nil {
					err = errText("learn: " + clean(errorText(e)))
				}
				ended <- err
			}()
			err = work()
		}()
	}
	return func() error {
		var errs []error
		for range works {
			if err := <-ended; err != nil && ctx.Err() == nil {
				errs = append(errs, err)
			}
		}
		if c.own != nil {
			errs = append(errs, c.own.Keep(context.WithoutCancel(ctx)))
		}
		return errors.Join(errs...)
	}
}

func errorText(v any) string {
	if err, ok := v.(error); ok {
		return err.Error()
	}
	s, _ := v.(string)
	return s
}

// layered opens the desk for a command about what was learned.
func (c *call) layered(ctx context.Context, a access) (*inbox.Session, error) {
	s, err := c.session(ctx, a)
	if err != nil {
		return nil, err
	}
	switch {
	case c.own != nil:
		return s, nil
	case c.cfg.Triage.NoLearning:
		return nil, &plainError{c.say.Learn.Off, ExitRefused}
	}
	return nil, &plainError{c.say.Learn.NotHere, ExitRefused}
}

func (c *call) triageExport() *cobra.Command {
	return c.command("triage export", "FILE", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.layered(ctx, decides)
		if err != nil {
			return err
		}
		if err := s.May(inbox.RightExport); err != nil {
			return err
		}
		if exists(args[0]) { // known before the log names an export that never was
			return &usageError{&fs.PathError{Op: "create", Path: args[0], Err: fs.ErrExist}}
		}
		if err := c.own.Refit(ctx); err != nil {
			return err
		}
		n := c.own.Layer().Used()
		if n == 0 {
			return &plainError{c.say.Learn.NothingToExport, ExitRefused}
		}
		if err := s.RecordExport(ctx, "triage", n); err != nil {
			return err
		}
		f, err := os.OpenFile(args[0], os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return err
		}
		_, err = f.Write(c.own.Layer().Encode())
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
		c.line(c.say.Learn.Exported, clean(args[0]), text.Count(c.lang, n, text.NounLabel))
		return nil
	})
}

func (c *call) triageImport() *cobra.Command {
	return c.command("triage import", "FILE", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		f, err := os.Open(args[0])
		if err != nil {
			return &usageError{err}
		}
		raw, err := io.ReadAll(io.LimitReader(f, maxLayer))
		if err = errors.Join(err, f.Close()); err != nil {
			return err
		}
		l, err := learn.Decode(raw)
		if err != nil {
			return inbox.Fail(inbox.CodeLayerDamaged, "part", "prior").Because(err)
		}
		s, err := c.layered(ctx, decides)
		if err != nil {
			return err
		}
		if !c.own.Fits(l) {
			return inbox.Fail(inbox.CodeLayerOther)
		}
		if err := s.Adopt(ctx, learn.Adopting(l), l.Used()); err != nil {
			return err
		}
		c.line(c.say.Learn.Adopted, text.Count(c.lang, l.Used(), text.NounLabel))
		return nil
	})
}

func (c *call) triageForget() *cobra.Command {
	var onlyTaken bool
	cmd := c.command("triage forget", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		keeps, says := learn.Adopting(nil), c.say.Learn.GivenBack
		if !onlyTaken {
			says = c.say.Learn.Forgotten
			if keeps, err = learn.Forgetting(c.Clock.Now()); err != nil {
				return err
			}
		}
		if err := s.Forget(ctx, keeps, onlyTaken); err != nil {
			return err
		}
		c.line("%s", says)
		return nil
	})
	cmd.Flags().BoolVar(&onlyTaken, "imported", false, c.flag("forget.imported"))
	return cmd
}
