package ui

import (
	"fmt"
	"slices"
	"strings"

	"lotse/inbox"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// scene is what the line mode remembers of the desk to tell what changed in it.
type scene struct {
	over   string // what lies on top, "" is the list
	dialog bool   // it is a dialog
	place  Place
	title  string
	ready  bool // it has read what it shows
	view   string
	item   inbox.ItemID // the selected one of the list
	facts  string       // what an officer wants to know of it
	rows   []string
	bad    []string // rows that say what is wrong
	chosen string   // the selected row
	writes bool     // it has a field
	line   int      // the row of the field
	name   string   // what stands before it
	label  string   // the row above it
	field  string
	toast  int
	guide  string // what a tour or a story says
	alarms []string
	marks  int
}

// look draws what lies on top and remembers it.
func (l *lines) look(m *Model) scene {
	s := scene{toast: m.toast.id, guide: m.guideSaid(), place: m.place(), marks: len(m.list.marks), alarms: m.alarms(), ready: true}
	if n := len(m.dialogs); n > 0 {
		d := m.dialogs[n-1]
		s.over, s.dialog = fmt.Sprintf("%T %p", d, d), true
		_, asks := d.(*confirm) // its cursor stands in no field
		s.writes = !asks
		s.drawn(m, d.draw(m, lineWidth, lineHeight))
		if menu, ok := d.(*menu); ok {
			s.chosen, s.writes = m.menuSaid(menu), false
		}
		return s
	}
	top := m.top()
	if top == nil {
		s.listed(m)
		return s
	}
	s.over, s.title = fmt.Sprintf("%T %p %d", top, top, s.place), m.spoken(top.title(m))
	if a, ok := top.(about); ok && s.place == InItem {
		s.over += a.item(m).String()
	}
	if w, ok := top.(writer); ok {
		f, _ := w.field(m)
		s.writes = f != nil
	}
	s.drawn(m, top.draw(m, lineWidth, lineHeight))
	s.ready = !slices.Contains(s.rows, m.spoken(m.s.Loading)) && (s.place != InConfirm || !m.asking(slotPreview))
	switch list := top.(type) { // whoever decides on a text has heard it
	case *reviewScreen:
		s.chosen = m.withText(s.chosen, list.chosen())
	case *outboxScreen:
		s.chosen = m.withText(s.chosen, list.chosen())
	case *figuresScreen: // every picture is a page of its own
		if s.ready = len(list.charts) > 0; s.ready {
			s.over += fmt.Sprint(list.at, list.span)
			s.title += ": " + m.spoken(list.charts[list.at].Title)
			s.rows = s.rows[1:]
		}
	}
	return s
}

func (m *Model) withText(row string, r *inbox.Reply) string {
	if r == nil {
		return row
	}
	return row + ". " + m.s.AsPosted + " " + m.spoken(r.Text)
}

// listed remembers the list: its view, and the selected item.
func (s *scene) listed(m *Model) {
	w := m.list.window()
	s.view = m.views[m.list.at].name + "\x00" + m.list.filter.Format(string(m.lang))
	s.ready = w.Loaded() && !m.asking(slotPage)
	s.item = w.Selected
	if it, ok := w.Item(); ok {
		s.facts = m.factsSaid(&it)
		if m.list.marked(it.ID) {
			s.facts = m.s.Lines.Marked + ", " + s.facts
		}
	}
}

// drawn remembers rows, the selected one, and the field the cursor stands in.
func (s *scene) drawn(m *Model, p panel) {
	s.rows = make([]string, len(p.rows))
	chosen := -1
	for i := range p.rows {
		r := &p.rows[i]
		s.rows[i] = m.spoken(r.Text())
		has := func(st frame.Style) bool {
			return r.Fill == st || slices.ContainsFunc(r.Spans, func(x frame.Span) bool { return x.Style == st })
		}
		if has(frame.Select) && chosen < 0 {
			chosen, s.chosen = i, s.rows[i]
			if r.Fill != frame.Select { // one of several in the row
				s.chosen = m.spoken(textOf(r, func(st frame.Style) bool { return st == frame.Select }))
			}
		}
		if has(frame.Bad) {
			s.bad = append(s.bad, s.rows[i])
		}
	}
	if s.writes = s.writes && p.cursor && p.y != chosen && p.y < len(s.rows); s.writes {
		r := &p.rows[p.y]
		s.line = p.y
		s.name = strings.Trim(m.spoken(textOf(r, func(st frame.Style) bool { return st == frame.Key })), ":/")
		s.field = m.spoken(textOf(r, func(st frame.Style) bool { return st != frame.Key }))
		for i := p.y - 1; i >= 0 && s.label == ""; i-- {
			s.label = s.rows[i]
		}
	}
}

func textOf(r *frame.Row, of func(frame.Style) bool) string {
	s := ""
	for _, x := range r.Spans {
		if of(x.Style) {
			s += x.Text.String()
		}
	}
	return s
}

// menuSaid is the selected entry of a menu: its place, its name, whether it is
// ticked, its letter, and what explains it.
func (m *Model) menuSaid(d *menu) string {
	if d.at < 0 || d.at >= len(d.entries) {
		return ""
	}
	e, w := &d.entries[d.at], &m.s.Lines
	out := say(w.Place, d.at+1, len(d.entries)) + m.spoken(e.name)
	if d.many {
		tick := w.Off
		if e.on {
			tick = w.On
		}
		out += ", " + tick
	}
	if e.hot != 0 {
		out += ", " + say(w.Letter, string(e.hot))
	}
	return sentence([]string{out, m.spoken(e.more), m.spoken(e.why)})
}

// alarms are what must not be overheard: stuck replies, a dead channel, a
// handover that waits.
func (m *Model) alarms() []string {
	var out []string
	st := &m.status
	if n, _ := st.lost(m.now); n > 0 {
		out = append(out, say(m.s.Unclear, n))
	}
	if n := st.byHand(inbox.ReplyQueued); n > 0 {
		out = append(out, say(m.s.ByHand.ToSend, n))
	}
	m.measureConcerns(func(c concern) { out = append(out, c.words) })
	if n := st.count(inbox.ReplyInReview); n > 0 {
		out = append(out, say(m.s.ToRelease, n))
	}
	if n := m.heldBack(); n > 0 {
		out = append(out, say(m.s.WaitForChannel, n))
	}
	if st.waiting != nil && st.waiting.To == m.ses.Person.ID {
		out = append(out, m.s.HandoverWaits)
	}
	for i := range st.channels {
		if word, bad := m.health(&st.channels[i]); bad {
			out = append(out, st.channels[i].Channel+": "+word)
		}
	}
	for _, c := range m.endingAccess() {
		out = append(out, c.words)
	}
	return out
}

// factsSaid are level, state, labels and what else changes what an officer does.
func (m *Model) factsSaid(it *inbox.Item) string {
	parts := []string{m.lang.Level(it.Level()).Name, m.lang.Work(it.State.Work)}
	badges := m.badges(it)
	for _, b := range badges.Spans {
		if word := strings.Trim(b.Text.String(), "[] "); word != "" {
			parts = append(parts, word)
		}
	}
	if ls := it.Labels(); ls != 0 {
		parts = append(parts, m.lang.Labels(ls))
	}
	return m.spoken(strings.Join(parts, ", "))
}

// itemSaid is an item in one sentence: who, how urgent, what kind, how old, and
// the beginning of its words.
func (m *Model) itemSaid(it *inbox.Item, facts string) string {
	name := m.spoken(it.Content.Author.Name)
	if name == "" {
		name = m.s.NoName
	}
	return name + ", " + facts + ", " + it.Content.Channel + ", " + text.Ago(m.lang, it.ID.Time(), m.now) + ". " + m.spoken(m.snippet(it).String())
}

// placeSaid is where in the view the selection stands.
func (m *Model) placeSaid() string {
	w := m.list.window()
	switch at := w.Index(); {
	case at < 0 || !w.AtStart():
		return ""
	case w.AtEnd():
		return say(m.s.Lines.Place, at+1, len(w.Rows()))
	default:
		return say(m.s.Lines.PlaceOpen, at+1, len(w.Rows()))
	}
}
