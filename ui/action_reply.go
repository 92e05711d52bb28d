package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/edit"
	"lotse/ui/text"
)

func replyActions() []Action {
	comp := func(run func(c *composer, m *Model) tea.Cmd) func(m *Model) tea.Cmd {
		return func(m *Model) tea.Cmd {
			if c, ok := m.top().(*composer); ok {
				return run(c, m)
			}
			return nil
		}
	}
	return []Action{
		{
			ID: "reply", Keys: []string{"r"}, Where: inItems, Group: GroupReply, Hint: 2, Dangerous: true,
			Enabled: mayReply, Run: (*Model).startReply,
		},
		{ID: "pick", Keys: []string{"enter"}, Where: InPick, Group: GroupReply, Hint: 1, Run: comp((*composer).pick)},
		{ID: "complete", Keys: []string{"tab"}, Where: InFill, Group: GroupReply, Run: comp((*composer).complete)},
		{ID: "next_gap", Keys: []string{"enter"}, Where: InFill, Group: GroupReply, Hint: 1, Run: comp((*composer).next)},
		{
			ID: "external_editor", Keys: []string{"ctrl+g"}, Where: InFill, Group: GroupReply, Hint: 4,
			Enabled: mayEditOutside, Run: comp((*composer).outside),
		},
		{ID: "prev_gap", Keys: []string{"shift+tab"}, Where: InFill, Group: GroupReply, Hint: 3, Run: comp((*composer).previous)},
		{ID: "variant", Keys: []string{"ctrl+t"}, Where: InPick | InFill | InConfirm, Group: GroupReply, Hint: 2, Run: comp((*composer).nextVariant)},
		{
			ID: "send", Keys: []string{"y"}, Where: InConfirm, Group: GroupReply, Hint: 1, Dangerous: true,
			Enabled: func(m *Model) (bool, string) {
				c, ok := m.top().(*composer)
				switch {
				case !ok || c.problem == nil && c.preview == nil:
					return false, m.s.StillRendering
				case c.problem != nil:
					return false, m.sentence(c.problem)
				case !c.preview.Sendable():
					return false, m.sentence(c.preview.Problems[0])
				}
				return true, ""
			},
			Run: comp((*composer).send),
		},
		{ID: "edit", Keys: []string{"e"}, Where: InConfirm, Group: GroupReply, Hint: 3, Run: comp(func(c *composer, m *Model) tea.Cmd {
			if len(c.gaps) == 0 {
				return m.warn(m.s.NothingToFill)
			}
			c.step = filling
			return nil
		})},
	}
}

// mayReply says why no reply can be made to the item in view. What depends on
// the wording is said where the wording is chosen.
func mayReply(m *Model) (bool, string) {
	if len(m.list.marks) > 1 && m.top() == nil {
		return false, m.s.ReplyToOne
	}
	it, ok := m.subject()
	if !ok {
		return false, m.s.NothingSelected
	}
	var err error
	switch ch := m.ses.Channels[it.Content.Channel]; {
	case m.ses.May(inbox.RightDraft) != nil:
		err = m.ses.May(inbox.RightDraft)
	case ch == nil:
		err = inbox.Fail(inbox.CodeNoChannel, "channel", it.Content.Channel)
	case inbox.MayAnswer(ch, &it) != nil:
		err = inbox.MayAnswer(ch, &it)
	case !it.State.Visibility.Answerable() || it.State.Visibility == inbox.HiddenByUs && !ch.Capabilities().ReplyHidden || it.Content.Kind == inbox.KindUnparsed:
		err = inbox.Fail(inbox.CodeItemGone, "item", it.ID.Short())
	case m.barred(it.Content.Channel) != nil:
		err = m.barred(it.Content.Channel)
	case !it.State.Work.IsOpen():
		err = inbox.Fail(inbox.CodeNotOpen, "state", it.State.Work.String())
	case it.State.Reply != "" && it.State.ReplyState.IsActive():
		err = inbox.Fail(inbox.CodeReplyActive, "state", it.State.ReplyState.String())
	}
	return err == nil, m.sentence(err)
}

func (c *composer) field(m *Model) (*edit.Field, int) {
	switch {
	case c.step == picking:
		return &c.search, m.width - 6
	case c.step == filling && c.at < len(c.gaps):
		return &c.gaps[c.at].field, m.width - 6
	}
	return nil, 0
}

func (c *composer) typed(m *Model) tea.Cmd {
	if c.step == picking {
		c.chosen, c.wording = 0, 0
		return nil
	}
	g := &c.gaps[c.at]
	g.problem, g.picked = "", 0
	return c.touched(m)
}

