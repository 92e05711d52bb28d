package edit

import (
	"strings"

	"github.com/rivo/uniseg"

	"lotse/inbox/safetext"
)

// Field is an editable text. The zero value is an empty one-line field without a
// limit.
type Field struct {
	Multi bool // more than one line
	Limit int  // most characters, 0 for none

	text string
	at   int // byte offset of the cursor, on a character's border
	want int // column the cursor came from when it moves up and down; -1 none

	past, future []state
	last         change
	movedTo      int    // where the latest change left the cursor
	killed       string // what was cut out last
}

// Value gives the text.
func (f *Field) Value() string { return f.text }

// Text gives the text for drawing. It is clean already.
func (f *Field) Text() safetext.Text { return safetext.Clean(f.text) }

// Cursor is the byte offset of the cursor.
func (f *Field) Cursor() int { return f.at }

// CursorRunes is the cursor in characters, as the query language counts.
func (f *Field) CursorRunes() int { return len([]rune(f.text[:f.at])) }

// Set replaces the text, puts the cursor at its end and forgets what was before.
func (f *Field) Set(s string) {
	f.text = f.clean(s)
	f.at, f.want = len(f.text), -1
	f.past, f.future, f.last = nil, nil, changedOther
}

// Change is Set that can be taken back.
func (f *Field) Change(s string) {
	f.remember(changedOther)
	f.text = f.clean(s)
	f.at, f.want = len(f.text), -1
}

// Insert puts text in at the cursor: typed or pasted. What nobody could see or
// what would act on the terminal does not get in; of what is too long only as
// much as fits.
func (f *Field) Insert(s string) {
	s = f.clean(s)
	if f.Limit > 0 {
		free := f.Limit - uniseg.GraphemeClusterCount(f.text)
		s = firstClusters(s, free)
	}
	if s == "" {
		return
	}
	f.remember(f.kindOf(s))
	joined := f.text[:f.at] + s
	f.text, f.at, f.want = joined+f.text[f.at:], len(joined), -1
	if c := f.clean(f.text); c != f.text { // the neighbours made something new of it
		f.text = c
		f.at = f.border(min(f.at, len(c)))
	}
	f.movedTo = f.at
}

// Replace puts text in place of the characters from..to, counted from 0.
func (f *Field) Replace(from, to int, s string) {
	rs := []rune(f.text)
	from, to = min(max(from, 0), len(rs)), min(max(to, from), len(rs))
	f.Change(string(rs[:from]) + s + string(rs[to:]))
	f.at = f.border(min(len(string(rs[:from]))+len(s), len(f.text)))
}

func (f *Field) clean(s string) string {
	if f.Multi {
		return safetext.Clean(s).String()
	}
	return strings.ReplaceAll(safetext.Line(s).String(), "⏎", " ")
}

func firstClusters(s string, n int) string {
	end, state := 0, -1
	for rest := s; rest != "" && n > 0; n-- {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		end += len(c)
	}
	return s[:end]
}

// border moves an offset back to a character's beginning.
func (f *Field) border(at int) int {
	last, state := 0, -1
	for rest := f.text; rest != ""; {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if last+len(c) > at {
			return last
		}
		last += len(c)
	}
	return last
}

// next is the offset one character on.
func (f *Field) next(at int) int {
	if at >= len(f.text) {
		return at
	}
	c, _, _, _ := uniseg.FirstGraphemeClusterInString(f.text[at:], -1)
	return at + len(c)
}

// prev is the offset one character back.
func (f *Field) prev(at int) int {
	if at <= 0 {
		return 0
	}
	return f.border(at - 1)
}

func (f *Field) wordLeft() int {
	at := f.at
	for at > 0 && isGap(f.text[f.prev(at):at]) {
		at = f.prev(at)
	}
	for at > 0 && !isGap(f.text[f.prev(at):at]) {
		at = f.prev(at)
	}
	return at
}

func (f *Field) wordRight() int {
	at := f.at
	for at < len(f.text) && isGap(f.text[at:f.next(at)]) {
		at = f.next(at)
	}
	for at < len(f.text) && !isGap(f.text[at:f.next(at)]) {
		at = f.next(at)
	}
	return at
}

func isGap(s string) bool { return strings.TrimSpace(s) == "" }

func (f *Field) cut(from, to int) {
	f.text = f.text[:from] + f.text[to:]
	f.at, f.want = from, -1
}
