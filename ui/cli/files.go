package cli

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/ui/text"
)

// maxGather is how much of stdin an import takes: more than the reader of files
// accepts, so that it says what is wrong.
const maxGather = 129 << 20

// ingestSize is how many imported rows go into one transaction, so that people
// who work meanwhile need not wait.
const ingestSize = 200

func (c *call) importCommand() *cobra.Command {
	var channel string
	var dryRun, partial bool
	cmd := c.command("import", "FILE", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		a := decides
		if dryRun {
			a = reads
		}
		if err := c.gather(args[0]); err != nil {
			return err
		}
		s, err := c.session(ctx, a)
		if err != nil {
			return err
		}
		if err := s.May(inbox.RightImport); err != nil {
			return err
		}
		in, err := c.readImport(ctx, args[0], channel, partial)
		if err != nil {
			return err
		}
		c.rowProblems(in)
		if len(in.Problems) > 0 && !partial {
			c.note(c.say.ImportNothing, text.Count(c.lang, len(in.Problems), text.NounProblem))
			return &quietError{ExitError}
		}
		if err := c.mayHold(in.Observations); err != nil {
			return err
		}
		if dryRun {
			return c.imported(args[0], in, inbox.IngestResult{}, true)
		}
		if err := c.caughtUp(ctx); err != nil {
			return err
		}
		res, err := c.ingest(ctx, s, in.Observations)
		if err != nil {
			return err
		}
		return c.imported(args[0], in, res, false)
	})
	cmd.Flags().StringVar(&channel, "channel", "", c.flag("import.channel"))
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, c.flag("import.dry-run"))
	cmd.Flags().BoolVar(&partial, "partial", false, c.flag("import.partial"))
	return cmd
}

// gather reads stdin to its end where "-" is the file, before the store is opened:
// what writes there may be a lotse that still has it.
func (c *call) gather(name string) error {
	if name != "-" {
		return nil
	}
	b, err := io.ReadAll(io.LimitReader(c.In, maxGather))
	c.In = bytes.NewReader(b)
	return err
}

func (c *call) readImport(ctx context.Context, name, channel string, partial bool) (Import, error) {
	in := c.In
	if name != "-" {
		f, err := os.Open(name) //nolint:gosec // the person names the file
		if err != nil {
			return Import{}, &usageError{err}
		}
		defer f.Close() //nolint:errcheck // nothing was written
		in = f
	}
	return c.Backend.ReadImport(ctx, in, ImportOptions{
		Name: filepath.Base(name), Channel: channel, Partial: partial, Zone: c.zone(), Now: c.Clock.Now(),
	})
}

// mayHold refuses rows of channels that the config does not have: nobody could
// filter or answer them.
func (c *call) mayHold(obs []inbox.Observation) error {
	for i := range obs {
		if id := obs[i].Channel; !slices.Contains(c.cfg.House.Channels, id) {
			return inbox.Fail(inbox.CodeUnknownName, "kind", "channel", "got", inbox.Quote(id), "known", strings.Join(c.cfg.House.Channels, ", "))
		}
	}
	return nil
}

// ingest judges and stores, in small pieces a channel at a time. Each piece is
// whole by itself and reading the same file again changes nothing, so a stopped
// import is simply started again.
func (c *call) ingest(ctx context.Context, s *inbox.Session, obs []inbox.Observation) (sum inbox.IngestResult, err error) {
	byChannel := map[string][]inbox.Observation{}
	var order []string
	for _, o := range obs {
		if byChannel[o.Channel] == nil {
			order = append(order, o.Channel)
		}
		byChannel[o.Channel] = append(byChannel[o.Channel], o)
	}
	bar := c.progress(c.say.Importing)
	bar.total = len(obs)
	defer bar.done()
	n := 0
	for _, id := range order {
		if err := s.RecordImport(ctx, id, len(byChannel[id])); err != nil {
			return sum, err
		}
		for part := range slices.Chunk(byChannel[id], ingestSize) {
			for i := range part {
				part[i].Assessment = s.Assessor.Assess(part[i].Text, inbox.AssessContext{Language: part[i].Language})
			}
			state, err := s.Store.ChannelState(ctx, id)
			if err != nil {
				return sum, err
			}
			// The cursor stays: a file says nothing about where polling stopped.
			res, err := s.Store.Ingest(ctx, id, inbox.Batch{Observations: part, Cursor: state.Cursor}, c.Clock.Now())
			if err != nil {
				return sum, err
			}
			sum.New, sum.Changed, sum.Known, sum.Gone = sum.New+res.New, sum.Changed+res.Changed, sum.Known+res.Known, sum.Gone+res.Gone
			sum.Own += res.Own
			n += len(part)
			bar.to(n)
		}
	}
	return sum, nil
}

