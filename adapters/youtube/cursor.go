package youtube

import (
	"encoding/json"
	"slices"
	"time"
)

const (
	cursorVersion = 1
	countsMost    = 1000 // threads whose number of replies is remembered
	todoMost      = 2000 // threads whose replies are still to be read
)

// cursor is how far the channel was read.
type cursor struct {
	V      int       `json:"v"`
	High   time.Time `json:"high,omitzero"`    // when the newest known thread began
	Since  time.Time `json:"since,omitzero"`   // how far the first poll looked back: what is older is not ours to answer
	WideAt time.Time `json:"wide_at,omitzero"` // last walk through the threads of two weeks
	DeepAt time.Time `json:"deep_at,omitzero"` // and of half a year
	Walk   *walk     `json:"walk,omitempty"`
	Counts []count   `json:"counts,omitempty"` // of threads whose replies no list holds
	Todo   []todo    `json:"todo,omitempty"`
}

// walk is a reading of the lists under way, from the newest thread down.
type walk struct {
	List  int       `json:"list,omitempty"` // place in lists
	Token string    `json:"token,omitempty"`
	Floor time.Time `json:"floor"` // as far as it goes
	Depth depth     `json:"depth,omitempty"`
	Top   time.Time `json:"top,omitzero"` // newest thread seen
	Low   time.Time `json:"low,omitzero"` // and oldest
	Pages int       `json:"pages,omitempty"`
	Again int       `json:"again,omitempty"` // how often it had to begin anew
}

// depth is why a walk goes as far as it does.
type depth int

const (
	shallow depth = iota // to what is known
	wide
	deep
)

// count is a thread with the number of replies it had when they were all read.
type count struct {
	ID string `json:"id"`
	N  int64  `json:"n"`
}

// todo is a thread whose replies are to be read.
type todo struct {
	ID    string `json:"id"`
	Video string `json:"video,omitempty"`
	N     int64  `json:"n"`
	Token string `json:"token,omitempty"`
	Again int    `json:"again,omitempty"`
}

// parseCursor reads a stored cursor. known is false when there was one and it is
// not ours: then all starts afresh.
func parseCursor(raw []byte) (c cursor, known bool) {
	if len(raw) == 0 {
		return cursor{V: cursorVersion}, true
	}
	if json.Unmarshal(raw, &c) != nil || c.V != cursorVersion || c.Walk != nil && (c.Walk.List < 0 || c.Walk.List >= len(lists)) {
		return cursor{V: cursorVersion}, false
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

// owe notes that a thread's replies are to be read, unless they were when there
// were as many.
func (c *cursor) owe(t *thread) {
	for i := range c.Counts {
		if c.Counts[i].ID == t.id && c.Counts[i].N == t.count {
			return
		}
	}
	if slices.ContainsFunc(c.Todo, func(x todo) bool { return x.ID == t.id }) || len(c.Todo) >= todoMost {
		return
	}
	c.Todo = append(c.Todo, todo{ID: t.id, Video: t.video, N: t.count})
}

// settle notes that a thread's replies were read; the longest untouched count is
// forgotten for it.
func (c *cursor) settle(x todo) {
	c.Counts = slices.DeleteFunc(c.Counts, func(k count) bool { return k.ID == x.ID })
	c.Counts = append(c.Counts, count{x.ID, x.N})
	c.Counts = c.Counts[max(0, len(c.Counts)-countsMost):]
}
