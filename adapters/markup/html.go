package markup

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxContent bounds what HTMLText reads of one status, in bytes. Servers cap
// posts at some thousand characters; what is longer is not a post.
const maxContent = 1 << 20

// HTMLText turns the content of a status into plain text: paragraphs are
// separated by a blank line, line breaks stay, list items start with "- ",
// quoted blocks with "> ". A link shows where it leads; when its words say
// something else, both are shown, so that neither an insult nor a disguised
// target hides in a link. Entities are decoded exactly once; custom emoji stay
// ":shortcode:".
//
// Dropped are scripts, styles and the "RE: link" line that servers put before a
// quoting post for clients without quotes. Any other text inside that line's
// element is kept, because everybody else reads it too.
//
// The result is valid UTF-8 but still a stranger's text: control characters
// and bidi overrides pass through and are for package safetext to disarm. Any
// input is accepted, broken markup included.
func HTMLText(content string) string {
	if len(content) > maxContent {
		content = content[:maxContent]
	}
	r := htmlReader{z: html.NewTokenizer(strings.NewReader(strings.ToValidUTF8(content, "\uFFFD")))}
	for r.next() {
	}
	r.endLink()
	r.endQuoteLine()
	return r.out.finish()
}

type htmlReader struct {
	z     *html.Tokenizer
	out   textWriter
	skip  atom.Atom // element whose content is dropped, 0 when none
	lists int       // open lists
	pre   int       // open preformatted blocks

	inLink    bool
	linkHref  string
	linkPlain bool // mention or hashtag: its words are the message
	linkAt    int

	quoteTag  atom.Atom // element of class quote-inline, 0 when none
	quoteFrom int       // what to cut back to when it is the fallback
	quoteAt   int       // where its words begin
}

// next handles one token and tells whether there may be more.
func (r *htmlReader) next() bool {
	switch r.z.Next() {
	case html.ErrorToken:
		return false
	case html.TextToken:
		if r.skip == 0 {
			r.out.text(r.z.Token().Data, r.pre > 0)
		}
	case html.StartTagToken, html.SelfClosingTagToken:
		if t := r.z.Token(); r.skip == 0 {
			r.open(&t)
		}
	case html.EndTagToken:
		t := r.z.Token()
		switch {
		case r.skip == 0:
			r.close(t.DataAtom)
		case t.DataAtom == r.skip:
			r.skip = 0
		}
	}
	return true
}

func (r *htmlReader) open(t *html.Token) {
	a := t.DataAtom
	if r.quoteTag != 0 && isBlock(a) {
		r.endQuoteLine() // never let an unclosed element swallow what follows
	}
	switch a {
	case atom.Script, atom.Style, atom.Template, atom.Iframe, atom.Object, atom.Noembed, atom.Noframes:
		if t.Type == html.StartTagToken {
			r.skip = a
		}
	case atom.Br:
		r.out.newline()
	case atom.Hr, atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table:
		r.out.blank()
	case atom.Pre:
		r.out.blank()
		r.pre++
	case atom.Blockquote:
		r.out.blank()
		r.out.quoted++
	case atom.Ul, atom.Ol:
		if r.lists == 0 {
			r.out.blank()
		}
		r.lists++
	case atom.Li:
		r.out.item(r.lists)
	case atom.Div, atom.Tr, atom.Dt, atom.Dd:
		r.out.block()
	case atom.Td, atom.Th:
		r.out.text(" ", false)
	case atom.Img:
		r.out.text(attr(t, "alt"), false)
	case atom.A:
		r.endLink()
		r.startLink(t)
	}
	if r.quoteTag == 0 && t.Type == html.StartTagToken && hasClass(t, "quote-inline") {
		r.quoteTag, r.quoteFrom = a, len(r.out.buf)
		r.out.watch(&r.quoteAt)
	}
}

func (r *htmlReader) close(a atom.Atom) {
	if a == atom.A {
		r.endLink()
	}
	if r.quoteTag != 0 && (a == r.quoteTag || isBlock(a)) {
		r.endQuoteLine()
	}
	switch a {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table:
		r.out.blank()
	case atom.Pre:
		r.pre = max(0, r.pre-1)
		r.out.blank()
	case atom.Blockquote:
		r.out.quoted = max(0, r.out.quoted-1)
		r.out.blank()
	case atom.Ul, atom.Ol:
		r.lists = max(0, r.lists-1)
		if r.lists == 0 {
			r.out.blank()
		}
	case atom.Div, atom.Li, atom.Tr, atom.Dt, atom.Dd:
		r.out.block()
	}
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Pre, atom.Blockquote, atom.Ul, atom.Ol, atom.Li, atom.Table:
		return true
	}
	return false
}

func attr(t *html.Token, name string) string {
	for _, a := range t.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func hasClass(t *html.Token, classes ...string) bool {
	for have := range strings.FieldsSeq(attr(t, "class")) {
		for _, want := range classes {
			if have == want {
				return true
			}
		}
	}
	return false
}
