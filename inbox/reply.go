package inbox

import (
	"slices"
	"time"
)

// ReplyID names a reply: a ULID made when it was composed.
type ReplyID string

// ReplyState is how far a reply has come on its way out. "Unclear" means that it
// may or may not stand on the channel; it is never sent again blindly.
type ReplyState uint8

// The states; persisted, do not reorder.
const (
	ReplyNone      ReplyState = iota
	ReplyInReview             // waits for another person's release
	ReplyReturned             // came back with a note
	ReplyReleased             // released, not yet queued
	ReplyQueued               // in the outbox; can be pulled back until UndoUntil
	ReplySending              // intent written and synced, one request is out
	ReplyDelivered            // stands on the channel
	ReplyRefused              // certainly not posted
	ReplyUnclear              // outcome unknown until the channel is read
	ReplyCancelled            // pulled back by a person
	ReplyVoid                 // lost its ground: the item changed, the template died, the release ran out
)

var replyStateNames = []string{
	"none", "in_review", "returned", "released", "queued", "sending", "delivered",
	"refused", "unclear", "cancelled", "void",
}

func (s ReplyState) String() string { return enumName(replyStateNames, s) }

// ParseReplyState finds a state by its identifier.
func ParseReplyState(s string) (ReplyState, error) {
	return parseEnum[ReplyState]("reply state", replyStateNames, s)
}

// MarshalText writes the identifier.
func (s ReplyState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads an identifier.
func (s *ReplyState) UnmarshalText(b []byte) (err error) {
	*s, err = ParseReplyState(string(b))
	return err
}

// IsActive reports whether the reply may still leave or has just left: an item
// has at most one active reply.
func (s ReplyState) IsActive() bool {
	switch s {
	case ReplyInReview, ReplyReleased, ReplyQueued, ReplySending, ReplyUnclear:
		return true
	case ReplyNone, ReplyReturned, ReplyDelivered, ReplyRefused, ReplyCancelled, ReplyVoid:
		return false
	}
	return false
}

// IsOnChannel reports whether the reply may stand in public: such a state can no
// longer be undone.
func (s ReplyState) IsOnChannel() bool {
	return s == ReplySending || s == ReplyDelivered || s == ReplyUnclear
}

// Composition is what a person put together: an approved template version with
// values and blocks, or free text.
type Composition struct {
	Template TemplateRef       `json:"template,omitzero"` // zero for free text
	Variant  string            `json:"variant,omitempty"`
	Values   map[string]string `json:"values,omitempty"` // placeholder name → value
	Blocks   map[string]string `json:"blocks,omitempty"` // block name → text, where it differs from the default
	Free     string            `json:"free,omitempty"`   // free text instead of a template
}

// Clone copies the maps.
func (c Composition) Clone() Composition {
	c.Values, c.Blocks = cloneMap(c.Values), cloneMap(c.Blocks)
	return c
}

// Release is a second person's word for exactly one text on exactly one version
// of an item.
type Release struct {
	By          Actor     `json:"by"`
	At          time.Time `json:"at"`
	Until       time.Time `json:"until"`
	Hash        Hash      `json:"hash"` // of the text
	Item        ItemID    `json:"item"`
	ItemVersion uint32    `json:"item_version"`
}

// OtherWords is the VoidReason of a reply by hand in whose place an answer of ours
// stands that is not it: the person changed it on the page, or somebody answered
// before. Its RemoteID and URL name that answer.
const OtherWords = "other_words"

// Attempt is one try to post. It is written and synced before the request leaves.
type Attempt struct {
	ID       string    `json:"id"` // also the idempotency key where the channel knows one
	At       time.Time `json:"at"`
	Settled  time.Time `json:"settled,omitzero"`
	Outcome  Outcome   `json:"outcome,omitempty"`
	Problem  Problem   `json:"problem,omitempty"` // class of the channel's error
	Status   int       `json:"status,omitempty"`  // HTTP status, when there was one
	RetryAt  time.Time `json:"retry_at,omitzero"`
	Absences int       `json:"absences,omitempty"` // how often the channel was read and did not show it
	ReadAt   time.Time `json:"read_at,omitzero"`   // when it was read last
}

// Outcome is what is known of an attempt.
type Outcome string

// The outcomes. An attempt without outcome that is found after a crash is
// OutcomeUnclear.
const (
	OutcomeDelivered Outcome = "delivered"
	OutcomeRefused   Outcome = "refused" // certainly not posted
	OutcomeUnclear   Outcome = "unclear"
)

// Reply is a text on its way to a channel. Its text is frozen when it is
// submitted: nothing "latest" is looked up when it is sent.
type Reply struct {
	ID          ReplyID     `json:"id"`
	Item        ItemID      `json:"item"`
	ItemVersion uint32      `json:"item_version"` // the version the author had read
	ItemHash    Hash        `json:"item_hash"`    // and its hash
	Channel     string      `json:"channel"`
	Composition Composition `json:"composition"`
	Category    Category    `json:"category"`
	Latitude    Latitude    `json:"latitude"` // what the composition needs
	Text        string      `json:"text"`     // canonical, exactly as posted
	Hash        Hash        `json:"hash"`
	Claim       ClaimID     `json:"claim,omitempty"`       // the claim it answers, confirmed by a person
	Ruling      int         `json:"ruling,omitempty"`      // and under which verdict
	ClaimStage  int         `json:"claim_stage,omitempty"` // it loses its ground when the claim moves on
	Author      Actor       `json:"author"`
	CreatedAt   time.Time   `json:"created_at"`
	State       ReplyState  `json:"state"`
	NeedsPair   bool        `json:"needs_pair,omitempty"` // needs another person's release
	ByHand      bool        `json:"by_hand,omitempty"`    // a person posts it on the channel's own page; the program never does
	Release     *Release    `json:"release,omitempty"`
	UndoUntil   time.Time   `json:"undo_until,omitzero"`
	Attempts    []Attempt   `json:"attempts,omitempty"`
	RemoteID    string      `json:"remote_id,omitempty"`
	URL         string      `json:"url,omitempty"`
	DeliveredAt time.Time   `json:"delivered_at,omitzero"`
	PromisedBy  time.Time   `json:"promised_by,omitzero"` // the date this text promises an answer by
	VoidReason  string      `json:"void_reason,omitempty"`
	Rev         uint32      `json:"rev"`
}

// Clone makes a copy that shares nothing.
func (r *Reply) Clone() *Reply {
	c := *r
	c.Composition = r.Composition.Clone()
	c.Attempts = slices.Clone(r.Attempts)
	if r.Release != nil {
		rel := *r.Release
		c.Release = &rel
	}
	return &c
}

// Attempt gives the latest attempt, nil before the first.
func (r *Reply) Attempt() *Attempt {
	if len(r.Attempts) == 0 {
		return nil
	}
	return &r.Attempts[len(r.Attempts)-1]
}

// Draft is unsubmitted work of one person on one item. It is saved at every
// pause and found again after a kill; it is private to the desk and leaves no
// event, for nothing was decided.
type Draft struct {
	Item        ItemID      `json:"item"`
	Person      string      `json:"person"`
	ItemVersion uint32      `json:"item_version"`
	Composition Composition `json:"composition"`
	At          string      `json:"at,omitempty"` // the placeholder or block the person was at
	SavedAt     time.Time   `json:"saved_at"`
}
