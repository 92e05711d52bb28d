package instagram

import (
	"testing"

	"lotse/adapters/graph/graphtest"
	"lotse/inbox"
)

// What we ask for and send stands in Meta's own description.
func TestContracts(t *testing.T) {
	c := graphtest.Read(t, "../..", "instagram/IGComment.json")
	c.Struct(comment{}, "replies")
	c.Asked(commentFields, "replies")
	c.Asked(singleFields)
	c.Call("GET", "replies")
	c.Call("POST", "replies", "message")
	c.Call("POST", "#update", "hide")
	c.Call("DELETE", "#delete")
	for _, file := range []string{"IGMedia.json", "IGMediaForIGOnlyAPI.json"} { // Facebook's login and Instagram's
		m := graphtest.Read(t, "../..", "instagram/"+file)
		m.Struct(medium{})
		m.Asked(mediaFields)
		m.Asked(tagFields)
		m.Call("GET", "comments")
	}
	for _, file := range []string{"IGUser.json", "IGUserForIGOnlyAPI.json"} {
		u := graphtest.Read(t, "../..", "instagram/"+file)
		u.Asked("id,username,name")
		u.Call("GET", "media")
	}
	graphtest.Read(t, "../..", "instagram/IGRefreshAccessTokenForIGOnlyAPI.json").Asked("access_token,expires_in")
}

// A comment as Meta's pages show it maps without a loss.
func TestAComment(t *testing.T) {
	raw := `{"id":"17858154961981086","text":"Wann?","timestamp":"2026-02-24T09:15:16+0000","username":"erika_beispiel",
	 "from":{"id":"9876","username":"erika_beispiel","self_ig_scoped_id":"1"},"like_count":1,"hidden":false,
	 "replies":{"data":[{"id":"17847314687296283","text":"@erika_beispiel Morgen","timestamp":"2026-02-24T10:15:16+0000","username":"stadt","parent_id":"17858154961981086"}]}}`
	c := &Channel{id: "insta", self: inbox.Account{ID: "1", Handle: "Stadt"}}
	at := &medium{ID: "5", Permalink: "https://www.instagram.com/p/X/"}
	all, m, ok := c.readComment([]byte(raw), at, "")
	if !ok || len(all) != 1 || all[0].URL != "https://www.instagram.com/p/X/c/17858154961981086" || all[0].Parent != "5" ||
		all[0].Author.URL != "https://www.instagram.com/erika_beispiel" || all[0].PostedAt.Unix() != 1771924516 {
		t.Fatalf("%+v", all)
	}
	answers, broken, err := c.answers(t.Context(), "poll", &m, at)
	if err != nil || broken != 0 || len(answers) != 1 || answers[0].Kind != inbox.KindOwnPost || answers[0].Parent != m.ID {
		t.Errorf("%+v, %v", answers, err)
	}
}
