package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/learn"
	"lotse/ui/text"
)

// seenEnough is how many labels must have been guessed before anything is said of how
// well they were guessed.
const seenEnough = 25

type fitJSON struct {
	Agreement float64 `json:"agreement"`
	F         float64 `json:"f"`
}

type statsJSON struct {
	Label     string   `json:"label"`
	Decisions float64  `json:"decisions"` // weight of the evidence: what was only left standing counts less
	For       float64  `json:"for"`
	Against   float64  `json:"against"`
	Share     float64  `json:"share"` // how much the house's word counts against the shipped one
	Seen      int      `json:"seen"`  // decisions guessed before they were learned from
	Named     int      `json:"named"` // decisions that named the label or left it standing
	Enough    bool     `json:"enough"`
	Before    *fitJSON `json:"before"` // null where they are too few to say
	After     *fitJSON `json:"after"`
}

func fitOf(h *learn.Hits) *fitJSON { return &fitJSON{h.Agreement(), h.F()} }

func (c *call) triageStats() *cobra.Command {
	return c.command("triage stats", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		s, err := c.layered(ctx, reads)
		if err != nil {
			return err
		}
		if err := s.May(inbox.RightRead); err != nil {
			return err
		}
		if err := c.own.Refit(ctx); err != nil {
			return err
		}
		layer := c.own.Layer()
		if !c.json {
			c.statsHead(layer)
		}
		rest := 0
		for _, l := range layer.Labels() {
			p := layer.Part(l)
			st := &p.Stats
			j := statsJSON{
				Label: l.String(), For: float64(st.Yes), Against: float64(st.No), Decisions: float64(st.Yes + st.No),
				Share: p.Share(), Seen: st.Seen, Named: st.Named, Enough: st.Seen >= seenEnough && p.Share() > 0,
			}
			if j.Enough {
				j.Before, j.After = fitOf(&st.Shipped), fitOf(&st.House)
			}
			if c.json {
				if err := c.object(j); err != nil {
					return err
				}
				continue
			}
			if j.Named == 0 { // nobody meant this label
				rest++
				continue
			}
			c.statsRow(l, &j)
		}
		if rest > 0 {
			c.line("")
			c.line(c.say.Learn.OnlyLeft, text.Count(c.lang, rest, text.NounLabel))
		}
		return nil
	})
}

func (c *call) statsHead(layer *learn.Layer) {
	w := &c.say.Learn
	if n := c.own.Taken(); n > 0 {
		c.line(w.Taken, text.Count(c.lang, n, text.NounLabel))
	}
	if len(layer.Labels()) == 0 {
		c.line("%s", w.NoStats)
		return
	}
	c.line(w.Stats, text.Number(c.lang, c.own.Learned()))
	c.line("")
	c.row(cell(w.Label, 30), cell(w.Decided, 10), cell(w.Before, 12), cell(w.After, 12), cell(w.Weight, 0))
}

func (c *call) statsRow(l inbox.Label, j *statsJSON) {
	name, decided := cell(c.lang.Label(l).Name, 30), cell(text.Number(c.lang, int(j.Decisions+0.5)), 10)
	if !j.Enough {
		c.row(name, decided, cell(c.say.Learn.TooFew, 0))
		return
	}
	percent := func(x float64) string { return fmt.Sprintf("%d %%", int(100*x+0.5)) }
	c.row(name, decided, cell(percent(j.Before.Agreement), 12), cell(percent(j.After.Agreement), 12), cell(percent(j.Share), 0))
}
