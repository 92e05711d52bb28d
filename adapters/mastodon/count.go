package mastodon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// defaultPerURL is what a link counts where the instance does not say: the
// number Mastodon has built in.
const defaultPerURL = 23

// Counter counts a post the way its server does, so that a text the desk calls
// short enough is not refused.
type Counter struct {
	// PerURL is what any link counts (characters_reserved_per_url of the
	// instance); 0 means Mastodon's 23. Unused with CodePoints.
	PerURL int
	// CodePoints counts every code point and shortens nothing. GoToSocial does
	// so, whatever it announces as characters_reserved_per_url.
	CodePoints bool
}

// Count gives the length of a post in the server's characters. As Mastodon's
// StatusLengthValidator has it: a link counts PerURL, a mention of somebody
// elsewhere (@name@host) only "@name", everything else by grapheme clusters;
// the content warning is added as it stands.
//
// Links without https:// or http://, and hosts without a dot, are counted
// letter by letter. Mastodon also knows the list of top-level domains; with an
// invented one the count may be too small and the server refuses the post.
func (c Counter) Count(text, warning string) int {
	if c.CodePoints {
		return utf8.RuneCountInString(text) + utf8.RuneCountInString(warning)
	}
	perURL := c.PerURL
	if perURL <= 0 {
		perURL = defaultPerURL
	}
	// Replaced by letters of the same number and counted at the end, since a
	// combining mark behind a link joins its last letter on the server too.
	var b strings.Builder
	b.WriteString(warning)
	for text != "" {
		at, end := nextURL(text)
		shortenMentions(&b, text[:at])
		if at < end {
			b.WriteString(strings.Repeat("x", perURL))
		}
		text = text[end:]
	}
	return uniseg.GraphemeClusterCount(b.String())
}

// The patterns follow lib and config of Mastodon (twitter_regex.rb, Account's
// MENTION_RE), in the words of RE2.
var (
	urlStart = pattern(`(?i)https?://(?:[\p{L}\p{N}](?:[\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+(?:xn--[a-z0-9-]+|\p{L}{2,})(?::[0-9]+)?`)

	urlPath = pattern(`^/(?:` + pathChar + `*(?:` + parens + pathChar + `*)*(?:` + pathEnd + `|` + parens + `)|@` + pathChar + `+/)?`)

	urlQuery = pattern(`(?i)^\?[a-z0-9!?*'();:&=+$/%#\[\]_.,~|@^\x{A0}-\x{10FFFF}-]*[a-z0-9_&=#/\x{A0}-\x{10FFFF}-]`)

	remoteMention = pattern(`@([A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*)@[\p{L}\p{M}\p{N}_]+(?:[.-]+[\p{L}\p{M}\p{N}_]+)*`)
)

const (
	pathChar = `[^\s\p{Z}<>()?]`
	pathEnd  = `[^\s\p{Z}()?!*"'「」<>;:=,.$%\[\]~&|@]`
	parens   = `\((?:` + pathChar + `+|` + pathChar + `*\(` + pathChar + `+\)` + pathChar + `*)\)`
)

// nextURL finds the first link; both places are the length of s when there is
// none.
func nextURL(s string) (start, end int) {
	for from := 0; from < len(s); {
		m := urlStart().FindStringIndex(s[from:])
		if m == nil {
			break
		}
		start, end = from+m[0], from+m[1]
		if !joinsURL(s[:start]) {
			end += len(urlPath().FindString(s[end:]))
			end += len(urlQuery().FindString(s[end:]))
			return start, end
		}
		from = end
	}
	return len(s), len(s)
}

// joinsURL tells whether the character before a link keeps it from being one.
func joinsURL(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' ||
		r == '@' || r == '＠' || r == '$' || r == '#' || r == '＃'
}

func shortenMentions(b *strings.Builder, s string) {
	for s != "" {
		m := remoteMention().FindStringSubmatchIndex(s)
		if m == nil {
			b.WriteString(s)
			return
		}
		b.WriteString(s[:m[0]])
		if joinsMention(s[:m[0]]) {
			b.WriteString(s[m[0]:m[1]])
		} else {
			b.WriteString(s[m[0]:m[3]])
		}
		s = s[m[1]:]
	}
}

// joinsMention tells whether the character before "@" makes it part of a word
// or an address.
func joinsMention(before string) bool {
	if before == "" {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return r == '=' || r == '/' || isWord(r)
}

func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}
