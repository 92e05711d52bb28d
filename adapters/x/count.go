package x

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

const (
	maxWeight = 280
	perLink   = 23 // whatever its length
	perEmoji  = 2
)

// weigh counts a text in the platform's weighted characters (twitter-text 3): a
// link counts 23, letters of the scripts of Europe and the near East and common
// punctuation 1, an emoji 2 however it is put together, everything else 2.
// Addresses without https:// count as links where they look like one, so a count
// may be a little too high, never too low for one the platform makes a link of.
func weigh(text string) int {
	text = norm.NFC.String(text)
	n := 0
	for text != "" {
		at, end := nextLink(text)
		n += weighWords(text[:at])
		if at < end {
			n += perLink
		}
		text = text[end:]
	}
	return n
}

func weighWords(s string) int {
	n, state := 0, -1
	var cluster string
	for s != "" {
		cluster, s, _, state = uniseg.FirstGraphemeClusterInString(s, state)
		if isEmoji(cluster) {
			n += perEmoji
			continue
		}
		for _, r := range cluster {
			n += weight(r)
		}
	}
	return n
}

func weight(r rune) int {
	switch {
	case r <= 4351, r >= 8192 && r <= 8205, r >= 8208 && r <= 8223, r >= 8242 && r <= 8247:
		return 1
	}
	return 2
}

// isEmoji reports whether a cluster is a picture: one of the picture blocks, a
// flag, or anything that asks to be shown as one.
func isEmoji(cluster string) bool {
	first, _ := utf8.DecodeRuneInString(cluster)
	return first >= 0x1F000 && first <= 0x1FAFF || strings.ContainsRune(cluster, 0xFE0F) || strings.ContainsRune(cluster, 0x20E3)
}

// hasLink reports whether the platform might make a link of something.
func hasLink(text string) bool {
	at, end := nextLink(text)
	return at < end
}

// endings are those that a bare host must have to be taken for a link. Two
// letters alone are no sign of one: "Bitte.Am Montag" is a missing space.
const endings = " de at ch eu com org net info io co tv fr nl be pl it uk us app dev gov edu biz berlin hamburg bayern koeln cologne nrw ruhr saarland "

// nextLink finds the first link; both places are the length of s when there is
// none.
func nextLink(s string) (start, end int) {
	for from := 0; from < len(s); {
		at := from + skipTo(s[from:])
		if at >= len(s) {
			break
		}
		stop := at + wordEnd(s[at:])
		if linkLike(s[at:stop]) {
			word := strings.TrimRight(s[at:stop], ".,;:!?'\"")
			return at, at + len(word)
		}
		from = stop
	}
	return len(s), len(s)
}

// skipTo leaves spaces, brackets and quotes behind.
func skipTo(s string) int {
	i := strings.IndexFunc(s, func(r rune) bool { return !between(r) })
	if i < 0 {
		return len(s)
	}
	return i
}

func wordEnd(s string) int {
	i := strings.IndexFunc(s, between)
	if i < 0 {
		return len(s)
	}
	return i
}

func between(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("()[]{}<>„“”»«|", r)
}

func linkLike(word string) bool {
	low := strings.ToLower(word)
	if rest, ok := strings.CutPrefix(low, "https://"); ok || strings.HasPrefix(low, "http://") {
		return ok && rest != "" || len(low) > len("http://")
	}
	if strings.ContainsRune(low, '@') {
		return false // a name or a mail address
	}
	host, _, _ := strings.Cut(low, "/")
	host, _, _ = strings.Cut(host, "?")
	host, _, _ = strings.Cut(host, ":")
	host = strings.TrimRight(host, ".,;!?'\"")
	dot := strings.LastIndexByte(host, '.')
	return dot > 0 && (strings.Contains(endings, " "+host[dot+1:]+" ") || strings.HasPrefix(host, "www."))
}
