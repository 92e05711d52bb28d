package markup

import (
	"html"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// lazily compiles an expression when it is first used. Compiling all of them at
// start would cost every command some milliseconds, also those that never speak
// to a server.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

var (
	anyURL     = lazily(`(?i)https?://[^\s<>()]+`)
	anyMention = lazily(`@([\p{L}\p{N}_]+(?:[.-]+[\p{L}\p{N}_]+)*)(?:@[\p{L}\p{M}\p{N}_.:-]+)?`)
)

// SameWords compares what we sent with what a server shows of it. Servers shorten
// names, hide parts of links and read markup into punctuation, so only letters,
// digits and pictures count, and links as such.
func SameWords(shown, sent string) bool {
	a, b := bareWords(shown), bareWords(sent)
	if a == "" && b == "" {
		return strings.TrimSpace(shown) == strings.TrimSpace(sent)
	}
	return a == b
}

func bareWords(s string) string {
	s = norm.NFC.String(html.UnescapeString(s))
	s = anyURL().ReplaceAllString(s, "\x00")
	for {
		rest := strings.TrimLeft(s, " \t\n\u00a0")
		m := anyMention().FindStringIndex(rest)
		if m == nil || m[0] != 0 {
			break
		}
		s = rest[m[1]:]
	}
	s = anyMention().ReplaceAllString(s, "$1")
	return strings.Map(func(r rune) rune {
		if r == 0 || unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || unicode.Is(unicode.So, r) {
			return r
		}
		return -1
	}, s)
}
