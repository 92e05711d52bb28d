package inbox

import (
	"testing"
	"time"
)

var fire = Actor{Person: "frida", Role: "office"}

func reported(w *world, it *Item) *Claim {
	w.t.Helper()
	d := Decision{Kind: DidClaim, Actor: editor, Claim: "C1", NewClaim: &Claim{ID: "C1", Sentence: "Die Talsperre ist gebrochen."}}
	if it != nil {
		d.Item = it.ID
	}
	w.must(d)
	return w.claims["C1"]
}

// sourced gives the claim a source, without which there is no verdict.
func sourced(w *world) {
	w.t.Helper()
	c, _ := w.Claim("C1")
	c.Sources = []Source{{URL: "https://talsperren.example/pegel"}}
	w.must(Decision{Kind: DidClaimEdit, Actor: fire, Claim: "C1", NewClaim: c})
}

func ruling(w *world, v ClaimVerdict, bind ...string) Decision {
	return Decision{Kind: DidClaimVerdict, Actor: fire, Claim: "C1", NewRuling: &Ruling{
		Verdict: v, AsOf: w.now, Until: w.now.Add(6 * time.Hour), NeedsPair: true, Bind: bind,
	}}
}

func (w *world) ruled(v ClaimVerdict, bind ...string) {
	w.t.Helper()
	w.must(ruling(w, v, bind...))
	w.must(Decision{Kind: DidClaimRelease, Actor: press, Claim: "C1", Args: Args{Hash: w.claims["C1"].Proposed().Hash}})
}

func TestAClaimFromReportToClose(t *testing.T) {
	w := newWorld(t)
	it := w.comment("Die Talsperre ist gebrochen!!")
	reported(w, it)
	if w.items[it.ID].State.Claim != "C1" || w.claims["C1"].From != it.ID {
		t.Error("the text it was reported from does not repeat it")
	}
	w.refuse(CodeClaimKnown, Decision{Kind: DidClaim, Actor: editor, Claim: "C1", NewClaim: &Claim{ID: "C1", Sentence: "Anderes"}})
	w.refuse(CodeNeedsPerson, Decision{Kind: DidClaim, Actor: System(), Claim: "C2", NewClaim: &Claim{ID: "C2", Sentence: "Anderes"}})
	w.refuse(CodeEmptyText, Decision{Kind: DidClaim, Actor: editor, Claim: "C2", NewClaim: &Claim{ID: "C2", Sentence: " "}})
	w.must(Decision{Kind: DidClaimExamine, Actor: editor, Claim: "C1", Args: Args{Role: "office", Due: w.now.Add(time.Hour)}})
	w.refuse(CodeClaimBad, ruling(w, VerdictFalse)) // no source
	sourced(w)
	late := ruling(w, VerdictFalse)
	late.NewRuling.AsOf = w.now.Add(time.Hour)
	w.refuse(CodeClaimBad, late)
	over := ruling(w, VerdictFalse)
	over.NewRuling.Until = w.now
	w.refuse(CodeClaimBad, over)
	w.refuse(CodeUnknownName, ruling(w, "fake"))
	w.must(ruling(w, VerdictFalse))
	release := Decision{Kind: DidClaimRelease, Actor: fire, Claim: "C1", Args: Args{Hash: w.claims["C1"].Proposed().Hash}}
	w.refuse(CodeOwnRelease, release)
	release.Actor = press
	bad := release
	bad.Args.Hash = HashOf("other")
	w.refuse(CodeHashMismatch, bad)
	w.must(Decision{Kind: DidClaimReturn, Actor: press, Claim: "C1", Text: "Beleg fehlt"})
	if c := w.claims["C1"]; c.State != ClaimExamined || c.Current() != 0 {
		t.Errorf("returned: %+v", c)
	}
	w.refuse(CodeClaimState, release)
	w.ruled(VerdictFalse)
	if c := w.claims["C1"]; c.State != ClaimRuled || c.Current() != 2 || c.Ruling().Verdict != VerdictFalse || c.Expired(w.now) || !c.Expired(w.now.Add(7*time.Hour)) {
		t.Errorf("ruled: %+v", c)
	}
	n, _ := w.Claim("C1")
	n.Sentence = "Etwas anderes"
	w.refuse(CodeClaimState, Decision{Kind: DidClaimEdit, Actor: fire, Claim: "C1", NewClaim: n})
	n.Rev--
	w.refuse(CodeChangedSince, Decision{Kind: DidClaimEdit, Actor: fire, Claim: "C1", NewClaim: n})
	w.must(Decision{Kind: DidClaimClose, Actor: fire, Claim: "C1"})
	w.refuse(CodeClaimClosed, ruling(w, VerdictTrue))
	w.refuse(CodeClaimClosed, Decision{Kind: DidMatch, Actor: editor, Item: it.ID, Claim: "C1"})
	w.must(Decision{Kind: DidClaimReopen, Actor: fire, Claim: "C1"})
	if c := w.claims["C1"]; c.State != ClaimOvertaken { // the old verdict does not come back by itself
		t.Errorf("reopened: %+v", c)
	}
}

