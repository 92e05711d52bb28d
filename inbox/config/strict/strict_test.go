package strict

import (
	"reflect"
	"slices"
	"testing"

	"lotse/inbox"
)

type sample struct {
	Name  string              `toml:"name"`
	Count int                 `toml:"count"`
	On    bool                `toml:"on"`
	Level inbox.Latitude      `toml:"level"`
	List  []string            `toml:"list" accept:"string"`
	Map   map[string][]string `toml:"map" accept:"string"`
	Parts []part              `toml:"part"`
	Inner part                `toml:"inner"`
	Skip  string              `toml:"-"`
}

type part struct {
	ID string `toml:"id"`
}

func decode(t *testing.T, data string) (sample, []string) {
	t.Helper()
	var s sample
	f, err := Read("f", []byte(data))
	if err == nil {
		f.Decode(&s, nil)
		err = f.Err()
	}
	var out []string
	if ps, ok := err.(*Problems); ok { //nolint:errorlint // Read and Err promise this type
		for _, p := range ps.List {
			out = append(out, p.String())
		}
	}
	return s, out
}

// The same value in every form TOML has for it.
func TestForms(t *testing.T) {
	want := sample{
		Name: "ä\n", Count: 1_000, On: true, Level: inbox.L2, List: []string{"a"},
		Map: map[string][]string{"x": {"y"}, "z": {"1", "2"}}, Parts: []part{{"p"}, {"q"}}, Inner: part{"i"},
	}
	for _, data := range []string{
		"\xef\xbb\xbfname = \"ä\\n\"\ncount = 1_000\non = true\nlevel = \"L2\"\nlist = [\"a\"] # one\n[map]\nx = [\"y\"]\nz = [\n  \"1\", # first\n  \"2\",\n]\n[[part]]\nid = \"p\"\n[[part]]\nid = \"q\"\n[inner]\nid = \"i\"\n",
		"name = \"\"\"\nä\n\"\"\"\r\ncount = 0x3e8\non = true\nlevel = 'L2'\nlist = 'a'\nmap = { x = \"y\", z = ['1', '2'] }\npart = [{ id = \"p\" }, { \"id\" = \"q\" }]\ninner.id = \"i\"\n",
	} {
		if got, problems := decode(t, data); problems != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s\ngot %+v %v", data, got, problems)
		}
	}
}

func TestProblems(t *testing.T) {
	for _, tc := range []struct {
		data string
		want []string
	}{
		{"nme = 1", []string{`f:1:1: file_key in="" key="nme" known="name, count, on, level, list, map, part, inner" nearest="name"`}},
		{"[inner]\nä = 1", []string{`f:2:1: file_syntax detail="invalid character at start of key: U+00C3 'Ã'"`}},
		{"[[part]]\n[[part]]\nid = 5\nx.y = 1", []string{
			`f:3:6: file_type got="integer" key="part.id" want="string"`,
			`f:4:1: file_key in="part" key="x" known="id" nearest=""`,
		}},
		{"count = 9223372036854775807\nlist = [[1], 2]", []string{
			`f:2:8: file_type got="array" key="list" want="string"`,
			`f:2:14: file_type got="integer" key="list" want="string"`,
		}},
		{"level = \"L7\"\npart = { id = \"x\" }\nskip = \"\"", []string{
			`f:1:9: unknown_name got="L7" kind="latitude" known="L0, L1, L2, L3, L4"`,
			`f:2:8: file_type got="table" key="part" want="array"`,
			`f:3:1: file_key in="" key="skip" known="name, count, on, level, list, map, part, inner" nearest=""`,
		}},
		{"name = \"ü\" x", []string{`f:1:12: file_syntax detail="expected newline but got U+0078 'x'"`}},
		{"on = true\non = false", []string{`f:2:1: file_syntax detail="key on is already defined"`}},
		{"name = 2026-11-01\ncount = 1.5\non = \"yes\"", []string{
			`f:1:8: file_type got="date" key="name" want="string"`,
			`f:2:9: file_type got="float" key="count" want="integer"`,
			`f:3:6: file_type got="string" key="on" want="boolean"`,
		}},
	} {
		if _, got := decode(t, tc.data); !slices.Equal(got, tc.want) {
			t.Errorf("%s\n got %q\nwant %q", tc.data, got, tc.want)
		}
	}
}

func TestRefusedValuesAreNotRepeated(t *testing.T) {
	f, err := Read("f", []byte("level = \"hunter2\""))
	if err != nil {
		t.Fatal(err)
	}
	f.Refuse("level", inbox.Fail(inbox.CodeSecretClear))
	var s sample
	f.Decode(&s, nil)
	if got := f.Err().Error(); got != "f:1:9: secret_clear" {
		t.Error(got)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"kind", "server", "token_env", "id", "A"}
	for got, want := range map[string]string{
		"knid": "kind", "Server": "server", "sever": "server", "tokenenv": "token_env", "token-env": "token_env",
		"colour": "", "if": "", "B": "", "": "",
	} {
		if n := Nearest(got, known); n != want {
			t.Errorf("%s: %q, want %q", got, n, want)
		}
	}
}
