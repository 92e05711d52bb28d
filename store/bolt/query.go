package bolt

import (
	"encoding/binary"
	"math"
	"math/bits"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// query is a filter made ready for covers: words as codes, times as bounds of
// keys. It answers exactly as Filter.MatchFacts.
type query struct {
	never      bool // nothing can match: a word no item has, or an empty stretch of time
	work       uint32
	levels     uint32
	visible    uint32
	must       uint16
	mustNot    uint16
	any        []uint32
	none       uint32
	channel    codes
	role       codes
	person     codes
	lang       codes
	hasDue     bool
	dueBefore  uint32 // 0 for any
	dueExact   time.Time
	unseen     []unseen
	from       inbox.ItemID // first id that may match
	below      inbox.ItemID // first id that may not; zero for no end
	filter     *inbox.Filter
	content    bool
	terms      []finder // of filter.Text, in its order
	authors    []finder
	notAuthors []finder
	byID       bool           // walk all items, not the runs of some work states
	author     uint32         // hash of an author's id, 0 for any
	waves      bool           // only what is in some waves
	list       []inbox.ItemID // what that is, oldest first
}

// codes is a condition on one word.
type codes struct {
	some    bool // one of in, else any
	in, out []uint16
}

func (c *codes) has(v uint16) bool {
	for _, o := range c.out {
		if o == v {
			return false
		}
	}
	if !c.some {
		return true
	}
	for _, i := range c.in {
		if i == v {
			return true
		}
	}
	return false
}

// compile makes a filter ready. It must run inside the view that will use it:
// words that came in later than the view are then known, not missing.
func (s *Store) compile(tx *bbolt.Tx, f *inbox.Filter) *query {
	q := &query{
		work: uint32(f.Work), levels: uint32(f.Levels), visible: uint32(f.Visibilities),
		must: uint16(f.Must), mustNot: uint16(f.MustNot), none: uint32(f.LabelsNone),
		hasDue: f.HasDue, filter: f, content: f.NeedsContent(),
	}
	for _, bits := range []*uint32{&q.work, &q.levels, &q.visible} {
		if *bits == 0 {
			*bits = math.MaxUint32
		}
	}
	for _, set := range f.LabelsAny {
		q.any = append(q.any, uint32(set))
	}
	for _, w := range []struct {
		c       *codes
		in, out []string
	}{
		{&q.channel, f.Channels, f.NotChannels},
		{&q.role, f.Roles, f.NotRoles},
		{&q.person, f.Persons, f.NotPersons},
		{&q.lang, f.Languages, f.NotLanguages},
	} {
		w.c.some, w.c.in, w.c.out = w.in != nil, s.words.all(w.in), s.words.all(w.out)
		q.never = q.never || w.c.some && len(w.c.in) == 0
	}
	if !f.DueBefore.IsZero() {
		q.dueBefore, q.dueExact, q.hasDue = dueSeconds(f.DueBefore), f.DueBefore, true
	}
	q.unseen = s.unseenOf(f.Unseen)
	q.bound(f.From, f.To)
	if q.waves = f.NeedsWaves(); q.waves {
		q.list = inWaves(tx, f)
		q.never = q.never || len(q.list) == 0
	}
	q.byID = s.mostlyWanted(tx, q)
	for _, t := range f.Text {
		q.terms = append(q.terms, newFinder(t.Text))
	}
	for _, a := range f.Authors {
		q.authors = append(q.authors, newFinder(a))
	}
	for _, a := range f.NotAuthors {
		q.notAuthors = append(q.notAuthors, newFinder(a))
	}
	return q
}

// mostlyWanted reports whether the work states asked for hold so many of the items
// that one walk over all of them is shorter than merging the runs of each state.
func (s *Store) mostlyWanted(tx *bbolt.Tx, q *query) bool {
	every := uint32(inbox.WorkSetOf(inbox.WorkStates()...))
	if states := q.work & every; states == every || bits.OnesCount32(states) < 2 {
		return states == every
	}
	t, err := s.table(tx)
	if err != nil {
		return false // what is wrong with the cells shows where they are asked for
	}
	wanted, all := 0, 0
	for i := range t.cells {
		all += t.cells[i].n
		if q.work&(1<<t.cells[i].cell[0]) != 0 {
			wanted += t.cells[i].n
		}
	}
	return wanted > all/3
}

// all gives the codes of the words that any item has.
func (d *dictionary) all(words []string) (out []uint16) {
	for _, w := range words {
		if code, ok := d.code(w); ok {
			out = append(out, code)
		}
	}
	return out
}

// bound turns [from, to) into keys. An id holds milliseconds, so a bound inside
// one counts from the next.
func (q *query) bound(from, to time.Time) {
	if !from.IsZero() {
		ms := ceilMilli(from)
		if ms >= 1<<48 {
			q.never = true
			return
		}
		q.from = idAt(max(ms, 0))
	}
	if to.IsZero() {
		return
	}
	switch ms := ceilMilli(to); {
	case ms <= 0:
		q.never = true
	case ms < 1<<48:
		q.below = idAt(ms)
		q.never = q.never || q.below == q.from
	}
}

func ceilMilli(t time.Time) int64 {
	ms := t.UnixMilli()
	if t.Nanosecond()%1e6 != 0 {
		ms++
	}
	return ms
}

func idAt(ms int64) (id inbox.ItemID) {
	binary.BigEndian.PutUint64(id[:8], uint64(ms)<<16) // not negative, 48 bits
	return id
}

// match decides from the cover. Only where the due time falls into the very
// second of the bound does it look at the state.
func (q *query) match(tx *bbolt.Tx, id []byte, c cover) bool {
	if q.work&(1<<c[atWork]) == 0 || q.levels&(1<<c[atLevel]) == 0 || q.visible&(1<<c[atVisibility]) == 0 {
		return false
	}
	if fl := c.flags(); fl&q.must != q.must || fl&q.mustNot != 0 {
		return false
	}
	if q.none != 0 || q.any != nil {
		labels := c.labels()
		if labels&q.none != 0 {
			return false
		}
		for _, set := range q.any {
			if labels&set == 0 {
				return false
			}
		}
	}
	if q.author != 0 && c.author() != q.author {
		return false
	}
	if !q.channel.has(c.channel()) || !q.role.has(c.role()) || !q.person.has(c.person()) || !q.lang.has(c.lang()) {
		return false
	}
	if !q.hasDue {
		return true
	}
	if c[atWork] == byte(inbox.WorkNew) && c.flags()&uint16(inbox.FlagSnoozed) == 0 && q.reacts(id, c) {
		return true
	}
	switch due := c.due(); {
	case due == 0:
		return false
	case q.dueBefore == 0 || due < q.dueBefore:
		return true
	case due > q.dueBefore:
		return false
	}
	st, err := readState(tx, id)
	return err == nil && st.DueAt.Before(q.dueExact)
}
