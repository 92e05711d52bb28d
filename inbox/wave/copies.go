package wave

import (
	"slices"
	"time"

	"lotse/inbox"
)

const (
	// copyTime is the time within which copies count.
	copyTime = time.Hour
	// copyMemory is how long a text is held to be compared with.
	copyMemory = 6 * time.Hour
	// maxTexts bounds how many are held.
	maxTexts = 20_000
	// exemplars is how many texts of a running wave are held as long as it runs.
	exemplars = 16
)

// copies finds texts that many people post.
type copies struct {
	index *index
	held  []heldText // beside the texts of the index
	known map[inbox.ItemID]*cluster
	waves []*cluster
}

type heldText struct {
	at time.Time
	id inbox.ItemID
	of *cluster
}

// cluster is a text with its copies.
type cluster struct {
	into    *cluster // it has become part of another
	members []member // oldest first
	wave    *running
	whole   bool // all members are in the wave
	kept    int  // how many of its texts were held beyond their time
}

type member struct {
	entry
	channel string
}

func (c *cluster) root() *cluster {
	for c.into != nil {
		c = c.into
	}
	return c
}

func newCopies() *copies {
	return &copies{index: newIndex(), known: make(map[inbox.ItemID]*cluster)}
}

// add puts a text in and gives its cluster; nil where a text says too little.
func (x *copies) add(m member, k *Sketch) *cluster {
	if c := x.known[m.id]; c != nil {
		return c.root()
	}
	if !k.comparable() {
		return nil
	}
	var c *cluster
	known := func(n int) bool { return c != nil && x.held[n-x.index.first].of.root() == c }
	x.index.find(k, known, func(n int, _ float64) bool {
		c = join(c, x.held[n-x.index.first].of.root())
		return true
	})
	if c == nil {
		c = &cluster{}
	}
	c.put(m)
	x.known[m.id] = c
	x.index.add(k)
	x.held = append(x.held, heldText{m.at, m.id, c})
	return c
}

func (c *cluster) put(m member) {
	at := len(c.members)
	for at > 0 && c.members[at-1].at.After(m.at) {
		at--
	}
	c.members = slices.Insert(c.members, at, m)
}

// join makes one cluster of two. Of two that are waves the older one stays.
func join(a, b *cluster) *cluster {
	switch {
	case a == nil || a == b:
		return b
	case b.wave == nil, a.wave != nil && a.wave.OpenedAt.Before(b.wave.OpenedAt):
		a, b = b, a
	}
	for i := range a.members {
		b.put(a.members[i])
	}
	a.into, a.members, b.whole = b, nil, false
	return b
}

// run makes a cluster a wave.
func (x *copies) run(c *cluster, w *running) {
	c.wave, c.whole = w, false
	x.waves = append(x.waves, c)
}

// drop forgets old texts. A wave that runs keeps some of its own to be compared
// with.
func (x *copies) drop(before time.Time) {
	for len(x.held) > 0 && (x.held[0].at.Before(before) || len(x.held) > maxTexts) {
		h := x.held[0]
		c := h.of.root()
		t := x.index.texts[0]
		x.index.drop(x.index.first + 1)
		x.held = x.held[1:]
		if c.wave != nil && c.kept < exemplars && len(x.held) < maxTexts {
			c.kept++
			x.index.add(&Sketch{Sig: t.sig, Shingles: t.shingles})
			x.held = append(x.held, heldText{before.Add(copyMemory), h.id, c})
			continue
		}
		delete(x.known, h.id)
		if at := slices.IndexFunc(c.members, func(m member) bool { return m.id == h.id }); at >= 0 { // near the front
			c.members = slices.Delete(c.members, at, at+1)
		}
	}
}

// copied looks for an hour with a new member in it that makes the cluster a wave.
func (c *cluster) copied(r rules, t time.Time) (rule inbox.WaveRule, es []member) {
	latest := c.until(t.Add(copyTime)) // where it came late
	for _, to := range []int{c.until(t), latest} {
		end := c.members[to-1].at
		from := c.until(end.Add(-copyTime - 1))
		es = c.members[max(from, to-maxJudged):to]
		if rule := copiedIn(r, es); rule != "" {
			return rule, es
		}
	}
	return "", nil
}

// maxJudged is how many members are looked at; more of them tell nothing more.
const maxJudged = 200

// until counts the members that are not after a time.
func (c *cluster) until(t time.Time) int {
	n, _ := slices.BinarySearchFunc(c.members, t, func(m member, t time.Time) int {
		if m.at.After(t) {
			return 1
		}
		return -1
	})
	return n
}

func copiedIn(r rules, es []member) inbox.WaveRule {
	if len(es) < min(r.Copies, r.Spread) {
		return ""
	}
	authors, channels := map[uint64]struct{}{}, map[string]struct{}{}
	people, friendly, pointed := 0, 0, 0
	for i := range es {
		if es[i].author == 0 {
			people++ // the channel names nobody: each may be another
		} else {
			authors[es[i].author] = struct{}{}
		}
		channels[es[i].channel] = struct{}{}
		if es[i].friendly {
			friendly++
		}
		if es[i].critical || es[i].claim {
			pointed++
		}
	}
	people += len(authors)
	switch {
	case friendly > pointed: // congratulations are alike, too
	case len(channels) > 1 && len(es) >= r.Spread && people >= min(r.Spread, r.Authors):
		return inbox.WaveSpread
	case len(es) >= r.Copies && people >= r.Authors:
		return inbox.WaveCopies
	}
	return ""
}

// stillHot reports whether copies still come.
func (c *cluster) stillHot(r rules, now time.Time) bool {
	return float64(c.wave.since(now.Add(-copyTime))) >= max(2, calmBelow*float64(r.Copies))
}
