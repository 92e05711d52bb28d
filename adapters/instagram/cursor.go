package instagram

import (
	"encoding/json"
	"time"

	"lotse/adapters/graph"
)

const (
	cursorVersion = 1
	marksMost     = 600
	mediaBack     = 180 * 24 * time.Hour // older media are no longer looked at
)

// cursor is how far an account was read.
type cursor struct {
	V     int             `json:"v"`
	Since time.Time       `json:"since"` // comments before are not ours to read: the first poll's look back
	Marks map[string]mark `json:"marks,omitempty"`
	Deep  time.Time       `json:"deep,omitzero"` // when media of two weeks were last listed
	All   time.Time       `json:"all,omitzero"`  // when all of them were

	List  *listing `json:"list,omitempty"`
	Queue []string `json:"queue,omitempty"` // media whose comments are to be read
	Read  *reading `json:"read,omitempty"`
}

// mark is what we know of a medium.
type mark struct {
	At     int64  `json:"a"`
	Link   string `json:"l,omitempty"`
	Count  int    `json:"c"`           // comments, as the list counts them
	Known  int    `json:"k,omitempty"` // the count when they were last read
	Newest int64  `json:"n,omitempty"` // of the comments known
	Read   int64  `json:"r,omitempty"` // when they were last read; 0 never
	Whole  int64  `json:"w,omitempty"` // when they were last read to their end
}

type listing struct {
	After string    `json:"after,omitempty"`
	Until time.Time `json:"until"`
	Pages int       `json:"pages,omitempty"`
}

type reading struct {
	Medium string    `json:"medium"`
	After  string    `json:"after,omitempty"`
	Until  time.Time `json:"until"`            // comments older than this are known
	Left   int       `json:"left,omitempty"`   // new ones that the count tells of and that did not come yet
	Whole  bool      `json:"whole,omitempty"`  // to the end, whatever comes
	Since  int64     `json:"since,omitempty"`  // the newest known before
	Newest int64     `json:"newest,omitempty"` //
	Low    time.Time `json:"low,omitzero"`     // how far back this reading came
	Pages  int       `json:"pages,omitempty"`  //
}

// parseCursor reads a stored cursor. known is false when there was one and it is
// not ours: then all starts afresh.
func parseCursor(raw []byte, start time.Time) (c cursor, known bool) {
	fresh := cursor{V: cursorVersion, Since: start, Marks: map[string]mark{}}
	if len(raw) == 0 {
		return fresh, true
	}
	if json.Unmarshal(raw, &c) != nil || c.V != cursorVersion || c.Since.IsZero() {
		return fresh, false
	}
	if c.Marks == nil {
		c.Marks = map[string]mark{}
	}
	return c, true
}

func (c *cursor) bytes() []byte {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // strings, numbers and times only
	}
	return b
}

// forget drops media that are too old to be looked at, and the oldest beyond the
// limit.
func (c *cursor) forget(now time.Time) {
	graph.Forget(c.Marks, func(m mark) int64 { return m.At }, now.Add(-mediaBack-24*time.Hour).Unix(), marksMost)
}
