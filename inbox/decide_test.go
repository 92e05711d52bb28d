package inbox

import (
	"testing"
	"time"
)

func TestItemLifeCycle(t *testing.T) {
	w := newWorld(t)
	it := w.comment("Wann kommt der Bus?")
	is := func(want WorkState) {
		t.Helper()
		if it.State.Work != want {
			t.Fatalf("work is %s, want %s", it.State.Work, want)
		}
	}
	is(WorkNew)
	w.must(Decision{Kind: DidLabel, Actor: editor, Item: it.ID, Args: Args{Set: SetOf(LabelQuestion)}})
	is(WorkTriaged)
	w.must(Decision{Kind: DidAssign, Actor: editor, Item: it.ID, Args: Args{Role: "office"}, Text: "Stimmt der Takt?"})
	is(WorkWaitingInternal)
	w.must(Decision{Kind: DidNote, Actor: Actor{"fritz", "office"}, Item: it.ID, Args: Args{Reason: "answer"}, Text: "Ja."})
	is(WorkInProgress)
	w.must(Decision{Kind: DidTake, Actor: editor, Item: it.ID, Args: Args{Until: w.now.Add(time.Hour)}})
	w.refuse(CodeLeased, Decision{Kind: DidTake, Actor: press, Item: it.ID, Args: Args{Until: w.now.Add(time.Hour)}})
	w.must(Decision{Kind: DidTake, Actor: press, Item: it.ID, Args: Args{Until: w.now.Add(time.Hour), Reason: "take_over"}})
	w.refuse(CodeNotYourLease, Decision{Kind: DidRelease, Actor: editor, Item: it.ID})
	w.must(Decision{Kind: DidRelease, Actor: press, Item: it.ID})
	is(WorkAssigned)
	w.refuse(CodeSnoozePast, Decision{Kind: DidSnooze, Actor: editor, Item: it.ID, Args: Args{Until: w.now}})
	w.must(Decision{Kind: DidSnooze, Actor: editor, Item: it.ID, Args: Args{Until: w.now.Add(time.Hour)}})
	w.refuse(CodeNotDue, Decision{Kind: DidWake, Actor: System(), Item: it.ID})
	w.now = w.now.Add(time.Hour)
	w.must(Decision{Kind: DidWake, Actor: System(), Item: it.ID})
	w.refuse(CodeUnknownName, Decision{Kind: DidClose, Actor: editor, Item: it.ID, Args: Args{Reason: "no reason"}})
	w.must(Decision{Kind: DidClose, Actor: editor, Item: it.ID, Args: Args{Reason: "opinion"}})
	is(WorkClosed)
	w.refuse(CodeNotOpen, Decision{Kind: DidTake, Actor: editor, Item: it.ID})
	w.edit(it, "Wann kommt der Bus denn nun?")
	is(WorkAssigned)
	if it.State.Reopened != "edited" || it.State.Role != "office" {
		t.Fatalf("reopened as %q with role %q", it.State.Reopened, it.State.Role)
	}
}

func TestDecisionOnAnOldVersionIsRefused(t *testing.T) {
	w := newWorld(t)
	it := w.comment("eins")
	w.edit(it, "zwei")
	w.refuse(CodeItemChanged, Decision{Kind: DidClose, Actor: editor, Item: it.ID, Base: 1, Args: Args{Reason: "filed"}})
	w.must(Decision{Kind: DidClose, Actor: editor, Item: it.ID, Base: 2, Args: Args{Reason: "filed"}})
}

func TestOwnPostsTakeNoDecision(t *testing.T) {
	w := newWorld(t)
	it := w.comment("Unser Beitrag")
	it.Content.Kind = KindOwnPost
	w.refuse(CodeOwnPost, Decision{Kind: DidLabel, Actor: editor, Item: it.ID})
}

