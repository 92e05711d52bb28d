package cli

import (
	"context"
	"fmt"
	"strings"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/text"
)

func (c *call) protocolFormat(f string) (markdown bool, err error) {
	switch f {
	case "text":
		return false, nil
	case "markdown", "md":
		return true, nil
	}
	return false, inbox.Fail(inbox.CodeUnknownName, "kind", "format", "got", inbox.Quote(f), "known", "text, markdown")
}

// protocol prints a handover: to read, for the duty folder, or as JSON.
func (c *call) protocol(ctx context.Context, s *inbox.Session, h *inbox.Handover, format string) error {
	if c.json {
		return c.object(h)
	}
	markdown, err := c.protocolFormat(format)
	if err != nil {
		return err
	}
	head, item := "", "%3d. "
	if markdown {
		head, item = "## ", "%d. "
		c.line("# %s", c.say.Handover)
		c.line("")
	} else {
		c.line("%s", c.say.Handover)
	}
	for _, f := range [][2]string{
		{c.say.From, s.House.PersonName(h.From)},
		{c.say.To, s.House.PersonName(h.To)},
		{c.say.Prepared, c.stamp(h.PreparedAt)},
		{c.say.Until, c.stamp(h.Until)},
		{c.say.State, c.lang.HandoverState(h.State)},
		{c.say.Hash, h.Hash.Short()},
		{c.say.ID, string(h.ID)},
	} {
		if markdown {
			c.line("- **%s:** %s", f[0], escapeMarkdown(clean(f[1])))
		} else {
			c.field(f[0], f[1])
		}
	}
	for _, sec := range inbox.Sections() {
		first := true
		for i, l := range h.Lines {
			if l.Section != sec {
				continue
			}
			if first {
				c.line("\n%s%s %s", head, sec, c.lang.Section(sec))
				if markdown {
					c.line("")
				}
				first = false
			}
			c.protocolLine(ctx, s, fmt.Sprintf(item, i+1), l, markdown)
		}
	}
	if h.Note != "" {
		c.line("")
		note := safetext.Clean(h.Note)
		if markdown {
			c.line("> %s", strings.ReplaceAll(escapeMarkdown(note.String()), "\n", "\n> "))
		} else {
			c.paragraph(note)
		}
	}
	return nil
}

// protocolLine prints one fact and, where it is about an item, the beginning of
// its text as it stands now.
func (c *call) protocolLine(ctx context.Context, s *inbox.Session, number string, l inbox.HandoverLine, markdown bool) {
	mark := ""
	if l.Section.Single() {
		mark = "[ ] "
	}
	says := text.HandoverLine(c.lang, l, s.House)
	if markdown {
		says = escapeMarkdown(says)
	}
	c.line("%s%s%s", number, mark, says)
	if l.Item.IsZero() {
		return
	}
	it, err := s.Item(ctx, l.Item)
	if err != nil {
		return // not for this person, or erased meanwhile: the fact stands without its text
	}
	words := c.masked(&it, true).Truncate(90).String()
	if markdown {
		words = escapeMarkdown(words)
	}
	c.line("       %s", words)
}

// escapeMarkdown keeps a stranger's words from becoming links, pictures or
// headings in the duty folder.
func escapeMarkdown(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_{}[]()<>#+!|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
