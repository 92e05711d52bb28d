package main_test

import "testing"

// Beside the filter stands how many items it found; one that finds nothing says
// how to get rid of it.
func TestScreenFilterCountsAndLetsGo(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 80, 24)
	s.press("/")
	s.write("einstufung:drohung,kritik,frage,lob,mangel")
	s.press("enter")
	s.sees("gefunden")
	s.press("/", "ctrl+u")
	s.write("xyzzy")
	s.press("enter")
	s.sees("Darauf passt hier kein Vorgang. Esc hebt den Filter auf.")
	s.press("esc")
	s.hides("Filter:", "gefunden")
	s.sees("Bert Olk")
}
