package youtube

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"lotse/adapters/youtube/youtubetest"
	"lotse/inbox"
)

func bytesReader(b []byte) io.Reader { return bytes.NewReader(b) }

func containsMark(b []byte) bool { return bytes.Contains(b, []byte(youtubetest.Marked)) }

// Whatever a server echoes, nothing that opens the account gets into an error, a
// finding, a log or a cursor.
func TestNoSecretIsTold(t *testing.T) {
	w := newWorld(t)
	a := w.server.Comment("erika", w.server.Publish("Markt"), "Wann?")
	w.poll()
	var told strings.Builder
	log := slog.New(slog.NewTextHandler(&told, nil))
	tell := func(v any) {
		fmt.Fprintf(&told, "%v %+v %#v\n", v, v, v)
		log.Info("x", "v", v)
		var ce *inbox.ChannelError
		if err, ok := v.(error); ok && errors.As(err, &ce) {
			fmt.Fprintf(&told, "%s %v %+v", ce.Remote, ce.Err, ce.Err)
		}
	}
	for _, kind := range []youtubetest.Kind{
		youtubetest.Echo, youtubetest.Error, youtubetest.Cut, youtubetest.Truncated, youtubetest.HTML, youtubetest.Unauthorized,
	} {
		for _, on := range []youtubetest.On{youtubetest.Read, youtubetest.Write, youtubetest.Measure, youtubetest.Grant} {
			w.server.Break(on, youtubetest.Fault{Kind: kind})
		}
		for _, revoke := range []bool{false, true} {
			if revoke {
				w.ch.grant.refused(w.ch.keep.value("access"))
			}
			_, err := w.ch.Poll(t.Context(), w.cursor)
			tell(err)
			_, err = w.ch.Reply(t.Context(), inbox.Intent{Attempt: "1", At: w.time(), To: ref(w.seen[a]), Text: "x"})
			tell(err)
			tell(w.ch.Act(t.Context(), ref(w.seen[a]), inbox.MeasureHide))
			for _, f := range w.ch.Check(t.Context()) {
				tell(f)
			}
		}
		w.server.Heal()
	}
	tell(string(w.cursor))
	if containsMark([]byte(told.String())) {
		at := strings.Index(told.String(), youtubetest.Marked)
		t.Errorf("told near %q", told.String()[max(0, at-80):at-8])
	}
	if told.Len() < 1000 {
		t.Error("nothing was told at all")
	}
}

func FuzzPage(f *testing.F) {
	f.Add([]byte(`{"id":"a","snippet":{"topLevelComment":{"id":"a","snippet":{"publishedAt":"2026-11-23T08:00:00Z","textDisplay":"x","authorChannelId":{"value":"UC"}}},"totalReplyCount":3},"replies":{"comments":[{"id":"a.b","snippet":{"publishedAt":"2026-11-23T08:00:00Z","parentId":"a"}}]}}`))
	f.Add([]byte(`{"snippet":{"totalReplyCount":"3","topLevelComment":{"id":"a","snippet":[]}}}`))
	f.Add([]byte(`{"id":"a","snippet":{"publishedAt":"2026-11-23T08:00:00Z","likeCount":-1}}`))
	c := &Channel{id: "yt"}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if th, ok, _ := readThread(raw); ok {
			for _, o := range c.conversation(&th, "UC", false) {
				if o.RemoteID == "" || o.PostedAt.IsZero() || o.PostedAt.Year() > 2200 {
					t.Errorf("%+v", o.Content)
				}
				if _, err := json.Marshal(o.Content); err != nil {
					t.Error(err)
				}
			}
		}
		if m, ok := readComment(raw); ok {
			o := c.observe(&m, "UC", videoOf(string(raw)), true)
			if o.ID() == (inbox.ItemID{}) {
				t.Error("no name")
			}
		}
		_ = reasonOf(raw)
	})
}

func FuzzCursor(f *testing.F) {
	f.Add([]byte(`{"v":1,"high":"2026-11-23T08:00:00Z","walk":{"list":1,"floor":"2026-11-23T08:00:00Z"},"todo":[{"id":"a","n":3}]}`))
	f.Add([]byte(`{"v":1,"walk":{"list":99}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, _ := parseCursor(raw)
		again, ok := parseCursor(c.bytes())
		if !ok || len(again.Todo) != len(c.Todo) || len(again.Counts) != len(c.Counts) {
			t.Error("a cursor does not come back")
		}
		r := &round{c: &Channel{backTo: defaultBackTo}, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC), cur: c}
		if r.cur.Walk == nil {
			r.begin()
		}
		for range len(lists) {
			if r.cur.Walk != nil {
				r.next()
			}
		}
		if r.cur.Walk != nil {
			t.Error("a walk does not end")
		}
	})
}

func FuzzCompose(f *testing.F) {
	f.Add("erika", "@erika hallo")
	f.Add("a b", "x")
	c := &Channel{}
	f.Fuzz(func(t *testing.T, handle, text string) {
		to := inbox.Ref{RemoteID: "a.b", Author: inbox.Author{Handle: handle}}
		once := c.Compose(to, text)
		if !strings.HasSuffix(once, text) || c.Compose(to, once) != once {
			t.Errorf("%q becomes %q and %q", text, once, c.Compose(to, once))
		}
	})
}
