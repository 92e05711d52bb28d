package mastodontest

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// What is lost on the way back is on the server all the same, and only then.
func TestFaultsAroundTheEffect(t *testing.T) {
	for _, c := range []struct {
		name   string
		fault  Fault
		posted int
		code   int // 0: the client gets an error
	}{
		{"500", Fail(), 0, 500},
		{"500 after", FailAfter(), 1, 500},
		{"cut", Cut(), 0, 0},
		{"cut after", CutAfter(), 1, 0},
		{"cut body", CutBody(), 1, 0},
		{"hang", Hang(), 0, 0},
		{"hang after", HangAfter(), 1, 0},
		{"429", TooMany(time.Minute), 0, 429},
		{"busy", RetryAfter(503, 30*time.Second), 0, 503},
		{"401", Unauthorized(), 0, 401},
		{"403", Forbidden(), 0, 403},
		{"web page", HTMLPage(), 0, 200},
		{"web page after", HTMLPage().After(), 1, 200},
		{"empty error", EmptyError(502), 0, 502},
		{"truncated", TruncatedJSON(), 1, 200},
		{"wrong type", WrongType("text/plain"), 1, 200},
		{"slow", SlowBody(200, time.Millisecond), 1, 200},
		{"skew", ClockSkew(time.Hour), 1, 200},
		{"pass", Pass(), 1, 200},
	} {
		for _, f := range []Flavour{Mastodon, Snac} {
			t.Run(f.String()+"/"+c.name, func(t *testing.T) {
				t.Parallel()
				s, own, _, _ := town(t, f)
				s.Queue("POST /api/v1/statuses", c.fault)
				r, err := patient(s, own)
				if (err != nil) != (c.code == 0) || err == nil && r.code != c.code {
					t.Errorf("answer %d, %v; want %d", r.code, err, c.code)
				}
				if n := len(s.Posts()); n != c.posted || s.Effects("POST *") != c.posted || s.Requests("*") != 1 {
					t.Errorf("%d posts, %d effects, %d requests", n, s.Effects("POST *"), s.Requests("*"))
				}
				if s.Pending() != 0 || s.Calls()[0].Fault != c.fault.name {
					t.Errorf("fault not met: %+v", s.Calls())
				}
				if r, err = patient(s, own); err != nil || r.code != 200 || len(s.Posts()) != c.posted+1 {
					t.Errorf("the next one: %d %v, %d posts", r.code, err, len(s.Posts()))
				}
			})
		}
	}
}

// patient posts with a client that gives up soon.
func patient(s *Server, who Account) (result, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 400*time.Millisecond)
	defer cancel()
	body := url.Values{"status": {"Hallo"}}.Encode()
	req, err := http.NewRequestWithContext(ctx, "POST", s.URL+"/api/v1/statuses", strings.NewReader(body))
	if err != nil {
		return result{}, err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return do(req, who)
}

func TestThrottleAnswers(t *testing.T) {
	s, own, _, _ := town(t, Mastodon)
	s.Queue("GET /api/v1/notifications", TooMany(90*time.Second), RetryAfter(429, 30*time.Second), EmptyError(500), ClockSkew(-time.Hour))
	r := ask(t, s, own, "GET", "/api/v1/notifications", nil)
	if r.code != 429 || r.head.Get("X-RateLimit-Reset") != "2026-11-23T08:01:30.000000Z" || r.head.Get("Retry-After") != "" {
		t.Errorf("429: %d %v", r.code, r.head)
	}
	if r = ask(t, s, own, "GET", "/api/v1/notifications", nil); r.head.Get("Retry-After") != "30" {
		t.Errorf("throttle: %v", r.head)
	}
	if r = ask(t, s, own, "GET", "/api/v1/notifications", nil); r.code != 500 || r.body != "" || r.head.Get("Content-Type") != "" {
		t.Errorf("empty error: %d %q %v", r.code, r.body, r.head)
	}
	if r = ask(t, s, own, "GET", "/api/v1/notifications", nil); r.head.Get("Date") != "Mon, 23 Nov 2026 07:00:00 GMT" {
		t.Errorf("skew: %s", r.head.Get("Date"))
	}
	s.SetSkew(time.Minute)
	if r = ask(t, s, own, "GET", "/api/v1/notifications", nil); r.head.Get("Date") != "Mon, 23 Nov 2026 08:01:00 GMT" {
		t.Errorf("standing skew: %s", r.head.Get("Date"))
	}
}

func TestSpoiledPages(t *testing.T) {
	s, own, berta, _ := town(t, Mastodon)
	many(s, berta, own, 8)
	next := func(query string) string { t.Helper(); return notifications(t, s, own, query).texts(t) }
	next("limit=4") // 8 7 6 5
	s.Queue("GET /api/v1/notifications", DuplicatePage(), Pass(), OverlapPage(2), OutOfOrder(), EmptyPage())
	if got := next("limit=4&max_id=5"); got != "8 7 6 5" {
		t.Errorf("duplicate: %s", got)
	}
	next("limit=4")
	if got := next("limit=4&max_id=5"); got != "6 5 4 3 2 1" {
		t.Errorf("overlap: %s", got)
	}
	if got := next("limit=4"); got != "5 6 7 8" {
		t.Errorf("out of order: %s", got)
	}
	if r := notifications(t, s, own, "limit=4"); r.body != "[]" || r.head.Get("Link") == "" {
		t.Errorf("empty page: %s %v", r.body, r.head)
	}
}

func TestPoison(t *testing.T) {
	s, own, berta, _ := town(t, Mastodon)
	bad := s.Mention(berta, own, "gut gemeint")
	s.Mention(berta, own, "harmlos")
	field := func(i int, name string) any {
		t.Helper()
		return notifications(t, s, own, "").list(t)[i]["status"].(map[string]any)[name]
	}
	s.Queue("GET /api/v1/notifications", PoisonItem(0, EmptyTime))
	if got := field(0, "created_at"); got != "" {
		t.Errorf("once: %v", got)
	}
	if got := field(0, "created_at"); got == "" {
		t.Error("still there")
	}
	s.Poison(bad, FloatWidth)
	for range 2 {
		media, _ := json.Marshal(field(1, "media_attachments"))
		if !strings.Contains(string(media), `"width":640.5`) {
			t.Errorf("for good: %s", media)
		}
	}
	s.Poison(bad, Healthy)
	if got := field(1, "media_attachments"); len(got.([]any)) != 0 {
		t.Errorf("healed: %v", got)
	}
}
