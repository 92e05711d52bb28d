package safetext

import "unicode/utf8"

// Expose is Clean for somebody who wants to see what is hidden: every character
// that Clean drops or replaces stands in its place as its code point, ‹U+200B›, and
// a broken byte as ‹0xFF›. Everything else is as Clean gives it, so that the two can
// be held beside each other; Hidden is 0.
func Expose(s string) Text { return clean(s, cleaner{expose: true}, nil) }

// ExposeLine is Line as Expose is Clean.
func ExposeLine(s string) Text { return clean(s, cleaner{oneLine: true, expose: true}, nil) }

// ExposeSpans is Expose with a memory, as CleanSpans is Clean with one.
func ExposeSpans(s string, spans []Span) (Text, []Span) {
	if len(spans) == 0 {
		return Expose(s), nil
	}
	m := newOffsetMap(spans, len(s))
	t := clean(s, cleaner{expose: true}, m)
	return t, m.onGraphemes(t.s)
}

// drop leaves a character out, or names it.
func (c *cleaner) drop(r rune) {
	if !c.expose {
		c.hidden++
		return
	}
	c.code("U+", uint32(r), 4)
}

// broken stands for a byte that is no text.
func (c *cleaner) broken(b byte) {
	if c.expose {
		c.code("0x", uint32(b), 2)
		return
	}
	c.plain(utf8.RuneError)
}

// replaced names what Clean writes as something else: controls, tabs, marks of
// reading direction, and the carriage return of a line's end.
func replaced(r rune, size int) bool {
	switch classOf(r) {
	case classControl, classBroken, classBidi, classTab:
		return true
	case classBreak:
		return size == 2
	case classPlain, classPict, classMark, classLead, classTone, classJoiner, classSelector, classHidden:
	}
	return false
}

func (c *cleaner) exposeReplaced(r rune, size int) {
	if size == 2 && r == '\n' {
		c.code("U+", '\r', 4)
		c.newline()
		return
	}
	c.code("U+", uint32(r), 4)
}

// code writes a number in sharp brackets. Nothing can be put on the closing one:
// what follows would otherwise hide there.
func (c *cleaner) code(prefix string, n uint32, digits int) {
	const hex = "0123456789ABCDEF"
	for n>>(4*digits) > 0 {
		digits++
	}
	c.plain('‹')
	c.out.WriteString(prefix)
	for digits--; digits >= 0; digits-- {
		c.out.WriteByte(hex[n>>(4*digits)&15])
	}
	c.plain('›')
	c.marks, c.bare = maxMarks, false
}
