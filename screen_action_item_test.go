package main_test

import (
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui"
)

func decideScenes() []scene {
	taken := func(p *play) { p.did(p.as("ayse").Take(p.Context(), inbox.Targets(p.ids[3]), false)) }
	closed := func(p *play) {
		p.did(p.as("ayse").Close(p.Context(), inbox.Targets(p.ids[3]), inbox.ReasonOpinion, inbox.ItemID{}))
	}
	return []scene{
		{action: "label", at: inItems, then: func(p *play) {
			p.act()
			p.press("b", "enter")
			if it := p.item(p.ids[3]); !it.Labels().Has(inbox.LabelInsult) {
				p.Errorf("labels: %v", it.Labels())
			}
		}},
		{action: "assign", at: inItems, then: func(p *play) {
			p.act()
			p.press("f", "f")
			p.write("Stimmt die Nummer?")
			p.press("enter", "enter")
			if st := p.chosen(); st.Role != "office" || st.Person != "falk" || !st.Asked {
				p.Errorf("assigned: %+v", st)
			}
		}},
		{action: "take", at: inItems, then: func(p *play) {
			p.act()
			if got := p.chosen().Lease.Person; got != "ayse" {
				p.Errorf("lease of %q", got)
			}
		}},
		{action: "give_back", at: inItems, before: taken, then: func(p *play) {
			p.act()
			if got := p.chosen().Lease.Person; got != "" {
				p.Errorf("lease of %q", got)
			}
		}},
		{action: "level", at: inItems, then: func(p *play) {
			p.act()
			p.press("2")
			p.write("Presse fragt nach")
			p.press("enter")
			if it := p.item(p.ids[3]); it.Level() != inbox.E2 {
				p.Errorf("level %v", it.Level())
			}
		}},
		{action: "escalate", at: inItems, then: func(p *play) {
			p.act()
			p.press("3", "enter") // the first role is the one that the rules name
			p.write("Nummer ist privat")
			p.press("enter")
			if it := p.item(p.ids[3]); it.Level() != inbox.E3 || it.State.Role != "oncall" {
				p.Errorf("level %v, role %q", it.Level(), it.State.Role)
			}
		}},
		{action: "repeat", at: inItems, then: func(p *play) {
			p.do("level")
			p.press("1")
			if p.place == ui.InItem {
				p.do("next_item")
			} else {
				p.do("down")
			}
			p.act()
			if it := p.item(p.ids[2]); it.Level() != inbox.E1 {
				p.Errorf("level %v", it.Level())
			}
		}},
		{action: "note", at: inItems, then: func(p *play) {
			p.act()
			p.write("Bauhof weiß Bescheid")
			p.press("enter")
			p.sees("Vermerkt")
		}},
		{action: "answer_question", at: inItems, who: "falk", before: asked, then: func(p *play) {
			p.act()
			p.write("Bis Freitag")
			p.press("enter")
			if p.chosen().Asked {
				p.Error("the question is still open")
			}
		}},
		{action: "close", at: inItems, then: func(p *play) {
			p.act()
			p.press("r")
			if st := p.chosen(); st.Work != inbox.WorkClosed || st.Reason != inbox.ReasonOpinion {
				p.Errorf("not closed: %v %q", st.Work, st.Reason)
			}
		}},
		{action: "reopen", at: inItems, view: "view_prev", before: closed, then: func(p *play) { // the last view is of all
			p.act()
			if !p.chosen().Work.IsOpen() {
				p.Error("still closed")
			}
		}},
		{action: "snooze", at: inItems, then: func(p *play) {
			p.act()
			p.press("m")
			if p.chosen().SnoozedUntil.IsZero() {
				p.Error("not snoozed")
			}
		}},
		{action: "wait", at: inItems, then: func(p *play) {
			p.act()
			if got := p.chosen().Work; got != inbox.WorkWaitingExternal {
				p.Errorf("work state %v", got)
			}
		}},
		{action: "reveal", at: inItems, then: func(p *play) {
			p.act()
			p.sees("0151 23456789")
			if !p.chosen().Revealed {
				p.Error("the look is not in the log")
			}
		}},
		{action: "undo", at: inDesk, before: func(p *play) {
			p.did(p.as("ayse").Take(p.Context(), inbox.Targets(p.ids[3]), false))
		}, who: "ayse", then: func(p *play) {
			p.act()
			p.sees("Zurückgenommen")
			if got := p.chosen().Lease.Person; got != "" {
				p.Errorf("lease of %q", got)
			}
		}},
		{action: "redo", at: inDesk, before: func(p *play) {
			taken(p)
			p.did(p.as("ayse").Undo(p.Context()))
		}, who: "ayse", then: func(p *play) {
			p.act()
			p.sees("Wiederhergestellt")
			if got := p.chosen().Lease.Person; got != "ayse" {
				p.Errorf("lease of %q", got)
			}
		}},
	}
}

