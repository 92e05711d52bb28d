package inbox

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

// ClaimID names a known claim: a ULID made when it was reported.
type ClaimID string

// Short gives the end of the id, as lists show it.
func (id ClaimID) Short() string { return string(id[max(0, len(id)-ShortLen):]) }

// Claim is a statement that goes around (Behauptung, Gerücht), with what the house
// found out about it. The verdict is always a person's, with the moment it stands
// for and the moment until which it may be repeated: truth has a time stamp.
type Claim struct {
	ID         ClaimID    `json:"id"`
	Sentence   string     `json:"sentence"`           // the canonical wording, in the house's own words
	Variants   []string   `json:"variants,omitempty"` // other wordings, for finding it again
	State      ClaimState `json:"state"`
	Owner      string     `json:"owner,omitempty"` // the role that examines it
	DueAt      time.Time  `json:"due_at,omitzero"`
	From       ItemID     `json:"from,omitzero"` // the text it was reported from
	ReportedAt time.Time  `json:"reported_at"`
	ReportedBy Actor      `json:"reported_by"`
	Sources    []Source   `json:"sources,omitempty"` // what was found, other people's checks among it
	Templates  []Binding  `json:"templates,omitempty"`
	Rulings    []Ruling   `json:"rulings,omitempty"` // every verdict there was, the latest last
	ClosedAt   time.Time  `json:"closed_at,omitzero"`
	Stage      int        `json:"stage"` // counts when what may be said changed
	Rev        uint32     `json:"rev"`
}

