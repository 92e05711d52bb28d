package mastodontest

import (
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// token is a link, a mention or a hashtag in a text. The fake has patterns of
// its own, simpler than the real ones, so that it can contradict the product.
var token = regexp.MustCompile(`(?i)https?://[^\s<>]*[^\s<>.,;:!?)'"]` +
	`|@[a-z0-9_]+(?:[.-][a-z0-9_]+)*(?:@[\p{L}\p{N}]+(?:[.:-][\p{L}\p{N}]+)*)?` +
	`|#[\p{L}\p{N}_]+`)

// render makes the HTML of a post and finds whom it mentions.
func (s *Server) render(p *post) {
	p.mentions, p.tags = nil, nil
	lines := strings.Split(s.markUp(p), "\n\n")
	br := "<br>"
	if s.flavour == Mastodon {
		br = "<br />"
	}
	for i, l := range lines {
		lines[i] = strings.ReplaceAll(strings.TrimLeft(l, "\n"), "\n", br)
	}
	switch {
	case s.flavour == Snac:
		p.HTML = strings.Join(lines, "<br><br>") + "<br>"
	case p.Text != "":
		p.HTML = "<p>" + strings.Join(lines, "</p><p>") + "</p>"
	default:
		p.HTML = ""
	}
	if p.quoted != nil {
		p.HTML = `<p class="quote-inline">RE: ` + s.linkHTML(p.quoted.URL) + `</p>` + p.HTML
	}
}

func (s *Server) markUp(p *post) string {
	var b strings.Builder
	rest := p.Text
	for {
		m := token.FindStringIndex(rest)
		if m == nil {
			b.WriteString(s.escape(rest))
			return b.String()
		}
		word := rest[m[0]:m[1]]
		b.WriteString(s.escape(rest[:m[0]]))
		b.WriteString(s.tokenHTML(p, word, rest[:m[0]]))
		rest = rest[m[1]:]
	}
}

func (s *Server) tokenHTML(p *post, word, before string) string {
	if last, _ := utf8.DecodeLastRuneInString(before); before != "" && (last == '/' || last == '_' || isLetter(last)) {
		return s.escape(word)
	}
	switch word[0] {
	case '@':
		if a := s.find(word[1:]); a != nil {
			p.mention(a)
			return s.mentionHTML(a)
		}
	case '#':
		tag := word[1:]
		p.tags = append(p.tags, strings.ToLower(tag))
		return `<a href="` + s.publicURL("/tags/"+strings.ToLower(tag)) + `" class="mention hashtag" rel="tag">#<span>` + tag + `</span></a>`
	default:
		return s.linkHTML(word)
	}
	return s.escape(word)
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

func (p *post) mention(a *account) {
	for _, have := range p.mentions {
		if have == a {
			return
		}
	}
	p.mentions = append(p.mentions, a)
}

func (s *Server) mentionHTML(a *account) string {
	url := s.profileURL(a)
	switch s.flavour {
	case GoToSocial:
		return `<span class="h-card"><a href="` + url + `" class="u-url mention" rel="nofollow noreferrer noopener" target="_blank">@<span>` + a.username() + `</span></a></span>`
	case Snac:
		return `<span class="h-card"><a href="` + url + `" class="u-url mention">@` + a.username() + "@" + s.host(a.Acct) + `</a></span>`
	}
	return `<span class="h-card" translate="no"><a href="` + url + `" class="u-url mention">@<span>` + a.username() + `</span></a></span>`
}

// linkHTML hides scheme and tail of an address in spans, as Mastodon does; the
// others write it out.
func (s *Server) linkHTML(url string) string {
	href := html.EscapeString(url)
	switch s.flavour {
	case GoToSocial:
		return `<a href="` + href + `" rel="nofollow noreferrer noopener" target="_blank">` + href + `</a>`
	case Snac:
		return `<a href="` + href + `" target="_blank">` + href + `</a>`
	}
	lead := url[:strings.Index(url, "://")+3]
	if strings.HasPrefix(url[len(lead):], "www.") {
		lead += "www."
	}
	shown, tail, class := []rune(url[len(lead):]), "", ""
	if len(shown) > 30 {
		shown, tail, class = shown[:30], string(shown[30:]), "ellipsis"
	}
	return `<a href="` + href + `" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">` + lead +
		`</span><span class="` + class + `">` + html.EscapeString(string(shown)) +
		`</span><span class="invisible">` + html.EscapeString(tail) + `</span></a>`
}

func (s *Server) escape(text string) string {
	if s.halfPlain {
		return strings.ReplaceAll(text, "<", "&lt;")
	}
	return html.EscapeString(text)
}

// length counts a post as the flavour does when it checks the limit.
func (s *Server) length(text, warning string) int {
	if s.flavour == GoToSocial {
		return utf8.RuneCountInString(text) + utf8.RuneCountInString(warning)
	}
	text = token.ReplaceAllStringFunc(text, func(word string) string {
		switch word[0] {
		case '@':
			name, _, _ := strings.Cut(word[1:], "@")
			return "@" + name
		case '#':
			return word
		}
		return strings.Repeat("x", s.perURL)
	})
	return uniseg.GraphemeClusterCount(warning + text)
}
