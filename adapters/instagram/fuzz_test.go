package instagram

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
		`{"id":"1","timestamp":"2026-02-24T09:15:16+0000","text":"x","username":"e","from":{"id":"7"},"hidden":true,"replies":{"data":[{"id":"2"}]}}`,
		`{"id":"1","timestamp":"","text":7,"replies":[]}`, `{"id":1}`, `[]`, `null`, `{}`, `"x"`, `{"id":"1","timestamp":"9999-12-31T23:59:59Z","media":{"id":7}}`,
	} {
		f.Add([]byte(seed))
	}
	c := &Channel{id: "insta"}
	f.Fuzz(func(t *testing.T, raw []byte) {
		all, m, ok := c.readComment(raw, &medium{ID: "5", Permalink: "https://x/p/"}, "")
		if ok != (len(all) == 1 && all[0].Kind != inbox.KindUnparsed) || m.ID == "" && len(all) > 0 {
			t.Errorf("%t: %+v", ok, all)
		}
		for i := range all {
			o := &all[i]
			if o.RemoteID == "" || o.PostedAt.IsZero() || len(o.Source) > maxSource {
				t.Errorf("%+v", o)
			}
			if _, err := json.Marshal(o.Content); err != nil {
				t.Error(err)
			}
			o.Hash()
			o.ID()
		}
	})
}

// Any stored cursor may come back, from another version too.
func FuzzCursor(f *testing.F) {
	for _, seed := range []string{``, `{}`, `{"v":1}`, `{"v":1,"since":"2026-11-23T08:00:00Z","marks":{"1":{"a":1}},"queue":["1"],"read":{"medium":"1"}}`, `{"v":2}`, `null`} {
		f.Add([]byte(seed))
	}
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, _ := graph.ParseCursor[mark, reading](raw, now)
		c.Forget(func(m mark) int64 { return m.At }, now, mediaBack)
		again, known := graph.ParseCursor[mark, reading](c.Bytes(), now)
		if !known || len(again.Marks) != len(c.Marks) || !again.Since.Equal(c.Since) {
			t.Errorf("%+v then %+v", c, again)
		}
	})
}
