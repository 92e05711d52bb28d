package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"lotse/adapters"
	"lotse/adapters/mastodon/mastodontest"
	"lotse/inbox/safetext/poison"
	"lotse/ui/cli"
)

// asProgram makes the test binary the program, with a clock that scripts set. Its
// name in the scripts' PATH is lotse.
const asProgram = "LOTSE_TEST_PROGRAM"

func init() {
	if os.Getenv(asProgram) != "" {
		// $KEYBOARD lets the program take stdin for a person.
		os.Exit(run(wiring{clock: scriptClock{}}, cli.Terminal{In: os.Getenv("KEYBOARD") != ""}, os.Args[1:]))
	}
}

// scriptClock stands still at $NOW; without it, it is the wall's.
type scriptClock struct{ adapters.Wall }

func (c scriptClock) Now() time.Time {
	if t, err := time.Parse(time.RFC3339, os.Getenv("NOW")); err == nil {
		return t
	}
	return c.Wall.Now()
}

const scriptStart = "2026-11-23T09:00:00+01:00" // a Monday

const scriptConfig = `
town = "Neustadt am Fluss"
land = "NW"
[[role]]
id = "editor"
[[role]]
id = "trainee"
[[role]]
id = "lead"
[[role]]
id = "press"
name = "Pressestelle"
[[role]]
id = "office"
[[role]]
id = "audit"
[[role]]
id = "legal"
[[person]]
id = "ayse"
name = "Ayse Yilmaz"
roles = ["editor"]
[[person]]
id = "bernd"
name = "Bernd Hallermann"
roles = ["editor"]
[[person]]
id = "clara"
name = "Clara Wiethoff"
roles = ["lead"]
[[person]]
id = "david"
name = "David Okoro"
roles = ["press"]
[[person]]
id = "emma"
name = "Emma Lindqvist"
roles = ["trainee"]
[[person]]
id = "falk"
name = "Falk Reimers"
roles = ["office"]
[[person]]
id = "rita"
name = "Rita Voss"
roles = ["audit"]
[[person]]
id = "gone"
roles = ["editor"]
disabled = true
[[channel]]
id = "mastodon"
kind = "mastodon"
server = "%s"
token_env = "LOTSE_TOKEN"
[[channel]]
id = "import"
kind = "file"
`

// script is what a test script has beside the program: a Mastodon server whose
// clock is the script's.
type script struct {
	t      testing.TB // of all scripts
	mu     sync.Mutex
	now    time.Time
	server *mastodontest.Server
	town   mastodontest.Account
	people map[string]mastodontest.Account
	posts  map[string]mastodontest.Post
}

func (s *script) time() time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func TestScripts(t *testing.T) {
	var mu sync.Mutex
	scripts := map[string]*script{}
	of := func(ts *testscript.TestScript) *script {
		mu.Lock()
		defer mu.Unlock()
		return scripts[ts.Getenv("WORK")]
	}
	commands := map[string]func(ts *testscript.TestScript, neg bool, args []string){}
	for name, do := range scriptCommands {
		commands[name] = func(ts *testscript.TestScript, _ bool, args []string) { do(of(ts), ts, args) }
	}
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("ui", "cli", "testdata", "script"), Cmds: commands, RequireExplicitExec: true,
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "",
		Setup: func(env *testscript.Env) error {
			start, err := time.Parse(time.RFC3339, scriptStart)
			if err != nil {
				return err
			}
			s := &script{t: t, now: start, people: map[string]mastodontest.Account{}, posts: map[string]mastodontest.Post{}}
			s.server = mastodontest.New(t, mastodontest.Mastodon, mastodontest.WithClock(s.time))
			s.town = s.server.AddAccount("neustadt")
			mu.Lock()
			scripts[env.WorkDir] = s
			mu.Unlock()
			bin := filepath.Join(env.WorkDir, ".bin")
			self, err := os.Executable()
			if err == nil {
				err = os.MkdirAll(bin, 0o700)
			}
			if err == nil {
				err = os.Symlink(self, filepath.Join(bin, "lotse"))
			}
			if err != nil {
				return err
			}
			for name, value := range map[string]string{
				"HOME": env.WorkDir, "XDG_CONFIG_HOME": filepath.Join(env.WorkDir, "config"), "XDG_DATA_HOME": filepath.Join(env.WorkDir, "data"),
				"XDG_STATE_HOME": filepath.Join(env.WorkDir, "state"), "NOW": scriptStart, "LOTSE_PERSON": "ayse", "LOTSE_TOKEN": s.town.Token,
				"SERVER": s.server.URL, asProgram: "1", "PATH": bin + string(os.PathListSeparator) + env.Getenv("PATH"), "LANG": "de_DE.UTF-8", "NO_PROXY": "*", "USER": "nobody",
			} {
				env.Setenv(name, value)
			}
			dir := filepath.Join(env.WorkDir, "config", "lotse")
			if err := os.MkdirAll(dir, 0o700); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, "config.toml"), fmt.Appendf(nil, scriptConfig, s.server.URL), 0o600)
		},
	})
}

