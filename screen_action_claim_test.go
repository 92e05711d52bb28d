package main_test

import (
	"time"

	"lotse/inbox"
	"lotse/ui"
)

const (
	rumour = "Herr Meier ist unter 0151 zu erreichen"
	water  = "Das Trinkwasser am Markt ist verseucht"
)

// toClaim lets a colleague report what Dora's text resembles.
func (p *play) toClaim() { p.Helper(); p.reported(rumour) }

func (p *play) reported(sentence string) inbox.Claim {
	p.Helper()
	c, err := p.as("bernd").ReportClaim(p.Context(), inbox.Claim{
		Sentence: sentence, Sources: []inbox.Source{{URL: "https://stadt.example/lage"}},
	}, inbox.ItemID{})
	p.must(err)
	p.now = p.now.Add(time.Second)
	return c
}

// proposed lets a colleague propose a verdict on the youngest claim.
func (p *play) proposed() {
	p.Helper()
	c := p.claims()[0]
	_, err := p.as("bernd").Rule(p.Context(), c.ID, inbox.Ruling{Verdict: inbox.VerdictFalse, AsOf: p.now, Until: p.now.Add(6 * time.Hour), Core: "Das Wasser ist in Ordnung."})
	p.must(err)
}

// ruled brings it in force.
func (p *play) ruled() {
	p.Helper()
	p.proposed()
	c := p.claims()[0]
	_, err := p.as("clara").ReleaseRuling(p.Context(), c.ID, c.Proposed().Hash)
	p.must(err)
}

func (p *play) claims() []inbox.Claim {
	p.Helper()
	cs, err := p.as("bernd").Claims(p.Context())
	p.must(err)
	return cs
}

func (p *play) claimIs(want inbox.ClaimState) {
	p.Helper()
	if got := p.claims()[0].State; got != want {
		p.Errorf("the claim is %v, want %v:\n%s", got, want, p.frame())
	}
}

// toRecalled leaves an answer in public under a verdict that was ended.
func (p *play) toRecalled() {
	p.Helper()
	p.ruled()
	c := p.claims()[0]
	p.did(p.as("bernd").Match(p.Context(), inbox.Targets(p.ids[0]), c.ID))
	r, err := p.as("bernd").Submit(p.Context(), inbox.Target{ID: p.ids[0]}, inbox.Composition{Free: "Das stimmt nicht."})
	p.must(err)
	p.now = p.now.Add(time.Hour)
	out := inbox.Outbox{Store: p.store, Clock: p.desk.Clock}
	in, err := out.Reserve(p.Context(), &r)
	p.must(err)
	p.must(out.Settle(p.Context(), &r, inbox.Attempt{ID: in.Attempt, Outcome: inbox.OutcomeDelivered}, inbox.Sent{RemoteID: "77"}))
	p.did(p.as("bernd").Overtake(p.Context(), c.ID, "neue Lage"))
}

