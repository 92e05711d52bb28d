package inbox

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// ContentHash is over everything an office approves. Approval, release and
// sending compare it, so a changed template is another template.
func (t *Template) ContentHash() Hash {
	c := *t
	c.Variants = slices.Clone(t.Variants)
	for i := range c.Variants {
		c.Variants[i].Text = Canonical(c.Variants[i].Text)
	}
	b, err := json.Marshal(&c)
	if err != nil {
		panic("inbox: template does not marshal: " + err.Error())
	}
	return Hash(sha256.Sum256(b))
}

// Usable reports why a version may not be used at a moment; nil when it may.
func (v *TemplateVersion) Usable(now time.Time) error {
	ref := v.Ref().String()
	switch {
	case v.State != TemplateApproved:
		return Fail(CodeTemplateState, "template", ref, "state", v.State.String())
	case now.Before(v.ValidFrom):
		return Fail(CodeTemplateNotYet, "template", ref, "from", stamp(v.ValidFrom))
	case !now.Before(v.ValidUntil):
		return Fail(CodeTemplateExpired, "template", ref, "until", stamp(v.ValidUntil))
	case v.ContentHash() != v.Hash:
		return Fail(CodeHashMismatch, "template", ref)
	}
	for _, role := range v.Approver {
		if !slices.ContainsFunc(v.Approvals, func(a Approval) bool { return a.By.Role == role && a.Hash == v.Hash }) {
			return Fail(CodeTemplateState, "template", ref, "state", "submitted")
		}
	}
	return nil
}

// AddValidity adds "12M", "14d" or "6h" to a moment. Months are calendar months.
func AddValidity(from time.Time, validity string) (time.Time, error) {
	if len(validity) < 2 {
		return from, Fail(CodeBadValidity, "got", Quote(validity))
	}
	n, err := strconv.Atoi(validity[:len(validity)-1])
	if err != nil || n < 1 || n > 1200 {
		return from, Fail(CodeBadValidity, "got", Quote(validity))
	}
	switch validity[len(validity)-1] {
	case 'M':
		return from.AddDate(0, n, 0), nil
	case 'd':
		return from.AddDate(0, 0, n), nil
	case 'h':
		return from.Add(time.Duration(n) * time.Hour), nil
	}
	return from, Fail(CodeBadValidity, "got", Quote(validity))
}

// Check lints a template: the rules of the house for every wording. An empty
// result means it can be submitted.
func (t *Template) Check() []*Error {
	var out []*Error
	bad := func(what string, args ...string) {
		out = append(out, Fail(CodeTemplateBad, append([]string{"template", Quote(t.Key), "what", what}, args...)...))
	}
	if !isKey(t.Key) {
		bad("key")
	}
	if strings.TrimSpace(t.Title) == "" {
		bad("title")
	}
	if !slices.Contains(Categories(), t.Category) {
		bad("category", "got", Quote(string(t.Category)))
	}
	if len(t.Approver) == 0 {
		bad("approver")
	}
	if _, err := AddValidity(time.Unix(0, 0), t.Validity); err != nil {
		bad("validity", "got", Quote(t.Validity))
	}
	names := map[string]bool{}
	for _, p := range t.Placeholders {
		if !isName(p.Name) || names[p.Name] {
			bad("placeholder", "name", Quote(p.Name))
		}
		names[p.Name] = true
		if !slices.Contains(placeholderTypes, p.Type) {
			bad("placeholder_type", "name", p.Name, "got", Quote(string(p.Type)))
		}
		if p.Type == PlaceholderChoice && len(p.Choices) == 0 {
			bad("choices", "name", p.Name)
		}
	}
	for _, b := range t.Blocks {
		if !isName(b.Name) || names[b.Name] || b.Max < 1 || len([]rune(b.Default)) > b.Max {
			bad("block", "name", Quote(b.Name))
		}
		names[b.Name] = true
	}
	for _, special := range []string{t.Promise, t.AsOf} {
		if special != "" && !names[special] {
			bad("unknown_placeholder", "name", Quote(special))
		}
	}
	if t.Category == CategoryK && t.AsOf == "" {
		bad("no_as_of")
	}
	if len(t.Variants) == 0 {
		bad("variants")
	}
	used, variants := map[string]bool{}, map[string]bool{}
	for _, v := range t.Variants {
		if v.Name == "" || variants[v.Name] {
			bad("variant_name", "variant", Quote(v.Name))
		}
		variants[v.Name] = true
		t.checkVariant(v, names, used, bad)
	}
	for name := range names {
		if !used[name] {
			bad("unused_placeholder", "name", name)
		}
	}
	slices.SortFunc(out, func(a, b *Error) int { return strings.Compare(a.Error(), b.Error()) })
	return out
}

func (t *Template) checkVariant(v Variant, names, used map[string]bool, bad func(string, ...string)) {
	parts, err := splitTemplate(v.Text)
	if err != nil {
		bad("brackets", "variant", Quote(v.Name))
		return
	}
	if strings.TrimSpace(v.Text) == "" {
		bad("empty", "variant", Quote(v.Name))
	}
	for _, p := range parts {
		if p.kind == partText {
			continue
		}
		declared := names[p.s] && t.isBlock(p.s) == (p.kind == partBlock)
		if !declared {
			bad("unknown_placeholder", "variant", Quote(v.Name), "name", Quote(p.s))
		}
		used[p.s] = true
	}
	if strings.Count(v.Text, "!") > 1 {
		bad("exclamation", "variant", Quote(v.Name))
	}
	if word := shouted(v.Text); word != "" {
		bad("capitals", "variant", Quote(v.Name), "word", Quote(word))
	}
	if t.AsOf != "" && !strings.Contains(v.Text, "{"+t.AsOf+"}") {
		bad("as_of", "variant", Quote(v.Name))
	}
}

func (t *Template) isBlock(name string) bool {
	return slices.ContainsFunc(t.Blocks, func(b Block) bool { return b.Name == name })
}

var placeholderTypes = []PlaceholderType{
	PlaceholderText, PlaceholderDate, PlaceholderTime, PlaceholderDateTime, PlaceholderPlace,
	PlaceholderLink, PlaceholderOffice, PlaceholderContact, PlaceholderAmount, PlaceholderChoice,
}

// shouted finds a word of six or more capitals; shorter ones are abbreviations.
func shouted(s string) string {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len([]rune(w)) >= 6 && strings.ToUpper(w) == w && strings.ToLower(w) != w {
			return w
		}
	}
	return ""
}

func isKey(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_'
	})
}

func isName(s string) bool {
	if s == "" || len(s) > 40 {
		return false
	}
	return !strings.ContainsFunc(s, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '_' })
}
