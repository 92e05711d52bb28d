package ui

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/edit"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// filterPause is how long somebody must not type before the list follows.
const filterPause = 200 * time.Millisecond

type filterMsg struct {
	of *filterDialog
	n  int
}

// filterDialog asks for a query. The list follows while it is typed; Esc takes
// back the filter there was before.
type filterDialog struct {
	field   edit.Field
	before  inbox.Query
	problem string
	wrong   safetext.Span // the part of the input that the problem is about
	tried   bool          // Enter was pressed: now a mistake is one
	browsed int           // how far back in the queries before, 0 not at all
	offers  []inbox.Completion
	offered int // the completion that Tab takes
	typed   int
}

func (l *listScreen) askFilter(m *Model) tea.Cmd {
	d := &filterDialog{before: l.filter}
	d.field.Set(l.filter.Format(string(m.lang)))
	if d.field.Value() != "" {
		d.field.Insert(" ")
	}
	d.complete(m)
	return m.open(d)
}

func (d *filterDialog) press(m *Model, k tea.KeyPressMsg) tea.Cmd {
	switch k.String() {
	case "esc":
		m.close(d)
		return m.list.setFilter(m, d.before)
	case "enter":
		q, ok := d.parse(m)
		if d.tried = !ok; !ok {
			return nil
		}
		m.close(d)
		m.rememberQuery(q)
		return m.list.setFilter(m, q)
	case "tab":
		if d.offered < len(d.offers) {
			o := d.offers[d.offered]
			d.field.Replace(o.From, o.To, o.Text)
		}
	case "down", "ctrl+n":
		if d.browsed > 0 {
			return d.browse(m, -1)
		}
		if len(d.offers) > 0 {
			d.offered = (d.offered + 1) % len(d.offers)
		}
		return nil
	case "up", "ctrl+p":
		if d.browsed > 0 || d.field.Value() == "" {
			return d.browse(m, 1)
		}
		if len(d.offers) > 0 {
			d.offered = (d.offered + len(d.offers) - 1) % len(d.offers)
		}
		return nil
	default:
		if !d.field.Press(k, m.width-4) {
			return nil
		}
	}
	d.browsed = 0
	return d.changed(m)
}

// browse goes through the queries of this session and, behind them, those of the
// views.
func (d *filterDialog) browse(m *Model, by int) tea.Cmd {
	queries := slices.Clone(m.queries)
	for i := len(m.views) - 1; i >= 0; i-- {
		if v := &m.views[i]; v.id == v.name { // not of the program's own
			if s := v.query.Format(string(m.lang)); !slices.Contains(queries, s) {
				queries = append([]string{s}, queries...)
			}
		}
	}
	to := d.browsed + by
	if to < 0 || to > len(queries) {
		return nil
	}
	d.browsed = to
	if to == 0 {
		d.field.Set("")
	} else {
		d.field.Set(queries[len(queries)-to])
	}
	return d.changed(m)
}

// maxQueries is how many queries a session remembers. They may hold names of
// people, so they are never written to a file; what is to stay is saved as a view.
const maxQueries = 50

func (m *Model) rememberQuery(q inbox.Query) {
	s := q.Format(string(m.lang))
	if s == "" {
		return
	}
	m.queries = append(slices.DeleteFunc(m.queries, func(o string) bool { return o == s }), s)
	if n := len(m.queries); n > maxQueries {
		m.queries = m.queries[n-maxQueries:]
	}
}

func (d *filterDialog) paste(m *Model, s string) tea.Cmd {
	d.field.Insert(s)
	return d.changed(m)
}

func (d *filterDialog) changed(m *Model) tea.Cmd {
	d.complete(m)
	d.parse(m)
	d.tried = false
	d.typed++
	return m.opt.After(filterPause, filterMsg{d, d.typed})
}

func (d *filterDialog) complete(m *Model) {
	d.offers, d.offered = inbox.CompleteQuery(d.field.Value(), d.field.CursorRunes(), m.known()), 0
}

// parse reads the query and keeps what is wrong with it, and where.
func (d *filterDialog) parse(m *Model) (inbox.Query, bool) {
	q, err := m.readQuery(d.field.Value())
	d.problem, d.wrong = "", safetext.Span{}
	if err != nil {
		d.problem = m.sentence(err)
		d.wrong = wrongPart(d.field.Value(), 0, err)
	}
	return q, err == nil
}

// readQuery reads a query and checks it against the house.
func (m *Model) readQuery(s string) (inbox.Query, error) {
	q, err := inbox.ParseQuery(s)
	if err == nil {
		err = q.Check(m.known())
	}
	if err == nil {
		_, err = m.bind(q)
	}
	if err != nil {
		err = m.namesOfFields(err)
	}
	return q, err
}

