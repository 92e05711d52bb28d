package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"lotse/adapters"
	"lotse/adapters/adaptertest"
	"lotse/adapters/bluesky/blueskytest"
	"lotse/adapters/facebook/facebooktest"
	"lotse/adapters/feed/feedtest"
	"lotse/adapters/instagram/instagramtest"
	"lotse/adapters/mastodon/mastodontest"
	"lotse/adapters/x/xtest"
	"lotse/adapters/youtube/youtubetest"
	"lotse/inbox"
	"lotse/ui/cli"
)

// Every secret there is passes a door that this test holds: it stands between the
// program and the made-up platforms, learns each token, password and cookie that
// goes through, puts more of them into the answers and repeats them in its errors.
// Afterwards none of them may stand anywhere but where secrets are kept.

// door is the way to one platform.
type door struct {
	*httptest.Server
	vault *secretsSeen

	mu    sync.Mutex
	fault string // of every call from now on; "" for none
}

// secretsSeen are all the secrets that went by.
type secretsSeen struct {
	mu  sync.Mutex
	all map[string]bool
}

func (v *secretsSeen) add(words ...string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, w := range words {
		if len(w) >= 8 {
			v.all[w] = true
		}
	}
}

// leakFaults are the bad days of the door.
var leakFaults = []string{
	"echo 400", "echo 401", "echo 403", "echo 404", "echo 422", "echo 429", "echo 500", "echo 503", "echo 200", "html", "cut", "cut after", "half", "type", "redirect",
}

func newDoor(t *testing.T, target string, vault *secretsSeen, mark string) *door {
	t.Helper()
	to, err := url.Parse(target)
	if err != nil {
		t.Fatal(err)
	}
	d := &door{vault: vault}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to); r.Out.Host = r.In.Host },
		ModifyResponse: func(r *http.Response) error {
			raw, err := io.ReadAll(r.Body)
			r.Body = io.NopCloser(bytes.NewReader(raw))
			vault.fromJSON(raw)
			return err
		},
	}
	d.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(body))
		said := vault.fromRequest(r, body)
		w.Header().Add("Set-Cookie", "session="+mark+"-cookie; Path=/")
		w.Header().Set("X-Session-Token", mark+"-header")
		vault.add(mark+"-cookie", mark+"-header")
		d.mu.Lock()
		fault := d.fault
		d.mu.Unlock()
		d.answer(w, r, proxy, fault, said)
	}))
	t.Cleanup(d.Close)
	return d
}

func (d *door) answer(w http.ResponseWriter, r *http.Request, proxy http.Handler, fault, said string) {
	kind, status, _ := strings.Cut(fault, " ")
	words, _ := json.Marshal("You sent " + said)
	switch kind {
	case "echo":
		code := 0
		_, _ = fmt.Sscan(status, &code)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("WWW-Authenticate", said[:min(len(said), 200)])
		w.WriteHeader(code)
		_, _ = fmt.Fprintf(w, `{"error":%[1]s,"message":%[1]s,"error_description":%[1]s,"title":%[1]s,"detail":%[1]s}`, words)
	case "html":
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<html><title>"+said+"</title><p>"+said+"</p></html>")
	case "redirect":
		http.Redirect(w, r, "/elsewhere?access_token="+url.QueryEscape(said), http.StatusFound)
	case "cut":
		if status != "" {
			proxy.ServeHTTP(httptest.NewRecorder(), r)
		}
		panic(http.ErrAbortHandler)
	case "half", "type":
		got := httptest.NewRecorder()
		proxy.ServeHTTP(got, r)
		w.Header().Set("Content-Type", "application/json")
		if kind == "type" {
			w.Header().Set("Content-Type", "image/png")
		}
		w.WriteHeader(got.Code)
		_, _ = w.Write(got.Body.Bytes()[:got.Body.Len()/2])
		_, _ = io.WriteString(w, said)
	default:
		proxy.ServeHTTP(w, r)
	}
}

func (d *door) meet(fault string) { d.mu.Lock(); defer d.mu.Unlock(); d.fault = fault }

var secretFields = []string{"access_token", "refresh_token", "client_secret", "password", "appsecret_proof", "input_token", "accessJwt", "refreshJwt"}

