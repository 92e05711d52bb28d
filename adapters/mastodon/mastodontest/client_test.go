package mastodontest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// watch is a clock a test turns by hand.
type watch struct{ ms atomic.Int64 }

func newWatch() *watch {
	w := &watch{}
	w.ms.Store(time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC).UnixMilli())
	return w
}

func (w *watch) now() time.Time       { return time.UnixMilli(w.ms.Load()) }
func (w *watch) turn(d time.Duration) { w.ms.Add(d.Milliseconds()) }

// town is a server with an account to serve and a citizen elsewhere.
func town(t *testing.T, f Flavour, options ...Option) (s *Server, own, berta Account, w *watch) {
	t.Helper()
	w = newWatch()
	s = New(t, f, append([]Option{WithClock(w.now)}, options...)...)
	own = s.AddAccount("linden", func(a *Account) { a.DisplayName = "Stadt Linden" })
	berta = s.AddAccount("berta@weit.example", func(a *Account) { a.DisplayName = "Berta B." })
	return s, own, berta, w
}

type result struct {
	code int
	head http.Header
	body string
}

// ask sends one request; fields are sent as a form.
func ask(t *testing.T, s *Server, who Account, method, path string, fields url.Values, header ...string) result {
	t.Helper()
	got, err := try(s, who, method, path, fields, header...)
	if err != nil {
		t.Fatalf("%s %s: %v", method, path, err)
	}
	return got
}

func try(s *Server, who Account, method, path string, fields url.Values, header ...string) (result, error) {
	req, err := http.NewRequest(method, s.URL+path, strings.NewReader(fields.Encode()))
	if err != nil {
		return result{}, err
	}
	if fields != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	return do(req, who)
}

// do sends a request on a connection of its own.
func do(req *http.Request, who Account) (result, error) {
	if who.Token != "" {
		req.Header.Set("Authorization", "Bearer "+who.Token)
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: 5 * time.Second}
	resp, err := client.Do(req)
	if err != nil {
		return result{}, err
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	return result{resp.StatusCode, resp.Header, string(b)}, err
}

func (r result) list(t *testing.T) []map[string]any {
	t.Helper()
	var l []map[string]any
	if err := json.Unmarshal([]byte(r.body), &l); err != nil {
		t.Fatalf("no list: %v\n%.300s", err, r.body)
	}
	return l
}

func (r result) object(t *testing.T) map[string]any {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal([]byte(r.body), &o); err != nil {
		t.Fatalf("no object: %v\n%.300s", err, r.body)
	}
	return o
}

func (r result) ids(t *testing.T) string {
	t.Helper()
	var ids []string
	for _, o := range r.list(t) {
		ids = append(ids, o["id"].(string))
	}
	return strings.Join(ids, " ")
}

// texts gives what the notifications of a page say, without the mention.
func (r result) texts(t *testing.T) string {
	t.Helper()
	var words []string
	for _, o := range r.list(t) {
		content := o["status"].(map[string]any)["content"].(string)
		_, after, _ := strings.Cut(content, "</a></span> ")
		if text, ok := strings.CutPrefix(content, "<p>"); after == "" && ok {
			after = text
		}
		after, _, _ = strings.Cut(after, "<")
		words = append(words, after)
	}
	return strings.Join(words, " ")
}
