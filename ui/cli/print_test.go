package cli

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"lotse/inbox/safetext/poison"
)

// JSON keeps what a stranger wrote, letter for letter, and no byte of it acts.
func TestObjectsAreWholeAndHarmless(t *testing.T) {
	for _, evil := range append(poison.Strings(), poison.All()) {
		var b bytes.Buffer
		if err := writeObject(&b, map[string]string{"text": evil}); err != nil {
			t.Fatal(err)
		}
		poison.CheckPlain(t, b.String())
		if strings.Count(b.String(), "\n") != 1 {
			t.Errorf("%q takes more than a line", evil)
		}
		var back map[string]string
		if err := json.Unmarshal(b.Bytes(), &back); err != nil {
			t.Errorf("%q: %v", evil, err)
		}
		if utf8.ValidString(evil) && back["text"] != evil {
			t.Errorf("%q came back as %q", evil, back["text"])
		}
	}
}

func FuzzObject(f *testing.F) {
	for _, s := range poison.Strings() {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		if err := writeObject(&b, s); err != nil {
			t.Fatal(err)
		}
		poison.CheckPlain(t, b.String())
		var back string
		if err := json.Unmarshal(b.Bytes(), &back); err != nil || utf8.ValidString(s) && back != s {
			t.Errorf("%q came back as %q, %v", s, back, err)
		}
	})
}

func TestEscapeMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"![x](http://b.example)": `\!\[x\]\(http://b.example\)`, "# Rathaus": `\# Rathaus`, "<b>": `\<b\>`, "Straße 5": "Straße 5",
	} {
		if got := escapeMarkdown(in); got != want {
			t.Errorf("%q gives %q", in, got)
		}
	}
}

func TestNumberList(t *testing.T) {
	for in, want := range map[string][]int{"": nil, "1": {0}, "1,3-5": {0, 2, 3, 4}, " 2 , 4 ": {1, 3}} {
		if got, err := numberList(in); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q gives %v, %v", in, got, err)
		}
	}
	for _, in := range []string{"x", "0", "3-1", "1-999999999", "-1", "1;2"} {
		if got, err := numberList(in); err == nil {
			t.Errorf("%q gives %v", in, got)
		}
	}
}
