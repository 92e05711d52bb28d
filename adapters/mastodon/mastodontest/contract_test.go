package mastodontest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// contracts is the folder of the public API descriptions. They are not part of
// this repository: without them there is nothing to compare with.
func contracts(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("LOTSE_CONTRACTS")
	if dir == "" {
		dir = "../../../../shared/contracts"
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "mastodon", "openapi.json")); err != nil {
		t.Skip("the API descriptions are not here; set LOTSE_CONTRACTS to their folder to compare with them")
	}
	return dir
}

// What the Mastodon flavour answers is what the API description promises.
func TestContract(t *testing.T) {
	doc := "file://" + filepath.Join(contracts(t), "mastodon", "openapi.json")
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()

	s, own, berta, _ := town(t, Mastodon)
	root := s.OwnPost(own, "Das #Freibad https://linden.example/ öffnet.")
	asks := s.ReplyTo(berta, root, "Wann?")
	s.Edit(asks, "@linden Wann genau?")
	s.Publish(berta, Draft{
		Text: "@linden seht", Quotes: root.ID, Warning: "Bild", Language: "-",
		Media: []Media{{URL: "https://weit.example/a.png", Width: 640, Height: 480}},
	})
	s.Favourite(berta, root)
	s.Follow(berta, own)
	s.Direct(berta, own, "vertraulich")
	gone := s.OwnPost(own, "weg")
	report := url.Values{"account_id": {berta.ID}, "status_ids[]": {asks.ID}, "category": {"spam"}}

	quote, err := c.Compile(doc + "#/components/schemas/Quote")
	if err != nil {
		t.Fatal(err)
	}
	quotes := 0
	for _, q := range []struct {
		method, path string
		fields       url.Values
		schema       string // of each item, when the answer is a list
	}{
		{"GET", "/api/v1/instance", nil, "V1Instance"},
		{"GET", "/api/v2/instance", nil, "Instance"},
		{"GET", "/api/v1/apps/verify_credentials", nil, "Application"},
		{"GET", "/api/v1/accounts/verify_credentials", nil, "CredentialAccount"},
		{"GET", "/api/v1/accounts/" + berta.ID, nil, "Account"},
		{"GET", "/api/v1/accounts/lookup?acct=berta@weit.example", nil, "Account"},
		{"GET", "/api/v1/accounts/relationships?id[]=" + berta.ID, nil, "Relationship"},
		{"GET", "/api/v1/accounts/" + own.ID + "/statuses", nil, "Status"},
		{"GET", "/api/v1/notifications?include_filtered=true", nil, "Notification"},
		{"GET", "/api/v1/notifications/1", nil, "Notification"},
		{"GET", "/api/v1/notifications/requests", nil, "NotificationRequest"},
		{"GET", "/api/v2/notifications/policy", nil, "NotificationPolicy"},
		{"GET", "/api/v1/statuses/" + asks.ID, nil, "Status"},
		{"GET", "/api/v1/statuses?id[]=" + asks.ID + "&id[]=" + root.ID, nil, "Status"},
		{"GET", "/api/v1/statuses/" + root.ID + "/context", nil, "Context"},
		{"GET", "/api/v1/statuses/" + asks.ID + "/history", nil, "StatusEdit"},
		{"GET", "/api/v1/statuses/" + root.ID + "/source", nil, "StatusSource"},
		{"POST", "/api/v1/statuses", url.Values{"status": {"@berta@weit.example Um 8."}, "in_reply_to_id": {asks.ID}}, "Status"},
		{"PUT", "/api/v1/statuses/" + gone.ID, url.Values{"status": {"bald weg"}}, "Status"},
		{"POST", "/api/v1/statuses/" + asks.ID + "/favourite", url.Values{}, "Status"},
		{"POST", "/api/v1/accounts/" + berta.ID + "/mute", url.Values{}, "Relationship"},
		{"POST", "/api/v1/reports", report, "Report"},
		{"POST", "/api/v1/statuses", url.Values{}, "Error"},
		{"GET", "/api/v1/statuses/1", nil, "Error"},
	} {
		sch, err := c.Compile(doc + "#/components/schemas/" + q.schema)
		if err != nil {
			t.Fatal(err)
		}
		r := ask(t, s, own, q.method, q.path, q.fields)
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(r.body))
		if err != nil {
			t.Fatalf("%s: %v", q.path, err)
		}
		items, isList := v.([]any)
		if !isList {
			items = []any{v}
		}
		if len(items) == 0 {
			t.Errorf("%s: nothing to compare", q.path)
		}
		for _, item := range items {
			if o := takeQuote(item); o != nil {
				quotes++
				if err := quote.Validate(o); err != nil {
					t.Errorf("%s %s, quote: %v", q.method, q.path, err)
				}
			}
			if err := sch.Validate(item); err != nil {
				t.Errorf("%s %s: %v", q.method, q.path, err)
			}
		}
	}
	if quotes == 0 {
		t.Error("no quote was compared")
	}
}

// takeQuote takes the quote out of a status or a notification. The description
// wants exactly one of two forms there, of which every full quote fits both.
func takeQuote(item any) any {
	o := item.(map[string]any)
	if s, ok := o["status"].(map[string]any); ok {
		o = s
	}
	q := o["quote"]
	if q != nil {
		o["quote"] = nil
	}
	return q
}

// The other flavours have no description, but recordings: each field that was
// there is here, of the same JSON type.
func TestRecordedShapes(t *testing.T) {
	dir := filepath.Join(contracts(t), "..", "corpora", "live-server-samples")
	for file, f := range map[string]Flavour{"gts-notifications.json": GoToSocial, "snac-notifications.json": Snac} {
		raw, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Skip("the recordings of other servers are not beside the API descriptions")
		}
		var want []any
		if err := json.Unmarshal(raw, &want); err != nil {
			t.Fatal(err)
		}
		s, own, berta, _ := town(t, f)
		made := ask(t, s, own, "POST", "/api/v1/statuses", url.Values{"status": {"Moin"}}).object(t)
		s.Mention(berta, own, "Guten Tag")
		got := notifications(t, s, own, "").list(t)[0]
		if app, ok := made["application"]; ok { // only posts made over the API have one
			got["status"].(map[string]any)["application"] = app
		}
		sameShape(t, file, want[0], got)
	}
}

func sameShape(t *testing.T, at string, want, got any) {
	t.Helper()
	if want == nil || got == nil { // null stands for any type
		return
	}
	if w, g := fmt.Sprintf("%T", want), fmt.Sprintf("%T", got); w != g {
		t.Errorf("%s is %s there and %s here", at, w, g)
		return
	}
	switch w := want.(type) {
	case map[string]any:
		for k, v := range w {
			g, ok := got.(map[string]any)[k]
			if !ok {
				t.Errorf("%s.%s is missing", at, k)
			}
			sameShape(t, at+"."+k, v, g)
		}
		for k := range got.(map[string]any) {
			if _, ok := w[k]; !ok {
				t.Errorf("%s.%s is not there on the real one", at, k)
			}
		}
	case []any:
		if g := got.([]any); len(w) > 0 && len(g) > 0 {
			sameShape(t, at+"[]", w[0], g[0])
		}
	}
}
