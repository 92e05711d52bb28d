package templatefile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"lotse/inbox"
)

func TestStarterTemplatesAreReady(t *testing.T) {
	ts, err := Starter()
	if err != nil {
		t.Fatal(err)
	}
	if len(ts) != 25 {
		t.Errorf("%d families", len(ts))
	}
	// 460 leaves room for a mention in the 500 characters of a Mastodon post.
	const limit = 460
	now := time.Date(2026, 11, 22, 16, 0, 0, 0, time.UTC)
	for i, tpl := range ts {
		if want := fmt.Sprintf("T%02d", i+1); tpl.Key != want {
			t.Errorf("key %s stands at the place of %s", tpl.Key, want)
		}
		if len(tpl.Variants) < 3 {
			t.Errorf("%s has %d variants", tpl.Key, len(tpl.Variants))
		}
		if tpl.Note == "" || tpl.Owner == "" || len(tpl.Labels) == 0 || tpl.Language != "de" {
			t.Errorf("%s lacks a note, owner, labels or language", tpl.Key)
		}
		for _, id := range append([]string{tpl.Owner}, tpl.Approver...) {
			if !slices.Contains(inbox.DefaultRoleIDs(), id) {
				t.Errorf("%s names the role %s", tpl.Key, id)
			}
		}
		texts := map[string]string{}
		for _, v := range tpl.Variants {
			text := renderWithExamples(t, &tpl, v.Name, now)
			if n := utf8.RuneCountInString(text); n > limit {
				t.Errorf("%s/%s has %d characters", tpl.Key, v.Name, n)
			}
			if other, same := texts[text]; same {
				t.Errorf("%s: %s and %s say the same", tpl.Key, v.Name, other)
			}
			texts[text] = v.Name
		}
	}
}

func renderWithExamples(t *testing.T, tpl *inbox.Template, variant string, now time.Time) string {
	t.Helper()
	gaps, err := tpl.Gaps(variant)
	if err != nil {
		t.Fatal(err)
	}
	c := inbox.Composition{Variant: variant, Values: map[string]string{}}
	for _, p := range gaps {
		c.Values[p.Name] = p.Example
	}
	r, err := inbox.Render(&inbox.TemplateVersion{Template: *tpl, N: 1}, c, now, time.UTC)
	if err != nil {
		t.Errorf("%s/%s: %v", tpl.Key, variant, err)
	}
	if tpl.Promise != "" && slices.ContainsFunc(gaps, func(p inbox.Placeholder) bool { return p.Name == tpl.Promise }) && r.PromisedBy.IsZero() {
		t.Errorf("%s/%s: the promise %q is no time", tpl.Key, variant, c.Values[tpl.Promise])
	}
	return r.Text
}

func TestStarterTemplatesRoundTrip(t *testing.T) {
	ts, err := Starter()
	if err != nil {
		t.Fatal(err)
	}
	for _, tpl := range ts {
		back, err := Parse(tpl.Key, Format(&tpl))
		if err != nil || !reflect.DeepEqual(back, tpl) || back.ContentHash() != tpl.ContentHash() {
			t.Errorf("%s: %v\n%s", tpl.Key, err, Format(&tpl))
		}
	}
}

const small = `key = "X1"
title = "Probe"
category = "A"
latitude = "L1"
approver = ["press"]
validity = "12M"
language = "de"

[[placeholder]]
name = "link"
type = "link"
label = "Seite"
example = "https://stadt.example"

[[variant]]
name = "kurz"
text = """
Mehr hier: {link}
"""
`

