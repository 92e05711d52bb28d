package mastodon

import (
	"strings"
	"testing"
)

func TestCount(t *testing.T) {
	for _, c := range []struct {
		name, text, warning string
		want                int
	}{
		{"nothing", "", "", 0},
		{"words", "Grüß Gott", "", 9},
		{"content warning", "abc", "Straßenbau", 13},
		{"link in a content warning is not shortened", "", "https://linden.example/aemter/strassen", 38},
		{"long link", "https://linden.example/" + strings.Repeat("a", 200), "", 23},
		{"short link", "http://a.de", "", 23},
		{"full stop behind a link", "Siehe https://linden.example/termine.", "", 6 + 23 + 1},
		{"question", "Kennen Sie https://linden.example/termine?ort=7&tag=2?", "", 11 + 23 + 1},
		{"link in parentheses", "(https://linden.example/a)", "", 25},
		{"parentheses in a link", "https://linden.example/Amt_(Linden) x", "", 25},
		{"link with a port", "https://linden.example:8443/a b", "", 25},
		{"two links", "https://a.example https://b.example", "", 47},
		{"link joined to a word", "xhttps://a.example", "", 18},
		{"link behind a hash", "#https://a.example", "", 18},
		{"link behind a letter of another script", "見てhttps://a.example", "", 25},
		{"address without scheme counts in full", "linden.example/termine", "", 22},
		{"host without a dot counts in full", "http://localhost/a", "", 18},
		{"domain with umlaut", "https://köln.example/a", "", 23},
		{"local mention", "@berta Danke", "", 12},
		{"remote mention", "@berta@weit-weg.social.example Danke", "", 12},
		{"remote mention and a full stop", "Danke @berta@weit.example.", "", 13},
		{"mail address", "post@linden.example", "", 19},
		{"mention joined to a word", "x@berta@weit.example", "", 20},
		{"profile address is a link", "https://weit.example/@berta/1", "", 23},
		{"family emoji", "👩‍👩‍👧‍👦", "", 1},
		{"flag", "🇩🇪🇺🇦", "", 2},
		{"combining mark", "u\u0308", "", 1},
		{"line breaks", "a\n\nb", "", 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := (Counter{}).Count(c.text, c.warning); got != c.want {
				t.Errorf("Count(%q, %q) = %d, want %d", c.text, c.warning, got, c.want)
			}
		})
	}
}

func TestCountOfOtherServers(t *testing.T) {
	const text = "@berta@weit.example https://linden.example/a 👩‍👧"
	if got, want := (Counter{PerURL: 32}).Count(text, ""), 6+1+32+1+1; got != want {
		t.Errorf("32 for a link: %d, want %d", got, want)
	}
	if got, want := (Counter{CodePoints: true}).Count(text, "CW"), 19+1+24+1+3+2; got != want {
		t.Errorf("code points: %d, want %d", got, want)
	}
}

func FuzzCount(f *testing.F) {
	f.Add("@berta@weit.example (https://linden.example/a_(b)?c=d).", "CW")
	f.Add("https://a.b\xff//@@\u0308", "")
	f.Fuzz(func(t *testing.T, text, warning string) {
		n := Counter{}.Count(text, warning)
		if n < 0 || n > 23*(len(text)+1)+len(warning) {
			t.Errorf("Count = %d of %d bytes", n, len(text))
		}
		if n == 0 && text != "" {
			t.Errorf("nothing in %q", text)
		}
	})
}
