package triagefile_test

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"lotse/inbox"
	"lotse/inbox/safetext/poison"
	"lotse/inbox/triage"
	"lotse/inbox/triagefile"
)

const town = `
mute = ["claim.link"]

[weaken]
question.mark = 50

[threshold]
profanity = 90

[[group]]
name = "Bruecken"
words = ["südspange", "kanalbrücke*"]

[[group]]
name = "stadt"
words = ["bädergesellschaft"]

[[rule]]
id = "bauruine"
label = "criticism"
weight = 70
lines = ["bauruine*", "<bruecken> .. lachnummer"]

[[except]]
label = "insult"
lines = ["flaschen trupp"]

[[topic]]
code = "04"
words = "südspange"
`

func parse(t *testing.T, content string) *triage.Rules {
	t.Helper()
	rules, err := triagefile.Parse("triage.toml", []byte(content))
	if err != nil {
		t.Fatal(err)
	}
	return rules
}

func reason(a *inbox.Assessment, rule string) bool {
	for _, f := range a.Flags {
		for _, s := range f.Spans {
			if s.Rule == rule {
				return true
			}
		}
	}
	return false
}

func TestATownHasWordsOfItsOwn(t *testing.T) {
	rules, plain := parse(t, town), triage.New()
	for _, c := range []struct {
		text  string
		label inbox.Label
		own   bool // the town's rules suggest it
		built bool // the built-in ones do
	}{
		{"Was für eine Bauruine am Markt", inbox.LabelCriticism, true, false},
		{"Die Kanalbrücken bleiben wohl eine Lachnummer", inbox.LabelCriticism, true, false},
		{"Kommt die Straßenbahn?", inbox.LabelQuestion, false, true},
		{"Wann kommt denn die Straßenbahn und wo hält sie?", inbox.LabelQuestion, false, true},
		{"So eine Scheiße, schon wieder Stau.", inbox.LabelProfanity, false, true},
	} {
		a, b := rules.Assess(c.text, inbox.AssessContext{}), plain.Assess(c.text, inbox.AssessContext{})
		if got := a.Labels().Has(c.label); got != c.own {
			t.Errorf("%q: %v by the town's rules: %v", c.text, c.label, got)
		}
		if got := b.Labels().Has(c.label); got != c.built {
			t.Errorf("%q: %v by the built-in rules: %v", c.text, c.label, got)
		}
	}
	a := rules.Assess("Bauruine an der Südspange", inbox.AssessContext{})
	if !reason(&a, triage.OwnRule(inbox.LabelCriticism, "bauruine")) || a.Topic != "04" {
		t.Errorf("%+v", a)
	}
	if before := plain.Assess("x", inbox.AssessContext{}).RuleSet; !strings.HasPrefix(before, triage.RuleSet) || !strings.HasPrefix(a.RuleSet, before+"+") {
		t.Errorf("rule set %q", a.RuleSet)
	}
}

