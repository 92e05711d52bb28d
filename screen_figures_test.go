package main_test

import (
	"testing"

	"lotse/ui"
)

func figureScenes() []scene {
	on := ui.InFigures
	return []scene{
		{action: "figures", at: inDesk, then: func(p *play) {
			p.act()
			p.is(ui.InFigures)
			p.sees("Eingang im Verlauf", "Eingegangen: 4", "nie Personen")
		}},
		{action: "figures", at: ui.InList, who: "falk", refused: "Recht"},
		{action: "chart_next", at: on, then: func(p *play) {
			p.sees("Nach Einstufung")
			p.act()
			p.sees("Nach Eskalationsstufe", "Bild 4 von")
		}},
		{action: "chart_prev", at: on, then: func(p *play) {
			p.act()
			p.sees("Nach Kanal", "mastodon")
			p.do("chart_prev", "chart_prev")
			p.sees("Andrang je Kanal")
		}},
		{action: "longer", at: on, then: func(p *play) {
			p.sees("Monat", "je Tag")
			p.act()
			p.sees("Quartal")
			p.do("longer", "longer")
			p.sees("Jahr")
		}},
		{action: "shorter", at: on, then: func(p *play) {
			p.act()
			p.sees("Woche")
			p.do("shorter", "shorter")
			p.sees("Tag", "je Stunde")
		}},
		{action: "figure_channel", at: on, then: func(p *play) {
			p.act()
			p.sees("Kanal mastodon", "Eingegangen: 4")
		}},
		{action: "figure_open", at: on, then: func(p *play) {
			p.sees("> Kritik")
			p.act()
			p.is(ui.InList)
			p.sees("Cem", "einstufung:kritik")
			p.hides("Dora")
		}},
		{action: "figure_open", at: on, then: func(p *play) {
			p.do("chart_prev", "chart_prev", "chart_prev", "chart_prev")
			p.act()
		}, refused: "keine Liste"},
	}
}

// On a large screen several pictures stand beside each other; with --plain one
// table of words.
func TestScreenFigures(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 160, 50)
	s.press("T")
	s.sees("Eingang im Verlauf", "Nach Kanal", "Nach Einstufung", "Nach Eskalationsstufe")
	s.press("tab", "tab", "down")
	s.resize(80, 24)
	s.sees("Nach Einstufung")
	s.hides("Nach Kanal")
	s.start("ayse", 80, 24, func(o *ui.Options) { o.Plain = true })
	s.press("T", "tab")
	s.sees("Kanal", "mastodon", "100 %")
	s.hides("█", "│", "▏")
}

// A desk on which nothing came in has figures too.
func TestScreenFiguresOfNothing(t *testing.T) {
	s := newStage(t)
	s.start("ayse", 80, 24)
	s.press("T", "tab", "down", "up")
	s.sees("Eingegangen: 0")
}
