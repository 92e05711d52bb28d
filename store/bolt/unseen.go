package bolt

import (
	"encoding/binary"

	"lotse/inbox"
)

// unseen is the condition of inbox.Filter.Unseen for one channel.
type unseen struct {
	channel uint16
	other   bool // every channel that has none of its own; the last of a list
	before  [4]int64
}

// unseenOf makes the condition ready: channels as codes, moments as the
// milliseconds that an id begins with.
func (s *Store) unseenOf(by map[string]inbox.LevelTimes) []unseen {
	var out []unseen
	add := func(u unseen, at inbox.LevelTimes) {
		for l, t := range at {
			if !t.IsZero() {
				u.before[l] = ceilMilli(t)
			}
		}
		out = append(out, u)
	}
	for channel, at := range by {
		if channel == "" {
			continue
		}
		for _, code := range s.words.all([]string{channel}) { // none: no item is of it
			add(unseen{channel: code}, at)
		}
	}
	if at, ok := by[""]; ok {
		add(unseen{other: true}, at)
	}
	return out
}

// reacts reports whether a text that nobody has looked at was posted before the
// moment of its level.
func (q *query) reacts(id []byte, c cover) bool {
	for i := range q.unseen {
		u := &q.unseen[i]
		if u.other || u.channel == c.channel() {
			posted := int64(binary.BigEndian.Uint64(id) >> 16) // 48 bits
			return posted < u.before[min(c[atLevel], byte(inbox.E3))]
		}
	}
	return false
}
