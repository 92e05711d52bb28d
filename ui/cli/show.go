package cli

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/text"
)

// historyLimit is how many entries of an item's history are read.
const historyLimit = 1000

// threadIndent is how many steps an answer to an answer is moved to the right.
const threadIndent = 8

type versionJSON struct {
	N        uint32     `json:"n"`
	SeenAt   *time.Time `json:"seen_at"`
	EditedAt *time.Time `json:"edited_at"`
	Text     string     `json:"text"`
	Hash     string     `json:"hash"`
}

type noteJSON struct {
	At     *time.Time `json:"at"`
	Person string     `json:"person"`
	Role   string     `json:"role"`
	Text   string     `json:"text"`
}

type fullJSON struct {
	itemJSON
	Versions  []versionJSON `json:"versions"`
	Why       []whyJSON     `json:"why"`
	Flags     []flagJSON    `json:"flags"`
	Lowered   []string      `json:"lowered"` // taken back by the house's own layer
	Suggested []alikeJSON   `json:"suggested_claims"`
	Claims    []string      `json:"claims"`
	Notes     []noteJSON    `json:"notes"`
	Drafts    []inbox.Draft `json:"drafts"`
	Replies   []inbox.Reply `json:"replies"`
	Decisions []eventJSON   `json:"decisions"`
}

// facts are what show prints beside the item itself.
type facts struct {
	claim    *inbox.Claim       // that it was matched with
	alike    []inbox.Suggestion // that it resembles
	item     inbox.Item
	versions []inbox.Version
	events   []inbox.Event // oldest first
	replies  []inbox.Reply
	draft    *inbox.Draft
}

func (c *call) facts(ctx context.Context, s *inbox.Session, it inbox.Item) (f facts, err error) {
	f.item = it
	if f.versions, err = s.Store.Versions(ctx, it.ID); err != nil {
		return f, err
	}
	if f.events, err = s.Store.History(ctx, it.ID, historyLimit); err != nil {
		return f, err
	}
	slices.Reverse(f.events)
	if f.replies, err = s.Store.RepliesOf(ctx, it.ID); err != nil {
		return f, err
	}
	if f.claim, f.alike, err = s.ClaimsOn(ctx, &it); err != nil {
		return f, err
	}
	f.draft, err = s.Store.Draft(ctx, it.ID, s.Person.ID)
	return f, err
}