// answer composes a reply as Session.Submit does on an item with a claim.
func (w *world) answer(it *Item, v *TemplateVersion) *Reply {
	r := w.compose(it, v, false)
	if id := w.items[it.ID].State.Claim; id != "" {
		c := w.claims[id]
		r.Claim, r.Ruling, r.ClaimStage = id, c.Current(), c.Stage
	}
	return r
}

func TestTheTemplateOfAClaimSpeaksOnlyUnderItsVerdict(t *testing.T) {
	w := newWorld(t)
	first, it, other := w.comment("Die Talsperre ist gebrochen"), w.comment("Talsperre kaputt?"), w.comment("Wann öffnet das Bad?")
	v := w.approved(defectTemplate())
	reported(w, first)
	sourced(w)
	w.ruled(VerdictFalse, v.Key)
	w.refuse(CodeClaimUnconfirmed, submit(w.answer(it, v), w.now)) // nobody said that it repeats the claim
	w.refuse(CodeClaimUnconfirmed, submit(w.answer(other, v), w.now))
	w.must(Decision{Kind: DidMatch, Actor: editor, Item: it.ID, Claim: "C1"})
	forged := w.answer(it, v)
	forged.Claim = ""
	w.refuse(CodeClaimUnconfirmed, submit(forged, w.now))
	r := w.answer(it, v)
	w.must(submit(r, w.now))
	reserve := step(DidReserve, System(), r, Args{Attempt: &Attempt{ID: "a"}})
	// A new verdict is proposed: silence at once, before anybody releases it.
	w.must(ruling(w, VerdictPartly))
	w.refuse(CodeClaimChanged, reserve)
	w.refuse(CodeClaimChanged, submit(w.answer(first, v), w.now))
	w.must(Decision{Kind: DidClaimRelease, Actor: press, Claim: "C1", Args: Args{Hash: w.claims["C1"].Proposed().Hash}})
	w.refuse(CodeClaimChanged, reserve)
	w.refuse(CodeClaimChanged, submit(w.answer(first, v), w.now)) // bound to the old verdict, not to this one
	c, _ := w.Claim("C1")
	c.Templates = append(c.Templates, Binding{Key: v.Key, Ruling: c.Current()})
	w.must(Decision{Kind: DidClaimEdit, Actor: fire, Claim: "C1", NewClaim: c})
	w.must(submit(w.answer(first, v), w.now))
	// Time is up.
	w.now = w.now.Add(7 * time.Hour)
	w.refuse(CodeClaimExpired, step(DidReserve, System(), w.replies[w.items[first.ID].State.Reply], Args{Attempt: &Attempt{ID: "b"}}))
}

func TestAMatchIsTakenBack(t *testing.T) {
	w := newWorld(t)
	it := w.comment("Talsperre kaputt?")
	reported(w, nil)
	w.refuse(CodeNoClaim, Decision{Kind: DidMatch, Actor: editor, Item: it.ID, Claim: "none"})
	w.refuse(CodeNeedsPerson, Decision{Kind: DidMatch, Actor: System(), Item: it.ID, Claim: "C1"})
	w.must(Decision{Kind: DidMatch, Actor: editor, Item: it.ID, Claim: "C1"})
	v := w.approved(defectTemplate())
	r := w.answer(it, v)
	w.must(submit(r, w.now))
	e := w.must(Decision{Kind: DidUnmatch, Actor: editor, Item: it.ID, Claim: "C1"})
	if s := w.items[it.ID].State; s.Claim != "" || len(s.NotClaims) != 1 {
		t.Errorf("%+v", s)
	}
	w.refuse(CodeClaimUnconfirmed, step(DidReserve, System(), r, Args{Attempt: &Attempt{ID: "a"}}))
	w.must(Decision{Kind: DidUndo, Actor: editor, Item: it.ID, Args: Args{Target: e.ID}})
	w.must(step(DidReserve, System(), r, Args{Attempt: &Attempt{ID: "a"}}))
}

func TestWhereSomebodyMayBeInDangerIsNeverOneOfMany(t *testing.T) {
	w := newWorld(t)
	it := w.comment("Hilfe, wir sitzen auf dem Dach")
	w.must(Decision{Kind: DidLabel, Actor: editor, Item: it.ID, Args: Args{Set: SetOf(LabelEmergency)}})
	filed := Decision{Kind: DidClose, Actor: editor, Item: it.ID, Args: Args{Reason: string(ReasonFiled), Count: 2}}
	w.refuse(CodeHazardBulk, filed)
	filed.Args.Count = 1
	w.must(filed)
}

func TestACrisisTemplateNeedsItsStand(t *testing.T) {
	v := defectTemplate()
	v.Category = CategoryK
	if ps := v.Check(); len(ps) != 1 || ps[0].Args["what"] != "no_as_of" {
		t.Errorf("%v", ps)
	}
}
