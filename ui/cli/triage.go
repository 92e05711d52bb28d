package cli

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/safetext"
)

// maxTriageLine is the longest line triage reads.
const maxTriageLine = 16 << 20

type triageJSON struct {
	ID       string             `json:"id"`
	Language string             `json:"language"`
	Labels   map[string]float32 `json:"labels"`
	Flags    []string           `json:"flags"`
	Scores   scoresJSON         `json:"scores"` // of the model's heads
	Why      []whyJSON          `json:"why"`
	Topic    string             `json:"topic"`
	Level    string             `json:"level"`
}

// triageCommand needs neither a store nor a config: it is the bare assessor, with
// the rules of the desk that --home or --config names.
func (c *call) triageCommand() *cobra.Command {
	var restore bool
	cmd := c.command("triage", "[FILE]", cobra.MaximumNArgs(1), func(ctx context.Context, args []string) error {
		if restore {
			if len(args) > 0 {
				return &usageError{errText(c.say.Learn.RestoreUnder)}
			}
			return c.restore(ctx)
		}
		in, name := c.In, "-"
		if len(args) > 0 && args[0] != "-" {
			f, err := os.Open(args[0])
			if err != nil {
				return &usageError{err}
			}
			defer f.Close() //nolint:errcheck // nothing was written
			in, name = f, args[0]
		}
		return c.triageLines(ctx, in, name)
	})
	cmd.Flags().BoolVar(&restore, "restore", false, c.flag("triage.restore"))
	cmd.AddCommand(c.rulesCommand(), c.rulesExampleCommand(), c.triageStats(), c.triageExport(), c.triageImport(), c.triageForget())
	return cmd
}

func (c *call) triageLines(ctx context.Context, in io.Reader, name string) error {
	assessor := c.Backend.Assessor()
	if c.home != "" || c.file != "" {
		if err := c.checkRules(); err != nil {
			return err
		}
		assessor = c.rules
	}
	out := bufio.NewWriterSize(c.Out, 1<<16)
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 0, 1<<16), maxTriageLine)
	var errs []error
	for n := 1; lines.Scan(); n++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(lines.Bytes()) == 0 {
			continue
		}
		var row struct {
			ID   json.RawMessage `json:"id"`
			Text *string         `json:"text"`
		}
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil || row.Text == nil {
			errs = append(errs, &usageError{errText(fmt.Sprintf(c.say.TriageLine, clean(name), n))})
			continue
		}
		a := assessor.Assess(*row.Text, inbox.AssessContext{})
		j := triageJSON{
			ID: idText(row.ID), Language: a.Language, Labels: map[string]float32{}, Flags: []string{}, Scores: scoresJSON(a.Scores),
			Why: whyOf(&masked{raw: *row.Text, text: *row.Text}, &a), Topic: a.Topic, Level: a.Level.String(),
		}
		for _, f := range a.Flags {
			j.Labels[f.Label.String()] = f.Score
			j.Flags = append(j.Flags, f.Label.String())
		}
		if err := writeObject(out, j); err != nil {
			return err
		}
		if c.Terminal.Out { // somebody types and waits for each answer
			if err := out.Flush(); err != nil {
				return err
			}
		}
	}
	errs = append(errs, lines.Err(), out.Flush())
	return errors.Join(errs...)
}

// scoresJSON names what the model's heads say; heads that answer the question of
// the democratic order together stand in an object of that name.
type scoresJSON inbox.Scores

// MarshalJSON writes the heads in their order, by hand: a line a comment is many.
func (s scoresJSON) MarshalJSON() ([]byte, error) {
	scores := inbox.Scores(s)
	b := append(make([]byte, 0, 512), '{')
	if scores.Read() {
		for h := range inbox.HeadCount {
			if h == inbox.HeadOrderNothing {
				b = append(b, `"democratic_order":{`...)
			}
			b = append(strconv.AppendQuote(b, h.String()), ':')
			b = append(strconv.AppendFloat(b, float64(scores[h]), 'f', -1, 32), ',')
			if h == inbox.HeadOrderSubversive {
				b = append(b[:len(b)-1], '}', ',')
			}
		}
		b = b[:len(b)-1]
	}
	return append(b, '}'), nil
}

// idText gives an id as it was written, number or text.
func idText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	return safetext.Line(string(raw)).String()
}
