package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"lotse/inbox"
	"lotse/inbox/config"
	"lotse/inbox/safetext"
	"lotse/ui/text"
)

// guideKinds are the kinds that can be set up at the keyboard, in the order in which
// they are offered.
var guideKinds = []string{"mastodon", "facebook", "instagram", "bluesky", "youtube", "x", "feed", "file"}

// guide is one channel that is being set up at the keyboard: step by step, each
// answer checked and kept at once, so that an interruption costs nothing.
type guide struct {
	*call
	f    *initFlags
	w    *text.GuideWords
	kept *kept
	kind string
	ch   config.Channel
}

// guideChannels sets up channels until there are enough of them. A kind that the
// flags name is the only one.
func (c *call) guideChannels(ctx context.Context, f *initFlags, k *kept) error {
	w := text.Guides(c.lang)
	for {
		kind := k.get("kind")
		switch {
		case f.named():
			kind = f.kindOf()
		case kind == "":
			var err error
			if kind, err = c.askKind(ctx, w); err != nil || kind == "" {
				return err
			}
		}
		if !slices.Contains(guideKinds, kind) {
			return inbox.Fail(inbox.CodeUnknownName, "kind", "kind", "got", inbox.Quote(kind), "known", strings.Join(guideKinds, ", "))
		}
		g := &guide{call: c, f: f, w: w, kept: k, kind: kind}
		if err := g.run(ctx); err != nil {
			return err
		}
		if err := k.forget(kind); err != nil || f.named() {
			return err
		}
	}
}

// askKind offers the kinds; "" when there shall be no more.
func (c *call) askKind(ctx context.Context, w *text.GuideWords) (string, error) {
	var has []string
	for _, ch := range c.cfg.Channels {
		has = append(has, clean(ch.ID))
	}
	c.note("")
	if len(has) > 0 {
		c.note(w.Has, strings.Join(has, ", "))
	}
	for i, kind := range guideKinds {
		c.note("  %d %s", i+1, w.Kinds[kind].Name)
	}
	for {
		a, err := c.ask(ctx, w.Which, "")
		if err != nil || a == "" {
			return "", err
		}
		if slices.Contains(guideKinds, strings.ToLower(a)) {
			return strings.ToLower(a), nil
		}
		if n, err := strconv.Atoi(a); err == nil && n >= 1 && n <= len(guideKinds) {
			return guideKinds[n-1], nil
		}
		c.note(w.Number, len(guideKinds))
	}
}

// run goes through the steps of a kind and enters the channel.
func (g *guide) run(ctx context.Context) error {
	words := g.w.Kinds[g.kind]
	if err := g.kept.set("kind", g.kind); err != nil {
		return err
	}
	g.note("\n%s\n%s", words.Name, g.wrap(words.Can))
	g.note("%s", g.wrap(g.w.Costs+": "+words.Costs))
	g.note("%s", g.wrap(g.w.Holds+": "+words.Holds))
	g.ch = config.Channel{Kind: g.kind, Enabled: true}
	if g.f.server != "" { // also for a kind whose one server everybody knows
		var ok bool
		if g.ch.Server, ok = address(g.f.server); !ok {
			return &usageError{errText(g.w.Wrong["server"])}
		}
	}
	if err := g.name(ctx); err != nil {
		return err
	}
	done, _ := strconv.Atoi(g.kept.get(g.kind + ".step"))
	if done > 0 && done < len(words.Steps) {
		g.note("%s", g.wrap(fmt.Sprintf(g.w.Resumed, done+1)))
	}
	for i, step := range words.Steps {
		if err := g.step(ctx, i, len(words.Steps), step, i < done); err != nil {
			return err
		}
		if err := g.kept.set(g.kind+".step", strconv.Itoa(i+1)); err != nil {
			return err
		}
	}
	return g.enter(ctx)
}

// step shows what is to do, and asks what comes of it. One that was done before an
// interruption is not shown again; what was answered then is taken.
func (g *guide) step(ctx context.Context, i, of int, s text.GuideStep, done bool) error {
	if done && (s.Field == "" || g.recall(s.Field)) {
		return nil
	}
	g.note("\n"+g.w.Step, i+1, of)
	g.note("%s", g.wrap(s.Words))
	page := strings.ReplaceAll(s.Page, "{server}", g.ch.Server)
	if page != "" {
		g.note("   %s", clean(page))
	}
	if page != "" || s.Field == "" {
		if err := g.goOn(ctx, page); err != nil {
			return err
		}
	}
	if s.Field == "" {
		return nil
	}
	return g.field(ctx, s.Field)
}

