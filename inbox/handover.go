package inbox

import (
	"crypto/sha256"
	"encoding/json"
	"time"
)

// HandoverID names a handover protocol: a ULID.
type HandoverID string

// Section orders the lines of a handover protocol (Dienstübergabe). Lines of A to
// C are acknowledged one by one, the rest by section.
type Section string

// The sections.
const (
	SectionCritical Section = "A" // open E3 and E2
	SectionDue      Section = "B" // due before the next shift ends
	SectionUnclear  Section = "C" // unclear and failed sends
	SectionWaiting  Section = "D" // waiting for release or an office
	SectionClaims   Section = "E" // claims and waves
	SectionChannels Section = "F" // health of the channels
	SectionPromises Section = "G" // what we promised in public
	SectionMeasures Section = "H" // measures that wait for review
	SectionNotes    Section = "I" // free notes of the one who hands over
	SectionPhase    Section = "J" // situation phase and agreed wordings
)

// Sections lists them in order.
func Sections() []Section {
	return []Section{
		SectionCritical, SectionDue, SectionUnclear, SectionWaiting, SectionClaims,
		SectionChannels, SectionPromises, SectionMeasures, SectionNotes, SectionPhase,
	}
}

// Single reports whether each line must be acknowledged on its own.
func (s Section) Single() bool {
	return s == SectionCritical || s == SectionDue || s == SectionUnclear
}

// HandoverLine is one fact of the protocol. It names things; the screen makes the
// sentence from Code and what it names.
type HandoverLine struct {
	Section Section   `json:"section"`
	Code    string    `json:"code"` // critical, due, overdue, unclear, refused, in_review, asked, promised, channel_problem, gap, wave, open_count, note
	Item    ItemID    `json:"item,omitzero"`
	Reply   ReplyID   `json:"reply,omitempty"`
	Channel string    `json:"channel,omitempty"`
	Level   Level     `json:"level,omitempty"`
	Work    WorkState `json:"work,omitempty"`
	Role    string    `json:"role,omitempty"`
	At      time.Time `json:"at,omitzero"` // due, promised by, since
	Count   int       `json:"count,omitempty"`
	Claim   ClaimID   `json:"claim,omitempty"`
	Until   time.Time `json:"until,omitzero"`   // how long a verdict holds
	Title   string    `json:"title,omitempty"`  // a claim's sentence, in the house's own words
	Detail  string    `json:"detail,omitempty"` // problem class; never a stranger's text
}

// HandoverState is where a protocol stands.
type HandoverState string

// The states.
const (
	HandoverPrepared HandoverState = "prepared"
	HandoverAccepted HandoverState = "accepted"
	HandoverRefused  HandoverState = "refused"
)

// Handover is a protocol fixed by its hash. The outgoing person stays accountable
// until the incoming one accepts.
type Handover struct {
	ID         HandoverID     `json:"id"`
	From       string         `json:"from"`
	To         string         `json:"to"`
	PreparedAt time.Time      `json:"prepared_at"`
	Until      time.Time      `json:"until,omitzero"` // end of the next shift, as far as known
	Lines      []HandoverLine `json:"lines"`
	Note       string         `json:"note,omitempty"` // free words of the outgoing person
	Hash       Hash           `json:"hash"`
	State      HandoverState  `json:"state"`
	Acked      []int          `json:"acked,omitempty"` // indexes of lines acknowledged singly
	DecidedAt  time.Time      `json:"decided_at,omitzero"`
}

// ContentHash fixes a protocol: what the incoming person accepts is what the
// outgoing one prepared.
func (h *Handover) ContentHash() Hash {
	b, err := json.Marshal(struct {
		From, To, Note string
		Until          time.Time
		Lines          []HandoverLine
	}{h.From, h.To, h.Note, h.Until.UTC(), h.Lines})
	if err != nil {
		panic("inbox: handover does not marshal: " + err.Error())
	}
	return Hash(sha256.Sum256(b))
}
