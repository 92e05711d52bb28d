package inbox

import (
	"slices"
	"time"
)

// OrderID names an order: a ULID made when it was given.
type OrderID string

// Order is one measure (Maßnahme) that a person ordered on somebody else's text:
// which, under which rule of the house, whether something milder would have done,
// and how far it has come. Why, in words, is the text of its event. Nothing is
// ever ordered by the machine.
type Order struct {
	ID          OrderID    `json:"id"`
	Item        ItemID     `json:"item"`
	ItemVersion uint32     `json:"item_version"` // the version that was judged
	ItemHash    Hash       `json:"item_hash"`
	Channel     string     `json:"channel"`
	Measure     Measure    `json:"measure"`
	Rule        string     `json:"rule,omitempty"`   // of the house's netiquette
	Milder      Milder     `json:"milder,omitempty"` // the milder means that was weighed
	By          Actor      `json:"by"`
	CreatedAt   time.Time  `json:"created_at"`
	State       OrderState `json:"state"`
	Approved    Actor      `json:"approved,omitzero"` // who agreed, where two must
	UndoUntil   time.Time  `json:"undo_until,omitzero"`
	Attempts    []Attempt  `json:"attempts,omitempty"`
	DoneAt      time.Time  `json:"done_at,omitzero"`
	VoidReason  string     `json:"void_reason,omitempty"`
	Rev         uint32     `json:"rev"`
}

// Clone makes a copy that shares nothing.
func (o *Order) Clone() *Order {
	c := *o
	c.Attempts = slices.Clone(o.Attempts)
	return &c
}

// Attempt gives the latest attempt, nil before the first.
func (o *Order) Attempt() *Attempt {
	if len(o.Attempts) == 0 {
		return nil
	}
	return &o.Attempts[len(o.Attempts)-1]
}

// OrderState is how far an order has come.
type OrderState uint8

// The states; persisted, do not reorder.
const (
	OrderNone      OrderState = iota
	OrderInReview             // waits for another person
	OrderQueued               // goes out when its undo window has passed
	OrderActing               // intent written and synced, one request is out
	OrderDone                 // the channel has done it
	OrderRefused              // the channel has not, for good
	OrderUnclear              // nobody knows, and doing it twice would not be the same: a person looks
	OrderCancelled            // pulled back, or another person said no
	OrderVoid                 // lost its ground: the text was changed or is gone
)

var orderStateNames = []string{"none", "in_review", "queued", "acting", "done", "refused", "unclear", "cancelled", "void"}

func (s OrderState) String() string { return enumName(orderStateNames, s) }

// MarshalText writes the identifier.
func (s OrderState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads an identifier.
func (s *OrderState) UnmarshalText(b []byte) (err error) {
	*s, err = parseEnum[OrderState]("order state", orderStateNames, string(b))
	return err
}

// OrderStates lists the states an order can be in.
func OrderStates() []OrderState { return enumAll[OrderState](len(orderStateNames))[1:] }

// IsActive reports whether the order may still be carried out: an item has at
// most one such order.
func (s OrderState) IsActive() bool {
	return s == OrderInReview || s == OrderQueued || s == OrderActing || s == OrderUnclear
}

// Measures lists the measures, from the mildest to the hardest.
func Measures() []Measure {
	return []Measure{MeasureLike, MeasureUnhide, MeasureHide, MeasureDelete, MeasureBlock, MeasureReport}
}

// ParseMeasure finds a measure by its identifier.
func ParseMeasure(s string) (Measure, error) {
	names := make([]string, 0, len(Measures()))
	for _, m := range Measures() {
		if string(m) == s {
			return m, nil
		}
		names = append(names, string(m))
	}
	return "", unknownName("measure", Quote(s), names)
}

// Restricts reports whether the measure takes something from somebody. Such a
// measure needs a rule, a reason and an answer to the question whether something
// milder would do.
func (m Measure) Restricts() bool {
	return m == MeasureHide || m == MeasureDelete || m == MeasureBlock || m == MeasureReport
}

// NeedsPair reports whether two persons must agree: what cannot be taken back.
func (m Measure) NeedsPair() bool { return m == MeasureDelete || m == MeasureBlock }

// Repeatable reports whether doing it twice is the same as doing it once, so that
// it may be tried again after an answer that was lost. A second report is a
// second report.
func (m Measure) Repeatable() bool { return m != MeasureReport }

// after is what the public sees once the measure is done.
func (m Measure) after(v Visibility) Visibility {
	switch m {
	case MeasureHide:
		return HiddenByUs
	case MeasureUnhide:
		return Public
	case MeasureDelete:
		return DeletedByUs
	case MeasureBlock, MeasureReport, MeasureLike:
	}
	return v
}

// fits reports whether the measure makes sense on a text that the public sees so.
func (m Measure) fits(v Visibility) bool {
	switch m {
	case MeasureUnhide:
		return v == HiddenByUs
	case MeasureHide, MeasureLike:
		return v == Public
	case MeasureDelete, MeasureReport:
		return v == Public || v == HiddenByUs
	case MeasureBlock: // somebody can be blocked after their text is gone
		return true
	}
	return false
}

// Milder is the answer to whether something milder would have done. The ladder is
// answer, hint, hide, delete, block.
type Milder string

// The answers.
const (
	MilderTried   Milder = "tried"   // it was tried and did not help
	MilderUnfit   Milder = "unfit"   // it would not help: the text itself must not stand
	MilderUrgent  Milder = "urgent"  // there is no time: somebody is in danger or exposed
	MilderMildest Milder = "mildest" // there is nothing milder that has an effect
)

// Milders lists the answers.
func Milders() []Milder { return []Milder{MilderTried, MilderUnfit, MilderUrgent, MilderMildest} }

// ParseMilder checks an answer.
func ParseMilder(s string) (Milder, error) {
	names := make([]string, 0, len(Milders()))
	for _, m := range Milders() {
		if string(m) == s {
			return m, nil
		}
		names = append(names, string(m))
	}
	return "", unknownName("milder", Quote(s), names)
}

// Rule is one rule of the house's netiquette, which a measure names.
type Rule struct {
	ID   string
	Name string // as the netiquette words it; empty: the program's own words for a default id
}

// DefaultRules are the grounds found in the netiquettes of public bodies. A town
// that lists rules of its own in the config has only those.
func DefaultRules() []Rule {
	ids := []string{
		"insult", "threat", "incitement", "symbols", "private_data", "advertising", "election_ad", "mass_posting",
		"off_topic", "copyright", "unsafe_link",
	}
	out := make([]Rule, len(ids))
	for i, id := range ids {
		out[i].ID = id
	}
	return out
}

// Rule finds a rule of the house.
func (h *House) Rule(id string) (Rule, bool) {
	i := slices.IndexFunc(h.NetRules(), func(r Rule) bool { return r.ID == id })
	if i < 0 {
		return Rule{}, false
	}
	return h.NetRules()[i], true
}

// NetRules gives the rules of the netiquette: the town's own or the defaults.
func (h *House) NetRules() []Rule {
	if len(h.Rules) > 0 {
		return h.Rules
	}
	return DefaultRules()
}