// fromRequest learns what a request carries and gives all of it in one line.
func (v *secretsSeen) fromRequest(r *http.Request, body []byte) string {
	auth := r.Header.Get("Authorization")
	_, plain, _ := strings.Cut(auth, " ")
	if strings.HasPrefix(auth, "OAuth ") {
		for _, m := range regexp.MustCompile(`oauth_(?:token|consumer_key|signature)="([^"]+)"`).FindAllStringSubmatch(auth, -1) {
			word, _ := url.QueryUnescape(m[1])
			v.add(word)
		}
	} else {
		v.add(plain)
	}
	form, _ := url.ParseQuery(string(body))
	for _, values := range []url.Values{r.URL.Query(), form} {
		for _, name := range secretFields {
			v.add(values[name]...)
		}
	}
	v.fromJSON(body)
	return strings.Join(strings.Fields(auth+" "+r.URL.RawQuery+" "+string(body)), " ")
}

func (v *secretsSeen) fromJSON(raw []byte) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return
	}
	for _, name := range secretFields {
		var word string
		if json.Unmarshal(fields[name], &word) == nil {
			v.add(word)
		}
	}
}

// find gives the places in a text where a secret stands, in any of its spellings.
func (v *secretsSeen) find(where string, text []byte) (found []string) {
	v.mu.Lock()
	words := slices.Sorted(maps.Keys(v.all))
	v.mu.Unlock()
	for _, w := range words {
		core := w
		if len(w) >= 24 { // its ends may be shown: see secret.Token
			core = w[4 : len(w)-4]
		}
		for _, form := range []string{
			core, url.QueryEscape(core), base64.StdEncoding.EncodeToString([]byte(w)), base64.RawURLEncoding.EncodeToString([]byte(w)), hex.EncodeToString([]byte(core)),
		} {
			if i := bytes.Index(text, []byte(form)); i >= 0 {
				found = append(found, fmt.Sprintf("%s: …%q", where, text[max(0, i-60):min(len(text), i+60)]))
				break
			}
		}
	}
	return found
}

