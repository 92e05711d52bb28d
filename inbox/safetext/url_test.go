package safetext_test

import (
	"net/url"
	"strings"
	"testing"

	"lotse/inbox/safetext"
	"lotse/inbox/safetext/poison"
)

func TestURL(t *testing.T) {
	for _, tt := range []struct{ raw, want string }{
		{"https://stadt.example/bad?tag=mo#zeiten", "https://stadt.example/bad?tag=mo#zeiten"},
		{"HTTP://Stadt.Example:8080/", "http://stadt.example:8080/"},
		{"https://bürger.example/straße?q=ä#ü", "https://xn--brger-kva.example/stra%C3%9Fe?q=%C3%A4#%C3%BC"},
		{"https://xn--brger-kva.example/", "https://xn--brger-kva.example/"},
		{"https://аpple.example/", "https://xn--pple-43d.example/"}, // Cyrillic а
		{"http://192.0.2.7/x", "http://192.0.2.7/x"},
		{"http://[2001:DB8::1]:80/", "http://[2001:db8::1]:80/"},
		{"https://a.example/a%2Fb", "https://a.example/a%2Fb"},
		{"", ""},
		{"stadt.example", ""},
		{"//stadt.example/", ""},
		{"javascript:alert(1)", ""},
		{"file:///etc/passwd", ""},
		{"ftp://stadt.example/", ""},
		{"https://stadt.example@boese.example/", ""},
		{"https://u:p@stadt.example/", ""},
		{"https:stadt.example", ""},
		{"https:///pfad", ""},
		{"https://stadt.example\\@boese.example/", ""},
		{"https://stadt.example/\x1b]8;;", ""},
		{"https://stadt.example/a b", ""},
		{"https://stadt.example/\u202Etxt", ""},
		{"https://stadt\u200B.example/", ""},
		{"https://stadt.example/\xff", ""},
		{"https://[fe80::1%25eth0]/", ""},
		{"https://-rf.example/", ""},
		{"https://a..b.example/", ""},
		{"https://stadt.example:99999999/%zz", ""},
		{"https://stadt.example/" + strings.Repeat("a", 2048), ""},
	} {
		display, target, ok := safetext.URL(tt.raw)
		if target != tt.want || ok != (tt.want != "") {
			t.Errorf("URL(%q) = %q, %v; want %q", tt.raw, target, ok, tt.want)
		}
		if ok && display.String() != target {
			t.Errorf("URL(%q) shows %q but leads to %q", tt.raw, display, target)
		}
		if !ok && display.String() != safetext.Line(tt.raw).String() {
			t.Errorf("URL(%q) hides the address: %q", tt.raw, display)
		}
	}
}

func FuzzURL(f *testing.F) {
	for _, s := range poison.Strings() {
		f.Add(s)
		f.Add("https://stadt.example/" + s)
	}
	f.Add("https://bürger.example:1/ä?ö#ü")
	f.Fuzz(func(t *testing.T, raw string) {
		display, target, ok := safetext.URL(raw)
		poison.CheckPlain(t, display.String())
		if !ok {
			if target != "" {
				t.Fatalf("%q refused but has the target %q", raw, target)
			}
			return
		}
		u, err := url.Parse(target)
		if err != nil || u.User != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			t.Fatalf("%q has the target %q", raw, target)
		}
		for i := 0; i < len(target); i++ {
			if target[i] <= ' ' || target[i] >= 0x7f {
				t.Fatalf("%q has the target %q", raw, target)
			}
		}
		if _, again, ok := safetext.URL(target); !ok || again != target {
			t.Fatalf("%q: the target %q became %q", raw, target, again)
		}
		poison.Check(t, "\x1b]8;;"+target+"\x07"+display.String()+"\x1b]8;;\x07")
	})
}
