package inbox

import (
	"net/mail"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

type partKind uint8

const (
	partText partKind = iota
	partPlaceholder
	partBlock
)

type part struct {
	kind partKind
	s    string
}

// splitTemplate cuts a wording into text, {placeholders} and [blocks]. Braces and
// brackets have no other use; one that does not close is an error.
func splitTemplate(s string) ([]part, error) {
	var out []part
	for s != "" {
		i := strings.IndexAny(s, "{}[]")
		if i < 0 {
			out = append(out, part{partText, s})
			break
		}
		if i > 0 {
			out = append(out, part{partText, s[:i]})
		}
		var closing string
		kind := partPlaceholder
		switch s[i] {
		case '{':
			closing = "}"
		case '[':
			closing, kind = "]", partBlock
		default:
			return nil, Fail(CodeTemplateBad, "what", "brackets")
		}
		name, rest, ok := strings.Cut(s[i+1:], closing)
		if !ok || !isName(name) {
			return nil, Fail(CodeTemplateBad, "what", "brackets")
		}
		out = append(out, part{kind, name})
		s = rest
	}
	return out, nil
}

// Rendered is what a composition comes to.
type Rendered struct {
	Text       string    // canonical; without the mention a channel may add
	Needs      Latitude  // the latitude the composition asks for
	Category   Category  //
	PromisedBy time.Time // the date it promises to answer by
}

// Render fills a template version. It reports the first gap that is empty or
// wrong: nothing with an open gap ever becomes a text. now and loc are for
// placeholders that hold times.
func Render(v *TemplateVersion, c Composition, now time.Time, loc *time.Location) (Rendered, error) {
	out := Rendered{Category: v.Category}
	variant, err := v.Variant(c.Variant)
	if err != nil {
		return out, err
	}
	parts, err := splitTemplate(variant.Text)
	if err != nil {
		return out, err
	}
	if err := v.knows(c); err != nil {
		return out, err
	}
	var b strings.Builder
	for _, p := range parts {
		switch p.kind {
		case partText:
			b.WriteString(p.s)
		case partPlaceholder:
			ph := v.placeholder(p.s)
			value := strings.TrimSpace(c.Values[p.s])
			if err := ph.Validate(value, now, loc); err != nil {
				return out, err
			}
			if ph.Type != PlaceholderChoice {
				out.Needs = max(out.Needs, v.fillNeeds())
			}
			if p.s == v.Promise {
				out.PromisedBy = promiseTime(value, now, loc)
			}
			b.WriteString(value)
		case partBlock:
			text, edited, err := v.blockText(p.s, c)
			if err != nil {
				return out, err
			}
			if edited {
				out.Needs = max(out.Needs, L2)
			}
			b.WriteString(text)
		}
	}
	out.Text = Canonical(b.String())
	if out.Needs > v.Latitude {
		return out, Fail(CodeTemplateLatitude, "template", v.Ref().String(), "allows", v.Latitude.String(), "needs", out.Needs.String())
	}
	return out, nil
}

// fillNeeds is the latitude that filling a gap takes. A family of fixed wording
// (L0) offers only gaps without room for wording, so filling them stays L0.
func (t *Template) fillNeeds() Latitude { return min(t.Latitude, L1) }

// knows refuses values and blocks the version does not have: a typo would
// otherwise silently leave a gap at its default.
func (v *TemplateVersion) knows(c Composition) error {
	for name := range c.Values {
		if !slices.ContainsFunc(v.Placeholders, func(p Placeholder) bool { return p.Name == name }) {
			return unknownName("placeholder", Quote(name), placeholderNames(v.Placeholders))
		}
	}
	for name := range c.Blocks {
		if !v.isBlock(name) {
			names := make([]string, len(v.Blocks))
			for i, b := range v.Blocks {
				names[i] = b.Name
			}
			return unknownName("block", Quote(name), names)
		}
	}
	return nil
}

func placeholderNames(ps []Placeholder) []string {
	names := make([]string, len(ps))
	for i, p := range ps {
		names[i] = p.Name
	}
	return names
}

func (t *Template) placeholder(name string) Placeholder {
	for _, p := range t.Placeholders {
		if p.Name == name {
			return p
		}
	}
	return Placeholder{Name: name, Type: PlaceholderText, Label: name}
}

// Gaps lists the placeholders a variant asks for, in the order they stand in it.
func (t *Template) Gaps(variant string) ([]Placeholder, error) {
	v, err := t.Variant(variant)
	if err != nil {
		return nil, err
	}
	parts, err := splitTemplate(v.Text)
	if err != nil {
		return nil, err
	}
	var out []Placeholder
	for _, p := range parts {
		if p.kind == partPlaceholder && !slices.ContainsFunc(out, func(o Placeholder) bool { return o.Name == p.s }) {
			out = append(out, t.placeholder(p.s))
		}
	}
	return out, nil
}

// FreeBlocks lists the free blocks of a variant in order.
func (t *Template) FreeBlocks(variant string) ([]Block, error) {
	v, err := t.Variant(variant)
	if err != nil {
		return nil, err
	}
	parts, err := splitTemplate(v.Text)
	if err != nil {
		return nil, err
	}
	var out []Block
	for _, p := range parts {
		if p.kind != partBlock {
			continue
		}
		for _, b := range t.Blocks {
			if b.Name == p.s {
				out = append(out, b)
			}
		}
	}
	return out, nil
}

func (t *Template) blockText(name string, c Composition) (text string, edited bool, err error) {
	for _, b := range t.Blocks {
		if b.Name != name {
			continue
		}
		got, ok := c.Blocks[name]
		if !ok || Canonical(got) == Canonical(b.Default) {
			return b.Default, false, nil
		}
		if n := utf8.RuneCountInString(got); n > b.Max {
			return "", true, Fail(CodeBlockLong, "block", b.Label, "max", itoa(b.Max), "length", itoa(n))
		}
		if strings.ContainsAny(got, "{}[]") || strings.ContainsFunc(got, isControl) {
			return "", true, Fail(CodeBlockBad, "block", b.Label)
		}
		return strings.TrimSpace(got), true, nil
	}
	return "", false, Fail(CodeTemplateBad, "what", "unknown_placeholder", "name", Quote(name))
}

func isControl(r rune) bool { return r < 0x20 && r != '\n' || r >= 0x7f && r <= 0x9f }

// Limit is the most characters a value may have.
func (p Placeholder) Limit() int {
	if p.Max == 0 {
		return 200
	}
	return p.Max
}

// Validate checks a value for a placeholder. An empty value is always wrong.
func (p Placeholder) Validate(value string, now time.Time, loc *time.Location) error {
	fail := func(code Code) error {
		return Fail(code, "placeholder", p.Label, "type", string(p.Type), "example", p.Example)
	}
	limit := p.Limit()
	switch {
	case strings.TrimSpace(value) == "":
		return fail(CodeValueEmpty)
	case utf8.RuneCountInString(value) > limit:
		return Fail(CodeValueLong, "placeholder", p.Label, "max", itoa(limit))
	case strings.ContainsAny(value, "{}[]") || strings.ContainsFunc(value, isControl) || strings.Contains(value, "\n"):
		return fail(CodeValueBad)
	}
	switch p.Type {
	case PlaceholderLink:
		if !isWebLink(value) {
			return fail(CodeValueBad)
		}
	case PlaceholderContact:
		_, mailErr := mail.ParseAddress(value)
		if !isWebLink(value) && mailErr != nil && !isPhone(value) {
			return fail(CodeValueBad)
		}
	case PlaceholderDate, PlaceholderTime, PlaceholderDateTime:
		if _, ok := ParseWhen(p.Type, value, now, loc); !ok {
			return fail(CodeValueBad)
		}
	case PlaceholderAmount:
		if !strings.ContainsAny(value, "0123456789") {
			return fail(CodeValueBad)
		}
	case PlaceholderChoice:
		if !slices.Contains(p.Choices, value) {
			return unknownName("choice", Quote(value), p.Choices)
		}
	case PlaceholderText, PlaceholderPlace, PlaceholderOffice:
	}
	return nil
}

func isWebLink(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && u.User == nil && !strings.ContainsAny(s, " <>\"")
}

func isPhone(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case '0' <= r && r <= '9':
			digits++
		case !strings.ContainsRune("+-/() .", r):
			return false
		}
	}
	return digits >= 3
}

