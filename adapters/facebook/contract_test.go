package facebook

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lotse/adapters/graph/graphtest"
	"lotse/inbox"
)

// What we ask for and send stands in Meta's own description.
func TestContracts(t *testing.T) {
	c := graphtest.Read(t, "../..", "facebook/Comment.json")
	c.Struct(comment{})
	c.Asked(commentFields)
	c.Call("GET", "comments", "filter", "order")
	c.Call("POST", "comments", "message")
	c.Call("POST", "likes")
	c.Call("POST", "#update", "is_hidden")
	c.Call("DELETE", "#delete")
	p := graphtest.Read(t, "../..", "facebook/PagePost.json")
	p.Struct(post{}, "comments")
	p.Asked(listFields, "comments")
	p.Call("GET", "comments", "filter", "order")
	page := graphtest.Read(t, "../..", "facebook/Page.json")
	page.Asked("id,name,username,link", "id")
	page.Call("GET", "published_posts", "limit")
	page.Call("GET", "visitor_posts", "limit")
	page.Call("GET", "tagged")
	page.Call("POST", "blocked", "user")
	for _, param := range []struct{ name, value string }{
		{"commentcomments_filter_enum_param", stream().Get("filter")},
		{"commentcomments_order_enum_param", stream().Get("order")},
		{"pagepostcomments_filter_enum_param", stream().Get("filter")},
		{"pagepostcomments_order_enum_param", stream().Get("order")},
	} {
		if !slices.Contains(values(t, param.name), param.value) {
			t.Errorf("%s does not take %q", param.name, param.value)
		}
	}
}

func values(t *testing.T, name string) []string {
	t.Helper()
	dir := os.Getenv("CONTRACTS_DIR")
	if dir == "" {
		dir = "../../../shared/contracts"
	}
	raw, err := os.ReadFile(filepath.Join(dir, "facebook", "enum_types.json"))
	if err != nil {
		t.Skip("the platform's description is not here; set CONTRACTS_DIR to its folder to compare with it")
	}
	var all []struct {
		Name   string
		Values []string
	}
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if e.Name == name {
			return e.Values
		}
	}
	return nil
}

// A comment as Meta's pages show it maps without a loss.
func TestAComment(t *testing.T) {
	raw := `{"id":"122131676912594941_1213590066982748","created_time":"2026-03-22T17:33:24+0000","message":"Wie lange noch?",
	 "from":{"name":"Erika Beispiel","id":"7654321"},"parent":{"created_time":"2026-03-22T17:00:00+0000","message":"x","id":"122131676912594941_99"},
	 "comment_count":0,"like_count":1,"is_hidden":true,"is_private":false,"can_comment":true,"can_hide":true,"can_remove":true,
	 "permalink_url":"https://www.facebook.com/1?comment_id=2","attachment":{"type":"photo","media":{"image":{"height":720,"src":"https://x/1.jpg?a=b","width":540}},
	 "target":{"id":"5","url":"https://www.facebook.com/photo/5"},"url":"https://www.facebook.com/photo/5"},
	 "message_tags":[{"id":"1","length":14,"name":"Erika Beispiel","offset":0,"type":"user"}]}`
	o, ok := (&Channel{id: "page"}).readComment([]byte(raw), "101_122131676912594941", "101")
	if !ok || o.Text != "Wie lange noch?" || o.Author.Name != "Erika Beispiel" || o.Parent != "122131676912594941_99" ||
		o.Thread != "101_122131676912594941" || o.Gone != inbox.HiddenByUs || o.PostedAt.Unix() != 1774200804 || len(o.Media) != 1 {
		t.Errorf("%+v", o)
	}
}
