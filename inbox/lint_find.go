package inbox

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// words looks at single words: how they address people, whether they are the
// office's own.
func (l *linter) words() {
	for _, phrase := range internalPhrases {
		l.phrases(phrase, LintInternal, LintWarn)
	}
	for _, name := range l.rules.Names {
		if strings.Contains(name, " ") { // a word alone may be anything
			l.phrases(FoldText(name), LintColleague, LintWarn)
		}
	}
	for from, to := range lettersOf(l.text) {
		word := l.text[from:to]
		switch l.rules.Address {
		case AddressDu:
			if formal[word] && !l.startsSentence(from) { // at the start it may be "they"
				l.add(from, to, LintAddress, LintWarn)
			}
		case AddressSie:
			if informal(FoldText(word)) {
				l.add(from, to, LintAddress, LintWarn)
			}
		}
	}
}

// internalPhrases are words of the office, folded.
var internalPhrases = []string{
	"siehe vermerk", "s. vermerk", "interner vermerk", "interne notiz", "nur intern", "nur für den dienstgebrauch", "aktenzeichen", "az.", "az:",
	"geschäftszeichen", "gesch.-z.", "z. d. a.", "z.d.a.", "wiedervorlage", "mitzeichnung", "rücksprache mit dem fachamt",
	"mdb um", "internal note", "see note", "for internal use",
}

var formal = map[string]bool{
	"Sie": true, "Ihnen": true, "Ihr": true, "Ihre": true, "Ihren": true, "Ihrem": true, "Ihrer": true, "Ihres": true,
}

func informal(word string) bool {
	switch word {
	case "du", "dich", "dir", "euch", "euer", "eure", "eurem", "euren", "eurer", "eures",
		"dein", "deine", "deinem", "deinen", "deiner", "deines":
		return true
	}
	return false
}

// phrases finds a folded phrase that stands for itself.
func (l *linter) phrases(folded string, code LintCode, sev Severity) {
	for at := 0; at < len(l.text); {
		_, n := utf8.DecodeRuneInString(l.text[at:])
		if hasPrefixFold(l.text[at:], folded) && !letterBefore(l.text, at) {
			if end := at + foldedLen(l.text[at:], folded); !letterAt(l.text, end) {
				l.add(at, end, code, sev)
				n = end - at
			}
		}
		at += n
	}
}

// foldedLen is how many bytes of s the folded prefix takes: folding may change a
// letter's length.
func foldedLen(s, folded string) int {
	n := 0
	for range utf8.RuneCountInString(folded) {
		_, size := utf8.DecodeRuneInString(s[n:])
		n += size
	}
	return n
}

