package inbox

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxQuery is the length of the longest query, in characters.
const MaxQuery = 2000

// ParseQuery reads a query: terms between spaces, each field:value with commas
// between alternatives, a word, or a "phrase in quotes"; a leading - negates.
// Names are read in English and German, umlauts also as ae, oe, ue, ss.
//
// The errors are CodeQueryField (args at, field, known), CodeQueryValue (args at,
// field, got, known) and CodeQueryBad (args at, what, field). at is the position
// of the first character that is wrong, counted in characters from 1; what is one
// of:
//
//	control     a control character or broken UTF-8
//	long        longer than MaxQuery
//	quote       a quote is not closed
//	after_quote something follows a closing quote
//	empty       a term without text
//	single      the field takes one value only
//	not         the term cannot be negated
//	either      these values cannot be alternatives of one term
//	twice       the field cannot stand in two terms
func ParseQuery(s string) (Query, error) {
	p := &queryParser{src: s}
	if utf8.RuneCountInString(s) > MaxQuery {
		return Query{}, p.bad(len(s), "long", "")
	}
	if at := strings.IndexFunc(s, isQueryControl); at >= 0 {
		return Query{}, p.bad(at, "control", "")
	}
	var q Query
	for {
		p.skipSpace()
		if p.pos == len(s) {
			return q, nil
		}
		at := p.pos
		t, err := p.term()
		if err != nil {
			return Query{}, err
		}
		if what := t.misuse(q); what != "" {
			return Query{}, p.bad(at, what, t.Field)
		}
		q.terms = append(q.terms, t)
	}
}

// isQueryControl finds what has no place on one line. Broken UTF-8 shows as
// utf8.RuneError, which nobody searches for.
func isQueryControl(r rune) bool {
	return r == utf8.RuneError || unicode.IsControl(r) && !unicode.IsSpace(r)
}

type queryParser struct {
	src string
	pos int
}

func (p *queryParser) bad(at int, what, field string) error {
	args := []string{"at", p.column(at), "what", what}
	if field != "" {
		args = append(args, "field", field)
	}
	return Fail(CodeQueryBad, args...)
}

func (p *queryParser) column(at int) string {
	return itoa(utf8.RuneCountInString(p.src[:at]) + 1)
}

func (p *queryParser) skipSpace() {
	p.pos += len(p.src[p.pos:]) - len(strings.TrimLeftFunc(p.src[p.pos:], unicode.IsSpace))
}

func (p *queryParser) term() (Term, error) {
	var t Term
	start := p.pos
	if p.src[p.pos] == '-' {
		t.Not = true
		p.pos++
	}
	name, ok := fieldPrefix(p.src[p.pos:])
	if !ok {
		v, _, err := p.value(false)
		if err == nil && v == "" {
			err = p.bad(start, "empty", "")
		}
		if err == nil && p.pos < len(p.src) && !startsWithSpace(p.src[p.pos:]) {
			err = p.bad(p.pos, "after_quote", "")
		}
		t.Field, t.Values = FieldText, []string{v}
		return t, err
	}
	f, known := fieldNamed(name)
	if !known {
		return t, Fail(CodeQueryField, "at", p.column(p.pos), "field", quoteTyped(name), "known", strings.Join(fieldNames(), ", "))
	}
	t.Field = f.Name
	p.pos += len(name) + 1
	for {
		got, at, err := p.value(f.Name != FieldText)
		if err != nil {
			return t, err
		}
		v, ok := f.canonical(got)
		if !ok {
			return t, Fail(CodeQueryValue, "at", p.column(at), "field", f.Name, "got", quoteTyped(got), "known", f.known())
		}
		if !slices.Contains(t.Values, v) {
			t.Values = append(t.Values, v)
		}
		switch {
		case p.pos == len(p.src) || startsWithSpace(p.src[p.pos:]):
			return t, nil
		case p.src[p.pos] != ',':
			return t, p.bad(p.pos, "after_quote", f.Name)
		case f.Single:
			return t, p.bad(p.pos, "single", f.Name)
		}
		p.pos++
	}
}

// value reads a word or a phrase; a list ends a word at a comma too.
func (p *queryParser) value(list bool) (v string, at int, err error) {
	at = p.pos
	if isOpeningQuote(p.src[p.pos:]) {
		v, err = p.phrase()
		return v, at, err
	}
	end := strings.IndexFunc(p.src[p.pos:], func(r rune) bool { return unicode.IsSpace(r) || list && r == ',' })
	if end < 0 {
		end = len(p.src) - p.pos
	}
	p.pos += end
	return p.src[at:p.pos], at, nil
}

// phrase reads up to the closing quote. Texts are pasted, so the quotes of
// German print are quotes here too.
func (p *queryParser) phrase() (string, error) {
	at := p.pos
	opening, n := utf8.DecodeRuneInString(p.src[at:])
	p.pos += n
	var b strings.Builder
	for p.pos < len(p.src) {
		r, n := utf8.DecodeRuneInString(p.src[p.pos:])
		p.pos += n
		switch {
		case r == '"', opening != '"' && (r == '“' || r == '”'):
			return strings.TrimSpace(b.String()), nil
		case r == '\\' && p.pos < len(p.src) && (p.src[p.pos] == '"' || p.src[p.pos] == '\\'):
			b.WriteByte(p.src[p.pos])
			p.pos++
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return "", p.bad(at, "quote", "")
}

func isOpeningQuote(s string) bool {
	return strings.HasPrefix(s, `"`) || strings.HasPrefix(s, "„") || strings.HasPrefix(s, "“")
}

// quoteTyped cuts what a person typed for an error that shows it. Unlike Quote it
// keeps umlauts: control characters never get this far.
func quoteTyped(s string) string {
	rs := []rune(s)
	if len(rs) > 40 {
		rs = append(rs[:40], '…')
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '?'
		}
		return r
	}, string(rs))
}

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// fieldPrefix finds the name before a colon. Web addresses and times of day are
// words, not fields.
func fieldPrefix(s string) (string, bool) {
	name, rest, found := strings.Cut(s, ":")
	if !found || name == "" || strings.HasPrefix(rest, "//") {
		return "", false
	}
	return name, !strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
}

// misuse names the rule a term breaks beside the terms before it, "" for none.
// These are the borders of what a Filter can say.
func (t Term) misuse(before Query) string {
	f, _ := fieldNamed(t.Field)
	if t.Field == FieldIs {
		return t.misuseIs()
	}
	again := slices.ContainsFunc(before.terms, func(o Term) bool { return o.Field == t.Field && !o.Not })
	switch {
	case len(t.Values) > 1 && f.Single:
		return "single"
	case t.Not && f.NoNot:
		return "not"
	case (t.Field == FieldAuthor || t.Field == FieldWave) && !t.Not && again:
		return "twice"
	}
	return ""
}

// misuseIs: alternatives of one term must all be states of work, for the other
// facts are not alternatives of each other.
func (t Term) misuseIs() string {
	for _, v := range t.Values {
		x := isFacts[v]
		switch {
		case t.Not && x.noNot:
			return "not"
		case !t.Not && len(t.Values) > 1 && (x.work == 0 || x.more()):
			return "either"
		}
	}
	return ""
}
