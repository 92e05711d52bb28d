package ui

import (
	"testing"

	"lotse/ui/text"
)

// What a hint shows is found again as the key it names, in both languages.
func TestHintsNameKeysThatAMouseCanPress(t *testing.T) {
	for _, l := range text.Langs() {
		actions, err := Keyed(Actions(), nil)
		if err != nil {
			t.Fatal(err)
		}
		m := Model{lang: l, s: text.ScreenIn(l)}
		for i := range actions {
			for _, k := range actions[i].Keys {
				press := keyPress(m.keyNamed(m.keyName(k)))
				if got := m.actionForIn(actions, press, actions[i].Where); got != actions[i].ID {
					t.Errorf("%s: %s of %s is shown as %q and pressed as %q", l, k, actions[i].ID, m.keyName(k), press.String())
				}
			}
		}
	}
}

func (m *Model) actionForIn(actions []Action, k interface{ String() string }, at Place) string {
	for i := range actions {
		for _, name := range actions[i].Keys {
			if actions[i].Where&at != 0 && name == k.String() {
				return actions[i].ID
			}
		}
	}
	return ""
}
