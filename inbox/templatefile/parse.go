// Package templatefile reads and writes reply templates as TOML files, one family
// a file, so that offices can edit them, compare them and keep them in git. It
// holds the families that a new desk starts with.
package templatefile

import (
	"slices"
	"strconv"

	"lotse/inbox"
	"lotse/inbox/config/strict"
)

// Problem is one mistake in a file, Problems are all of them; see package strict.
type (
	Problem  = strict.Problem
	Problems = strict.Problems
)

// Parse reads a template and checks the rules of the house; name is for messages.
// Wordings come out in their canonical form. The error is *Problems with every
// mistake: the codes of package strict (file_syntax, file_key, file_type),
// unknown_name for labels and latitudes, and template_bad for what
// inbox.Template.Check finds.
func Parse(name string, data []byte) (inbox.Template, error) {
	var t inbox.Template
	f, err := strict.Read(name, data)
	if err != nil {
		return t, err
	}
	f.Decode(&t, nil)
	normalise(&t)
	// A wrong type leaves a gap, about which a rule would complain once more.
	if err := f.Err(); err != nil {
		return inbox.Template{}, err
	}
	for _, e := range t.Check() {
		f.Fail(place(&t, e.Args), e)
	}
	if err := f.Err(); err != nil {
		return inbox.Template{}, err
	}
	return t, nil
}

// normalise gives equal templates one form: an empty list is the same as none.
func normalise(t *inbox.Template) {
	for i := range t.Variants {
		t.Variants[i].Text = inbox.Canonical(t.Variants[i].Text)
	}
	if len(t.Topics) == 0 {
		t.Topics = nil
	}
	if len(t.Labels) == 0 {
		t.Labels = nil
	}
	for i := range t.Placeholders {
		if len(t.Placeholders[i].Choices) == 0 {
			t.Placeholders[i].Choices = nil
		}
	}
}

// place finds the value that a rule complains about.
func place(t *inbox.Template, args map[string]string) string {
	if v, ok := args["variant"]; ok {
		if args["what"] == "variant_name" {
			return "variant." + strconv.Itoa(lastVariant(t, v)) + ".name"
		}
		i := slices.IndexFunc(t.Variants, func(x inbox.Variant) bool { return inbox.Quote(x.Name) == v })
		return "variant." + strconv.Itoa(i) + ".text"
	}
	name, named := args["name"]
	if !named {
		return args["what"]
	}
	if i := slices.IndexFunc(t.Blocks, func(b inbox.Block) bool { return inbox.Quote(b.Name) == name }); i >= 0 {
		return "block." + strconv.Itoa(i) + ".name"
	}
	if i := slices.IndexFunc(t.Placeholders, func(p inbox.Placeholder) bool { return inbox.Quote(p.Name) == name }); i >= 0 {
		return "placeholder." + strconv.Itoa(i) + ".name"
	}
	if inbox.Quote(t.AsOf) == name {
		return "as_of"
	}
	return "promise"
}

// lastVariant finds the second of two variants with one name.
func lastVariant(t *inbox.Template, name string) int {
	last := 0
	for i, v := range t.Variants {
		if inbox.Quote(v.Name) == name {
			last = i
		}
	}
	return last
}
