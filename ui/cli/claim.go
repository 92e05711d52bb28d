package cli

import (
	"context"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/text"
)

// claimsCommand looks after what goes around and what the house says of it.
func (c *call) claimsCommand() *cobra.Command {
	cmd := c.command("claims", "", cobra.NoArgs, nil)
	cmd.AddCommand(
		c.claimsList(), c.claimsShow(), c.claimsAdd(), c.claimsEdit(), c.claimsExamine(), c.claimsVerdict(), c.claimsRelease(),
		c.claimsReturn(), c.claimsStop(), c.claimsClose(), c.claimsReopen(), c.claimsMatch(), c.claimsUnmatch(), c.claimsRecall(),
		c.claimsImport(), c.claimsExport(),
	)
	return cmd
}

func (c *call) claimSay() *text.ClaimCLI { return text.ClaimCLIIn(c.lang) }

func (c *call) claimsList() *cobra.Command {
	var all bool
	cmd := c.command("claims list", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		s, err := c.session(ctx, reads)
		if err != nil {
			return err
		}
		cs, err := s.Claims(ctx)
		if err != nil {
			return err
		}
		shown := 0
		for i := range cs {
			if !cs[i].IsOpen() && !all {
				continue
			}
			shown++
			if c.json {
				if err := c.object(cs[i]); err != nil {
					return err
				}
				continue
			}
			c.row(cell(cs[i].ID.Short(), inbox.ShortLen), cell(c.standing(&cs[i]), 44), cell(cs[i].Sentence, 0))
		}
		if shown == 0 && !c.json {
			c.note("%s", c.claimSay().None)
		}
		return nil
	})
	cmd.Flags().BoolVar(&all, "all", false, c.flag("claims.all"))
	return cmd
}

// standing says in one line what may be said of a claim.
func (c *call) standing(k *inbox.Claim) string {
	return text.ClaimStanding(c.lang, k, c.Clock.Now(), c.zone())
}

func (c *call) claimsShow() *cobra.Command {
	return c.onClaim("claims show", "CLAIM", reads, func(ctx context.Context, s *inbox.Session, k *inbox.Claim, _ []string) error {
		if c.json {
			return c.object(k)
		}
		c.claim(s, k)
		links, err := s.Store.ClaimLinks(ctx, k.ID)
		if err != nil {
			return err
		}
		yes := slices.DeleteFunc(links, func(l inbox.ClaimLink) bool { return !l.Confirmed })
		c.field(c.claimSay().Confirmed, text.Count(c.lang, len(yes), text.NounItem))
		return nil
	})
}

func (c *call) claim(s *inbox.Session, k *inbox.Claim) {
	w := c.claimSay()
	c.line("%s  %s", k.ID, c.standing(k))
	c.paragraph(safetext.Clean(k.Sentence))
	for _, v := range k.Variants {
		c.field(w.Variants, v)
	}
	if k.Owner != "" {
		c.field(w.Owner, joinNonEmpty(", ", s.House.RoleName(k.Owner), c.stamp(k.DueAt)))
	}
	for i := range k.Rulings {
		r := &k.Rulings[i]
		c.field(w.Verdict, joinNonEmpty(" · ", c.lang.ClaimVerdict(r.Verdict), w.AsOf+" "+c.stamp(r.AsOf), c.say.UntilShort+" "+c.stamp(r.Until)))
		c.field(w.Core, r.Core)
	}
	if r := k.Proposed(); r != nil {
		c.field(w.Hash, r.Hash.String())
	}
	for _, src := range k.Sources {
		c.field(w.Sources, joinNonEmpty(" · ", src.URL, src.Publisher, src.Rating))
	}
	for _, b := range k.Templates {
		state := ""
		if k.Speaks(b.Key, c.Clock.Now()) != nil || b.Ruling != k.Current() {
			state = "(" + w.Silent + ")"
		}
		c.field(w.Bound, joinNonEmpty(" ", b.Key, state))
	}
}

func (c *call) claimsAdd() *cobra.Command {
	var k inbox.Claim
	var from string
	var sources []string
	cmd := c.command("claims add", "SENTENCE", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		var item inbox.ItemID
		if from != "" {
			if item, err = s.Find(ctx, from); err != nil {
				return err
			}
		}
		k.Sentence = args[0]
		k.Sources = c.sources(sources)
		made, err := s.ReportClaim(ctx, k, item)
		return c.claimDone(ctx, s, made.ID, err, c.claimSay().Reported)
	})
	cmd.Flags().StringVar(&from, "item", "", c.flag("claims.item"))
	cmd.Flags().StringArrayVar(&k.Variants, "variant", nil, c.flag("claims.variant"))
	cmd.Flags().StringArrayVar(&sources, "source", nil, c.flag("claims.source"))
	cmd.Flags().StringVar(&k.Owner, "owner", "", c.flag("claims.owner"))
	return cmd
}

