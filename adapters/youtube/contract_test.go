package youtube

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"lotse/adapters/youtube/youtubetest"
	"lotse/inbox"
)

// contract is the part of Google's description of the interface that counts here.
type contract struct {
	Schemas   map[string]schema   `json:"schemas"`
	Resources map[string]resource `json:"resources"`
}

type resource struct {
	Methods map[string]struct {
		Method     string   `json:"httpMethod"`
		Path       string   `json:"path"`
		Scopes     []string `json:"scopes"`
		Parameters map[string]struct {
			Enum []string `json:"enum"`
		} `json:"parameters"`
	} `json:"methods"`
}

type schema struct {
	Ref        string            `json:"$ref"`
	Type       string            `json:"type"`
	Format     string            `json:"format"`
	Enum       []string          `json:"enum"`
	Items      *schema           `json:"items"`
	Properties map[string]schema `json:"properties"`
}

func readContract(t *testing.T) *contract {
	t.Helper()
	dir := os.Getenv("CONTRACTS_DIR")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "contracts")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "youtube", "youtube-api.json"))
	if err != nil {
		t.Skip("Google's description of the interface is not here; set CONTRACTS_DIR to the folder that holds youtube/youtube-api.json")
	}
	var c contract
	if err := json.Unmarshal(raw, &c); err != nil {
		t.Fatal(err)
	}
	return &c
}

// exchange is one call with its answer.
type exchange struct {
	method, path string
	query        url.Values
	body, answer []byte
}

// recorded plays everything the adapter does through a recorder.
func recorded(t *testing.T) []exchange {
	t.Helper()
	w := newWorld(t)
	var mu sync.Mutex
	var all []exchange
	front := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rec := httptest.NewRecorder()
		body := make([]byte, max(r.ContentLength, 0))
		if _, err := r.Body.Read(body); err != nil && len(body) > 0 && err.Error() != "EOF" {
			t.Error(err)
		}
		again := httptest.NewRequest(r.Method, r.URL.String(), bytesReader(body))
		again.Header = r.Header
		w.server.ServeHTTP(rec, again)
		mu.Lock()
		all = append(all, exchange{r.Method, r.URL.Path, r.URL.Query(), body, rec.Body.Bytes()})
		mu.Unlock()
		for k := range rec.Header() {
			rw.Header().Set(k, rec.Header().Get(k))
		}
		rw.WriteHeader(rec.Code)
		_, _ = rw.Write(rec.Body.Bytes())
	}))
	t.Cleanup(front.Close)
	w.server.URL = front.URL
	w.ch = w.channel()
	v := w.server.Publish("Markt")
	a := w.server.Comment("erika", v, "Wann?")
	for range 120 {
		w.server.Comment("jonas", a, "Und wo?")
		w.server.Comment("karl", v, "Oha")
	}
	w.poll()
	to := ref(w.seen[a])
	steps := []func() error{
		func() error { _, err := w.ch.Thread(t.Context(), to); return err },
		func() error { _, err := w.ch.Thread(t.Context(), ref(w.seen[v])); return err },
		func() error { _, err := w.ch.Refresh(t.Context(), []inbox.Ref{to}); return err },
		func() error {
			_, err := w.ch.Reply(t.Context(), inbox.Intent{Attempt: "1", At: w.time(), To: to, Text: "Morgen"})
			return err
		},
	}
	for _, m := range w.ch.Capabilities().Measures {
		steps = append(steps, func() error { return w.ch.Act(t.Context(), to, m) })
	}
	for _, step := range steps {
		if err := step(); err != nil {
			t.Error(err)
		}
	}
	w.ch.Check(t.Context())
	return all
}

