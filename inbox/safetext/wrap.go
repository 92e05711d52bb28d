package safetext

import (
	"strings"

	"github.com/rivo/uniseg"
)

// Wrap breaks the text into lines of at most width cells (at least 1): between
// words where Unicode allows it, through a word only when the word is wider than
// a line, and never through a grapheme. Spaces at a break are not drawn. A
// grapheme wider than the whole line becomes "…". The first line carries the
// Hidden count, so that the sum stays right. The empty text has no lines.
func (t Text) Wrap(width int) []Text {
	spans := t.WrapSpans(width)
	if len(spans) == 0 {
		return nil
	}
	lines := make([]Text, len(spans))
	for i, sp := range spans {
		line := t.s[sp.Start:sp.End]
		if cells(line) > width {
			line = ellipsis
		}
		lines[i].s = line
	}
	lines[0].hidden = t.hidden
	return lines
}

// WrapSpans tells where Wrap breaks, as byte offsets into String: with it a
// flagged stretch can be found again in the lines it was wrapped into.
func (t Text) WrapSpans(width int) []Span {
	if t.s == "" {
		return nil
	}
	width = max(width, 1)
	lines := make([]Span, 0, 1+len(t.s)/width)
	at := 0
	for {
		end := strings.IndexByte(t.s[at:], '\n')
		if end < 0 {
			return wrapParagraph(lines, t.s, at, len(t.s), width)
		}
		lines = wrapParagraph(lines, t.s, at, at+end, width)
		at += end + 1
	}
}

// wrapParagraph appends the lines of s[from:to], which holds no newline.
func wrapParagraph(lines []Span, s string, from, to, width int) []Span {
	if to-from <= width && allASCII(s[from:to]) {
		return append(lines, Span{from, to})
	}
	start, pos, used := from, from, 0
	may, mayUsed := from, 0 // the last place a break is allowed, and the cells before it
	state := -1
	linked := strings.Contains(s[from:to], "://")
	for rest := s[from:to]; rest != ""; {
		var cluster string
		var b int
		cluster, rest, b, state = uniseg.StepString(rest, state)
		w := clusterCells(cluster, b>>uniseg.ShiftWidth)
		// Spaces may hang over the edge: they are trimmed at the break.
		for cluster != " " && used+w > width && pos > start {
			cut, cutUsed := may, mayUsed
			if cut <= start {
				cut, cutUsed = pos, used
			}
			lines = append(lines, Span{start, trimRight(s, start, cut)})
			start, used, may, mayUsed = cut, used-cutUsed, cut, 0
		}
		pos += len(cluster)
		used += w
		if b&uniseg.MaskLine != uniseg.LineDontBreak && (!linked || !insideAddress(s[from:to], pos-from, width)) {
			may, mayUsed = pos, used
		}
	}
	end := to
	if used > width {
		end = trimRight(s, start, to) // only hanging spaces can be too much
	}
	return append(lines, Span{start, end})
}

// insideAddress reports whether at lies within an internet address that fits a line:
// broken behind its slashes it looks wrong and cannot be clicked.
func insideAddress(s string, at, width int) bool {
	if s[at-1] == ' ' {
		return false
	}
	start := strings.LastIndexByte(s[:at], ' ') + 1
	end := len(s)
	if n := strings.IndexByte(s[at:], ' '); n >= 0 {
		end = at + n
	}
	return strings.Contains(s[start:end], "://") && cells(s[start:end]) <= width
}

func trimRight(s string, start, end int) int {
	for end > start && s[end-1] == ' ' {
		end--
	}
	return end
}
