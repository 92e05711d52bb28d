package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/text"
)

// replyFlags are the parts of a composition as flags.
type replyFlags struct {
	template, variant, free string
	set, block              []string
	version                 uint32
	dryRun                  bool
}

func (c *call) replyCommand() *cobra.Command {
	var f replyFlags
	cmd := c.command("reply", "ID", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		comp, err := f.composition()
		if err != nil {
			return err
		}
		s, err := c.session(ctx, channels)
		if err != nil {
			return err
		}
		it, err := c.one(ctx, s, args[0])
		if err != nil {
			return err
		}
		c.warnChannel(it.Content.Channel)
		meet(ctx, s.Channels[it.Content.Channel])
		if err := c.askGaps(ctx, s, &comp); err != nil {
			return err
		}
		t := inbox.Target{ID: it.ID, Version: it.Version}
		if f.version != 0 {
			t.Version = f.version
		}
		p, err := s.Preview(ctx, t, comp)
		if err != nil {
			return err
		}
		if err := c.preview(s, &it, &p, f.dryRun); err != nil {
			return err
		}
		if !p.Sendable() {
			return errors.Join(p.Problems...)
		}
		if f.dryRun {
			return nil
		}
		r, err := s.Submit(ctx, t, comp)
		if err != nil {
			return err
		}
		return c.submitted(&r)
	})
	fl := cmd.Flags()
	fl.StringVar(&f.template, "template", "", c.flag("reply.template"))
	fl.StringVar(&f.variant, "variant", "", c.flag("reply.variant"))
	fl.StringArrayVar(&f.set, "set", nil, c.flag("reply.set"))
	fl.StringArrayVar(&f.block, "block", nil, c.flag("reply.block"))
	fl.StringVar(&f.free, "text", "", c.flag("reply.text"))
	fl.Uint32Var(&f.version, "item-version", 0, c.flag("reply.item-version"))
	fl.BoolVar(&f.dryRun, "dry-run", false, c.flag("reply.dry-run"))
	cmd.MarkFlagsMutuallyExclusive("template", "text")
	cmd.MarkFlagsOneRequired("template", "text")
	return cmd
}

