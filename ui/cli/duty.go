package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/ui/text"
)

func (c *call) dutyCommand() *cobra.Command {
	cmd := c.command("duty", "", cobra.NoArgs, nil)
	handover := c.command("duty handover", "", cobra.NoArgs, nil)
	handover.AddCommand(c.prepareCommand(), c.protocolCommand(), c.acceptCommand(), c.refuseCommand())
	cmd.AddCommand(c.command("duty show", "", cobra.NoArgs, c.showDuty), handover)
	return cmd
}

func (c *call) showDuty(ctx context.Context, _ []string) error {
	s, err := c.session(ctx, reads)
	if err != nil {
		return err
	}
	person, waiting, err := s.OnDuty(ctx)
	if err != nil {
		return err
	}
	longest := s.House.Periods.Unaccepted
	late := waiting != nil && c.Clock.Now().Sub(waiting.PreparedAt) > longest
	if c.json {
		j := struct {
			Person  string          `json:"person"`
			Waiting *inbox.Handover `json:"waiting"`
			Late    bool            `json:"late"` // it waits longer than the config allows
		}{person, waiting, late}
		return c.object(j)
	}
	name := c.say.NobodyOnDuty
	if person != "" {
		name = s.House.PersonName(person)
	}
	c.field(c.say.OnDuty, name)
	if waiting != nil {
		c.field(c.say.Handover, fmt.Sprintf(c.say.HandoverWaits, clean(s.House.PersonName(waiting.From)), clean(s.House.PersonName(waiting.To)), c.stamp(waiting.PreparedAt)))
	}
	if late {
		c.line(c.say.HandoverLate, text.Duration(c.lang, c.Clock.Now().Sub(waiting.PreparedAt)), text.Duration(c.lang, longest))
	}
	return nil
}

func (c *call) prepareCommand() *cobra.Command {
	var to, until, note, format string
	cmd := c.command("duty handover prepare", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		var end time.Time
		if until != "" {
			if end, err = text.When(until, c.Clock.Now(), c.zone()); err != nil {
				return err
			}
		}
		if _, err := c.protocolFormat(format); err != nil {
			return err
		}
		h, err := s.PrepareHandover(ctx, to, end, note)
		if err != nil {
			return err
		}
		if err := c.protocol(ctx, s, &h, format); err != nil {
			return err
		}
		if !c.json {
			c.note(c.say.HandoverPrepared, clean(s.House.PersonName(to)), clean(to), len(h.Lines))
		}
		return nil
	})
	cmd.Flags().StringVar(&to, "to", "", c.flag("handover.to"))
	cmd.Flags().StringVar(&until, "until", "", c.flag("handover.until"))
	cmd.Flags().StringVar(&note, "note", "", c.flag("handover.note"))
	cmd.Flags().StringVar(&format, "format", "text", c.flag("handover.format"))
	return required(cmd, "to")
}

func (c *call) protocolCommand() *cobra.Command {
	var format string
	cmd := c.command("duty handover show", "[HANDOVER]", cobra.MaximumNArgs(1), func(ctx context.Context, args []string) error {
		if _, err := c.protocolFormat(format); err != nil {
			return err
		}
		s, err := c.session(ctx, reads)
		if err != nil {
			return err
		}
		h, err := findHandover(ctx, s, args, false)
		if err != nil {
			return err
		}
		return c.protocol(ctx, s, h, format)
	})
	cmd.Flags().StringVar(&format, "format", "text", c.flag("handover.format"))
	return cmd
}

// findHandover finds a protocol by its id or the end of it; without one it is the
// latest, or the latest that waits.
func findHandover(ctx context.Context, s *inbox.Session, args []string, waiting bool) (*inbox.Handover, error) {
	hs, err := s.Store.Handovers(ctx, 100)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(hs, func(h inbox.Handover) bool {
		if len(args) > 0 {
			return len(args[0]) >= 4 && strings.HasSuffix(string(h.ID), strings.ToUpper(args[0]))
		}
		return !waiting || h.State == inbox.HandoverPrepared
	})
	if i < 0 && waiting && len(args) == 0 {
		return nil, errNothingWaits
	}
	if i < 0 {
		return nil, inbox.Fail(inbox.CodeNoHandover)
	}
	return &hs[i], nil
}

