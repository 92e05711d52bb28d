package config

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/pelletier/go-toml/v2"

	"lotse/inbox"
	"lotse/inbox/config/strict"
)

// good is the part of the format that is fixed.
const good = `town = "Neustadt am Fluss"
land = "NW"                       # holidays
time_zone = "Europe/Berlin"
language = "de"

[[role]]
id = "editor"
name = "Social-Media-Redaktion"

[[person]]
id = "ayse"
name = "Ayse Yilmaz"
roles = ["editor"]

[[channel]]
id = "mastodon"
kind = "mastodon"
server = "https://social.example"
token_env = "LOTSE_MASTODON"
`

func TestFixedPart(t *testing.T) {
	cfg, err := Parse("config.toml", []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	h := &cfg.House
	if h.Town != "Neustadt am Fluss" || h.Land != "NW" || h.Zone.String() != "Europe/Berlin" || h.Language != "de" {
		t.Errorf("house: %+v", h)
	}
	if !reflect.DeepEqual(h.Roles, []inbox.Role{inbox.DefaultRole("editor", "Social-Media-Redaktion")}) {
		t.Errorf("roles: %+v", h.Roles)
	}
	if h.PersonName("ayse") != "Ayse Yilmaz" || h.Periods != inbox.DefaultPeriods() || !slices.Equal(h.Channels, []string{"mastodon"}) {
		t.Errorf("house: %+v", h)
	}
	want := Channel{
		ID: "mastodon", Kind: "mastodon", Server: "https://social.example",
		Token: TokenSource{Env: "LOTSE_MASTODON"}, BackTo: 14 * 24 * time.Hour, Enabled: true,
	}
	if c, ok := cfg.Channel("mastodon"); !ok || !reflect.DeepEqual(c, want) {
		t.Errorf("channel: %+v", c)
	}
	if cfg.UI != DefaultUI() || len(cfg.Views) != 0 {
		t.Errorf("defaults: %+v %+v", cfg.UI, cfg.Views)
	}
}

func TestEverythingSaid(t *testing.T) {
	cfg, err := Parse("/etc/lotse/config.toml", []byte(`
town = "Neustadt"
land = "BY"
language = "en"
[[role]]
id = "editor"
rights = ["read"]
releases = ["A", "K"]
latitude = { A = ["L3"], B = [], K = ["L1", "L3"] }
[[person]]
id = "a"
roles = ["editor"]
disabled = true
[[channel]]
id = "feed"
kind = "feed"
server = "http://127.0.0.1:8080/feed"
token_cmd = "pass show 'lotse feed'"
poll_every = "90s"
back_to = "1d12h"
enabled = false
[[channel]]
id = "m"
kind = "mastodon"
server = "https://m.example/"
token_file = "m.token"
[[view]]
name = "Eingang"
query = 'ist:offen kanal:m rolle:editor "Müll"'
[periods]
undo = "0s"
lease = "1h"
[ui]
theme = "mine_2"
plain = true
fps = 30
mouse = false
[triage]
mute = ["profanity", "spam"]
[keys]
reply = "r"
take = ["m", "ctrl+t"]
`))
	if err != nil {
		t.Fatal(err)
	}
	r := cfg.House.Roles[0]
	if !slices.Equal(r.Rights, []inbox.Right{"read"}) || !slices.Equal(r.Releases, []inbox.Category{"A", "K"}) {
		t.Errorf("role: %+v", r)
	}
	_, b := r.Matrix["B"]
	if r.Matrix["A"] != inbox.Grants(inbox.L3) || b || r.Matrix["K"] != inbox.Grants(inbox.L1, inbox.L3) || r.Matrix["C"] != inbox.Grants(inbox.L1, inbox.L3) {
		t.Errorf("matrix: %+v", r.Matrix)
	}
	feed, m := cfg.Channels[0], cfg.Channels[1]
	if !slices.Equal(feed.Token.Cmd, []string{"pass", "show", "lotse feed"}) || feed.PollEvery != 90*time.Second || feed.BackTo != 36*time.Hour || feed.Enabled {
		t.Errorf("feed: %+v", feed)
	}
	if m.Server != "https://m.example" || m.Token.File != filepath.FromSlash("/etc/lotse/m.token") {
		t.Errorf("mastodon: %+v", m)
	}
	if cfg.UI != (UI{"mine_2", true, 30, false}) || cfg.Triage.Mute != inbox.SetOf(inbox.LabelProfanity, inbox.LabelSpam) {
		t.Errorf("screen: %+v %v", cfg.UI, cfg.Triage)
	}
	if cfg.House.Periods.Undo != 0 || cfg.House.Periods.Lease != time.Hour || cfg.House.Persons[0].Name != "a" || !cfg.House.Persons[0].Disabled {
		t.Errorf("house: %+v", cfg.House)
	}
	if !reflect.DeepEqual(cfg.Keys, map[string][]string{"reply": {"r"}, "take": {"m", "ctrl+t"}}) {
		t.Errorf("keys: %v", cfg.Keys)
	}
	if p := cfg.KeyProblem("take", inbox.Fail(inbox.CodeUnknownName)).Place(); !strings.HasSuffix(p, "config.toml:42:8") {
		t.Errorf("place of a key: %s", p)
	}
	if len(cfg.Views) != 1 || cfg.Views[0].Query.String() != "is:open channel:m role:editor Müll" {
		t.Errorf("views: %+v", cfg.Views)
	}
}

// problemsOf gives each problem as "line:column code key-or-what".
func problemsOf(t *testing.T, config string) []string {
	t.Helper()
	_, err := Parse("c.toml", []byte(config))
	if err == nil {
		return nil
	}
	var ps *Problems
	if !errors.As(err, &ps) {
		t.Fatalf("no list of problems: %v", err)
	}
	var out []string
	for _, p := range ps.List {
		arg := p.Args["key"]
		for _, name := range []string{"kind", "what", "field", "channel"} {
			if v := p.Args[name]; v != "" {
				arg = v
			}
		}
		line := fmt.Sprintf("%d:%d %s %s", p.Line, p.Column, p.Code, arg)
		if n := p.Args["nearest"]; n != "" {
			line += " ~" + n
		}
		out = append(out, line)
	}
	return out
}

func TestMistakesHaveTheirPlace(t *testing.T) {
	head := strings.Count(good, "\n")
	for _, tc := range []struct {
		add  string // after the good part
		want []string
	}{
		{"pol_every = \"1m\"", []string{"1:1 file_key pol_every ~poll_every"}},
		{"[[vieuw]]\nname = \"x\"", []string{"1:3 file_key vieuw ~view"}},
		{"poll_every = 60", []string{"1:14 file_type channel.poll_every"}},
		{"poll_every = \"1 minute\"\nback_to = \"-3h\"", []string{"1:14 file_value channel.poll_every", "2:11 file_value channel.back_to"}},
		{"enabled = \"no\"", []string{"1:11 file_type channel.enabled"}},
		{"token_file = \"x\"", []string{"1:1 secret_sources mastodon"}},
		{"token = \"abc\"", []string{"1:1 secret_clear token"}},
		{"client-secret = \"x\"", []string{"1:1 secret_clear client-secret"}},
		{"[[channel]]\nid = \"b\"\nkind = \"mastodon\"\nserver = \"https://x.example\"\ntoken_env = \"aB3dE5gH7jK9mN1pQ3sT5vW7\"", []string{"5:13 secret_clear channel.token_env"}},
		{"[[channel]]\nid = \"b\"\nkind = \"mastodon\"\nserver = \"https://u:p@x.example\"\ntoken_env = \"A\"", []string{"4:10 secret_clear channel.server"}},
		{"[[channel]]\nid = \"b\"\nkind = \"mastodon\"\nserver = \"http://x.example\"\ntoken_env = \"A-B\"", []string{"4:10 file_value channel.server", "5:13 file_value channel.token_env"}},
		{"[[channel]]\nid = \"mastodon\"\nkind = \"mastodn\"", []string{"2:6 file_twice channel.id", "3:8 unknown_name kind ~mastodon"}},
		{"[[channel]]\nid = \"m2\"\nkind = \"mastodon\"", []string{"1:3 file_needs server", "1:3 file_needs token_env"}},
		{"[[channel]]\nid = \"m2\"\nkind = \"mastodon\"\nserver=\"\"\nenabled=false", []string{"4:8 file_needs server"}},
		{"[[role]]\nid = \"editor\"", []string{"2:6 file_twice role.id"}},
		{"[[role]]\nid = \"x\"\nrights = [\"read\", \"raed\"]\nreleases = [\"Z\"]\nlatitude = { A = [\"L9\"], Q = [\"L1\"] }", []string{
			"3:19 unknown_name right ~read", "4:13 unknown_name category", "5:19 unknown_name latitude", "5:26 unknown_name category",
		}},
		{"[[person]]\nid = \"karl\"\nroles = [\"editor\", \"pres\"]", []string{"3:20 unknown_name role"}},
		{"[[person]]\nid = \"ich\"\nroles = []", []string{"2:6 file_value person.id", "3:9 file_needs roles"}},
		{"[[person]]\nid = \"karl otto\"", []string{"1:3 file_needs roles", "2:6 file_value person.id"}},
		{"[[view]]\nname = \"x\"\nquery = \"ist:ofen\"", []string{"3:14 query_value is"}},
		{"[[view]]\nname = \"x\"\nquery = \"ist:offen kanal:facebook\"", []string{"3:9 query_value channel"}},
		{"[[view]]\nquery = \"\"", []string{"1:3 file_needs name", "2:9 file_needs query"}},
		{"[ui]\ntheme = \"../x\"\nfps = 0\nplain = 1", []string{"2:9 file_value ui.theme", "3:7 file_value ui.fps", "4:9 file_type ui.plain"}},
		{"[periods]\nundo = \"20\"\nlease = \"0s\"", []string{"2:8 file_value periods.undo", "3:9 file_value periods.lease"}},
		{"[[calendar]]\nid = \"a\"\nmon = \"8-16\"\nclosed = [\"24.12.\"]\ndays = { \"x\" = \"08:00-09:00\", \"2026-12-24\" = \"12:00-08:00\" }", []string{
			"3:7 file_value calendar.mon", "4:11 file_value calendar.closed", "5:10 file_value calendar.days", "5:46 file_value calendar.days.2026-12-24",
		}},
		{"calendar = \"rathaus\"", []string{"1:12 unknown_name calendar"}},
		{"[reaction]\ne1 = \"bald\"\nalways = [\"E9\"]", []string{"2:6 file_value reaction.e1", "3:11 unknown_name level"}},
		{"[triage]\nmute = [\"swearing\"]", []string{"2:9 unknown_name label"}},
		{"[keys]\nreply = 1", []string{"2:9 file_type keys.reply"}},
		{"kind = \"feed\"", []string{"1:1 file_syntax "}},
		{"account = \"ä\"\nid = ", []string{"2:5 file_syntax "}},
	} {
		var want []string
		for _, w := range tc.want {
			var line, column int
			var rest string
			if _, err := fmt.Sscanf(w, "%d:%d", &line, &column); err != nil {
				t.Fatal(err)
			}
			_, rest, _ = strings.Cut(w, " ")
			want = append(want, fmt.Sprintf("%d:%d %s", head+line, column, rest))
		}
		got := problemsOf(t, good+tc.add)
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", tc.add, got, want)
		}
	}
}

