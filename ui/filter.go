package ui

import (
	"errors"
	"maps"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

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
	tried   bool // Enter was pressed: now a mistake is one
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
		return m.list.setFilter(m, q)
	case "tab":
		if d.offered < len(d.offers) {
			o := d.offers[d.offered]
			d.field.Replace(o.From, o.To, o.Text)
		}
	case "down", "ctrl+n":
		if len(d.offers) > 0 {
			d.offered = (d.offered + 1) % len(d.offers)
		}
		return nil
	case "up", "ctrl+p":
		if len(d.offers) > 0 {
			d.offered = (d.offered + len(d.offers) - 1) % len(d.offers)
		}
		return nil
	default:
		if !d.field.Press(k, m.width-4) {
			return nil
		}
	}
	return d.changed(m)
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
	d.offers, d.offered = inbox.CompleteQuery(d.field.Value(), d.field.CursorRunes(), inbox.KnownOf(m.ses.House, string(m.lang))), 0
}

// parse reads the query and keeps what is wrong with it.
func (d *filterDialog) parse(m *Model) (inbox.Query, bool) {
	q, err := inbox.ParseQuery(d.field.Value())
	if err == nil {
		err = q.Check(inbox.KnownOf(m.ses.House, string(m.lang)))
	}
	if err == nil {
		_, err = m.bind(q)
	}
	d.problem = ""
	if err != nil {
		d.problem = m.sentence(m.namesOfFields(err))
	}
	return q, err == nil
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
	v := d.field.Draw(width-4, 1)
	p := panel{x: v.X + 3, y: 0, cursor: true}
	for _, l := range v.Lines {
		p.rows = append(p.rows, frame.Of(frame.Own(" / ", frame.Key), frame.Span{Text: l, Style: frame.Plain}))
	}
	if d.problem != "" && (d.tried || len(d.offers) == 0) { // half a word is no mistake yet
		p.rows = append(p.rows, frame.Indented(safetext.Clean(d.problem), width, 1, frame.Bad, nil)...)
	}
	row := frame.Of(frame.Own(" ", frame.Plain))
	for i, o := range d.offers {
		st := frame.Dim
		if i == d.offered {
			st = frame.Select
		}
		row.Spans = append(row.Spans, frame.Own(" "+o.Text+" ", st))
	}
	if d.offered < len(d.offers) && d.offers[d.offered].Label != "" {
		row.Spans = append(row.Spans, frame.Own("  "+d.offers[d.offered].Label, frame.Dim))
	}
	if len(d.offers) == 0 {
		row = frame.Line(" "+m.s.FilterHelp, frame.Dim)
	}
	p.rows = append(p.rows, row)
	return p
}

func (d *filterDialog) hints(m *Model) []hint {
	return []hint{{"Enter", m.s.HintTake}, {"Tab", m.s.HintComplete}, {"Esc", m.s.HintCancel}}
}
