package inbox

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"
)

// LintCode names what is odd about a text somebody wrote.
type LintCode string

// The codes.
const (
	LintLong      LintCode = "long"      // more than the field or the channel takes
	LintLeftover  LintCode = "leftover"  // a gap of a template that nobody filled
	LintShout     LintCode = "shout"     // words in capitals
	LintMarks     LintCode = "marks"     // more than one exclamation mark
	LintAddress   LintCode = "address"   // du where the house says Sie, or the other way round
	LintInsecure  LintCode = "insecure"  // a link without encryption
	LintShortener LintCode = "shortener" // a link that hides where it leads
	LintHost      LintCode = "host"      // a link to a server that is none of the house's
	LintPhone     LintCode = "phone"     // a phone number
	LintMobile    LintCode = "mobile"    // a mobile number: somebody's own
	LintMail      LintCode = "mail"      // a mail address that names a person
	LintColleague LintCode = "colleague" // the name of somebody from the desk
	LintInternal  LintCode = "internal"  // words of the office that mean nothing outside
	LintSpaces    LintCode = "spaces"    // two spaces in a row
	LintEmoji     LintCode = "emoji"     // many pictures
)

// LintCodes lists them.
func LintCodes() []LintCode {
	return []LintCode{
		LintLong, LintLeftover, LintShout, LintMarks, LintAddress, LintInsecure, LintShortener, LintHost, LintPhone,
		LintMobile, LintMail, LintColleague, LintInternal, LintSpaces, LintEmoji,
	}
}

// Severity is how much a finding matters. A hint never stops anybody; an error
// only says early what a rule forbids anyway.
type Severity uint8

// The severities in rising order.
const (
	LintHint Severity = iota
	LintWarn
	LintError
)

// LintFinding is one odd place in a text.
type LintFinding struct {
	Field    string // placeholder, block, or "" for free text
	Span     Span   // bytes of the field's text
	Code     LintCode
	Severity Severity
	Got      string // the words at the place, cut; a person's own input, for a sentence
}

var severityNames = []string{"hint", "warn", "error"}

func (s Severity) String() string { return enumName(severityNames, s) }

// Address is how a house speaks to people.
type Address string

// The forms of address.
const (
	AddressSie Address = "sie"
	AddressDu  Address = "du"
)

// Addresses lists them, the usual one first.
func Addresses() []Address { return []Address{AddressSie, AddressDu} }

// LintRules are what a text is held against. The zero value holds it against what
// is odd everywhere.
type LintRules struct {
	Address Address
	Hosts   []string                 // of the house, subdomains included; none: any will do
	Names   []string                 // of colleagues
	Gaps    Severity                 // of braces and brackets: an error where a rule forbids them
	Contact bool                     // a number or an address is what is asked for here
	Fits    func(prefix string) bool // whether so much of the text can be sent; nil: any
}

// Lint holds a text against the rules, in the order of the text. It is a pure
// function of both.
func Lint(text string, r LintRules) []LintFinding {
	l := linter{text: text, rules: r}
	l.words()
	l.links()
	l.signs()
	l.capitals()
	l.numbers()
	l.length()
	slices.SortStableFunc(l.out, func(a, b LintFinding) int {
		if a.Span.Start != b.Span.Start {
			return a.Span.Start - b.Span.Start
		}
		return int(b.Severity) - int(a.Severity)
	})
	return l.out
}

// Lint holds what a person put into a composition against the house's rules: the
// approved wording is others' work and not looked at. t is the template the
// composition names, nil for free text.
func (s *Session) Lint(it *Item, t *Template, c Composition) []LintFinding {
	var out []LintFinding
	add := func(field, value string, r LintRules) {
		for _, f := range Lint(value, r) {
			f.Field = field
			out = append(out, f)
		}
	}
	if t == nil {
		add("", c.Free, s.LintFree(it))
		return out
	}
	gaps, _ := t.Gaps(c.Variant) // a variant that is not there has no gaps, and says so when it is rendered
	for _, p := range gaps {
		add(p.Name, c.Values[p.Name], s.LintGap(p))
	}
	blocks, _ := t.FreeBlocks(c.Variant)
	for _, b := range blocks {
		if got, ok := c.Blocks[b.Name]; ok && Canonical(got) != Canonical(b.Default) {
			add(b.Name, got, s.LintBlock(b))
		}
	}
	return out
}

// LintReply is Lint of a reply that was handed in, for the second person.
func (s *Session) LintReply(ctx context.Context, it *Item, r *Reply) ([]LintFinding, error) {
	if r.Composition.Template.Key == "" {
		return s.Lint(it, nil, r.Composition), nil
	}
	v, err := s.templateVersion(ctx, r.Composition.Template)
	if err != nil {
		return nil, err
	}
	return s.Lint(it, &v.Template, r.Composition), nil
}

// LintFree gives the rules for a free text in answer to an item.
func (s *Session) LintFree(it *Item) LintRules {
	r := s.lintRules()
	r.Gaps = LintWarn
	ch := s.Channels[it.Content.Channel]
	if ch == nil {
		return r
	}
	limit, to := ch.Capabilities().MaxChars, RefOf(&it.Content)
	if limit > 0 {
		r.Fits = func(prefix string) bool { return ch.Length(to, ch.Compose(to, prefix)) <= limit }
	}
	return r
}

// LintBlock gives the rules for a free block.
func (s *Session) LintBlock(b Block) LintRules {
	r := s.lintRules()
	r.Fits = func(prefix string) bool { return utf8.RuneCountInString(prefix) <= b.Max }
	return r
}

// LintGap gives the rules for a placeholder.
func (s *Session) LintGap(p Placeholder) LintRules {
	r := s.lintRules()
	limit := p.Limit()
	r.Fits = func(prefix string) bool { return utf8.RuneCountInString(prefix) <= limit }
	switch p.Type {
	case PlaceholderContact:
		r.Contact = true
	case PlaceholderOffice, PlaceholderPlace, PlaceholderChoice, PlaceholderDate, PlaceholderTime, PlaceholderDateTime:
		r.Names = nil // streets and offices are called after people
	case PlaceholderText, PlaceholderLink, PlaceholderAmount:
	}
	return r
}

func (s *Session) lintRules() LintRules {
	r := LintRules{Address: s.House.Address, Hosts: s.House.Hosts, Gaps: LintError}
	for i := range s.House.Persons {
		r.Names = append(r.Names, s.House.Persons[i].Name)
	}
	return r
}

type linter struct {
	text  string
	rules LintRules
	out   []LintFinding
}

func (l *linter) add(from, to int, code LintCode, s Severity) {
	const limit = 40
	got := strings.TrimSpace(l.text[from:to])
	if utf8.RuneCountInString(got) > limit {
		got = string([]rune(got)[:limit]) + "…"
	}
	l.out = append(l.out, LintFinding{Span: Span{Start: from, End: to}, Code: code, Severity: s, Got: got})
}

// length finds where the text becomes too long, by halving.
func (l *linter) length() {
	fits := l.rules.Fits
	if fits == nil || l.text == "" || fits(l.text) {
		return
	}
	from, to := 0, len(l.text) // so much fits, and so much does not
	for to-from > 1 {
		mid := from + (to-from)/2
		for mid > from && !utf8.RuneStart(l.text[mid]) {
			mid--
		}
		switch {
		case mid == from: // one sign of several bytes is left
			to = from
		case fits(l.text[:mid]):
			from = mid
		default:
			to = mid
		}
	}
	l.add(from, len(l.text), LintLong, LintError)
}
