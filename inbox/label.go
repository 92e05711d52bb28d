package inbox

import (
	"math/bits"
	"strings"
)

// Label is what an item is about or does to its readers: a triage label. The
// machine suggests labels with a score, a person sets or clears them; a person's
// word always wins and both are kept.
//
// Labels are persisted as bits: do not reorder this list, add at its end.
type Label uint8

// The triage labels, after the taxonomy of kinds and risks that German public
// bodies use. LabelCriticism is legitimate speech and never a reason to hide.
const (
	LabelCriticism Label = iota
	LabelNegative
	LabelInsult
	LabelHate
	LabelThreat
	LabelCallToAction
	LabelDefamation
	LabelProfanity
	LabelClaim
	LabelEngaging
	LabelQuestion
	LabelPraise
	LabelSpam
	LabelPrivateData
	LabelEmergency
	LabelComplaint
	LabelDefect
	LabelIdea
	LabelPress
	LabelOffTopic
	LabelStaffNamed
	labelCount
)

var labelNames = [labelCount]string{
	"criticism", "negative", "insult", "hate", "threat", "call_to_action", "defamation",
	"profanity", "claim", "engaging", "question", "praise", "spam", "private_data",
	"emergency", "complaint", "defect", "idea", "press", "off_topic", "staff_named",
}

// Labels lists every label in its persisted order.
func Labels() []Label {
	all := make([]Label, labelCount)
	for i := range all {
		all[i] = Label(i)
	}
	return all
}

// String gives the stable English identifier used in commands, JSON and config.
func (l Label) String() string {
	if l < labelCount {
		return labelNames[l]
	}
	return "unknown"
}

// ParseLabel finds a label by its identifier.
func ParseLabel(s string) (Label, bool) {
	for i, n := range labelNames {
		if n == s {
			return Label(i), true
		}
	}
	return 0, false
}

// MarshalText writes the identifier, so that JSON and TOML stay readable.
func (l Label) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads an identifier; an unknown one is an error.
func (l *Label) UnmarshalText(b []byte) error {
	v, ok := ParseLabel(string(b))
	if !ok {
		return unknownName("label", string(b), labelNames[:])
	}
	*l = v
	return nil
}

// LabelSet is a set of labels as bits; the zero value is empty.
type LabelSet uint32

// SetOf builds a set.
func SetOf(ls ...Label) LabelSet {
	var s LabelSet
	for _, l := range ls {
		s = s.With(l)
	}
	return s
}

// Has reports whether l is in the set.
func (s LabelSet) Has(l Label) bool { return s&(1<<l) != 0 }

// With gives the set with l added.
func (s LabelSet) With(l Label) LabelSet { return s | 1<<l }

// Without gives the set with l removed.
func (s LabelSet) Without(l Label) LabelSet { return s &^ (1 << l) }

// Len counts the labels in the set.
func (s LabelSet) Len() int { return bits.OnesCount32(uint32(s)) }

// List gives the labels in their persisted order.
func (s LabelSet) List() []Label {
	out := make([]Label, 0, s.Len())
	for l := Label(0); l < labelCount; l++ {
		if s.Has(l) {
			out = append(out, l)
		}
	}
	return out
}

// String joins the identifiers with commas.
func (s LabelSet) String() string {
	var b strings.Builder
	for i, l := range s.List() {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(l.String())
	}
	return b.String()
}
