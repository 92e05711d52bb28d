package learn

import (
	"time"

	"lotse/inbox"
)

// labels is how many labels there may ever be: they are bits of 32.
const labels = 32

// Verdict is what people's decisions on one item say about each label, in hundredths:
// above zero for it, below against it.
type Verdict [labels]int8

// Weights of evidence, in hundredths.
const (
	named    = 100 // set or taken away
	stayed   = 50  // a suggestion that stayed when the labels were gone through
	left     = 25  // a label that was neither suggested nor set when they were
	stoodBye = 25  // a suggestion that stood when the item was decided on for another reason
)

// VerdictOf reads the evidence from an item as it stands. Labels given at or before
// since count no more.
func VerdictOf(it *inbox.Item, since time.Time) (v Verdict, any bool) {
	look, st := &it.State.Look, &it.State
	switch {
	case look.At.IsZero(): // a decision from before looks were kept
		if it.Version != 1 || !since.IsZero() {
			return v, false
		}
	case look.Version != it.Version || !look.At.After(since):
		return v, false
	}
	for _, l := range inbox.Labels() {
		switch {
		case st.Set.Has(l):
			v[l] = named
		case st.Cleared.Has(l):
			v[l] = -named
		case look.Shown.Has(l) && look.Labels:
			v[l] = stayed
		case look.Shown.Has(l):
			v[l] = stoodBye
		case look.Labels:
			v[l] = -left
		}
		any = any || v[l] != 0
	}
	return v, any
}

// Weights of what a person named, for and against.
const (
	Named   = named
	Cleared = -named
)

// Example is one item as the layer sees it.
type Example struct {
	ID      inbox.ItemID
	Hash    inbox.Hash // of the text the numbers are of
	Dense   []float32
	Words   []uint16
	Shipped [labels]float32
	Verdict Verdict
}
