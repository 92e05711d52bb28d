package strict

import (
	"fmt"
	"strings"
)

// Quote writes a TOML string on one line.
func Quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < 0x20 || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// QuoteText writes a TOML string over several lines, as a person would.
func QuoteText(s string) string {
	var b strings.Builder
	b.WriteString("\"\"\"\n")
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case r == '"' || r == '\\':
			// Only three quotes in a row would end the string, but one may be the first of them.
			if r == '\\' || strings.HasSuffix(b.String(), `""`) {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
		case r < 0x20 || r == 0x7f:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteString("\n\"\"\"")
	return b.String()
}

// QuoteList writes a list of strings on one line.
func QuoteList[S ~string](ss []S) string {
	quoted := make([]string, len(ss))
	for i, s := range ss {
		quoted[i] = Quote(string(s))
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
