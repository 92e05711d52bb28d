package mastodon

import (
	"encoding/json"
	"slices"
	"time"

	api "github.com/mattn/go-mastodon"
)

const (
	cursorVersion = 1
	ringMost      = 60              // notifications that are read again at most
	ringLeast     = 20              // and at least
	ringSpan      = 5 * time.Minute // beyond the least only those this close to the newest
)

// cursor is how far a channel was read. The newest notifications are read again
// by every poll: on GoToSocial a smaller id may appear after a larger one, and an
// edit shows there too.
type cursor struct {
	V     int    `json:"v"`
	Ring  []mark `json:"ring,omitempty"`  // the newest notifications known, oldest first
	Floor string `json:"floor,omitempty"` // everything up to this notification is done
	Walk  *walk  `json:"walk,omitempty"`  // a reading under way

	SweptAt time.Time `json:"swept_at,omitzero"` // when our threads were last taken up
	Left    []string  `json:"left,omitempty"`    // our posts whose threads are still to be read
}

// mark is one notification seen.
type mark struct {
	ID string    `json:"id"`
	At time.Time `json:"at,omitzero"`
}

// walk is a reading over several pages. Forward it goes from the floor up, and
// each page is safe at once. Back it goes from the newest down: on the first run,
// and where a page did not join on to what is known.
type walk struct {
	Back   bool      `json:"back,omitempty"`
	From   string    `json:"from,omitempty"` // min_id, or max_id when going back
	Until  time.Time `json:"until,omitzero"` // the first run looks back no further
	Low    time.Time `json:"low,omitzero"`   // oldest time seen going back
	Seen   []mark    `json:"seen,omitempty"` // the newest of this walk, oldest first
	Bottom string    `json:"bottom,omitempty"`
	Pages  int       `json:"pages,omitempty"`
	Count  int       `json:"count,omitempty"`
	Linked bool      `json:"linked,omitempty"` // some page told how to go on
}

// parseCursor reads a stored cursor. known is false when there was one and it is
// not ours: then all starts afresh.
func parseCursor(raw []byte) (c cursor, known bool) {
	if len(raw) == 0 {
		return cursor{V: cursorVersion}, true
	}
	if json.Unmarshal(raw, &c) != nil || c.V != cursorVersion {
		return cursor{V: cursorVersion}, false
	}
	return c, true
}

func (c *cursor) bytes() []byte {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // strings and times only
	}
	return b
}

// begin starts a walk where there is none.
func (c *cursor) begin(now time.Time, back time.Duration) *walk {
	if c.Walk == nil && len(c.Ring) == 0 {
		c.Walk = &walk{Back: true, Until: now.Add(-back).UTC().Truncate(time.Second)}
	}
	if c.Walk == nil {
		c.Walk = &walk{From: c.Floor, Bottom: c.Floor}
	}
	return c.Walk
}

// finish takes what the walk saw for known.
func (c *cursor) finish() {
	w := c.Walk
	c.Walk = nil
	if len(w.Seen) == 0 {
		return
	}
	c.Ring, c.Floor = w.Seen, w.Bottom
	newest := c.Ring[len(c.Ring)-1].At
	for len(c.Ring) > ringLeast && c.Ring[0].At.Before(newest.Add(-ringSpan)) {
		c.Floor, c.Ring = c.Ring[0].ID, c.Ring[1:]
	}
	if c.Floor == "" {
		c.Floor = "0" // before any id
	}
}

// knows reports whether a notification was seen before this walk.
func (c *cursor) knows(id string) bool {
	return slices.ContainsFunc(c.Ring, func(m mark) bool { return m.ID == id })
}

// newest is the largest id known before this walk, "" on the first run.
func (c *cursor) newest() mark {
	if len(c.Ring) == 0 {
		return mark{}
	}
	return c.Ring[len(c.Ring)-1]
}

// see notes a notification, and lets go of the oldest beyond the limit.
func (w *walk) see(m mark) {
	at, found := slices.BinarySearchFunc(w.Seen, m, func(a, b mark) int { return compareIDs(a.ID, b.ID) })
	if found {
		return
	}
	w.Seen = slices.Insert(w.Seen, at, m)
	if len(w.Seen) > ringMost {
		w.drop(w.Seen[0].ID)
		w.Seen = w.Seen[1:]
	}
}

// drop notes a notification that need not be read again.
func (w *walk) drop(id string) {
	if w.Bottom == "" || compareIDs(id, w.Bottom) > 0 {
		w.Bottom = id
	}
}

// compareIDs orders ids of one server: numbers by size, ULIDs by age.
func compareIDs(a, b string) int { return api.ID(a).Compare(api.ID(b)) }
