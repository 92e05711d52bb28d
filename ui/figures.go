package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/report"
	"lotse/ui/figures"
	"lotse/ui/frame"
)

// figuresScreen shows what came in and what became of it as pictures. The numbers
// are those of one moment: they are counted when the screen opens or is asked for
// something else, and do not change under the reader.
type figuresScreen struct {
	charts   []figures.Chart
	heading  []string
	notes    []string
	counting bool
	at       int // the picture
	row      int // the line chosen in it
	span     int // how long a period, see spans
	channel  int // 0 for every one, else the number in the config
}

// spans are the periods the screen offers, in the order of their words.
func spanStart(span int, now time.Time) time.Time {
	y, m, d := now.Date()
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, now.Location()) }
	switch span {
	case 0:
		return day(y, m, d)
	case 1:
		return day(y, m, d-6)
	case 2:
		return day(y, m, d-29)
	case 3:
		return day(y, m, d-91)
	}
	return day(y-1, m, d+1)
}

const monthSpan = 2

func (s *figuresScreen) place() Place          { return InFigures }
func (s *figuresScreen) title(m *Model) string { return m.s.Figures.Title }

// count asks for the figures. What is on the screen stays until they come.
func (s *figuresScreen) count(m *Model) tea.Cmd {
	now := m.now.In(m.ses.House.Zone)
	a := report.Ask{From: spanStart(s.span, now), To: now, Zone: m.ses.House.Zone, Now: now}
	if s.channel > 0 {
		a.Channels = []string{m.ses.House.Channels[s.channel-1]}
	}
	s.counting = true
	return m.ask(slotFigures, func(ctx context.Context) (answer, error) {
		f, err := report.Make(ctx, m.ses, m.ses.House, a, nil)
		if err != nil {
			return nil, err
		}
		charts := figures.Charts(&f, m.ses.House, m.lang)
		return func(m *Model) tea.Cmd {
			was := ""
			if s.at < len(s.charts) {
				was = s.charts[s.at].ID
			}
			s.charts, s.heading, s.notes, s.counting = charts, figures.Heading(&f, m.lang), figures.Notes(&f, m.lang), false
			s.at = max(0, slices.IndexFunc(charts, func(c figures.Chart) bool { return c.ID == was }))
			s.row = min(s.row, max(0, len(charts[s.at].Rows)-1))
			s.newest()
			return nil
		}, nil
	})
}

func (s *figuresScreen) chart() *figures.Chart {
	if s.at < len(s.charts) {
		return &s.charts[s.at]
	}
	return nil
}

func (s *figuresScreen) moveBy(_ *Model, by int) {
	if c := s.chart(); c != nil {
		s.row = min(max(s.row+by, 0), max(0, len(c.Rows)-1))
	}
}

// turn goes to another picture.
func (s *figuresScreen) turn(by int) {
	if n := len(s.charts); n > 0 {
		s.at, s.row = (s.at+by%n+n)%n, 0
		s.newest()
	}
}

// newest chooses the latest step of time, of other pictures the line that was.
func (s *figuresScreen) newest() {
	if c := s.chart(); c != nil && c.Shape == figures.Time {
		s.row = len(c.Rows) - 1
	}
}

// query finds what the chosen line counts.
func (s *figuresScreen) query() (inbox.Query, bool) {
	c := s.chart()
	if c == nil || s.row >= len(c.Rows) || c.Rows[s.row].Query == "" {
		return inbox.Query{}, false
	}
	q, err := inbox.ParseQuery(c.Rows[s.row].Query)
	return q, err == nil
}

