package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"lotse/adapters/x/xtest"
	"lotse/ui/cli"
)

// browser is a person who opens the page that the command names, allows the app
// and pastes the address they end up at.
type browser struct {
	server *xtest.Server
	said   *bytes.Buffer
	answer io.Reader
}

func (b *browser) Read(p []byte) (int, error) {
	if b.answer == nil {
		page := regexp.MustCompile(`https://x\.com/\S+`).FindString(b.said.String())
		b.answer = strings.NewReader(b.server.Allow(page) + "\n")
	}
	return b.answer.Read(p)
}

// A town sets X up with a login in the browser, reads, and answers by hand, with
// commands alone.
func TestCommandsLogInAtXAndAnswerByHand(t *testing.T) {
	home := t.TempDir()
	server := xtest.New(t, time.Now)
	config := filepath.Join(home, "config.toml")
	text := fmt.Sprintf(strings.SplitN(scriptConfig, "[[channel]]", 2)[0]+`[[channel]]
id = "x"
kind = "x"
server = %q
client_id = %q
`, server.URL, xtest.ClientID)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	said := ""
	do := func(want int, args ...string) string {
		t.Helper()
		var out, err bytes.Buffer
		app := cli.App{
			In: &browser{server: server, said: &err}, Out: &out, Err: &err, Terminal: cli.Terminal{In: args[0] == "config"}, Clock: scriptClock{},
			Environ: []string{"LANG=de_DE.UTF-8", "LOTSE_PERSON=ayse"},
			User:    "ayse", Backend: wiring{clock: scriptClock{}}.backend(),
		}
		if got := cli.Execute(t.Context(), app, append([]string{"--home", home}, args...)); got != want {
			t.Fatalf("%q ended with %d, not %d: %s%s", args, got, want, out.String(), err.String())
		}
		said += out.String() + err.String()
		return out.String() + err.String()
	}
	sees := func(got string, want ...string) {
		t.Helper()
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%q is not in\n%s", w, got)
			}
		}
	}
	post := server.Own("Neue Buslinie ab Montag")
	silent := server.Write("jonas", post, "Fährt die auch sonntags?", xtest.Silent)
	sees(do(cli.ExitChannel, "doctor", "x"), "lotse config login x")
	sees(do(0, "config", "login", "x"), "Angemeldet.")
	sees(do(0, "doctor", "x"), "Die Anmeldung bei X gilt", "@stadtlinden", "US-Dollar")
	do(0, "poll", "--once", "x")
	var item struct{ ID string }
	if err := json.Unmarshal([]byte(strings.SplitN(do(0, "--json", "list"), "\n", 2)[0]), &item); err != nil || item.ID == "" {
		t.Fatal(err)
	}
	sees(do(0, "reply", item.ID, "--text", "Ja, alle zwei Stunden."), "erwähnt oder zitiert", "lotse outbox post")
	var reply struct{ ID string }
	if err := json.Unmarshal([]byte(do(0, "--json", "outbox")), &reply); err != nil {
		t.Fatal(err)
	}
	sees(do(0, "outbox"), "von Hand")
	sees(do(0, "outbox", "post", reply.ID), "Ja, alle zwei Stunden.\n", "https://x.com/intent/post?in_reply_to="+silent, "lotse outbox settle")
	sees(do(0, "outbox"), "von Hand?")
	sees(do(4, "undo"), "")
	server.OwnReply(silent, "Ja, alle zwei Stunden.")
	do(0, "poll", "--once", "x")
	sees(do(0, "show", item.ID), "zugestellt", "beantwortet")
	if server.Calls("POST /2/tweets") != 0 {
		t.Error("the program posted")
	}
	if strings.Contains(said, xtest.AppMark) {
		t.Error("a token is told")
	}
}