func (c *call) showCommand() *cobra.Command {
	cmd := c.command("show", "ID...", cobra.MinimumNArgs(1), func(ctx context.Context, args []string) error {
		words, err := c.words(args)
		if err != nil {
			return err
		}
		a := reads
		if c.reveal {
			a = decides // the log says who looked
		}
		s, err := c.session(ctx, a)
		if err != nil {
			return err
		}
		ts, err := c.targets(ctx, s, words)
		if err != nil {
			return err
		}
		for i, t := range ts {
			it, err := s.Item(ctx, t.ID)
			if err != nil {
				return err
			}
			if c.reveal { // also for what an earlier version may hold
				if err := s.Reveal(ctx, it.ID); err != nil {
					return err
				}
			}
			f, err := c.facts(ctx, s, it)
			if err != nil {
				return err
			}
			if c.json {
				err = c.object(c.fullJSON(s, &f))
			} else {
				if i > 0 {
					c.line("")
				}
				c.full(s, &f)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	cmd.Flags().BoolVar(&c.reveal, "reveal", false, c.flag("show.reveal"))
	return cmd
}

func (c *call) fullJSON(s *inbox.Session, f *facts) fullJSON {
	it := &f.item
	shown := c.maskItem(it)
	j := fullJSON{
		itemJSON: c.itemJSON(it), Versions: []versionJSON{}, Why: whyOf(&shown, &it.Assessment), Flags: flagsOf(&it.Assessment), Lowered: namesOf(it.Assessment.Lowered), Claims: []string{},
		Notes: []noteJSON{}, Drafts: []inbox.Draft{}, Replies: f.replies, Decisions: []eventJSON{},
	}
	if j.Replies == nil {
		j.Replies = []inbox.Reply{}
	}
	for i := range f.versions {
		v := &f.versions[i]
		j.Versions = append(j.Versions, versionJSON{v.N, c.when(v.SeenAt), c.when(v.Content.EditedAt), c.maskVersion(s, it, v), v.Hash.String()})
	}
	for i := range f.events {
		e := &f.events[i]
		j.Decisions = append(j.Decisions, c.eventJSON(e, s.House))
		if e.Kind == inbox.DidNote {
			j.Notes = append(j.Notes, noteJSON{c.when(e.At), e.Actor.Person, e.Actor.Role, e.Text})
		}
	}
	if f.claim != nil {
		j.Claims = append(j.Claims, string(f.claim.ID))
	}
	j.Suggested = c.alikeJSON(s, f)
	if f.draft != nil {
		j.Drafts = append(j.Drafts, *f.draft)
	}
	return j
}

func (c *call) full(s *inbox.Session, f *facts) {
	it, k, w := &f.item, &f.item.Content, c.say
	c.line("%s  %s  %s", it.ID, it.Level(), c.lang.Work(it.State.Work))
	c.field(w.Channel, k.Channel+", "+c.lang.Kind(k.Kind)+", "+c.lang.Audience(k.Audience))
	c.field(w.Author, joinNonEmpty(" ", k.Author.Name, k.Author.Handle))
	posted := c.stamp(k.PostedAt)
	if seen := c.seenLate(it); !seen.IsZero() {
		posted += ", " + fmt.Sprintf(text.ScreenIn(c.lang).Calm.SeenLate, c.stamp(seen))
	}
	c.field(w.Posted, posted)
	if it.Version > 1 {
		c.field(w.Version, text.Count(c.lang, int(it.Version), text.NounVersion)+", "+c.stamp(k.EditedAt))
	}
	if it.State.Visibility != inbox.Public {
		c.field(w.Visibility, c.lang.Visibility(it.State.Visibility))
	}
	c.field(w.Labels, c.lang.Labels(it.Labels()))
	topic := it.State.Topic
	if topic == "" {
		topic = it.Assessment.Topic
	}
	c.field(w.Topic, c.lang.Topic(topic))
	if it.State.Role != "" {
		c.field(w.Responsible, joinNonEmpty(", ", s.House.RoleName(it.State.Role), s.House.PersonName(it.State.Person)))
	}
	c.field(w.Due, c.stamp(it.State.DueAt))
	c.field(w.ReactBy, c.stamp(s.House.ReactBy(it)))
	c.field(w.Snoozed, c.stamp(it.State.SnoozedUntil))
	c.field(w.Promised, c.stamp(it.State.PromisedBy))
	if it.State.Reopened != "" {
		c.field(w.Reopened, c.lang.Reopened(it.State.Reopened))
	}
	if display, _, ok := safetext.URL(k.URL); ok {
		c.field(w.Link, display.String())
	}
	c.line("")
	shown := c.masked(it, false)
	c.paragraph(shown)
	if n := shown.Hidden(); n > 0 {
		c.line("    (%s)", text.Count(c.lang, n, text.NounHidden))
	}
	if m := c.maskItem(it); len(m.spans) > 0 {
		c.line("    (%s)", w.Covered)
	}
	c.reasons(it)
	c.alike(s, f)
	c.replies(s, f.replies)
	if len(f.events) > 0 {
		c.line("\n%s", w.History)
	}
	for i := range f.events {
		c.eventLine(s.House, &f.events[i])
	}
}

// reasons prints what was flagged and why, with private data covered.
func (c *call) reasons(it *inbox.Item) {
	back := text.Lowered(c.lang, &it.Assessment)
	if len(it.Assessment.Flags) == 0 && back == "" {
		return
	}
	c.line("\n%s", c.say.Why)
	m := c.maskItem(it)
	for _, f := range it.Assessment.Flags {
		words := ""
		for _, sp := range f.Spans {
			part, _, _ := m.cut(sp)
			words = joinNonEmpty(" · ", words, part)
		}
		words = joinNonEmpty(" – ", words, text.Remarks(c.lang, &f))
		c.row(cell("", 2), cell(c.lang.Label(f.Label).Name, 26), cell(percent(f.Score), 5), cell(words, 0))
	}
	if back != "" {
		c.row(cell("", 2), cell(back, 0))
	}
}

func (c *call) replies(s *inbox.Session, rs []inbox.Reply) {
	for i := range rs {
		r := &rs[i]
		c.line("\n%s %s  %s  %s", c.say.Reply, r.ID, c.lang.ReplyIs(r), clean(s.House.PersonName(r.Author.Person)))
		c.paragraph(safetext.Clean(r.Text))
		if r.VoidReason != "" {
			c.line("    (%s)", c.lang.Void(r.VoidReason))
		}
	}
}

func (c *call) eventLine(h *inbox.House, e *inbox.Event) {
	c.row(cell("", 2), cell(c.stamp(e.At), 16), cell(text.Event(c.lang, e, h), 0))
	if e.Text != "" {
		c.paragraph(safetext.Clean(e.Text))
	}
}

func (c *call) threadCommand() *cobra.Command {
	var limit int
	cmd := c.command("thread", "ID", cobra.ExactArgs(1), func(ctx context.Context, args []string) error {
		s, err := c.session(ctx, reads)
		if err != nil {
			return err
		}
		it, err := c.one(ctx, s, args[0])
		if err != nil {
			return err
		}
		around, err := s.Thread(ctx, it.ID, limit)
		if err != nil {
			return err
		}
		if c.json {
			for i := range around.Items {
				if err := c.object(c.itemJSON(&around.Items[i])); err != nil {
					return err
				}
			}
			return nil
		}
		for _, n := range around.Tree() {
			x := n.Item
			mark, state := "  ", c.lang.Work(x.State.Work)
			if x.ID == it.ID {
				mark = "> "
			}
			if x.Content.Kind == inbox.KindOwnPost {
				state = c.lang.Kind(x.Content.Kind)
			}
			if x.State.Visibility != inbox.Public {
				state += ", " + c.lang.Visibility(x.State.Visibility)
			}
			c.line("%s%s%s  %s  %s  %s", mark, strings.Repeat("  ", min(n.Depth, threadIndent)), x.ID.Short(), c.stamp(x.Content.PostedAt),
				clean(joinNonEmpty(" ", x.Content.Author.Name, x.Content.Author.Handle)), state)
			c.paragraph(c.masked(x, false))
		}
		return nil
	})
	cmd.Flags().IntVarP(&limit, "limit", "n", 100, c.flag("thread.limit"))
	return cmd
}
