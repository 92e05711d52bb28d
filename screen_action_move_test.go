package main_test

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui"
)

// crowd fills the desk, so that there is somewhere to go in every place.
func (p *play) crowd() {
	p.Helper()
	var pairs []string
	for i := range 60 {
		words := strings.Repeat("Wann wird die Brücke am Markt wieder frei? ", 60)
		if i < 12 {
			words = strings.Repeat("Danke an das Team vom Bauhof, super gemacht! ", 60)
		}
		pairs = append(pairs, fmt.Sprintf("Person %02d", i), words)
	}
	p.approved(inbox.Template{
		Key: "T66", Title: "Lange Antwort", Category: inbox.CategoryB, Latitude: inbox.L1, Owner: "editor", Approver: []string{"lead"},
		Validity: "12M", Language: "de", Labels: []inbox.Label{inbox.LabelQuestion}, Placeholders: []inbox.Placeholder{
			{Name: "thema", Type: inbox.PlaceholderText, Label: "Thema", Max: 60}, {Name: "link", Type: inbox.PlaceholderLink, Label: "Link"},
		},
		Variants: []inbox.Variant{{Name: "a", Text: "Guten Tag, zu {thema}:\n\n" + strings.Repeat("Wir kümmern uns.\n", 20) + "\n{link}"}},
	})
	p.wording = "t66"
	p.now = p.now.Add(24 * time.Hour)
	ids := p.post(pairs...)
	for _, id := range ids[:12] {
		p.now = p.now.Add(time.Second)
		p.did(p.as("bernd").Submit(p.Context(), inbox.Target{ID: id}, inbox.Composition{Free: strings.Repeat("Danke! ", 65)}))
	}
	for _, id := range ids[12:20] {
		p.now = p.now.Add(time.Second)
		p.did(p.as("emma").Submit(p.Context(), inbox.Target{ID: id},
			inbox.Composition{Template: inbox.TemplateRef{Key: "T05"}, Values: map[string]string{"thema": "der Brücke", "link": "https://stadt.example/b"}}))
	}
	for _, id := range ids[40:52] {
		p.now = p.now.Add(time.Second)
		p.did(p.as("bernd").Order(p.Context(), inbox.Target{ID: id},
			inbox.Ordering{Measure: inbox.MeasureDelete, Rule: "insult", Milder: inbox.MilderUnfit, Reason: "beschimpft alle"}))
	}
	for i := range 12 {
		p.reported(fmt.Sprintf("Gerücht Nummer %d geht um", i))
	}
	oldest := p.claims()[len(p.claims())-1]
	for i := range 30 {
		oldest.Variants = append(oldest.Variants, fmt.Sprintf("Fassung %d", i))
	}
	p.must(p.as("bernd").EditClaim(p.Context(), oldest))
	p.did(p.as("ayse").Escalate(p.Context(), inbox.Targets(ids[20:40]...), inbox.E3, "viele"))
	p.did(p.as("ayse").PrepareHandover(p.Context(), "bernd", p.now.Add(8*time.Hour), strings.Repeat("Bitte achten. ", 40)))
}

// there is a scene in which an action changes what is seen, and its counterpart
// brings back what was seen before.
func there(at ui.Place, action, counterpart string) []scene {
	low := func(p *play) { // little room, so that there is more than can be seen
		p.resize(60, 15)
		switch {
		case strings.HasPrefix(action, "scroll") && p.place == ui.InList:
			p.resize(160, 15) // the preview is what rolls
		case strings.HasPrefix(action, "scroll") && p.place != ui.InItem && p.place != ui.InConfirm:
			p.do("last") // the long ones are the younger ones
		}
	}
	return []scene{
		{action: action, at: at, before: (*play).crowd, then: func(p *play) {
			low(p)
			before := p.seen()
			p.act()
			if p.seen() == before {
				p.Errorf("nothing moves:\n%s", p.frame())
			}
		}},
		{action: counterpart, at: at, before: (*play).crowd, then: func(p *play) {
			low(p)
			before := p.seen()
			p.do(action)
			p.act()
			if got := p.seen(); got != before {
				p.Errorf("it does not lead back:\n%s\nbefore:\n%s", got, before)
			}
		}},
	}
}