// Every call has an address, parameters and values that Google describes, in both
// directions: what we ask and what our own test server answers.
func TestCallsKeepToTheContract(t *testing.T) {
	c := readContract(t)
	kinds := map[string]int{}
	for _, x := range recorded(t) {
		if x.path == "/token" {
			continue
		}
		name := c.check(t, &x)
		kinds[name]++
	}
	for _, must := range []string{
		"commentThreads.list", "comments.list", "videos.list", "channels.list", "comments.insert", "comments.setModerationStatus",
	} {
		if kinds[must] == 0 {
			t.Errorf("%s was never called", must)
		}
	}
	for _, status := range lists {
		if !slices.Contains(c.Schemas["CommentSnippet"].Properties["moderationStatus"].Enum, status) {
			t.Errorf("there is no list of %s", status)
		}
	}
}

func (c *contract) check(t *testing.T, x *exchange) string {
	for rn, r := range c.Resources {
		for mn, m := range r.Methods {
			if m.Method != x.method || "/"+m.Path != x.path {
				continue
			}
			for p, values := range x.query {
				d, known := m.Parameters[p]
				if !known && p != "alt" && p != "prettyPrint" {
					t.Errorf("%s.%s knows no parameter %s", rn, mn, p)
				}
				for _, v := range values {
					if len(d.Enum) > 0 && !slices.Contains(d.Enum, v) {
						t.Errorf("%s.%s: %s is never %s", rn, mn, p, v)
					}
				}
			}
			if !slices.Contains(m.Scopes, scope) {
				t.Errorf("%s.%s is not in our scope", rn, mn)
			}
			c.shapes(t, x, mn)
			return rn + "." + mn
		}
	}
	t.Errorf("nobody describes %s %s", x.method, x.path)
	return ""
}

func (c *contract) shapes(t *testing.T, x *exchange, method string) {
	var answer map[string]any
	if json.Unmarshal(x.answer, &answer) == nil {
		name := map[string]string{
			threadList: "CommentThreadListResponse", commentList: "CommentListResponse", videoList: "VideoListResponse",
			channelList: "ChannelListResponse", "youtube#comment": "Comment",
		}[answer["kind"].(string)]
		c.fits(t, "answer", answer, schema{Ref: name})
	}
	var asked map[string]any
	if method == "insert" && json.Unmarshal(x.body, &asked) == nil {
		c.fits(t, "request", asked, schema{Ref: "Comment"})
	}
}

// fits compares a value with what is described.
func (c *contract) fits(t *testing.T, at string, v any, s schema) {
	if s.Ref != "" {
		named, ok := c.Schemas[s.Ref]
		if !ok {
			t.Errorf("%s: nobody describes %q", at, s.Ref)
			return
		}
		s = named
	}
	ok := true
	switch v := v.(type) {
	case map[string]any:
		ok = s.Type == "object"
		for k, inner := range v {
			p, known := s.Properties[k]
			if !known {
				t.Errorf("%s has no %s", at, k)
				continue
			}
			c.fits(t, at+"."+k, inner, p)
		}
	case []any:
		if ok = s.Type == "array" && s.Items != nil; ok {
			for _, inner := range v {
				c.fits(t, at+"[]", inner, *s.Items)
			}
		}
	case string:
		ok = s.Type == "string" && (len(s.Enum) == 0 || slices.Contains(s.Enum, v))
	case float64:
		ok = s.Type == "integer" || s.Type == "number"
	case bool:
		ok = s.Type == "boolean"
	}
	if !ok {
		t.Errorf("%s is no %s: %v", at, s.Type, v)
	}
}

// No request but the one to the token address carries what opens the account, and
// nothing but its header what opens it for an hour.
func TestSecretsStayWhereTheyBelong(t *testing.T) {
	for _, x := range recorded(t) {
		if x.path == "/token" {
			continue
		}
		for _, part := range [][]byte{x.body, x.answer, []byte(x.query.Encode()), []byte(x.path)} {
			if containsMark(part) {
				t.Errorf("a secret in %s %s", x.method, x.path)
			}
		}
	}
	_ = youtubetest.Marked
}