func (c *call) sources(urls []string) []inbox.Source {
	var out []inbox.Source
	for _, u := range urls {
		out = append(out, inbox.Source{URL: u, At: c.Clock.Now().UTC()})
	}
	return out
}

func (c *call) claimsEdit() *cobra.Command {
	var sentence, owner, due string
	var variants, sources, templates, silent []string
	cmd := c.onClaim("claims edit", "CLAIM", decides, func(ctx context.Context, s *inbox.Session, k *inbox.Claim, _ []string) error {
		if sentence != "" {
			k.Sentence = sentence
		}
		if owner != "" {
			k.Owner = owner
		}
		if due != "" {
			t, err := text.Deadline(due, c.Clock.Now(), c.zone())
			if err != nil {
				return err
			}
			k.DueAt = t
		}
		k.Variants = append(k.Variants, variants...)
		k.Sources = append(k.Sources, c.sources(sources)...)
		k.Templates = slices.DeleteFunc(k.Templates, func(b inbox.Binding) bool { return slices.Contains(silent, b.Key) && b.Ruling == k.Current() })
		for _, key := range templates {
			if _, err := findTemplate(ctx, s, inbox.TemplateRef{Key: key}); err != nil {
				return err
			}
			k.Templates = append(k.Templates, inbox.Binding{Key: key, Ruling: k.Current()})
		}
		return c.claimDone(ctx, s, k.ID, s.EditClaim(ctx, *k), c.claimSay().Edited)
	})
	cmd.Flags().StringVar(&sentence, "sentence", "", c.flag("claims.sentence"))
	cmd.Flags().StringVar(&owner, "owner", "", c.flag("claims.owner"))
	cmd.Flags().StringVar(&due, "due", "", c.flag("claims.due"))
	cmd.Flags().StringArrayVar(&variants, "variant", nil, c.flag("claims.variant"))
	cmd.Flags().StringArrayVar(&sources, "source", nil, c.flag("claims.source"))
	cmd.Flags().StringArrayVar(&templates, "template", nil, c.flag("claims.template"))
	cmd.Flags().StringArrayVar(&silent, "without-template", nil, c.flag("claims.without-template"))
	return cmd
}

func (c *call) claimsExamine() *cobra.Command {
	var role, due string
	cmd := c.onClaim("claims examine", "CLAIM", decides, func(ctx context.Context, s *inbox.Session, k *inbox.Claim, _ []string) error {
		var until time.Time
		if due != "" {
			var err error
			if until, err = text.Deadline(due, c.Clock.Now(), c.zone()); err != nil {
				return err
			}
		}
		return c.claimDone(ctx, s, k.ID, s.ExamineClaim(ctx, k.ID, role, until), c.claimSay().Examined)
	})
	cmd.Flags().StringVar(&role, "role", "", c.flag("claims.owner"))
	cmd.Flags().StringVar(&due, "due", "", c.flag("claims.due"))
	return required(cmd, "role")
}

func (c *call) claimsVerdict() *cobra.Command {
	var asOf, until string
	var r inbox.Ruling
	cmd := c.onClaim("claims verdict", "CLAIM VERDICT", decides, func(ctx context.Context, s *inbox.Session, k *inbox.Claim, args []string) (err error) {
		if r.Verdict, err = inbox.ParseClaimVerdict(args[0]); err != nil {
			return err
		}
		if r.AsOf, err = text.AsOf(asOf, c.Clock.Now(), c.zone()); err != nil {
			return err
		}
		if r.Until, err = text.Deadline(until, c.Clock.Now(), c.zone()); err != nil {
			return err
		}
		for _, key := range r.Bind {
			if _, err := findTemplate(ctx, s, inbox.TemplateRef{Key: key}); err != nil {
				return err
			}
		}
		stopped, err := s.Rule(ctx, k.ID, r)
		return c.claimMoved(ctx, s, k.ID, stopped, err, "")
	})
	cmd.Flags().StringVar(&asOf, "as-of", "", c.flag("claims.as-of"))
	cmd.Flags().StringVar(&until, "until", "", c.flag("claims.until"))
	cmd.Flags().StringVar(&r.Core, "core", "", c.flag("claims.core"))
	cmd.Flags().StringVar(&r.Correction, "correction", "", c.flag("claims.correction"))
	cmd.Flags().StringArrayVar(&r.Bind, "template", nil, c.flag("claims.template"))
	return required(cmd, "as-of", "until")
}

func (c *call) claimsRelease() *cobra.Command {
	return c.onClaim("claims release", "CLAIM", decides, func(ctx context.Context, s *inbox.Session, k *inbox.Claim, _ []string) error {
		r := k.Proposed()
		if r == nil {
			return inbox.Fail(inbox.CodeClaimState, "claim", k.ID.Short(), "state", k.State.String())
		}
		stopped, err := s.ReleaseRuling(ctx, k.ID, r.Hash)
		return c.claimMoved(ctx, s, k.ID, stopped, err, c.claimSay().Released)
	})
}

