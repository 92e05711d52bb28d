package bluesky

import (
	"encoding/json"
	"testing"
	"time"

	"lotse/inbox"
)

// Any bytes may come from the network: nothing may panic, and what is taken for a
// text has what the store needs.
func FuzzView(f *testing.F) {
	for _, seed := range []string{
		`{"uri":"at://did:plc:a/app.bsky.feed.post/3l7cbk2kzpc2a","cid":"b","author":{"did":"did:plc:a","handle":"x.y"},"indexedAt":"2026-11-23T08:00:00Z","record":{"$type":"app.bsky.feed.post","text":"x","createdAt":"2026-11-23T08:00:00Z","facets":[{"features":[{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:b"}]}]}}`,
		`{"uri":"at://did:plc:a/app.bsky.feed.post/x","record":{"text":7,"reply":{"root":null,"parent":{"uri":1}},"embed":{"$type":"app.bsky.embed.images","images":[null]}}}`,
		`{"uri":"at://did:plc:a/app.bsky.feed.post/x","indexedAt":"9999-12-31T23:59:59Z","record":{"createdAt":"0001-01-01T00:00:00Z","embed":{"$type":"app.bsky.embed.recordWithMedia"}},"labels":[{"val":1}]}`,
		`[]`, `null`, `{}`, `"x"`, `{"record":null}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		c := &Channel{id: "town"}
		v, ok := readView(raw)
		if !ok {
			if o, usable := c.unread(&v); usable && (o.Kind != inbox.KindUnparsed || len(o.Source) > maxSource || o.PostedAt.IsZero()) {
				t.Errorf("%+v", o)
			}
			return
		}
		o := c.content(&v, "did:plc:a")
		if o.RemoteID == "" || o.PostedAt.IsZero() || o.PostedAt.Year() < 1971 || o.Channel != "town" {
			t.Errorf("%+v", o)
		}
		if _, err := json.Marshal(o); err != nil {
			t.Error(err)
		}
		o.Hash()
		o.ID()
		v.mentions("did:plc:b")
	})
}

// Any stored cursor may come back, from another version too.
func FuzzCursor(f *testing.F) {
	for _, seed := range []string{``, `{}`, `{"v":1,"walk":{}}`, `{"v":1,"high":"2026-11-23T08:00:00Z","left":["x"],"threads":{"x":{"n":3}}}`, `{"v":2}`, `null`} {
		f.Add([]byte(seed))
	}
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, _ := parseCursor(raw)
		c.begin(now, defaultBackTo).Top = now
		c.finish(now)
		if c.Walk != nil || c.High.IsZero() {
			t.Errorf("%+v", c)
		}
		if _, known := parseCursor(c.bytes()); !known {
			t.Errorf("%s", c.bytes())
		}
	})
}

// Any text may be answered with: marks lie within it and do not overlap.
func FuzzMarks(f *testing.F) {
	for _, seed := range []string{"https://a.example/x). @b.example #c", "(https://x)", "#", "@", "＃ß #1 #1a", "https://ä.example/ö@c.example#d", "\xff#\xfe"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		end := 0
		for _, m := range marks(text) {
			if m.from < end || m.to <= m.from || m.to > len(text) {
				t.Fatalf("%+v in %q", m, text)
			}
			end = m.to
		}
	})
}

// Any address may come from a stranger and must lead nowhere else.
func FuzzAddress(f *testing.F) {
	for _, seed := range []string{"at://did:plc:a/app.bsky.feed.post/3l", "at://did:plc:a/../x", "at://a/b/c", "at://did:web:x%2f/b/c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		at, ok := parseAddress(s)
		if ok && at.String() != s {
			t.Errorf("%q became %q", s, at.String())
		}
		if made := tidTime(s); !made.IsZero() && (made.Year() < 2022 || made.Year() > 2200) {
			t.Errorf("%q was made %s", s, made)
		}
		if ends := claimsOf(s).ends(); !ends.IsZero() && ends.Year() < 1970 {
			t.Errorf("%q ends %s", s, ends)
		}
	})
}