func TestEverythingAtOnce(t *testing.T) {
	got := problemsOf(t, "land = \"XX\"\ntime_zone = \"Europe/Neustadt\"\nlanguage = \"fr\"\ncolour = 3\n")
	want := []string{
		"1:1 file_needs town", "1:1 file_needs role", "1:1 file_needs person",
		"1:8 unknown_name land", "2:13 unknown_name time_zone", "3:12 unknown_name language", "4:1 file_key colour",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

func TestNoMessageHoldsASecret(t *testing.T) {
	const token = "aB3dE5gH7jK9mN1pQ3sT5vW7"
	for _, line := range []string{
		"token = \"%s\"", "token_env = \"%s\"", "token_cmd = \"echo %s\"", "poll_every = \"%s\"", "[triage]\nmute = [\"%s\"]", "[ui]\ntheme = \"%s\"",
		"server = \"https://x.example/?access_token=%s\"", "server = \"https://%s@x.example\"",
	} {
		config := strings.Replace(good, "server = \"https://social.example\"\ntoken_env = \"LOTSE_MASTODON\"\n", "", 1) + fmt.Sprintf(line, token)
		_, err := Parse("c.toml", []byte(config))
		if err == nil || strings.Contains(err.Error(), token) || !strings.Contains(err.Error(), string(inbox.CodeSecretClear)) {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func TestWhatLooksLikeASecret(t *testing.T) {
	for s, want := range map[string]bool{
		"aB3dE5gH7jK9mN1pQ3sT5vW7": true, "echo aB3dE5gH7jK9mN1pQ3sT5vW7": true, "EAAGm0PX4ZCpsBAKZC": true, "Bearer abcdefghijkl": true,
		"LOTSE_MASTODON_2_TOKEN_PRODUCTION": false, "/run/secrets/lotse-mastodon-token": false, "pass show lotse/mastodon": false,
		"EAA": false, "AAAA und weitere Worte": false, "1d12h": false, "Amt für Bau, Verkehr und Grünflächen 2": false,
	} {
		if looksSecret(s) != want {
			t.Errorf("%s: %v", s, !want)
		}
	}
	for s, want := range map[string]bool{
		"https://x.example/feed?a=1&access_token=abc": true, "https://x.example/#token=x": true,
		"https://x.example/feed?key=": false, "https://www.youtube.example/feeds/videos.xml?channel_id=UC_x5XG1OV2P6uZZ5FSM9Ttw": false,
	} {
		if carriesSecret(s) != want {
			t.Errorf("%s: %v", s, !want)
		}
	}
}

func TestExampleIsCompleteAndHoldsTheDefaults(t *testing.T) {
	const file = "../../config.example.toml"
	cfg, err := Load(file)
	if err != nil {
		t.Fatal(err)
	}
	if cfg.UI != DefaultUI() || cfg.House.Periods != inbox.DefaultPeriods() || cfg.House.Reactions != inbox.DefaultReactions() || cfg.Triage.Mute != 0 || cfg.House.Waves != inbox.DefaultWaveRules() {
		t.Errorf("the example shows other defaults: %+v %+v", cfg.UI, cfg.House.Periods)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	mentioned(t, string(data), reflect.TypeFor[document]())

	// What the library reads in its own strict mode is the same.
	var ours, theirs document
	f := fileOf(t, data)
	f.Decode(&ours, nil)
	d := toml.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&theirs); err != nil || f.Err() != nil {
		t.Fatal(err, f.Err())
	}
	if a, b := fmt.Sprintf("%+v", ours), fmt.Sprintf("%+v", theirs); a != b {
		t.Errorf("read differently:\n%s\n%s", a, b)
	}
}

func mentioned(t *testing.T, example string, typ reflect.Type) {
	t.Helper()
	for i := range typ.NumField() {
		f := typ.Field(i)
		key := f.Tag.Get("toml")
		if key == "" {
			t.Errorf("%s.%s has no key", typ, f.Name)
		}
		elem := f.Type
		if elem.Kind() == reflect.Slice {
			elem = elem.Elem()
		}
		pattern := `(?m)^(# )?` + key + ` = `
		if elem.Kind() == reflect.Struct {
			pattern = `(?m)^\[\[?` + key + `\]\]?$`
			mentioned(t, example, elem)
		} else if f.Type == reflect.TypeFor[map[string][]string]() && key == "keys" {
			pattern = `(?m)^\[keys\]$`
		}
		if !regexp.MustCompile(pattern).MatchString(example) {
			t.Errorf("config.example.toml does not mention %s of %s", key, typ)
		}
	}
}

func TestExampleNamesWhatIsKnown(t *testing.T) {
	data, err := os.ReadFile("../../config.example.toml")
	if err != nil {
		t.Fatal(err)
	}
	words := slices.Concat(Lands(), Kinds(), Themes(), Languages(), inbox.DefaultRoleIDs())
	for _, r := range inbox.Rights() {
		words = append(words, string(r))
	}
	for _, w := range words {
		if !regexp.MustCompile(`\b` + w + `\b`).Match(data) {
			t.Errorf("config.example.toml does not name %s", w)
		}
	}
}

func TestRenderedAnswersLoad(t *testing.T) {
	a := Answers{
		Town: "Bad \"Neustadt\" \\ Höh\nle", Land: "SN",
		Roles:   []Answer{{"editor", "Redaktion"}, {"press", "Pressestelle"}},
		Persons: []inbox.Person{{ID: "ayse", Name: "Ayse", Roles: []string{"editor", "press"}}, {ID: "k", Name: "K", Roles: []string{"press"}, Disabled: true}},
		Channels: []Channel{
			{ID: "m", Kind: "mastodon", Server: "https://m.example", Token: TokenSource{Keyring: true}, PollEvery: time.Minute, BackTo: 36 * time.Hour, Enabled: true},
			{ID: "f", Kind: "file", Token: TokenSource{Cmd: []string{"pass", "show", "a b"}}, BackTo: time.Hour},
		},
	}
	cfg, err := Parse("config.toml", Render(a))
	if err != nil {
		t.Fatalf("%v\n%s", err, Render(a))
	}
	if cfg.House.Town != a.Town || !reflect.DeepEqual(cfg.Channels, a.Channels) || !reflect.DeepEqual(cfg.House.Persons, a.Persons) {
		t.Errorf("got %+v", cfg)
	}
	if _, err := Parse("config.toml", Render(Answers{Town: "x", Land: "HH", Roles: a.Roles, Persons: a.Persons})); err != nil {
		t.Error(err)
	}
}

func TestLoadTellsAMissingFileFromAnUnreadableOne(t *testing.T) {
	dir := t.TempDir()
	if _, err := Load(filepath.Join(dir, "none.toml")); inbox.CodeOf(err) != inbox.CodeNoConfig {
		t.Error(err)
	}
	if _, err := Load(dir); inbox.CodeOf(err) != inbox.CodeFileRead {
		t.Error(err)
	}
}

// The clocks of a channel run in its own calendar, else in the first, else in the
// hours of a town hall.
func TestServiceTime(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) // a Monday
	for _, tc := range []struct{ add, channel, want string }{
		{"", "mastodon", "23. 14:00"},
		{"[[calendar]]\nid = \"a\"\ntue = \"10:00-20:00\"", "mastodon", "24. 14:00"},
		{"calendar = \"b\"\n[[calendar]]\nid = \"a\"\ntue = \"10:00-20:00\"\n[[calendar]]\nid = \"b\"\nwed = \"10:00-20:00\"", "mastodon", "25. 14:00"},
		{"[[calendar]]\nid = \"a\"\nmon = \"00:00-24:00\"\ndays = { \"2026-11-23\" = \"\" }", "mastodon", "30. 04:00"},
		{"[reaction]\ne1 = \"1h\"\nalways = [\"E1\"]", "mastodon", "23. 11:00"},
	} {
		cfg, err := Parse("config.toml", []byte(good+tc.add))
		if err != nil {
			t.Fatalf("%s: %v", tc.add, err)
		}
		c := inbox.Content{Channel: tc.channel, RemoteID: "1", PostedAt: at}
		it := inbox.Item{ID: c.ID(), Content: c, Assessment: inbox.Assessment{Level: inbox.E1}}
		if got := cfg.House.ReactBy(&it).In(cfg.House.Zone).Format("2. 15:04"); got != tc.want {
			t.Errorf("%s: until %s, want %s", tc.add, got, tc.want)
		}
	}
}

func TestDurations(t *testing.T) {
	for in, want := range map[string]time.Duration{
		"20s": 20 * time.Second, "14d": 14 * 24 * time.Hour, "1d12h": 36 * time.Hour, "1h30m": 90 * time.Minute, "0s": 0, "1500ms": 1500 * time.Millisecond,
	} {
		got, ok := ParseDuration(in)
		back, again := ParseDuration(FormatDuration(got))
		if !ok || got != want || !again || back != got {
			t.Errorf("%s: %v %v, again %v from %s", in, got, ok, back, FormatDuration(got))
		}
	}
	for _, in := range []string{"", "d", "20", "-1h", "1d-1h", "1.5d", "99999999999d", "9999999h", "1w", "1h1d"} {
		if d, ok := ParseDuration(in); ok {
			t.Errorf("%q reads as %v", in, d)
		}
	}
}

func TestPaths(t *testing.T) {
	home := t.TempDir()
	p := Locate(home, "")
	if p.Config != filepath.Join(home, "config.toml") || p.Store() != filepath.Join(home, "data", "lotse", "inbox.db") {
		t.Errorf("%+v", p)
	}
	if err := os.MkdirAll(p.Data, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := p.Make(); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{p.Data, p.State} {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 && os.PathSeparator == '/' {
			t.Errorf("%s: %v %v", dir, info.Mode(), err)
		}
	}
	if got := Locate("", "x.toml"); got.Config != "x.toml" || filepath.Base(got.Data) != "lotse" {
		t.Errorf("%+v", got)
	}
	blocked := filepath.Join(home, "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Locate(blocked, "").Make(); inbox.CodeOf(err) != inbox.CodeStoreReadOnly {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("role = [{id='x', latitude.A=['L1']}]\n[keys]\na.b=1\n[[channel.x]]\ny=[[1,],{a=2}]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := Parse("c.toml", data)
		var ps *Problems
		if err != nil && (!errors.As(err, &ps) || len(ps.List) == 0) {
			t.Fatalf("no list of problems: %v", err)
		}
		if ps == nil {
			return
		}
		lines := bytes.Count(data, []byte{'\n'}) + 1
		for _, p := range ps.List {
			if p.Line < 1 || p.Line > lines || p.Column < 1 || p.Code == "" {
				t.Fatalf("%+v in %d lines", p, lines)
			}
		}
	})
}

func fileOf(t *testing.T, data []byte) *strict.File {
	t.Helper()
	f, err := strict.Read("c.toml", data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestGraphVersion(t *testing.T) {
	base := strings.Replace(good, "kind = \"mastodon\"", "kind = \"facebook\"", 1)
	cfg, err := Parse("config.toml", []byte(base+"graph_version = \"v24.0\"\nsecret_env = \"LOTSE_APP\"\n"))
	if err != nil || cfg.Channels[0].Graph != "v24.0" || cfg.Channels[0].Secret.Env != "LOTSE_APP" {
		t.Fatalf("%+v, %v", cfg, err)
	}
	for _, wrong := range []string{
		good + "graph_version = \"v25.0\"", base + "graph_version = \"25\"", base + "graph_version = \"v25.0/x\"",
	} {
		if _, err := Parse("config.toml", []byte(wrong)); err == nil {
			t.Errorf("taken: %s", wrong[len(good)-10:])
		}
	}
}
