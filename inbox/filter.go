package inbox

import (
	"slices"
	"time"
)

// Flags are the yes-or-no facts of an item that lists can filter by.
type Flags uint16

// The flags; persisted, do not reorder.
const (
	FlagEdited   Flags = 1 << iota // the text has more than one version
	FlagSnoozed                    // waits for its resubmission date
	FlagUnclear                    // a reply may or may not have been posted
	FlagReopened                   // open again after it was done
	FlagDirect                     // not public: a direct or followers-only message
	FlagPromised                   // we promised to come back
	FlagUnparsed                   // could not be read, kept as it came
	FlagNoted                      // has internal notes
	FlagRefused                    // a reply was refused or lost its ground
	FlagClaimed                    // a person matched it with a known claim
)

// Facts is what can be filtered without reading the text. A store keeps it beside
// each id, so that a scan costs nanoseconds an item.
type Facts struct {
	Work       WorkState
	Level      Level
	Visibility Visibility
	Flags      Flags
	Labels     LabelSet
	Channel    string
	Role       string
	Person     string
	Language   string
	DueAt      time.Time
	PostedAt   time.Time
}

// Facts gives an item's facts.
func (it *Item) Facts() Facts {
	s := &it.State
	f := Facts{
		Work: s.Work, Level: it.Level(), Visibility: s.Visibility, Labels: it.Labels(),
		Channel: it.Content.Channel, Role: s.Role, Person: s.Person,
		Language: it.Assessment.Language, DueAt: s.DueAt, PostedAt: it.ID.Time(),
	}
	for _, c := range []struct {
		on   bool
		flag Flags
	}{
		{it.Version > 1, FlagEdited},
		{s.Snoozed(), FlagSnoozed},
		{s.Unclear(), FlagUnclear},
		{s.Reopened != "", FlagReopened},
		{it.Content.Audience >= AudienceFollowers, FlagDirect},
		{!s.PromisedBy.IsZero(), FlagPromised},
		{it.Content.Kind == KindUnparsed, FlagUnparsed},
		{s.Notes > 0, FlagNoted},
		{s.Reply != "" && (s.ReplyState == ReplyRefused || s.ReplyState == ReplyVoid), FlagRefused},
		{s.Claim != "", FlagClaimed},
	} {
		if c.on {
			f.Flags |= c.flag
		}
	}
	return f
}

// WorkSet is a set of work states as bits.
type WorkSet uint32

// WorkSetOf builds a set.
func WorkSetOf(ws ...WorkState) WorkSet {
	var s WorkSet
	for _, w := range ws {
		s |= 1 << w
	}
	return s
}

// OpenWork is every state that still asks for work.
func OpenWork() WorkSet {
	var s WorkSet
	for _, w := range WorkStates() {
		if w.IsOpen() {
			s |= 1 << w
		}
	}
	return s
}

// Has reports whether w is in the set.
func (s WorkSet) Has(w WorkState) bool { return s&(1<<w) != 0 }

// TextTerm is a word or phrase that the text, the author's name or the handle
// must or must not contain, compared by FoldText.
type TextTerm struct {
	Text string
	Not  bool
}

// Filter is a query bound to a person and a moment: what a store answers. All
// conditions must hold; the zero Filter matches everything.
type Filter struct {
	Work          WorkSet // zero means every state
	Levels        uint8   // bits of Level; zero means every level
	Visibilities  uint8   // bits of Visibility; zero means every one
	Must, MustNot Flags
	LabelsAny     []LabelSet // of each set at least one label
	LabelsNone    LabelSet
	Channels      []string // one of these; nil means any
	NotChannels   []string
	Roles         []string // "" stands for "no role"
	NotRoles      []string
	Persons       []string // "" stands for "no person"
	NotPersons    []string
	Languages     []string
	NotLanguages  []string
	From, To      time.Time // posted in [From, To)
	DueBefore     time.Time // has a due time before this
	HasDue        bool
	Authors       []string // handle or name contains one of these, folded
	NotAuthors    []string
	Thread        string // exact thread key
	Text          []TextTerm
	Claims        []string // matched with one of these; ends of ids
	Suggested     bool     // resembles a known claim, and nobody has spoken on it yet
	// Look answers for Claims and Suggested. Session.Narrow sets it; without it a
	// filter with either matches nothing.
	Look   func(id ItemID, text string) bool
	DueSet bool // with HasDue or DueBefore: only due times that a person set
	// Unseen adds to HasDue and DueBefore what nobody has looked at and was posted
	// before these moments: its first reaction is due. By channel; "" is every other one.
	Unseen map[string]LevelTimes
	Waves  []WaveID // in one of these waves
	InWave bool     // in one that runs
}

