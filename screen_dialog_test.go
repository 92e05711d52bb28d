package main_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"lotse/adapters/demo"
	"lotse/inbox"
	"lotse/ui"
)

// dialogPictures are the dialogs and moments that pictures() has no golden frame
// of: the poison and the test for words that are cut go through them as well.
func dialogPictures() []picture {
	return slices.Concat(itemDialogs(), replyDialogs(), deskDialogs(), dutyDialogs(), figurePictures(), tourPictures(), messages())
}

func itemDialogs() []picture {
	on := ui.InList
	return []picture{
		{name: "every_state", at: on, before: (*play).everyState},
		{name: "every_state_below", at: on, before: (*play).everyState, do: func(p *play) { p.do("last") }},
		{name: "item_of_all_labels", at: ui.InItem, before: (*play).everyState},
		{name: "item_end", at: ui.InItem, before: (*play).everyState, do: func(p *play) { p.do("last") }},
		{name: "item_handed", at: ui.InItem, do: func(p *play) { p.do("next_item", "next_item", "next_item", "page_down") }},
		{name: "assign_role", at: on, do: func(p *play) { p.do("assign") }},
		{name: "assign_person", at: on, do: func(p *play) { p.do("assign"); p.press("enter") }},
		{name: "assign_question", at: on, do: func(p *play) { p.do("assign"); p.press("enter", "enter") }},
		{name: "assign_office", at: on, do: func(p *play) { p.do("assign"); p.press("f", "enter", "enter") }},
		{name: "assign_due", at: on, do: func(p *play) { p.do("assign"); p.press("enter", "enter", "enter"); p.write("bald"); p.press("enter") }},
		{name: "level_why", at: on, do: func(p *play) { p.do("level"); p.press("3", "enter") }},
		{name: "escalate", at: on, do: func(p *play) { p.do("escalate") }},
		{name: "escalate_role", at: on, do: func(p *play) { p.do("escalate"); p.press("2") }},
		{name: "escalate_why", at: on, do: func(p *play) { p.do("escalate"); p.press("3", "enter", "enter") }},
		{name: "note", at: on, do: func(p *play) { p.do("note"); p.press("enter") }},
		{name: "answer", at: on, who: "falk", before: asked, do: func(p *play) { p.do("answer_question"); p.press("enter") }},
		{name: "snooze_other", at: on, do: func(p *play) { p.do("snooze"); p.press("up", "enter"); p.write("irgendwann"); p.press("enter") }},
		{name: "bundle", at: on, do: func(p *play) { p.do("command"); p.write("close gebündelt"); p.press("enter", "enter") }},
		{name: "measure_rule", at: on, do: func(p *play) { p.hide() }},
		{name: "measure_milder", at: on, do: func(p *play) { p.hide("enter") }},
		{name: "measure_why", at: on, do: func(p *play) { p.hide("enter", "enter", "enter") }},
		{name: "measure_sure", at: on, do: func(p *play) {
			p.hide("enter", "enter")
			p.write("Telefonnummer")
			p.press("enter")
		}},
		{name: "measure_refuse", at: ui.InMeasures, who: "clara", before: (*play).toAgree, do: func(p *play) { p.do("measure_refuse"); p.press("enter") }},
		{name: "measure_mine", at: ui.InMeasures, who: "bernd", before: (*play).toAgree},
		{name: "measure_settle", at: ui.InMeasures, who: "bernd", before: func(p *play) { p.toAgree(); p.toUnclear() }, do: func(p *play) { p.do("measure_settle") }},
		{name: "many_labels", at: on, do: func(p *play) { p.do("mark", "mark", "label") }},
	}
}

func replyDialogs() []picture {
	return []picture{
		{name: "pick_none", at: ui.InPick, do: func(p *play) { p.write("gibt es nicht") }},
		{name: "fill_wrong", at: ui.InFill, do: func(p *play) { p.write("der Brücke"); p.do("next_gap"); p.write("kein Link"); p.do("next_gap") }},
		{name: "fill_date", at: ui.InFill, who: "david", walks: true, do: func(p *play) {
			p.do("down", "down", "reply")
			p.write("t17")
			p.do("pick")
			p.write("bald")
			p.do("next_gap")
		}},
		{name: "fill_free", at: ui.InFill, walks: true, do: func(p *play) {
			p.do("down", "down", "reply")
			p.write("t01")
			p.do("pick")
			p.write(" Rufen Sie 0151 23456789 an, Sie Schwachkopf!!! Wählt Rot!")
		}},
		{name: "no_editor", at: ui.InFill, do: func(p *play) { p.do("external_editor") }},
		{name: "confirm_gone", at: ui.InConfirm, do: func(p *play) { p.edit(p.ids[1], "Etwas ganz anderes"); p.do("send") }},
		{name: "return", at: ui.InReview, who: "clara", do: func(p *play) { p.do("return"); p.press("enter") }},
		{name: "review_own", at: ui.InReview, who: "emma"},
		{name: "settle", at: ui.InOutbox, who: "ayse", before: (*play).stuck, do: func(p *play) { p.do("settle") }},
		{name: "unclear", at: ui.InOutbox, who: "ayse", before: (*play).stuck},
		{name: "refused", at: ui.InOutbox, who: "ayse", before: (*play).toldNo},
	}
}