var whenLayouts = map[PlaceholderType][]string{
	PlaceholderDate: {"2.1.2006", "2006-01-02", "2.1.", "2. January 2006"},
	PlaceholderTime: {"15:04", "15:04 Uhr", "15 Uhr", "15.04 Uhr"},
	PlaceholderDateTime: {
		"2.1.2006, 15:04 Uhr", "2.1.2006 15:04 Uhr", "2.1.2006 15:04", "2.1.2006, 15:04", "2006-01-02 15:04",
		"2.1., 15:04 Uhr", "15:04 Uhr", "15:04", "2.1.2006",
	},
}

// ParseWhen reads a date or time as German offices write it. A date without year
// is the next such day.
func ParseWhen(t PlaceholderType, value string, now time.Time, loc *time.Location) (time.Time, bool) {
	now = now.In(loc)
	for _, layout := range whenLayouts[t] {
		w, err := time.ParseInLocation(layout, value, loc)
		if err != nil {
			continue
		}
		if w.Year() != 0 {
			return w, true
		}
		if strings.HasPrefix(layout, "15") {
			return time.Date(now.Year(), now.Month(), now.Day(), w.Hour(), w.Minute(), 0, 0, loc), true
		}
		w = time.Date(now.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), 0, 0, loc)
		if w.Before(now.AddDate(0, 0, -1)) {
			w = w.AddDate(1, 0, 0)
		}
		return w, true
	}
	return time.Time{}, false
}

// FormatWhen writes a moment as German offices do, so that ParseWhen reads it; ""
// for a placeholder that takes no time.
func FormatWhen(t PlaceholderType, at time.Time, loc *time.Location) string {
	layout := map[PlaceholderType]string{
		PlaceholderDate: "02.01.2006", PlaceholderTime: "15:04 Uhr", PlaceholderDateTime: "02.01.2006, 15:04 Uhr",
	}[t]
	return at.In(loc).Format(layout)
}

// promiseTime reads the date a reply promises; a day means its end.
func promiseTime(value string, now time.Time, loc *time.Location) time.Time {
	if w, ok := ParseWhen(PlaceholderDateTime, value, now, loc); ok && (w.Hour() != 0 || w.Minute() != 0) {
		return w
	}
	if w, ok := ParseWhen(PlaceholderDate, value, now, loc); ok {
		return time.Date(w.Year(), w.Month(), w.Day(), 23, 59, 0, 0, loc)
	}
	return time.Time{}
}
