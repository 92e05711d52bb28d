package inbox

import (
	"cmp"
	"regexp"
	"slices"
)

var (
	digits  = regexp.MustCompile(`[0-9][0-9 /.\-]{4,}[0-9]`)
	mailbox = regexp.MustCompile(`[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+`)
)

// PrivateSpans finds what is covered in the text of an item until somebody asks to
// see it: what the machine marked and, where a person set the label, whatever looks
// like a number or a mail address. The spans lie inside the text, in order and apart
// from each other.
func PrivateSpans(it *Item) []Span {
	if !it.Labels().Has(LabelPrivateData) {
		return nil
	}
	raw := it.Content.Text
	var out []Span
	for _, f := range it.Assessment.Flags {
		if f.Label == LabelPrivateData {
			out = append(out, f.Spans...)
		}
	}
	if len(out) == 0 || it.State.Set.Has(LabelPrivateData) {
		for _, at := range slices.Concat(digits.FindAllStringIndex(raw, -1), mailbox.FindAllStringIndex(raw, -1)) {
			out = append(out, Span{Start: at[0], End: at[1]})
		}
	}
	return joined(out, len(raw))
}

// joined clamps spans to a text and joins those that overlap or touch: one inside
// another would otherwise leave the other's tail open.
func joined(spans []Span, size int) []Span {
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End)) })
	out := spans[:0]
	for _, sp := range spans {
		sp.Start, sp.End = max(sp.Start, 0), min(sp.End, size)
		if sp.Start >= sp.End {
			continue
		}
		if n := len(out); n > 0 && sp.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, sp.End)
			continue
		}
		out = append(out, sp)
	}
	return out
}

// PrivateIn finds what is covered in one version of an item. Nobody keeps an
// assessment of an earlier text, so it is assessed again.
func (d *Desk) PrivateIn(it *Item, v *Version) []Span {
	old := *it
	if v.Content.Text != it.Content.Text {
		old.Content.Text = v.Content.Text
		// The latest text's spans mean nothing here. Without an assessor the label
		// alone stays, and whatever looks private is covered.
		old.Assessment = Assessment{Flags: []Flag{{Label: LabelPrivateData}}}
		if d.Assessor != nil {
			old.Assessment = d.Assessor.Assess(v.Content.Text, AssessContext{Language: v.Content.Language})
		}
	}
	return PrivateSpans(&old)
}
