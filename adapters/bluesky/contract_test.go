package bluesky

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"lotse/adapters/bluesky/blueskytest"
	"lotse/inbox"
)

// workday lets the adapter make every call it knows, each at least once.
func workday(t *testing.T) *world {
	w := newWorld(t)
	w.server.Publish("carl.bsky.example", blueskytest.Draft{Text: "Ich bin Carl."})
	root := w.post("Das Freibad öffnet.")
	asks := w.comment(berta, root, "Wann?")
	w.comment("carl.bsky.example", asks, "Um acht.")
	w.server.Publish(berta, blueskytest.Draft{Text: "Seht her", Quotes: root})
	w.server.Publish(berta, blueskytest.Draft{Text: "Hallo", Names: ours, Extra: map[string]any{
		"embed":  map[string]any{"$type": "app.bsky.embed.external", "external": map[string]any{"uri": "https://x.example/", "title": "X", "description": ""}},
		"labels": map[string]any{"$type": "com.atproto.label.defs#selfLabels", "values": []any{map[string]any{"val": "graphic-media"}}},
	}})
	w.server.Label(asks, "rude")
	w.poll()
	o := w.get(asks)
	ref := inbox.RefOf(&o.Content)
	_, err := w.ch.Refresh(t.Context(), []inbox.Ref{ref})
	if err == nil {
		_, err = w.ch.Thread(t.Context(), ref)
	}
	in := w.intent(o, "Um acht: https://linden.example/ @carl.bsky.example @niemand.example #Freibad")
	if err == nil {
		_, _, err = w.ch.Reconcile(t.Context(), in)
	}
	if err == nil {
		_, err = w.ch.Reply(t.Context(), in)
	}
	if err == nil {
		_, _, err = w.ch.Reconcile(t.Context(), in)
	}
	for _, m := range append(w.ch.Capabilities().Measures, inbox.MeasureHide, inbox.MeasureUnhide) {
		if err == nil {
			err = w.ch.Act(t.Context(), ref, m)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	w.turn(3 * time.Hour)
	w.poll()
	w.ch.Check(t.Context())
	return w
}

// What we send and what the network of the tests answers is what the published
// lexicons say, records included.
func TestLexicons(t *testing.T) {
	lex := readLexicons(t, contracts(t))
	methods := map[string]int{}
	for _, c := range workday(t).server.Calls() {
		main := lex[c.Method+"#main"]
		if main == nil {
			t.Fatalf("no lexicon for %s", c.Method)
		}
		methods[c.Method]++
		var bad []string
		if main.Parameters != nil {
			bad = lex.check("query", main.Parameters, c.Method, query(main.Parameters, c.Query))
		}
		if c.HTTP == http.MethodPost && main.Input != nil {
			bad = append(bad, lex.check("input", main.Input.Schema, c.Method, decoded(t, c.Body))...)
		}
		if c.Status == http.StatusOK {
			bad = append(bad, lex.check("output", main.Output.Schema, c.Method, decoded(t, c.Answer))...)
		}
		for _, why := range bad {
			t.Errorf("%s %s", c.Method, why)
		}
	}
	if len(methods) < 11 {
		t.Errorf("only these calls were compared: %v", methods)
	}
}

// query gives parameters the types they have in the lexicon.
func query(s *schema, q map[string][]string) map[string]any {
	out := map[string]any{}
	for name, values := range q {
		out[name] = values[0]
		switch p := s.Properties[name]; {
		case p == nil:
		case p.Type == "integer":
			n, err := strconv.ParseFloat(values[0], 64)
			if err != nil {
				continue
			}
			out[name] = n
		case p.Type == "array":
			list := []any{}
			for _, v := range values {
				list = append(list, v)
			}
			out[name] = list
		}
	}
	return out
}

func decoded(t *testing.T, s string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(s), &v); err != nil {
		t.Fatalf("%v in %.200s", err, s)
	}
	return v
}

// The same against the OpenAPI description, as far as that goes: it has no schema
// for posts as lists show them, and errors where the lexicons have none.
func TestOpenAPI(t *testing.T) {
	doc := "file://" + filepath.Join(contracts(t), "openapi.json")
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	compared := 0
	for _, call := range workday(t).server.Calls() {
		if call.Method == "com.atproto.moderation.createReport" {
			continue // the description wants exactly one of several open lists of words, and all take any
		}
		at := doc + "#/paths/~1xrpc~1" + call.Method + "/" + strings.ToLower(call.HTTP)
		for part, body := range map[string]string{
			"/requestBody/content/application~1json/schema":   call.Body,
			"/responses/200/content/application~1json/schema": call.Answer,
		} {
			if body == "" || strings.Contains(part, "responses") && call.Status != http.StatusOK {
				continue
			}
			s, err := c.Compile(at + part)
			if err != nil {
				t.Fatalf("%s: %v", call.Method, err)
			}
			v, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
			if o, ok := v.(map[string]any); ok && o["swapRecord"] == nil {
				delete(o, "swapRecord") // the description has lost that it may be null
			}
			if err == nil {
				err = s.Validate(v)
			}
			if err != nil {
				t.Errorf("%s: %v", call.Method, err)
			}
			compared++
		}
	}
	if compared < 30 {
		t.Errorf("%d bodies compared", compared)
	}
}

// The checker itself finds what is wrong.
func TestLexiconChecker(t *testing.T) {
	lex := readLexicons(t, contracts(t))
	good := `{"$type":"app.bsky.feed.post","text":"x","createdAt":"2026-11-23T08:00:00.000Z","langs":["de"]}`
	for record, want := range map[string]int{
		good: 0, strings.Replace(good, `"text":"x",`, "", 1): 1, strings.Replace(good, `"x"`, "7", 1): 1,
		strings.Replace(good, `"x"`, strconv.Quote(strings.Repeat("ä", 301)), 1): 1, strings.Replace(good, `2026-11-23T08`, "gestern", 1): 1,
		strings.Replace(good, `["de"]`, `["de","en","fr","it"]`, 1):                           1,
		strings.Replace(good, `"langs"`, `"reply":{"root":{"uri":"x","cid":"y"}},"langs"`, 1): 3,
	} {
		if bad := lex.check("record", lex["app.bsky.feed.post#main"].Record, posts, decoded(t, record)); len(bad) != want {
			t.Errorf("%s: %q", record, bad)
		}
	}
}

// What a real network answered, hostile texts and all, comes through whole.
func TestLiveSamples(t *testing.T) {
	dir := os.Getenv("LOTSE_CORPORA")
	if dir == "" {
		dir = "../../../shared/corpora"
	}
	c := &Channel{id: "town"}
	read := func(name string, into any) {
		raw, err := os.ReadFile(filepath.Join(dir, "live-server-samples", name))
		if err != nil {
			t.Skip("no samples of real servers here; set LOTSE_CORPORA to the folder with live-server-samples")
		}
		if err := json.Unmarshal(raw, into); err != nil {
			t.Fatal(err)
		}
	}
	var list struct{ Notifications []json.RawMessage }
	read("bsky-listNotifications.json", &list)
	var tree struct{ Thread node }
	read("bsky-getPostThread.json", &tree)
	texts := map[string]inbox.Content{}
	for _, raw := range list.Notifications {
		v, ok := readView(raw)
		o := c.content(&v, "")
		if isWanted(v.Reason) && (!ok || o.RemoteID == "" || o.Author.ID == "" || o.PostedAt.IsZero() || o.Ref == "") {
			t.Errorf("%t %+v", ok, o)
		}
		texts[o.RemoteID] = o
	}
	both := 0
	for _, s := range tree.Thread.below(nil) {
		if !s.ok {
			t.Errorf("%s", s.raw)
		}
		o := c.content(&s.view, "")
		if old, ok := texts[o.RemoteID]; ok {
			both++
			if old.Hash() != o.Hash() || old.ID() != o.ID() || old.Thread != o.Thread || old.Parent != o.Parent {
				t.Errorf("one post, two sights:\n%+v\n%+v", old, o)
			}
		}
	}
	t.Logf("%d notifications, %d of them in the thread as well", len(list.Notifications), both)
	if len(list.Notifications) == 0 || both == 0 {
		t.Error("nothing was compared")
	}
}

// No token is in anything the adapter says or keeps apart from the vault.
func TestNoTokenAnywhere(t *testing.T) {
	w := workday(t)
	said := fmt.Sprintf("%s %+v %+v %+v", w.cursor, w.seen, w.ch.Vitals(), w.ch.Check(t.Context()))
	for _, f := range []blueskytest.Fault{
		blueskytest.Refuse(400, "InvalidToken"), blueskytest.Refuse(500, "InternalServerError"), blueskytest.Refuse(403, "Forbidden"), blueskytest.Cut(),
	} {
		w.server.Queue("", f, f, f)
		_, err := w.ch.Poll(t.Context(), nil)
		var ce *inbox.ChannelError
		said += fmt.Sprintf(" %v %+v %#v", err, err, ce)
		w.server.Heal()
		w.server.Queue(renew, f)
		w.turn(119 * time.Minute)
		_, err = w.ch.Whoami(t.Context())
		said += fmt.Sprintf(" %v %+v", err, err)
		w.server.Heal()
	}
	if strings.Contains(said, blueskytest.Secret) {
		t.Error("a token was told")
	}
}