func (c *call) acceptCommand() *cobra.Command {
	var ack, hash string
	cmd := c.command("duty handover accept", "[HANDOVER]", cobra.MaximumNArgs(1), func(ctx context.Context, args []string) error {
		numbers, err := numberList(ack)
		if err != nil {
			return err
		}
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		h, err := findHandover(ctx, s, args, true)
		if err != nil {
			return err
		}
		if hash != "" && (len(hash) < 8 || !strings.HasPrefix(h.Hash.String(), strings.ToLower(hash))) {
			return inbox.Fail(inbox.CodeHashMismatch)
		}
		if ack == "" && c.Terminal.In && !c.json {
			if numbers, err = c.acknowledge(ctx, s, h); err != nil {
				return err
			}
		}
		if err := s.AcceptHandover(ctx, h.ID, h.Hash, numbers); err != nil {
			return err
		}
		return c.handoverNow(ctx, s, h, c.say.HandoverAccepted)
	})
	cmd.Flags().StringVar(&ack, "ack", "", c.flag("handover.ack"))
	cmd.Flags().StringVar(&hash, "hash", "", c.flag("handover.hash"))
	return cmd
}

// errNothingWaits is no mistake in an id: there is no handover to decide about.
var errNothingWaits = errors.New("no handover waits")

// acknowledge asks for each line that must be acknowledged on its own.
func (c *call) acknowledge(ctx context.Context, s *inbox.Session, h *inbox.Handover) ([]int, error) {
	if err := c.protocol(ctx, s, h, "text"); err != nil {
		return nil, err
	}
	var acked []int
	for i, l := range h.Lines {
		if !l.Section.Single() {
			continue
		}
		ok, err := c.agree(ctx, fmt.Sprintf("%d. %s", i+1, text.HandoverLine(c.lang, l, s.House)))
		if err != nil {
			return nil, err
		}
		if ok {
			acked = append(acked, i)
		}
	}
	return acked, nil
}

// numberList reads "1,3-5" as indexes from 0.
func numberList(s string) ([]int, error) {
	var out []int
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		first, last, ranged := strings.Cut(part, "-")
		if !ranged {
			last = first
		}
		a, errA := strconv.Atoi(strings.TrimSpace(first))
		b, errB := strconv.Atoi(strings.TrimSpace(last))
		if errA != nil || errB != nil || a < 1 || b < a || b > 100_000 {
			return nil, &usageError{fmt.Errorf("--ack %s: 1,3-5", s)}
		}
		for n := a; n <= b; n++ {
			out = append(out, n-1)
		}
	}
	return out, nil
}

func (c *call) refuseCommand() *cobra.Command {
	var reason string
	cmd := c.command("duty handover refuse", "[HANDOVER]", cobra.MaximumNArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		h, err := findHandover(ctx, s, args, true)
		if err != nil {
			return err
		}
		if err := s.RefuseHandover(ctx, h.ID, h.Hash, reason); err != nil {
			return err
		}
		return c.handoverNow(ctx, s, h, c.say.HandoverRefused)
	})
	cmd.Flags().StringVar(&reason, "reason", "", c.flag("handover.reason"))
	return required(cmd, "reason")
}

func (c *call) handoverNow(ctx context.Context, s *inbox.Session, h *inbox.Handover, format string) error {
	if !c.json {
		c.note(format, clean(s.House.PersonName(h.From)), clean(s.House.PersonName(h.To)))
		return nil
	}
	now, err := findHandover(ctx, s, []string{string(h.ID)}, false)
	if err != nil {
		return err
	}
	return c.object(now)
}
