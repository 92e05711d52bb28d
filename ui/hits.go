package ui

import (
	"slices"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// hitWords are the words that the view's query and the filter look for in a text,
// folded as the store folds them.
func (m *Model) hitWords() []string {
	if len(m.views) == 0 {
		return nil
	}
	var out []string
	for _, t := range m.list.query(m).Terms() {
		if t.Field == inbox.FieldText && !t.Not {
			out = append(out, inbox.FoldText(t.Values[0]))
		}
	}
	return out
}

// hits finds the words in a text that is fit to be drawn. Looking there, and not in
// the raw text, keeps covered what is covered: it is not in it any more.
func (m *Model) hits(t safetext.Text) []safetext.Span {
	var out []safetext.Span
	s := t.String()
	for _, w := range m.hitWords() {
		for at := 0; w != "" && at < len(s); {
			end, ok := foldedAt(s[at:], w)
			if ok {
				out = append(out, safetext.Span{Start: at, End: at + end})
				at += end
				continue
			}
			at++
			for at < len(s) && s[at]&0xC0 == 0x80 { // into the next character
				at++
			}
		}
	}
	slices.SortFunc(out, func(a, b safetext.Span) int { return a.Start - b.Start })
	return out
}

// foldedAt reports whether s begins with a folded word, and how long it is there.
func foldedAt(s, folded string) (n int, ok bool) {
	want := []rune(folded)
	for i, r := range s {
		if len(want) == 0 {
			return i, true
		}
		if inbox.FoldText(string(r)) != string(want[0]) {
			return 0, false
		}
		want = want[1:]
	}
	return len(s), len(want) == 0
}

// hitRanges marks the hits in a text that is wrapped.
func (m *Model) hitRanges(t safetext.Text) []frame.Range {
	var out []frame.Range
	for _, sp := range m.hits(t) {
		out = append(out, frame.Range{Span: sp, Style: frame.Hit})
	}
	return out
}

// hitLead is how much stands in front of the first hit when the beginning of a text
// has none.
const hitLead = 24

// hitPieces is one line of a text with its hits marked. Where the first one would
// stand beyond the line's cells, the line begins shortly before it.
func (m *Model) hitPieces(t safetext.Text, width int) []frame.Span {
	hits := m.hits(t)
	if len(hits) == 0 {
		return []frame.Span{{Text: t}}
	}
	var out []frame.Span
	at := 0
	if first := hits[0].Start; t.Slice(0, hits[0].End).Width() > width {
		at = first
		for n := 0; at > 0 && n < hitLead; n++ {
			at--
			for at > 0 && t.String()[at]&0xC0 == 0x80 {
				at--
			}
		}
		out = append(out, frame.Own("… ", frame.Dim))
	}
	for _, sp := range hits {
		if sp.Start < at { // two words that overlap
			continue
		}
		out = append(out, frame.Span{Text: t.Slice(at, sp.Start)}, frame.Span{Text: t.Slice(sp.Start, sp.End), Style: frame.Hit})
		at = sp.End
	}
	return append(out, frame.Span{Text: t.Slice(at, len(t.String()))})
}

// found is what stands beside the filter: how many items it found so far, or that
// texts are still being read.
func (m *Model) found() string {
	s, w := m.searching(), m.list.window()
	if s != "" || !w.Loaded() || len(w.Rows()) == 0 {
		return s
	}
	all := w.AtStart() && w.AtEnd()
	return " · " + say(m.s.Hand.Hits, m.number(inbox.Count{N: len(w.Rows()), Exact: all}))
}

// nothing says why a list is empty, and the way out of a filter that finds nothing.
func (m *Model) nothing() string {
	if m.list.filter.IsZero() {
		return m.s.Empty
	}
	return m.s.Hand.NoHit
}

// searching says that texts are being read for a filter, and how far back: what was
// found so far can be worked on meanwhile.
func (m *Model) searching() string {
	if !m.asking(slotPage) || len(m.hitWords()) == 0 {
		return ""
	}
	rows := m.list.window().Rows()
	if m.list.reading <= 0 || len(rows) == 0 {
		return " · " + m.s.Hand.Searching
	}
	return " · " + say(m.s.Hand.SearchedTo, text.Day(m.lang, rows[len(rows)-1].ID.Time(), m.ses.House.Zone))
}
