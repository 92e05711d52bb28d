package learn

import (
	"encoding/json"
	"time"

	"lotse/inbox"
)

// Forgetting gives what must be kept so that no label up to now counts and nothing
// that was taken over does.
func Forgetting(now time.Time) ([]inbox.Kept, error) {
	raw, err := json.Marshal(house{Since: now})
	if err != nil {
		return nil, err
	}
	return []inbox.Kept{{Name: inbox.KeptHouse, Bytes: raw}, {Name: inbox.KeptLayer}, {Name: inbox.KeptPrior}}, nil
}

// Adopting gives what must be kept so that a layer of another desk counts beforehand;
// nil takes back the one that does. The own layer is learned anew.
func Adopting(l *Layer) []inbox.Kept {
	k := inbox.Kept{Name: inbox.KeptPrior}
	if l != nil {
		k.Bytes = l.Encode()
	}
	return []inbox.Kept{k, {Name: inbox.KeptLayer}}
}

// Fits reports whether a layer was fitted on the numbers of this desk's triage.
func (d *Desk) Fits(l *Layer) bool { return l.numbers == d.base.Numbers() }

// Taken gives for how many labels a layer of another desk counts.
func (d *Desk) Taken() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.prior.Used()
}

// Learned gives how many decisions the layer was fitted on.
func (d *Desk) Learned() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.examples)
}

// Used gives how many labels a layer has a say in.
func (l *Layer) Used() (n int) {
	if l == nil {
		return 0
	}
	for _, p := range l.parts {
		if p != nil && p.n > 0 {
			n++
		}
	}
	return n
}

// Labels lists the labels that a layer has learned something about.
func (l *Layer) Labels() (out []inbox.Label) {
	if l == nil {
		return nil
	}
	for _, label := range inbox.Labels() {
		if p := l.parts[label]; p != nil {
			out = append(out, label)
		}
	}
	return out
}
