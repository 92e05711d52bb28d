package safetext_test

import (
	"strings"
	"testing"

	"lotse/inbox/safetext"
)

func TestZeroText(t *testing.T) {
	var z safetext.Text
	if !z.IsEmpty() || z.String() != "" || z.Hidden() != 0 || z.Width() != 0 || z.Wrap(10) != nil {
		t.Errorf("the zero text is not empty: %+v", z)
	}
	if c := safetext.Clean("\u200B"); !c.IsEmpty() || c.Hidden() != 1 {
		t.Errorf("a text of nothing visible must be empty and say so: %q %d", c, c.Hidden())
	}
}

func TestWidth(t *testing.T) {
	for in, want := range map[string]int{
		"Straße": 6, "漢字": 4, "👩🏽\u200D🚒": 2, "u\u0308": 1, "kurz\nlänger": 6, "🇩🇪": 2, "🇩": 2, "1\uFE0F\u20E3": 2, "\x1b": 1,
	} {
		if got := safetext.Clean(in).Width(); got != want {
			t.Errorf("Width(%q) = %d, want %d", in, got, want)
		}
	}
}

func TestTruncate(t *testing.T) {
	for _, tt := range []struct {
		in    string
		width int
		want  string
	}{
		{"Rathaus", 7, "Rathaus"},
		{"Rathaus", 6, "Ratha…"},
		{"Straße", 6, "Straße"},
		{"漢字漢字", 4, "漢…"},
		{"漢字漢字", 5, "漢字…"},
		{"👩🏽\u200D🚒👩🏽\u200D🚒", 3, "👩🏽\u200D🚒…"},
		{"eins\nzwei", 10, "eins…"},
		{"eins\nzwei", 4, "ein…"},
		{"eins", 1, "…"},
		{"eins", 0, ""},
		{"", 5, ""},
	} {
		if got := safetext.Clean(tt.in).Truncate(tt.width).String(); got != tt.want {
			t.Errorf("Truncate(%q, %d) = %q, want %q", tt.in, tt.width, got, tt.want)
		}
	}
	if got := safetext.Clean("lang\u200Ber Text").Truncate(3).Hidden(); got != 1 {
		t.Errorf("truncating forgot the hidden characters: %d", got)
	}
}

func TestWrap(t *testing.T) {
	for _, tt := range []struct {
		in    string
		width int
		want  string // lines joined with |
	}{
		{"Das Bad ist zu", 8, "Das Bad|ist zu"},
		{"Das Bad ist zu", 7, "Das Bad|ist zu"},
		{"Das Bad   ist zu", 7, "Das Bad|ist zu"},
		{"Verkehrsberuhigung", 8, "Verkehrs|beruhigu|ng"},
		{"am Donaudampfschiff", 8, "am|Donaudam|pfschiff"},
		{"a\n\nb", 5, "a||b"},
		{"a\n", 5, "a|"},
		{"漢字漢字", 4, "漢字|漢字"},
		{"漢a", 1, "…|a"},
		{"größer, schöner, weiter", 10, "größer,|schöner,|weiter"},
		{"Ende    ", 4, "Ende"},
	} {
		var got []string
		for _, line := range safetext.Clean(tt.in).Wrap(tt.width) {
			got = append(got, line.String())
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("Wrap(%q, %d) = %q, want %q", tt.in, tt.width, s, tt.want)
		}
	}
}

func TestWrapKeepsTheHiddenSum(t *testing.T) {
	sum := 0
	for _, line := range safetext.Clean("ein\u200Bs zwei\u200B drei").Wrap(5) {
		sum += line.Hidden()
	}
	if sum != 2 {
		t.Errorf("hidden sum %d, want 2", sum)
	}
}

func TestSliceFitsTogether(t *testing.T) {
	text := safetext.Clean("ä👩🏽\u200D🚒e\u0301\nz")
	for cut := -1; cut <= len(text.String())+1; cut++ {
		left, right := text.Slice(0, cut), text.Slice(cut, len(text.String()))
		if left.String()+right.String() != text.String() {
			t.Errorf("cut at %d: %q + %q", cut, left, right)
		}
		if left.Width() > text.Width() {
			t.Errorf("cut at %d tears a grapheme: %q", cut, left)
		}
	}
}
