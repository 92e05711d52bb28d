package ui

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"

	"lotse/inbox"
	"lotse/ui/text"
)

// Every action is bound, says what it does in both languages, and can be reached:
// by a key, in the help and by its name in the command line.
func TestActionsAreBoundAndDocumented(t *testing.T) {
	actions, err := Keyed(Actions(), nil)
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, a := range actions {
		if known[a.ID] {
			t.Errorf("%s stands twice in the table", a.ID)
		}
		known[a.ID] = true
		if len(a.Keys) == 0 || a.Where == 0 || a.Run == nil || a.Group >= groupCount {
			t.Errorf("%s cannot be reached", a.ID)
		}
		for _, l := range text.Langs() {
			w := text.ScreenIn(l).Actions[a.ID]
			if w.Short == "" || w.Title == "" || w.Help == "" {
				t.Errorf("%s has no words in %s", a.ID, l)
			}
			if n := lipgloss.Width(w.Title); n > 24 {
				t.Errorf("%s: the title in %s takes %d cells, there is room for 24", a.ID, l, n)
			}
			if n := lipgloss.Width(w.Short); n > 16 {
				t.Errorf("%s: the hint in %s takes %d cells", a.ID, l, n)
			}
		}
	}
	for _, l := range text.Langs() {
		for id := range text.ScreenIn(l).Actions {
			if !known[id] {
				t.Errorf("%s has words for %s, which is no action", l, id)
			}
		}
	}
}

// On a German keyboard these need AltGr, and terminals take the others for
// themselves. One key never means two things on one screen.
func TestKeysCanBePressedOnGermanKeyboards(t *testing.T) {
	for _, a := range Actions() {
		for _, k := range a.Keys {
			if slices.Contains(reserved, k) {
				t.Errorf("%s lies on %q", a.ID, k)
			}
		}
	}
	for name, keys := range map[string]map[string][]string{
		"an unknown action": {"dance": {"Q"}},
		"a reserved key":    {"close": {"ctrl+s"}},
		"an AltGr key":      {"close": {"["}},
		"a key twice":       {"close": {"j"}},
		"a space as such":   {"close": {" "}},
	} {
		if _, err := Keyed(Actions(), keys); err == nil {
			t.Errorf("%s passes", name)
		}
	}
	if _, err := Keyed(Actions(), map[string][]string{"close": {"Q"}, "label": {"d"}}); err != nil {
		t.Errorf("swapping keys fails: %v", err)
	}
}

func TestKeyTableNamesEveryAction(t *testing.T) {
	for _, l := range text.Langs() {
		table := KeyTable(l)
		for _, id := range ActionIDs() {
			if !strings.Contains(table, "| "+text.ScreenIn(l).Actions[id].Help+" |") {
				t.Errorf("%s: %s is not in the table", l, id)
			}
		}
	}
}

func TestBuiltInViewsAreQueries(t *testing.T) {
	for _, v := range builtInViews {
		q, err := inbox.ParseQuery(v.query)
		if err != nil {
			t.Errorf("%s: %v", v.id, err)
		}
		if _, err := q.Bind(inboxNow, nil, inbox.Person{ID: "ayse"}); err != nil {
			t.Errorf("%s: %v", v.id, err)
		}
		for _, l := range text.Langs() {
			if n := lipgloss.Width(text.ScreenIn(l).Views[v.id]); n == 0 || n > 18 {
				t.Errorf("%s: the name in %s takes %d cells", v.id, l, n)
			}
		}
	}
}

// A sentence that names a key names the one that holds.
func TestSentencesNameTheKeysThatHold(t *testing.T) {
	actions, err := Keyed(Actions(), map[string][]string{"undo": {"Q"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range text.Langs() {
		words := withKeys(text.ScreenIn(l), actions)
		if !strings.HasPrefix(words.UndoHint, "(Q ") {
			t.Errorf("%s: %s", l, words.UndoHint)
		}
		v := reflect.ValueOf(*words)
		for i := range v.NumField() {
			if v.Field(i).Kind() == reflect.String && strings.ContainsAny(v.Field(i).String(), "{}") {
				t.Errorf("%s: %s names an action that does not exist: %s", l, v.Type().Field(i).Name, v.Field(i))
			}
		}
	}
}

func TestEveryGroupHasAHeading(t *testing.T) {
	for _, l := range text.Langs() {
		if n := len(text.ScreenIn(l).Groups); n != int(groupCount) {
			t.Errorf("%s: %d headings for %d groups", l, n, groupCount)
		}
	}
}

func TestMenuLettersAreAllDifferent(t *testing.T) {
	for _, l := range text.Langs() {
		var entries []entry
		for _, label := range inbox.Labels() {
			entries = append(entries, entry{name: l.Label(label).Short})
		}
		seen := map[rune]bool{}
		for _, e := range newMenu("", entries).entries {
			if e.hot == 0 || seen[e.hot] || !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789", e.hot) {
				t.Errorf("%s: %q has the letter %q", l, e.name, e.hot)
			}
			seen[e.hot] = true
		}
	}
}
