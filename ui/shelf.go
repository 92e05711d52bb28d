package ui

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"lotse/ui/frame"
)

// shelf is a list of a few things with all about the selected one below it:
// replies, measures, claims. The selection is an id, and goes to a neighbour where
// its line goes.
type shelf[T any, ID comparable] struct {
	all      []T
	id       func(*T) ID
	selected ID
	loaded   bool
	scroll   int // of what stands below
}

func (s *shelf[T, ID]) index() int {
	return slices.IndexFunc(s.all, func(t T) bool { return s.id(&t) == s.selected })
}

// chosen gives the selected thing, nil for none.
func (s *shelf[T, ID]) chosen() *T {
	if i := s.index(); i >= 0 {
		return &s.all[i]
	}
	return nil
}

// put takes what was read.
func (s *shelf[T, ID]) put(all []T) {
	at := max(s.index(), 0)
	s.all, s.loaded = all, true
	if s.index() >= 0 {
		return
	}
	var none ID
	s.selected = none
	if len(all) > 0 {
		s.selected = s.id(&all[min(at, len(all)-1)])
	}
}

func (s *shelf[T, ID]) moveBy(_ *Model, by int) {
	if len(s.all) > 0 {
		at := min(max(s.index()+by, 0), len(s.all)-1)
		s.selected, s.scroll = s.id(&s.all[at]), 0
	}
}

func (s *shelf[T, ID]) scrollBy(_ *Model, by int) { s.scroll = max(0, s.scroll+by) }

// lines draws at most n things. A click selects; a second one runs the action
// again, where there is one.
func (s *shelf[T, ID]) lines(width, n int, again string, line func(t *T, row frame.Row) frame.Row) panel {
	p := panel{cursor: true}
	n = min(len(s.all), n)
	at := max(s.index(), 0)
	from := max(0, min(at-n/2, len(s.all)-n))
	for i := from; i < from+n; i++ {
		row := frame.Row{Spans: []frame.Span{frame.Own("   ", frame.Plain)}}
		if i == at {
			row = frame.Row{Fill: frame.Select, Spans: []frame.Span{frame.Own(" > ", frame.Plain)}}
			p.y = len(p.rows)
		}
		id := s.id(&s.all[i])
		p.spot(0, len(p.rows), width, 1, func(m *Model) tea.Cmd {
			if again == "" && s.selected == id {
				return nil
			}
			return m.clickLine(s.selected == id, func() { s.selected, s.scroll = id, 0 }, again)
		})
		p.rows = append(p.rows, line(&s.all[i], row))
	}
	return p
}

// vacant is drawn instead where there is nothing, or nothing yet.
func (s *shelf[T, ID]) vacant(m *Model, none string) panel {
	if !s.loaded {
		none = m.s.Loading
	}
	return panel{rows: []frame.Row{{}, frame.Line(" "+none, frame.Dim)}, cursor: true}
}

// below puts all about the selected thing under its list.
func (s *shelf[T, ID]) below(m *Model, p panel, rows []frame.Row, width, height int) panel {
	p.rows = append(p.rows, frame.Rule(width, m.opt.Plain))
	rows, s.scroll = window(rows, s.scroll, height-len(p.rows))
	p.rows = append(p.rows, rows...)
	return p
}
