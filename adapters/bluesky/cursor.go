package bluesky

import (
	"encoding/json"
	"time"
)

const (
	cursorVersion = 1
	overlap       = 10 * time.Minute // read again by every poll
	deepEvery     = time.Hour        // notifications of deepBack are read again
	deepBack      = 48 * time.Hour
	mostPages     = 200 // of one walk, 20,000 notifications
	mostThreads   = 100 // own posts whose counts are remembered
)

// cursor is how far notifications are known, and the walk under way.
type cursor struct {
	V       int                `json:"v"`
	High    time.Time          `json:"high,omitzero"` // the newest that a finished walk has seen
	Walk    *walk              `json:"walk,omitempty"`
	DeepAt  time.Time          `json:"deep_at,omitzero"`
	SweptAt time.Time          `json:"swept_at,omitzero"`
	Left    []string           `json:"left,omitempty"` // threads still to be read
	Threads map[string]counted `json:"threads,omitempty"`
}

// counted is what is known of the answers to a post of ours.
type counted struct {
	N  int       `json:"n"`
	At time.Time `json:"at"` // read
}

// walk goes from the newest notification down to Until.
type walk struct {
	Until time.Time `json:"until"`
	From  string    `json:"from,omitempty"` // cursor of the next page, as the server gave it
	Exact bool      `json:"exact,omitempty"`
	Top   time.Time `json:"top,omitzero"` // newest seen
	Low   time.Time `json:"low,omitzero"` // oldest seen
	Pages int       `json:"pages,omitempty"`
	First bool      `json:"first,omitempty"` // nothing is known yet: what is older is not wanted
	Deep  bool      `json:"deep,omitempty"`
}

// parseCursor reads a stored cursor; one that is not ours starts afresh.
func parseCursor(raw []byte) (c cursor, ok bool) {
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
	if err != nil { // a time outside the years that JSON knows
		b, _ = json.Marshal(cursor{V: cursorVersion})
	}
	return b
}

// begin starts a walk unless one is under way.
func (c *cursor) begin(now time.Time, backTo time.Duration) *walk {
	if c.Walk != nil {
		return c.Walk
	}
	w := &walk{Until: c.High.Add(-overlap)}
	switch {
	case c.High.IsZero():
		w.First, w.Deep, w.Until = true, true, now.Add(-backTo)
	case now.Sub(c.DeepAt) >= deepEvery:
		w.Deep = true
		if back := now.Add(-deepBack); back.Before(w.Until) {
			w.Until = back
		}
	}
	c.Walk = w
	return w
}

// finish ends the walk; from here on what it has seen is known.
func (c *cursor) finish(now time.Time) {
	w := c.Walk
	if top := w.Top; top.After(c.High) {
		c.High = top
		if c.High.After(now) { // a time that is still to come would hide what comes before it
			c.High = now
		}
	}
	if w.Deep {
		c.DeepAt = now
	}
	c.Walk = nil
}
