package safetext

import (
	"strings"
	"unicode/utf8"
)

const (
	maxMarks = 4 // marks on one base; no living orthography needs more
	maxJoins = 4 // joiners in one emoji; the longest family or couple needs three

	tabStop   = "    "
	lonelyDot = '◌' // carries a mark that has no base, so it cannot climb onto our own frame
)

// Clean makes any bytes printable. Newlines stay, CRLF becomes LF, a tab becomes
// four spaces. It never fails, and cleaning a clean text changes nothing.
func Clean(s string) Text { return run(s, false, nil) }

// Line is Clean for one line: every newline becomes a visible "⏎", so that a
// post cannot draw a second row in a list.
func Line(s string) Text { return run(s, true, nil) }

func run(s string, oneLine bool, marks *offsetMap) Text {
	return clean(s, cleaner{oneLine: oneLine}, marks)
}

func clean(s string, c cleaner, marks *offsetMap) Text {
	at := firstOdd(s, c.oneLine)
	marks.keep(at)
	if at == len(s) {
		marks.finish(len(s))
		return Text{s: s}
	}
	c.out.Grow(len(s) + 16)
	c.out.WriteString(s[:at])
	if at > 0 && s[at-1] != '\n' { // what firstOdd skipped can carry a mark and is no emoji
		c.base, c.bare = true, true
		c.keycap = isKeycapBase(rune(s[at-1]))
	}
	for at < len(s) {
		size := 1
		r := rune(s[at])
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[at:])
		} else if r == '\r' && at+1 < len(s) && s[at+1] == '\n' {
			r, size = '\n', 2
		}
		marks.pass(at, at+size, c.out.Len())
		if r == utf8.RuneError && size == 1 {
			c.broken(s[at])
		} else if c.expose && replaced(r, size) {
			c.exposeReplaced(r, size)
		} else {
			c.rune(r, s[at+size:])
		}
		at += size
	}
	marks.finish(c.out.Len())
	return Text{c.out.String(), c.hidden}
}

// firstOdd finds the first byte that may need work. Nearly every post has none
// and is returned as it came, without an allocation.
func firstOdd(s string, oneLine bool) int {
	for i := 0; i < len(s); {
		b := s[i]
		switch {
		case b >= ' ' && b < 0x7F, b == '\n' && !oneLine:
			i++
		case b < utf8.RuneSelf:
			return i
		default:
			r, size := utf8.DecodeRuneInString(s[i:])
			if size == 1 || !harmless(r) {
				return i
			}
			i += size
		}
	}
	return len(s)
}

// cleaner writes one clean text. Its state describes what was written last, not
// what was read: that is what makes cleaning idempotent.
type cleaner struct {
	out     strings.Builder
	hidden  int
	marks   int // marks on the current base
	joins   int // joiners in the current emoji
	oneLine bool
	expose  bool // what would be dropped or replaced is written as its code point
	base    bool // something stands on this line that a mark may sit on
	pict    bool // the current base is an emoji
	bare    bool // nothing has been put on the current base yet
	keycap  bool // the current base is a bare digit, # or *
	jamo    bool // the last rune is a leading Hangul consonant
	joined  bool // the last rune is a joiner
}

func (c *cleaner) plain(r rune) {
	c.out.WriteRune(r)
	if !c.joined {
		c.joins = 0
	}
	c.base, c.bare, c.marks = true, true, 0
	c.pict, c.keycap, c.jamo, c.joined = false, false, false, false
}

func (c *cleaner) rune(r rune, rest string) {
	switch classOf(r) {
	case classPlain:
		c.plain(r)
		c.keycap = isKeycapBase(r)
	case classPict:
		c.plain(r)
		c.pict = true
	case classBreak:
		c.newline()
	case classTab:
		c.plain(' ')
		c.out.WriteString(tabStop[1:])
	case classControl:
		c.plain(picture(r))
	case classBroken:
		c.plain(utf8.RuneError)
	case classBidi:
		c.named(r)
	case classMark:
		c.mark(r)
	case classLead:
		// A run of leading consonants is one grapheme of two cells by the rules
		// but is drawn side by side: unchecked it breaks the row.
		if c.jamo {
			c.mark(r)
			c.jamo = true
			return
		}
		c.plain(r)
		c.jamo = true
	case classTone:
		if c.pict {
			c.mark(r)
		} else {
			c.drop(r)
		}
	case classJoiner:
		c.joiner(rest)
	case classSelector:
		if c.bare && (c.pict || c.keycap && strings.HasPrefix(rest, "\u20E3")) {
			c.out.WriteRune(r)
			c.bare, c.keycap = false, false
		} else {
			c.drop(r)
		}
	default:
		c.drop(r)
	}
}

func (c *cleaner) newline() {
	if c.oneLine {
		c.plain('⏎')
		return
	}
	c.out.WriteByte('\n')
	c.marks, c.joins = 0, 0
	c.base, c.pict, c.bare = false, false, false
	c.keycap, c.jamo, c.joined = false, false, false
}

// named writes a control as its code point, e.g. ‹202E›.
func (c *cleaner) named(r rune) {
	const digits = "0123456789ABCDEF"
	c.plain('‹')
	for shift := 12; shift >= 0; shift -= 4 {
		c.plain(rune(digits[r>>shift&15]))
	}
	c.plain('›')
}

func (c *cleaner) mark(r rune) {
	if !c.base {
		c.plain(lonelyDot)
	}
	if c.marks >= maxMarks {
		c.drop(r)
		return
	}
	c.out.WriteRune(r)
	c.marks++
	c.bare, c.keycap, c.jamo, c.joined = false, false, false, false
}

// joiner keeps a ZWJ only between two emoji; elsewhere it is an invisible mark.
func (c *cleaner) joiner(rest string) {
	next, _ := utf8.DecodeRuneInString(rest)
	if !c.pict || c.joined || c.joins >= maxJoins || classOf(next) != classPict {
		c.drop('\u200D')
		return
	}
	c.out.WriteRune('\u200D')
	c.joins++
	c.joined, c.bare = true, false
}
