package poison

import "testing"

func TestBreachAllowsOurOwnStyling(t *testing.T) {
	for _, s := range []string{
		"",
		"Guten Tag\nBürgerbüro — 1.000 €",
		"\x1b[1;38:2::10:20:30mfett\x1b[m und \x1b[0m",
		"\x1b]8;;https://stadt.example/a?b=c\x07Stadt\x1b]8;;\x07",
		"\x1b]8;id=1;http://stadt.example/\x1b\\Stadt\x1b]8;;\x1b\\",
		"␛[2J ‹202E› � 👩\u200D🚒 ❤\uFE0F",
	} {
		if err := breach(s, true); err != nil {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestBreachFindsWhatActsOnTheTerminal(t *testing.T) {
	for _, s := range []string{
		"a\x1b[2Jb", "\x1b[?25l", "\x1b[1m\x1b[6n", "\x1b", "\x1b[", "\x1b[31",
		"\x1b]0;Titel\x07", "\x1b]52;c;QQ==\x07", "\x1bPq\x1b\\", "\x1b_G\x1b\\",
		"\x1b]8;;https://stadt.example/", "\x1b]8;;https://stadt.example/\x07offen",
		"\x1b]8;;file:///etc/passwd\x07x\x1b]8;;\x07", "\x1b]8;;https://a@b.example/\x07x\x1b]8;;\x07",
		"\x1b]8;;https://stadt.example/\x1b[31mx", "\x1b]8\x07", "\x1b]8;;https://ä.example/\x07x\x1b]8;;\x07",
		"a\rb", "a\bb", "a\tb", "a\x00b", "a\x07b", "a\x7fb", "a\u009bb", "a\xffb",
		"a\u202eb", "a\u2066b", "a\u200fb", "a\u200bb", "a\U000e0041b", "a\u2028b",
	} {
		if breach(s, true) == nil {
			t.Errorf("%q passed", s)
		}
	}
}

func TestBreachPlainAllowsNoStyle(t *testing.T) {
	if breach("\x1b[1mfett\x1b[m", false) == nil {
		t.Error("a style passed as plain output")
	}
	CheckPlain(t, "Zeile\nZeile")
	Check(t, "\x1b[1mZeile\x1b[m\n")
}

func TestMostFixturesAreEvil(t *testing.T) {
	evil := 0
	for _, s := range Strings() {
		if breach(s, true) != nil {
			evil++
		}
	}
	if evil < 45 {
		t.Errorf("only %d of %d fixtures would harm an unguarded frame", evil, len(Strings()))
	}
	if breach(All(), true) == nil {
		t.Error("the joined fixture is harmless")
	}
}
