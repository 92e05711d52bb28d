package inbox

import "time"

// Actor is who decided: a person in a role. Role decides, person acts: rights
// hang on roles, accountability on persons. The machine acts as person "" with
// role RoleSystem.
type Actor struct {
	Person string `json:"person,omitempty"`
	Role   string `json:"role"`
}

// RoleSystem marks what no person decided: observations, the sender's steps.
const RoleSystem = "system"

// System is the actor of observations and deliveries.
func System() Actor { return Actor{Role: RoleSystem} }

// Kind is what was decided or observed. Kinds are persisted by name.
type Kind string

// The kinds of decisions.
const (
	DidLabel      Kind = "label"       // set and clear labels, topic
	DidEscalate   Kind = "escalate"    // set the level
	DidAssign     Kind = "assign"      // make a role, and perhaps a person, responsible
	DidTake       Kind = "take"        // take the lease and work on it
	DidRelease    Kind = "release"     // give the lease back
	DidNote       Kind = "note"        // internal note
	DidClose      Kind = "close"       // file without an answer
	DidSnooze     Kind = "snooze"      // resubmission (Wiedervorlage)
	DidWake       Kind = "wake"        // the resubmission date came
	DidReopen     Kind = "reopen"      //
	DidWait       Kind = "wait"        // waiting for an office or for the citizen
	DidReveal     Kind = "reveal"      // masked private data was looked at
	DidUndo       Kind = "undo"        // takes back one event
	DidSubmit     Kind = "submit"      // a reply was composed: to review, or straight to the outbox
	DidApprove    Kind = "approve"     // another person released the reply
	DidReturn     Kind = "return"      // sent back with a note
	DidQueue      Kind = "queue"       // a released reply goes to the outbox
	DidCancel     Kind = "cancel"      // pulled back before it left
	DidVoid       Kind = "void"        // lost its ground
	DidReserve    Kind = "reserve"     // intent written; one request follows
	DidSettle     Kind = "settle"      // outcome of the attempt
	DidRead       Kind = "read"        // the channel was read for an unclear reply
	DidRetry      Kind = "retry"       // a person sends again what certainly does not stand
	DidEdit       Kind = "edited"      // observed: a new version
	DidVanish     Kind = "vanished"    // observed: gone at the channel
	DidReappear   Kind = "reappeared"  // observed: there again
	DidImport     Kind = "import"      // a file was read in
	DidExport     Kind = "export"      // data left as a file
	DidTemplate   Kind = "template"    // a new version as draft
	DidPropose    Kind = "propose"     // template submitted for approval
	DidConsent    Kind = "consent"     // template approved by one office
	DidWithdraw   Kind = "withdraw"    // template withdrawn
	DidPrepare    Kind = "handover"    // handover prepared
	DidAccept     Kind = "accepted"    // handover accepted: accountability passes
	DidRefuse     Kind = "refused"     // handover refused
	DidAnswerElse Kind = "answered_at" // observed: a colleague answered on the channel

	DidWaveClose Kind = "wave_closed" // a person closed a wave

	DidForget   Kind = "forget"   // what was learned from labels counts no more
	DidAdopt    Kind = "adopt"    // what another desk learned was taken over
	DidReassess Kind = "reassess" // the machine was told to assess the whole store anew

	DidOrder        Kind = "measure"         // a measure was ordered
	DidOrderAgree   Kind = "measure_agree"   // another person agreed
	DidOrderCancel  Kind = "measure_cancel"  // pulled back, or another person said no
	DidOrderReserve Kind = "measure_reserve" // intent written; one request follows
	DidOrderSettle  Kind = "measure_settle"  // outcome of the attempt

	DidClaim         Kind = "claim"           // a claim was reported
	DidClaimEdit     Kind = "claim_edit"      // its sentence, wordings, sources or templates
	DidClaimExamine  Kind = "claim_examine"   // an office examines it
	DidClaimVerdict  Kind = "claim_verdict"   // a verdict was given or proposed
	DidClaimRelease  Kind = "claim_release"   // another person released the verdict
	DidClaimReturn   Kind = "claim_return"    // or sent it back with a note
	DidClaimOvertake Kind = "claim_overtaken" // the verdict no longer holds
	DidClaimClose    Kind = "claim_close"     //
	DidClaimReopen   Kind = "claim_reopen"    //
	DidMatch         Kind = "claim_match"     // an item repeats a claim
	DidUnmatch       Kind = "claim_unmatch"   // an item does not
)

