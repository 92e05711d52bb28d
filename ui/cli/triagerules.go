package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/report"
	"lotse/inbox/triagefile"
)

// rulesCommand lists the rules of the triage with what people made of them.
func (c *call) rulesCommand() *cobra.Command {
	return c.command("triage rules", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		s, err := c.session(ctx, reads)
		if err != nil {
			return err
		}
		if err := s.May(inbox.RightRead); err != nil {
			return err
		}
		bar := c.progress(c.say.RulesTitle)
		records, err := report.Rules(ctx, s, bar.to)
		bar.done()
		if err != nil {
			return err
		}
		for i := range records {
			if err := c.ruleRecord(&records[i]); err != nil {
				return err
			}
		}
		if len(records) == 0 {
			c.note("%s", c.say.RulesNone)
		}
		return nil
	})
}

type ruleJSON struct {
	Rule   string        `json:"rule"`
	Label  string        `json:"label"`
	Fired  int           `json:"fired"`
	Judged int           `json:"judged"`
	Taken  int           `json:"taken_back"`
	Low    float64       `json:"share_low"`
	High   float64       `json:"share_high"`
	Advice report.Advice `json:"advice"`
	Line   string        `json:"line,omitempty"`
}

func (c *call) ruleRecord(r *report.RuleRecord) error {
	_, low, high := r.Share()
	if c.json {
		return c.object(ruleJSON{r.Rule, r.Label.String(), r.Fired, r.Seen, r.Taken, round2(low), round2(high), r.Advice(), r.Line()})
	}
	words := fmt.Sprintf(c.say.RuleRecord, clean(r.Rule), c.lang.Label(r.Label).Name, r.Fired, r.Seen, r.Taken)
	words += ": " + c.say.RuleAdvice[string(r.Advice())]
	if l := r.Line(); l != "" {
		words += fmt.Sprintf(c.say.RuleLine, clean(l))
	}
	c.line("%s", strings.TrimSpace(words))
	return nil
}

func round2(x float64) float64 { return float64(int(x*100+0.5)) / 100 }

// rulesExampleCommand prints a triage.toml with everything explained.
func (c *call) rulesExampleCommand() *cobra.Command {
	return c.command("triage example", "", cobra.NoArgs, func(context.Context, []string) error {
		_, err := c.Out.Write(triagefile.Example)
		return err
	})
}