func moveScenes() []scene {
	const lists = inDesk | ui.InConfirm
	var out []scene
	for _, m := range []struct {
		at                  ui.Place
		action, counterpart string
	}{
		{lists | ui.InFigures, "down", "up"},
		{ui.InPick | ui.InHelp, "choose_down", "choose_up"},
		{inDesk, "half_down", "half_up"},
		{inDesk | ui.InPick | ui.InFill | ui.InConfirm | ui.InHelp, "page_down", "page_up"},
		{inDesk, "last", "first"},
		{inItems | ui.InReview | ui.InOutbox | ui.InMeasures | ui.InClaims | ui.InConfirm, "scroll_down", "scroll_up"},
	} {
		out = append(out, there(m.at, m.action, m.counterpart)...)
	}
	return append(out,
		scene{action: "count", at: lists, before: (*play).crowd, then: func(p *play) {
			p.resize(60, 15)
			before := p.seen()
			p.act()
			p.press("2")
			p.do("down")
			if after := p.seen(); after == before {
				p.Error("nothing moves")
			}
			p.do("up", "up")
			if after := p.seen(); after != before {
				p.Errorf("two steps back do not lead back:\n%s\nbefore:\n%s", after, before)
			}
		}},
		scene{action: "pane", at: ui.InList, then: func(p *play) {
			p.resize(160, 50)
			p.act()
			line := p.selected()
			p.do("down")
			if p.selected() != line {
				p.Error("the keys still move the list")
			}
		}},
		scene{action: "open", at: ui.InList | ui.InReview | ui.InOutbox | ui.InHandover | ui.InMeasures, then: func(p *play) {
			p.act()
			p.is(ui.InItem)
		}},
		scene{action: "open", at: ui.InList, view: "view_9", refused: "nichts ausgewählt"},
		scene{action: "back", at: ui.InItem | ui.InReview | ui.InOutbox | ui.InHandover | ui.InMeasures | ui.InClaims | ui.InPick | ui.InHelp | ui.InFigures, then: func(p *play) {
			p.act()
			p.is(ui.InList)
		}},
		scene{action: "back", at: ui.InList, then: func(p *play) {
			p.do("mark")
			p.sees("1 markiert")
			p.act()
			p.hides("markiert")
			p.is(ui.InList)
		}},
		scene{action: "back", at: ui.InFill, then: func(p *play) {
			p.act()
			p.is(ui.InPick)
		}},
		scene{action: "back", at: ui.InConfirm, then: func(p *play) {
			p.act()
			p.is(ui.InFill)
		}},
		scene{action: "next_item", at: ui.InList, then: func(p *play) {
			p.act()
			if !strings.Contains(p.selected(), "Cem Kaya") {
				p.Errorf("selected: %q", p.selected())
			}
		}},
		scene{action: "prev_item", at: ui.InList, then: func(p *play) {
			p.do("next_item")
			p.act()
			if !strings.Contains(p.selected(), "Dora Lenz") {
				p.Errorf("selected: %q", p.selected())
			}
		}},
		scene{action: "next_item", at: ui.InItem, then: func(p *play) {
			p.act()
			p.sees("Cem Kaya · cem")
			p.hides("Dora Lenz · dora")
		}},
		scene{action: "prev_item", at: ui.InItem, then: func(p *play) {
			p.do("next_item")
			p.act()
			p.sees("Dora Lenz · dora")
		}},
		scene{action: "next_part", at: ui.InItem, then: func(p *play) {
			p.act()
			p.act()
			if !strings.Contains(p.selected(), "Warum markiert") {
				p.Errorf("the cursor stands on %q", p.selected())
			}
		}},
		scene{action: "prev_part", at: ui.InItem, then: func(p *play) {
			p.do("last", "next_part", "prev_part")
			p.act()
			p.hides("Gesprächsverlauf · +")
		}},
		scene{action: "fold", at: ui.InItem, before: func(p *play) {
			for i := range 20 {
				p.post(fmt.Sprintf("Nachbar %02d", i), "Auch meine Meinung.")
			}
		}, then: func(p *play) {
			p.sees("weitere Antworten")
			p.act()
			p.do("last")
			p.hides("weitere Antworten")
		}},
		scene{action: "open", at: ui.InItem, then: func(p *play) {
			for !strings.Contains(p.selected(), "Bert Olk") {
				p.do("next_part")
				for range 3 {
					if !strings.Contains(p.selected(), "Bert Olk") {
						p.do("down")
					}
				}
			}
			p.act()
			p.sees("Bert Olk · bert")
		}},
		scene{action: "open", at: ui.InItem, refused: "Erst wählen"},
	)
}

