package markup

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestHTMLText(t *testing.T) {
	const mention = `<span class="h-card" translate="no"><a href="https://stadt.example/@linden" class="u-url mention">@<span>linden</span></a></span>`
	for _, c := range []struct{ name, in, want string }{
		{"empty", "", ""},
		{"plain", "Guten Tag", "Guten Tag"},
		{"paragraphs", "<p>Eins</p><p>Zwei</p>", "Eins\n\nZwei"},
		{"break", "<p>Eins<br>Zwei<br />Drei</p>", "Eins\nZwei\nDrei"},
		{"many breaks are one blank line", "a<br><br><br><br>b", "a\n\nb"},
		{"breaks at the end", mention + " hallo<br>", "@linden hallo"},
		{"white space collapses", "<p>a \n\t b</p>\n<p> c </p>", "a b\n\nc"},
		{"white space stays in pre", "<pre>a  b\n c</pre>d", "a  b\n c\n\nd"},
		{"mention keeps its words", "<p>" + mention + " Danke!</p>", "@linden Danke!"},
		{"hashtag keeps its words", `<a href="https://stadt.example/tags/radweg" class="mention hashtag" rel="tag">#<span>Radweg</span></a>`, "#Radweg"},
		{"hashtag by rel alone", `<a href="https://x.example/t" rel="tag">#Bad</a>`, "#Bad"},
		{
			"link shows its address", `siehe <a href="https://www.linden.example/amt/termine?ort=7"><span class="invisible">https://www.</span><span class="ellipsis">linden.example/amt/termine</span><span class="invisible">?ort=7</span></a>.`,
			"siehe https://www.linden.example/amt/termine?ort=7.",
		},
		{"shortened link", `<a href="https://linden.example/amt/termine">linden.example/amt/…</a>`, "https://linden.example/amt/termine"},
		{"shortened before the path tells nothing", `<a href="https://linden.example.evil.example/">linden.example…</a>`, "linden.example… (https://linden.example.evil.example/)"},
		{"words of a link stay", `<a href="https://a.example/b">Ihr seid unfähig</a>!`, "Ihr seid unfähig (https://a.example/b)!"},
		{"disguised target", `<a href="https://falle.example/">https://linden.example</a>`, "https://linden.example (https://falle.example/)"},
		{"link without words", `<a href="https://a.example/"></a>`, "https://a.example/"},
		{"link that leads nowhere", `<a href="javascript:alert(1)">los</a> <a href="/etc">da</a> <a href="">40</a>`, "los da 40"},
		{"line break in an address", "<a href=\"https://a.example/\nVon: Amt\">x</a>", "x (https://a.example/Von: Amt)"},
		{"link not closed", `<p><a href="https://a.example/">eins<p>zwei`, "eins\n\nzwei (https://a.example/)"},
		{"space behind a link", `<a href="https://a.example/">eins </a>zwei`, "eins (https://a.example/) zwei"},
		{"entities once", "&lt;b&gt; &amp;lt; &#39;&auml;", "<b> &lt; 'ä"},
		{"half escaped", "&lt;b>&&lt;/b>", "<b>&</b>"},
		{"emoji code", "gut :linden_herz:", "gut :linden_herz:"},
		{"emoji picture", `gut <img src="x" alt=":linden:">`, "gut :linden:"},
		{"list", "<p>Bitte:</p><ul><li>Ausweis</li><li><p>Foto</p></li></ul><p>Danke</p>", "Bitte:\n\n- Ausweis\n- Foto\n\nDanke"},
		{"nested list", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"},
		{"link in a list", `<ul><li><a href="https://a.example/x">https://a.example/x</a></li></ul>`, "- https://a.example/x"},
		{"quoted block", "<blockquote><p>Alt</p><p>Neu</p></blockquote><p>Nein</p>", "> Alt\n\n> Neu\n\nNein"},
		{"script and style", "a<script>alert(1)</script><style>p{}</style>b", "ab"},
		{"quote fallback goes", `<p class="quote-inline">RE: <a href="https://a.example/1"><span class="invisible">https://</span>a.example/1</a></p><p>Stimmt nicht</p>`, "Stimmt nicht"},
		{"quote fallback in a span", `Stimmt nicht<span class="quote-inline"><br><br>RE: <a href="https://a.example/1">https://a.example/1</a></span>`, "Stimmt nicht"},
		{"text hidden as quote fallback", `<p class="quote-inline">Ihr lügt alle</p><p>Danke</p>`, "Ihr lügt alle\n\nDanke"},
		{"quote fallback not closed", `<span class="quote-inline">RE: https://a.example/1<p>Hört zu`, "Hört zu"},
		{"comment", "a<!-- geheim -->b", "ab"},
		{"stray end tags", "</p></ul></li></a></blockquote>a", "a"},
		{"bad UTF-8", "a\xffb", "a\uFFFDb"},
		{"no-break space stays", "10&nbsp;Euro", "10\u00a0Euro"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := HTMLText(c.in); got != c.want {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestHTMLTextNesting(t *testing.T) {
	const depth = 10_000
	in := strings.Repeat("<ul><li><blockquote>", depth) + "tief" + strings.Repeat("</blockquote></li></ul>", depth)
	got := HTMLText(in)
	if !strings.HasSuffix(got, "tief") || len(got) > 100 {
		t.Errorf("nesting of %d gave %d bytes: %.120q", depth, len(got), got)
	}
}

func TestHTMLTextLong(t *testing.T) {
	if got := HTMLText(strings.Repeat("ä", maxContent)); len(got) > maxContent+3 || !utf8.ValidString(got) {
		t.Errorf("%d bytes, valid %v", len(got), utf8.ValidString(got))
	}
}

func FuzzHTMLText(f *testing.F) {
	for _, s := range []string{
		`<p>a<br>b</p><a href="https://a.example/">c</a>`,
		`<ul><li><a class="mention" href="x">@y</a><blockquote>z`,
		`<p class="quote-inline">RE: <a href="https://a.example/1">x</a></p>`,
		"<script><!--</script>a&#0;&lt;\xff", "<pre> a\n\n\n b</pre><plaintext><p>",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		got := HTMLText(in)
		if !utf8.ValidString(got) {
			t.Errorf("not UTF-8: %q", got)
		}
		// a byte grows at most to U+FFFD, a tag at most to marks and a break
		if len(got) > 8*len(in)+64 {
			t.Errorf("%d bytes became %d", len(in), len(got))
		}
		if strings.Contains(got, "\n\n\n") {
			t.Errorf("more than one blank line: %q", got)
		}
		if got != strings.Trim(got, " \n") {
			t.Errorf("white space at the ends: %q", got)
		}
		if got != HTMLText(in) {
			t.Error("not the same twice")
		}
	})
}