var scriptCommands = map[string]func(s *script, ts *testscript.TestScript, args []string){
	// clock 5m moves the time of program and server on.
	"clock": func(s *script, ts *testscript.TestScript, args []string) {
		d, err := time.ParseDuration(args[0])
		ts.Check(err)
		s.mu.Lock()
		defer s.mu.Unlock()
		s.now = s.now.Add(d)
		ts.Setenv("NOW", s.now.Format(time.RFC3339))
	},
	// mention NAME WHO TEXT lets somebody write to the town.
	"mention": func(s *script, _ *testscript.TestScript, args []string) {
		s.posts[args[0]] = s.server.Mention(s.person(args[1]), s.town, args[2])
	},
	// edit NAME TEXT changes a post, vanish NAME deletes it.
	"edit": func(s *script, _ *testscript.TestScript, args []string) {
		s.posts[args[0]] = s.server.Edit(s.posts[args[0]], "@neustadt "+args[1])
	},
	"vanish": func(s *script, _ *testscript.TestScript, args []string) { s.server.Delete(s.posts[args[0]]) },
	// fault PATTERN KIND spoils the next answer.
	"fault": func(s *script, ts *testscript.TestScript, args []string) {
		f, ok := map[string]mastodontest.Fault{
			"unauthorized": mastodontest.Unauthorized(), "throttled": mastodontest.TooMany(10 * time.Minute), "html": mastodontest.HTMLPage(),
			"failafter": mastodontest.FailAfter(), "fail": mastodontest.Fail(), "cut": mastodontest.Cut(),
		}[args[1]]
		if !ok {
			ts.Fatalf("no fault %q", args[1])
		}
		s.server.Queue(args[0], f)
	},
	"skew": func(s *script, ts *testscript.TestScript, args []string) {
		d, err := time.ParseDuration(args[0])
		ts.Check(err)
		s.server.SetSkew(d)
	},
	// posted N TEXT wants N posts of the town that hold the text.
	"posted": func(s *script, ts *testscript.TestScript, args []string) {
		n := 0
		for _, p := range s.server.PostsOf(s.town) {
			if strings.Contains(p.Text, args[1]) {
				n++
			}
		}
		if fmt.Sprint(n) != args[0] {
			ts.Fatalf("%d posts of the town hold %q, not %s", n, args[1], args[0])
		}
	},
	// pick VAR FIELD TEXT puts a field of the first JSON line on stdout that holds
	// the text into a variable.
	"pick": func(_ *script, ts *testscript.TestScript, args []string) {
		for line := range strings.Lines(ts.ReadFile("stdout")) {
			var o map[string]any
			if strings.Contains(line, args[2]) && json.Unmarshal([]byte(line), &o) == nil {
				if v, ok := o[args[1]].(string); ok {
					ts.Setenv(args[0], v)
					return
				}
			}
		}
		ts.Fatalf("no line with %q has a %s", args[2], args[1])
	},
	// lines N wants N lines on stdout.
	"lines": func(_ *script, ts *testscript.TestScript, args []string) {
		if n := strings.Count(ts.ReadFile("stdout"), "\n"); fmt.Sprint(n) != args[0] {
			ts.Fatalf("%d lines, not %s", n, args[0])
		}
	},
	// exit N lotse ARGS... runs the program and wants its exit code.
	"exit": func(_ *script, ts *testscript.TestScript, args []string) {
		err := ts.Exec(args[1], args[2:]...)
		var code interface{ ExitCode() int }
		got := 0
		if e, ok := err.(interface{ ExitCode() int }); ok {
			code = e
			got = code.ExitCode()
		} else if err != nil {
			ts.Fatalf("%v", err)
		}
		if fmt.Sprint(got) != args[0] {
			ts.Fatalf("exit code %d, not %s", got, args[0])
		}
	},
	// harmless wants that stdout and stderr hold nothing that acts on a terminal.
	"harmless": func(_ *script, ts *testscript.TestScript, _ []string) {
		t := &verdict{}
		poison.CheckPlain(t, ts.ReadFile("stdout"))
		poison.CheckPlain(t, ts.ReadFile("stderr"))
		if t.says != "" {
			ts.Fatalf("%s", t.says)
		}
	},
	// poison FILE writes an import file with every evil text in every field.
	"poison": func(_ *script, ts *testscript.TestScript, args []string) {
		var b strings.Builder
		for i, evil := range append(poison.Strings(), poison.All()) {
			evil = "x" + evil // a text that is only white space is no row
			row, err := json.Marshal(map[string]any{
				"id": fmt.Sprint("p", i), "created_at": "2026-11-23T08:00:00+01:00", "text": evil,
				"author": map[string]string{"name": evil, "handle": evil}, "url": "https://example.org/" + evil, "thread": "t",
			})
			ts.Check(err)
			b.Write(append(row, '\n'))
		}
		ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o600))
	},
	// setconfig OLD NEW replaces a piece of the config; \n in NEW starts a line.
	"setconfig": func(_ *script, ts *testscript.TestScript, args []string) {
		path := filepath.Join(ts.Getenv("XDG_CONFIG_HOME"), "lotse", "config.toml")
		b, err := os.ReadFile(path)
		ts.Check(err)
		if !strings.Contains(string(b), args[0]) {
			ts.Fatalf("the config has no %q", args[0])
		}
		ts.Check(os.WriteFile(path, []byte(strings.Replace(string(b), args[0], strings.ReplaceAll(args[1], `\n`, "\n"), 1)), 0o600))
	},
	// mode PATH PERM wants the permissions of a file.
	"mode": func(_ *script, ts *testscript.TestScript, args []string) {
		info, err := os.Stat(ts.MkAbs(args[0]))
		ts.Check(err)
		if got := fmt.Sprintf("%04o", info.Mode().Perm()); got != args[1] {
			ts.Fatalf("%s has %s, not %s", args[0], got, args[1])
		}
	},
}

func (s *script) person(name string) mastodontest.Account {
	if _, ok := s.people[name]; !ok {
		s.people[name] = s.server.AddAccount(name)
	}
	return s.people[name]
}

// verdict takes what a check of package poison says.
type verdict struct {
	testing.TB
	says string
}

func (v *verdict) Helper() {}

func (v *verdict) Errorf(format string, args ...any) { v.says += fmt.Sprintf(format, args...) }
