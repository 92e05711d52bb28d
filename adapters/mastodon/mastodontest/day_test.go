package mastodontest

import (
	"net/url"
	"strings"
	"testing"
	"time"
)

// A town's day, seen through the API.
func TestDay(t *testing.T) {
	s, own, berta, w := town(t, Mastodon)
	carl := s.AddAccount("carl@fern.example")

	post := s.OwnPost(own, "Das #Freibad öffnet am Montag.\nMehr: https://www.linden.example/baeder/freibad/oeffnungszeiten\n\nViel Spaß!")
	wantHTML := `<p>Das <a href="https://social.example/tags/freibad" class="mention hashtag" rel="tag">#<span>Freibad</span></a> öffnet am Montag.<br />` +
		`Mehr: <a href="https://www.linden.example/baeder/freibad/oeffnungszeiten" target="_blank" rel="nofollow noopener" translate="no">` +
		`<span class="invisible">https://www.</span><span class="ellipsis">linden.example/baeder/freibad/</span><span class="invisible">oeffnungszeiten</span></a></p><p>Viel Spaß!</p>`
	if post.HTML != wantHTML {
		t.Errorf("HTML\n %s\nwant\n %s", post.HTML, wantHTML)
	}

	w.turn(time.Minute)
	asks := s.ReplyTo(berta, post, "Und wer zahlt das?")
	w.turn(time.Minute)
	s.ReplyQuietly(carl, asks, "Wir alle!")
	if got := notifications(t, s, own, "").texts(t); got != "Und wer zahlt das?" {
		t.Errorf("notifications: %s", got)
	}
	thread := ask(t, s, own, "GET", "/api/v1/statuses/"+post.ID+"/context", nil).object(t)
	if down := thread["descendants"].([]any); len(down) != 2 {
		t.Errorf("%d descendants, want the quiet reply too", len(down))
	}

	w.turn(time.Minute)
	s.Edit(asks, "@linden Wer zahlt das, bitte?")
	st := ask(t, s, own, "GET", "/api/v1/statuses/"+asks.ID, nil).object(t)
	if st["edited_at"] != "2026-11-23T08:03:00.000Z" || !strings.Contains(st["content"].(string), "bitte") {
		t.Errorf("after the edit: %v %v", st["edited_at"], st["content"])
	}
	if h := ask(t, s, own, "GET", "/api/v1/statuses/"+asks.ID+"/history", nil).list(t); len(h) != 2 || h[0]["created_at"] != "2026-11-23T08:01:00.000Z" {
		t.Errorf("history: %v", h)
	}

	made := ask(t, s, own, "POST", "/api/v1/statuses", url.Values{
		"status": {"@berta@weit.example Der Förderverein."}, "in_reply_to_id": {asks.ID}, "visibility": {"public"},
	}).object(t)
	if made["in_reply_to_account_id"] != berta.ID || len(made["mentions"].([]any)) != 1 {
		t.Errorf("reply: %v", made)
	}

	s.Delete(asks)
	if r := ask(t, s, own, "GET", "/api/v1/statuses/"+asks.ID, nil); r.code != 404 || r.body != `{"error":"Record not found"}` {
		t.Errorf("deleted: %d %s", r.code, r.body)
	}
	if got := notifications(t, s, own, "").body; got != "[]" {
		t.Errorf("a deleted post still notifies: %.100s", got)
	}
	q := url.Values{"id[]": {post.ID, asks.ID, made["id"].(string), "1"}}
	if ids := ask(t, s, own, "GET", "/api/v1/statuses?"+q.Encode(), nil).ids(t); ids != post.ID+" "+made["id"].(string) {
		t.Errorf("batch: %s", ids)
	}
	if n := len(s.PostsOf(own)); n != 2 {
		t.Errorf("%d own posts", n)
	}
}

func TestVisibility(t *testing.T) {
	s, own, berta, _ := town(t, Mastodon)
	carl := s.AddAccount("carl")
	secret := s.Direct(berta, own, "nur für Sie")
	closed := s.Publish(berta, Draft{Text: "nur für meine Leute", Visibility: "private"})
	public := s.OwnPost(berta, "für alle")
	for _, c := range []struct {
		who  Account
		post Post
		want int
	}{
		{own, secret, 200},
		{carl, secret, 404},
		{Account{}, secret, 404},
		{own, closed, 404},
		{carl, closed, 404},
		{Account{}, public, 200},
		{carl, public, 200},
	} {
		if r := ask(t, s, c.who, "GET", "/api/v1/statuses/"+c.post.ID, nil); r.code != c.want {
			t.Errorf("%s reads %q: %d, want %d", c.who.Acct, c.post.Text, r.code, c.want)
		}
	}
	s.Follow(carl, berta)
	if r := ask(t, s, carl, "GET", "/api/v1/statuses/"+closed.ID, nil); r.code != 200 {
		t.Errorf("a follower reads a private post: %d", r.code)
	}
	s.Block(berta, own)
	if r := ask(t, s, own, "GET", "/api/v1/statuses/"+public.ID, nil); r.code != 404 {
		t.Errorf("blocked: %d", r.code)
	}
}

func TestModeration(t *testing.T) {
	s, own, berta, _ := town(t, Mastodon)
	rude := s.Mention(berta, own, "Ihr Nichtsnutze")
	r := ask(t, s, own, "POST", "/api/v1/reports", url.Values{
		"account_id": {berta.ID}, "status_ids[]": {rude.ID}, "comment": {"Beleidigung"}, "forward": {"true"},
	})
	if got := s.Reports(); r.code != 200 || len(got) != 1 || got[0].Statuses[0] != rude.ID || !got[0].Forward {
		t.Errorf("reports: %d %+v", r.code, got)
	}
	mute := "/api/v1/accounts/" + berta.ID + "/mute"
	ask(t, s, own, "POST", mute, nil)
	if rel := ask(t, s, own, "POST", mute, nil).object(t); rel["muting"] != true || !s.Muted(own, berta) {
		t.Errorf("muted: %v", rel)
	}
	if got := s.Effects("POST /api/v1/accounts/*/mute"); got != 1 {
		t.Errorf("muting twice had %d effects", got)
	}
	if got := notifications(t, s, own, "").body; got != "[]" {
		t.Errorf("a muted person still notifies: %.80s", got)
	}
	ask(t, s, own, "POST", "/api/v1/accounts/"+berta.ID+"/block", nil)
	if !s.Blocked(own, berta) {
		t.Error("not blocked")
	}
}
