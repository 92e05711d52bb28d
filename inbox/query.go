package inbox

import (
	"slices"
	"strings"
)

// Query is a search as a person writes it, on one line: in the filter of the
// screen, in a saved view of the config, after `lotse list`. All terms must hold;
// the zero Query matches everything. There is no hidden term: a query without
// is:open also finds what is done.
//
// A Query is bound to nobody and to no moment. Bind makes the Filter that a store
// answers, so is:mine and since:2d mean what they say whenever they are asked.
type Query struct {
	terms []Term
}

// Term is one condition: the field must have one of the values, or with Not none
// of them. Field and values are in their canonical English form.
type Term struct {
	Not    bool
	Field  string
	Values []string
}

// The names of the fields.
const (
	FieldIs         = "is"
	FieldChannel    = "channel"
	FieldRole       = "role"
	FieldPerson     = "person"
	FieldLevel      = "level"
	FieldLabel      = "label"
	FieldLang       = "lang"
	FieldSince      = "since"
	FieldBefore     = "before"
	FieldDue        = "due"
	FieldAuthor     = "author"
	FieldThread     = "thread"
	FieldClaim      = "claim"
	FieldWave       = "wave"
	FieldVisibility = "visibility"
	FieldText       = "text"
)

// Terms gives a copy of the terms, in the order they were written.
func (q Query) Terms() []Term {
	out := slices.Clone(q.terms)
	for i := range out {
		out[i].Values = slices.Clone(out[i].Values)
	}
	return out
}

// IsZero reports whether the query matches everything.
func (q Query) IsZero() bool { return len(q.terms) == 0 }

// Equal reports whether both have the same terms in the same order.
func (q Query) Equal(o Query) bool {
	return slices.EqualFunc(q.terms, o.terms, Term.equal)
}

func (t Term) equal(o Term) bool {
	return t.Not == o.Not && t.Field == o.Field && slices.Equal(t.Values, o.Values)
}

// And gives the query that asks for both. Terms that stand in both are written
// once. The result may ask for what no Filter can: Bind then says so.
func (q Query) And(o Query) Query {
	out := Query{terms: slices.Clip(q.Terms())}
	for _, t := range o.Terms() {
		if !slices.ContainsFunc(out.terms, t.equal) {
			out.terms = append(out.terms, t)
		}
	}
	return out
}

// Without gives the query without the terms of a field, for a screen that drops
// or replaces one condition.
func (q Query) Without(field string) Query {
	out := Query{terms: q.Terms()}
	out.terms = slices.DeleteFunc(out.terms, func(t Term) bool { return t.Field == field })
	return out
}

// String gives the canonical form, in English. ParseQuery reads it back to an
// equal query.
func (q Query) String() string { return q.Format("en") }

// Format writes the query with the field and value names of a language, "de" or
// "en". ParseQuery reads every language.
func (q Query) Format(lang string) string {
	parts := make([]string, len(q.terms))
	for i, t := range q.terms {
		parts[i] = t.Format(lang)
	}
	return strings.Join(parts, " ")
}

// Format writes one term.
func (t Term) Format(lang string) string {
	var b strings.Builder
	if t.Not {
		b.WriteByte('-')
	}
	f, _ := fieldNamed(t.Field)
	if t.Field != FieldText {
		b.WriteString(f.nameIn(lang))
		b.WriteByte(':')
	}
	for i, v := range t.Values {
		if i > 0 {
			b.WriteByte(',')
		}
		writeValue(&b, f.valueIn(v, lang), t.Field == FieldText)
	}
	return b.String()
}

// writeValue quotes what would be read as something else.
func writeValue(b *strings.Builder, v string, word bool) {
	special := `," `
	if word {
		special = `:," `
	}
	if v != "" && v[0] != '-' && !strings.ContainsAny(v, special) && !isOpeningQuote(v) {
		b.WriteString(v)
		return
	}
	b.WriteByte('"')
	for _, r := range v {
		if r == '"' || r == '\\' {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	b.WriteByte('"')
}

// MarshalText writes the canonical form.
func (q Query) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText reads what ParseQuery reads.
func (q *Query) UnmarshalText(b []byte) (err error) {
	*q, err = ParseQuery(string(b))
	return err
}
