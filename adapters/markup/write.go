package markup

import "strings"

// Nesting deeper than this is drawn like this depth: markup nested a thousand
// times must not make a line a thousand columns wide.
const (
	maxListIndent = 4
	maxQuoteMarks = 3
)

// textWriter collects text the way a browser lays it out: runs of white space
// are one space, blocks stand on lines of their own, and there is never more
// than one blank line.
type textWriter struct {
	buf    []byte
	space  bool // a space is owed before the next word
	breaks int  // line breaks owed before the next word, at most 2
	quoted int  // open quoted blocks
	bullet int  // list depth + 1 of an item whose mark is owed, 0 when none

	waiting []*int // places to fill with where the next word begins
}

// text adds words. Unless pre is set, ASCII white space collapses.
func (w *textWriter) text(s string, pre bool) {
	for s != "" {
		i := strings.IndexAny(s, " \t\n\f\r")
		if i < 0 {
			w.raw(s)
			return
		}
		if i > 0 {
			w.raw(s[:i])
		}
		switch {
		case !pre:
			w.space = true
		case s[i] == '\n':
			w.newline()
		case s[i] != '\r':
			w.raw(s[i : i+1])
		}
		s = s[i+1:]
	}
}

// raw adds s as it is, after the breaks, marks and space that are owed.
func (w *textWriter) raw(s string) {
	if s == "" {
		return
	}
	w.settle()
	w.buf = append(w.buf, s...)
}

func (w *textWriter) settle() {
	if len(w.buf) > 0 && w.breaks > 0 {
		w.buf = append(w.buf, "\n\n"[:w.breaks]...)
	}
	if fresh := len(w.buf) == 0 || w.breaks > 0; fresh {
		for range min(w.quoted, maxQuoteMarks) {
			w.buf = append(w.buf, "> "...)
		}
		w.space = false
	}
	if w.bullet > 0 {
		for range min(w.bullet-2, maxListIndent) {
			w.buf = append(w.buf, "  "...)
		}
		w.buf = append(w.buf, "- "...)
		w.bullet, w.space = 0, false
	}
	if w.space {
		w.buf = append(w.buf, ' ')
	}
	w.space, w.breaks = false, 0
	for _, at := range w.waiting {
		*at = len(w.buf)
	}
	w.waiting = w.waiting[:0]
}

// newline is a break the writer asked for: two of them make a blank line.
func (w *textWriter) newline() { w.breaks = min(w.breaks+1, 2) }

// block begins a line of its own.
func (w *textWriter) block() { w.breaks = max(w.breaks, 1) }

// blank begins a paragraph.
func (w *textWriter) blank() {
	if w.bullet == 0 { // "<li><p>" is one line
		w.breaks = 2
	}
}

// item begins a list item at a depth, 0 for a stray one outside of a list.
func (w *textWriter) item(depth int) {
	w.block()
	w.bullet = max(depth, 1) + 1
}

// noWord is a place where no word has come yet.
const noWord = -1

// watch sets at to the place where the next word begins, behind breaks and
// marks, as soon as there is one; noWord until then.
func (w *textWriter) watch(at *int) {
	*at = noWord
	w.waiting = append(w.waiting, at)
}

// since gives what was written from a watched place on.
func (w *textWriter) since(at int) string {
	if at == noWord {
		return ""
	}
	return string(w.buf[at:])
}

// replace writes s in the place of everything from a watched place on.
func (w *textWriter) replace(at int, s string) {
	if at == noWord {
		w.raw(s)
		return
	}
	w.buf = append(w.buf[:at], s...)
}

// finish gives the text without white space around it.
func (w *textWriter) finish() string {
	return strings.Trim(string(w.buf), " \n")
}