// meet lets a channel learn the limits of its server, so that the length is counted
// by them. Without an answer the channel's own caution holds.
func meet(ctx context.Context, ch inbox.Channel) {
	if ch == nil {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	_, _ = ch.Whoami(ctx)
}

func (f *replyFlags) composition() (comp inbox.Composition, err error) {
	comp.Free, comp.Variant = f.free, f.variant
	if f.template != "" {
		if comp.Template, err = templateRef(f.template); err != nil {
			return comp, err
		}
	}
	if comp.Values, err = pairs("--set", f.set); err != nil {
		return comp, err
	}
	comp.Blocks, err = pairs("--block", f.block)
	return comp, err
}

// pairs reads name=value flags.
func pairs(flag string, given []string) (map[string]string, error) {
	out := make(map[string]string, len(given))
	for _, g := range given {
		name, value, ok := strings.Cut(g, "=")
		if !ok || name == "" {
			return nil, &usageError{fmt.Errorf("%s %s: name=value", flag, g)}
		}
		out[name] = value
	}
	return out, nil
}

// templateRef reads "T05" or "T05/2".
func templateRef(s string) (inbox.TemplateRef, error) {
	key, n, numbered := strings.Cut(s, "/")
	ref := inbox.TemplateRef{Key: key}
	if numbered {
		if _, err := fmt.Sscanf(n, "%d", &ref.N); err != nil || fmt.Sprint(ref.N) != n || ref.N < 1 {
			return ref, inbox.Fail(inbox.CodeNoTemplate, "template", inbox.Quote(s))
		}
	}
	return ref, nil
}

// askGaps asks for the placeholders nobody set, in the order they stand in the
// text, when there is somebody to ask.
func (c *call) askGaps(ctx context.Context, s *inbox.Session, comp *inbox.Composition) error {
	if comp.Template.Key == "" || !c.Terminal.In || c.json {
		return nil
	}
	v, err := findTemplate(ctx, s, comp.Template)
	if err != nil {
		return err
	}
	gaps, err := v.Gaps(comp.Variant)
	if err != nil {
		return err
	}
	for _, g := range gaps {
		for comp.Values[g.Name] == "" {
			hint := c.lang.Input(g.Type)
			if len(g.Choices) > 0 {
				hint = strings.Join(g.Choices, " | ")
			}
			answer, err := c.ask(ctx, fmt.Sprintf("%s (%s)", clean(g.Label), clean(hint)), "")
			if err != nil {
				return err
			}
			answer = text.Fill(g, answer, c.Clock.Now(), c.zone())
			if err := g.Validate(answer, c.Clock.Now(), c.zone()); err != nil {
				c.fail(err)
				continue
			}
			comp.Values[g.Name] = answer
		}
	}
	return nil
}

type previewJSON struct {
	Item      string     `json:"item"`
	Posted    string     `json:"posted"`
	Hash      string     `json:"hash"`
	Length    int        `json:"length"`
	Max       int        `json:"max"`
	Category  string     `json:"category"`
	Latitude  string     `json:"latitude"`
	NeedsPair bool       `json:"needs_release"`
	ByHand    string     `json:"by_hand,omitempty"` // why a person must post it
	Releasers []string   `json:"releasers"`
	Problems  []string   `json:"problems"`
	Warnings  []string   `json:"warnings"`
	Lint      []lintJSON `json:"lint"`
}

// lintJSON is one odd place in what was written. field is "" for free text; from and
// to are bytes of the field's text.
type lintJSON struct {
	Field    string `json:"field"`
	Code     string `json:"code"`
	Severity string `json:"severity"`
	From     int    `json:"from"`
	To       int    `json:"to"`
	Sentence string `json:"sentence"`
}

func (c *call) lint(f inbox.LintFinding) lintJSON {
	return lintJSON{
		Field: f.Field, Code: string(f.Code), Severity: f.Severity.String(), From: f.Span.Start, To: f.Span.End, Sentence: c.lang.Lint(f),
	}
}

// preview shows exactly what will be posted and what a person should know before.
func (c *call) preview(s *inbox.Session, it *inbox.Item, p *inbox.Preview, dryRun bool) error {
	if c.json {
		if !dryRun {
			return nil // the reply itself is the answer
		}
		j := previewJSON{
			Item: it.ID.String(), Posted: p.Posted, Hash: inbox.TextHash(p.Posted).String(), Length: p.Length, Max: p.Max,
			Category: string(p.Category), Latitude: p.Needs.String(), NeedsPair: p.NeedsPair, Releasers: p.Releasers,
			Problems: []string{}, Warnings: []string{}, Lint: []lintJSON{},
		}
		if p.ByHand != nil {
			j.ByHand = string(inbox.CodeOf(p.ByHand))
		}
		for _, e := range p.Problems {
			j.Problems = append(j.Problems, string(inbox.CodeOf(e)))
		}
		for _, e := range p.Warnings {
			j.Warnings = append(j.Warnings, string(inbox.CodeOf(e)))
		}
		for _, f := range p.Lint {
			j.Lint = append(j.Lint, c.lint(f))
		}
		return c.object(j)
	}
	c.line(c.say.WillBePosted, clean(it.Content.Channel), clean(joinNonEmpty(" ", it.Content.Author.Name, it.Content.Author.Handle)))
	c.line("")
	c.paragraph(safetext.Clean(p.Posted))
	c.line("")
	length := text.Count(c.lang, p.Length, text.NounChar)
	if p.Max > 0 {
		length += " / " + text.Number(c.lang, p.Max)
	}
	c.field(c.say.Length, length)
	c.field(c.say.Category, c.lang.Category(p.Category).Name)
	c.field(c.say.Latitude, c.lang.Latitude(p.Needs).Name)
	release := c.say.NoReleaseNeeded
	if p.NeedsPair {
		names := make([]string, len(p.Releasers))
		for i, id := range p.Releasers {
			names[i] = s.House.RoleName(id)
		}
		release = fmt.Sprintf(c.say.ReleaseNeeded, strings.Join(names, ", "))
	}
	c.field(c.say.Release, release)
	if !p.PromisedBy.IsZero() {
		c.field(c.say.Promised, c.stamp(p.PromisedBy))
	}
	if p.ByHand != nil {
		c.note("%s", c.sentence(p.ByHand)+" "+c.lang.ByHand())
	}
	for _, w := range p.Warnings {
		c.note("%s", c.sentence(w))
	}
	for _, f := range p.Lint {
		where := ""
		if f.Field != "" {
			where = clean(f.Field) + ": "
		}
		c.note("%s", c.lang.Severity(f.Severity)+": "+where+c.lang.Lint(f))
	}
	return nil
}

// submitted says where a reply is now and how to go on.
func (c *call) submitted(r *inbox.Reply) error {
	if c.json {
		return c.object(r)
	}
	short := shortReply(r.ID)
	if r.State == inbox.ReplyInReview {
		c.note(c.say.ToReview, short, short)
		return nil
	}
	if r.ByHand {
		c.note(c.say.ToPost, short, short)
		return nil
	}
	c.note(c.say.ToOutbox, short, c.window(r), short)
	return nil
}

func shortReply(id inbox.ReplyID) string {
	if len(id) <= inbox.ShortLen {
		return string(id)
	}
	return string(id[len(id)-inbox.ShortLen:])
}

// warnChannel says why a channel cannot be asked, before a rule says that it is
// missing.
func (c *call) warnChannel(id string) {
	if err := c.without[id]; err != nil {
		c.note("%s", c.sentence(err))
	}
}

// window says how long a reply can still be pulled back.
func (c *call) window(r *inbox.Reply) string {
	return text.Duration(c.lang, max(r.UndoUntil.Sub(c.Clock.Now()), 0))
}