func letterBefore(s string, at int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// letterAt reports whether a word goes on at an offset; a phrase that ends in a
// full stop has ended.
func letterAt(s string, at int) bool {
	if at > 0 && (s[at-1] == '.' || s[at-1] == ':') {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[at:])
	return unicode.IsLetter(r)
}

func (l *linter) startsSentence(at int) bool {
	before := strings.TrimRight(l.text[:at], " \t„“\"»«(–-")
	if before == "" {
		return true
	}
	return strings.ContainsRune(".!?:\n", rune(before[len(before)-1]))
}

// lettersOf gives the runs of letters.
func lettersOf(s string) func(yield func(from, to int) bool) {
	return func(yield func(from, to int) bool) {
		from := -1
		for i, r := range s {
			switch {
			case unicode.IsLetter(r) && from < 0:
				from = i
			case !unicode.IsLetter(r) && from >= 0:
				if !yield(from, i) {
					return
				}
				from = -1
			}
		}
		if from >= 0 {
			yield(from, len(s))
		}
	}
}

// capitals finds shouting: one long word, or several in a row of which one is more
// than an abbreviation.
func (l *linter) capitals() {
	type run struct{ from, to, words, longest int }
	var at run
	flush := func() {
		if at.longest >= 7 || at.words > 1 && at.longest >= 5 {
			l.add(at.from, at.to, LintShout, LintHint)
		}
		at = run{}
	}
	for from, to := range lettersOf(l.text) {
		word := l.text[from:to]
		n := utf8.RuneCountInString(word)
		if n < 2 || strings.ToUpper(word) != word || strings.ToLower(word) == word || l.inLink(from) {
			flush()
			continue
		}
		if at.words > 0 && strings.TrimSpace(l.text[at.to:from]) != "" {
			flush()
		}
		if at.words == 0 {
			at.from = from
		}
		at.to, at.words, at.longest = to, at.words+1, max(at.longest, n)
	}
	flush()
}

// inLink reports whether an offset stands in an address.
func (l *linter) inLink(at int) bool {
	const far = 300 // no address that a person typed is longer
	before, after := l.text[max(0, at-far):at], l.text[at:min(len(l.text), at+far)]
	before = before[strings.LastIndexAny(before, " \n\t")+1:]
	if i := strings.IndexAny(after, " \n\t"); i >= 0 {
		after = after[:i]
	}
	return strings.Contains(before+after, "://") || strings.HasPrefix(before, "www.")
}

// shorteners hide where a link leads.
var shorteners = []string{
	"bit.ly", "t.co", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "buff.ly", "lnkd.in", "t1p.de", "cutt.ly", "rebrand.ly",
	"kurzelinks.de", "shorturl.at", "t.ly", "tiny.cc", "rb.gy", "s.id", "v.gd", "dlvr.it", "x.gd",
}

func (l *linter) links() {
	for from, to := range wordsOf(l.text) {
		word := l.text[from:to]
		if i := indexHTTP(word); i > 0 && strings.Contains(word, "://") {
			from += i // it stands in brackets or quotes
		}
		end := to - len(l.text[from:to]) + len(strings.TrimRight(l.text[from:to], ".,;:!?)»“\"'"))
		address := l.text[from:end]
		lower := strings.ToLower(address)
		secure := strings.HasPrefix(lower, "https://")
		if strings.HasPrefix(lower, "www.") {
			address, secure = "https://"+address, true
		}
		if !secure && !strings.HasPrefix(lower, "http://") {
			continue
		}
		if !secure {
			l.add(from, end, LintInsecure, LintWarn)
		}
		u, err := url.Parse(address)
		if err != nil || u.Host == "" {
			continue
		}
		host := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
		switch {
		case slices.Contains(shorteners, host):
			l.add(from, end, LintShortener, LintWarn)
		case len(l.rules.Hosts) > 0 && !slices.ContainsFunc(l.rules.Hosts, func(h string) bool { return isUnder(host, h) }):
			l.add(from, end, LintHost, LintHint)
		}
	}
}

// indexHTTP finds "http" in any case. It looks at bytes: strings.ToLower may give
// a text of another length, and an offset into that one is none into this.
func indexHTTP(s string) int {
	for i := range len(s) - 3 {
		if strings.EqualFold(s[i:i+4], "http") {
			return i
		}
	}
	return -1
}

// isUnder reports whether a host is a domain or lies under it.
func isUnder(host, domain string) bool {
	domain = strings.TrimPrefix(strings.ToLower(domain), "www.")
	return host == domain || strings.HasSuffix(host, "."+domain)
}

// wordsOf gives what stands between spaces.
func wordsOf(s string) func(yield func(from, to int) bool) {
	return func(yield func(from, to int) bool) {
		for at := 0; at < len(s); {
			gap := strings.IndexFunc(s[at:], func(r rune) bool { return !unicode.IsSpace(r) })
			if gap < 0 {
				return
			}
			from := at + gap
			to := len(s)
			if i := strings.IndexFunc(s[from:], unicode.IsSpace); i >= 0 {
				to = from + i
			}
			if !yield(from, to) {
				return
			}
			at = to
		}
	}
}