func claimScenes() []scene {
	return []scene{
		{action: "claim_yes", at: inItems, before: (*play).toClaim, then: func(p *play) {
			p.sees("≈")
			p.hides("Meier, erreicht, 0151") // what is covered is no reason
			p.act()
			p.sees("Zugeordnet: Herr Meier")
			if st := p.chosen(); st.Claim == "" {
				p.Errorf("%+v", st)
			}
		}},
		{action: "claim_yes", at: inItems, before: func(p *play) { p.reported(water) }, then: func(p *play) { // it resembles none: a person chooses
			p.act()
			p.sees("Welche Behauptung", water)
			p.press("enter")
			p.sees("Zugeordnet: Das Trinkwasser")
		}},
		{action: "claim_yes", at: inItems, who: "jutta", refused: "fehlt das Recht"},
		{action: "claim_no", at: inItems, before: (*play).toClaim, then: func(p *play) {
			p.act()
			p.sees("Nicht diese Behauptung")
			if st := p.chosen(); st.Claim != "" || len(st.NotClaims) != 1 {
				p.Errorf("%+v", st)
			}
			p.hides("≈")
			p.do("undo")
			p.sees("≈")
		}},
		{action: "claim_no", at: inItems, refused: "keine Behauptung vermutet"},
		{action: "claim_report", at: inItems, then: func(p *play) {
			p.act()
			p.sees("Welche Behauptung steht darin?")
			p.hides("23456789")
			p.press("ctrl+u")
			p.press("enter")
			p.sees("fehlt")
			p.write(water)
			p.press("enter")
			p.sees("Behauptung gemeldet")
			if cs := p.claims(); len(cs) != 1 || cs[0].Sentence != water || cs[0].From != p.ids[3] {
				p.Errorf("%+v", cs)
			}
		}},
		{action: "claim_report", at: inItems, who: "jutta", refused: "fehlt das Recht"},
		{action: "claims", at: ui.InList | ui.InItem | ui.InReview | ui.InOutbox | ui.InHandover | ui.InMeasures, then: func(p *play) {
			p.act()
			p.is(ui.InClaims)
			p.sees("Keine Behauptung ist bekannt")
		}},
		{action: "claim_verdict", at: ui.InClaims, then: func(p *play) {
			p.act()
			p.sees("Was hat die Prüfung ergeben?", "irreführend")
			p.press("enter") // nobody gives a verdict by Enter
			p.press("f")
			p.sees("Stand")
			p.press("enter")
			p.sees("Gültig bis?")
			p.press("enter", "enter")
			p.sees("Textbausteine")
			p.press("enter")
			p.sees("Verdikt „falsch“")
			p.press("y")
			p.claimIs(inbox.ClaimProposed)
			p.sees("wartet auf eine zweite Person")
		}},
		{action: "claim_verdict", at: ui.InClaims, who: "emma", refused: "fehlt das Recht"},
		{action: "claim_release", at: ui.InClaims, before: (*play).proposed, then: func(p *play) {
			p.sees("Verdikt wartet auf Freigabe", "falsch")
			p.act()
			p.claimIs(inbox.ClaimRuled)
			p.sees("Freigegeben", "Das Wasser ist in Ordnung.")
		}},
		{action: "claim_release", at: ui.InClaims, who: "bernd", before: (*play).proposed, refused: "Vier-Augen"},
		{action: "claim_return", at: ui.InClaims, before: (*play).proposed, then: func(p *play) {
			p.act()
			p.press("enter")
			p.sees("fehlt")
			p.write("Beleg fehlt")
			p.press("enter")
			p.claimIs(inbox.ClaimExamined)
		}},
		{action: "claim_return", at: ui.InClaims, refused: "ihr Stand: gemeldet"},
		{action: "claim_stop", at: ui.InClaims, before: (*play).ruled, then: func(p *play) {
			p.act()
			p.write("neue Lage")
			p.press("enter")
			p.claimIs(inbox.ClaimOvertaken)
			p.sees("überholt")
		}},
		{action: "claim_stop", at: ui.InClaims, refused: "ihr Stand: gemeldet"},
		{action: "claim_examine", at: ui.InClaims, then: func(p *play) {
			p.act()
			p.press("enter", "enter")
			p.claimIs(inbox.ClaimExamined)
		}},
		{action: "claim_examine", at: ui.InClaims, before: (*play).ruled, refused: "ihr Stand: beurteilt"},
		{action: "claim_edit", at: ui.InClaims, then: func(p *play) {
			p.act()
			p.press("enter")
			p.write("Wasser vergiftet?")
			p.press("enter")
			p.sees("Andere Fassungen: Wasser vergiftet?")
		}},
		{action: "claim_edit", at: ui.InClaims, who: "emma", refused: "fehlt das Recht"},
		{action: "claim_recall", at: ui.InClaims, before: (*play).toRecalled, then: func(p *play) {
			p.sees("Unter einem überholten Verdikt: 1 Antwort")
			p.act()
			p.press("y")
			if st := p.item(p.ids[0]).State; !st.Work.IsOpen() || st.Reopened != "verdict" {
				p.Errorf("%+v", st)
			}
		}},
		{action: "claim_recall", at: ui.InClaims, refused: "nichts zu berichtigen"},
		{action: "claim_close", at: ui.InClaims, then: func(p *play) {
			p.act()
			p.claimIs(inbox.ClaimClosed)
		}},
		{action: "claim_close", at: ui.InClaims, who: "emma", refused: "fehlt das Recht"},
		{action: "claim_reopen", at: ui.InClaims, before: func(p *play) {
			p.did(p.as("bernd").CloseClaim(p.Context(), p.claims()[0].ID, ""))
		}, then: func(p *play) {
			p.act()
			p.claimIs(inbox.ClaimReported)
		}},
		{action: "claim_reopen", at: ui.InClaims, refused: "ihr Stand: gemeldet"},
	}
}