func deskDialogs() []picture {
	on := ui.InList
	kept := func(o *ui.Options) { o.KeepViews = func(context.Context, []ui.Saved) error { return nil } }
	out := []picture{
		{name: "list_top", at: on, view: "view_1"},
		{name: "empty", at: on, view: "view_9"},
		{name: "read_only", at: on, change: func(o *ui.Options) { o.ReadOnly = true }, do: func(p *play) { p.do("close") }},
		{name: "palette_all", at: on, do: func(p *play) { p.do("palette") }},
		{name: "palette_none", at: on, do: func(p *play) { p.do("palette"); p.write("qqqqq") }},
		{name: "command", at: on, do: func(p *play) { p.do("command") }},
		{name: "command_wrong", at: on, do: func(p *play) { p.do("command"); p.write("nosuch"); p.press("enter") }},
		{name: "save_view", at: on, change: kept, do: func(p *play) { p.do("command"); p.write("save"); p.press("enter") }},
		{name: "forget_view", at: on, change: kept, do: func(p *play) {
			p.do("command")
			p.write("save Brücke")
			p.press("enter")
			p.do("command")
			p.write("forget Brücke")
			p.press("enter")
		}},
		{name: "filter_empty", at: on, do: func(p *play) { p.do("filter") }},
		{name: "filter_wrong", at: on, do: func(p *play) { p.do("filter"); p.write("ist:quatsch"); p.press("enter") }},
		{name: "quit", at: on, before: approved, do: func(p *play) { p.do("quit") }},
		{name: "take_over", at: on, before: func(p *play) { p.did(p.as("bernd").Take(p.Context(), inbox.Targets(p.ids[3]), false)) }, do: func(p *play) { p.do("take") }},
		{name: "channels", at: on, before: (*play).stuck, do: func(p *play) { p.do("channel_health") }},
		{name: "urgent", at: ui.InOutbox, before: (*play).stuck, do: func(p *play) { p.do("urgent") }},
		{name: "many_question", at: on, do: func(p *play) { p.do("mark_all", "wait") }},
		{name: "help_small", at: ui.InHelp},
		{name: "help_item", at: ui.InHelp, do: func(p *play) { p.do("back", "open", "help"); p.press("pgdown") }},
		{name: "help_none", at: ui.InHelp, do: func(p *play) { p.write("qqqqq") }},
	}
	for _, field := range []string{"ist:", "stufe:", "einstufung:", "kanal:", "seit:", "rolle:", "frist:", "hat:", "art:", "sort:"} {
		out = append(out, picture{name: "filter_" + field[:len(field)-1], at: on, do: func(p *play) { p.do("filter"); p.write(field) }})
	}
	for _, command := range []string{"label", "assign", "level", "escalate", "close", "snooze", "note", "view", "query", "goto", "save", "forget"} {
		out = append(out, picture{name: "command_" + command, at: on, do: func(p *play) { p.do("command"); p.write(command + " ") }})
	}
	return out
}

func dutyDialogs() []picture {
	at := ui.InHandover
	return []picture{
		{name: "hand_to", at: at, do: func(p *play) { p.do("prepare") }},
		{name: "hand_until", at: at, do: func(p *play) { p.do("prepare"); p.press("b"); p.write("bald"); p.press("enter") }},
		{name: "hand_note", at: at, do: func(p *play) { p.do("prepare"); p.press("b", "enter") }},
		{name: "hand_refuse", at: at, who: "bernd", do: func(p *play) { p.do("refuse"); p.press("enter") }},
		{name: "hand_accept", at: at, who: "bernd", do: func(p *play) {
			for range 9 {
				p.do("acknowledge")
			}
			p.do("accept")
		}},
		{name: "hand_stuck", at: at, who: "ayse", before: func(p *play) { p.toAgree(); p.stuck() }},
		{name: "hand_nothing", at: at, who: "ayse", before: func(*play) {}},
	}
}

func figurePictures() []picture {
	out := make([]picture, 0, 16)
	for i := range 11 {
		for _, longest := range []bool{false, true} {
			name := fmt.Sprint("chart_", i+1)
			if longest {
				name += "_year"
			}
			out = append(out, picture{name: name, at: ui.InFigures, before: (*play).everyState, do: func(p *play) {
				for range i {
					p.do("chart_next")
				}
				if longest {
					p.do("longer", "longer", "figure_channel")
				}
			}})
		}
	}
	return out
}