func TestReplyLeavesOnlyOnce(t *testing.T) {
	w := newWorld(t)
	it := w.comment("Die Laterne ist kaputt")
	v := w.approved(defectTemplate())
	r := w.compose(it, v, false)
	w.must(submit(r, w.now.Add(20*time.Second)))
	w.refuse(CodeReplyActive, submit(w.compose(it, v, false), w.now))
	w.refuse(CodeReplyState, submit(r, w.now))
	a := &Attempt{ID: "a1"}
	w.refuse(CodeNotDue, step(DidReserve, System(), r, Args{Attempt: a}))
	w.now = w.now.Add(20 * time.Second)
	w.must(step(DidReserve, System(), r, Args{Attempt: a}))
	w.refuse(CodeReplyState, step(DidReserve, System(), r, Args{Attempt: &Attempt{ID: "a2"}}))
	w.refuse(CodeReplyState, step(DidCancel, editor, r, Args{}))
	w.must(step(DidSettle, System(), r, Args{Attempt: &Attempt{ID: "a1", Outcome: OutcomeUnclear}}))
	if it.State.Work != WorkOutbox || !it.State.Unclear() {
		t.Fatal("an unclear reply must stay visible in the outbox")
	}
	w.refuse(CodeReplyState, step(DidReserve, System(), r, Args{Attempt: &Attempt{ID: "a3"}}))
	w.refuse(CodeStillUnclear, step(DidRetry, editor, r, Args{Until: w.now}))
	w.refuse(CodeNeedsPerson, step(DidRetry, System(), r, Args{Until: w.now}))
	w.must(step(DidRead, System(), r, Args{Attempt: a, Count: 1}))
	w.must(step(DidRead, System(), r, Args{Attempt: a, Count: 2}))
	w.must(step(DidRetry, editor, r, Args{Until: w.now}))
	w.must(step(DidReserve, System(), r, Args{Attempt: &Attempt{ID: "a4"}}))
	w.refuse(CodeNoReply, step(DidSettle, System(), r, Args{Attempt: &Attempt{ID: "a1", Outcome: OutcomeDelivered}}))
	w.must(step(DidSettle, System(), r, Args{Attempt: &Attempt{ID: "a4", Outcome: OutcomeDelivered}, RemoteID: "x"}))
	if it.State.Work != WorkAnswered || w.replies[r.ID].RemoteID != "x" {
		t.Fatal("a delivered reply answers its item")
	}
}

func TestNobodyReleasesTheirOwnWords(t *testing.T) {
	w := newWorld(t)
	it := w.comment("Die Laterne ist kaputt")
	r := w.compose(it, w.approved(defectTemplate()), true)
	w.must(submit(r, noTime))
	valid := Args{Hash: r.Hash, ValidTill: w.now.Add(4 * time.Hour), Until: w.now}
	w.refuse(CodeOwnRelease, step(DidApprove, Actor{editor.Person, "press"}, r, valid))
	w.refuse(CodeHashMismatch, step(DidApprove, press, r, Args{Hash: TextHash("other"), ValidTill: valid.ValidTill}))
	w.refuse(CodeReplyState, step(DidReserve, System(), r, Args{Attempt: &Attempt{ID: "a"}}))
	w.must(step(DidApprove, press, r, valid))
	w.now = w.now.Add(5 * time.Hour)
	w.refuse(CodeReleaseExpired, step(DidReserve, System(), r, Args{Attempt: &Attempt{ID: "a"}}))
}

func TestEditVoidsTheRelease(t *testing.T) {
	w := newWorld(t)
	it := w.comment("Die Laterne ist kaputt")
	r := w.compose(it, w.approved(defectTemplate()), true)
	w.must(submit(r, noTime))
	w.must(step(DidApprove, press, r, Args{Hash: r.Hash, ValidTill: w.now.Add(time.Hour), Until: w.now}))
	w.edit(it, "Der Bürgermeister ist kaputt")
	if got := w.replies[r.ID]; got.State != ReplyVoid || got.VoidReason != "item_edited" {
		t.Fatalf("reply is %s (%s)", got.State, got.VoidReason)
	}
	w.refuse(CodeReplyState, step(DidReserve, System(), r, Args{Attempt: &Attempt{ID: "a"}}))
}

func TestOnlyUsableTemplatesLeave(t *testing.T) {
	spoil := map[string]struct {
		code Code
		do   func(w *world, v *TemplateVersion)
	}{
		"withdrawn": {CodeTemplateState, func(w *world, v *TemplateVersion) {
			w.must(Decision{Kind: DidWithdraw, Actor: press, Template: v.Ref(), Text: "falsch"})
		}},
		"expired": {CodeTemplateExpired, func(w *world, _ *TemplateVersion) { w.now = w.now.AddDate(2, 0, 0) }},
		"superseded": {CodeTemplateState, func(w *world, _ *TemplateVersion) {
			next := defectTemplate()
			next.Variants[0].Text = "Neu: {link}"
			w.approved(next)
		}},
		"changed behind our back": {CodeHashMismatch, func(w *world, v *TemplateVersion) {
			stored := w.templates[v.Key][0]
			stored.Variants = []Variant{{Name: "kurz", Text: "Gefälscht: {link}"}}
		}},
		"approval lost": {CodeTemplateState, func(w *world, v *TemplateVersion) { w.templates[v.Key][0].Approvals = nil }},
	}
	for name, s := range spoil {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			it := w.comment("Die Laterne ist kaputt")
			v := w.approved(defectTemplate())
			queued := w.compose(it, v, false)
			w.must(submit(queued, w.now))
			s.do(w, v)
			w.refuse(s.code, step(DidReserve, System(), queued, Args{Attempt: &Attempt{ID: "a"}}))
			other := w.comment("Noch eine Laterne")
			late := *queued
			late.ID, late.Item, late.ItemHash = "late", other.ID, other.Hash
			w.refuse(s.code, submit(&late, w.now))
		})
	}
}

