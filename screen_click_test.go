package main_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"lotse/inbox"
	"lotse/ui"
)

// A clicked screen is one whose rows can be chosen: what leads to it, how one gets
// back to the first of its rows, and the keys that lead to each of the others.
type clicked struct {
	name          string
	who           string
	width, height int
	before        func(p *play)
	reach         []string
	home          []string
	rows          [][]string
	dx, dy        int // what can be clicked stands side by side too; every so many cells are tried
}

var clickedScreens = []clicked{
	{name: "releases", who: "clara", before: func(p *play) {
		submitted(p.stage, p.ids[0])
		submitted(p.stage, p.ids[1])
	}, reach: []string{"F"}, home: []string{"g"}, rows: [][]string{{"j"}}},
	{name: "outbox", before: func(p *play) {
		for _, id := range []inbox.ItemID{p.ids[0], p.post("Fine Loh", "Danke, toll gemacht!")[0]} {
			p.did(p.as("ayse").Submit(p.Context(), inbox.Target{ID: id}, inbox.Composition{Free: "Danke!"}))
		}
	}, reach: []string{"B"}, home: []string{"g"}, rows: [][]string{{"j"}}},
	{name: "handover", who: "bernd", before: func(p *play) {
		p.did(p.as("ayse").Escalate(p.Context(), inbox.Targets(p.ids[1]), inbox.E3, "Drohung?"))
		p.toHandOver()
	}, reach: []string{"H"}, home: []string{"g"}, rows: [][]string{{"j"}}},
	{name: "measures", who: "clara", before: func(p *play) {
		p.toAgree()
		o := inbox.Ordering{Measure: inbox.MeasureDelete, Rule: "insult", Milder: inbox.MilderUnfit, Reason: "nennt eine Nummer"}
		p.did(p.as("bernd").Order(p.Context(), inbox.Target{ID: p.ids[3]}, o))
	}, reach: []string{"U"}, home: []string{"g"}, rows: [][]string{{"j"}}},
	{name: "templates", reach: []string{"r"}, home: []string{"up", "up", "up"}, rows: [][]string{{"down"}, {"down", "down"}}},
	{name: "figures", reach: []string{"T", "tab", "tab"}, home: []string{"k", "k", "k", "k", "k", "k", "k", "k"}, rows: [][]string{{"j"}, {"j", "j"}}},
	{name: "figures by time", reach: []string{"T"}, home: []string{"tab", "h"}, rows: [][]string{{"k"}, {"k", "k"}}, dx: 1, dy: 6},
	{name: "many figures", width: 160, height: 50, reach: []string{"T", "tab"}, home: []string{"esc", "T", "tab"}, rows: [][]string{{"h"}, {"tab"}}, dx: 9, dy: 6},
	{
		name: "conversation", width: 160, height: 50, before: func(p *play) {
			p.talk(said{"a", "post1", "Anna", "Wie lange denn noch?"}, said{"b", "a", "Anna", "Bis März, steht doch da."})
		}, reach: []string{"G", "enter"}, home: []string{"esc", "esc", "enter"},
		rows: [][]string{{"tab", "tab", "tab", "tab"}, {"tab", "tab", "tab", "tab", "j"}},
	},
}

// acrossOf are cells of a line: the first ones, the last, and some between.
func acrossOf(width, step int) []int {
	if step == 0 {
		step = 26
	}
	out := []int{0, 1, 2, 3, width - 1}
	for x := 4; x < width-1; x += step {
		out = append(out, x)
	}
	return out
}

// Every row is chosen by a click anywhere on it, as its key would, and what is
// chosen already is opened as by Enter. No click changes an item.
func TestClickOnEveryRow(t *testing.T) {
	for _, c := range clickedScreens {
		t.Run(c.name, func(t *testing.T) {
			s, ids := monday(t)
			p := &play{stage: s, ids: ids}
			if c.before != nil {
				c.before(p)
			}
			if c.width == 0 {
				c.width, c.height = 80, 24
			}
			if c.who == "" {
				c.who = "ayse"
			}
			s.start(c.who, c.width, c.height)
			s.press(c.reach...)
			s.model.View()
			at := s.model.At()
			if at == ui.InList {
				t.Fatalf("not there:\n%s", s.frame())
			}
			home := func() {
				if s.model.At() != at { // the way back from an item, or there again from the list
					s.press("esc")
				}
				if s.model.At() != at {
					s.press(c.reach...)
				}
				s.press(c.home...)
			}
			home()
			first := s.frame()
			want := map[string]int{first: 0}
			for i, keys := range c.rows {
				home()
				s.press(keys...)
				want[s.frame()] = i + 1
			}
			if len(want) != len(c.rows)+1 {
				t.Fatalf("the keys lead to %d frames only:\n%s", len(want), first)
			}
			home()
			s.press("enter")
			want[s.frame()] = -1 // opened
			revs := func() (out []uint64) {
				for _, id := range ids {
					out = append(out, uint64(s.item(id).State.Rev))
				}
				return out
			}
			before := revs()
			hits := map[int]int{}
			for y := 1; y < c.height-2; y += max(1, c.dy) {
				line := map[int]bool{}
				for _, x := range acrossOf(c.width, c.dx) {
					home()
					s.click(x, y)
					got, known := want[s.frame()]
					if !known { // a row the keys were not tried on
						got = 100 + y
					}
					line[got] = true
					hits[got]++
				}
				if len(line) > 1 && c.dx == 0 {
					t.Errorf("line %d is not one row: %v", y, line)
				}
			}
			for i := range len(c.rows) + 1 {
				if i > 0 && hits[i] == 0 {
					t.Errorf("no click does what %s does: %v", strings.Join(c.rows[i-1], " "), hits)
				}
			}
			if hits[-1] == 0 && c.name != "conversation" { // there nothing is chosen at first
				t.Errorf("no click opens what is chosen: %v\n%s", hits, first)
			}
			if hits[0] == 0 {
				t.Error("no click does nothing: " + strconv.Itoa(len(hits)))
			}
			if !slices.Equal(before, revs()) {
				t.Error("a click changed an item")
			}
		})
	}
}

func TestSecondClickOnAConversationOpens(t *testing.T) {
	s := newStage(t)
	s.ownPost("Die Brücke bleibt gesperrt.")
	s.talk(said{"a", "post1", "Anna", "Wie lange denn noch?"}, said{"b", "a", "Bert", "Bis März, steht doch da."})
	s.start("ayse", 80, 40)
	s.press("enter")
	s.sees("Bert · bert")
	x, y, _ := s.place("Anna · heute")
	s.click(x, y+1) // its words belong to it
	if !strings.Contains(s.selected(), "Anna") {
		t.Fatalf("chosen: %q", s.selected())
	}
	s.click(x, y)
	s.sees("Anna · anna")
}

// What a sentence covers cannot be clicked.
func TestClickOnASentenceHitsNothingBelow(t *testing.T) {
	s, _ := monday(t)
	s.start("ayse", 60, 15)
	first := s.selected()
	s.press("r", "esc") // without templates the reason needs several lines
	for y, l := range strings.Split(s.frame(), "\n") {
		if strings.Contains(l, "✗") || strings.Contains(l, "!!") {
			s.click(5, y)
		}
	}
	if s.selected() != first {
		t.Errorf("selected: %q", s.selected())
	}
}
