package inbox

import (
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Canonical gives the form of a text that is hashed, released and sent: UTF-8,
// NFC, line feeds, no trailing spaces on a line or at the end.
func Canonical(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	lines := strings.Split(norm.NFC.String(s), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\u00A0")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// TextHash hashes the canonical form: a release, an approval and an outbox entry
// are bound to it.
func TextHash(s string) Hash { return HashOf(Canonical(s)) }

// Quote makes a stranger's or a user's short input fit for an error's Args:
// escaped to ASCII and cut.
func Quote(s string) string {
	const limit = 40
	if len(s) > limit {
		s = s[:limit] + "..."
	}
	q := strconv.QuoteToASCII(s)
	return q[1 : len(q)-1]
}

func joinList(ss []string) string { return strings.Join(ss, ", ") }

func hasSuffixFold(s, suffix string) bool {
	return len(s) >= len(suffix) && strings.EqualFold(s[len(s)-len(suffix):], suffix)
}
