package main_test

import (
	"time"

	"lotse/inbox"
	"lotse/ui"
)

// measured lets a person order a measure on Cem's insult.
func (p *play) measured(who string, m inbox.Measure) inbox.Order {
	p.Helper()
	o := inbox.Ordering{Measure: m, Rule: "insult", Milder: inbox.MilderUnfit, Reason: "beschimpft die Kollegin"}
	given, err := p.as(who).Order(p.Context(), inbox.Target{ID: p.ids[2]}, o)
	p.must(err)
	return given
}

// toAgree lets a colleague order a deletion, which waits for a second person.
func (p *play) toAgree() {
	p.Helper()
	p.measured("bernd", inbox.MeasureDelete)
}

// lost lets an order be tried and its answer get lost.
func (p *play) lost(o inbox.Order) {
	p.Helper()
	p.now = p.now.Add(time.Hour)
	out := inbox.Outbox{Store: p.store, Clock: p.desk.Clock}
	attempt, _, err := out.ReserveOrder(p.Context(), &o)
	p.must(err)
	p.must(out.SettleOrder(p.Context(), &o, inbox.Attempt{ID: attempt, Outcome: inbox.OutcomeUnclear}))
}

func (p *play) orderIs(want inbox.OrderState) {
	p.Helper()
	if got := p.item(p.ids[2]).State.OrderState; got != want {
		p.Errorf("the measure is %v, want %v:\n%s", got, want, p.frame())
	}
}

func measureScenes() []scene {
	return []scene{
		{action: "measure", at: inItems, then: func(p *play) {
			p.act()
			p.sees("sperren", "gibt es am Kanal mastodon nicht") // what the channel has not is there, with the reason
			p.press("v")                                         // verbergen
			p.sees("Gegen welche Regel")
			p.press("enter")
			p.sees("Milderes")
			p.press("enter")
			p.sees("Bitte mit einem Buchstaben wählen")
			p.press("i", "enter")
			p.sees("fehlt")
			p.write("Telefonnummer einer Nachbarin")
			p.press("enter")
			p.sees("„verbergen“ auf mastodon, Beitrag von Dora Lenz: wirklich?")
			p.hides("23456789")
			p.press("y")
			p.sees("Vorgemerkt: verbergen, in 20 s")
			if st := p.chosen(); st.OrderState != inbox.OrderQueued {
				p.Errorf("%+v", st)
			}
		}},
		{action: "measure", at: ui.InList, before: func(p *play) {}, then: func(p *play) { // Enter says no at the last look
			p.act()
			p.press("v", "enter", "i")
			p.write("Grund")
			p.press("enter", "enter")
			if st := p.chosen(); st.Order != "" {
				p.Errorf("ordered without a yes: %+v", st)
			}
			p.act() // and like needs no reason
			p.press("g", "y")
		}},
		{action: "measure", at: ui.InList, who: "emma", refused: "fehlt das Recht „Maßnahmen anordnen“"},
		{action: "measures", at: ui.InList | ui.InItem | ui.InReview | ui.InOutbox, then: func(p *play) {
			p.act()
			p.is(ui.InMeasures)
			p.sees("Keine Maßnahme ist offen")
		}},
		{action: "measure_agree", at: ui.InMeasures, then: func(p *play) {
			p.sees("löschen", "wartet auf eine zweite Person", "Vollidioten", "Bernd", "beschimpft die Kollegin", "Zustimmen?")
			p.act()
			p.orderIs(inbox.OrderQueued)
			p.sees("Zugestimmt: löschen")
		}},
		{action: "measure_agree", at: ui.InMeasures, who: "bernd", refused: "Vier-Augen"},
		{action: "measure_refuse", at: ui.InMeasures, then: func(p *play) {
			p.act()
			p.press("enter")
			p.sees("fehlt")
			p.write("Das ist Kritik, keine Beleidigung")
			p.press("enter")
			p.orderIs(inbox.OrderCancelled)
			p.do("undo")
			p.orderIs(inbox.OrderInReview)
		}},
		{action: "measure_refuse", at: ui.InMeasures, who: "bernd", refused: "Vier-Augen"},
		{action: "measure_pull", at: ui.InMeasures, who: "bernd", then: func(p *play) {
			p.act()
			p.orderIs(inbox.OrderCancelled)
			p.sees("Keine Maßnahme ist offen")
		}},
		{action: "measure_pull", at: ui.InMeasures, who: "ayse", refused: "fehlt das Recht"},
		{action: "measure_settle", at: ui.InMeasures, who: "bernd", before: (*play).toUnclear, then: func(p *play) {
			p.sees("unklar")
			p.act()
			p.press("enter")
			p.orderIs(inbox.OrderDone)
		}},
		{action: "measure_settle", at: ui.InMeasures, refused: "wartet auf eine zweite Person"},
	}
}

// toUnclear puts a report whose answer was lost in the place of the deletion.
func (p *play) toUnclear() {
	p.Helper()
	os, err := p.store.OrdersOf(p.Context(), p.ids[2])
	p.must(err)
	p.must(p.as("bernd").CancelOrder(p.Context(), os[0].ID, ""))
	p.lost(p.measured("bernd", inbox.MeasureReport))
}
