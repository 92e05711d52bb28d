package mastodon

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"lotse/inbox"
)

// recordings reads the answers real servers gave, with their addresses. They are
// not part of this repository.
func recordings(t *testing.T) map[string][]string {
	t.Helper()
	dir := os.Getenv("LOTSE_CONTRACTS")
	if dir == "" {
		dir = "../../../shared/contracts"
	}
	files, _ := filepath.Glob(filepath.Join(dir, "mastodon", "recordings", "*.yaml"))
	if len(files) == 0 {
		t.Skip("the recordings are not here; set LOTSE_CONTRACTS to their folder to map them")
	}
	address := regexp.MustCompile(`(?m)^    uri: http://localhost:3000(\S+)$`)
	body := regexp.MustCompile(`(?s)\n      string: '((?:[^']|'')*)'`)
	fold := regexp.MustCompile(`\n +`)
	out := map[string][]string{}
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range strings.Split(string(b), "\n- request:")[1:] {
			uri, text := address.FindStringSubmatch(one), body.FindStringSubmatch(one)
			if uri == nil || text == nil {
				t.Fatalf("%s: an exchange without address or answer", filepath.Base(f))
			}
			path, _, _ := strings.Cut(uri[1], "?")
			out[path] = append(out[path], strings.ReplaceAll(fold.ReplaceAllString(text[1], " "), "''", "'"))
		}
	}
	return out
}

// Every recorded status and notification maps, and comes through the calls that
// would have read it.
func TestRecordings(t *testing.T) {
	all := recordings(t)
	status, counted := regexp.MustCompile(`^/api/v1/statuses(/\d+)?$`), 0
	for path, bodies := range all {
		for _, body := range bodies {
			if !status.MatchString(path) || !strings.Contains(body, `"content"`) {
				continue // a deleted one comes with its text only
			}
			s, ok := readStatus([]byte(body))
			if !ok {
				t.Errorf("%s: not read: %.200s", path, body)
				continue
			}
			c := (&Channel{id: "town"}).content(&s, "")
			mapped(t, &c)
			counted++
		}
	}
	const self = "117020565966271181"
	whoami := strings.ReplaceAll(all["/api/v1/accounts/verify_credentials"][0], "117020565693913441", self)
	var now string
	w := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch p := r.URL.Path; {
		case p == "/api/v1/accounts/verify_credentials":
			_, _ = w.Write([]byte(whoami))
		case p == "/api/v1/notifications" && r.URL.Query().Get("max_id") == "":
			_, _ = w.Write([]byte(now))
		default:
			_, _ = w.Write([]byte("[]"))
		}
	}))
	defer w.Close()
	for _, page := range all["/api/v1/notifications"] {
		now = page
		ch, err := New(Config{ID: "town", Server: w.URL, Token: func() string { return "x" }, BackTo: 1 << 62})
		if err != nil {
			t.Fatal(err)
		}
		b, err := ch.Poll(t.Context(), nil)
		ch.Close()
		if err != nil || len(b.Observations) != 1 {
			t.Fatalf("%d observations, %v", len(b.Observations), err)
		}
		o := &b.Observations[0].Content
		mapped(t, o)
		if o.Kind != inbox.KindMention || o.Author.Handle != "admin" || ch.memory.account().ID != self {
			t.Errorf("%+v", o)
		}
		counted++
	}
	for _, body := range all["/api/v1/statuses/117020585487094447/context"] {
		var v struct{ Ancestors, Descendants []json.RawMessage }
		if err := json.Unmarshal([]byte(body), &v); err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d recorded texts mapped", counted)
}

func mapped(t *testing.T, c *inbox.Content) {
	t.Helper()
	if c.RemoteID == "" || c.Ref == "" || c.PostedAt.IsZero() || c.Author.ID == "" || c.Author.Handle == "" ||
		c.Text == "" || strings.Contains(c.Text, "<p>") || c.URL == "" {
		t.Errorf("%+v", c)
	}
}

