package text

import (
	"fmt"
	"strings"

	"lotse/inbox"
)

// LearnWords are what the commands say of the desk's own layer and of a new
// assessment of the store.
type LearnWords struct {
	Stats, NoStats, Label, Decided, Before, After, Weight string
	OnlyLeft, TooFew, Taken, NotHere, Off, LayerWarning   string
	Exported, Adopted, NothingToExport                    string
	Forgotten, GivenBack                                  string
	Restoring, RestoreOn, Restored, RestoreUnder          string
	Outdated, RestoreLeft, Current                        string
}

// Cue names a sign in the style of a text; "" for one that is not known.
func (l Lang) Cue(id string) string { return l.words().Cue[id] }

// housePart is how far the own layer must have moved a score for it to be said.
const housePart = 0.05

// Remarks say of a flag what its words do not: the strongest sign in the style, and
// that the house's own layer moved it. It is "" where there is neither.
func Remarks(l Lang, f *inbox.Flag) string {
	w := l.words().Phrase
	var out []string
	if cue := l.Cue(f.Cue); cue != "" {
		out = append(out, fmt.Sprintf(w.StyleCue, cue))
	}
	switch {
	case f.House >= housePart:
		out = append(out, w.HouseRaised)
	case f.House <= -housePart:
		out = append(out, w.HouseLowered)
	}
	return strings.Join(out, "; ")
}

// Lowered says which labels the house's own layer took back; "" for none.
func Lowered(l Lang, a *inbox.Assessment) string {
	if a.Lowered == 0 {
		return ""
	}
	return fmt.Sprintf(l.words().Phrase.HouseTookBack, l.Labels(a.Lowered))
}
