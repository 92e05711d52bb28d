package facebook

import (
	"encoding/json"
	"time"

	"lotse/adapters/graph"
)

const (
	cursorVersion = 1
	marksMost     = 600
	postsBack     = 90 * 24 * time.Hour // older posts are no longer looked at
)

// cursor is how far a Page was read.
type cursor struct {
	V     int             `json:"v"`
	Since time.Time       `json:"since"` // comments before are not ours to read: the first poll's look back
	Marks map[string]mark `json:"marks,omitempty"`
	Deep  time.Time       `json:"deep,omitzero"` // when posts of two weeks were last listed
	All   time.Time       `json:"all,omitzero"`  // when all of them were

	List  *listing `json:"list,omitempty"`  // a list of posts under way
	Queue []string `json:"queue,omitempty"` // posts whose comments are to be read
	Read  *reading `json:"read,omitempty"`  // comments under way
}

// mark is what we know of a post.
type mark struct {
	At     int64 `json:"a"`           // when it was published
	Count  int   `json:"c"`           // comments, as the list counts them
	Change int64 `json:"u"`           // updated_time
	Newest int64 `json:"n,omitempty"` // of the comments known
	Read   int64 `json:"r,omitempty"` // when they were last read; 0 never to the end
}

type listing struct {
	Edge  string    `json:"edge"`
	After string    `json:"after,omitempty"`
	Until time.Time `json:"until"` // no further back
	Pages int       `json:"pages,omitempty"`
}

type reading struct {
	Post   string    `json:"post"`
	After  string    `json:"after,omitempty"`
	Until  time.Time `json:"until"` // comments older than this are known
	Newest int64     `json:"newest,omitempty"`
	Low    time.Time `json:"low,omitzero"`
	Pages  int       `json:"pages,omitempty"`
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

// forget drops posts that are too old to be looked at, and the oldest beyond the
// limit.
func (c *cursor) forget(now time.Time) {
	graph.Forget(c.Marks, func(m mark) int64 { return m.At }, now.Add(-postsBack-24*time.Hour).Unix(), marksMost)
}