func tourPictures() []picture {
	at := []ui.Place{ui.InList, ui.InList, ui.InItem, ui.InPick, ui.InList, ui.InList}
	var out []picture
	for step, place := range at {
		out = append(out, picture{name: "tour_" + string(rune('1'+step)), at: place, walks: true, do: func(p *play) {
			p.do("tour")
			for range step {
				p.press("enter")
			}
		}})
	}
	day, _ := demo.Stage(inbox.ClockFunc(func() time.Time { return stageStart }), demo.StoryDay)
	for _, b := range day.Beats {
		out = append(out, picture{name: "story_" + b.ID, at: ui.InList, change: func(o *ui.Options) {
			o.Story = []ui.Beat{{At: 0, ID: b.ID}}
		}, do: func(p *play) { p.wait(time.Second) }})
	}
	return out
}

// messages are what is said at the foot of the screen when a decision was made.
func messages() []picture {
	var out []picture
	for _, a := range []string{
		"take", "give_back", "wait", "undo", "redo", "repeat", "reopen", "answer_question", "copy_link", "copy_text", "preview", "reveal", "exact", "mark_all",
	} {
		out = append(out, picture{name: "said_" + a, at: ui.InList, do: func(p *play) { p.do(a) }})
	}
	return append(out,
		picture{name: "said_close", at: ui.InList, do: func(p *play) { p.do("close"); p.press("r") }},
		picture{name: "said_undo_close", at: ui.InList, do: func(p *play) { p.do("close"); p.press("r"); p.do("undo") }},
		picture{name: "newer", at: ui.InList, do: func(p *play) {
			p.post("Eva Neu", "Wann öffnet das Freibad?")
			p.do("mark", "mark")
			p.wait(20 * time.Second)
		}},
	)
}

// everyState is a list of items in every state, one with every label there is.
func (p *play) everyState() {
	p.Helper()
	ayse := p.as("ayse")
	var all inbox.LabelSet
	for _, l := range inbox.Labels() {
		all = all.With(l)
	}
	ids := p.post("Ada", "Erste", "Ben", "Zweite", "Cora", "Dritte", "Dirk", "Vierte", "Edda", "Fünfte")
	on := func(i int) []inbox.Target { return inbox.Targets(ids[i]) }
	p.did(ayse.Snooze(p.Context(), on(0), p.now.Add(time.Hour)))
	p.did(ayse.Wait(p.Context(), on(1), true))
	p.did(ayse.Take(p.Context(), on(2), false))
	p.did(ayse.Assign(p.Context(), on(3), inbox.Assignment{Role: "press", Due: p.now.Add(-time.Hour)}))
	p.did(ayse.Close(p.Context(), inbox.Targets(p.ids[1]), inbox.ReasonOpinion, inbox.ItemID{}))
	p.did(ayse.Reopen(p.Context(), inbox.Targets(p.ids[1])))
	p.did(ayse.Label(p.Context(), inbox.Targets(p.ids[3]), all, 0, ""))
	p.did(ayse.Assign(p.Context(), inbox.Targets(p.ids[3]), inbox.Assignment{Role: "press", Person: "david", Due: p.now.Add(-time.Hour)}))
	p.did(ayse.Escalate(p.Context(), inbox.Targets(p.ids[3]), inbox.E3, "Grund"))
	p.edit(p.ids[3], "Jetzt ganz andere Worte")
}

// hide begins to hide a text, whatever its letter is in this language.
func (p *play) hide(keys ...string) {
	p.Helper()
	p.do("measure")
	for _, line := range strings.Split(p.frame(), "\n") {
		if f := strings.Fields(strings.TrimLeft(line, "> ")); len(f) > 1 && (f[1] == "verbergen" || f[1] == "hide") {
			p.press(append([]string{f[0]}, keys...)...)
			return
		}
	}
	p.Fatal("nothing can be hidden:\n" + p.frame())
}

// toldNo is a reply that the channel does not take.
func (p *play) toldNo() {
	p.Helper()
	id := p.post("Erik Maas", "Danke an alle vom Bauhof!")[0]
	p.did(p.as("ayse").Submit(p.Context(), inbox.Target{ID: id}, inbox.Composition{Free: "Gern!"}))
	p.now = p.now.Add(time.Minute)
	rs, err := p.store.RepliesOf(p.Context(), id)
	p.must(err)
	out := inbox.Outbox{Store: p.store, Clock: p.desk.Clock}
	in, err := out.Reserve(p.Context(), &rs[0])
	p.must(err)
	p.must(out.Settle(p.Context(), &rs[0], inbox.Attempt{ID: in.Attempt, Outcome: inbox.OutcomeRefused, Problem: inbox.ProblemPolicy}, inbox.Sent{}))
}
