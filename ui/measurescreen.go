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
	orders   []inbox.Order
	items    map[inbox.ItemID]inbox.Item
	reasons  map[inbox.OrderID]string
	selected inbox.OrderID
	loaded   bool
	scroll   int
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
			at := max(s.index(), 0)
			s.orders, s.items, s.reasons, s.loaded = orders, items, reasons, true
			if s.index() < 0 {
				s.selected = ""
				if len(orders) > 0 {
					s.selected = orders[min(at, len(orders)-1)].ID
				}
			}
			return nil
		}, nil
	})
}

func (s *measureScreen) index() int {
	return slices.IndexFunc(s.orders, func(o inbox.Order) bool { return o.ID == s.selected })
}

func (s *measureScreen) order() *inbox.Order {
	if i := s.index(); i >= 0 {
		return &s.orders[i]
	}
	return nil
}

func (s *measureScreen) item(*Model) inbox.ItemID {
	if o := s.order(); o != nil {
		return o.Item
	}
	return inbox.ItemID{}
}

func (s *measureScreen) moveBy(_ *Model, by int) {
	if len(s.orders) > 0 {
		at := min(max(s.index()+by, 0), len(s.orders)-1)
		s.selected, s.scroll = s.orders[at].ID, 0
	}
}

func (s *measureScreen) scrollBy(_ *Model, by int) { s.scroll = max(0, s.scroll+by) }

func (s *measureScreen) draw(m *Model, width, height int) panel {
	if len(s.orders) == 0 {
		word := m.s.Measure.None
		if !s.loaded {
			word = m.s.Loading
		}
		return panel{rows: []frame.Row{{}, frame.Line(" "+word, frame.Dim)}, cursor: true}
	}
	p := panel{cursor: true}
	n := min(len(s.orders), max(3, height/3))
	at := max(s.index(), 0)
	from := max(0, min(at-n/2, len(s.orders)-n))
	for i := from; i < len(s.orders) && i < from+n; i++ {
		if i == at {
			p.y = len(p.rows)
		}
		id := s.orders[i].ID
		p.spot(0, len(p.rows), width, 1, func(m *Model) tea.Cmd {
			return m.clickLine(s.selected == id, func() { s.selected, s.scroll = id, 0 }, "open")
		})
		p.rows = append(p.rows, s.line(m, &s.orders[i], i == at, width))
	}
	p.rows = append(p.rows, frame.Rule(width, m.opt.Plain))
	var rows []frame.Row
	rows, s.scroll = window(s.reading(m, width), s.scroll, height-len(p.rows))
	p.rows = append(p.rows, rows...)
	return p
}

func (s *measureScreen) line(m *Model, o *inbox.Order, selected bool, width int) frame.Row {
	row := frame.Row{Spans: []frame.Span{frame.Own("   ", frame.Plain)}}
	if selected {
		row = frame.Row{Fill: frame.Select, Spans: []frame.Span{frame.Own(" > ", frame.Plain)}}
	}
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
	o := s.order()
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