// wrongPart finds what an error complains about in an input, from a byte on.
func wrongPart(v string, from int, err error) safetext.Span {
	from = min(from, len(v))
	var e *inbox.Error
	if !errors.As(err, &e) {
		return safetext.Span{Start: from, End: max(len(v), from+1)}
	}
	if at, bad := strconv.Atoi(e.Args["at"]); bad == nil && at > 0 { // counted in characters from 1
		for range at - 1 {
			if _, n := utf8.DecodeRuneInString(v[from:]); n > 0 {
				from += n
			}
		}
		end := len(v)
		if i := strings.IndexByte(v[from:], ' '); i > 0 {
			end = from + i
		}
		return safetext.Span{Start: from, End: max(end, from+1)}
	}
	if got := e.Args["got"]; got != "" {
		if i := strings.Index(v[from:], strings.TrimSuffix(got, "…")); i >= 0 {
			return safetext.Span{Start: from + i, End: from + i + len(got)}
		}
	}
	return safetext.Span{Start: from, End: max(len(v), from+1)}
}

// namesOfFields puts the fields and values in what is wrong with a query into the
// language of the screen: who reads German types German.
func (m *Model) namesOfFields(err error) error {
	var e *inbox.Error
	if m.lang != text.DE || !errors.As(err, &e) || e.Code != inbox.CodeQueryField && e.Code != inbox.CodeQueryValue {
		return err
	}
	german := map[string]string{}
	for _, f := range inbox.QueryFields() {
		if e.Code == inbox.CodeQueryField || f.Name == e.Args["field"] {
			german[f.Name] = f.German
		}
		if f.Name == e.Args["field"] {
			for _, v := range f.Values {
				german[v.Name] = v.German
			}
		}
	}
	translated := func(name string) string {
		if s := german[name]; s != "" {
			return s
		}
		return name
	}
	known := strings.Split(e.Args["known"], ", ")
	for i := range known {
		known[i] = translated(known[i])
	}
	out := *e
	out.Args = maps.Clone(e.Args)
	out.Args["known"] = strings.Join(known, ", ")
	if e.Code == inbox.CodeQueryValue {
		out.Args["field"] = translated(e.Args["field"])
	}
	return &out
}

// filterPaused lets the list follow what is typed.
func (l *listScreen) filterPaused(m *Model, msg filterMsg) tea.Cmd {
	if n := len(m.dialogs); n == 0 || m.dialogs[n-1] != dialog(msg.of) || msg.n != msg.of.typed {
		return nil
	}
	if q, ok := msg.of.parse(m); ok {
		return l.setFilter(m, q)
	}
	return nil
}

func (l *listScreen) setFilter(m *Model, q inbox.Query) tea.Cmd {
	if q.Equal(l.filter) {
		return nil
	}
	l.filter = q
	l.clearMarks()
	return l.load(m, false)
}

func (d *filterDialog) draw(m *Model, width, _ int) panel {
	said := d.problem != "" && (d.tried || len(d.offers) == 0) // half a word is no mistake yet
	wrong, ghost := d.wrong, ""
	if !said {
		wrong = safetext.Span{}
	}
	if typed := []rune(d.field.Value()); d.offered < len(d.offers) && d.field.Value() != "" {
		o := d.offers[d.offered]
		ghost, _ = strings.CutPrefix(o.Text, string(typed[min(o.From, len(typed)):min(o.To, len(typed))]))
		if ghost == o.Text {
			ghost = ""
		}
	}
	p := m.inputRow(" / ", &d.field, width, wrong, ghost)
	if said {
		p.rows = append(p.rows, frame.Indented(safetext.Clean(d.problem), width, 1, frame.Bad, nil)...)
	}
	if len(d.offers) == 0 {
		p.rows = append(p.rows, frame.Indented(safetext.Line(m.s.FilterHelp), width, 1, frame.Dim, nil)...)
		return p
	}
	p.rows = append(p.rows, d.offerRow(m, width))
	if d.offered < len(d.offers) && d.offers[d.offered].Label != "" {
		p.rows = append(p.rows, frame.Indented(safetext.Line(d.offers[d.offered].Label), width, 2, frame.Dim, nil)...)
	}
	return p
}

// offerRow shows what can be typed, as much of it as there is room for around the
// one that Tab would take.
func (d *filterDialog) offerRow(m *Model, width int) frame.Row {
	cells := make([]int, len(d.offers))
	for i, o := range d.offers {
		cells[i] = lipgloss.Width(o.Text) + 2
	}
	from, to := around(cells, d.offered, width-2)
	sign := func(more bool, s string) frame.Span {
		if !more || m.opt.Plain {
			s = " "
		}
		return frame.Own(s, frame.Dim)
	}
	row := frame.Of(sign(from > 0, "‹"))
	for i := from; i < to; i++ {
		st := frame.Dim
		if i == d.offered {
			st = frame.Select
		}
		row.Spans = append(row.Spans, frame.Own(" "+d.offers[i].Text+" ", st))
	}
	row.Spans = append(row.Spans, sign(to < len(d.offers), "›"))
	return row
}

func (d *filterDialog) hints(m *Model) []hint {
	hs := []hint{{"Enter", m.s.HintTake}, {"Tab", m.s.HintComplete}, {"Esc", m.s.HintCancel}}
	if len(m.queries) > 0 {
		hs = append(hs, hint{m.keyName("up"), m.s.Hand.HintHistory})
	}
	return hs
}