func figureActions() []Action {
	on := func(do func(m *Model, s *figuresScreen) tea.Cmd) func(m *Model) tea.Cmd {
		return func(m *Model) tea.Cmd {
			if s, ok := m.top().(*figuresScreen); ok {
				return do(m, s)
			}
			return nil
		}
	}
	span := func(by int) func(m *Model) tea.Cmd {
		return on(func(m *Model, s *figuresScreen) tea.Cmd {
			to := min(max(s.span+by, 0), len(m.s.Figures.Spans)-1)
			if to == s.span {
				return m.say(m.s.NoFurther)
			}
			s.span = to
			return s.count(m)
		})
	}
	return []Action{
		{
			ID: "figures", Keys: []string{"T"}, Where: inDesk, Group: GroupDesk,
			Enabled: func(m *Model) (bool, string) {
				if err := m.ses.May(inbox.RightRead); err != nil {
					return false, m.sentence(err)
				}
				return true, ""
			},
			Run: func(m *Model) tea.Cmd {
				s := &figuresScreen{span: monthSpan}
				m.push(s)
				return s.count(m)
			},
		},
		{ID: "chart_next", Keys: []string{"tab", "right", "l"}, Where: InFigures, Group: GroupMove, Hint: 2, Run: on(func(_ *Model, s *figuresScreen) tea.Cmd { s.turn(1); return nil })},
		{ID: "chart_prev", Keys: []string{"shift+tab", "left", "h"}, Where: InFigures, Group: GroupMove, Run: on(func(_ *Model, s *figuresScreen) tea.Cmd { s.turn(-1); return nil })},
		{ID: "longer", Keys: []string{"+"}, Where: InFigures, Group: GroupViews, Hint: 3, Run: span(1)},
		{ID: "shorter", Keys: []string{"-"}, Where: InFigures, Group: GroupViews, Hint: 4, Run: span(-1)},
		{ID: "figure_channel", Keys: []string{"#"}, Where: InFigures, Group: GroupViews, Hint: 5, Run: on(func(m *Model, s *figuresScreen) tea.Cmd {
			s.channel = (s.channel + 1) % (len(m.ses.House.Channels) + 1)
			return s.count(m)
		})},
		{
			ID: "figure_open", Keys: []string{"enter"}, Where: InFigures, Group: GroupMove, Hint: 1,
			Enabled: func(m *Model) (bool, string) {
				s, ok := m.top().(*figuresScreen)
				if ok {
					_, ok = s.query()
				}
				return ok, m.s.Figures.NoQuery
			},
			Run: on(func(m *Model, s *figuresScreen) tea.Cmd {
				q, _ := s.query()
				m.pop()
				m.list.filter = q
				return m.list.show(m, slices.IndexFunc(m.views, func(v view) bool { return v.id == "all" }))
			}),
		},
	}
}

// draw shows one picture, or as many as there is room for.
func (s *figuresScreen) draw(m *Model, width, height int) panel {
	w := &m.s.Figures
	if len(s.charts) == 0 {
		return panel{rows: []frame.Row{{}, frame.Line(" "+w.Counting, frame.Dim)}, cursor: true}
	}
	rows := make([]frame.Row, 0, height)
	for i, l := range s.heading {
		line := frame.Line(" "+l, frame.Strong)
		if i > 0 {
			line = frame.Line(" "+l+" · "+w.Spans[s.span]+" · "+say(w.Chart, s.at+1, len(s.charts)), frame.Dim)
			if s.counting {
				line.Spans = append(line.Spans, frame.Own(" · "+w.Counting, frame.Warn))
			}
		}
		rows = append(rows, line)
	}
	rows = append(rows, frame.Row{})
	head := len(rows)
	room := height - head - 1
	d := chartDrawing{plain: m.opt.Plain}
	var y int
	p := panel{cursor: true}
	if width < manyWidth || m.opt.Plain || room < 2*manyHeight {
		drawn, at := d.draw(&s.charts[s.at], width, room, s.row)
		s.spots(&p, &d, s.at, 0, head, width, len(drawn))
		rows, y = append(rows, drawn...), head+at
	} else {
		drawn, at := s.many(&d, &p, width, room, head)
		rows, y = append(rows, drawn...), head+at
	}
	for len(rows) < height-1 {
		rows = append(rows, frame.Row{})
	}
	never, _, _ := strings.Cut(s.notes[0], ":") // the rest stands in the report
	rows = append(rows, frame.Line(" "+never+".", frame.Dim))
	p.rows, p.y = rows, y
	return p
}

// spots lets a picture be clicked: anywhere to choose it, on a line to choose that.
func (s *figuresScreen) spots(p *panel, d *chartDrawing, chart, x, y, width, height int) {
	p.spot(x, y, width, height, func(*Model) tea.Cmd {
		if chart != s.at {
			s.turn(chart - s.at)
		}
		return nil
	})
	for _, l := range d.lines {
		w, h := min(l.w, width-l.x), min(l.h, height-l.y)
		p.spot(x+l.x, y+l.y, w, h, func(m *Model) tea.Cmd {
			return m.clickLine(s.at == chart && s.row == l.row, func() { s.at, s.row = chart, l.row }, "figure_open")
		})
	}
}

// From this size on several pictures stand beside each other.
const (
	manyWidth  = 130
	manyHeight = 13
)

// many draws a sheet of pictures, two abreast, the one with the selection among
// them.
func (s *figuresScreen) many(d *chartDrawing, p *panel, width, room, head int) (rows []frame.Row, y int) {
	lines := room / manyHeight
	each, half := room/lines, (width-1)/2
	first := s.at / (2 * lines) * 2 * lines
	for i := range lines {
		var pair [2][]frame.Row
		for j := range pair {
			n := first + 2*i + j
			if n >= len(s.charts) {
				continue
			}
			chosen := -1
			if n == s.at {
				chosen = s.row
			}
			var at int
			pair[j], at = d.draw(&s.charts[n], half-1, each-1, chosen)
			if chosen >= 0 {
				y = len(rows) + at
			}
			s.spots(p, d, n, j*(half+1), head+len(rows), half-1, len(pair[j]))
		}
		rows = append(rows, frame.Beside(pair[0], half, " ", pair[1], width-half-1, each)...)
	}
	return rows, y
}
