package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"lotse/adapters"
	"lotse/adapters/bluesky/blueskytest"
	"lotse/adapters/facebook/facebooktest"
	"lotse/adapters/feed/feedtest"
	"lotse/adapters/instagram/instagramtest"
	"lotse/adapters/mastodon/mastodontest"
	"lotse/adapters/x/xtest"
	"lotse/adapters/youtube/youtubetest"
	"lotse/inbox"
)

// The tokens of the made-up platforms that scripts can start.
const (
	scriptFacebook  = "EAAskriptschluessel0123456789"
	scriptInstagram = "IGAAskriptschluessel0123456789"
	scriptHandle    = "linden.bsky.example"
)

// platform starts the made-up platform of a kind with one question on it and gives
// its address.
func platform(t testing.TB, kind string, now func() time.Time) string {
	const question = "Wann öffnet das Rathaus?"
	switch kind {
	case "facebook":
		p := facebooktest.New(t, scriptFacebook, now)
		p.AllowQuery("v25.0/debug_token")
		p.Comment("erika", p.Publish("Rathaus"), question)
		return p.URL
	case "instagram":
		a := instagramtest.New(t, scriptInstagram, now)
		a.Comment("jonas", a.Publish("Markt"), question)
		return a.URL
	case "bluesky":
		s := blueskytest.New(t, now)
		s.AddAccount(blueskytest.Account{Handle: scriptHandle, Name: "Stadt Linden"})
		s.Publish("berta.bsky.example", blueskytest.Draft{Text: question, Parent: s.Publish(scriptHandle, blueskytest.Draft{Text: "Rathaus"})})
		return s.URL
	case "youtube":
		s := youtubetest.New(t, now)
		s.Comment("mara", s.Publish("Rathaus"), question)
		return s.URL
	case "x":
		s := xtest.New(t, now)
		s.Write("paul", s.Own("Rathaus"), "@"+xtest.OwnHandle+" "+question)
		return s.URL
	case "feed":
		s := feedtest.New(t, feedtest.WordPress, 20, now)
		s.Comment("Ina", "", question)
		return s.URL
	}
	t.Fatalf("there is no platform %q", kind)
	return ""
}

func init() {
	// platform KIND starts a platform; $KIND, in capitals, is its address.
	scriptCommands["platform"] = func(s *script, ts *testscript.TestScript, args []string) {
		ts.Setenv(strings.ToUpper(args[0]), platform(s.t, args[0], s.time))
	}
}

func init() {
	// state CHANNEL JSON puts down what a poller would have noted of a channel.
	scriptCommands["state"] = func(s *script, ts *testscript.TestScript, args []string) {
		store, err := wiring{clock: adapters.Wall{}}.open(s.t.Context(), filepath.Join(ts.Getenv("XDG_DATA_HOME"), "lotse", "inbox.db"), "test", false)
		ts.Check(err)
		st := inbox.ChannelState{}
		ts.Check(json.Unmarshal([]byte(args[1]), &st))
		st.Channel = args[0]
		ts.Check(store.SaveChannelState(s.t.Context(), st))
		ts.Check(store.Close())
	}
	// begins FILE OTHER wants that a file begins with all of another.
	scriptCommands["begins"] = func(_ *script, ts *testscript.TestScript, args []string) {
		if !strings.HasPrefix(ts.ReadFile(args[0]), strings.TrimRight(ts.ReadFile(args[1]), "\n")) {
			ts.Fatalf("%s does not begin with %s", args[0], args[1])
		}
	}
}

// TestPlatformsToTryOut keeps all platforms open as long as its input is, for
// somebody who wants to set them up by hand. $LOTSE_PLATFORMS is the file that says
// where they are.
func TestPlatformsToTryOut(t *testing.T) {
	file := os.Getenv("LOTSE_PLATFORMS")
	if file == "" {
		t.Skip("only for trying out: LOTSE_PLATFORMS names the file with the addresses")
	}
	var b strings.Builder
	for _, kind := range []string{"facebook", "instagram", "bluesky", "youtube", "x", "feed"} {
		fmt.Fprintf(&b, "export %s=%s\n", strings.ToUpper(kind), platform(t, kind, time.Now))
	}
	m := mastodontest.New(t, mastodontest.Mastodon)
	town := m.AddAccount("neustadt")
	m.Mention(m.AddAccount("anna"), town, "Wann öffnet das Rathaus?")
	fmt.Fprintf(&b, "export MASTODON=%s\nexport MASTODON_TOKEN=%s\n", m.URL, town.Token)
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
}