// Every mistake is named at once, at the word it is about.
func TestMistakesHaveAPlace(t *testing.T) {
	const faulty = `mute = ["claim.linq"]
colour = "red"
[weaken]
question.mark = 300
[threshold]
profanety = 80
insult = "viel"
[[group]]
name = "zwei wörter"
words = ["eins"]
[[rule]]
id = "a"
label = "insult"
weight = 80
lines = ["das geht", "der bad-sepp", "<gibtsnicht> schläft", ".. anfang", "zu .. viele .. davon .. hier"]
[[rule]]
id = "a"
label = "beleidigung"
lines = ["wort"]
[[except]]
lines = ["wort"]
[[topic]]
code = "77"
words = ["wort"]
[[rule]]
id = "b"
label = "claim"
weight = 0
language = "xx"
`
	_, err := triagefile.Parse("triage.toml", []byte(faulty))
	var ps *triagefile.Problems
	if !errors.As(err, &ps) {
		t.Fatal(err)
	}
	var got []string
	for _, p := range ps.List {
		got = append(got, strings.TrimPrefix(p.Place(), "triage.toml:")+" "+string(p.Code)+" "+p.Args["want"])
	}
	want := []string{
		"1:9 unknown_name ", "2:1 file_key ", "4:17 file_value percent", "6:13 unknown_name ", "7:10 file_type integer",
		"9:8 file_value id", "15:27 file_value triage_word", "15:39 file_value triage_group", "15:63 file_value triage_gap",
		"15:97 file_value triage_gap", "16:3 file_needs ", "17:6 file_twice ", "18:9 unknown_name ", "20:3 file_needs ", "23:8 unknown_name ",
		"25:3 file_needs ", "28:10 file_value percent", "29:12 unknown_name ",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// The example holds every option, is fine as it stands, and fine with all of it
// switched on.
func TestTheExampleHoldsEveryOption(t *testing.T) {
	example := string(triagefile.Example)
	parse(t, example)
	option := regexp.MustCompile(`(?m)^# (\[\[|\w+(\.\w+)? = )`)
	rules := parse(t, option.ReplaceAllString(example, "$1"))
	a := rules.Assess("Der Rathaussepp schon wieder", inbox.AssessContext{})
	if !a.Labels().Has(inbox.LabelInsult) {
		t.Errorf("%v", a.Labels())
	}
	for _, name := range []string{"mute =", "[weaken]", "[threshold]", "[[rule]]", "id =", "label =", "weight =", "language =", "lines =", "[[except]]", "[[group]]", "name =", "words =", "[[topic]]", "code ="} {
		if !strings.Contains(example, name) {
			t.Errorf("the example lacks %s", name)
		}
	}
}

func TestASavedFileHoldsAtOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), triagefile.Name)
	write := func(content string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const text = "Was für eine Bauruine am Markt"
	l, err := triagefile.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	marks := func() bool { a := l.Assess(text, inbox.AssessContext{}); return a.Labels().Has(inbox.LabelCriticism) }
	step := func(name string, changed, fails, holds bool) {
		t.Helper()
		got, err := l.Refresh()
		if got != changed || (err != nil) != fails || marks() != holds {
			t.Errorf("%s: changed %v, error %v, the rule holds: %v", name, got, err, marks())
		}
	}
	step("no file", false, false, false)
	write(town)
	step("a file", true, false, true)
	step("the same", false, false, true)
	write("label = ")
	step("a faulty one", false, true, true)
	step("it is told once", false, false, true)
	write(strings.Replace(town, "bauruine*", "bauloch*", 1))
	step("another", true, false, false)
	write(town)
	step("and back", true, false, true)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	step("it is gone", true, false, false)
	step("it stays away", false, false, false)
	write("")
	step("an empty one", true, false, false)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(file, 0o700); err != nil {
		t.Fatal(err)
	}
	step("a folder", false, true, false)
	step("is told once", false, false, false)
	if _, err := triagefile.Open(file); inbox.CodeOf(err) != inbox.CodeFileRead {
		t.Errorf("%v", err)
	}
}

// FuzzParse holds that any bytes are rules or problems with a place in the file, and
// that rules that were let through judge any text in bounded steps.
func FuzzParse(f *testing.F) {
	f.Add(town, "Bauruine an der Südspange")
	f.Add(string(triagefile.Example), "ein Text")
	f.Add("[[rule]]\nid=\"a\"\nlabel=\"hate\"\nweight=90\nlines=[\"a* .. b* .. c\",\"*e\"]", strings.Repeat("a b e ", 400))
	for _, s := range poison.Strings() {
		f.Add("[[except]]\nlabel=\"spam\"\nlines=[\""+s+"\"]", s)
	}
	f.Fuzz(func(t *testing.T, content, text string) {
		rules, err := triagefile.Parse("t", []byte(content))
		if err != nil {
			var ps *triagefile.Problems
			if !errors.As(err, &ps) || len(ps.List) == 0 {
				t.Fatalf("%v", err)
			}
			for _, p := range ps.List {
				if n := strings.Count(content, "\n") + 1; p.Line < 1 || p.Line > n || p.Column < 1 || p.Column > utf8.RuneCountInString(content)+2 {
					t.Errorf("%s of %d lines", p.Place(), n)
				}
			}
			return
		}
		a := rules.Assess(text, inbox.AssessContext{})
		for _, fl := range a.Flags {
			for _, s := range fl.Spans {
				if s.Start < 0 || s.Start >= s.End || s.End > len(text) {
					t.Errorf("%s spans [%d,%d) of %d", s.Rule, s.Start, s.End, len(text))
				}
			}
		}
	})
}
