package config

import (
	"slices"
	"strings"
	"testing"

	"lotse/inbox"
)

// A kind whose token is only good with its app wants that app, and where its
// secret is; the secret itself is refused by any name.
func TestTheAppOfAToken(t *testing.T) {
	const channel = "[[channel]]\nid = \"v\"\nkind = \"youtube\"\ntoken_file = \"v.token\"\n"
	cfg, err := Parse("/etc/lotse/config.toml", []byte(good+channel+
		"client_id = \"4711-abc0def1ghi2jkl3mno4pqr5.apps.googleusercontent.com\"\nsecret_cmd = \"pass show app\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	c, _ := cfg.Channel("v")
	if c.ClientID == "" || !slices.Equal(c.Secret.Cmd, []string{"pass", "show", "app"}) || c.Token.File == "" {
		t.Errorf("%+v", c)
	}
	again, err := Parse("config.toml", Render(Answers{
		Town: "X", Land: "NW", Roles: []Answer{{"editor", "Redaktion"}}, Channels: []Channel{c},
		Persons: []inbox.Person{{ID: "a", Name: "A", Roles: []string{"editor"}}},
	}))
	if err != nil {
		t.Fatal(err)
	}
	if b, _ := again.Channel("v"); b.ClientID != c.ClientID || !slices.Equal(b.Secret.Cmd, c.Secret.Cmd) {
		t.Errorf("%+v", b)
	}
	const x = "[[channel]]\nid = \"v\"\nkind = \"x\"\n" // logs in with the browser where it has an app and no token
	if cfg, err = Parse("config.toml", []byte(good+x+"client_id = \"abc\"\n")); err != nil {
		t.Fatal(err)
	}
	if c, _ := cfg.Channel("v"); !c.LogsIn() {
		t.Errorf("%+v", c)
	}
	for text, want := range map[string]string{
		x:                               "file_needs",
		channel:                         "file_needs",
		channel + "client_id = \"x\"\n": "file_needs",
		channel + "client_id = \"x\"\nsecret_env = \"A\"\nsecret_file = \"b\"\n":          "secret_sources",
		channel + "client_id = \"x\"\nsecret_env = \"\"\n":                                "file_needs",
		channel + "client_id = \"x\"\nsecret_env = \"A-B\"\n":                             "file_value",
		channel + "client_id = \"x\"\nclient_secret = \"y\"\n":                            "secret_clear",
		channel + "client_id = \"x\"\nsecret_env = \"GOCSPX-aB3dE5gH7jK9mN1pQ3sT5vW7\"\n": "secret_clear",
	} {
		ps := problemsOf(t, text)
		if !slices.ContainsFunc(ps, func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("%q: %q, want %s", text, ps, want)
		}
	}
}