// asked is a question to an office about the selected item.
func asked(p *play) {
	p.did(p.as("ayse").Assign(p.Context(), inbox.Targets(p.ids[3]), inbox.Assignment{Role: "office", Question: "Stimmt die Nummer?"}))
}

func refusedScenes() []scene {
	out := []scene{
		{action: "answer_question", at: inItems, refused: "keine Rückfrage offen"},
		{action: "note", at: ui.InList, view: "view_9", refused: "nichts ausgewählt"},
		{action: "repeat", at: inItems, refused: "noch keine Entscheidung"},
		{action: "reveal", at: inItems, refused: "nichts verdeckt", then: func(p *play) { p.do("reveal") }},
	}
	for _, id := range []string{"label", "assign", "take", "give_back", "level", "escalate", "close", "reopen", "snooze", "wait"} {
		out = append(out,
			scene{action: id, at: inItems, who: "jutta", refused: "fehlt das Recht"}, // the head of the administration reads
			scene{action: id, at: ui.InList, view: "view_9", refused: "nichts ausgewählt"})
	}
	for _, id := range []string{"assign", "take", "close", "snooze", "wait"} {
		out = append(out, scene{action: id, at: inItems, view: "view_prev", refused: "ist abgeschlossen", before: func(p *play) {
			p.did(p.as("ayse").Close(p.Context(), inbox.Targets(p.ids[3]), inbox.ReasonOpinion, inbox.ItemID{}))
		}})
	}
	return out
}

func replyScenes() []scene {
	sent := func(p *play) inbox.ReplyState {
		p.Helper()
		return p.item(p.ids[1]).State.ReplyState
	}
	return []scene{
		{action: "reply", at: inItems, then: func(p *play) {
			p.act()
			p.is(ui.InPick)
			p.write("t01")
			p.do("pick", "complete", "send")
			if p.chosen().Reply == "" {
				p.Errorf("there is no reply:\n%s", p.frame())
			}
		}},
		{action: "reply", at: inItems, who: "gesa", refused: "fehlt das Recht"},
		{action: "pick", at: ui.InPick, then: func(p *play) {
			p.act()
			p.is(ui.InFill)
		}},
		{action: "next_gap", at: ui.InFill, then: func(p *play) {
			p.write("der Brücke")
			p.act()
			p.write("https://stadt.example/b")
			p.act()
			p.is(ui.InConfirm)
			p.sees("Aktuelles zu der Brücke", "https://stadt.example/b")
		}},
		{action: "prev_gap", at: ui.InFill, then: func(p *play) {
			p.write("der Brück")
			p.do("next_gap")
			p.act()
			p.write("e")
			p.sees("der Brücke")
		}},
		{action: "variant", at: ui.InFill | ui.InConfirm, then: func(p *play) {
			p.hides("Danke für die Frage")
			p.act()
			p.wait(time.Second)
			p.sees("Danke für die Frage")
			p.is(p.place)
		}},
		{action: "send", at: ui.InConfirm, then: func(p *play) {
			p.act()
			p.is(ui.InList)
			if got := sent(p); got != inbox.ReplyQueued {
				p.Errorf("reply %v", got)
			}
		}},
		{action: "send", at: ui.InConfirm, refused: "hat sich geändert", then: func(p *play) {
			p.edit(p.ids[1], "Ihr Vollidioten könnt gar nichts.") // under the reply
		}},
		{action: "edit", at: ui.InConfirm, then: func(p *play) {
			p.act()
			p.is(ui.InFill)
		}},
	}
}

