package ui

import (
	"slices"
	"strings"

	"charm.land/lipgloss/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// How much of a conversation stands there before somebody unfolds it: all of a
// short one, of a long one what this item answers and what answers it.
const (
	foldAbove     = 12
	foldAncestors = 3 // besides the first
	foldSiblings  = 2 // on either side
	foldAnswers   = 8
	bodyRows      = 3 // of each text; opening it shows all
)

// threadBlock draws the conversation as a tree, with the item in its place.
func (m *Model) threadBlock(d *detail, width int, open bool) block {
	b := block{name: m.s.Thread}
	nodes := d.tree
	at := slices.IndexFunc(nodes, func(n inbox.Node) bool { return n.Item.ID == d.id })
	alone := len(nodes) <= 1 && (len(nodes) == 0 || !nodes[0].Missing && !nodes[0].Withheld)
	if at < 0 || alone {
		return b
	}
	b.rows = heading(m.s.Thread)
	seen := unfolded(nodes, at, open)
	t := treeRows{m: m, d: d, nodes: nodes, width: width, levels: min(max((width-40)/2, 3), 16)}
	hides := false
	for i := 0; i < len(nodes); i++ {
		if seen[i] {
			t.node(&b, i)
			continue
		}
		from := i
		for i+1 < len(nodes) && !seen[i+1] {
			i++
		}
		more := m.s.Item.MoreAnswer
		if n := i - from + 1; n > 1 {
			more = say(m.s.Item.MoreAnswers, n)
		}
		if !hides { // one row unfolds all
			b.link(linkTo{part: partThread})
		}
		hides = true
		head, _ := t.guides(from, !answered(nodes[i+1:], nodes[from].Parent))
		b.rows = append(b.rows, frame.Of(frame.Own("  "+head, frame.Dim), frame.Own(more, frame.Dim)).Fit(width))
	}
	b.rows = append(b.rows, m.threadEnd(&d.thread, width)...)
	if hides || open {
		b.rows[1].Spans = append(b.rows[1].Spans, frame.Own(" · "+m.s.Item.ThreadNext, frame.Dim))
	}
	return b
}

// answered reports whether one of the nodes answers the same text.
func answered(rest []inbox.Node, parent int) bool {
	return slices.ContainsFunc(rest, func(n inbox.Node) bool { return n.Parent == parent })
}

// threadEnd says what of the conversation is not here.
func (m *Model) threadEnd(c *inbox.Conversation, width int) []frame.Row {
	var rows []frame.Row
	if c.More > 0 {
		words := m.s.Item.NotLoaded
		if c.MoreLeft {
			words = m.s.Item.NotLoadedOrMore
		}
		rows = append(rows, frame.Indented(safetext.Line(say(words, c.More)), width, 2, frame.Dim, nil)...)
	}
	if n := len(c.Withheld); n > 0 {
		rows = append(rows, frame.Indented(safetext.Line(say(m.s.Item.WithheldTexts, n)), width, 2, frame.Dim, nil)...)
	}
	return rows
}

// unfolded says which texts of a conversation are shown.
func unfolded(nodes []inbox.Node, at int, all bool) []bool {
	seen := make([]bool, len(nodes))
	if all || len(nodes) <= foldAbove {
		for i := range seen {
			seen[i] = true
		}
		return seen
	}
	seen[at] = true
	for up, n := nodes[at].Parent, 0; up >= 0; up, n = nodes[up].Parent, n+1 {
		seen[up] = n < foldAncestors || nodes[up].Parent < 0
	}
	before, after, below := 0, 0, 0
	for i := at - 1; i >= 0 && before < foldSiblings; i-- {
		if nodes[i].Parent == nodes[at].Parent {
			seen[i] = true
			before++
		}
	}
	for i := at + 1; i < len(nodes); i++ {
		switch {
		case nodes[i].Depth > nodes[at].Depth && after == 0:
			seen[i] = seen[i] || below < foldAnswers
			below++
		case nodes[i].Parent == nodes[at].Parent && after < foldSiblings:
			seen[i] = true
			after++
		case nodes[i].Depth <= nodes[at].Depth:
			after++ // the item's own answers end here
		}
	}
	return seen
}

// treeRows draws the texts of a conversation under each other.
type treeRows struct {
	m       *Model
	d       *detail
	nodes   []inbox.Node
	width   int
	missing string // what the text before answers and is not here
	levels  int    // how many steps to the right there is room for
}

// guides are the lines of the tree in front of a text and in front of its words. A
// text deeper than there is room for keeps the lines nearest to it.
func (t *treeRows) guides(i int, last bool) (head, body string) {
	depth := t.nodes[i].Depth
	if t.m.opt.Plain || depth == 0 {
		return "", ""
	}
	head, body = "├ ", "│ "
	if last {
		head, body = "└ ", "  "
	}
	lines := make([]string, 0, t.levels)
	up := t.nodes[i].Parent
	for n := 1; n < min(depth, t.levels) && up >= 0; n++ {
		if t.nodes[up].Last {
			lines = append(lines, "  ")
		} else {
			lines = append(lines, "│ ")
		}
		up = t.nodes[up].Parent
	}
	slices.Reverse(lines)
	before := strings.Join(lines, "")
	if depth > t.levels {
		before = "·" + before
	}
	return before + head, before + body
}

// node draws one text: who and when, and the beginning of its words.
func (t *treeRows) node(b *block, i int) {
	m, n := t.m, &t.nodes[i]
	it := n.Item
	head, body := t.guides(i, n.Last)
	if (n.Missing || n.Withheld) && it.Content.Parent != t.missing {
		t.missing = it.Content.Parent
		why := m.s.Item.AnswersNothing
		if n.Withheld {
			why = m.s.Item.AnswersWithheld
		}
		b.rows = append(b.rows, frame.Indented(safetext.Line("("+why+")"), t.width, 2, frame.Warn, nil)...)
	}
	if it.ID == t.d.id {
		arrow := "► "
		if m.opt.Plain {
			arrow = "> "
		}
		b.rows = append(b.rows, frame.Of(frame.Own("  "+head, frame.Dim), frame.Own(arrow+m.s.ThisItem, frame.Strong), frame.Own(t.where(n), frame.Dim)).Fit(t.width))
		return
	}
	b.link(linkTo{part: partThread, item: it.ID})
	ours := it.Content.Kind == inbox.KindOwnPost
	name, words := frame.Strong, frame.Plain
	if ours {
		name, words = frame.Ours, frame.Ours
	}
	row := frame.Of(frame.Own("  "+head, frame.Dim), frame.Span{Text: m.writer(it), Style: name})
	when := " · " + text.Ago(m.lang, it.ID.Time(), m.now)
	if t.width >= 70 {
		when = " · " + text.Stamp(m.lang, it.ID.Time(), m.now, m.ses.House.Zone)
	}
	row.Spans = append(row.Spans, frame.Own(when+t.where(n), frame.Dim))
	if !ours {
		row.Spans = append(row.Spans, frame.Own(" · "+m.lang.Work(it.State.Work), frame.Dim))
		if level := it.Level(); level >= inbox.E2 {
			sign, st := m.levelSign(level)
			row.Spans = append(row.Spans, frame.Own(" · ", frame.Dim), frame.Own(strings.TrimSpace(sign), st))
		}
		left := t.width - row.Width() - 3
		if v := it.State.Visibility; v != inbox.Public {
			left -= 3 + lipgloss.Width(m.lang.Visibility(v))
		}
		if labels := m.shortLabels(it.Labels(), left); labels != "" {
			row.Spans = append(row.Spans, frame.Own(" · "+labels, frame.Plain))
		}
	}
	if v := it.State.Visibility; v != inbox.Public {
		row.Spans = append(row.Spans, frame.Own(" · "+m.lang.Visibility(v), frame.Warn))
		words = frame.Dim
	}
	b.rows = append(b.rows, row.Fit(t.width))
	t.words(b, it, body, words)
	b.linked()
}

// where says in words what the lines of the tree cannot: in a session without
// them, and where a text lies too deep.
func (t *treeRows) where(n *inbox.Node) string {
	m := t.m
	switch {
	case m.opt.Plain && n.Parent >= 0:
		return " · " + say(m.s.Item.AnswerTo, m.writer(t.nodes[n.Parent].Item).String())
	case n.Depth > t.levels:
		return " · " + say(m.s.Item.Level, n.Depth)
	}
	return ""
}

func (t *treeRows) words(b *block, it *inbox.Item, lead string, st frame.Style) {
	words := t.m.snippet(it)
	if words.IsEmpty() {
		words = safetext.Line(t.m.s.Item.NoWords)
	}
	indent := frame.Own("  "+lead+"  ", frame.Dim)
	width := max(t.width-indent.Text.Width(), 8)
	rows := frame.Wrap(words, width, st, nil)
	for i, r := range rows[:min(len(rows), bodyRows)] {
		if i == bodyRows-1 && len(rows) > bodyRows {
			r.Spans = append(r.Spans, frame.Own(" …", frame.Dim))
			r = r.Fit(width)
		}
		b.rows = append(b.rows, r.Lead(indent))
	}
}
