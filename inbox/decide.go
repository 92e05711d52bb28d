package inbox

import "time"

// Records is what Decide may look at: the store's state inside the transaction
// that will take the change. The pointers are the caller's own copies. A missing
// record is an error with CodeNoItem, CodeNoReply, CodeNoTemplate, CodeNoHandover
// or CodeNoEvent.
type Records interface {
	Item(id ItemID) (*Item, error)
	Reply(id ReplyID) (*Reply, error)
	Template(ref TemplateRef) (*TemplateVersion, error)
	// TemplatesOf gives all versions of a family, oldest first; none is no error.
	TemplatesOf(key string) ([]*TemplateVersion, error)
	Handover(id HandoverID) (*Handover, error)
	Event(id EventID) (*Event, error)
}

// Change is what a decision does to the stored projections. Nil and empty parts
// stay as they are.
type Change struct {
	State     *State // new state of the decision's item
	Before    *State // the item's state before, kept in the event for undo
	Replies   []*Reply
	Templates []*TemplateVersion
	Handover  *Handover
}

// Stamp gives the change the id of its event. A store calls it once, before it
// writes.
func (c *Change) Stamp(id EventID, kind Kind) {
	if c.State == nil {
		return
	}
	c.State.Rev++
	c.State.Last = id
	if kind != DidUndo {
		c.State.Top = id
	}
}

// Decide folds one decision: it checks every rule that depends on stored state
// and gives the change, or refuses with an *Error. It is pure: the same records,
// decision and time give the same answer, in every store and on every laptop.
func Decide(r Records, d *Decision, now time.Time) (Change, error) {
	return Change{}, Fail(CodeUnknownName, "kind", "decision", "got", string(d.Kind))
}