// goOn waits until the person has done a step, and opens its page when they ask for
// it.
func (g *guide) goOn(ctx context.Context, page string) error {
	question := g.w.Go
	if page != "" {
		question = g.w.GoOpen
	}
	for {
		a, err := g.ask(ctx, question, "")
		if err != nil {
			return err
		}
		if page == "" || !strings.EqualFold(a, "o") {
			return nil
		}
		_, target, ok := safetext.URL(page)
		if !ok || openAddress(ctx, target) != nil {
			g.note("%s", g.w.NotOpened)
			continue
		}
		g.note("%s", g.w.Opened)
	}
}

// name gives the channel its id: the kind's, where that is free.
func (g *guide) name(ctx context.Context) error {
	taken := func(id string) bool { _, has := g.cfg.Channel(id); return has }
	id := g.f.channel
	if id == "" {
		id = g.kept.get(g.kind + ".id")
	}
	if id == "" && !taken(g.kind) {
		id = g.kind
	}
	for id == "" || taken(id) || notID.MatchString(id) {
		if id != "" && taken(id) {
			g.note("%s", g.w.IDTaken)
		} else if id != "" {
			g.note("%s", g.wrap(g.w.Wrong["id"]))
		}
		free := g.kind
		for n := 2; taken(free); n++ {
			free = g.kind + strconv.Itoa(n)
		}
		var err error
		if id, err = g.ask(ctx, g.w.ID, free); err != nil {
			return err
		}
	}
	g.ch.ID = id
	return g.kept.set(g.kind+".id", id)
}

// enter checks the channel as doctor does and adds it to the config.
func (g *guide) enter(ctx context.Context) error {
	for {
		raw, cfg, err := g.candidate()
		if err != nil {
			return err
		}
		fine, err := g.try(ctx, cfg)
		if err != nil {
			return err
		}
		for !fine {
			a, err := g.ask(ctx, g.wrap(g.w.Trouble), "")
			if err != nil {
				return err
			}
			switch strings.ToLower(a) {
			case "n":
				if err := g.secrets(ctx); err != nil {
					return err
				}
			case "w":
				g.note(g.w.NotAdded, clean(g.ch.ID))
				return nil
			case "e":
				fine = true
				continue
			default:
				continue
			}
			break
		}
		if !fine {
			continue
		}
		if err := config.Replace(g.paths().Config, raw); err != nil {
			return err
		}
		g.cfg = cfg
		if g.ch.Enabled {
			g.note(g.w.Added, clean(g.ch.ID))
		} else {
			g.note(g.w.AddedOff, clean(g.ch.ID))
		}
		return nil
	}
}

// candidate is the config with the channel in it.
func (g *guide) candidate() ([]byte, *config.Config, error) { return g.with(g.ch) }

// try looks at the channel as doctor does and says what it found.
func (g *guide) try(ctx context.Context, cfg *config.Config) (fine bool, err error) {
	one, ok := cfg.Channel(g.ch.ID)
	if !ok || g.kind == "file" {
		return true, nil
	}
	if g.kind == "x" {
		if yes, err := g.agree(ctx, g.w.TryNow); err != nil || !yes {
			return err == nil, err
		}
	}
	g.note("\n"+g.w.Trying, clean(one.ID))
	one.Enabled = true
	only := *cfg
	only.Channels = []config.Channel{one}
	open, failed := g.Backend.Channels(ctx, &only, g.paths())
	d := &doctor{call: g.call}
	d.oneChannel(ctx, nil, one, open[one.ID], failed[one.ID])
	if c, ok := open[one.ID].(interface{ Close() }); ok {
		c.Close()
	}
	if d.err == nil && ctx.Err() != nil {
		return false, ctx.Err()
	}
	return !d.channel, d.err
}

// guideWidth is how wide a step is written at most: longer lines are hard to read.
const guideWidth = 78

// wrap breaks words for the terminal, at the ends of words.
func (c *call) wrap(words string) string {
	if c.Terminal.Width <= 20 {
		return words // no terminal, or a hopeless one: whoever reads it breaks it
	}
	width := min(c.Terminal.Width-1, guideWidth)
	var out []string
	for part := range strings.SplitSeq(words, "\n") {
		for _, line := range safetext.Line(part).Wrap(width) {
			out = append(out, line.String())
		}
	}
	return strings.Join(out, "\n")
}

// interrupted adds how to go on to the end of a set-up that was broken off.
func (c *call) interrupted(err error, k *kept) error {
	if errors.Is(err, context.Canceled) && k.some() {
		fmt.Fprintln(c.Err)
		c.note("%s", c.wrap(text.Guides(c.lang).Interrupted))
	}
	return err
}
