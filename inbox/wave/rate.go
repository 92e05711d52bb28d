package wave

import (
	"cmp"
	"math"
	"slices"
	"time"

	"lotse/inbox"
)

// span is a length of time in which items are counted. Over a long one fewer
// times the usual is a wave already: chance evens out.
type span struct {
	within time.Duration
	factor float64 // of the house's factor
	least  float64 // of the house's least
	mass   float64 // so many times that, where the tone says nothing
}

// spans: the quarter of an hour catches a push from outside, the day a small
// town's anger that comes by the post.
var spans = [...]span{
	{15 * time.Minute, 1, 1, 1.6},
	{time.Hour, 1, 1, 1.5},
	{3 * time.Hour, 0.8, 2, 1.5},
	{6 * time.Hour, 0.8, 3, 1.4},
	{24 * time.Hour, 0.6, 5, 1.2},
}

const (
	// judgeEvery is the part of its length after which a long span is looked at again.
	judgeEvery = 120
	// memory is how long an item counts.
	memory = 24 * time.Hour
	// calmBelow is the part of what opens a wave below which it has calmed down.
	calmBelow = 0.4
	// leastTone is the part of the least number that must be displeased.
	leastTone = 0.6
	// chance is how many standard deviations are no chance any more.
	chance = 2.7
	// claimShare is how many must claim something where few are displeased: rumours
	// are told calmly.
	claimShare = 0.65
	// tellingWords is how many words a text has that says something: a throng of
	// "Alles Gute!" and "Wie lange noch?" is none.
	tellingWords = 6
	// cheer is the part of a throng that is glad from which it is no wave, whatever
	// its number.
	cheer = 0.3
	// oneThread is the part of a throng under one post from which the wave is about
	// that post.
	oneThread = 0.6
	// maxEntries bounds what is held of one channel.
	maxEntries = 20_000
	// youngTimes is how much more it takes where nobody knows yet what is usual.
	youngTimes = 2
)

// entry is what is held of an item.
type entry struct {
	id       inbox.ItemID
	at       time.Time
	author   uint64 // hash with this process's own seed, 0 for none
	thread   string
	critical bool
	claim    bool // claims something or is displeased
	friendly bool
	judged   bool
	telling  bool // long enough to say something, and not just glad
}

// channel is what is held of a channel: the items of a day, oldest first.
type channel struct {
	name    string
	entries []entry
	ids     map[inbox.ItemID]struct{}
	in      map[inbox.ItemID]bool // it was in a wave and opens no other
	rhythm  *rhythm
	judged  [len(spans)]time.Time // when each span was last looked at
	waves   []*running
}

// add puts an entry in its place; false when it is known.
func (c *channel) add(e entry) bool {
	if _, known := c.ids[e.id]; known {
		return false
	}
	c.ids[e.id] = struct{}{}
	at, _ := slices.BinarySearchFunc(c.entries, e.at, func(o entry, t time.Time) int {
		return cmp.Or(o.at.Compare(t), -1) // behind those of the same time
	})
	c.entries = slices.Insert(c.entries, at, e)
	return true
}

// drop forgets what is too old.
func (c *channel) drop(before time.Time) {
	n := max(len(c.entries)-maxEntries, 0)
	for n < len(c.entries) && c.entries[n].at.Before(before) {
		n++
	}
	for i := range n {
		delete(c.ids, c.entries[i].id)
		delete(c.in, c.entries[i].id)
	}
	c.entries = slices.Delete(c.entries, 0, n)
}

// between gives the entries after one time and not after another.
func (c *channel) between(after, to time.Time) []entry {
	find := func(t time.Time) int {
		n, _ := slices.BinarySearchFunc(c.entries, t, func(o entry, t time.Time) int {
			if o.at.After(t) {
				return 1
			}
			return -1
		})
		return n
	}
	return c.entries[find(after):find(to)]
}

// throng is what opens a wave.
type throng struct {
	items  []entry
	seen   int // in all, under other posts, too
	thread string
	within time.Duration
	usual  float64
}