// Source is a place that says something about a claim. What others found stands
// here with their rating; it is never our verdict.
type Source struct {
	URL       string    `json:"url"`
	Title     string    `json:"title,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Rating    string    `json:"rating,omitempty"` // another house's, in its own words
	At        time.Time `json:"at,omitzero"`      // when we looked, or when they published
}

// Binding says that a template speaks for a claim under one verdict. Under the
// next one it is silent until somebody binds it anew.
type Binding struct {
	Key    string `json:"key"`
	Ruling int    `json:"ruling"` // 0: while there is no verdict
}

// Ruling is one verdict with its standing.
type Ruling struct {
	N          int          `json:"n"` // from 1
	Verdict    ClaimVerdict `json:"verdict"`
	AsOf       time.Time    `json:"as_of"` // the Stand: what was known then
	Until      time.Time    `json:"until"`
	Core       string       `json:"core,omitempty"`       // what is so instead, in one sentence
	Correction string       `json:"correction,omitempty"` // the template that corrects what was said before
	Bind       []string     `json:"bind,omitempty"`       // the templates that speak for it
	By         Actor        `json:"by"`
	At         time.Time    `json:"at"`
	NeedsPair  bool         `json:"needs_pair,omitempty"`
	Released   Actor        `json:"released,omitzero"`
	Hash       Hash         `json:"hash"` // of what is released
	Returned   bool         `json:"returned,omitempty"`
}

// Clone makes a copy that shares nothing.
func (c *Claim) Clone() *Claim {
	n := *c
	n.Variants, n.Sources = slices.Clone(c.Variants), slices.Clone(c.Sources)
	n.Templates, n.Rulings = slices.Clone(c.Templates), slices.Clone(c.Rulings)
	return &n
}

// InForce reports whether somebody with the say has given the verdict.
func (r *Ruling) InForce() bool { return !r.Returned && (!r.NeedsPair || r.Released.Person != "") }

// ContentHash is over what a second person releases.
func (r *Ruling) ContentHash(sentence string) Hash {
	b, err := json.Marshal([]string{sentence, string(r.Verdict), stamp(r.AsOf.UTC()), stamp(r.Until.UTC()), r.Core, r.Correction})
	if err != nil {
		panic("inbox: strings do not marshal: " + err.Error())
	}
	return Hash(sha256.Sum256(b))
}

// ClaimState is where a claim stands.
type ClaimState uint8

// The states; persisted, do not reorder.
const (
	ClaimReported  ClaimState = iota
	ClaimExamined             // an office examines it
	ClaimProposed             // a verdict waits for another person's word
	ClaimRuled                // a verdict is in force
	ClaimOvertaken            // the verdict no longer holds and there is no new one
	ClaimClosed               // nobody asks any more
)

var claimStateNames = []string{"reported", "examined", "proposed", "ruled", "overtaken", "closed"}

func (s ClaimState) String() string { return enumName(claimStateNames, s) }

// ParseClaimState finds a state by its identifier.
func ParseClaimState(s string) (ClaimState, error) {
	return parseEnum[ClaimState]("claim state", claimStateNames, s)
}

// MarshalText writes the identifier.
func (s ClaimState) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads an identifier.
func (s *ClaimState) UnmarshalText(b []byte) (err error) {
	*s, err = ParseClaimState(string(b))
	return err
}

// ClaimStates lists the states.
func ClaimStates() []ClaimState { return enumAll[ClaimState](len(claimStateNames)) }

// ClaimVerdict is what the examination found. There is none that speaks of intent:
// whoever repeats a rumour need not mean harm.
type ClaimVerdict string

// The verdicts.
const (
	VerdictFalse      ClaimVerdict = "false"
	VerdictMisleading ClaimVerdict = "misleading"
	VerdictUnproven   ClaimVerdict = "unproven"
	VerdictPartly     ClaimVerdict = "partly"
	VerdictTrue       ClaimVerdict = "true"
)

// ClaimVerdicts lists them.
func ClaimVerdicts() []ClaimVerdict {
	return []ClaimVerdict{VerdictFalse, VerdictMisleading, VerdictUnproven, VerdictPartly, VerdictTrue}
}

// ParseClaimVerdict checks a verdict.
func ParseClaimVerdict(s string) (ClaimVerdict, error) {
	names := make([]string, 0, len(ClaimVerdicts()))
	for _, v := range ClaimVerdicts() {
		if string(v) == s {
			return v, nil
		}
		names = append(names, string(v))
	}
	return "", unknownName("verdict", Quote(s), names)
}

// Ruling gives the latest verdict that was in force, nil before the first.
func (c *Claim) Ruling() *Ruling {
	for i := len(c.Rulings) - 1; i >= 0; i-- {
		if c.Rulings[i].InForce() {
			return &c.Rulings[i]
		}
	}
	return nil
}

// Proposed gives the verdict that waits for another person, nil when none does.
func (c *Claim) Proposed() *Ruling {
	if n := len(c.Rulings); c.State == ClaimProposed && n > 0 {
		return &c.Rulings[n-1]
	}
	return nil
}

// Current is the number of the verdict that what we say must fit; 0 before the
// first.
func (c *Claim) Current() int {
	if r := c.Ruling(); r != nil {
		return r.N
	}
	return 0
}

// IsOpen reports whether texts are still compared with the claim.
func (c *Claim) IsOpen() bool { return c.State != ClaimClosed }

// Expired reports whether a verdict is in force whose time is over.
func (c *Claim) Expired(now time.Time) bool {
	r := c.Ruling()
	return c.State == ClaimRuled && r != nil && !now.Before(r.Until)
}

// Binds reports whether a template speaks for the claim, under this or an earlier
// verdict.
func (c *Claim) Binds(key string) bool {
	return slices.ContainsFunc(c.Templates, func(b Binding) bool { return b.Key == key })
}

// Speaks reports why a bound template must be silent; nil when it may speak.
func (c *Claim) Speaks(key string, now time.Time) error {
	id := c.ID.Short()
	bound := slices.Contains(c.Templates, Binding{Key: key, Ruling: c.Current()})
	switch {
	case c.State == ClaimClosed:
		return Fail(CodeClaimClosed, "claim", id)
	case !bound, c.Current() > 0 && c.State != ClaimRuled:
		return Fail(CodeClaimChanged, "claim", id)
	case c.Expired(now):
		return Fail(CodeClaimExpired, "claim", id, "until", stamp(c.Ruling().Until))
	}
	return nil
}

// Live lists the templates that may speak under the current verdict.
func (c *Claim) Live(now time.Time) []string {
	var out []string
	for _, b := range c.Templates {
		if b.Ruling == c.Current() && c.Speaks(b.Key, now) == nil {
			out = append(out, b.Key)
		}
	}
	return out
}

// Texts are the wordings it is found by.
func (c *Claim) Texts() []string { return append([]string{c.Sentence}, c.Variants...) }

// Bounds of what people write about a claim.
const (
	MaxSentence = 300
	MaxVariants = 200
	MaxSources  = 50
)

// check holds what a person wrote against the rules of the house.
func (c *Claim) check() error {
	switch {
	case strings.TrimSpace(c.Sentence) == "":
		return Fail(CodeEmptyText, "what", "sentence")
	case len([]rune(c.Sentence)) > MaxSentence:
		return Fail(CodeClaimBad, "what", "sentence", "max", itoa(MaxSentence))
	case len(c.Variants) > MaxVariants:
		return Fail(CodeClaimBad, "what", "variants", "max", itoa(MaxVariants))
	case len(c.Sources) > MaxSources:
		return Fail(CodeClaimBad, "what", "sources", "max", itoa(MaxSources))
	}
	for _, s := range c.Sources {
		if !isWebLink(s.URL) {
			return Fail(CodeClaimBad, "what", "source", "got", Quote(s.URL))
		}
	}
	return nil
}

// DefaultCorrection is the family that corrects an earlier answer of the house.
const DefaultCorrection = "T16"

// ClaimLink is one person's word on whether an item repeats a claim.
type ClaimLink struct {
	Claim     ClaimID
	Item      ItemID
	Confirmed bool // false: looked at, and it is something else
}