func TestMistakesHaveTheirPlace(t *testing.T) {
	for _, tc := range []struct{ old, put, want string }{
		{"title", "titel", "2:1 file_key titel"},
		{`"L1"`, `"L9"`, "4:12 unknown_name latitude"},
		{`latitude = "L1"`, `labels = ["kritik"]`, "4:11 unknown_name label"},
		{`["press"]`, `"press"`, "5:12 file_type approver"},
		{`"12M"`, `"12"`, "6:12 template_bad validity"},
		{`"A"`, `"E"`, "3:12 template_bad category"},
		{`"X1"`, `"X 1"`, "1:7 template_bad key"},
		{"title = \"Probe\"\n", "", "1:1 template_bad title"},
		{`language = "de"`, `as_of = "stand"`, "7:9 template_bad unknown_placeholder\n17:8 template_bad as_of"},
		{"{link}", "{seite}", "10:8 template_bad unused_placeholder\n17:8 template_bad unknown_placeholder"},
		{"{link}", "{link}!!", "17:8 template_bad exclamation"},
		{"{link}", "{link", "10:8 template_bad unused_placeholder\n17:8 template_bad brackets"},
		{`"link"` + "\nlabel", `"web"` + "\nlabel", "10:8 template_bad placeholder_type"},
		{"[[variant]]", "[[variant]]\nname = \"kurz\"\ntext = \"{link}\"\n[[variant]]", "19:8 template_bad variant_name"},
		{"[[variant]]", "[[block]]\nname = \"gruss\"\nlabel = \"x\"\n[[variant]]", "16:8 template_bad block\n16:8 template_bad unused_placeholder"},
		{"\"\"\"\n", "\"\n", "17:9 file_syntax "},
	} {
		_, err := Parse("x.toml", []byte(strings.Replace(small, tc.old, tc.put, 1)))
		var ps *Problems
		if !errors.As(err, &ps) {
			t.Errorf("%s: %v", tc.put, err)
			continue
		}
		var got []string
		for _, p := range ps.List {
			arg := p.Args["key"]
			for _, name := range []string{"kind", "what"} {
				if v := p.Args[name]; v != "" {
					arg = v
				}
			}
			got = append(got, fmt.Sprintf("%d:%d %s %s", p.Line, p.Column, p.Code, arg))
		}
		if s := strings.Join(got, "\n"); s != tc.want {
			t.Errorf("%s\n got %s\nwant %s", tc.put, s, tc.want)
		}
	}
}

func TestLoadDirGathersTheProblemsOfAllFiles(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	_, err := LoadDir(fstest.MapFS{
		"a.toml": file(small), "b.toml": file("x = 1"), "c.toml": file(small), "d.txt": file("no template"),
		"e/f.toml": file("below"), "g.toml": file("["),
	})
	var ps *Problems
	if !errors.As(err, &ps) {
		t.Fatal(err)
	}
	var got []string
	for _, p := range ps.List {
		got = append(got, p.Place()+" "+string(p.Code))
	}
	want := []string{"b.toml:1:1 file_key", "c.toml file_twice", "g.toml:1:1 file_syntax"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := LoadDir(os.DirFS(filepath.Join(t.TempDir(), "none"))); inbox.CodeOf(err) != inbox.CodeFileRead {
		t.Errorf("no folder: %v", err)
	}
}

func TestWrittenFolderLoads(t *testing.T) {
	ts, err := Starter()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "templates")
	var vs []inbox.TemplateVersion
	for _, tpl := range ts {
		old := tpl
		old.Title = "old"
		vs = append(vs, inbox.TemplateVersion{Template: tpl, N: 2}, inbox.TemplateVersion{Template: old, N: 1})
	}
	for range 2 { // over itself too
		if err := WriteDir(dir, vs); err != nil {
			t.Fatal(err)
		}
	}
	back, err := LoadDir(os.DirFS(dir))
	if err != nil || !reflect.DeepEqual(back, ts) {
		t.Errorf("%v: %d families", err, len(back))
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != len(ts) {
		t.Errorf("%d files, %v", len(entries), err)
	}
	bad := []inbox.TemplateVersion{{Template: inbox.Template{Key: "../x"}}}
	if err := WriteDir(dir, bad); inbox.CodeOf(err) != inbox.CodeFileWrite {
		t.Errorf("a key that leaves the folder: %v", err)
	}
	if err := WriteDir(filepath.Join(dir, "T01.toml"), vs); inbox.CodeOf(err) != inbox.CodeFileWrite {
		t.Errorf("a folder that is a file: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte(strings.Replace(small, "Mehr hier", `Er sagt \"\"\"\"nein\" \\ \u00e4\t`, 1)))
	f.Fuzz(func(t *testing.T, data []byte) {
		tpl, err := Parse("x", data)
		if err != nil {
			var ps *Problems
			if !errors.As(err, &ps) || len(ps.List) == 0 {
				t.Fatalf("no list of problems: %v", err)
			}
			return
		}
		back, err := Parse("x", Format(&tpl))
		if err != nil || back.ContentHash() != tpl.ContentHash() {
			t.Fatalf("%+v is written as\n%s\nand read as %+v, %v", tpl, Format(&tpl), back, err)
		}
	})
}
