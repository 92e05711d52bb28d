package facebook

import (
	"encoding/json"
	"testing"
	"time"

	"lotse/adapters/graph"
	"lotse/inbox"
)

// Any bytes may come from a server: nothing may panic, and what is taken for a
// text has what the store needs.
func FuzzComment(f *testing.F) {
	for _, seed := range []string{
		`{"id":"1_2","created_time":"2026-03-22T17:33:24+0000","message":"x","from":{"id":"7","name":"E"},"parent":{"id":"1_1"},"is_hidden":true}`,
		`{"id":"1_2","created_time":"","message":7,"attachment":[]}`, `{"id":1}`, `[]`, `null`, `{}`, `"x"`,
		`{"id":"1_2","created_time":"9999-12-31T23:59:59Z","from":null,"attachment":{"type":"photo","target":{"url":7}}}`,
	} {
		f.Add([]byte(seed))
	}
	c := &Channel{id: "page"}
	f.Fuzz(func(t *testing.T, raw []byte) {
		o, ok := c.readComment(raw, "1_1", "7")
		if ok && o.RemoteID == "" || o.PostedAt.IsZero() || !ok && o.Kind != inbox.KindUnparsed || len(o.Source) > maxSource {
			t.Errorf("%+v", o)
		}
		if _, err := json.Marshal(o.Content); err != nil {
			t.Error(err)
		}
		o.Hash()
		o.ID()
	})
}

// Any stored cursor may come back, from another version too.
func FuzzCursor(f *testing.F) {
	for _, seed := range []string{``, `{}`, `{"v":1}`, `{"v":1,"since":"2026-11-23T08:00:00Z","marks":{"1":{"a":1}},"queue":["1"],"read":{"post":"1"}}`, `{"v":2}`, `null`} {
		f.Add([]byte(seed))
	}
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, _ := graph.ParseCursor[mark, reading](raw, now)
		c.Forget(func(m mark) int64 { return m.At }, now, postsBack)
		again, known := graph.ParseCursor[mark, reading](c.Bytes(), now)
		if !known || len(again.Marks) != len(c.Marks) || !again.Since.Equal(c.Since) {
			t.Errorf("%+v then %+v", c, again)
		}
	})
}
