package cli

import (
	"slices"
	"strings"
	"unicode/utf8"

	"lotse/inbox"
)

// cover puts a dot for every letter of the private data in an item's text.
func cover(it *inbox.Item) string {
	var spans []inbox.Span
	for _, f := range it.Assessment.Flags {
		if f.Label == inbox.LabelPrivateData {
			spans = append(spans, f.Spans...)
		}
	}
	slices.SortFunc(spans, func(a, b inbox.Span) int { return a.Start - b.Start })
	var b strings.Builder
	raw, at := it.Content.Text, 0
	for _, s := range spans {
		if s.Start < at || s.End > len(raw) || s.Start >= s.End {
			continue
		}
		b.WriteString(raw[at:s.Start])
		b.WriteString(strings.Repeat("•", utf8.RuneCountInString(raw[s.Start:s.End])))
		at = s.End
	}
	b.WriteString(raw[at:])
	return b.String()
}
