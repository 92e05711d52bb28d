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

// dutyScreen is the handover of the duty (Dienstübergabe): the protocol that
// waits, or the last one.
type dutyScreen struct {
	loaded bool
	sheet  *inbox.Handover
	items  map[inbox.ItemID]inbox.Item
	line   int // the selected line; a protocol never changes, so its index is its name
	acked  map[int]bool
}

func (s *dutyScreen) place() Place          { return InHandover }
func (s *dutyScreen) title(m *Model) string { return m.s.HandoverTitle }

func (s *dutyScreen) item(*Model) inbox.ItemID {
	if s.sheet != nil && s.line < len(s.sheet.Lines) {
		return s.sheet.Lines[s.line].Item
	}
	return inbox.ItemID{}
}

// load reads the protocol that waits for acceptance, else the latest.
func (s *dutyScreen) load(m *Model) tea.Cmd {
	return m.ask(slotDuty, func(ctx context.Context) (answer, error) {
		hs, err := m.ses.Store.Handovers(ctx, 20)
		if err != nil {
			return nil, err
		}
		var sheet *inbox.Handover
		for i := range hs {
			if hs[i].State == inbox.HandoverPrepared {
				sheet = &hs[i]
				break
			}
		}
		if sheet == nil && len(hs) > 0 {
			sheet = &hs[0]
		}
		items := map[inbox.ItemID]inbox.Item{}
		if sheet != nil {
			for _, l := range sheet.Lines {
				if it, err := m.ses.Item(ctx, l.Item); err == nil && !l.Item.IsZero() {
					items[l.Item] = it
				}
			}
		}
		return func(*Model) tea.Cmd {
			if sheet == nil || s.sheet == nil || s.sheet.ID != sheet.ID {
				s.acked, s.line = map[int]bool{}, 0
			}
			s.sheet, s.items, s.loaded = sheet, items, true
			return nil
		}, nil
	})
}

func (s *dutyScreen) moveBy(_ *Model, by int) {
	if s.sheet != nil {
		s.line = min(max(s.line+by, 0), max(0, len(s.sheet.Lines)-1))
	}
}

// forMe reports whether the person is the one who takes over.
func (s *dutyScreen) forMe(m *Model) bool {
	return s.sheet != nil && s.sheet.State == inbox.HandoverPrepared && s.sheet.To == m.ses.Person.ID
}

// open lines are those of A to C that were not acknowledged yet.
func (s *dutyScreen) openLines() int {
	n := 0
	for i, l := range s.sheet.Lines {
		if l.Section.Single() && !s.acked[i] {
			n++
		}
	}
	return n
}

func (s *dutyScreen) draw(m *Model, width, height int) panel {
	if s.sheet == nil {
		word := m.s.NoHandover
		if !s.loaded {
			word = m.s.Loading
		}
		return panel{rows: append([]frame.Row{{}}, frame.Indented(safetext.Clean(word), width, 1, frame.Dim, nil)...), cursor: true}
	}
	p := panel{cursor: true}
	rows := s.headRows(m, width)
	for _, section := range inbox.Sections() {
		empty := true
		for i, l := range s.sheet.Lines {
			if l.Section != section {
				continue
			}
			if empty {
				rows = append(rows, frame.Row{}, frame.Line(" "+m.sectionName(section), frame.Strong))
			}
			empty = false
			if i == s.line {
				p.y = len(rows)
			}
			line := s.lineRows(m, i, width)
			p.spot(0, len(rows), width, len(line), func(m *Model) tea.Cmd {
				return m.clickLine(s.line == i, func() { s.line = i }, "open")
			})
			rows = append(rows, line...)
		}
		if empty && section.Single() { // that there is nothing is what is taken over, too
			rows = append(rows, frame.Row{}, frame.Of(frame.Own(" "+m.sectionName(section), frame.Strong), frame.Own("  "+m.s.NothingThere, frame.Dim)))
		}
	}
	from := max(0, min(p.y-height/2, len(rows)-height))
	if s.line == 0 {
		from = 0
	}
	p.rows, from = window(rows, from, height)
	p.y, p.spots = p.y-from, p.moved(0, -from, len(rows))
	return p
}

// sectionName is a section with the letter it is spoken of by.
func (m *Model) sectionName(s inbox.Section) string { return string(s) + "  " + m.lang.Section(s) }

func (s *dutyScreen) headRows(m *Model, width int) []frame.Row {
	h, house := s.sheet, m.ses.House
	rows := []frame.Row{
		frame.Line(" "+say(m.s.HandoverFrom, house.PersonName(h.From), house.PersonName(h.To), text.Stamp(m.lang, h.PreparedAt, m.now, house.Zone)), frame.Strong),
		frame.Line(" "+m.lang.HandoverState(h.State)+" · "+say(m.s.HandoverUntil, text.Stamp(m.lang, h.Until, m.now, house.Zone))+" · "+m.s.Checksum+" "+h.Hash.Short(), frame.Dim),
	}
	switch {
	case s.forMe(m):
		rows = append(rows, frame.Indented(safetext.Clean(say(m.s.HandoverToDo, s.openLines())), width, 1, frame.Warn, nil)...)
	case h.State == inbox.HandoverPrepared:
		rows = append(rows, frame.Indented(safetext.Clean(say(m.s.HandoverStill, house.PersonName(h.From), house.PersonName(h.To))), width, 1, frame.Dim, nil)...)
	}
	return rows
}

func (s *dutyScreen) lineRows(m *Model, i, width int) []frame.Row {
	l := s.sheet.Lines[i]
	if l.Section == inbox.SectionNotes { // the words themselves, not that there are some
		rows := frame.Indented(safetext.Clean(s.sheet.Note), width, 3, frame.Plain, nil)
		if i == s.line && len(rows) > 0 {
			rows[0].Spans[0] = frame.Own(" > ", frame.Key)
		}
		return rows
	}
	lead := "   "
	if l.Section.Single() {
		lead = "   [ ] "
		if s.acked[i] || slices.Contains(s.sheet.Acked, i) {
			lead = "   [x] "
		}
	}
	fill := frame.Plain
	if i == s.line {
		lead, fill = " > "+lead[3:], frame.Select
	}
	rows := []frame.Row{{Fill: fill, Spans: []frame.Span{frame.Own(lead, frame.Plain), frame.Own(text.HandoverLine(m.lang, l, m.ses.House), frame.Plain)}}}
	if it, ok := s.items[l.Item]; ok {
		rows = append(rows, frame.Of(frame.Own("         ", frame.Plain), frame.Span{Text: safetext.Line(it.Content.Author.Name), Style: frame.Dim},
			frame.Own(": ", frame.Dim), frame.Span{Text: m.snippet(&it), Style: frame.Dim}).Fit(width))
	}
	return rows
}
