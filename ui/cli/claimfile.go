package cli

import (
	"context"
	"io"
	"iter"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/claimreview"
	"lotse/ui/text"
)

func fieldsOf(s string) iter.Seq[string] { return strings.FieldsSeq(s) }

func (c *call) claimsRecall() *cobra.Command {
	var reopen bool
	cmd := c.onClaim("claims recall", "CLAIM", decides, func(ctx context.Context, s *inbox.Session, k *inbox.Claim, _ []string) error {
		r, err := s.Recall(ctx, k.ID)
		if err != nil {
			return err
		}
		if reopen {
			n, err := s.ReopenRecalled(ctx, k.ID)
			if err != nil {
				return err
			}
			c.note(c.claimSay().RecallReopened, text.Count(c.lang, n, text.NounItem))
			return nil
		}
		return c.recall(&r)
	})
	cmd.Flags().BoolVar(&reopen, "reopen", false, c.flag("claims.reopen"))
	return cmd
}

type recallJSON struct {
	Channel   string `json:"channel"`
	Thread    string `json:"thread"`
	Item      string `json:"item"`
	Reply     string `json:"reply"`
	Ruling    int    `json:"ruling"`
	URL       string `json:"url"`
	Text      string `json:"text"`
	Corrected bool   `json:"corrected"`
	Template  string `json:"template"` // that corrects it
}

func (c *call) recall(r *inbox.Recall) error {
	w := c.claimSay()
	if r.Replies == 0 && !c.json {
		c.note("%s", w.RecallNone)
		return nil
	}
	if !c.json {
		c.line(w.RecallHead, text.Count(c.lang, r.Replies, text.NounReply), text.Number(c.lang, r.Open))
		if r.Correction != "" {
			c.line(w.RecallFix, r.Correction)
		} else {
			c.line(w.RecallNoFix, inbox.DefaultCorrection)
		}
	}
	for _, t := range r.Threads {
		if !c.json {
			c.line("\n%s  %s  %s", clean(t.Channel), clean(t.Thread), text.Count(c.lang, len(t.Replies), text.NounReply))
		}
		for i := range t.Replies {
			one := &t.Replies[i]
			if c.json {
				err := c.object(recallJSON{
					Channel: t.Channel, Thread: t.Thread, Item: one.Item.ID.String(), Reply: string(one.Reply.ID), Ruling: one.Reply.Ruling,
					URL: one.Reply.URL, Text: one.Reply.Text, Corrected: one.Corrected, Template: r.Correction,
				})
				if err != nil {
					return err
				}
				continue
			}
			state := c.lang.Reply(one.Reply.State)
			if one.Corrected {
				state = w.Corrected
			}
			c.row(cell("", 2), cell(one.Item.ID.Short(), inbox.ShortLen), cell(c.stamp(one.Reply.DeliveredAt), 16), cell(state, 14), cell(one.Reply.Text, 0))
		}
	}
	return nil
}

// claimsImport takes other people's checks as sources: of a claim that is known, or
// of one that is reported by it.
func (c *call) claimsImport() *cobra.Command {
	return c.command("claims import", "FILE", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		in := c.In
		if args[0] != "-" {
			f, err := os.Open(args[0])
			if err != nil {
				return inbox.Fail(inbox.CodeFileRead, "file", args[0]).Because(err)
			}
			defer f.Close() //nolint:errcheck // only read
			in = f
		}
		reviews, bad, err := claimreview.Read(in)
		if err != nil {
			return inbox.Fail(inbox.CodeFileRead, "file", args[0]).Because(err)
		}
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		w := c.claimSay()
		for _, p := range bad {
			c.note(w.ImportBad, p.N, p.What)
		}
		fresh := 0
		for i := range reviews {
			isNew, err := s.TakeReview(ctx, reviews[i].Claim, reviews[i].Said, inbox.Source{
				URL: reviews[i].URL, Title: reviews[i].Title, Publisher: reviews[i].Publisher, Rating: reviews[i].Rating, At: reviews[i].Published,
			})
			if err != nil {
				return err
			}
			if isNew {
				fresh++
			}
		}
		c.note(w.Imported, text.Number(c.lang, len(reviews)))
		c.note(w.ImportReported, text.Number(c.lang, fresh))
		if len(bad) > 0 {
			return &quietError{ExitError}
		}
		return nil
	})
}

func (c *call) claimsExport() *cobra.Command {
	var file string
	cmd := c.command("claims export", "", cobra.NoArgs, func(ctx context.Context, _ []string) error {
		s, err := c.session(ctx, decides)
		if err != nil {
			return err
		}
		cs, err := s.Claims(ctx)
		if err != nil {
			return err
		}
		own := c.published(s, cs)
		if err := s.RecordExport(ctx, "claims", len(own)); err != nil {
			return err
		}
		if file == "" {
			return claimreview.Write(c.Out, own)
		}
		if err := writeFile(file, func(w io.Writer) error { return claimreview.Write(w, own) }); err != nil {
			return err
		}
		c.note(c.claimSay().Exported, text.Number(c.lang, len(own)))
		return nil
	})
	cmd.Flags().StringVarP(&file, "out", "o", "", c.flag("claims.out"))
	return cmd
}

// published gives the verdicts that are in force and hold now.
func (c *call) published(s *inbox.Session, cs []inbox.Claim) []claimreview.Own {
	own := []claimreview.Own{}
	ranks := map[inbox.ClaimVerdict]int{
		inbox.VerdictFalse: 1, inbox.VerdictMisleading: 2, inbox.VerdictUnproven: 3, inbox.VerdictPartly: 4, inbox.VerdictTrue: 5,
	}
	for i := range cs {
		k := &cs[i]
		r := k.Ruling()
		if r == nil || k.State != inbox.ClaimRuled || k.Expired(c.Clock.Now()) {
			continue
		}
		o := claimreview.Own{
			Claim: k.Sentence, Variants: k.Variants, Verdict: c.lang.ClaimVerdict(r.Verdict), Rank: ranks[r.Verdict], House: s.House.Town,
			Core: r.Core, AsOf: r.AsOf, Until: r.Until, Published: r.At,
		}
		for _, src := range k.Sources {
			o.Sources = append(o.Sources, src.URL)
		}
		if len(o.Sources) > 0 {
			o.URL = o.Sources[0]
		}
		own = append(own, o)
	}
	return own
}

func writeFile(name string, write func(io.Writer) error) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600) //nolint:gosec // the person names the file
	if err != nil {
		return inbox.Fail(inbox.CodeFileWrite, "file", name).Because(err)
	}
	err = write(f)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}
