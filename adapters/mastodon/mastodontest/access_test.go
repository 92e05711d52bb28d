package mastodontest

import (
	"net/http"
	"testing"
	"time"
)

func TestAccess(t *testing.T) {
	const who = "/api/v1/accounts/verify_credentials"
	for _, c := range []struct {
		flavour             Flavour
		code                int
		kind, body, noScope string
	}{
		{Mastodon, 401, "application/json; charset=utf-8", `{"error":"The access token is invalid"}`, `{"error":"This action is outside the authorized scopes"}`},
		{GoToSocial, 401, "application/json; charset=utf-8", `{"error":"Unauthorized: token not supplied"}`, `{"error":"Forbidden: token has insufficient scope permission"}`},
		{Snac, 401, "text/html; charset=utf-8", "", ""},
	} {
		t.Run(c.flavour.String(), func(t *testing.T) {
			s, own, _, _ := town(t, c.flavour)
			if o := ask(t, s, own, "GET", who, nil).object(t); o["id"] != own.ID || o["source"] == nil {
				t.Errorf("own account: %v", o)
			}
			for _, token := range []string{"", "wrong"} {
				r := ask(t, s, Account{Token: token}, "GET", who, nil)
				if r.code != c.code || r.body != c.body || r.head.Get("Content-Type") != c.kind {
					t.Errorf("token %q: %d %s %s", token, r.code, r.head.Get("Content-Type"), r.body)
				}
			}
			s.SetScopes(own, "read")
			if r := ask(t, s, own, "GET", who, nil); r.code != 200 {
				t.Errorf("read covers read:accounts: %d", r.code)
			}
			if r := send(t, s, own, "Hallo"); c.noScope != "" && (r.code != 403 || r.body != c.noScope) {
				t.Errorf("no scope: %d %s", r.code, r.body)
			}
			s.Revoke(own)
			if r := ask(t, s, own, "GET", who, nil); r.code != 401 {
				t.Errorf("revoked: %d", r.code)
			}
		})
	}
}

func TestMissingEndpoints(t *testing.T) {
	for _, c := range []struct {
		flavour Flavour
		path    string
		want    int
	}{
		{Mastodon, "/api/v1/statuses?id[]=1", 200},
		{GoToSocial, "/api/v1/statuses?id[]=1", 404},
		{Snac, "/api/v1/statuses?id[]=1", 404},
		{Mastodon, "/api/v2/notifications/policy", 200},
		{GoToSocial, "/api/v2/notifications/policy", 404},
		{Snac, "/api/v2/notifications/policy", 404},
		{Mastodon, "/api/v2/instance", 200},
		{GoToSocial, "/api/v2/instance", 200},
		{Snac, "/api/v2/instance", 404},
		{Mastodon, "/api/v1/instance", 200},
		{GoToSocial, "/api/v1/instance", 200},
		{Snac, "/api/v1/instance", 200},
		{Mastodon, "/api/v9/nothing", 404},
	} {
		s, own, _, _ := town(t, c.flavour)
		if r := ask(t, s, own, "GET", c.path, nil); r.code != c.want {
			t.Errorf("%s %s: %d, want %d", c.flavour, c.path, r.code, c.want)
		}
	}
}

func TestRateLimit(t *testing.T) {
	s, own, _, w := town(t, Mastodon)
	w.turn(535 * time.Millisecond)
	s.SetLimits(Limits{All: Window{3, 5 * time.Minute}, Paging: Window{1, 15 * time.Minute}, Post: Window{9, time.Hour}, Delete: Window{9, time.Hour}})
	const reset = "2026-11-23T08:05:00.535000Z"
	r := ask(t, s, own, "GET", "/api/v1/notifications", nil)
	if h := r.head; h.Get("X-RateLimit-Limit") != "3" || h.Get("X-RateLimit-Remaining") != "2" || h.Get("X-RateLimit-Reset") != reset {
		t.Errorf("headers: %v", h)
	}
	if r = ask(t, s, own, "GET", "/api/v1/notifications?min_id=1", nil); r.code != 200 || r.head.Get("X-RateLimit-Limit") != "1" {
		t.Errorf("paging shows the tightest limit: %d %v", r.code, r.head)
	}
	r = ask(t, s, own, "GET", "/api/v1/notifications?min_id=1", nil)
	if r.code != 429 || r.body != `{"error":"Too many requests"}` || r.head.Get("Retry-After") != "" || r.head.Get("X-RateLimit-Remaining") != "0" {
		t.Errorf("paging limit: %d %s %v", r.code, r.body, r.head)
	}
	if r = ask(t, s, own, "GET", "/api/v1/instance", nil); r.code != 429 {
		t.Errorf("limit per token: %d", r.code)
	}
	w.turn(5 * time.Minute)
	if r = ask(t, s, own, "GET", "/api/v1/instance", nil); r.code != 200 {
		t.Errorf("next window: %d", r.code)
	}

	g, gown, _, _ := town(t, GoToSocial)
	if got := ask(t, g, gown, "GET", "/api/v1/instance", nil).head.Get("X-RateLimit-Reset"); got != "2026-11-23T08:05:00Z" {
		t.Errorf("GoToSocial's reset: %s", got)
	}
	n, nown, _, _ := town(t, Snac)
	if h := ask(t, n, nown, "GET", "/api/v1/instance", nil).head; h.Get("X-RateLimit-Limit") != "" {
		t.Errorf("snac has no limits: %v", h)
	}
}

// snac closes connections without a word: a client that keeps them notices
// only with its next write.
func TestSnacCloses(t *testing.T) {
	s, _, _, _ := town(t, Snac)
	resp, err := s.Client().Get(s.URL + "/api/v1/instance")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.Close || resp.Header.Get("Connection") != "" || resp.ProtoMinor != 1 {
		t.Errorf("close is announced: %v %v", resp.Close, resp.Header)
	}
	if _, err := http.ParseTime(resp.Header.Get("Date")); err != nil {
		t.Error(err)
	}
}
