package safetext

import "slices"

// Span is a stretch of text in byte offsets, Start included, End not.
type Span struct{ Start, End int }

// CleanSpans is Clean with a memory: spans are byte offsets into the raw s, and
// the spans it gives back mark the same stretches in the clean text, so that a
// flagged word stays highlighted when something before it was replaced.
//
// Every span has its counterpart at the same index. Offsets may be in any order
// and outside the text: they are clamped. A span never tears a grapheme: its
// ends move outwards. A span of which nothing is visible comes back empty
// (Start == End).
func CleanSpans(s string, spans []Span) (Text, []Span) {
	return runSpans(s, false, spans)
}

// LineSpans is Line with a memory, as CleanSpans is Clean with one.
func LineSpans(s string, spans []Span) (Text, []Span) {
	return runSpans(s, true, spans)
}

func runSpans(s string, oneLine bool, spans []Span) (Text, []Span) {
	if len(spans) == 0 {
		return run(s, oneLine, nil), nil
	}
	m := newOffsetMap(spans, len(s))
	t := run(s, oneLine, m)
	return t, m.onGraphemes(t.s)
}

// onGraphemes moves the ends of the spans outwards to where no sign is torn.
func (m *offsetMap) onGraphemes(s string) []Span {
	for i, sp := range m.spans {
		start := graphemeFloor(s, sp.Start)
		end := start
		if sp.Start < sp.End {
			end = graphemeCeil(s, sp.End)
		}
		m.spans[i] = Span{start, end}
	}
	return m.spans
}

// offsetMap carries span borders from the raw to the clean text while the
// cleaner walks. A nil map does nothing.
type offsetMap struct {
	spans  []Span // result
	starts []border
	ends   []border
}

type border struct{ raw, span int }

func newOffsetMap(spans []Span, size int) *offsetMap {
	m := &offsetMap{
		spans:  make([]Span, len(spans)),
		starts: make([]border, len(spans)),
		ends:   make([]border, len(spans)),
	}
	for i, sp := range spans {
		start := min(max(sp.Start, 0), size)
		end := max(min(max(sp.End, 0), size), start)
		m.starts[i], m.ends[i] = border{start, i}, border{end, i}
	}
	byRaw := func(a, b border) int { return a.raw - b.raw }
	slices.SortFunc(m.starts, byRaw)
	slices.SortFunc(m.ends, byRaw)
	return m
}

// keep resolves the borders inside the first n bytes, which were copied as they are.
func (m *offsetMap) keep(n int) {
	if m == nil {
		return
	}
	for len(m.starts) > 0 && m.starts[0].raw < n {
		m.spans[m.starts[0].span].Start = m.starts[0].raw
		m.starts = m.starts[1:]
	}
	for len(m.ends) > 0 && m.ends[0].raw <= n {
		m.spans[m.ends[0].span].End = m.ends[0].raw
		m.ends = m.ends[1:]
	}
}

// pass is told that the raw unit [from, to) is about to be written at out. A
// start inside the unit moves to its beginning, an end inside it to its end.
func (m *offsetMap) pass(from, to, out int) {
	if m == nil {
		return
	}
	for len(m.starts) > 0 && m.starts[0].raw < to {
		m.spans[m.starts[0].span].Start = out
		m.starts = m.starts[1:]
	}
	for len(m.ends) > 0 && m.ends[0].raw <= from {
		m.spans[m.ends[0].span].End = out
		m.ends = m.ends[1:]
	}
}

// finish resolves what is left to the end of the clean text.
func (m *offsetMap) finish(out int) {
	if m == nil {
		return
	}
	for _, b := range m.starts {
		m.spans[b.span].Start = out
	}
	for _, b := range m.ends {
		m.spans[b.span].End = out
	}
}
