package x

import (
	"testing"
	"unicode/utf8"

	"lotse/inbox"
)

func FuzzCursor(f *testing.F) {
	f.Add([]byte(`{"v":1,"self":"900","stage":1,"own":{"high":"123"},"mentions":{},"search":{},"roots":["123"]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, _ := parseCursor(raw)
		if _, ok := parseCursor(c.bytes()); !ok && c.bytes() != nil {
			t.Error("a cursor does not come back")
		}
	})
}

func FuzzPost(f *testing.F) {
	f.Add([]byte(`{"id":"1998000000000000000","text":"a &amp; b","author_id":"1","conversation_id":"5","edit_history_post_ids":["1997000000000000000","1998000000000000000"],"referenced_posts":[{"type":"replied_to","id":"3"}],"note_post":{"text":"x"}}`))
	f.Add([]byte(`{"id":"1998000000000000000","text":{},"created_at":"gestern"}`))
	c := &Channel{id: "x", first: map[string]string{}}
	f.Fuzz(func(t *testing.T, raw []byte) {
		p, ok := readPost(raw)
		if !ok {
			if o, known := c.unread(&p); known && (o.PostedAt.IsZero() || o.RemoteID == "") {
				t.Errorf("%+v", o)
			}
			return
		}
		o := c.content(&p, &sight{self: inbox.Account{ID: "900"}})
		at, good := readPlace(o.Ref)
		if o.RemoteID == "" || !good || at.id != p.ID {
			t.Errorf("%+v", o)
		}
	})
}

func FuzzWeigh(f *testing.F) {
	f.Add("Siehe https://linden.example und 👍🏽.")
	f.Fuzz(func(t *testing.T, s string) {
		n := weigh(s)
		if n < 0 || utf8.ValidString(s) && n > 2*utf8.RuneCountInString(s)*23+23 {
			t.Errorf("%q weighs %d", s, n)
		}
	})
}