// What GoToSocial and snac answered to hostile texts maps without a loss.
func TestLiveSamples(t *testing.T) {
	dir := os.Getenv("LOTSE_CORPORA")
	if dir == "" {
		dir = "../../../shared/corpora"
	}
	dir = filepath.Join(dir, "live-server-samples")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no samples of real servers here; set LOTSE_CORPORA to the folder with live-server-samples")
	}
	for _, f := range []string{"gts-notifications.json", "snac-notifications.json"} {
		b, err := os.ReadFile(filepath.Join(dir, f))
		if err != nil {
			t.Fatal(err)
		}
		var items []json.RawMessage
		if err := json.Unmarshal(b, &items); err != nil {
			t.Fatal(err)
		}
		for _, raw := range items {
			n, bad, err := tolerant[notification](raw)
			if err != nil || len(bad) > 0 || n.Type != "mention" {
				t.Errorf("%s: notification %s: %v %v", f, n.ID, bad, err)
			}
			s, ok := readStatus(n.Status)
			if !ok {
				t.Errorf("%s: status of %s not read", f, n.ID)
			}
			c := (&Channel{id: "town"}).content(&s, "")
			mapped(t, &c)
		}
		t.Logf("%s: %d texts mapped", f, len(items))
	}
}

// Any bytes may come from a server: nothing may panic, and what is taken for a
// text has what the store needs.
func FuzzStatus(f *testing.F) {
	for _, seed := range []string{
		`{"id":"1","uri":"u","created_at":"2026-11-23T08:00:00Z","content":"<p>x</p>","visibility":"local","account":{"id":1,"acct":"a"}}`,
		`{"id":117020577157693549,"created_at":"","in_reply_to_id":117020577157693549,"account":null,"media_attachments":[{"meta":{"original":{"width":1.5}}}]}`,
		`{"account":{"created_at":"2026-03-16","id":"7","acct":"x"},"content":7}`, `[]`, `null`, `{}`, `"x"`, `{"ID":"1","iD":2,"reblog":{"reblog":{}}}`,
		`{"id":"01M81TY01XNS3FYRCWZZ15PHXA","created_at":"9999-12-31T23:59:59Z","edited_at":"","content":"&#27;]0;x","language":null}`,
	} {
		f.Add([]byte(seed))
	}
	c := &Channel{id: "town"}
	f.Fuzz(func(t *testing.T, raw []byte) {
		s, ok := readStatus(raw)
		if !ok {
			if o := c.unread(&s, "", s.CreatedAt); o.Kind != inbox.KindUnparsed || len(o.Source) > maxSource {
				t.Errorf("%+v", o)
			}
			return
		}
		o := c.content(&s, "7")
		if o.RemoteID == "" || o.PostedAt.IsZero() || o.Channel != "town" {
			t.Errorf("%+v", o)
		}
		if _, err := json.Marshal(o); err != nil {
			t.Error(err)
		}
		o.Hash()
		o.ID()
	})
}

// Any stored cursor may come back, from another version too.
func FuzzCursor(f *testing.F) {
	for _, seed := range []string{``, `{}`, `{"v":1,"walk":{}}`, `{"v":1,"ring":[{"id":"5"}],"walk":{"seen":[{"id":"7"}]}}`, `{"v":2}`, `null`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, _ := parseCursor(raw)
		w := c.begin(c.SweptAt, defaultBackTo)
		w.see(mark{ID: "9"})
		w.drop("8")
		c.finish()
		if c.Walk != nil || len(c.Ring) == 0 || c.Floor == "" {
			t.Errorf("%+v", c)
		}
		again, known := parseCursor(c.bytes())
		if !known || len(again.Ring) != len(c.Ring) || again.Floor != c.Floor {
			t.Errorf("%+v then %+v", c, again)
		}
	})
}
