package inbox

import (
	"context"
	"encoding/binary"
	"slices"
	"strings"
	"time"
)

// WaveID names a wave: six characters that a person can type.
type WaveID string

// NewWaveID derives the id from what opened the wave, so that it is the same on
// every machine.
func NewWaveID(rule WaveRule, first ItemID) WaveID {
	h := HashOf(string(rule), string(first[:]))
	var b [WaveIDLen]byte
	n := binary.BigEndian.Uint64(h[:8])
	for i := range b {
		b[i] = crockfordDigits[n&31]
		n >>= 5
	}
	return WaveID(strings.ToLower(string(b[:])))
}

// WaveIDLen is how long an id is.
const WaveIDLen = 6

// ParseWaveID reads an id in either case.
func ParseWaveID(s string) (WaveID, bool) {
	s = strings.ToLower(s)
	if len(s) != WaveIDLen {
		return "", false
	}
	for i := range len(s) {
		if !strings.Contains(strings.ToLower(crockfordDigits), s[i:i+1]) {
			return "", false
		}
	}
	return WaveID(s), true
}

// WaveRule is what made a wave.
type WaveRule string

// The rules.
const (
	WaveRate   WaveRule = "rate"   // a channel gets far more than it usually does
	WaveCopies WaveRule = "copies" // many people post one text
	WaveSpread WaveRule = "spread" // one text stands on several channels
)

// WaveState is how a wave goes.
type WaveState string

// The states, in the order of a wave's life.
const (
	WaveOpen    WaveState = "open"    // it has opened and runs on evenly
	WaveGrowing WaveState = "growing" // more and more
	WaveCalming WaveState = "calming" // hardly anything comes any more
	WaveClosed  WaveState = "closed"  // it ended by itself, or a person closed it
)

// WaveReason says why a wave was closed.
type WaveReason string

// The reasons. Only the first is the machine's.
const (
	WaveEnded    WaveReason = "ended"     // nothing came any more
	WaveHandled  WaveReason = "handled"   // what there was to do was done
	WaveOrdinary WaveReason = "ordinary"  // an ordinary busy day, no wave
	WaveExpected WaveReason = "expected"  // an event of ours, it was to be expected
	WaveMistaken WaveReason = "unrelated" // the items have nothing to do with each other
)

// WaveReasons lists the reasons a person can choose from.
func WaveReasons() []WaveReason {
	return []WaveReason{WaveHandled, WaveOrdinary, WaveExpected, WaveMistaken}
}

// ParseWaveReason checks a reason.
func ParseWaveReason(s string) (WaveReason, error) {
	names := make([]string, 0, len(WaveReasons()))
	for _, r := range WaveReasons() {
		if string(r) == s {
			return r, nil
		}
		names = append(names, string(r))
	}
	return "", unknownName("reason", Quote(s), names)
}

// Wave is a group of items that came as one: found by the machine, a hint and no
// verdict. It holds no text and names no author.
type Wave struct {
	ID       WaveID        `json:"id"`
	Rule     WaveRule      `json:"rule"`
	State    WaveState     `json:"state"`
	Channels []string      `json:"channels"`
	Thread   string        `json:"thread,omitempty"` // most of it stands under this post
	Since    time.Time     `json:"since"`            // its first item was posted
	OpenedAt time.Time     `json:"opened_at"`        // it was noticed
	LastAt   time.Time     `json:"last_at"`          // its latest item was posted
	CalmAt   time.Time     `json:"calm_at,omitzero"` // it calmed down
	ClosedAt time.Time     `json:"closed_at,omitzero"`
	Reason   WaveReason    `json:"reason,omitempty"` // why it was closed
	By       *Actor        `json:"by,omitempty"`     // who closed it, nil when it ended by itself
	Items    int           `json:"items"`
	Critical int           `json:"critical"`          // of them with a label of displeasure
	Authors  int           `json:"authors"`           // distinct ones of this wave
	Unnamed  int           `json:"unnamed,omitempty"` // items whose channel names no author
	Seen     int           `json:"seen"`              // what opened it: so many items
	Within   time.Duration `json:"within"`            // in so short a time
	Usual    float64       `json:"usual"`             // where so many are usual
	Peak     int           `json:"peak"`              // most items within an hour
}

// Clone gives a copy that shares nothing.
func (w *Wave) Clone() *Wave {
	c := *w
	c.Channels = slices.Clone(w.Channels)
	if w.By != nil {
		by := *w.By
		c.By = &by
	}
	return &c
}

// Wants reports whether a filter asks for a wave's items.
func (f *Filter) Wants(w *Wave) bool {
	return (f.Waves == nil || slices.Contains(f.Waves, w.ID)) && (!f.InWave || w.IsOpen())
}

// IsOpen reports whether the wave still runs.
func (w *Wave) IsOpen() bool { return w.State != WaveClosed }

// displeased are the labels that make a throng of comments a wave: whoever
// congratulates is many, too.
const displeased = 1<<LabelCriticism | 1<<LabelNegative | 1<<LabelInsult | 1<<LabelHate | 1<<LabelThreat |
	1<<LabelCallToAction | 1<<LabelDefamation | 1<<LabelProfanity | 1<<LabelComplaint | 1<<LabelSpam | 1<<LabelEmergency

// Displeased reports whether labels say that a text is critical or does harm.
func (s LabelSet) Displeased() bool { return s&displeased != 0 }

// WaveRules are the thresholds of the house.
type WaveRules struct {
	Off     bool
	Factor  float64 // so many times what is usual is a wave
	Least   int     // and at least so many items within a quarter of an hour
	Share   float64 // of them so many displeased
	Copies  int     // so many copies of one text within an hour
	Authors int     // by at least so many authors
	Spread  int     // so many copies where they stand on two channels and more
}

// DefaultWaveRules are the thresholds where the config says nothing.
func DefaultWaveRules() WaveRules {
	return WaveRules{Factor: 5, Least: 10, Share: 0.45, Copies: 5, Authors: 4, Spread: 3}
}

// Pulse is how many items a channel got, hour by hour.
type Pulse struct {
	Channel string
	Hours   []uint32 // from the hour that was asked for on
}

// Sight is what the detector of waves is told of an item.
type Sight struct {
	ID      ItemID
	Content *Content
	Labels  LabelSet
	Judged  bool // the machine could read it: no label then means no displeasure
}

// SightOf gives what the detector is told of an item.
func SightOf(it *Item) Sight {
	return Sight{ID: it.ID, Content: &it.Content, Labels: it.Labels(), Judged: it.Assessment.judged()}
}

// SightIn gives the same of what a channel showed, before anybody decided on it.
func SightIn(o *Observation) Sight {
	return Sight{ID: o.ID(), Content: &o.Content, Labels: o.Assessment.Labels(), Judged: o.Assessment.judged()}
}

// judged reports whether the machine reads the language of a text. Labels are made
// for German; of a text in another language their absence says nothing.
func (a *Assessment) judged() bool {
	return a.RuleSet != "" && (len(a.Flags) > 0 || a.Language == "" || a.Language == "de")
}

// Spotter finds waves in what comes in. It must be quick and never fail: a comment
// counts more than the wave it may belong to.
type Spotter interface {
	// Spot is told what came in.
	Spot(ctx context.Context, seen []Sight)
	// Pass lets time pass: waves calm down and end.
	Pass(ctx context.Context)
}
