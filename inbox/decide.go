package inbox

import "time"

// Records is what Decide may look at: the store's state inside the transaction
// that will take the change. The pointers are the caller's own copies. A missing
// record is an error with CodeNoItem, CodeNoReply, CodeNoTemplate, CodeNoHandover,
// CodeNoOrder, CodeNoClaim, CodeNoWave or CodeNoEvent.
type Records interface {
	Item(id ItemID) (*Item, error)
	Reply(id ReplyID) (*Reply, error)
	Template(ref TemplateRef) (*TemplateVersion, error)
	// TemplatesOf gives all versions of a family, oldest first; none is no error.
	TemplatesOf(key string) ([]*TemplateVersion, error)
	Handover(id HandoverID) (*Handover, error)
	Order(id OrderID) (*Order, error)
	Claim(id ClaimID) (*Claim, error)
	// Claims gives every claim, closed ones too.
	Claims() ([]*Claim, error)
	Wave(id WaveID) (*Wave, error)
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
	Orders    []*Order
	Claims    []*Claim
	Wave      *Wave
	Keeps     []Kept
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
//
// Rules that depend on who somebody is (rights, latitude) are checked before, by
// Desk; rules about two people (four eyes) are checked here as well.
func Decide(r Records, d *Decision, now time.Time) (Change, error) {
	f := folder{Records: r, d: d, now: now}
	if !d.Item.IsZero() {
		it, err := r.Item(d.Item)
		if err != nil {
			return Change{}, err
		}
		if it.Content.Kind == KindOwnPost {
			return Change{}, Fail(CodeOwnPost, "item", d.Item.Short())
		}
		if d.Base != 0 && d.Base != it.Version {
			return Change{}, Fail(CodeItemChanged, "item", d.Item.Short(),
				"read", itoa(int(d.Base)), "now", itoa(int(it.Version)))
		}
		before := it.State
		state := it.State
		f.item, f.state = it, &state
		f.change.State, f.change.Before = &state, &before
	}
	if err := f.fold(); err != nil {
		return Change{}, err
	}
	f.reacted()
	f.looked()
	return f.change, nil
}

// folder holds one decision while it is folded.
type folder struct {
	Records
	d      *Decision
	now    time.Time
	item   *Item
	state  *State // nil where no item is concerned
	change Change
}

func (f *folder) fold() error {
	switch f.d.Kind {
	case DidLabel, DidEscalate, DidAssign, DidTake, DidRelease, DidNote, DidClose, DidSnooze,
		DidWake, DidReopen, DidWait, DidReveal, DidEdit, DidVanish, DidReappear, DidAnswerElse:
		if f.state == nil {
			return Fail(CodeNoItem, "item", "")
		}
		return f.foldItem()
	case DidSubmit, DidApprove, DidReturn, DidQueue, DidCancel, DidVoid, DidReserve, DidSettle,
		DidRead, DidRetry:
		if f.state == nil {
			return Fail(CodeNoItem, "item", "")
		}
		return f.foldReply()
	case DidOrder, DidOrderAgree, DidOrderCancel, DidOrderReserve, DidOrderSettle:
		if f.state == nil {
			return Fail(CodeNoItem, "item", "")
		}
		return f.foldOrder()
	case DidUndo:
		return f.foldUndo()
	case DidTemplate, DidPropose, DidConsent, DidWithdraw:
		return f.foldTemplate()
	case DidClaim, DidClaimEdit, DidClaimExamine, DidClaimVerdict, DidClaimRelease, DidClaimReturn,
		DidClaimOvertake, DidClaimClose, DidClaimReopen:
		return f.foldClaim()
	case DidMatch, DidUnmatch:
		if f.state == nil {
			return Fail(CodeNoItem, "item", "")
		}
		return f.foldMatch()
	case DidPrepare, DidAccept, DidRefuse:
		return f.foldHandover()
	case DidWaveClose:
		return f.foldWave()
	case DidForget, DidAdopt, DidReassess:
		f.change.Keeps = f.d.Keeps
		return nil
	case DidImport, DidExport:
		return nil // an audit entry, nothing else
	}
	return Fail(CodeUnknownName, "kind", "decision", "got", Quote(string(f.d.Kind)))
}
