package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"lotse/inbox/safetext"
)

// clean makes a stranger's text one printable line.
func clean(s string) string { return safetext.Line(s).String() }

// object prints one JSON object on a line of its own.
func (c *call) object(v any) error { return writeObject(c.Out, v) }

// writeObject writes JSON in which no byte acts on a terminal and no letter hides:
// texts stay what they are, but controls and invisible characters are escaped.
func writeObject(w io.Writer, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := w.Write(escapeUnseen(b.Bytes()))
	return err
}

func escapeUnseen(b []byte) []byte {
	if !bytes.ContainsFunc(b, acts) {
		return b
	}
	out := make([]byte, 0, len(b)+64)
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		switch {
		case !acts(r):
			out = append(out, b[:n]...)
		case r > 0xFFFF:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xD800+(r>>10), 0xDC00+(r&0x3FF))
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		b = b[n:]
	}
	return out
}

// acts tells the characters that a terminal obeys or nobody sees. Those below the
// space are escaped by the encoder already; the newline at the end stays.
func acts(r rune) bool {
	switch {
	case r < 0x7F:
		return false
	case r < 0xA0, r == 0xAD, r >= 0xE000 && r <= 0xF8FF, r >= 0xE0000 && r <= 0xE0FFF:
		return true
	}
	return unicode.Is(unicode.Cf, r) && r != 0x200D || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r)
}

// column is one cell of a row, cut or filled to its width; the last one of a row
// takes what is left.
type column struct {
	text  safetext.Text
	width int
}

func cell(s string, width int) column { return column{safetext.Line(s), width} }

// row prints columns beside each other. Without a terminal the last column is
// whole; on one, the row fits it.
func (c *call) row(cols ...column) {
	var b strings.Builder
	used := 0
	for i, col := range cols {
		if i == len(cols)-1 {
			t := col.text
			if c.Terminal.Width > 0 {
				t = t.Truncate(max(c.Terminal.Width-used, 20))
			}
			b.WriteString(t.String())
			break
		}
		t := col.text.Truncate(col.width)
		b.WriteString(t.String())
		b.WriteString(strings.Repeat(" ", max(col.width-t.Width(), 0)+2))
		used += col.width + 2
	}
	fmt.Fprintln(c.Out, strings.TrimRight(b.String(), " "))
}

// field prints a name and a value in two columns.
func (c *call) field(name, value string) {
	if value != "" {
		c.row(cell(name, 16), cell(value, 0))
	}
}

// line prints a line of ours.
func (c *call) line(format string, args ...any) { fmt.Fprintf(c.Out, format+"\n", args...) }

// paragraph prints a text of several lines, cleaned, wrapped on a terminal, and
// moved in.
func (c *call) paragraph(t safetext.Text) {
	width := 100
	if c.Terminal.Width > 0 {
		width = min(max(c.Terminal.Width-4, 20), width)
	}
	for _, l := range t.Wrap(width) {
		fmt.Fprintln(c.Out, strings.TrimRight("    "+l.String(), " "))
	}
}
