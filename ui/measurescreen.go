package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// measureScreen shows the measures somebody should look at: those that wait for a
// second person, on their way, refused or unclear. The whole text stands below
// the selected line.
type measureScreen struct {
	shelf[inbox.Order, inbox.OrderID]
	items   map[inbox.ItemID]inbox.Item
	reasons map[inbox.OrderID]string
}

func newMeasureScreen() *measureScreen {
	s := &measureScreen{}
	s.id = func(o *inbox.Order) inbox.OrderID { return o.ID }
	return s
}

func (s *measureScreen) place() Place          { return InMeasures }
func (s *measureScreen) title(m *Model) string { return m.s.Measure.Title }

func (s *measureScreen) load(m *Model) tea.Cmd {
	return m.ask(slotOrders, func(ctx context.Context) (answer, error) {
		orders, err := m.ses.OpenOrders(ctx)
		if err != nil {
			return nil, err
		}
		items, reasons := map[inbox.ItemID]inbox.Item{}, map[inbox.OrderID]string{}
		for i := range orders {
			it, err := m.ses.Item(ctx, orders[i].Item)
			if err != nil {
				return nil, err
			}
			items[it.ID] = it
			events, err := m.ses.Store.History(ctx, it.ID, historyLimit)
			if err != nil {
				return nil, err
			}
			for j := range events {
				if events[j].Kind == inbox.DidOrder && events[j].Order == orders[i].ID {
					reasons[orders[i].ID] = events[j].Text
				}
			}
		}
		orders = slices.DeleteFunc(orders, func(o inbox.Order) bool { return items[o.Item].State.Order != o.ID })
		return func(*Model) tea.Cmd {
			s.put(orders)
			s.items, s.reasons = items, reasons
			return nil
		}, nil
	})
}

func (s *measureScreen) item(*Model) inbox.ItemID {
	if o := s.chosen(); o != nil {
		return o.Item
	}
	return inbox.ItemID{}
}

func (s *measureScreen) draw(m *Model, width, height int) panel {
	if len(s.all) == 0 {
		return s.vacant(m, m.s.Measure.None)
	}
	p := s.lines(width, max(3, height/3), "open", func(o *inbox.Order, row frame.Row) frame.Row { return s.line(m, o, row, width) })
	return s.below(m, p, s.reading(m, width), width, height)
}

func (s *measureScreen) line(m *Model, o *inbox.Order, row frame.Row, width int) frame.Row {
	it := s.items[o.Item]
	row.Spans = append(row.Spans,
		frame.OwnCell(m.lang.Measure(o.Measure), 23, frame.Strong),
		frame.OwnCell(o.Channel, 10, frame.Dim),
		frame.OwnCell(text.Age(o.CreatedAt, m.now), 5, frame.Plain),
		frame.Own(m.lang.OrderState(o.State), orderStyle(o.State)))
	if width-row.Width() > 12 { // else it stands below only
		row.Spans = append(row.Spans, frame.Own(" · ", frame.Dim), frame.Span{Text: safetext.Line(it.Content.Author.Name), Style: frame.Plain})
	}
	return row
}

// reading shows the selected order with the text it is about.
func (s *measureScreen) reading(m *Model, width int) []frame.Row {
	o := s.chosen()
	if o == nil {
		return nil
	}
	it := s.items[o.Item]
	shown := m.shown(&it)
	rows := []frame.Row{frame.Of(frame.Own(" "+m.s.TheyWrote+" ", frame.Dim), frame.Span{Text: safetext.Line(it.Content.Author.Name), Style: frame.Strong})}
	rows = append(rows, frame.Indented(shown.text, width-1, 3, frame.Plain, shown.ranges)...)
	rows = append(rows, frame.Row{})
	about := say(m.s.Measure.Ordered, m.lang.Measure(o.Measure), m.ses.House.PersonName(o.By.Person), text.Stamp(m.lang, o.CreatedAt, m.now, m.ses.House.Zone))
	if o.Rule != "" {
		about += " " + m.lang.Rule(m.ses.House, o.Rule) + "; " + m.lang.Milder(o.Milder) + "."
	}
	rows = append(rows, frame.Indented(safetext.Clean(about), width, 1, frame.Plain, nil)...)
	if why := s.reasons[o.ID]; why != "" {
		rows = append(rows, frame.Indented(safetext.Clean(why), width, 3, frame.Dim, nil)...)
	}
	rows = append(rows, frame.Row{})
	return append(rows, frame.Indented(safetext.Clean(m.orderAdvice(o)), width, 1, frame.Strong, nil)...)
}

// orderAdvice says what a state means and what to do about it.
func (m *Model) orderAdvice(o *inbox.Order) string {
	w := &m.s.Measure
	switch o.State {
	case inbox.OrderInReview:
		if err := m.ses.MayAgree(o); err != nil {
			return m.sentence(err)
		}
		return w.AskAgree
	case inbox.OrderQueued:
		return w.AdviceQueued
	case inbox.OrderActing:
		return w.AdviceActing
	case inbox.OrderUnclear:
		return w.AdviceUnclear
	case inbox.OrderRefused:
		if a := o.Attempt(); a != nil && a.Problem != "" {
			return m.lang.Problem(a.Problem) + ". " + w.AdviceRefused
		}
		return w.AdviceRefused
	case inbox.OrderVoid:
		return m.lang.Void(o.VoidReason) + ". " + w.AdviceVoid
	case inbox.OrderNone, inbox.OrderDone, inbox.OrderCancelled:
	}
	return ""
}
