package safetext_test

import (
	"strings"
	"testing"

	"lotse/inbox/safetext"
	"lotse/inbox/safetext/poison"
)

func TestExposeShowsWhatIsHiddenWhereItStands(t *testing.T) {
	for in, want := range map[string]string{
		"Grüße\naus Köln":                       "Grüße\naus Köln",
		"Ra\u200Bt\u2060haus\uFEFF":             "Ra‹U+200B›t‹U+2060›haus‹U+FEFF›",
		"x\u202Ey\u2069":                        "x‹U+202E›y‹U+2069›",
		"a\x1b[2Jb\x00":                         "a‹U+001B›[2Jb‹U+0000›",
		"a\u009bb\xffc\uFFFDd":                  "a‹U+009B›b‹0xFF›c\uFFFDd",
		"a\tb\r\nc\rd":                          "a‹U+0009›b‹U+000D›\nc‹U+000D›d",
		"🏴\U000E0067\U0010FFFD":                 "🏴‹U+E0067›‹U+10FFFD›",
		"👩🏽\u200D🚒 ❤\uFE0F 1\uFE0F\u20E3":       "👩🏽\u200D🚒 ❤\uFE0F 1\uFE0F\u20E3",
		"a\u200Db A\uFE0F x🏽":                   "a‹U+200D›b A‹U+FE0F› x‹U+1F3FD›",
		"e\u0301\u0301\u0301\u0301\u0301\u0302": "e\u0301\u0301\u0301\u0301‹U+0301›‹U+0302›",
		"\u0308a":                               "◌\u0308a",
	} {
		got := safetext.Expose(in)
		if got.String() != want || got.Hidden() != 0 {
			t.Errorf("Expose(%q) = %q, %d hidden; want %q", in, got, got.Hidden(), want)
		}
	}
}

// assertExposed holds what an exposed text promises: it is as safe as a clean one,
// nothing in it is hidden, and without the code points it is the clean one's equal
// where nothing was replaced.
func assertExposed(t *testing.T, raw string) {
	t.Helper()
	e, c := safetext.Expose(raw), safetext.Clean(raw)
	poison.CheckPlain(t, e.String())
	if e.Hidden() != 0 {
		t.Errorf("%q: %d are still hidden", raw, e.Hidden())
	}
	if again := safetext.Clean(e.String()); again.String() != e.String() || again.Hidden() != 0 {
		t.Errorf("%q: exposed %q, cleaned %q (%d hidden)", raw, e, again, again.Hidden())
	}
	if c.Hidden() > 0 && e.String() == c.String() {
		t.Errorf("%q: %d are hidden and none is shown: %q", raw, c.Hidden(), e)
	}
	if n := strings.Count(e.String(), "‹U+") - strings.Count(raw, "‹U+"); n < c.Hidden() {
		t.Errorf("%q: %d are hidden, %d shown: %q", raw, c.Hidden(), n, e)
	}
	line := safetext.ExposeLine(raw)
	poison.CheckPlain(t, line.String())
	if again := safetext.Line(line.String()); strings.Contains(line.String(), "\n") || line.Hidden() != 0 || again.String() != line.String() {
		t.Errorf("%q: exposed as a line %q, cleaned %q", raw, line, again)
	}
	_, spans := safetext.ExposeSpans(raw, []safetext.Span{{Start: 0, End: len(raw)}, {Start: len(raw) / 2, End: len(raw)}, {Start: -1, End: 3}})
	for _, sp := range spans {
		if sp.Start < 0 || sp.End > len(e.String()) || sp.Start > sp.End {
			t.Errorf("%q: the span %v lies outside of %q", raw, sp, e)
		}
		poison.CheckPlain(t, e.Slice(sp.Start, sp.End).String())
	}
}

func TestPoisonIsHarmlessExposed(t *testing.T) {
	for _, evil := range append(poison.Strings(), poison.All()) {
		assertExposed(t, evil)
	}
}

func FuzzExpose(f *testing.F) {
	for _, s := range poison.Strings() {
		f.Add(s)
	}
	f.Fuzz(assertExposed)
}
