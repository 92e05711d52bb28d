package safetext_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"lotse/inbox/safetext"
	"lotse/inbox/safetext/poison"
)

func TestClean(t *testing.T) {
	tests := []struct {
		name, in, want string
		hidden         int
	}{
		{"plain German stays", "Grüße aus Köln – „schön“, 5 €\nZeile 2", "Grüße aus Köln – „schön“, 5 €\nZeile 2", 0},
		{"CSI becomes visible", "a\x1b[2Jb", "a␛[2Jb", 0},
		{"OSC 52", "\x1b]52;c;QQ==\x07", "␛]52;c;QQ==␇", 0},
		{"C1 as UTF-8", "a\u009b2J", "a\uFFFD2J", 0},
		{"invalid bytes, one sign each", "a\xff\xfeb", "a\uFFFD\uFFFDb", 0},
		{"CRLF and lone CR", "a\r\nb\rc\r\r\nd", "a\nb␍c␍\nd", 0},
		{"tab", "a\tb", "a    b", 0},
		{"NUL BS BEL DEL", "\x00\b\a\x7f", "␀␈␇␡", 0},
		{"bidi is shown", "x\u202Ey\u2069\u061Cz", "x‹202E›y‹2069›‹061C›z", 0},
		{"zero width is counted", "Ra\u200Bt\u2060haus\uFEFF", "Rathaus", 3},
		{"soft hyphen is counted", "Rat\u00ADhaus", "Rathaus", 1},
		{"tags are counted", "🏴\U000E0067\U000E007F", "🏴", 2},
		{"private use and noncharacters", "a\uE000b\uFFFEc\U0010FFFDd", "abcd", 3},
		{"separators", "a\u2028b\u2029c", "abc", 2},
		{"four marks at most", "e\u0301\u0301\u0301\u0301\u0301\u0301", "e\u0301\u0301\u0301\u0301", 2},
		{"decomposed umlaut stays", "u\u0308ber", "u\u0308ber", 0},
		{"a mark without base gets one", "\u0301a\n\u0308", "◌\u0301a\n◌\u0308", 0},
		{"family stays", "👨\u200D👩\u200D👧\u200D👦", "👨\u200D👩\u200D👧\u200D👦", 0},
		{"tone and profession stay", "👩🏽\u200D🚒", "👩🏽\u200D🚒", 0},
		{"couple with heart stays", "👩\u200D❤\uFE0F\u200D💋\u200D👨", "👩\u200D❤\uFE0F\u200D💋\u200D👨", 0},
		{"pride flag stays", "🏳\uFE0F\u200D🌈", "🏳\uFE0F\u200D🌈", 0},
		{"keycap stays", "1\uFE0F\u20E3", "1\uFE0F\u20E3", 0},
		{"keycap after a fast prefix", "Platz 1\uFE0F\u20E3!", "Platz 1\uFE0F\u20E3!", 0},
		{"joiner between letters", "a\u200Db", "ab", 1},
		{"joiner at the end", "👩\u200D", "👩", 1},
		{"double joiner", "👩\u200D\u200D🚒", "👩\u200D🚒", 1},
		{"selector on a letter", "A\uFE0F", "A", 1},
		{"selector twice", "❤\uFE0F\uFE0F", "❤\uFE0F", 1},
		{"tone without emoji", "a🏽", "a", 1},
		{"endless joining ends", strings.Repeat("👩\u200D", 7) + "👩", strings.Repeat("👩\u200D", 4) + "👩" + strings.Repeat("👩\u200D", 2) + "👩", 1},
		{"Hangul pile", strings.Repeat("\u1100", 8), strings.Repeat("\u1100", 5), 3},
		{"script that needs marks", "क्षत्रिय ประเทศไทย", "क्षत्रिय ประเทศไทย", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := safetext.Clean(tt.in)
			if got.String() != tt.want || got.Hidden() != tt.hidden {
				t.Errorf("Clean(%q) = %q, %d hidden; want %q, %d", tt.in, got, got.Hidden(), tt.want, tt.hidden)
			}
		})
	}
}

func TestLineIsOneLine(t *testing.T) {
	got := safetext.Line("a\nb\r\nc\n\u0301")
	if want := "a⏎b⏎c⏎\u0301"; got.String() != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPoisonIsHarmless(t *testing.T) {
	for _, evil := range append(poison.Strings(), poison.All()) {
		assertSafe(t, evil)
	}
}

// assertSafe holds what every cleaned text promises.
func assertSafe(t *testing.T, raw string) {
	t.Helper()
	for _, clean := range []func(string) safetext.Text{safetext.Clean, safetext.Line} {
		text := clean(raw)
		s := text.String()
		poison.CheckPlain(t, s)
		if !utf8.ValidString(s) {
			t.Errorf("%q: not valid UTF-8", raw)
		}
		if again := clean(s); again.String() != s || again.Hidden() != 0 {
			t.Errorf("%q: cleaned twice %q became %q (%d hidden)", raw, s, again, again.Hidden())
		}
	}
	if line := safetext.Line(raw).String(); strings.Contains(line, "\n") {
		t.Errorf("%q: a line with a newline: %q", raw, line)
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range poison.Strings() {
		f.Add(s, 12)
	}
	f.Fuzz(func(t *testing.T, s string, width int) {
		assertSafe(t, s)
		text := safetext.Clean(s)
		width = min(max(width, 1), 200)
		if cut := text.Truncate(width); cut.Width() > width {
			t.Errorf("Truncate(%d) of %q is %d wide", width, s, cut.Width())
		}
		poison.CheckPlain(t, text.Truncate(width).String())
		for _, line := range text.Wrap(width) {
			if line.Width() > width {
				t.Errorf("Wrap(%d) of %q has a line of %d: %q", width, s, line.Width(), line)
			}
			poison.CheckPlain(t, line.String())
		}
	})
}

func BenchmarkClean(b *testing.B) {
	post := strings.Repeat("Die Straße „Am Wall“ ist seit drei Wochen gesperrt – warum? ", 10)
	for _, bm := range []struct{ name, s string }{
		{"german", post},
		{"emoji", post + "👍🏽 ❤\uFE0F"},
		{"evil", strings.Repeat("\x1b[2J\u202Ea\u0301\u200B ", 40)},
	} {
		b.Run(bm.name, func(b *testing.B) {
			b.SetBytes(int64(len(bm.s)))
			b.ReportAllocs()
			for b.Loop() {
				safetext.Clean(bm.s)
			}
		})
	}
}

func BenchmarkTruncateRow(b *testing.B) {
	text := safetext.Line(strings.Repeat("Die Straße ist gesperrt, warum? ", 10))
	b.ReportAllocs()
	for b.Loop() {
		text.Truncate(60)
	}
}
