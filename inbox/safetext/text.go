package safetext

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Text is text that may be printed: valid UTF-8 without any control character
// but the newline, without bidi controls and invisible characters. It is made
// only by Clean, Line, CleanSpans and URL; the zero value is the empty text.
type Text struct {
	s      string
	hidden int
}

// String gives the printable text.
func (t Text) String() string { return t.s }

// Hidden counts the characters that were dropped because nobody would have
// seen them. Above zero it belongs on the screen as a badge: hidden characters
// are themselves a sign of manipulation.
func (t Text) Hidden() int { return t.hidden }

// IsEmpty reports whether nothing is left to print. A text can be empty and
// still have hidden characters.
func (t Text) IsEmpty() bool { return t.s == "" }

// Width is the number of terminal cells the widest line takes.
func (t Text) Width() int {
	widest := 0
	for rest, more := t.s, true; more; {
		var line string
		line, rest, more = strings.Cut(rest, "\n")
		widest = max(widest, cells(line))
	}
	return widest
}

const ellipsis = "…"

// Truncate cuts the text to one line of at most width cells and never through a
// grapheme. What was cut, further lines included, is announced by "…". Hidden
// stays as it was.
func (t Text) Truncate(width int) Text {
	if width <= 0 {
		return Text{hidden: t.hidden}
	}
	line, _, more := strings.Cut(t.s, "\n")
	if !more {
		if len(line) <= width && allASCII(line) {
			return t
		}
		if cells(line) <= width {
			return t
		}
	}
	return Text{line[:fitting(line, width-1)] + ellipsis, t.hidden}
}

// Slice gives the part between two byte offsets of String, for drawing a text
// in differently styled pieces. Offsets outside are clamped, and each moves back
// to the beginning of the grapheme it stands in, so that neighbouring slices fit
// together without a gap or a torn emoji. A slice hides nothing of its own:
// Hidden is 0.
func (t Text) Slice(start, end int) Text {
	start, end = graphemeFloor(t.s, start), graphemeFloor(t.s, end)
	if start >= end {
		return Text{}
	}
	return Text{s: t.s[start:end]}
}

// fitting gives the byte length of the longest run of whole graphemes at the
// beginning of line that needs at most width cells.
func fitting(line string, width int) int {
	n, used, state := 0, 0, -1
	for rest := line; rest != ""; {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		w = clusterCells(cluster, w)
		if used+w > width {
			break
		}
		used += w
		n += len(cluster)
	}
	return n
}

// cells measures one line. Texts of plain Latin letters, nearly all of them, are
// one cell a rune and need no segmentation.
func cells(line string) int {
	n := 0
	for _, r := range line {
		if !oneCell(r) {
			return segmentedCells(line)
		}
		n++
	}
	return n
}

func segmentedCells(line string) int {
	n, state := 0, -1
	for rest := line; rest != ""; {
		var cluster string
		var w int
		cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		n += clusterCells(cluster, w)
	}
	return n
}

// clusterCells corrects the width of keycaps and of half a flag to the two cells
// that the screen library counts for them: a row measured too narrow would push
// its neighbours out of place.
func clusterCells(cluster string, w int) int {
	if w == 1 && len(cluster) > 3 {
		r, _ := utf8.DecodeRuneInString(cluster)
		if r >= 0x1F1E6 && r <= 0x1F1FF || isKeycapBase(r) && strings.HasSuffix(cluster, "\u20E3") {
			return 2
		}
	}
	return min(w, 2) // no terminal gives one sign more, not even the three-em dash
}

// oneCell names runes that take one cell and never join a neighbour.
func oneCell(r rune) bool {
	return r >= ' ' && r < 0x7F || r > 0xA0 && r < 0x180 && r != 0xAD ||
		r >= 0x2018 && r <= 0x201E || r == 0x2013 || r == 0x2026 || r == 0x20AC
}

func allASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// graphemeFloor moves a byte offset back to the beginning of its grapheme.
func graphemeFloor(s string, off int) int {
	if off <= 0 {
		return 0
	}
	if off >= len(s) {
		return len(s)
	}
	if s[off-1] < utf8.RuneSelf && s[off] < utf8.RuneSelf {
		return off // two ASCII neighbours never join: a clean text has no CR
	}
	// A newline always ends a grapheme, so segmenting starts after the last one.
	at, state := strings.LastIndexByte(s[:off], '\n')+1, -1
	for rest := s[at:]; rest != ""; {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if at+len(cluster) > off {
			return at
		}
		at += len(cluster)
	}
	return at
}

// graphemeCeil moves a byte offset forward to the end of its grapheme.
func graphemeCeil(s string, off int) int {
	at := graphemeFloor(s, off)
	if at >= off {
		return at
	}
	cluster, _, _, _ := uniseg.FirstGraphemeClusterInString(s[at:], -1)
	return at + len(cluster)
}
