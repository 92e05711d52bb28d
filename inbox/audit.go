package inbox

import (
	"crypto/sha256"
	"encoding/json"
	"strings"
)

// ComputeHash gives the event's place in its node's chain: SHA-256 over the
// canonical JSON of the envelope, the previous hash included and Hash left out.
// The text is not in it, only its commitment, so that erasing a person's words
// leaves the chain verifiable.
func (e *Event) ComputeHash() Hash {
	c := *e
	c.Hash = Hash{}
	b, err := json.Marshal(&c)
	if err != nil {
		// Every field marshals: a failure is a broken program, not bad input.
		panic("inbox: event does not marshal: " + err.Error())
	}
	return Hash(sha256.Sum256(b))
}

// Commitment binds an event to its text without holding it. With the salt erased
// nobody can test a guess against it.
func Commitment(salt []byte, text string) Hash { return HashOf(string(salt), text) }

// NewEvent gives the envelope of a decision, before it gets its id, sequence and
// place in the chain.
func NewEvent(d *Decision, before *State) Event {
	args := d.Args
	// Addresses come from a channel. JSON would mend invalid bytes when the event is
	// written, and its hash would not verify when it is read.
	args.URL, args.RemoteID = strings.ToValidUTF8(args.URL, "\uFFFD"), strings.ToValidUTF8(args.RemoteID, "\uFFFD")
	return Event{
		Kind: d.Kind, Actor: d.Actor, Item: d.Item, Base: d.Base, ReplyID: d.ReplyID,
		Template: d.Template, Handover: d.Handover, Order: d.Order, Claim: d.Claim, Wave: d.Wave, Batch: d.Batch, Args: args,
		Before: before, Text: d.Text,
	}
}
