package ui

import (
	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// itemScreen shows one item with all that belongs to it. Lines are scrolled; in a
// section whose rows lead somewhere they are chosen instead.
type itemScreen struct {
	id     inbox.ItemID
	scroll int
	height int
	width  int
	open   folds
	part   part // the section a person went to; partFacts for none
	at     linkTo
	chosen bool // at is a row
}

func (s *itemScreen) place() Place             { return InItem }
func (s *itemScreen) item(*Model) inbox.ItemID { return s.id }
func (s *itemScreen) title(m *Model) string    { return m.s.ItemTitle + " " + s.id.Short() }

// widestPage is how wide a text is drawn: longer lines are hard to read for hours.
const widestPage = 110

// page draws the rows for the width the screen has.
func (s *itemScreen) page(m *Model) *itemPage {
	return m.itemPage(min(max(s.width-2, 1), widestPage), s.open)
}

func (s *itemScreen) draw(m *Model, width, height int) panel {
	s.width, s.height = width, height
	page := s.page(m)
	var shown []frame.Row
	shown, s.scroll = window(page.rows, s.scroll, height)
	out := panel{cursor: true, rows: make([]frame.Row, len(shown))}
	for i := range shown {
		out.rows[i] = shown[i].Lead(frame.Own(" ", frame.Plain))
	}
	if row, ok := s.row(page); ok && row >= s.scroll && row < s.scroll+height {
		out.y = row - s.scroll
		out.rows[out.y].Fill = frame.Select
		out.rows[out.y].Spans[0] = m.bar(true)
	}
	top, end := 0, len(shown) // between them the page itself is seen
	if s.scroll > 0 {
		out.rows[0], top = s.sticky(m, page, width), 1
	}
	if more := len(page.rows) - s.scroll - height; more > 0 && height > 3 {
		out.rows[height-1], end = frame.Line(" "+say(m.s.MoreLines, more+1), frame.Dim), height-1
	}
	for _, l := range page.links {
		y := l.row - s.scroll
		from, to := max(y, top), min(y+l.height, end)
		out.spot(0, from, width, to-from, func(m *Model) tea.Cmd {
			return m.clickLine(s.chosen && s.at == l.to, func() { s.at, s.chosen, s.part = l.to, true, l.to.part }, "open")
		})
	}
	return out
}

// row is where the cursor stands: on the chosen row, or on the heading of the
// section a person went to.
func (s *itemScreen) row(p *itemPage) (int, bool) {
	if s.chosen {
		if i := p.find(s.at); i >= 0 {
			return p.links[i].row, true
		}
	}
	if s.part == partFacts {
		return 0, false
	}
	for _, mk := range p.marks {
		if mk.part == s.part {
			return mk.row, mk.part > partText
		}
	}
	return 0, false
}

// sticky is who and what this is about, for whoever has scrolled.
func (s *itemScreen) sticky(m *Model, p *itemPage, width int) frame.Row {
	it := &m.detail.item
	level, st := m.levelSign(it.Level())
	left := []frame.Span{
		frame.Own(level, st), frame.Own(" · "+m.lang.Work(it.State.Work)+" · ", frame.Dim),
		{Text: m.writer(it), Style: frame.Strong},
	}
	if due := m.ses.House.DueAt(it); !due.IsZero() && it.State.Work.IsOpen() {
		left = append(left, frame.Own(" · "+m.s.Due+" "+text.Until(m.lang, due, m.now), frame.Warn))
	}
	row := frame.Of(left...)
	name := ""
	if len(p.marks) > 0 {
		name = p.marks[p.at(s.scroll+1)].name
	}
	right := safetext.Line(name + " ")
	if gap := width - row.Width() - right.Width(); gap > 1 {
		row.Spans = append(row.Spans, frame.OwnCell("", gap, frame.Plain), frame.Span{Text: right, Style: frame.Dim})
	}
	row.Fill = frame.Title
	return row
}

// writer is who wrote a text; what our town wrote is named as ours.
func (m *Model) writer(it *inbox.Item) safetext.Text {
	if it.Content.Kind == inbox.KindOwnPost {
		return safetext.Line(m.s.Us)
	}
	return m.authorName(it)
}

// moveBy chooses among the rows of a section, or scrolls.
func (s *itemScreen) moveBy(m *Model, by int) {
	p := s.page(m)
	i := -1
	if s.chosen {
		i = p.find(s.at)
	}
	if i < 0 || by != 1 && by != -1 {
		s.scrollBy(m, by)
		return
	}
	j := i + by
	switch {
	case j >= 0 && j < len(p.links) && p.links[j].to.part == s.at.part:
		s.choose(p, j)
	case by > 0:
		s.toPart(m, 1)
	default:
		s.scrollBy(m, by)
	}
}

func (s *itemScreen) scrollBy(m *Model, lines int) {
	p := s.page(m)
	s.scroll = min(max(0, s.scroll+lines), max(0, len(p.rows)-s.height))
	if row, ok := s.row(p); !ok || row <= s.scroll || row >= s.scroll+s.height-1 {
		s.chosen, s.part = false, partFacts
	}
}

// choose puts the cursor on a row and scrolls it into view, with what it heads.
func (s *itemScreen) choose(p *itemPage, i int) {
	s.at, s.chosen, s.part = p.links[i].to, true, p.links[i].to.part
	row := p.links[i].row
	below := row + 3 // a text in the conversation has its words below
	if below >= s.scroll+s.height-1 {
		s.scroll = below - s.height + 2
	}
	if row <= s.scroll {
		s.scroll = max(0, row-1)
	}
}

// toPart goes to another section; after the last comes the first.
func (s *itemScreen) toPart(m *Model, by int) {
	p := s.page(m)
	if len(p.marks) == 0 {
		return
	}
	now := p.at(s.scroll)
	for i, mk := range p.marks {
		if s.part != partFacts && mk.part == s.part {
			now = i
		}
	}
	to := p.marks[(now+by+len(p.marks))%len(p.marks)]
	s.part, s.chosen = to.part, false
	s.scroll = max(0, min(to.row-1, len(p.rows)-s.height))
	for i, l := range p.links {
		if l.to.part == to.part {
			s.choose(p, i)
			return
		}
	}
}

// follow opens what the chosen row leads to.
func (s *itemScreen) follow(m *Model) tea.Cmd {
	if s.at.item.IsZero() {
		return s.fold(m, s.at.part)
	}
	m.push(&itemScreen{id: s.at.item})
	return nil
}

// leads reports whether a row is chosen that leads somewhere.
func (s *itemScreen) leads(m *Model) bool { return s.chosen && s.page(m).find(s.at) >= 0 }

// fold opens or closes a section; what stands at the top stays there.
func (s *itemScreen) fold(m *Model, pt part) tea.Cmd {
	before := s.page(m)
	folded := before.find(linkTo{part: pt}) >= 0
	if !folded && !s.open[pt] {
		return m.say(m.s.Item.NothingFolded)
	}
	s.open[pt] = !s.open[pt]
	p := s.page(m)
	if !s.chosen || p.find(s.at) < 0 {
		s.chosen = false
		for i, l := range p.links {
			if l.to.part == pt {
				s.choose(p, i)
				break
			}
		}
	} else {
		s.choose(p, p.find(s.at))
	}
	return nil
}

// foldHere folds the section the cursor is in, else the conversation.
func (s *itemScreen) foldHere(m *Model) tea.Cmd {
	if s.part == partVersions {
		return s.fold(m, partVersions)
	}
	return s.fold(m, partThread)
}
