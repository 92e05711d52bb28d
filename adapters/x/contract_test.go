package x

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"lotse/adapters/x/xtest"
	"lotse/inbox"
)

// contract is one edition of the API's description.
type contract struct {
	testing.TB
	file     string
	doc      map[string]any
	compiler *jsonschema.Compiler
	checked  map[string]int
}

func openContract(t testing.TB, name string) *contract {
	dir := os.Getenv("CONTRACTS_DIR")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "contracts")
	}
	file, err := filepath.Abs(filepath.Join(dir, "x", name))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Skipf("no contracts of X here (CONTRACTS_DIR): what the test server says is not compared with them")
	}
	c := &contract{TB: t, file: file, compiler: jsonschema.NewCompiler(), checked: map[string]int{}}
	if err := json.Unmarshal(raw, &c.doc); err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c.compiler.DefaultDraft(jsonschema.Draft2020)
	if err := c.compiler.AddResource("file:///x.json", doc); err != nil {
		t.Fatal(err)
	}
	return c
}

func at(v any, path ...string) any {
	for _, p := range path {
		m, _ := v.(map[string]any)
		v = m[p]
	}
	return v
}

// operation finds the description of a call.
func (c *contract) operation(method, path string) (string, map[string]any) {
	for name, o := range at(c.doc, "paths").(map[string]any) {
		a, b := strings.Split(name, "/"), strings.Split(path, "/")
		same := len(a) == len(b)
		for i := range a {
			same = same && (a[i] == b[i] || strings.HasPrefix(a[i], "{") && usableID(b[i]))
		}
		if op, ok := at(o, strings.ToLower(method)).(map[string]any); same && ok {
			return name, op
		}
	}
	c.Errorf("the contract knows no %s %s", method, path)
	return "", nil
}

// asks checks names of the query, and the fields that are asked for.
func (c *contract) asks(op map[string]any, q url.Values, spelling xtest.Spelling) {
	known := map[string]any{}
	params, _ := op["parameters"].([]any)
	for _, p := range params {
		if ref, ok := at(p, "$ref").(string); ok {
			p = at(c.doc, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
		}
		name, _ := at(p, "name").(string)
		known[name] = p
	}
	for name, values := range q {
		p, ok := known[name]
		if name == "tweet.fields" && spelling == xtest.Posts {
			_, ok = known["post.fields"]
			p = nil // asked for in the old spelling, which is still taken
		}
		if !ok {
			c.Errorf("no parameter %s", name)
		}
		allowed, _ := at(p, "schema", "items", "enum").([]any)
		for one := range strings.SplitSeq(values[0], ",") {
			if len(allowed) > 0 && !slices.Contains(allowed, any(one)) {
				c.Errorf("%s cannot be %s", name, one)
			}
		}
	}
}

// answers checks a body against the schema of its call.
func (c *contract) answers(name, method, status string, body []byte) {
	pointer := "file:///x.json#/paths/" + url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(name)) + "/" + strings.ToLower(method) + "/responses/" + status + "/content/application~1json/schema"
	s, err := c.compiler.Compile(pointer)
	if err != nil {
		c.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		c.Fatal(err)
	}
	if err := s.Validate(v); err != nil {
		c.Errorf("%s %s: %v\n%.500s", method, name, err, body)
	}
	c.checked[method+" "+name]++
}

// RoundTrip lets a call through and compares both directions.
func (c *contract) over(next http.RoundTripper, spelling xtest.Spelling) http.RoundTripper {
	return trip(func(r *http.Request) (*http.Response, error) {
		var sent []byte
		if r.Body != nil {
			sent, _ = io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(sent))
		}
		resp, err := next.RoundTrip(r)
		if err != nil {
			return nil, err
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body = io.NopCloser(bytes.NewReader(body))
		if r.URL.Path == "/oauth2/token" || strings.HasPrefix(r.URL.Path, "/files/") {
			return resp, nil // older than the contract, and the store of files
		}
		name, op := c.operation(r.Method, r.URL.Path)
		if op == nil {
			return resp, nil
		}
		c.asks(op, r.URL.Query(), spelling)
		if resp.StatusCode < 300 {
			c.answers(name, r.Method, resp.Status[:3], body)
		}
		if len(sent) > 0 {
			s, err := c.compiler.Compile("file:///x.json#/paths/" + strings.ReplaceAll(url.PathEscape(strings.ReplaceAll(name, "/", "~1")), "%7E", "~") + "/" + strings.ToLower(r.Method) + "/requestBody/content/application~1json/schema")
			v, bad := jsonschema.UnmarshalJSON(bytes.NewReader(sent))
			if err != nil || bad != nil {
				c.Error(err, bad)
			} else if err := s.Validate(v); err != nil {
				c.Errorf("sent: %v", err)
			}
		}
		return resp, nil
	})
}

type trip func(*http.Request) (*http.Response, error)

func (f trip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// What we send and what the test server says is what the API's two editions
// describe, each in its spelling.
func TestBothEditionsOfTheContract(t *testing.T) {
	for name, spelling := range map[string]xtest.Spelling{"openapi-2.166-tweetfields.json": xtest.Tweets, "openapi-2.167-postfields.json": xtest.Posts} {
		t.Run(name, func(t *testing.T) {
			c := openContract(t, name)
			base := &http.Transport{}
			t.Cleanup(base.CloseIdleConnections)
			for _, expand := range []bool{true, false} {
				w := newWorld(t, func(o *Config) {
					o.ExpandAuthors = expand
					o.Transport.Base = c.over(base, spelling)
				})
				w.server.Spelling = spelling
				post := w.server.Own("Markttag https://linden.example/markt")
				id := w.server.Write("erika", post, "Bis wann?", func(p *xtest.Post) { p.Media, p.Note = "Ein Stand", strings.Repeat("Lang. ", 60) })
				w.server.Write("jonas", post, "Nie", xtest.Silent, func(p *xtest.Post) { p.Quotes = post })
				w.poll()
				w.server.Edit(id, "Bis wann genau?")
				gone := w.server.Write("lena", post, "Weg")
				w.poll()
				w.server.Delete(gone)
				a, b := w.get(id), w.get(gone)
				if _, err := w.ch.Refresh(t.Context(), []inbox.Ref{inbox.RefOf(&a.Content), inbox.RefOf(&b.Content)}); err != nil {
					t.Error(err)
				}
				if _, err := w.ch.Reply(t.Context(), w.intent(a, "Bis 13 Uhr.")); err != nil {
					t.Error(err)
				}
				if err := w.ch.Act(t.Context(), inbox.RefOf(&a.Content), inbox.MeasureHide); err != nil {
					t.Error(err)
				}
				w.ch.Check(t.Context())
				for range 3 {
					if _, _, err := w.ch.Vanished(t.Context(), []inbox.Ref{inbox.RefOf(&b.Content)}); err != nil {
						t.Error(err)
					}
				}
			}
			if len(c.checked) < 8 {
				t.Errorf("compared only %v", c.checked)
			}
		})
	}
}
