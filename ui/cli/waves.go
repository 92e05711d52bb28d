package cli

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/ui/text"
)

// wavesCommand tells of waves: what came in as one.
func (c *call) wavesCommand() *cobra.Command {
	var all bool
	list := func(ctx context.Context, _ []string) error { return c.listWaves(ctx, all) }
	cmd := c.command("waves", "", cobra.NoArgs, list)
	cmd.Flags().BoolVar(&all, "all", false, c.flag("waves.all"))
	var reason string
	end := c.command("waves close", "WAVE", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		why, err := inbox.ParseWaveReason(reason)
		if err != nil {
			return err
		}
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		id, err := waveID(args[0])
		if err != nil {
			return err
		}
		if err := s.CloseWave(ctx, id, why); err != nil {
			return err
		}
		return c.waveNow(ctx, s, id, false)
	})
	end.Flags().StringVar(&reason, "reason", "", c.flag("waves.reason"))
	cmd.AddCommand(c.command("waves show", "WAVE", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, reads)
		if err != nil {
			return err
		}
		id, err := waveID(args[0])
		if err != nil {
			return err
		}
		return c.waveNow(ctx, s, id, true)
	}), required(end, "reason"))
	return cmd
}

func waveID(s string) (inbox.WaveID, error) {
	id, ok := inbox.ParseWaveID(s)
	if !ok {
		return "", inbox.Fail(inbox.CodeNoWave, "wave", inbox.Quote(s))
	}
	return id, nil
}

// waveJSON is a wave as JSON: its items by id, without their texts.
type waveJSON struct {
	inbox.Wave
	Words []string       `json:"words"`
	Alert string         `json:"alert"`
	In    []inbox.ItemID `json:"in,omitempty"`

	Within string `json:"within"` // as 1h0m0s
}

func (c *call) waveJSON(l *inbox.WaveLook, items bool) error {
	j := waveJSON{Wave: l.Wave, Words: l.Words, Alert: c.waveAlert(l), Within: l.Within.String()}
	if items {
		j.In = l.In
	}
	return c.object(j)
}

func (c *call) waveAlert(l *inbox.WaveLook) string {
	return text.WaveAlert(c.lang, l, c.Clock.Now(), c.zone())
}

func (c *call) listWaves(ctx context.Context, all bool) error {
	s, err := c.session(ctx, reads)
	if err != nil {
		return err
	}
	ws, err := s.Waves(ctx, !all)
	if err != nil {
		return err
	}
	for i := range ws {
		l := &ws[i]
		if c.json {
			if err := c.waveJSON(l, false); err != nil {
				return err
			}
			continue
		}
		c.row(cell(string(l.ID), inbox.WaveIDLen), cell(c.lang.WaveState(&l.Wave), 16), cell(c.waveAlert(l), 0))
	}
	if len(ws) == 0 && !c.json {
		c.note("%s", c.lang.Waves().None)
	}
	return nil
}

// waveNow tells one wave, with its items where they are asked for.
func (c *call) waveNow(ctx context.Context, s *inbox.Session, id inbox.WaveID, items bool) error {
	l, err := s.Wave(ctx, id)
	if err != nil {
		return err
	}
	if c.json {
		return c.waveJSON(&l, items)
	}
	c.line("%s %s (%s)", c.lang.Waves().Badge, l.ID, c.lang.WaveState(&l.Wave))
	c.line("%s", c.waveAlert(&l))
	if len(l.Words) > 0 {
		c.line("%s %s", c.lang.Waves().Shared, clean(strings.Join(l.Words, ", ")))
	}
	for _, item := range l.In {
		if !items {
			break
		}
		it, err := s.Item(ctx, item)
		if inbox.CodeOf(err) == inbox.CodeNoItem {
			continue // erased
		}
		if err != nil {
			return err
		}
		c.itemRow(&it)
	}
	return nil
}

func (c *call) offerWaveReasons() []string {
	var out []string
	for _, r := range inbox.WaveReasons() {
		out = append(out, described(string(r), c.lang.Waves().Reasons[r]))
	}
	return out
}
