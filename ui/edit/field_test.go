package edit_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"lotse/inbox/safetext/poison"
	"lotse/ui/edit"
)

func press(f *edit.Field, keys ...tea.KeyPressMsg) {
	for _, k := range keys {
		f.Press(k, 20)
	}
}

func typed(f *edit.Field, s string) {
	for _, r := range s {
		f.Press(tea.KeyPressMsg{Code: r, Text: string(r)}, 20)
	}
}

var (
	left      = tea.KeyPressMsg{Code: tea.KeyLeft}
	backspace = tea.KeyPressMsg{Code: tea.KeyBackspace}
	home      = tea.KeyPressMsg{Code: tea.KeyHome}
	up        = tea.KeyPressMsg{Code: tea.KeyUp}
	wordBack  = tea.KeyPressMsg{Code: 'w', Mod: tea.ModCtrl}
)

func TestEditingMovesByCharactersAsPeopleCountThem(t *testing.T) {
	var f edit.Field
	typed(&f, "Grüße ")
	f.Insert("👩🏽\u200D🚒e\u0301")
	press(&f, backspace, backspace)
	if f.Value() != "Grüße " {
		t.Errorf("left over: %q", f.Value())
	}
	press(&f, wordBack)
	typed(&f, "ß")
	press(&f, home)
	typed(&f, "a")
	if f.Value() != "aß" || f.Cursor() != 1 {
		t.Errorf("%q, cursor %d", f.Value(), f.Cursor())
	}
	press(&f, left, left, left, backspace)
	if f.Value() != "aß" {
		t.Errorf("moved out at the left: %q", f.Value())
	}
}

func TestUpFollowsTheLinesAsTheyAreSeen(t *testing.T) {
	f := edit.Field{Multi: true}
	f.Set("Die Brücke am Marktplatz bleibt gesperrt")
	press(&f, up)
	typed(&f, "|")
	v := f.Draw(20, 5)
	if len(v.Lines) != 3 && len(v.Lines) != 2 {
		t.Fatalf("%d lines", len(v.Lines))
	}
	if !strings.Contains(f.Value(), "|") || strings.HasSuffix(f.Value(), "|") {
		t.Errorf("the cursor did not move up: %q", f.Value())
	}
}

func TestWhatWasTypedIsTakenBackByWords(t *testing.T) {
	undo, redo := tea.KeyPressMsg{Code: 'z', Mod: tea.ModAlt}, tea.KeyPressMsg{Code: 'z', Mod: tea.ModAlt | tea.ModShift}
	f := edit.Field{Multi: true}
	typed(&f, "Guten Tag zusammen")
	want := []string{"Guten Tag ", "Guten Tag", "Guten ", "Guten", "", ""}
	for _, w := range want {
		press(&f, undo)
		if f.Value() != w {
			t.Fatalf("undo gave %q, not %q", f.Value(), w)
		}
	}
	press(&f, redo, redo, redo)
	if f.Value() != "Guten Tag" {
		t.Errorf("redo gave %q", f.Value())
	}
	f.Insert(" eingefügt")
	press(&f, backspace, backspace, wordBack, undo)
	if f.Value() != "Guten Tag eingefü" {
		t.Errorf("undo of a word gave %q", f.Value())
	}
	press(&f, undo)
	if f.Value() != "Guten Tag eingefügt" {
		t.Errorf("undo of erasing gave %q", f.Value())
	}
	f.Set("neu")
	if f.Undo() {
		t.Errorf("undo went into another text: %q", f.Value())
	}
}

func TestWhatWasCutOutComesBack(t *testing.T) {
	f := edit.Field{Multi: true}
	f.Set("eins zwei")
	press(&f, wordBack, home, tea.KeyPressMsg{Code: 'y', Mod: tea.ModCtrl})
	if f.Value() != "zweieins " {
		t.Errorf("%q", f.Value())
	}
	press(&f, home, tea.KeyPressMsg{Code: 'k', Mod: tea.ModCtrl})
	if f.Value() != "" {
		t.Errorf("left over: %q", f.Value())
	}
}

func TestLimitCountsCharacters(t *testing.T) {
	f := edit.Field{Limit: 3}
	f.Insert("ä👩🏽\u200D🚒öü")
	if f.Value() != "ä👩🏽\u200D🚒ö" {
		t.Errorf("%q", f.Value())
	}
}

func TestNothingEvilGetsIn(t *testing.T) {
	for _, multi := range []bool{false, true} {
		for _, evil := range poison.Strings() {
			f := edit.Field{Multi: multi}
			typed(&f, "x")
			f.Insert(evil)
			press(&f, left, left, backspace)
			typed(&f, "y")
			v := f.Draw(20, 4)
			for _, l := range v.Lines {
				poison.CheckPlain(t, l.String())
				if w := lipgloss.Width(l.String()); w > 22 { // a wide letter may hang over; Fit cuts it
					t.Errorf("%q is %d wide", l, w)
				}
			}
			if v.X < 0 || v.X > 20 || v.Y < 0 || v.Y > 3 {
				t.Errorf("cursor at %d,%d", v.X, v.Y)
			}
			poison.CheckPlain(t, f.Value())
		}
	}
}
