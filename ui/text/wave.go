package text

import (
	"fmt"
	"strings"
	"time"

	"lotse/inbox"
	"lotse/inbox/safetext"
)

// WaveWords are the words of waves on the screen and after a command.
type WaveWords struct {
	Title, None, Badge  string
	Ask, AskInside      string // which one; what is to be done with it
	One, Several        string // in the status line: state and number of items; how many
	Items               string // items, channels, since when
	People, PeopleLeast string // how many; at least so many
	Critical            string // how many of them
	Rate                string // items, time, usual
	Copies, Spread      string // items, time
	Shared              string
	Under, UnderPost    string // under some post; under ours, with its beginning
	Others, Closed      string // back to all items; it was closed
	States              map[inbox.WaveState]string
	Reasons             map[inbox.WaveReason]string
}

// Waves gives the words of waves.
func (l Lang) Waves() *WaveWords { return &ScreenIn(l).Wave }

// WaveState names how a wave goes, or why it was closed.
func (l Lang) WaveState(w *inbox.Wave) string {
	if s, ok := l.Waves().Reasons[w.Reason]; ok && !w.IsOpen() {
		return l.Waves().States[w.State] + ": " + s
	}
	return l.Waves().States[w.State]
}

// WaveAlert tells a wave in a sentence: how many, by how many people, where, since
// when, and what is unusual about it. What its items share are a stranger's words
// and not in it.
func WaveAlert(l Lang, look *inbox.WaveLook, now time.Time, zone *time.Location) string {
	s, w := l.Waves(), &look.Wave
	var b strings.Builder
	fmt.Fprintf(&b, s.Items, Number(l, w.Items), strings.Join(w.Channels, ", "), Stamp(l, w.Since, now, zone))
	switch {
	case w.Authors > 0 && w.Unnamed == 0:
		fmt.Fprintf(&b, s.People, Number(l, w.Authors))
	case w.Authors > 0:
		fmt.Fprintf(&b, s.PeopleLeast, Number(l, w.Authors))
	}
	if w.Critical > 0 {
		fmt.Fprintf(&b, s.Critical, Number(l, w.Critical))
	}
	b.WriteString("; ")
	switch w.Rule {
	case inbox.WaveRate:
		fmt.Fprintf(&b, s.Rate, Number(l, w.Seen), Duration(l, w.Within), usually(l, w.Usual))
	case inbox.WaveCopies:
		fmt.Fprintf(&b, s.Copies, Number(l, w.Seen), Duration(l, w.Within))
	case inbox.WaveSpread:
		fmt.Fprintf(&b, s.Spread, Number(l, w.Seen), Duration(l, w.Within))
	}
	switch post := safetext.Line(look.Post); {
	case !post.IsEmpty():
		fmt.Fprintf(&b, s.UnderPost, post.Truncate(postWidth).String())
	case w.Thread != "":
		b.WriteString(s.Under)
	}
	b.WriteString(".")
	return b.String()
}

// postWidth is how much of our own post stands in the sentence.
const postWidth = 40

// usually writes what is usual: small numbers with a decimal.
func usually(l Lang, n float64) string {
	if n >= 9.5 {
		return Number(l, int(n+0.5))
	}
	s := fmt.Sprintf("%.1f", n)
	s = strings.TrimSuffix(s, ".0")
	if l == DE {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}
