package plain_test

import (
	"testing"
	"unicode/utf8"

	"lotse/inbox/plain"
)

func TestAppend(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"  ", ""},
		{"Die Talsperre IST gebrochen!!!", "die talsperre ist gebrochen"},
		{"Überörtliche Straße – Maß", "ueberoertliche strasse mass"},
		{"u\u0308ber", "ueber"},
		{"@stadt@neustadt.example Stimmt das? https://example.org/a?b=c ja", "stimmt das ja"},
		{"WWW.Example.org ist falsch", "ist falsch"},
		{"wwwas? hallo", "wwwas hallo"},
		{"Geht's noch 👍🏽 um 20:15", "gehts noch um 20 15"},
		{"#Freibad zu", "freibad zu"},
		{"a\xffb", "a b"},
		{"mail@example.org", "mail"},
	} {
		if got := string(plain.Append(nil, c.in)); got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestAppendKeepsWhatIsThere(t *testing.T) {
	if got := string(plain.Append([]byte("a "), "B c")); got != "a b c" {
		t.Errorf("got %q", got)
	}
}

func FuzzAppend(f *testing.F) {
	f.Add("Über @x https://y \xff")
	f.Fuzz(func(t *testing.T, s string) {
		got := plain.Append(nil, s)
		if !utf8.Valid(got) {
			t.Fatalf("%q gives broken %q", s, got)
		}
		if again := plain.Append(nil, string(got)); len(again) > len(got) {
			t.Fatalf("%q: %q grows to %q", s, got, again)
		}
	})
}