// leaks searches what was said and every file below a folder. What is kept for
// secrets alone, and what a person put there, is left out.
func (v *secretsSeen) leaks(t *testing.T, said []byte, dirs ...string) (found []string) {
	t.Helper()
	found = v.find("output", said)
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || isSecretStore(e.Name()) {
				return err
			}
			raw, err := os.ReadFile(path)
			found = append(found, v.find(path, raw)...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func isSecretStore(name string) bool {
	return strings.HasPrefix(name, "token-") && strings.HasSuffix(name, ".json") || strings.HasSuffix(name, ".token") || strings.HasSuffix(name, ".secret")
}

// leakTown is a desk with a channel of every kind, each behind its door.
type leakTown struct {
	*testing.T
	clock *adaptertest.Clock
	home  string
	seen  *secretsSeen
	doors map[string]*door
	said  bytes.Buffer // everything the program has ever said
}

const leakMark = "LECKMARKE0815"

func newLeakTown(t *testing.T) *leakTown {
	t.Helper()
	keyring.MockInit()
	l := &leakTown{
		T: t, clock: adaptertest.NewClock(time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)), home: t.TempDir(),
		seen: &secretsSeen{all: map[string]bool{}}, doors: map[string]*door{},
	}
	fb := facebooktest.New(t, "EAA"+leakMark+"facebooktoken", l.clock.Now)
	fb.AllowQuery("v25.0/debug_token")
	fb.RequireProof(leakMark + "facebooksecret")
	insta := instagramtest.New(t, "IGAA"+leakMark+"instagramtoken", l.clock.Now)
	sky := blueskytest.New(t, l.clock.Now)
	sky.AddAccount(blueskytest.Account{Handle: "linden.bsky.example", Name: "Stadt Linden"})
	tube := youtubetest.New(t, l.clock.Now)
	bird := xtest.New(t, l.clock.Now)
	masto := mastodontest.New(t, mastodontest.Mastodon, mastodontest.WithClock(l.clock.Now))
	town := masto.AddAccount("neustadt")
	site := feedtest.New(t, feedtest.WordPress, 20, l.clock.Now)
	question := "Wann öffnet das Rathaus?"
	fb.Comment("erika", fb.Publish("Rathaus"), question)
	insta.Comment("jonas", insta.Publish("Markt"), question)
	sky.Publish("berta.bsky.example", blueskytest.Draft{Text: question, Parent: sky.Publish("linden.bsky.example", blueskytest.Draft{Text: "Rathaus"})})
	tube.Comment("mara", tube.Publish("Rathaus"), question)
	bird.Write("paul", bird.Own("Rathaus"), "@"+xtest.OwnHandle+" "+question)
	masto.Mention(masto.AddAccount("anna"), town, question)
	site.Comment("Ina", "", question)
	l.clock.Advance(25 * time.Hour) // an Instagram token younger than a day is not renewed

	secrets := map[string]string{
		"LEAK_FB": "EAA" + leakMark + "facebooktoken", "LEAK_FB_APP": leakMark + "facebooksecret", "LEAK_IG": "IGAA" + leakMark + "instagramtoken",
		"LEAK_BSKY": blueskytest.Secret + "-app-password", "LEAK_YT": youtubetest.RefreshToken, "LEAK_YT_APP": youtubetest.ClientSecret,
		"LEAK_X":        strings.Join([]string{xtest.ConsumerKey, xtest.ConsumerSecret, xtest.Token, xtest.TokenSecret}, " "),
		"LEAK_MASTODON": town.Token,
	}
	for name, value := range secrets {
		t.Setenv(name, value)
		l.seen.add(strings.Fields(value)...)
	}
	config := "town = \"Neustadt\"\nland = \"NW\"\n" +
		"[[role]]\nid = \"lead\"\n[[role]]\nid = \"press\"\n[[person]]\nid = \"clara\"\nroles = [\"lead\", \"press\"]\n"
	for _, c := range []struct{ kind, target, more string }{
		{"facebook", fb.URL, "token_env = \"LEAK_FB\"\nsecret_env = \"LEAK_FB_APP\""},
		{"instagram", insta.URL, "token_env = \"LEAK_IG\""},
		{"bluesky", sky.URL, "token_env = \"LEAK_BSKY\"\naccount = \"linden.bsky.example\""},
		{"youtube", tube.URL, "token_env = \"LEAK_YT\"\nsecret_env = \"LEAK_YT_APP\"\nclient_id = \"" + youtubetest.ClientID + "\""},
		{"x", bird.URL, "token_env = \"LEAK_X\""},
		{"mastodon", masto.URL, "token_env = \"LEAK_MASTODON\""},
		{"feed", site.URL, ""},
	} {
		d := newDoor(t, c.target, l.seen, leakMark+c.kind)
		l.doors[c.kind] = d
		config += fmt.Sprintf("[[channel]]\nid = %q\nkind = %q\nserver = %q\n%s\n", c.kind, c.kind, d.URL, c.more)
	}
	if err := os.WriteFile(filepath.Join(l.home, "config.toml"), []byte(config), 0o600); err != nil {
		t.Fatal(err)
	}
	return l
}

// lotse runs one command line as the program does, and keeps what it said.
func (l *leakTown) lotse(input string, args ...string) (out string, code int) {
	l.Helper()
	var stdout, stderr bytes.Buffer
	code = cli.Execute(l.Context(), cli.App{
		In: strings.NewReader(input), Out: &stdout, Err: &stderr, Terminal: cli.Terminal{In: input != ""},
		Environ: append(os.Environ(), "LOTSE_PERSON=clara"), Clock: l.clock, User: "clara", Version: "test", Example: exampleConfig,
		Backend: wiring{clock: l.clock}.backend(),
	}, append([]string{"--home", l.home}, args...))
	fmt.Fprintf(&l.said, "\n== lotse %s: %d\n%s\n%s", strings.Join(args, " "), code, stdout.String(), stderr.String())
	return stdout.String() + stderr.String(), code
}

func TestNoSecretIsToldOrKept(t *testing.T) {
	l := newLeakTown(t)
	l.lotse("", "config", "check")
	if out, code := l.lotse("", "poll", "--once"); code != 0 {
		t.Fatalf("%d\n%s", code, out)
	}
	if out, code := l.lotse("", "doctor"); code != 0 {
		t.Fatalf("%d\n%s", code, out)
	}
	l.lotse("", "doctor", "--json")
	l.lotse(leakMark+"typedtoken", "config", "token", "mastodon")
	l.seen.add(leakMark + "typedtoken")
	l.seen.add("EAA"+leakMark+"typedfacebook", leakMark+"typedsecret")
	out, _ := l.lotse("\n\n\n\n101010101010101\n\nEAA"+leakMark+"typedfacebook\n"+leakMark+"typedsecret\nw\n",
		"init", "--channel", "second", "--channel-kind", "facebook", "--channel-server", l.doors["facebook"].URL)
	if !strings.Contains(out, "second.secret") {
		t.Errorf("init kept no secret:\n%s", out)
	}
	items := l.items()
	if len(items) != 7 {
		t.Fatalf("%d items, want one of each kind:\n%s", len(items), l.said.String())
	}
	l.work(items, 0)
	for i, fault := range leakFaults {
		for _, d := range l.doors {
			d.meet(fault)
		}
		l.clock.Advance(25 * time.Hour) // sessions end and are renewed, waits are over
		l.lotse("", "poll", "--once")
		l.lotse("", "poll", "--once", "--json")
		l.lotse("", "doctor")
		l.lotse("", "doctor", "--json")
		l.work(items, i+1)
		for _, d := range l.doors {
			d.meet("")
		}
	}
	l.clock.Advance(25 * time.Hour)
	if out, code := l.lotse("", "poll", "--once"); code != 0 {
		t.Errorf("the desk does not recover:\n%s", out)
	}
	for _, args := range [][]string{
		{"list", "--json", ""},
		{"show", "--json", items["facebook"]},
		{"outbox", "--json"},
		{"measures"},
		{"audit", "verify"},
		{"audit", "list", "--json"},
		{"duty", "handover", "prepare", "--to", "clara"},
		{"config", "path"},
		{"report", "--json"},
		{"template", "list"},
		{"doctor", "nosuch"},
	} {
		l.lotse("", args...)
	}
	l.crash()
	if n := len(l.seen.all); n < 20 {
		t.Errorf("only %d secrets went by: this proves little", n)
	}
	for _, leak := range l.seen.leaks(t, l.said.Bytes(), l.home, l.state()) {
		t.Error(leak)
	}
}

// state is the folder of what the program keeps beside; below --home it is in it.
func (l *leakTown) state() string { return filepath.Join(l.home, "state") }

// items gives an item of each channel.
func (l *leakTown) items() map[string]string {
	l.Helper()
	out := map[string]string{}
	said, _ := l.lotse("", "list", "--json")
	for line := range strings.Lines(said) {
		var it struct{ ID, Channel string }
		if json.Unmarshal([]byte(line), &it) == nil && it.ID != "" {
			out[it.Channel] = it.ID
		}
	}
	return out
}

// work answers and measures on every channel.
func (l *leakTown) work(items map[string]string, n int) {
	l.Helper()
	for _, id := range items {
		l.lotse("", "reopen", id)
		l.lotse("", "reply", id, "--text", fmt.Sprintf("Guten Tag, ab %d Uhr.", n+6), "--json")
		l.lotse("", "hide", id, "--rule", "insult", "--milder", "unfit", "--reason", "Test")
		l.lotse("", "unhide", id, "--reason", "Test")
		l.lotse("", "like", id)
	}
	l.clock.Advance(3 * time.Minute)
	l.lotse("", "send", "--once")
	l.lotse("", "send", "--once", "--json")
	l.clock.Advance(10 * time.Minute)
	l.lotse("", "send", "--once") // reads up what is unclear
}

// crash lets a channel panic with a secret in its hands.
func (l *leakTown) crash() {
	l.Helper()
	ctx := l.Context()
	store, err := wiring{clock: l.clock}.open(ctx, filepath.Join(l.home, "data", "lotse", "inbox.db"), "test", false)
	if err != nil {
		l.Fatal(err)
	}
	defer store.Close() //nolint:errcheck // a test's
	ch := &leaking{panics: true}
	r, err := adapters.NewAccount(adapters.Options{ID: "facebook", Channel: ch, Store: store, Clock: l.clock}).Poller.PollOnce(ctx)
	fmt.Fprintf(&l.said, "\n== a panic\n%v %+v %#v", err, r, r)
	if err == nil || r.Panics == 0 {
		l.Errorf("the channel did not panic: %v, %+v", err, r)
	}
}

// leaking is a channel that cannot keep a secret.
type leaking struct {
	inbox.Channel
	panics, inError, inText, inCursor, inGap bool
}

const leaked = "EAA" + leakMark + "facebooktoken"

func (c *leaking) Capabilities() inbox.Capabilities { return inbox.Capabilities{} }

func (c *leaking) Poll(context.Context, []byte) (inbox.Batch, error) {
	b := inbox.Batch{Cursor: []byte("1")}
	o := inbox.Observation{Content: inbox.Content{Channel: "facebook", RemoteID: "1", Kind: inbox.KindComment, Text: "Hallo", PostedAt: time.Unix(1790000000, 0)}}
	switch {
	case c.panics:
		panic(fmt.Errorf("GET /me?access_token=%s: nil", leaked))
	case c.inError:
		return b, &inbox.ChannelError{Class: inbox.ProblemAuth, Op: "poll", Err: errors.New("Get https://graph.example/me?access_token=" + leaked)}
	case c.inText:
		o.URL = "https://graph.example/1?access_token=" + leaked
	case c.inCursor:
		b.Cursor = []byte("https://graph.example/next?access_token=" + leaked)
	case c.inGap:
		b.Gap = &inbox.Gap{Reason: leaked}
	}
	b.Observations = []inbox.Observation{o}
	return b, nil
}

// The search finds a leak wherever one is: a test that cannot fail proves nothing.
func TestTheSearchForSecretsFindsThem(t *testing.T) {
	seen := &secretsSeen{all: map[string]bool{}}
	seen.add(leaked)
	clock := adaptertest.NewClock(time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC))
	for name, ch := range map[string]*leaking{"error": {inError: true}, "text": {inText: true}, "cursor": {inCursor: true}, "gap": {inGap: true}, "": {}} {
		home := t.TempDir()
		store, err := wiring{clock: clock}.open(t.Context(), filepath.Join(home, "inbox.db"), "test", false)
		if err != nil {
			t.Fatal(err)
		}
		_, err = adapters.NewAccount(adapters.Options{ID: "facebook", Channel: ch, Store: store, Clock: clock}).Poller.PollOnce(t.Context())
		said := fmt.Sprint(err)
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
		found := seen.leaks(t, []byte(said), home)
		if (len(found) > 0) != (name != "") {
			t.Errorf("a leak in the %q: found %v", name, found)
		}
	}
	for _, spelled := range []string{url.QueryEscape(leaked), base64.StdEncoding.EncodeToString([]byte(leaked)), hex.EncodeToString([]byte(leaked)), "x" + leaked[4:len(leaked)-4] + "y"} {
		if len(seen.find("", []byte("before "+spelled+" after"))) == 0 {
			t.Errorf("%s is not found", spelled)
		}
	}
}

