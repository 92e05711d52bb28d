package cli

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/report"
	"lotse/ui/figures"
	"lotse/ui/text"
)

func (c *call) reportCommand() *cobra.Command {
	var from, to, html string
	var channels []string
	var force bool
	cmd := c.command("report", "[PERIOD]", cobra.MaximumNArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, reads)
		if err != nil {
			return err
		}
		a, err := c.reportAsk(args, from, to, channels)
		if err != nil {
			return err
		}
		if html != "" && !force && exists(html) {
			return &usageError{&fs.PathError{Op: "create", Path: html, Err: fs.ErrExist}}
		}
		bar := c.progress(text.FiguresIn(c.lang).Title)
		f, err := report.Make(ctx, s, s.House, a, bar.to)
		bar.done()
		if err != nil {
			return err
		}
		// What a command writes can be sent on: it is always the covered figures.
		f = f.Public()
		if html != "" {
			return c.reportPage(&f, html)
		}
		if c.json {
			return c.reportJSON(&f)
		}
		c.reportTables(&f)
		return nil
	})
	cmd.Flags().StringVar(&from, "from", "", c.flag("report.from"))
	cmd.Flags().StringVar(&to, "to", "", c.flag("report.to"))
	cmd.Flags().StringArrayVar(&channels, "channel", nil, c.flag("report.channel"))
	cmd.Flags().StringVar(&html, "html", "", c.flag("report.html"))
	cmd.Flags().BoolVar(&force, "force", false, c.flag("report.force"))
	return cmd
}

// reportAsk puts together what is counted: a period, or from one day to another, both
// included; without either the last thirty days.
func (c *call) reportAsk(args []string, from, to string, channels []string) (report.Ask, error) {
	now, zone := c.Clock.Now(), c.zone()
	a := report.Ask{Channels: channels, Zone: zone, Now: now, To: now}
	period := "30d"
	if len(args) > 0 {
		if period = args[0]; from != "" || to != "" {
			return a, c.usage(c.say.FlagsNotBoth, "PERIOD", "--from, --to")
		}
	}
	for _, id := range channels {
		if !slices.Contains(c.cfg.House.Channels, id) {
			return a, inbox.Fail(inbox.CodeUnknownName, "kind", "channel", "got", inbox.Quote(id), "known", strings.Join(c.cfg.House.Channels, ", "))
		}
	}
	var err error
	if a.From, a.To, err = report.ParsePeriod(period, now, zone); err != nil || len(args) > 0 {
		return a, err
	}
	if to != "" {
		if _, a.To, err = report.ParsePeriod(to, now, zone); err != nil {
			return a, err
		}
		a.From = a.To.AddDate(0, 0, -30)
	}
	if from != "" {
		if a.From, _, err = report.ParsePeriod(from, now, zone); err != nil {
			return a, err
		}
	}
	if !a.From.Before(a.To) {
		return a, inbox.Fail(inbox.CodeBadTime, "got", inbox.Quote(from+" – "+to))
	}
	return a, nil
}

func (c *call) reportTables(f *report.Figures) {
	s := text.FiguresIn(c.lang)
	c.line(s.Report, clean(c.cfg.House.Town))
	for _, l := range figures.Heading(f, c.lang) {
		c.line("%s", clean(l))
	}
	if f.Total.N == 0 && !f.Total.Few {
		c.line("\n%s", s.Nothing)
		return
	}
	for _, chart := range figures.Charts(f, &c.cfg.House, c.lang) {
		c.line("")
		for _, l := range chart.Table(!c.plain && c.Terminal.Out, c.plain) {
			c.line("%s", l)
		}
	}
	c.line("")
	for _, l := range figures.Notes(f, c.lang) {
		c.line("%s", l)
	}
}

// reportPage writes the page beside its place and puts it there when it is whole.
// Only its owner may read it; who else should is for the person to say.
func (c *call) reportPage(f *report.Figures, name string) error {
	var b bytes.Buffer
	if err := figures.Page(&b, f, &c.cfg.House, c.lang); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) //nolint:errcheck // gone already when all went well
	_, err = tmp.Write(b.Bytes())
	err = errors.Join(err, tmp.Chmod(0o600), tmp.Sync(), tmp.Close())
	if err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), name); err != nil {
		return err
	}
	c.note(text.FiguresIn(c.lang).Written, clean(name))
	return nil
}
