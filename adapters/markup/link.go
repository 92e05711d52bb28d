package markup

import (
	"strings"

	"golang.org/x/net/html"
)

// quoteLine is the whole text of the fallback servers write for clients that
// do not know quotes: a short mark and one link.
var quoteLine = lazily(`^(?i:re|qt|rn|rt):?\s+\S+$`)

// linkSchemes are the ones Mastodon itself lets through, and two of daily life.
// Another href is no place one can go, so the words stand alone.
var linkSchemes = lazily(`^(?i:https?|dat|dweb|ipfs|ipns|ssb|gopher|xmpp|magnet|gemini|mailto|tel):\S`)

func (r *htmlReader) startLink(t *html.Token) {
	r.inLink = true
	r.linkPlain = hasClass(t, "mention", "hashtag", "u-url") || attr(t, "rel") == "tag"
	r.linkHref = strings.Map(dropBreaks, strings.TrimSpace(attr(t, "href")))
	r.out.watch(&r.linkAt)
}

// dropBreaks removes what URL parsers remove (tab, LF, CR), so that an address
// cannot forge lines of its own.
func dropBreaks(c rune) rune {
	if c == '\t' || c == '\n' || c == '\r' {
		return -1
	}
	return c
}

// endLink writes the address in the place of the words, or behind them.
func (r *htmlReader) endLink() {
	if !r.inLink {
		return
	}
	r.inLink = false
	if r.linkPlain || !linkSchemes().MatchString(r.linkHref) {
		return
	}
	words := strings.TrimSpace(r.out.since(r.linkAt))
	if words == "" || saysAddress(words, r.linkHref) {
		r.out.replace(r.linkAt, r.linkHref)
		return
	}
	owed := r.out.space
	r.out.text(" (", false)
	r.out.raw(r.linkHref)
	r.out.raw(")")
	r.out.space = owed
}

// saysAddress tells whether the words of a link are its address, written out or
// shortened the way servers shorten it: no scheme, no "www.", an ellipsis at
// the end.
func saysAddress(words, href string) bool {
	w, h := bareAddress(words), bareAddress(href)
	if w == h {
		return true
	}
	short, cut := strings.CutSuffix(w, "…")
	if !cut {
		short, cut = strings.CutSuffix(w, "...")
	}
	// the host must be there in full, or the reader cannot see where it leads
	return cut && strings.Contains(short, "/") && strings.HasPrefix(h, short)
}

func bareAddress(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "mailto:"), "www.")
	return strings.TrimSuffix(s, "/")
}

// endQuoteLine drops the quote fallback and keeps anything else that stood in
// its element.
func (r *htmlReader) endQuoteLine() {
	if r.quoteTag == 0 {
		return
	}
	r.endLink()
	r.quoteTag = 0
	if quoteLine().MatchString(strings.TrimSpace(r.out.since(r.quoteAt))) {
		r.out.buf = r.out.buf[:r.quoteFrom]
	}
}
