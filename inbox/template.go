package inbox

import (
	"fmt"
	"slices"
	"time"
)

// Category is the risk class of a template or an answer.
type Category string

// The classes: A service, events, thanks; B criticism and complaints; C disputed
// politics, running procedures, rumours; D law, staff, personal data, crime;
// K crisis wording.
const (
	CategoryA Category = "A"
	CategoryB Category = "B"
	CategoryC Category = "C"
	CategoryD Category = "D"
	CategoryK Category = "K"
)

// Categories lists the classes.
func Categories() []Category {
	return []Category{CategoryA, CategoryB, CategoryC, CategoryD, CategoryK}
}

// TemplateRef names one version of a family. The zero value names none.
type TemplateRef struct {
	Key string `json:"key,omitempty"`
	N   int    `json:"n,omitempty"`
}

// String gives "T05/2".
func (r TemplateRef) String() string {
	if r.Key == "" {
		return ""
	}
	return fmt.Sprintf("%s/%d", r.Key, r.N)
}

// PlaceholderType says what may be filled in.
type PlaceholderType string

// The placeholder types. Link takes http and https only; contact a mail address,
// a phone number or a link of ours; choice one of its choices.
const (
	PlaceholderText     PlaceholderType = "text"
	PlaceholderDate     PlaceholderType = "date"
	PlaceholderTime     PlaceholderType = "time"
	PlaceholderDateTime PlaceholderType = "datetime"
	PlaceholderPlace    PlaceholderType = "place"
	PlaceholderLink     PlaceholderType = "link"
	PlaceholderOffice   PlaceholderType = "office"
	PlaceholderContact  PlaceholderType = "contact"
	PlaceholderAmount   PlaceholderType = "amount"
	PlaceholderChoice   PlaceholderType = "choice"
)

// Placeholder is a typed gap in a template: {name} in its text.
type Placeholder struct {
	Name    string          `json:"name" toml:"name"`
	Type    PlaceholderType `json:"type" toml:"type"`
	Label   string          `json:"label" toml:"label"` // what the officer is asked
	Max     int             `json:"max,omitempty" toml:"max,omitempty"`
	Choices []string        `json:"choices,omitempty" toml:"choices,omitempty"`
	Example string          `json:"example" toml:"example"`
}

// Block is a free part of a template's frame: [name] in its text. From latitude
// L2 on it may be edited within its length.
type Block struct {
	Name    string `json:"name" toml:"name"`
	Label   string `json:"label" toml:"label"`
	Max     int    `json:"max" toml:"max"`
	Default string `json:"default" toml:"default"`
}

// Variant is one wording of a family, so that a thread need not read the same
// sentence twice.
type Variant struct {
	Name string `json:"name" toml:"name"`
	Text string `json:"text" toml:"text"`
}

// Template is what offices agree on: the content of one version of a family.
type Template struct {
	Key          string        `json:"key" toml:"key"`
	Title        string        `json:"title" toml:"title"`
	Category     Category      `json:"category" toml:"category"`
	Latitude     Latitude      `json:"latitude" toml:"latitude"`
	Topics       []string      `json:"topics,omitempty" toml:"topics"`
	Labels       []Label       `json:"labels,omitempty" toml:"labels"`
	Owner        string        `json:"owner" toml:"owner"`       // role id of the owning office
	Approver     []string      `json:"approver" toml:"approver"` // role ids; each must approve
	Validity     string        `json:"validity" toml:"validity"` // "12M", "14d", "6h", from approval
	Language     string        `json:"language" toml:"language"`
	Promise      string        `json:"promise,omitempty" toml:"promise,omitempty"` // placeholder that promises a date
	AsOf         string        `json:"as_of,omitempty" toml:"as_of,omitempty"`     // placeholder of the "Stand"
	Note         string        `json:"note,omitempty" toml:"note,omitempty"`
	Placeholders []Placeholder `json:"placeholders,omitempty" toml:"placeholder,omitempty"`
	Blocks       []Block       `json:"blocks,omitempty" toml:"block,omitempty"`
	Variants     []Variant     `json:"variants" toml:"variant"`
}

// TemplateState is where a version stands.
type TemplateState uint8

// The states; persisted, do not reorder.
const (
	TemplateDraft TemplateState = iota
	TemplateSubmitted
	TemplateApproved
	TemplateWithdrawn
	TemplateSuperseded
)

var templateStateNames = []string{"draft", "submitted", "approved", "withdrawn", "superseded"}

func (s TemplateState) String() string { return enumName(templateStateNames, s) }

// MarshalText writes the identifier.
func (s TemplateState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads an identifier.
func (s *TemplateState) UnmarshalText(b []byte) (err error) {
	*s, err = parseEnum[TemplateState]("template state", templateStateNames, string(b))
	return err
}

// Approval is one office's word for exactly one content.
type Approval struct {
	By   Actor     `json:"by"`
	At   time.Time `json:"at"`
	Hash Hash      `json:"hash"`
}

// TemplateVersion is a content with its standing. The content never changes; a
// change is a new version.
type TemplateVersion struct {
	Template
	N          int           `json:"n"` // from 1
	State      TemplateState `json:"state"`
	Hash       Hash          `json:"hash"` // of the content
	CreatedAt  time.Time     `json:"created_at"`
	CreatedBy  Actor         `json:"created_by"`
	Approvals  []Approval    `json:"approvals,omitempty"`
	ValidFrom  time.Time     `json:"valid_from,omitzero"`
	ValidUntil time.Time     `json:"valid_until,omitzero"`
}

// Ref names the version.
func (v *TemplateVersion) Ref() TemplateRef { return TemplateRef{Key: v.Key, N: v.N} }

// Clone makes a copy whose standing can be changed.
func (v *TemplateVersion) Clone() *TemplateVersion {
	c := *v
	c.Approvals = slices.Clone(v.Approvals)
	return &c
}

// Variant finds a wording by name or by its number from 1; "" is the first.
func (t *Template) Variant(name string) (Variant, error) {
	if name == "" && len(t.Variants) > 0 {
		return t.Variants[0], nil
	}
	names := make([]string, 0, len(t.Variants))
	for i, v := range t.Variants {
		if v.Name == name || fmt.Sprint(i+1) == name {
			return v, nil
		}
		names = append(names, v.Name)
	}
	return Variant{}, unknownName("variant", Quote(name), names)
}