// throng looks for one that ends with a moment; nil when all is as usual.
func (c *channel) throng(r rules, t time.Time) *throng {
	for i, s := range spans {
		if d := t.Sub(c.judged[i]).Abs(); s.within > time.Hour && d < s.within/judgeEvery {
			continue
		}
		es := c.between(t.Add(-s.within), t)
		least := s.least * float64(r.Least)
		if c.rhythm.young {
			least *= youngTimes
		}
		if float64(len(es)) < least {
			continue
		}
		c.judged[i] = t
		usual := c.rhythm.usual(t.Add(-s.within), t)
		least = max(least, s.factor*r.Factor*usual)
		if float64(len(es)) < least {
			continue
		}
		if es = c.loose(es); float64(len(es)) < least {
			continue
		}
		top, under := busiest(es)
		if r.toned(es) || massive(es, s.mass*least) {
			g := &throng{items: es, seen: len(es), within: s.within, usual: usual}
			if float64(len(under)) >= oneThread*float64(len(es)) {
				g.thread, g.items = top, under
			}
			return g
		}
		// Many may be glad elsewhere while one post draws the anger.
		if float64(len(under)) >= least && (r.toned(under) || massive(under, s.mass*least)) {
			return &throng{items: under, seen: len(es), thread: top, within: s.within, usual: usual}
		}
	}
	return nil
}

// loose gives the entries that were in no wave yet.
func (c *channel) loose(es []entry) []entry {
	in := func(e entry) bool { return c.in[e.id] }
	if !slices.ContainsFunc(es, in) {
		return es
	}
	return slices.DeleteFunc(slices.Clone(es), in)
}

// busiest gives the thread with the most items; "" where they name none.
func busiest(es []entry) (thread string, under []entry) {
	n := map[string]int{}
	for i := range es {
		if t := es[i].thread; t != "" {
			n[t]++
			if n[t] > n[thread] || n[t] == n[thread] && t < thread {
				thread = t
			}
		}
	}
	if thread == "" {
		return "", nil
	}
	for i := range es {
		if es[i].thread == thread {
			under = append(under, es[i])
		}
	}
	return thread, under
}

// toned reports whether a throng is displeased, or spreads claims. What nobody
// could read counts as if it were.
func (r rules) toned(es []entry) bool {
	critical, claims := 0, 0
	for i := range es {
		e := &es[i]
		if e.critical || !e.judged {
			critical++
		}
		if e.claim || !e.judged {
			claims++
		}
	}
	return r.Share <= 0 || r.stands(critical, len(es), r.Share) || r.stands(claims, len(es), max(r.Share, claimShare))
}

// massive reports whether so many people say something that no tone is needed.
// Each is counted once: a live ticker has its regulars.
func massive(es []entry, least float64) bool {
	people, glad := 0, 0
	seen := make(map[uint64]struct{}, len(es))
	for i := range es {
		e := &es[i]
		if e.friendly {
			glad++
		}
		if _, again := seen[e.author]; !e.telling || again {
			continue
		}
		if people++; e.author != 0 { // of those without a name each may be another
			seen[e.author] = struct{}{}
		}
	}
	return float64(people) >= least && float64(glad) < cheer*float64(len(es))
}

// stands reports whether so many of a throng are at least a share, and more than
// chance makes of the two thirds of that share that ordinary days have.
func (r rules) stands(n, of int, share float64) bool {
	all, usual := float64(of), share*2/3
	return float64(n) >= max(leastTone*float64(r.Least), share*all, usual*all+chance*math.Sqrt(all*usual*(1-usual)))
}

// stillHot reports whether a wave goes on.
func (c *channel) stillHot(r rules, w *running, now time.Time) bool {
	s := spans[1]
	if w.Within > s.within { // what grew slowly is watched longer
		s = spans[2]
	}
	return float64(w.since(now.Add(-s.within))) >= calmBelow*max(s.least*float64(r.Least), s.factor*r.Factor*c.rhythm.usual(now.Add(-s.within), now))
}

func (c *channel) take(w *running, e *entry) {
	w.take(c.name, e)
	c.in[e.id] = true
}