func (c *composer) moveBy(m *Model, by int) {
	switch c.step {
	case picking:
		c.chosen, c.wording = min(max(c.chosen+by, 0), len(c.matching(m))-1), 0
	case filling, looking:
		c.scroll = max(0, c.scroll+by)
	}
}

// chosenBy moves the choice: in the picker among templates, in a field among the
// suggestions.
func (c *composer) chosenBy(m *Model, by int) tea.Cmd {
	if c.step == filling {
		return c.choose(m, by)
	}
	c.moveBy(m, by)
	return nil
}

func (c *composer) scrollBy(_ *Model, by int) { c.scroll = max(0, c.scroll+by) }

// pick takes the chosen template, or free text where the latitude allows it.
func (c *composer) pick(m *Model) tea.Cmd {
	if !c.loaded {
		return nil
	}
	o := c.matching(m)[c.chosen].offer
	if o != nil && o.Why != nil {
		return m.warn(o.Key + ": " + m.sentence(o.Why))
	}
	if o == nil {
		if ok, why := c.mayWriteFreely(m); !ok {
			return m.warn(why)
		}
	}
	c.offer, c.variant, c.gaps = o, c.shownVariant(o), nil
	c.begin(m, nil)
	return tea.Batch(c.render(m), c.touched(m))
}

// mayWriteFreely asks the latitude for the item's own category.
func (c *composer) mayWriteFreely(m *Model) (bool, string) {
	if m.detail.id != c.target.ID || !m.detail.loaded {
		return false, m.s.Loading
	}
	cat := m.detail.item.Category()
	if ok, _ := m.ses.House.Grant(&m.ses.Person, cat).Allows(inbox.L4); !ok {
		return false, m.sentence(inbox.Fail(inbox.CodeNoLatitude, "category", string(cat), "needs", inbox.L4.String()))
	}
	return true, ""
}

// next goes to the following gap, or to the last look when all are filled.
func (c *composer) next(m *Model) tea.Cmd {
	if c.at < len(c.gaps) && !c.check(m, c.at) {
		return nil
	}
	if c.at+1 < len(c.gaps) {
		c.at, c.scroll = c.at+1, 0
		return c.touched(m)
	}
	for i := range c.gaps {
		if !c.check(m, i) {
			c.at = i
			return nil
		}
	}
	c.step, c.scroll = looking, 0
	return tea.Batch(c.render(m), c.save(m))
}

func (c *composer) previous(m *Model) tea.Cmd {
	c.at = max(0, c.at-1)
	return c.touched(m)
}

// nextVariant takes the next wording of the family; what was filled in stays.
func (c *composer) nextVariant(m *Model) tea.Cmd {
	if c.step == picking {
		c.wording++
		return nil
	}
	if c.offer == nil || len(c.offer.Variants) < 2 {
		return m.warn(m.s.OneWording)
	}
	step, at := c.step, c.at
	c.variant = (c.variant + 1) % len(c.offer.Variants)
	c.begin(m, nil)
	if len(c.gaps) > 0 {
		c.step, c.at = step, min(at, len(c.gaps)-1)
	}
	return tea.Batch(c.render(m), c.touched(m))
}

// send submits: to another person where the latitude asks for it, else to the
// outbox with its time to change one's mind.
func (c *composer) send(m *Model) tea.Cmd {
	comp, t := c.composition(), c.target
	c.changes++ // what is typed until now is in it; no draft is saved any more
	c.saved = c.changes
	var r inbox.Reply
	return m.decide(act{
		items: []inbox.ItemID{t.ID},
		do: func(ctx context.Context) (err error) {
			r, err = m.ses.Submit(ctx, t, comp)
			return err
		},
		done: func(m *Model) tea.Cmd {
			if m.top() == screen(c) {
				m.pop()
			}
			m.forget()
			switch {
			case r.State == inbox.ReplyInReview:
				return m.say(m.s.WaitsForRelease)
			case r.ByHand:
				return m.say(m.s.ByHand.Queued)
			}
			return m.say(say(m.s.Queued, text.Duration(m.lang, r.UndoUntil.Sub(m.now))))
		},
		fail: func(m *Model) tea.Cmd { c.saved = -1; return c.render(m) },
	})
}

// leave goes one step back; unsent work stays as a draft.
func (c *composer) leave(m *Model) tea.Cmd {
	switch {
	case c.step == looking && len(c.gaps) > 0:
		c.step = filling
		return nil
	case c.step == looking || c.step == filling && c.at == 0 && c.blank():
		c.step, c.gaps = picking, nil
		c.changes++ // the choice was taken back, and a draft of it goes
		return c.save(m)
	}
	cmd := c.save(m)
	kept := c.step == filling && !c.empty()
	m.pop()
	m.forget()
	if kept {
		return tea.Batch(cmd, m.say(m.s.DraftKept))
	}
	return cmd
}
