package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/edit"
)

// measureActions are the acts on other people's texts and the looking after them.
func measureActions() []Action {
	chosen := func(m *Model) *inbox.Order {
		if s, ok := m.top().(*measureScreen); ok {
			return s.chosen()
		}
		return nil
	}
	in := func(may func(m *Model, o *inbox.Order) error, states ...inbox.OrderState) func(m *Model) (bool, string) {
		return func(m *Model) (bool, string) {
			o := chosen(m)
			if o == nil {
				return false, m.s.NothingSelected
			}
			for _, s := range states {
				if o.State == s {
					err := may(m, o)
					return err == nil, m.sentence(err)
				}
			}
			return false, m.sentence(inbox.Fail(inbox.CodeOrderState, "state", o.State.String()))
		}
	}
	mayAgree := func(m *Model, o *inbox.Order) error { return m.ses.MayAgree(o) }
	mayOrder := func(m *Model, _ *inbox.Order) error { return m.ses.May(inbox.RightMeasure) }
	mayPull := func(m *Model, o *inbox.Order) error {
		if o.By.Person == m.ses.Person.ID {
			return m.ses.May(inbox.RightMeasure)
		}
		return m.ses.MayAgree(o)
	}
	return []Action{
		{
			ID: "measure", Keys: []string{"X"}, Where: inItems, Group: GroupDecide, Dangerous: true,
			Enabled: func(m *Model) (bool, string) {
				if err := m.ses.May(inbox.RightMeasure); err != nil {
					return false, m.sentence(err)
				}
				if len(m.list.marks) > 1 && m.top() == nil {
					return false, m.s.Measure.OneByOne
				}
				it, ok := m.subject()
				if !ok {
					return false, m.s.NothingSelected
				}
				err := m.ses.MayMeasureAny(&it)
				return err == nil, m.sentence(err)
			},
			Run: (*Model).askMeasure,
		},
		{ID: "measures", Keys: []string{"U"}, Where: InList | InItem | InReview | InOutbox, Group: GroupDuty, Run: func(m *Model) tea.Cmd {
			s := newMeasureScreen()
			m.push(s)
			return s.load(m)
		}},
		{
			ID: "measure_agree", Keys: []string{"y"}, Where: InMeasures, Group: GroupDecide, Hint: 2, Dangerous: true,
			Enabled: in(mayAgree, inbox.OrderInReview),
			Run: func(m *Model) tea.Cmd {
				o := *chosen(m)
				return m.decide(act{
					items: []inbox.ItemID{o.Item},
					do: func(ctx context.Context) error {
						_, err := m.ses.Agree(ctx, o.ID)
						return err
					},
					done: saying(say(m.s.Measure.Agreed, m.lang.Measure(o.Measure)) + " " + m.s.UndoHint),
				})
			},
		},
		{
			ID: "measure_refuse", Keys: []string{"n"}, Where: InMeasures, Group: GroupDecide, Hint: 3, Dangerous: true,
			Enabled: in(mayAgree, inbox.OrderInReview),
			Run: func(m *Model) tea.Cmd {
				o := *chosen(m)
				return m.open(&prompt{
					heading: m.s.Measure.AskNo, lines: 3, field: edit.Field{Limit: 1000},
					accept: func(m *Model, v string) (tea.Cmd, error) {
						if inbox.Canonical(v) == "" {
							return nil, inbox.Fail(inbox.CodeEmptyText, "what", "note")
						}
						return m.cancelOrder(&o, v), nil
					},
				})
			},
		},
		{
			ID: "measure_pull", Keys: []string{"b"}, Where: InMeasures, Group: GroupDecide, Hint: 4, Dangerous: true,
			Enabled: in(mayPull, inbox.OrderQueued, inbox.OrderInReview),
			Run: func(m *Model) tea.Cmd {
				o := *chosen(m)
				note := ""
				if o.By.Person != m.ses.Person.ID {
					note = m.s.Measure.PulledBack
				}
				return m.cancelOrder(&o, note)
			},
		},
		{
			ID: "measure_settle", Keys: []string{"f"}, Where: InMeasures, Group: GroupDecide, Hint: 5, Dangerous: true,
			Enabled: in(mayOrder, inbox.OrderUnclear),
			Run: func(m *Model) tea.Cmd {
				o := *chosen(m)
				d := newMenu(say(m.s.Measure.AskSettle, m.lang.Measure(o.Measure), o.Channel), []entry{
					{name: m.s.Measure.ItIsDone}, {name: m.s.Measure.ItIsNot},
				})
				d.pick = func(m *Model, at int) tea.Cmd {
					return m.decide(act{
						items: []inbox.ItemID{o.Item},
						do:    func(ctx context.Context) error { return m.ses.SettleOrder(ctx, o.ID, at == 0) },
						done:  saying(m.s.Measure.Settled),
					})
				}
				return m.open(d)
			},
		},
	}
}

func (m *Model) cancelOrder(o *inbox.Order, note string) tea.Cmd {
	id := o.ID
	return m.decide(act{
		items: []inbox.ItemID{o.Item},
		do:    func(ctx context.Context) error { return m.ses.CancelOrder(ctx, id, note) },
		done:  saying(say(m.s.Measure.Cancelled, m.lang.Measure(o.Measure)) + " " + m.s.UndoHint),
	})
}