func manyScenes() []scene {
	return []scene{
		{action: "mark", at: ui.InList, then: func(p *play) {
			p.act()
			p.sees("1 markiert")
		}},
		{action: "mark_range", at: ui.InList, then: func(p *play) {
			p.act()
			p.do("down", "down")
			p.sees("3 markiert")
		}},
		{action: "mark_all", at: ui.InList, then: func(p *play) {
			p.act()
			p.sees("4 markiert")
			p.act()
			p.hides("markiert")
		}},
	}
}

func viewScenes() []scene {
	out := []scene{
		{action: "preview", at: ui.InList, then: func(p *play) {
			p.resize(160, 50)
			p.sees("Warum markiert")
			beside := p.column("Warum markiert")
			p.act()
			if below := p.column("Warum markiert"); below >= beside {
				p.Errorf("the item stands in column %d, before it was %d", below, beside)
			}
			p.act()
			p.hides("Warum markiert")
			p.act()
			if again := p.column("Warum markiert"); again != beside {
				p.Errorf("the item stands in column %d, at first it was %d", again, beside)
			}
		}},
		{action: "exact", at: inItems, before: func(p *play) { p.post("Eva Neu", "Rat\u200Bhaus") }, then: func(p *play) {
			p.resize(160, 50)
			p.act()
			p.sees("Zeichen für Zeichen")
		}},
		{action: "preview", at: ui.InList, refused: "kein Platz", then: func(p *play) { p.resize(80, 20) }},
		{action: "view_next", at: ui.InList, view: "view_1", then: func(p *play) {
			p.act()
			p.hides("Dora Lenz") // nothing is assigned to her
		}},
		{action: "view_prev", at: ui.InList, view: "view_2", then: func(p *play) {
			p.hides("Dora Lenz")
			p.act()
			p.sees("Dora Lenz")
		}},
		{action: "filter", at: ui.InList, then: func(p *play) {
			p.act()
			p.write("brücke")
			p.press("enter")
			p.sees("Bert Olk")
			p.hides("Cem Kaya")
		}},
		{action: "save_view", at: ui.InList, change: func(o *ui.Options) {
			o.KeepViews = func(context.Context, []ui.Saved) error { return nil }
		}, then: func(p *play) {
			p.act()
			p.write("Was offen ist")
			p.press("enter")
			p.sees("Ansicht „Was offen ist“ gespeichert", "Dora Lenz")
		}},
		{action: "waves", at: ui.InList, before: func(p *play) {
			w := inbox.Wave{ID: "7k3fq2", Rule: inbox.WaveCopies, State: inbox.WaveGrowing, Channels: []string{"mastodon"}, Items: 2, Authors: 2, Seen: 2, Within: time.Hour, Since: p.now}
			p.did(nil, p.store.SaveWave(p.Context(), w, p.ids[1:3]))
		}, then: func(p *play) {
			p.act()
			p.sees("Welche Welle?", "2 Beiträge auf mastodon")
			p.press("enter")
			p.sees("Filter: welle:7k3fq2", "2-mal fast derselbe Text")
			p.hides("Dora")
		}},
		{action: "save_view", at: ui.InList, refused: "keine Datei schreiben"},
		{action: "load_new", at: inDesk, then: func(p *play) {
			p.post("Eva Neu", "Wann öffnet das Freibad?")
			p.act()
			for p.model.At() != ui.InList {
				p.do("back")
			}
			p.sees("Eva Neu")
		}},
		{action: "poll", at: inDesk, then: func(p *play) {
			p.act()
			if p.polls != 1 {
				p.Errorf("polled %d times", p.polls)
			}
		}},
		{action: "poll", at: ui.InList, who: "jutta", refused: "fehlt das Recht"},
		{action: "poll", at: ui.InList, change: func(o *ui.Options) { o.Engine = nil }, refused: "keine Kanäle abgerufen"},
	}
	// Each view finds the comment that is of its kind, and not the praise.
	for i, c := range []string{"Dora Lenz", "", "Dora Lenz", "Dora Lenz", "", "Cem Kaya", "Dora Lenz", "", ""} {
		out = append(out, scene{action: fmt.Sprintf("view_%d", i+1), at: ui.InList, view: "view_prev", then: func(p *play) {
			p.act()
			if c == "" {
				p.hides("Dora Lenz", "Cem Kaya", "Anna Schmidt")
			} else {
				p.sees(c)
			}
		}})
	}
	return out
}

