package main_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui"
)

// handChannel takes no reply from a program.
type handChannel struct{ *stubChannel }

func (c *handChannel) MayReply(inbox.Ref, string) error {
	return inbox.Fail(inbox.CodeNotSummoned, "channel", "mastodon")
}

func (c *handChannel) ByHand(_ inbox.Ref, words string) string {
	return "https://web.example/write?" + url.Values{"text": {words}}.Encode()
}

// byHand makes the reply to Anna one that a person posts.
func (p *play) byHand() {
	p.Helper()
	rs, err := p.store.RepliesOf(p.Context(), p.ids[0])
	p.must(err)
	p.must(p.as("bernd").Cancel(p.Context(), rs[0].ID))
	p.desk.Channels["mastodon"] = &handChannel{p.channel}
	p.reply("bernd")
}

// A reply by hand from the comment to the outbox and back, by keys alone.
func TestScreenAnAnswerByHand(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {160, 50}} {
		s, ids := monday(t)
		s.desk.Channels["mastodon"] = &handChannel{s.channel}
		s.start("ayse", size[0], size[1])
		s.press("3", "down", "down", "enter")
		s.sees("Antwort: nur von Hand im Browser.", "erwähnt oder zitiert")
		s.press("r")
		s.write("t05")
		s.press("enter")
		s.write("der Brücke")
		s.press("enter")
		s.write("https://stadt.example/b")
		s.press("enter")
		s.sees("y legt die Antwort in den Ausgang", "erwähnt oder zitiert")
		s.press("y")
		s.sees("Im Ausgang (B), wartet auf Sie")
		s.wait(time.Hour)
		s.press("esc", "B")
		s.sees("> von Hand", "Diese Antwort senden Sie selbst", "Sie können: y Von Hand senden, b Zurückholen.")
		s.press("y")
		s.sees("Text kopiert, Seite geöffnet: web.example. Dort einfügen und senden.", "> von Hand?", "wird gesucht seit")
		it := s.item(ids[1])
		r, err := s.store.Reply(s.Context(), it.State.Reply)
		if err != nil || r.State != inbox.ReplyUnclear || len(s.opened) != 1 || !strings.Contains(s.opened[0], "Aktuelles+zu+der+Br") {
			t.Fatalf("%+v, %v, opened %q", r, err, s.opened)
		}
		s.wait(2 * time.Hour)
		s.press("esc", "B")
		s.sees("Am Kanal wurde die Antwort nicht gefunden", "1 unklar")
		// The person wrote something else on the page.
		own := inbox.Content{
			Channel: "mastodon", RemoteID: "o1", Kind: inbox.KindOwnPost, Thread: "post1", Parent: it.Content.RemoteID, PostedAt: s.now,
			Text: strings.Replace(r.Text, "Guten Tag", "Hallo", 1),
		}
		_, err = s.store.Ingest(s.Context(), "mastodon", inbox.Batch{Observations: []inbox.Observation{{Content: own}}}, s.now)
		if err == nil {
			_, err = s.store.Commit(s.Context(), []inbox.Decision{{
				Kind: inbox.DidAnswerElse, Actor: inbox.System(), Item: it.ID, ReplyID: r.ID, Args: inbox.Args{RemoteID: "o1"},
			}}, s.now)
		}
		if err != nil {
			t.Fatal(err)
		}
		s.wait(time.Minute)
		s.start("ayse", size[0], size[1])
		s.press("3", ":")
		s.write("goto " + ids[1].Short())
		s.press("enter")
		for i := 0; i < 30 && !strings.Contains(s.flat(), "[+Hallo,+]"); i++ {
			s.press("J")
		}
		s.sees("in anderen Worten", "[-Guten Tag,-] [+Hallo,+]", "Hier geschrieben [-so-]")
	}
}

// Where no browser can be opened the address is shown, and the text is copied all
// the same.
func TestScreenByHandWithoutABrowser(t *testing.T) {
	s, ids := monday(t)
	s.desk.Channels["mastodon"] = &handChannel{s.channel}
	_, err := s.as("ayse").Submit(s.Context(), inbox.Target{ID: ids[0]}, inbox.Composition{Free: "Danke!"})
	if err != nil {
		t.Fatal(err)
	}
	s.start("ayse", 80, 24, func(o *ui.Options) { o.Open = nil })
	s.press("B", "y")
	s.sees("Text kopiert. Der Browser lässt sich von hier aus nicht öffnen; antworten Sie unter https://social.example/@stadt/1")
	if !told(s, tea.SetClipboard("@anna Danke!")()) {
		t.Error("nothing was copied")
	}
}

func told(s *stage, want tea.Msg) bool {
	for _, m := range s.told {
		if m == want {
			return true
		}
	}
	return false
}
