package mastodontest

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"
)

func send(t *testing.T, s *Server, who Account, text string, header ...string) result {
	t.Helper()
	return ask(t, s, who, "POST", "/api/v1/statuses", url.Values{"status": {text}}, header...)
}

func TestIdempotencyKey(t *testing.T) {
	for _, c := range []struct {
		flavour Flavour
		posts   int // after the same key twice
		later   int // and once more after an hour
	}{{Mastodon, 1, 2}, {GoToSocial, 2, 3}, {Snac, 2, 3}} {
		t.Run(c.flavour.String(), func(t *testing.T) {
			s, own, _, w := town(t, c.flavour)
			first := send(t, s, own, "Hallo", "Idempotency-Key", "k1")
			w.turn(59 * time.Minute)
			second := send(t, s, own, "Hallo", "Idempotency-Key", "k1")
			same := first.object(t)["id"] == second.object(t)["id"]
			if n := len(s.Posts()); n != c.posts || same != (c.posts == 1) {
				t.Errorf("%d posts, same id %v", n, same)
			}
			w.turn(2 * time.Minute)
			send(t, s, own, "Hallo", "Idempotency-Key", "k1")
			if n := len(s.Posts()); n != c.later {
				t.Errorf("%d posts after an hour, want %d", n, c.later)
			}
			if got := s.Effects("POST /api/v1/statuses"); got != c.later || s.Requests("POST *") != 3 {
				t.Errorf("%d effects of %d requests", got, s.Requests("POST *"))
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	long := strings.Repeat("a", 501)
	link := "@berta@weit.example https://linden.example/" + strings.Repeat("a", 500)
	for _, c := range []struct {
		flavour            Flavour
		text, parent, want string
	}{
		{Mastodon, " ", "", `422 {"error":"Validation failed: Text can't be blank"}`},
		{Mastodon, long, "", `422 {"error":"Validation failed: Text character limit of 500 exceeded"}`},
		{Mastodon, link, "", "200"},
		{Mastodon, "a", "99", `404 {"error":"The post you are trying to reply to does not appear to exist."}`},
		{GoToSocial, "", "", `400 {"error":"Bad Request: no text content or media provided"}`},
		{GoToSocial, long, "", "200"},
		{GoToSocial, strings.Repeat("a", 5001), "", `400 {"error":"Bad Request: text with spoiler-text too long, 5001 characters provided but limit is 5000"}`},
		{GoToSocial, "a", "99", `404 {"error":"Not Found: target status not found"}`},
		{Snac, "", "", "200"},
		{Snac, strings.Repeat("a", 200_000), "", "200"},
	} {
		s, own, _, _ := town(t, c.flavour)
		r := ask(t, s, own, "POST", "/api/v1/statuses", url.Values{"status": {c.text}, "in_reply_to_id": {c.parent}})
		code, body, refused := strings.Cut(c.want, " ")
		if got := r.code; code != strconv.Itoa(got) || refused && r.body != body {
			t.Errorf("%s, %.20q under %q: %d %.120s, want %s", c.flavour, c.text, c.parent, r.code, r.body, c.want)
		}
		if refused && len(s.Posts()) != 0 {
			t.Errorf("%s, %.20q: refused and posted", c.flavour, c.text)
		}
	}
}

func TestBodies(t *testing.T) {
	s, own, _, _ := town(t, Mastodon)
	req := []struct{ kind, body string }{
		{"application/json", `{"status":"Hallo","visibility":"unlisted","sensitive":false,"media_ids":[]}`},
		{"application/x-www-form-urlencoded", "status=Hallo&visibility=unlisted"},
		{"multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"status\"\r\n\r\nHallo\r\n--x\r\nContent-Disposition: form-data; name=\"visibility\"\r\n\r\nunlisted\r\n--x--\r\n"},
	}
	for _, r := range req {
		hr, err := http.NewRequest("POST", s.URL+"/api/v1/statuses", strings.NewReader(r.body))
		if err != nil {
			t.Fatal(err)
		}
		hr.Header.Set("Content-Type", r.kind)
		if got, err := do(hr, own); err != nil || got.code != 200 {
			t.Errorf("%s: %d %s %v", r.kind, got.code, got.body, err)
		}
	}
	for _, p := range s.Posts() {
		if p.Text != "Hallo" || p.Visibility != "unlisted" {
			t.Errorf("%q %s", p.Text, p.Visibility)
		}
	}
	if len(s.Posts()) != len(req) {
		t.Errorf("%d posts", len(s.Posts()))
	}
}

func TestEditAndDeleteOwn(t *testing.T) {
	s, own, berta, _ := town(t, Mastodon)
	mine, theirs := s.OwnPost(own, "Montag"), s.OwnPost(berta, "nein")
	path := "/api/v1/statuses/"
	if r := ask(t, s, own, "PUT", path+mine.ID, url.Values{"status": {"Dienstag"}}); r.code != 200 || r.object(t)["edited_at"] == nil {
		t.Errorf("edit: %d %s", r.code, r.body)
	}
	for _, method := range []string{"PUT", "DELETE"} {
		if r := ask(t, s, own, method, path+theirs.ID, url.Values{"status": {"ja"}}); r.code != 404 {
			t.Errorf("%s of somebody else's post: %d", method, r.code)
		}
	}
	r := ask(t, s, own, "DELETE", path+mine.ID, nil)
	if o := r.object(t); r.code != 200 || o["text"] != "Dienstag" || o["content"] != nil {
		t.Errorf("delete: %d %s", r.code, r.body)
	}
	if p, ok := s.Post(mine.ID); !ok || !p.Deleted {
		t.Error("not deleted")
	}
}

func TestSnacEditAndDelete(t *testing.T) {
	s, own, berta, w := town(t, Snac)
	before := s.Mention(berta, own, "eins")
	w.turn(5 * time.Second)
	now := s.Edit(before, "@linden zwei")
	if now.ID == before.ID || now.URI != before.URI {
		t.Errorf("id %s → %s, uri %s → %s", before.ID, now.ID, before.URI, now.URI)
	}
	old := ask(t, s, own, "GET", "/api/v1/statuses/"+before.ID, nil)
	if o := old.object(t); old.code != 200 || o["id"] != now.ID {
		t.Errorf("the old id gives %d %v", old.code, o["id"])
	}
	r := ask(t, s, own, "DELETE", "/api/v1/statuses/"+s.OwnPost(own, "weg").ID, nil)
	if r.code != 404 || r.body != "<h1>404 Not Found (snac/2.75)</h1>" {
		t.Errorf("delete: %d %s", r.code, r.body)
	}
}