// NeedsWaves reports whether the waves must be asked: neither facts nor text know
// them.
func (f *Filter) NeedsWaves() bool { return f.InWave || f.Waves != nil }

// NeedsContent reports whether the text must be read to decide.
func (f *Filter) NeedsContent() bool {
	return len(f.Text) > 0 || len(f.Authors) > 0 || len(f.NotAuthors) > 0 || f.Thread != "" || f.Suggested || f.Claims != nil
}

// MatchFacts decides what can be decided without the text.
func (f *Filter) MatchFacts(x *Facts) bool {
	switch {
	case f.Work != 0 && !f.Work.Has(x.Work),
		f.Levels != 0 && f.Levels&(1<<x.Level) == 0,
		f.Visibilities != 0 && f.Visibilities&(1<<x.Visibility) == 0,
		x.Flags&f.Must != f.Must,
		x.Flags&f.MustNot != 0,
		x.Labels&f.LabelsNone != 0,
		!f.From.IsZero() && x.PostedAt.Before(f.From),
		!f.To.IsZero() && !x.PostedAt.Before(f.To),
		!f.due(x):
		return false
	}
	for _, any := range f.LabelsAny {
		if x.Labels&any == 0 {
			return false
		}
	}
	return oneOf(x.Channel, f.Channels, f.NotChannels) && oneOf(x.Role, f.Roles, f.NotRoles) &&
		oneOf(x.Person, f.Persons, f.NotPersons) && oneOf(x.Language, f.Languages, f.NotLanguages)
}

// due decides about deadlines.
func (f *Filter) due(x *Facts) bool {
	if !f.HasDue && f.DueBefore.IsZero() {
		return true
	}
	if !x.DueAt.IsZero() && (f.DueBefore.IsZero() || x.DueAt.Before(f.DueBefore)) {
		return true
	}
	if x.Work != WorkNew || x.Flags&FlagSnoozed != 0 {
		return false
	}
	posted, ok := f.Unseen[x.Channel]
	if !ok {
		posted = f.Unseen[""]
	}
	return x.PostedAt.Before(posted[min(x.Level, E3)])
}

// MatchContent decides the rest, with the text at hand.
func (f *Filter) MatchContent(c *Content) bool {
	if f.Thread != "" && c.ThreadKey() != f.Thread && c.RemoteID != f.Thread {
		return false
	}
	if len(f.Authors) > 0 && !authorHas(&c.Author, f.Authors) || authorHas(&c.Author, f.NotAuthors) {
		return false
	}
	if (f.Suggested || f.Claims != nil) && (f.Look == nil || !f.Look(c.ID(), c.Text)) {
		return false
	}
	for _, t := range f.Text {
		found := ContainsFold(c.Text, t.Text) || ContainsFold(c.Warning, t.Text) ||
			ContainsFold(c.Author.Name, t.Text) || ContainsFold(c.Author.Handle, t.Text)
		if found == t.Not {
			return false
		}
	}
	return true
}

func oneOf(v string, in, out []string) bool {
	return (in == nil || slices.Contains(in, v)) && !slices.Contains(out, v)
}

func authorHas(a *Author, parts []string) bool {
	for _, p := range parts {
		if ContainsFold(a.Handle, p) || ContainsFold(a.Name, p) {
			return true
		}
	}
	return false
}