func deskScenes() []scene {
	const texts = inDesk | ui.InConfirm | ui.InFigures
	const anywhere = texts | ui.InPick | ui.InFill | ui.InHelp
	noAddress := func(p *play) {
		p.now = p.now.Add(time.Hour)
		c := inbox.Content{Channel: "mastodon", RemoteID: "x", Kind: inbox.KindMention, Text: "Hallo", PostedAt: p.now, Author: inbox.Author{Name: "Eva"}}
		p.did(p.store.Ingest(p.Context(), "mastodon", inbox.Batch{Observations: []inbox.Observation{{Content: c}}}, p.now))
	}
	return []scene{
		{action: "browse", at: inItems | ui.InOutbox | ui.InReview, then: func(p *play) {
			p.act()
			p.sees("social.example")
			p.press("y")
			if len(p.opened) != 1 || p.opened[0] != "https://social.example/@stadt/1" {
				p.Errorf("opened %q", p.opened)
			}
		}},
		{action: "browse", at: ui.InList, before: noAddress, refused: "keine sichere Adresse"},
		{action: "browse", at: ui.InList, change: func(o *ui.Options) { o.Open = nil }, refused: "kein Browser"},
		{action: "copy_link", at: inItems, then: func(p *play) {
			p.act()
			p.tells(tea.SetClipboard("https://social.example/@stadt/1"))
		}},
		{action: "copy_link", at: inItems, before: noAddress, refused: "keine sichere Adresse"},
		{action: "copy_text", at: inItems, then: func(p *play) { // what is covered on the screen stays so
			p.act()
			p.tells(tea.SetClipboard("Herr Meier erreicht man unter •••••, ruft alle an!"))
		}},
		{action: "copy_text", at: ui.InList, view: "view_9", refused: "nichts ausgewählt"},
		{action: "help", at: texts, then: func(p *play) {
			p.act()
			p.is(ui.InHelp)
		}},
		{action: "palette", at: texts, then: func(p *play) {
			p.act()
			p.write("hilfe")
			p.press("enter")
			p.is(ui.InHelp)
		}},
		{action: "command", at: inDesk, then: func(p *play) {
			p.act()
			p.write("hilfe")
			p.press("enter")
			p.is(ui.InHelp)
		}},
		{action: "tour", at: inDesk, then: func(p *play) {
			p.act()
			p.sees("Rundgang 1 von 6")
			p.press("esc")
			p.sees("Rundgang beendet")
		}},
		{action: "suspend", at: anywhere, then: func(p *play) {
			p.act()
			p.tells(tea.Suspend)
		}},
		{action: "redraw", at: anywhere, then: func(p *play) {
			p.act()
			p.tells(tea.ClearScreen)
		}},
		{action: "quit", at: ui.InList, then: func(p *play) {
			p.act()
			if !p.quit {
				p.Error("the program still runs")
			}
		}},
		{action: "quit", at: texts &^ ui.InList, then: func(p *play) {
			p.act()
			if p.model.At() == p.place || p.quit {
				p.Error("it closes what lies over the list, and nothing more")
			}
		}},
	}
}
