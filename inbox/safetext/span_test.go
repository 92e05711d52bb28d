package safetext_test

import (
	"testing"
	"unicode/utf8"

	"lotse/inbox/safetext"
	"lotse/inbox/safetext/poison"
)

func TestCleanSpans(t *testing.T) {
	for _, tt := range []struct {
		raw  string
		span safetext.Span
		want string
	}{
		{"du Idiot", safetext.Span{3, 8}, "Idiot"},
		{"\x1b[31mdu Idiot", safetext.Span{8, 13}, "Idiot"},
		{"\t\r\n\u202Edu Idiot", safetext.Span{9, 14}, "Idiot"},
		{"I\u200Bd\u200Biot", safetext.Span{0, 11}, "Idiot"},
		{"a\r\nb", safetext.Span{1, 2}, "\n"},
		{"a\r\nb", safetext.Span{2, 3}, "\n"},
		{"x\u200By", safetext.Span{1, 4}, ""},
		{"äöü", safetext.Span{1, 3}, "äö"},
		{"e\u0301x", safetext.Span{0, 1}, "e\u0301"},
		{"abc", safetext.Span{-5, 99}, "abc"},
		{"abc", safetext.Span{2, 1}, ""},
		{"ä", safetext.Span{1, 1}, ""},
		{"\xffabc", safetext.Span{1, 4}, "abc"},
	} {
		text, spans := safetext.CleanSpans(tt.raw, []safetext.Span{tt.span})
		if got := text.String()[spans[0].Start:spans[0].End]; got != tt.want {
			t.Errorf("%q %v marks %q, want %q", tt.raw, tt.span, got, tt.want)
		}
	}
}

func TestCleanSpansKeepsTheOrderOfItsInput(t *testing.T) {
	text, spans := safetext.CleanSpans("eins\x00zwei\x00drei", []safetext.Span{{10, 14}, {0, 4}, {5, 9}})
	for i, want := range []string{"drei", "eins", "zwei"} {
		if got := text.String()[spans[i].Start:spans[i].End]; got != want {
			t.Errorf("span %d marks %q, want %q", i, got, want)
		}
	}
	if text, spans := safetext.CleanSpans("a\x00", nil); spans != nil || text.String() != "a␀" {
		t.Errorf("without spans: %q %v", text, spans)
	}
}

func FuzzCleanSpans(f *testing.F) {
	for _, s := range poison.Strings() {
		f.Add(s, 1, 4, 2, 9)
	}
	f.Fuzz(func(t *testing.T, s string, a, b, c, d int) {
		text, spans := safetext.CleanSpans(s, []safetext.Span{{a, b}, {c, d}})
		clean := text.String()
		if clean != safetext.Clean(s).String() {
			t.Fatalf("%q: spans changed the text", s)
		}
		for _, sp := range spans {
			if sp.Start < 0 || sp.End < sp.Start || sp.End > len(clean) {
				t.Fatalf("%q: span %v outside of %d bytes", s, sp, len(clean))
			}
			for _, off := range []int{sp.Start, sp.End} {
				if off < len(clean) && !utf8.RuneStart(clean[off]) {
					t.Fatalf("%q: span %v tears a rune", s, sp)
				}
			}
		}
		line, spans := safetext.LineSpans(s, []safetext.Span{{0, len(s)}})
		if whole := line.Slice(spans[0].Start, spans[0].End); whole.String() != line.String() {
			t.Fatalf("%q: the whole text became %q of %q", s, whole, line)
		}
	})
}