func TestOnlyTheRenderedWordsLeave(t *testing.T) {
	w := newWorld(t)
	it := w.comment("Die Laterne ist kaputt")
	v := w.approved(defectTemplate())
	r := w.compose(it, v, false)
	r.Text = "@berta Alles gelogen! " + r.Text
	r.Hash = TextHash(r.Text)
	w.refuse(CodeHashMismatch, submit(r, w.now))
	draft := defectTemplate()
	draft.Key = "T99"
	w.must(Decision{Kind: DidTemplate, Actor: order, NewTemplate: &TemplateVersion{Template: draft}})
	r = w.compose(it, v, false)
	r.Composition.Template = TemplateRef{"T99", 1}
	w.refuse(CodeTemplateState, submit(r, w.now))
}

func TestUndo(t *testing.T) {
	w := newWorld(t)
	it := w.comment("Die Laterne ist kaputt")
	label := w.must(Decision{Kind: DidLabel, Actor: editor, Item: it.ID, Args: Args{Set: SetOf(LabelDefect)}})
	closed := w.must(Decision{Kind: DidClose, Actor: editor, Item: it.ID, Args: Args{Reason: "filed"}})
	undo := func(e Event) Decision {
		return Decision{Kind: DidUndo, Actor: editor, Item: it.ID, ReplyID: e.ReplyID, Args: Args{Target: e.ID}}
	}
	w.refuse(CodeChangedSince, undo(label))
	back := w.must(undo(closed))
	if it.State.Work != WorkTriaged {
		t.Fatalf("work is %s after undo", it.State.Work)
	}
	w.must(undo(back)) // redo
	if it.State.Work != WorkClosed {
		t.Fatalf("work is %s after redo", it.State.Work)
	}
	w.must(undo(closed))
	w.must(undo(label))
	if it.State.Work != WorkNew || it.Labels() != 0 {
		t.Fatalf("state %+v after undoing everything", it.State)
	}
	r := w.compose(it, w.approved(defectTemplate()), false)
	sent := w.must(submit(r, w.now))
	w.must(undo(sent))
	if w.replies[r.ID].State != ReplyCancelled || it.State.Work != WorkNew {
		t.Fatal("an undone submission leaves nothing in the outbox")
	}
	r = w.compose(it, w.templates["T05"][0], false)
	sent = w.must(submit(r, w.now))
	w.must(step(DidReserve, System(), r, Args{Attempt: &Attempt{ID: "a"}}))
	w.refuse(CodeLeftHouse, undo(sent))
}

func TestTemplateNeedsItsOffices(t *testing.T) {
	w := newWorld(t)
	tpl := defectTemplate()
	tpl.Approver = []string{"press", "legal"}
	w.must(Decision{Kind: DidTemplate, Actor: order, NewTemplate: &TemplateVersion{Template: tpl}})
	v := w.templates["T05"][0]
	consent := func(by Actor) Decision {
		return Decision{Kind: DidConsent, Actor: by, Template: v.Ref(), Args: Args{Hash: v.Hash}}
	}
	w.refuse(CodeTemplateState, consent(press))
	w.must(Decision{Kind: DidPropose, Actor: order, Template: v.Ref()})
	w.refuse(CodeNotApprover, consent(editor))
	w.refuse(CodeOwnRelease, consent(Actor{order.Person, "press"}))
	w.must(consent(press))
	if w.templates["T05"][0].State != TemplateSubmitted {
		t.Fatal("one office of two is not enough")
	}
	w.must(consent(Actor{"lea", "legal"}))
	if got := w.templates["T05"][0]; got.Usable(w.now) != nil || !got.ValidUntil.Equal(w.now.AddDate(1, 0, 0)) {
		t.Fatalf("not usable: %v until %v", got.Usable(w.now), got.ValidUntil)
	}
	w.refuse(CodeTemplateSame, Decision{Kind: DidTemplate, Actor: order, NewTemplate: &TemplateVersion{Template: tpl}})
}

func TestHandoverPassesAtAcceptance(t *testing.T) {
	w := newWorld(t)
	h := &Handover{ID: "H", From: "ayse", To: "paul", Lines: []HandoverLine{
		{Section: SectionCritical, Code: "critical"}, {Section: SectionPromises, Code: "promised"},
	}}
	h.Hash = h.ContentHash()
	w.must(Decision{Kind: DidPrepare, Actor: editor, Handover: h.ID, NewHandover: h})
	accept := func(by Actor, lines ...int) Decision {
		return Decision{Kind: DidAccept, Actor: by, Handover: h.ID, Args: Args{Hash: h.Hash, Lines: lines}}
	}
	w.refuse(CodeNotYourHandover, accept(editor, 0))
	w.refuse(CodeLineOpen, accept(press))
	w.must(accept(press, 0))
	if w.handovers["H"].State != HandoverAccepted {
		t.Fatal("not accepted")
	}
	w.refuse(CodeHandoverState, accept(press, 0))
}
