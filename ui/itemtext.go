package ui

import (
	"cmp"
	"slices"
	"strings"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
)

// reason is why an item carries a label: the words that caused it, numbered as
// they are marked in the text.
type reason struct {
	sign  string // "" when no words caused it
	flag  inbox.Flag
	words []safetext.Text
}

// shownText is an item's text as it is drawn.
type shownText struct {
	text    safetext.Text
	ranges  []frame.Range
	reasons []reason
	covered bool // private data is covered in it
}

// overlaps reports whether a span has anything in common with one of a list.
func overlaps(spans []inbox.Span, sp inbox.Span) bool {
	return slices.ContainsFunc(spans, func(o inbox.Span) bool { return o.Start < sp.End && sp.Start < o.End })
}

// cover is what stands in place of private data.
const cover = "•••••"

// signs number the reasons in the text.
var signs = []string{"¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}

// rewrite is a change of a raw text before it is cleaned.
type rewrite struct {
	start, end int
	with       string
	style      frame.Style // of what is put in; Plain for none
}

// shown prepares an item's text: private data covered unless revealed, flagged
// stretches marked with the number of their reason.
func (m *Model) shown(it *inbox.Item) shownText {
	raw := it.Content.Text
	var out shownText
	var changes []rewrite
	var private []inbox.Span
	if !m.revealed[it.ID] {
		private = inbox.PrivateSpans(it)
		for _, sp := range private {
			changes = append(changes, rewrite{sp.Start, sp.End, m.cover(), frame.Mask})
		}
		out.covered = len(private) > 0
	}
	labels := it.Labels()
	var marks []inbox.Span
	for _, f := range it.Assessment.Flags {
		if !labels.Has(f.Label) {
			continue // a person took this label away
		}
		r := reason{flag: f}
		for _, sp := range f.Spans {
			sp = clamp(sp, len(raw))
			if sp.Start >= sp.End {
				continue
			}
			if r.sign == "" {
				r.sign = m.sign(len(out.reasons))
			}
			changes = append(changes, rewrite{start: sp.End, end: sp.End, with: r.sign})
			if !overlaps(private, sp) { // the reason must not quote what is covered above it
				marks = append(marks, sp)
				r.words = append(r.words, safetext.Line(raw[sp.Start:sp.End]))
			}
		}
		out.reasons = append(out.reasons, r)
	}
	out.text, out.ranges = m.rewritten(raw, changes, marks)
	out.ranges = append(out.ranges, m.hitRanges(out.text)...)
	return out
}

func (m *Model) cover() string {
	if m.opt.Plain {
		return m.s.Covered
	}
	return cover
}

func (m *Model) sign(i int) string {
	if m.opt.Plain || i >= len(signs) {
		return say("(%d)", i+1)
	}
	return signs[i]
}

func clamp(sp inbox.Span, n int) inbox.Span {
	sp.Start = min(max(sp.Start, 0), n)
	sp.End = min(max(sp.End, sp.Start), n)
	return sp
}

// rewritten carries out changes on a raw text, cleans it and gives the ranges of
// what was put in and of the marks.
func (m *Model) rewritten(raw string, changes []rewrite, marks []inbox.Span) (safetext.Text, []frame.Range) {
	slices.SortStableFunc(changes, func(a, b rewrite) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	var b strings.Builder
	var spans []safetext.Span
	var styles []frame.Style
	at := 0
	moved := make([]int, 0, 2*len(changes)) // pairs: raw offset, how far what follows it has moved
	for _, c := range changes {
		if c.end < at || c.start < at && c.end == c.start {
			continue // inside what is covered already
		}
		start := max(c.start, at)
		b.WriteString(raw[at:start])
		from := b.Len()
		b.WriteString(c.with)
		if c.style != frame.Plain {
			spans, styles = append(spans, safetext.Span{Start: from, End: b.Len()}), append(styles, c.style)
		}
		at = max(c.end, at)
		moved = append(moved, at, b.Len()-at)
	}
	b.WriteString(raw[at:])
	where := func(off int, end bool) int {
		shift := 0
		for i := 0; i < len(moved) && (moved[i] < off || !end && moved[i] == off); i += 2 {
			shift = moved[i+1]
		}
		return off + shift
	}
	for _, sp := range marks {
		s := safetext.Span{Start: where(sp.Start, false), End: where(sp.End, true)}
		if s.Start < s.End {
			spans, styles = append([]safetext.Span{s}, spans...), append([]frame.Style{frame.Flag}, styles...)
		}
	}
	prepare := safetext.CleanSpans
	if m.exact {
		prepare = safetext.ExposeSpans
	}
	text, clean := prepare(b.String(), spans)
	ranges := make([]frame.Range, len(clean))
	for i := range clean {
		ranges[i] = frame.Range{Span: clean[i], Style: styles[i]}
	}
	return text, ranges
}

// snippetBytes is how much of a text is looked at for one row.
const snippetBytes = 600

// snippet is the beginning of a text on one line, with private data covered.
func (m *Model) snippet(it *inbox.Item) safetext.Text {
	raw := it.Content.Text
	if it.Content.Warning != "" {
		raw = "(" + it.Content.Warning + ") " + raw
		return safetext.Line(strings.Join(strings.Fields(m.coveredRaw(raw, it, len(raw)-len(it.Content.Text))), " "))
	}
	return safetext.Line(strings.Join(strings.Fields(m.coveredRaw(raw, it, 0)), " "))
}

// coveredRaw covers private data in a raw text that begins off bytes before the
// item's own.
func (m *Model) coveredRaw(raw string, it *inbox.Item, off int) string {
	if !m.revealed[it.ID] {
		for _, sp := range slices.Backward(inbox.PrivateSpans(it)) {
			raw = raw[:sp.Start+off] + m.cover() + raw[sp.End+off:]
		}
	}
	if len(raw) > snippetBytes {
		raw = strings.ToValidUTF8(raw[:snippetBytes], "")
	}
	return raw
}