// Args is what a decision says beyond its kind; each kind reads its own fields.
// It holds no citizen's data: free text goes into Decision.Text.
type Args struct {
	Set       LabelSet     `json:"set,omitempty"`
	Clear     LabelSet     `json:"clear,omitempty"`
	Topic     string       `json:"topic,omitempty"`
	Level     Level        `json:"level,omitempty"`
	Role      string       `json:"role,omitempty"`
	Person    string       `json:"person,omitempty"`
	Due       time.Time    `json:"due,omitzero"`
	Until     time.Time    `json:"until,omitzero"`
	Reason    string       `json:"reason,omitempty"`
	External  bool         `json:"external,omitempty"` // wait: for the citizen, not an office
	Lead      ItemID       `json:"lead,omitzero"`
	Target    EventID      `json:"target,omitzero"` // undo: what is taken back
	Hash      Hash         `json:"hash,omitzero"`
	Version   uint32       `json:"version,omitempty"`
	Attempt   *Attempt     `json:"attempt,omitempty"`
	RemoteID  string       `json:"remote_id,omitempty"`
	URL       string       `json:"url,omitempty"`
	Visible   Visibility   `json:"visible,omitempty"`
	Count     int          `json:"count,omitempty"`
	ValidFrom time.Time    `json:"valid_from,omitzero"`
	ValidTill time.Time    `json:"valid_till,omitzero"`
	Lines     []int        `json:"lines,omitempty"` // handover lines acknowledged
	Template  TemplateRef  `json:"template,omitzero"`
	Measure   Measure      `json:"measure,omitempty"`
	Rule      string       `json:"rule,omitempty"`
	Milder    Milder       `json:"milder,omitempty"`
	Verdict   ClaimVerdict `json:"verdict,omitempty"`
	Alone     bool         `json:"alone,omitempty"` // the item was decided on by itself, not with others at once
}

// Decision is one thing a person or the machine wants to be so. A store folds
// decisions in one transaction with their audit entries, or refuses them all.
type Decision struct {
	Kind     Kind
	Actor    Actor
	Item     ItemID // zero where no item is concerned
	Base     uint32 // version of the text it was made on; 0 where the text does not matter
	ReplyID  ReplyID
	Template TemplateRef
	Handover HandoverID
	Order    OrderID
	Claim    ClaimID
	Wave     WaveID
	Batch    string // one undo takes back what shares a batch
	Args     Args
	Text     string // personal: a note, a question. Stored apart and erasable; the event keeps a commitment

	NewReply    *Reply           // submit: the frozen reply
	NewTemplate *TemplateVersion // template: the new version
	NewHandover *Handover        // handover: the prepared protocol
	NewOrder    *Order           // measure: what was ordered
	NewClaim    *Claim           // claim, claim_edit: the claim as it should be
	NewRuling   *Ruling          // claim_verdict: the verdict
	Keeps       []Kept           // forget, adopt, reassess: what is kept from now on
}

// Event is a decision that was made: an entry of the log, which is the audit
// trail. Each node's entries form a hash chain.
type Event struct {
	ID         EventID     `json:"id"`
	Seq        uint64      `json:"seq"` // per node, from 1, without gaps
	At         time.Time   `json:"at"`
	Kind       Kind        `json:"kind"`
	Actor      Actor       `json:"actor"`
	Item       ItemID      `json:"item,omitzero"`
	Base       uint32      `json:"base,omitempty"`
	ReplyID    ReplyID     `json:"reply,omitempty"`
	Template   TemplateRef `json:"template,omitzero"`
	Handover   HandoverID  `json:"handover,omitempty"`
	Order      OrderID     `json:"order,omitempty"`
	Claim      ClaimID     `json:"claim,omitempty"`
	Wave       WaveID      `json:"wave,omitempty"`
	Batch      string      `json:"batch,omitempty"`
	Args       Args        `json:"args,omitzero"`
	Before     *State      `json:"before,omitempty"`    // the item's state before, for undo
	Commitment Hash        `json:"commitment,omitzero"` // salted hash of Text
	PrevOfItem EventID     `json:"prev_item,omitzero"`  // previous event of the same item
	PrevHash   Hash        `json:"prev_hash,omitzero"`  // of the node's previous event
	Hash       Hash        `json:"hash,omitzero"`       // over all of the above
	Text       string      `json:"-"`                   // read from its own bucket; "" when erased
	Erased     bool        `json:"-"`                   // there was a text and it was erased
}
