package cli

import (
	"context"
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

// mask covers stretches of a text, unless this call is to reveal it. Whether somebody
// has looked before makes no difference: who looks stands in the log.
func (c *call) mask(raw string, spans []inbox.Span) masked {
	m := masked{raw: raw, text: raw}
	if c.reveal {
		return m
	}
	var b strings.Builder
	at := 0
	for _, s := range spans {
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

// maskItem covers the latest text of an item.
func (c *call) maskItem(it *inbox.Item) masked {
	return c.mask(it.Content.Text, inbox.PrivateSpans(it))
}

// maskVersion covers one of an item's texts.
func (c *call) maskVersion(s *inbox.Session, it *inbox.Item, v *inbox.Version) string {
	m := c.mask(v.Content.Text, s.PrivateIn(it, v))
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