func (c *call) claimsReturn() *cobra.Command {
	var note string
	cmd := c.onClaim("claims return", "CLAIM", decides, func(ctx context.Context, s *inbox.Session, k *inbox.Claim, _ []string) error {
		return c.claimDone(ctx, s, k.ID, s.ReturnRuling(ctx, k.ID, note), c.claimSay().Returned)
	})
	cmd.Flags().StringVar(&note, "note", "", c.flag("claims.note"))
	return required(cmd, "note")
}

func (c *call) claimsStop() *cobra.Command {
	var reason string
	cmd := c.onClaim("claims stop", "CLAIM", decides, func(ctx context.Context, s *inbox.Session, k *inbox.Claim, _ []string) error {
		stopped, err := s.Overtake(ctx, k.ID, reason)
		return c.claimMoved(ctx, s, k.ID, stopped, err, c.claimSay().Overtaken)
	})
	cmd.Flags().StringVar(&reason, "reason", "", c.flag("claims.reason"))
	return required(cmd, "reason")
}

func (c *call) claimsClose() *cobra.Command {
	var reason string
	cmd := c.onClaim("claims close", "CLAIM", decides, func(ctx context.Context, s *inbox.Session, k *inbox.Claim, _ []string) error {
		stopped, err := s.CloseClaim(ctx, k.ID, reason)
		return c.claimMoved(ctx, s, k.ID, stopped, err, c.claimSay().Closed)
	})
	cmd.Flags().StringVar(&reason, "reason", "", c.flag("claims.reason"))
	return cmd
}

func (c *call) claimsReopen() *cobra.Command {
	return c.onClaim("claims reopen", "CLAIM", decides, func(ctx context.Context, s *inbox.Session, k *inbox.Claim, _ []string) error {
		return c.claimDone(ctx, s, k.ID, s.ReopenClaim(ctx, k.ID), c.claimSay().Reopened)
	})
}

func (c *call) claimsMatch() *cobra.Command {
	return c.matching("claims match", (*inbox.Session).Match)
}

func (c *call) claimsUnmatch() *cobra.Command {
	return c.matching("claims unmatch", (*inbox.Session).Unmatch)
}

func (c *call) matching(path string, do func(*inbox.Session, context.Context, []inbox.Target, inbox.ClaimID) ([]inbox.Event, error)) *cobra.Command {
	cmd := c.command(path, "CLAIM ID...", cobra.MinimumNArgs(2), func(ctx context.Context, args []string) error {
		words, err := c.words(args[1:])
		if err != nil {
			return err
		}
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		k, err := s.FindClaim(ctx, args[0])
		if err != nil {
			return err
		}
		ts, err := c.targets(ctx, s, words)
		if err != nil {
			return err
		}
		es, err := do(s, ctx, ts, k.ID)
		said := c.claimSay().Matched
		if path == "claims unmatch" {
			said = c.claimSay().Unmatched
		}
		return c.decided(s, es, err, said+": %s.")
	})
	return cmd
}

// onClaim makes a command about one claim.
func (c *call) onClaim(path, args string, a access, do func(context.Context, *inbox.Session, *inbox.Claim, []string) error) *cobra.Command {
	n := len(slices.Collect(fieldsOf(args)))
	return c.command(path, args, cobra.ExactArgs(n), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, a)
		if err != nil {
			return err
		}
		k, err := s.FindClaim(ctx, args[0])
		if err != nil {
			return err
		}
		return do(ctx, s, &k, args[1:])
	})
}

// claimDone reports a claim after an act: as JSON, else one sentence.
func (c *call) claimDone(ctx context.Context, s *inbox.Session, id inbox.ClaimID, err error, format string) error {
	if err != nil {
		return err
	}
	if c.json {
		k, err := s.Store.Claim(ctx, id)
		if err != nil {
			return err
		}
		return c.object(k)
	}
	c.note(format, id.Short())
	return nil
}

// claimMoved reports an act that may have stopped replies.
func (c *call) claimMoved(ctx context.Context, s *inbox.Session, id inbox.ClaimID, stopped int, err error, format string) error {
	if err != nil || c.json {
		return c.claimDone(ctx, s, id, err, format)
	}
	k, err := s.Store.Claim(ctx, id)
	if err != nil {
		return err
	}
	w := c.claimSay()
	switch {
	case format != "":
		c.note(format, id.Short())
	case k.Proposed() != nil:
		c.note(w.Proposed, id.Short(), id.Short())
	default:
		c.note(w.Ruled, id.Short(), c.standing(&k))
	}
	if stopped > 0 {
		c.note(w.Stopped, text.Count(c.lang, stopped, text.NounReply))
	}
	return nil
}
