package inbox

import "time"

// Look is what a person had before them when they decided on an item: the part of a
// decision that says something about the machine's labels. It is what the desk's own
// layer learns from beside the labels that were set and taken away, and it names
// nobody.
type Look struct {
	At      time.Time `json:"at,omitzero"`
	Version uint32    `json:"version,omitempty"` // of the text
	Shown   LabelSet  `json:"shown,omitempty"`   // the machine's labels that stood there; only of an item decided on alone
	Labels  bool      `json:"labels,omitempty"`  // the decision was about the labels themselves
}

// Of reports whether the look was at this version of a text.
func (l *Look) Of(version uint32) bool { return !l.At.IsZero() && l.Version == version }

// looked keeps what stood before the person. Items decided on together were not
// looked at one by one: of them only the labels that were named count.
func (f *folder) looked() {
	if f.state == nil || f.d.Actor.Person == "" {
		return
	}
	s, now := f.state, Look{At: f.now, Version: f.item.Version}
	if f.d.Args.Alone {
		now.Shown = f.item.Assessment.Labels()
	}
	switch f.d.Kind { //nolint:exhaustive // the other kinds say nothing about labels
	case DidLabel:
		now.Labels = f.d.Args.Alone
		if !now.Labels && s.Look.Of(now.Version) { // a look at this one text says more
			now.Shown, now.Labels = s.Look.Shown, s.Look.Labels
		}
		s.Look = now
	case DidEscalate, DidAssign, DidClose:
		if f.d.Args.Alone && !s.Look.Of(now.Version) {
			s.Look = now
		}
	}
}

// Judged reports whether the state says something about the labels.
func (s *State) Judged() bool { return s.Set|s.Cleared != 0 || !s.Look.At.IsZero() }

// Kept is something the desk keeps under a name beside its items: what was learned,
// how far a long work is. It is never a citizen's text.
type Kept struct {
	Name  string
	Bytes []byte // none forgets what was kept
}

// Names of what is kept.
const (
	KeptLayer   = "layer"   // the desk's own layer as it was last fitted
	KeptPrior   = "prior"   // a layer that another desk gave
	KeptHouse   = "house"   // since when labels count
	KeptRestore = "restore" // how far a new assessment of the whole store is
)

// Reassessment is a new assessment of an item's text.
type Reassessment struct {
	ID         ItemID
	Hash       Hash // of the text that was assessed
	Assessment Assessment
}