func (c *call) rowProblems(in Import) {
	for _, group := range []struct {
		rows  []RowProblem
		grade inbox.Grade
	}{{in.Problems, inbox.GradeError}, {in.Warnings, inbox.GradeWarn}} {
		for _, p := range group.rows {
			c.note("%s", text.Row(c.lang, p.Line, p.Column, p.Code, group.grade))
		}
	}
}

func (c *call) imported(name string, in Import, res inbox.IngestResult, dryRun bool) error {
	if c.json {
		problems, warnings := in.Problems, in.Warnings
		if problems == nil {
			problems = []RowProblem{}
		}
		if warnings == nil {
			warnings = []RowProblem{}
		}
		return c.object(struct {
			File     string       `json:"file"`
			Rows     int          `json:"rows"`
			DryRun   bool         `json:"dry_run"`
			New      int          `json:"new"`
			Changed  int          `json:"changed"`
			Known    int          `json:"known"`
			Problems []RowProblem `json:"problems"`
			Warnings []RowProblem `json:"warnings"`
		}{filepath.Base(name), in.Rows, dryRun, res.New, res.Changed, res.Known, problems, warnings})
	}
	if dryRun {
		c.line(c.say.ImportWould, text.Count(c.lang, in.Rows, text.NounRow), len(in.Observations), len(in.Problems), len(in.Warnings))
		return nil
	}
	c.line(c.say.Imported, text.Count(c.lang, in.Rows, text.NounRow), res.New, res.Changed, res.Known, len(in.Problems))
	return nil
}

func (c *call) exportCommand() *cobra.Command {
	var format, output string
	cmd := c.command("export", "[QUERY]", cobra.ArbitraryArgs, func(ctx context.Context, args []string) error {
		if format != "jsonl" && format != "csv" {
			return inbox.Fail(inbox.CodeUnknownName, "kind", "format", "got", inbox.Quote(format), "known", "jsonl, csv")
		}
		if output == "" && format == "csv" && c.Terminal.Out {
			// A table is written as it is, and what strangers wrote must not reach a
			// terminal so.
			return &usageError{errText(c.say.ExportToFile)}
		}
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		f, q, err := c.query(s, args, "is:open")
		if err != nil {
			return err
		}
		return c.exportItems(ctx, s, f, q, format, output)
	})
	cmd.Flags().StringVar(&format, "format", "jsonl", c.flag("export.format"))
	cmd.Flags().StringVarP(&output, "output", "o", "", c.flag("export.output"))
	return minus(cmd)
}

func (c *call) exportItems(ctx context.Context, s *inbox.Session, f inbox.Filter, q inbox.Query, format, output string) error {
	if err := s.May(inbox.RightExport); err != nil {
		return err
	}
	if output != "" && exists(output) { // known before the log names an export that never was
		return &usageError{&fs.PathError{Op: "create", Path: output, Err: fs.ErrExist}}
	}
	// The log must name the number before the first line leaves.
	n := 0
	if _, err := eachItem(ctx, s, f, 0, func(*inbox.Item) error { n++; return nil }); err != nil {
		return err
	}
	if err := s.RecordExport(ctx, format+" "+q.String(), n); err != nil {
		return err
	}
	c.reveal = true // an export is whole, and the log has it
	items := func(yield func(*inbox.Item, error) bool) {
		_, err := eachItem(ctx, s, f, 0, func(it *inbox.Item) error {
			if !yield(it, nil) {
				return errStopped
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStopped) {
			yield(nil, err)
		}
	}
	if output == "" {
		return c.writeItems(c.Out, format, items)
	}
	file, err := os.OpenFile(output, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) //nolint:gosec // the person names the file
	if err != nil {
		return err
	}
	err = c.writeItems(file, format, items)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		c.note(c.say.Exported, text.Count(c.lang, n, text.NounItem), clean(output))
	}
	return err
}

var errStopped = errors.New("the reader of the items has stopped")

func (c *call) writeItems(w io.Writer, format string, items iter.Seq2[*inbox.Item, error]) error {
	if format == "csv" {
		return c.Backend.WriteCSV(w, items)
	}
	for it, err := range items {
		if err != nil {
			return err
		}
		if err := writeObject(w, c.itemJSON(it)); err != nil {
			return err
		}
	}
	return nil
}
