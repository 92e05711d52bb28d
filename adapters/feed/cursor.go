package feed

import (
	"encoding/json"
	"time"
)

const (
	cursorVersion = 1
	// knownMost is how many entries are remembered: more than any window shows.
	knownMost = 2000
)

// cursor is what was in the window, and what the server said of its state.
type cursor struct {
	V        int       `json:"v"`
	ETag     string    `json:"etag,omitempty"`
	Modified string    `json:"modified,omitempty"`
	At       time.Time `json:"at,omitzero"` // of the last reading that brought a window
	Known    []known   `json:"known,omitempty"`
}

// known is an entry seen. Its time is part of the item's name, and feeds give
// none or change it: the first one holds.
type known struct {
	ID     string    `json:"id"`
	At     time.Time `json:"at"`
	Thread string    `json:"thread,omitempty"`
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
	if err != nil {
		panic(err) // strings and times only
	}
	return b
}

// index gives the known entries by id.
func (c *cursor) index() map[string]known {
	m := make(map[string]known, len(c.Known))
	for _, k := range c.Known {
		m[k.ID] = k
	}
	return m
}

// remember puts the window in front of what was known before.
func (c *cursor) remember(window []known) {
	in := make(map[string]bool, len(window))
	for _, k := range window {
		in[k.ID] = true
	}
	for _, k := range c.Known {
		if !in[k.ID] {
			window = append(window, k)
		}
	}
	c.Known = window[:min(len(window), knownMost)]
}
