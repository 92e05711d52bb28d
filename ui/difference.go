package ui

import (
	"strings"

	"lotse/inbox/safetext"
	"lotse/ui/frame"
)

// diffWords is how many words of a text are compared one by one; two longer ones
// are shown as a whole.
const diffWords = 800

// difference shows what was taken out of a text as [-this-] and what came in as
// [+this+]: the marks say it without colour too.
func difference(before, after safetext.Text, width, indent int) []frame.Row {
	var b strings.Builder
	var spans []safetext.Span
	var styles []frame.Style
	put := func(words []string, open, end string, st frame.Style) {
		if len(words) == 0 {
			return
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		from := b.Len()
		b.WriteString(open + strings.Join(words, " ") + end)
		if st != frame.Plain {
			spans, styles = append(spans, safetext.Span{Start: from, End: b.Len()}), append(styles, st)
		}
	}
	for _, e := range editScript(strings.Fields(before.String()), strings.Fields(after.String())) {
		put(e.gone, "[-", "-]", frame.Gone)
		put(e.added, "[+", "+]", frame.Added)
		put(e.kept, "", "", frame.Plain)
	}
	text, clean := safetext.CleanSpans(b.String(), spans)
	ranges := make([]frame.Range, len(clean))
	for i := range clean {
		ranges[i] = frame.Range{Span: clean[i], Style: styles[i]}
	}
	return frame.Indented(text, width, indent, frame.Plain, ranges)
}

// change is one stretch of an edit script: what went, what came, what follows
// unchanged.
type change struct{ gone, added, kept []string }

// editScript compares two lists of words by their longest common subsequence.
func editScript(a, b []string) []change {
	if len(a) > diffWords || len(b) > diffWords {
		return []change{{gone: a, added: b}}
	}
	// longest[i][j] is the length of the common subsequence of a[i:] and b[j:].
	longest := make([][]uint16, len(a)+1)
	for i := range longest {
		longest[i] = make([]uint16, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				longest[i][j] = longest[i+1][j+1] + 1
			} else {
				longest[i][j] = max(longest[i+1][j], longest[i][j+1])
			}
		}
	}
	var out []change
	for i, j := 0, 0; i < len(a) || j < len(b); {
		var c change
		for i < len(a) && j < len(b) && a[i] != b[j] || i < len(a) != (j < len(b)) {
			if j == len(b) || i < len(a) && longest[i+1][j] >= longest[i][j+1] {
				c.gone = append(c.gone, a[i])
				i++
			} else {
				c.added = append(c.added, b[j])
				j++
			}
		}
		for i < len(a) && j < len(b) && a[i] == b[j] {
			c.kept = append(c.kept, a[i])
			i, j = i+1, j+1
		}
		out = append(out, c)
	}
	return out
}
