package x

import (
	"encoding/json"
	"slices"
	"time"
)

const (
	cursorVersion = 1
	rootsKept     = 200
)

// cursor is how far the three lists were read.
type cursor struct {
	V        int      `json:"v"`
	Self     string   `json:"self"`
	Handle   string   `json:"handle,omitempty"`
	Name     string   `json:"name,omitempty"`
	Stage    stage    `json:"stage,omitempty"`
	Own      track    `json:"own"`
	Mentions track    `json:"mentions"`
	Search   track    `json:"search"`
	Roots    []string `json:"roots,omitempty"` // our posts that began a conversation, newest first
}

// stage is the list a round is at.
type stage uint8

const (
	stageOwn stage = iota
	stageMentions
	stageSearch
)

// track is the place in one list, which shows the newest first. The high mark
// moves only when a walk came down to it.
type track struct {
	High string `json:"high,omitempty"` // newest id that was read with all below it

	From  time.Time `json:"from,omitzero"`  // of a walk: where it ends without a high mark
	Next  string    `json:"next,omitempty"` // page to go on with
	Top   string    `json:"top,omitempty"`  // newest id of the walk
	Low   string    `json:"low,omitempty"`  // oldest
	Count int       `json:"count,omitempty"`
	Part  int       `json:"part,omitempty"` // of a search that takes several questions
}

// see notes the ids a walk passes.
func (t *track) see(id string) {
	if t.Top == "" || later(id, t.Top) {
		t.Top = id
	}
	if t.Low == "" || later(t.Low, id) {
		t.Low = id
	}
	t.Count++
}

// finish ends a walk.
func (t *track) finish() {
	high := t.High
	if t.Top != "" && (high == "" || later(t.Top, high)) {
		high = t.Top
	}
	*t = track{High: high}
}

func (t *track) ok() bool {
	for _, id := range []string{t.High, t.Top, t.Low} {
		if id != "" && !usableID(id) {
			return false
		}
	}
	return t.Count >= 0 && t.Part >= 0 && len(t.Next) <= 1000
}

// parseCursor reads one. What is none of ours starts afresh.
func parseCursor(raw []byte) (c cursor, ok bool) {
	fresh := cursor{V: cursorVersion}
	if len(raw) == 0 {
		return fresh, true
	}
	if json.Unmarshal(raw, &c) != nil || c.V != cursorVersion || c.Stage > stageSearch ||
		c.Self != "" && !usableID(c.Self) || !c.Own.ok() || !c.Mentions.ok() || !c.Search.ok() ||
		slices.ContainsFunc(c.Roots, func(id string) bool { return !usableID(id) }) {
		return fresh, false
	}
	return c, true
}

func (c *cursor) bytes() []byte {
	raw, err := json.Marshal(c)
	if err != nil {
		return nil // a time out of range; the next poll starts afresh
	}
	return raw
}

// root remembers a conversation of ours.
func (c *cursor) root(id string) {
	if slices.Contains(c.Roots, id) {
		return
	}
	c.Roots = append(c.Roots, id)
	slices.SortFunc(c.Roots, func(a, b string) int {
		if later(a, b) {
			return -1
		}
		return 1
	})
	c.Roots = c.Roots[:min(len(c.Roots), rootsKept)]
}
