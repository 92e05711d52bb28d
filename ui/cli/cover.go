package cli

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"lotse/inbox"
)

// cover stands for a letter of private data.
const cover = "█"

// masked is a text whose private data is covered, letter for letter. Without
// private data, or where it may be seen, it is the text itself.
type masked struct {
	raw, text string
	spans     []inbox.Span // what is covered, in order and apart from each other
}

// mask covers a text of an item, unless this call is to reveal it. Whether somebody
// has looked before makes no difference: who looks stands in the log.
func (c *call) mask(it *inbox.Item, raw string, flags []inbox.Flag) masked {
	m := masked{raw: raw, text: raw}
	if c.reveal {
		return m
	}
	var b strings.Builder
	at := 0
	for _, s := range privateSpans(it, raw, flags) {
		s.Start = max(s.Start, at)
		if s.End > len(raw) || s.Start >= s.End {
			continue
		}
		b.WriteString(raw[at:s.Start])
		b.WriteString(strings.Repeat(cover, utf8.RuneCountInString(raw[s.Start:s.End])))
		m.spans, at = append(m.spans, s), s.End
	}
	b.WriteString(raw[at:])
	m.text = b.String()
	return m
}

// at gives the place in the covered text of a place in the raw one.
func (m *masked) at(raw int) int {
	moved := raw
	for _, s := range m.spans {
		if raw <= s.Start {
			break
		}
		end := min(raw, s.End)
		moved += utf8.RuneCountInString(m.raw[s.Start:end])*len(cover) - (end - s.Start)
	}
	return moved
}

// cut gives a stretch of the raw text as it may be shown, and where it is then; ""
// for a stretch that is none.
func (m *masked) cut(s inbox.Span) (text string, start, end int) {
	if s.Start < 0 || s.End > len(m.raw) || s.Start >= s.End {
		return "", 0, 0
	}
	start, end = m.at(s.Start), m.at(s.End)
	return m.text[start:end], start, end
}

var (
	digits  = regexp.MustCompile(`[0-9][0-9 /.\-]{4,}[0-9]`)
	mailbox = regexp.MustCompile(`[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+`)
)

// privateSpans finds what is covered, as the screen does: what the machine marked
// and, where a person set the label, whatever looks like a number or an address.
func privateSpans(it *inbox.Item, raw string, flags []inbox.Flag) []inbox.Span {
	if !it.Labels().Has(inbox.LabelPrivateData) {
		return nil
	}
	var out []inbox.Span
	for _, f := range flags {
		if f.Label == inbox.LabelPrivateData {
			out = append(out, f.Spans...)
		}
	}
	if len(out) == 0 || it.State.Set.Has(inbox.LabelPrivateData) {
		for _, at := range slices.Concat(digits.FindAllStringIndex(raw, -1), mailbox.FindAllStringIndex(raw, -1)) {
			out = append(out, inbox.Span{Start: at[0], End: at[1]})
		}
	}
	slices.SortFunc(out, func(a, b inbox.Span) int { return a.Start - b.Start })
	return out
}

// maskItem covers the latest text of an item.
func (c *call) maskItem(it *inbox.Item) masked {
	return c.mask(it, it.Content.Text, it.Assessment.Flags)
}

// maskVersion covers an earlier text, which nobody keeps an assessment of.
func (c *call) maskVersion(s *inbox.Session, it *inbox.Item, v *inbox.Version) string {
	if v.Content.Text == it.Content.Text {
		m := c.maskItem(it)
		return m.text
	}
	a := s.Assessor.Assess(v.Content.Text, inbox.AssessContext{Language: v.Content.Language})
	old := *it
	if a.Labels().Has(inbox.LabelPrivateData) && !it.State.Cleared.Has(inbox.LabelPrivateData) { // the new text may have lost it
		old.State.Set = old.State.Set.With(inbox.LabelPrivateData)
	}
	m := c.mask(&old, v.Content.Text, a.Flags)
	return m.text
}

// uncover writes into the log that somebody looks at private data, before it is
// shown.
func (c *call) uncover(ctx context.Context, s *inbox.Session, it *inbox.Item) error {
	if !c.reveal || !it.Labels().Has(inbox.LabelPrivateData) {
		return nil
	}
	return s.Reveal(ctx, it.ID)
}