func queueScenes() []scene {
	unclear := func(p *play) { p.attempted(inbox.Attempt{Outcome: inbox.OutcomeUnclear}) }
	refused := func(p *play) {
		p.attempted(inbox.Attempt{Outcome: inbox.OutcomeRefused, Problem: inbox.ProblemPolicy})
	}
	state := func(p *play, want inbox.ReplyState) {
		p.Helper()
		if got := p.item(p.ids[0]).State.ReplyState; got != want {
			p.Errorf("reply %v, not %v:\n%s", got, want, p.frame())
		}
	}
	return []scene{
		{action: "reviews", at: inItems | ui.InOutbox, then: func(p *play) {
			p.act()
			p.is(ui.InReview)
		}},
		{action: "approve", at: ui.InReview, then: func(p *play) {
			p.act()
			state(p, inbox.ReplyQueued)
		}},
		{action: "approve", at: ui.InReview, who: "emma", refused: "Vier-Augen"},
		{action: "return", at: ui.InReview, then: func(p *play) {
			p.act()
			p.write("Bitte freundlicher")
			p.press("enter")
			state(p, inbox.ReplyReturned)
		}},
		{action: "return", at: ui.InReview, who: "emma", refused: "Vier-Augen"},
		{action: "outbox", at: inItems | ui.InReview, then: func(p *play) {
			p.act()
			p.is(ui.InOutbox)
		}},
		{action: "retry", at: ui.InOutbox, before: refused, then: func(p *play) {
			p.act()
			p.press("y")
			state(p, inbox.ReplyQueued)
		}},
		{action: "retry", at: ui.InOutbox, refused: "Das geht jetzt nicht"},
		{action: "retry", at: ui.InOutbox, before: unclear, refused: "Erst muss der Kanal zweimal gelesen sein"},
		{action: "pull_back", at: ui.InOutbox, before: refused, who: "bernd", then: func(p *play) {
			p.act()
			state(p, inbox.ReplyCancelled)
		}},
		{action: "pull_back", at: ui.InOutbox, before: unclear, refused: "Das geht jetzt nicht"},
		{action: "post_by_hand", at: ui.InOutbox, before: (*play).byHand, then: func(p *play) {
			p.sees("> von Hand", "1 von Hand zu senden", "Diese Antwort senden Sie selbst: y kopiert")
			p.act()
			state(p, inbox.ReplyUnclear)
			p.sees("Text kopiert, Seite geöffnet: web.example", "von Hand?", "Sie senden gerade selbst")
			p.tells(tea.SetClipboard("@anna Danke!"))
			p.press("y")
			p.sees("Steht die Antwort vielleicht schon dort?")
			p.press("y")
			if n := len(p.opened); n != 2 || p.opened[0] != "https://web.example/write?text=%40anna+Danke%21" {
				p.Errorf("opened %q", p.opened)
			}
		}},
		{action: "post_by_hand", at: ui.InOutbox, refused: "Diese Antwort sendet das Programm"},
		{action: "settle", at: ui.InOutbox, before: unclear, then: func(p *play) {
			p.act()
			p.press("j")
			state(p, inbox.ReplyDelivered)
		}},
		{action: "settle", at: ui.InOutbox, refused: "Das geht jetzt nicht"},
	}
}

func dutyScenes() []scene {
	// handed finds the one of a state, by its note.
	handed := func(p *play, state inbox.HandoverState, note string) {
		p.Helper()
		hs, err := p.store.Handovers(p.Context(), 10)
		p.must(err)
		if !slices.ContainsFunc(hs, func(h inbox.Handover) bool { return h.State == state && h.Note == note }) {
			p.Errorf("no handover is %v with %q", state, note)
		}
	}
	return []scene{
		{action: "urgent", at: inDesk, before: (*play).stuck, then: func(p *play) {
			p.act()
			p.is(ui.InOutbox)
			p.sees("Sehen Sie dort nach")
			p.act() // the next one: the channel
			p.sees("Der Zugangsschlüssel wird nicht angenommen")
		}},
		{action: "urgent", at: ui.InList, view: "view_1", who: "ayse", then: func(p *play) {
			p.act()
			p.sees("Nichts ist dringend")
		}},
		{action: "channel_health", at: inDesk, before: (*play).stuck, then: func(p *play) {
			p.act()
			p.sees("Kanäle", "mastodon", "doctor")
		}},
		{action: "handover", at: inItems | ui.InOutbox | ui.InReview, then: func(p *play) {
			p.act()
			p.is(ui.InHandover)
		}},
		{action: "prepare", at: ui.InHandover, then: func(p *play) {
			p.act()
			p.press("b")
			p.write("4h")
			p.press("enter")
			p.write("Ruhiger Tag")
			p.press("enter")
			handed(p, inbox.HandoverPrepared, "Ruhiger Tag")
		}},
		{action: "prepare", at: ui.InHandover, who: "gesa", refused: "fehlt das Recht"},
		{action: "acknowledge", at: ui.InHandover, who: "bernd", then: func(p *play) {
			p.hides("[x]")
			p.act()
			p.sees("[x]")
		}},
		{action: "acknowledge", at: ui.InHandover, refused: "wartet keine Übergabe auf Sie"},
		{action: "accept", at: ui.InHandover, who: "bernd", then: func(p *play) {
			for range 5 {
				p.do("acknowledge")
			}
			p.act()
			p.press("y")
			p.sees("Dienst übernommen")
			if who, _, err := p.desk.OnDuty(p.Context()); err != nil || who != "bernd" {
				p.Errorf("on duty: %s %v", who, err)
			}
		}},
		{action: "accept", at: ui.InHandover, who: "bernd", refused: "zu bestätigen"},
		{action: "accept", at: ui.InHandover, refused: "wartet keine Übergabe auf Sie"},
		{action: "refuse", at: ui.InHandover, who: "bernd", then: func(p *play) {
			p.act()
			p.write("Ich bin krank")
			p.press("enter")
			handed(p, inbox.HandoverRefused, "Bitte auf Cem achten.")
		}},
		{action: "refuse", at: ui.InHandover, refused: "wartet keine Übergabe auf Sie"},
		{action: "save_sheet", at: ui.InHandover, then: func(p *play) {
			p.act()
			if len(p.saved) != 1 {
				p.Errorf("saved: %v", p.saved)
			}
		}},
		{action: "save_sheet", at: ui.InHandover, change: func(o *ui.Options) { o.Save = nil }, refused: "keine Datei schreiben"},
	}
}
