package inbox

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Known is what the completion and the check of a query know of the house.
type Known struct {
	Lang     string // of the names offered: "de" or "en"
	Channels []Named
	Roles    []Named
	Persons  []Named
	Claims   []Named // ends of ids with sentences
	Waves    []Named // ids with what they are about
}

// Named is an id with the name people know it by.
type Named struct{ ID, Name string }

// KnownOf takes from the house what a query can name.
func KnownOf(h *House, lang string) Known {
	k := Known{Lang: lang}
	for _, id := range h.Channels {
		k.Channels = append(k.Channels, Named{ID: id})
	}
	for _, r := range h.Roles {
		k.Roles = append(k.Roles, Named{r.ID, r.Name})
	}
	for _, p := range h.Persons {
		if !p.Disabled {
			k.Persons = append(k.Persons, Named{p.ID, p.Name})
		}
	}
	return k
}

// of lists the names a field draws from the house, false when it draws none.
func (k Known) of(field string) ([]Named, bool) {
	switch field {
	case FieldChannel:
		return k.Channels, true
	case FieldRole:
		return k.Roles, true
	case FieldPerson:
		return k.Persons, true
	case FieldClaim:
		return k.Claims, true
	case FieldWave:
		return k.Waves, true
	}
	return nil, false
}

// Check finds names of channels, roles and persons that the house does not have:
// CodeQueryValue with field, got and known. A query for a name that does not
// exist would otherwise look like an empty list.
func (q Query) Check(k Known) error {
	for _, t := range q.terms {
		names, ok := k.of(t.Field)
		if !ok || t.Field == FieldClaim || t.Field == FieldWave { // any end of an id will do, and claims come while a query is typed; a wave that has ended is still asked for
			continue
		}
		f, _ := fieldNamed(t.Field)
		ids := make([]string, len(names))
		for i, n := range names {
			ids[i] = n.ID
		}
		for _, v := range t.Values {
			if _, named := f.named(v); !named && !slices.Contains(ids, v) {
				return Fail(CodeQueryValue, "field", t.Field, "got", quoteTyped(v), "known", joinList(ids))
			}
		}
	}
	return nil
}

// Completion is one way to go on: replace the characters From to To of the input
// by Text. Label says in more words what it is, where the name is not enough.
type Completion struct {
	Text     string
	Label    string
	From, To int // in characters, as an input field counts them
}

// CompleteQuery offers how to go on at the cursor, which counts characters from
// 0: fields, values of the field before the colon, and values by themselves, so
// that "off" finds ist:offen. Names are matched in both languages and offered in
// the one of known.
func CompleteQuery(input string, cursor int, known Known) []Completion {
	rs := []rune(input)
	cursor = min(max(cursor, 0), len(rs))
	typed, from, ok := lastTerm(string(rs[:cursor]))
	if !ok {
		return nil
	}
	if rest, neg := strings.CutPrefix(typed, "-"); neg {
		typed, from = rest, from+1
	}
	c := completer{known: known, from: from, to: cursor}
	if name, found := fieldPrefix(typed); found {
		if f, ok := fieldNamed(name); ok {
			c.values(f, typed[len(name)+1:], utf8.RuneCountInString(name)+1)
		}
		return c.out
	}
	c.fields(typed)
	return c.out
}

// lastTerm finds the term that ends at the end of s, and where it starts. Inside
// a phrase there is nothing to offer.
func lastTerm(s string) (term string, from int, ok bool) {
	start, quoted := 0, false
	for i, r := range s {
		switch {
		case r == '"', r == '„' && !quoted, (r == '“' || r == '”') && quoted:
			quoted = !quoted
		case unicode.IsSpace(r) && !quoted:
			start = i + utf8.RuneLen(r)
		}
	}
	return s[start:], utf8.RuneCountInString(s[:start]), !quoted
}

type completer struct {
	known    Known
	from, to int
	out      []Completion
}

func (c *completer) add(text, label string, skip int) {
	c.out = append(c.out, Completion{Text: text, Label: label, From: c.from + skip, To: c.to})
}

// values offers values of a field for what stands after the last comma.
func (c *completer) values(f *QueryField, typed string, skip int) {
	if i := strings.LastIndexByte(typed, ','); i >= 0 && !f.Single {
		skip += utf8.RuneCountInString(typed[:i+1])
		typed = typed[i+1:]
	}
	key := foldName(typed)
	for _, v := range f.Values {
		if v.starts(key) {
			c.add(v.nameIn(c.known.Lang), "", skip)
		}
	}
	names, fromHouse := c.known.of(f.Name)
	for _, n := range names {
		if strings.HasPrefix(foldName(n.ID), key) || wordStarts(n.Name, key) {
			c.add(quoted(n.ID), n.Name, skip)
		}
	}
	if !fromHouse && f.Open && typed == "" && f.Name != FieldText && len(f.Values) < 6 {
		c.add(f.Example, "", skip)
	}
}

// fields offers fields, and for two letters or more the values of the fields
// whose values are distinctive.
func (c *completer) fields(typed string) {
	key := foldName(typed)
	for i := range queryFields {
		f := &queryFields[i]
		if f.Name == FieldText {
			continue
		}
		if strings.HasPrefix(f.Name, key) || strings.HasPrefix(foldName(f.German), key) {
			c.add(f.nameIn(c.known.Lang)+":", "", 0)
		}
	}
	if utf8.RuneCountInString(typed) < 2 {
		return
	}
	for _, name := range []string{FieldIs, FieldLabel, FieldVisibility} {
		f, _ := fieldNamed(name)
		for _, v := range f.Values {
			if v.starts(key) {
				c.add(f.nameIn(c.known.Lang)+":"+v.nameIn(c.known.Lang), "", 0)
			}
		}
	}
}

func (v QueryValue) starts(key string) bool {
	return strings.HasPrefix(foldName(v.Name), key) || strings.HasPrefix(foldName(v.German), key) ||
		slices.ContainsFunc(v.Aliases, func(a string) bool { return strings.HasPrefix(foldName(a), key) })
}

func wordStarts(name, key string) bool {
	return slices.ContainsFunc(strings.Fields(name), func(w string) bool { return strings.HasPrefix(foldName(w), key) })
}

func quoted(v string) string {
	var b strings.Builder
	writeValue(&b, v, false)
	return b.String()
}