// What was recorded, in fixtures and pictures, holds nothing that looks like a
// token of a platform, but for those that say of themselves that they are made up.
func TestNoFixtureHoldsASecret(t *testing.T) {
	shapes := regexp.MustCompile(`\b(?:EAA[A-Za-z0-9]{24,}|IGAA[A-Za-z0-9]{24,}|ya29\.[\w-]{16,}|1//[\w-]{20,}|GOCSPX-[\w-]{16,}|eyJ[\w-]{16,}\.eyJ[\w-]{16,}|gh[pousr]_\w{20,}|xox[abp]-[\w-]{10,})|Bearer [\w.-]{16,}|access_token=[\w.-]{12,}`)
	madeUp := regexp.MustCompile(`secretsecret|skriptschluessel|ganzfalsch|marked-`)
	n := 0
	err := filepath.WalkDir(".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if slash := filepath.ToSlash(path); !strings.Contains(slash, "testdata/") && !strings.HasPrefix(slash, "docs/") {
			return nil
		}
		raw, err := os.ReadFile(path)
		n++
		for _, m := range shapes.FindAll(raw, -1) {
			if madeUp.Match(m) {
				continue
			}
			t.Errorf("%s holds %.12s…", path, m)
		}
		return err
	})
	if err != nil || n < 20 {
		t.Errorf("%d files searched, %v", n, err)
	}
}
