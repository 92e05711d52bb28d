package inbox

import (
	"bytes"
	"encoding/json"
	"maps"
	"time"
)

// Lease says who works on an item right now, so that two people do not answer
// the same comment. It runs out by itself.
type Lease struct {
	Person string    `json:"person,omitempty"`
	Until  time.Time `json:"until,omitzero"`
}

// Held reports whether somebody other than person holds the lease at t.
func (l Lease) Held(person string, t time.Time) bool {
	return l.Person != "" && l.Person != person && t.Before(l.Until)
}

// State is the projection of an item's events: what people decided. It is always
// the fold of the events and never changed otherwise. It holds no personal data
// of citizens: texts of notes and questions live with their events.
type State struct {
	Work         WorkState   `json:"work"`
	Visibility   Visibility  `json:"visibility,omitempty"`
	Retention    Retention   `json:"retention,omitempty"`
	Set          LabelSet    `json:"set,omitempty"`     // labels a person set
	Cleared      LabelSet    `json:"cleared,omitempty"` // labels a person took away
	Topic        string      `json:"topic,omitempty"`   // set by a person, over the machine's
	Level        Level       `json:"level,omitempty"`
	LevelSet     bool        `json:"level_set,omitempty"`
	Role         string      `json:"role,omitempty"`   // responsible role
	Person       string      `json:"person,omitempty"` // responsible person, optional
	Asked        bool        `json:"asked,omitempty"`  // the assignment carries a question
	DueAt        time.Time   `json:"due_at,omitzero"`
	SnoozedUntil time.Time   `json:"snoozed_until,omitzero"`
	Lease        Lease       `json:"lease,omitzero"`
	Reason       CloseReason `json:"reason,omitempty"`   // why it was closed
	Lead         ItemID      `json:"lead,omitzero"`      // the item a bundled one follows
	Reopened     string      `json:"reopened,omitempty"` // why it is open again: edited, answered, asked, shown
	Reply        ReplyID     `json:"reply,omitempty"`    // the latest reply that was submitted
	ReplyState   ReplyState  `json:"reply_state,omitempty"`
	Order        OrderID     `json:"order,omitempty"`       // the latest measure that was ordered
	OrderState   OrderState  `json:"order_state,omitempty"` //
	Claim        ClaimID     `json:"claim,omitempty"`       // a person said: it repeats this claim
	NotClaims    []ClaimID   `json:"not_claims,omitempty"`  // and: it does not repeat these
	PromisedBy   time.Time   `json:"promised_by,omitzero"`  // we said in public we would come back by then
	ReactedAt    time.Time   `json:"reacted_at,omitzero"`   // first decision of a person
	AnsweredAt   time.Time   `json:"answered_at,omitzero"`  // first answer of ours in public
	Shown        bool        `json:"shown,omitempty"`       // we had hidden it, and the public sees it again
	Notes        int         `json:"notes,omitempty"`
	Look         Look        `json:"look,omitzero"`
	Revealed     bool        `json:"revealed,omitempty"` // masked private data was shown to somebody
	Rev          uint32      `json:"rev"`                // number of events folded
	Last         EventID     `json:"last,omitzero"`      // the latest of them
	Top          EventID     `json:"top,omitzero"`       // the one an undo would take back next
}

// IsZero reports whether nobody has decided anything yet.
func (s *State) IsZero() bool { return s.Rev == 0 }

// sameAs compares two states, the counting of their events aside.
func (s *State) sameAs(o *State) bool {
	a, b := *s, *o
	a.Rev, a.Last, b.Rev, b.Last = 0, EventID{}, 0, EventID{}
	// As JSON: equal moments may differ as Go values.
	x, errA := json.Marshal(a)
	y, errB := json.Marshal(b)
	return errA == nil && errB == nil && bytes.Equal(x, y)
}

// Snoozed reports whether the item waits for its resubmission date.
func (s *State) Snoozed() bool { return !s.SnoozedUntil.IsZero() }

// Unclear reports whether a reply of ours may or may not have been posted.
func (s *State) Unclear() bool { return s.ReplyState == ReplyUnclear && s.Reply != "" }

// CloseReason says why an item was filed without an answer.
type CloseReason string

// The reasons, after the lists in real house rules and case files.
const (
	ReasonOpinion    CloseReason = "opinion"     // pure opinion, needs no answer
	ReasonBundled    CloseReason = "bundled"     // answered in a lead item
	ReasonDuplicate  CloseReason = "duplicate"   //
	ReasonSpam       CloseReason = "spam"        //
	ReasonAuthorGone CloseReason = "author_gone" // the author deleted it
	ReasonAmongUsers CloseReason = "among_users" // a talk among users that runs well
	ReasonAnswered   CloseReason = "answered"    // answered, by us or elsewhere
	ReasonFiled      CloseReason = "filed"       // read and filed (z. d. A.)
)

// CloseReasons lists the reasons a person can choose from.
func CloseReasons() []CloseReason {
	return []CloseReason{
		ReasonOpinion, ReasonAnswered, ReasonAmongUsers, ReasonDuplicate,
		ReasonBundled, ReasonSpam, ReasonAuthorGone, ReasonFiled,
	}
}

// ParseCloseReason checks a reason.
func ParseCloseReason(s string) (CloseReason, error) {
	for _, r := range CloseReasons() {
		if string(r) == s {
			return r, nil
		}
	}
	names := make([]string, 0, len(CloseReasons()))
	for _, r := range CloseReasons() {
		names = append(names, string(r))
	}
	return "", unknownName("reason", Quote(s), names)
}

func cloneMap(m map[string]string) map[string]string { return maps.Clone(m) }
