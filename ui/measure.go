package ui

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/edit"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// askMeasure orders something on somebody else's text, for one item: nobody
// judges many at once. What the channel has not is shown with the reason. A
// measure that restricts asks for the rule, for what milder would do, for the
// reason, and once more.
func (m *Model) askMeasure() tea.Cmd {
	it, _ := m.subject()
	all := inbox.Measures()
	entries := make([]entry, len(all))
	for i, what := range all {
		entries[i] = entry{name: m.lang.Measure(what), more: m.s.Measure.Means[what]}
		if err := cmp.Or(m.ses.MayMeasure(&it, what), m.barred(it.Content.Channel)); err != nil {
			entries[i].why = m.sentence(err)
		}
	}
	d := newMenu(m.s.Measure.AskWhich, entries)
	d.pick = func(m *Model, at int) tea.Cmd {
		o := inbox.Ordering{Measure: all[at]}
		switch {
		case o.Measure == inbox.MeasureLike:
			return m.lastLook(&it, o)
		case !o.Measure.Restricts():
			return m.askOrderReason(&it, o)
		}
		return m.askRule(&it, o)
	}
	return m.open(d)
}

func (m *Model) askRule(it *inbox.Item, o inbox.Ordering) tea.Cmd {
	rules := m.ses.House.NetRules()
	entries := make([]entry, len(rules))
	for i, r := range rules {
		entries[i] = entry{name: m.lang.Rule(m.ses.House, r.ID)}
	}
	d := newMenu(m.s.Measure.AskRule, entries)
	d.at = m.ses.House.FittingRule(it.Labels())
	d.pick = func(m *Model, at int) tea.Cmd {
		o.Rule = rules[at].ID
		return m.askMilder(it, o)
	}
	return m.open(d)
}

func (m *Model) askMilder(it *inbox.Item, o inbox.Ordering) tea.Cmd {
	all := inbox.Milders()
	entries := make([]entry, len(all))
	for i, milder := range all {
		entries[i] = entry{name: m.lang.Milder(milder)}
	}
	d := newMenu(m.s.Measure.AskMilder, entries)
	d.at = -1 // the answer goes on record: nobody gives it by Enter without reading
	d.pick = func(m *Model, at int) tea.Cmd {
		o.Milder = all[at]
		return m.askOrderReason(it, o)
	}
	return m.open(d)
}

func (m *Model) askOrderReason(it *inbox.Item, o inbox.Ordering) tea.Cmd {
	return m.open(&prompt{
		heading: m.s.Measure.AskReason, hint: m.s.Measure.ReasonHint, lines: 3, field: edit.Field{Limit: 500},
		accept: func(m *Model, v string) (tea.Cmd, error) {
			if inbox.Canonical(v) == "" {
				return nil, inbox.Fail(inbox.CodeEmptyText, "what", "reason")
			}
			o.Reason = v
			return m.lastLook(it, o), nil
		},
	})
}

// lastLook repeats what is about to happen to whose text on which channel. Only y
// says yes.
func (m *Model) lastLook(it *inbox.Item, o inbox.Ordering) tea.Cmd {
	who := safetext.Line(it.Content.Author.Name).Truncate(40).String()
	more := []string{m.snippet(it).Truncate(120).String()}
	if o.Rule != "" {
		more = append(more, m.lang.Rule(m.ses.House, o.Rule)+"; "+m.lang.Milder(o.Milder))
	}
	if o.Measure.NeedsPair() {
		more = append(more, m.s.Measure.NeedsPair)
	}
	return m.open(&confirm{
		question: say(m.s.Measure.LastLook, m.lang.Measure(o.Measure), it.Content.Channel, who), more: more,
		yes: func(m *Model) tea.Cmd { return m.order(it, o) },
	})
}

func (m *Model) order(it *inbox.Item, o inbox.Ordering) tea.Cmd {
	var given inbox.Order
	return m.decide(act{
		items: []inbox.ItemID{it.ID},
		do: func(ctx context.Context) (err error) {
			given, err = m.ses.Order(ctx, inbox.Target{ID: it.ID, Version: it.Version}, o)
			return err
		},
		done: func(m *Model) tea.Cmd {
			name := m.lang.Measure(o.Measure)
			if given.State == inbox.OrderInReview {
				return m.say(say(m.s.Measure.ToReview, name) + " " + m.s.UndoHint)
			}
			return m.say(say(m.s.Measure.Queued, name, text.Duration(m.lang, given.UndoUntil.Sub(m.now))) + " " + m.s.UndoHint)
		},
	})
}

func orderStyle(s inbox.OrderState) frame.Style {
	switch s {
	case inbox.OrderUnclear, inbox.OrderRefused:
		return frame.Bad
	case inbox.OrderInReview, inbox.OrderQueued, inbox.OrderVoid:
		return frame.Warn
	case inbox.OrderDone:
		return frame.Good
	case inbox.OrderNone, inbox.OrderActing, inbox.OrderCancelled:
	}
	return frame.Plain
}
