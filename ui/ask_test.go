package ui

import (
	"context"
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

func TestOnlyTheLatestAnswerCounts(t *testing.T) {
	m := &Model{ctx: t.Context(), asked: map[slot]question{}}
	got := ""
	says := func(s string) func(ctx context.Context) (answer, error) {
		return func(ctx context.Context) (answer, error) {
			return func(*Model) tea.Cmd { got += s; return nil }, ctx.Err()
		}
	}
	first := m.ask(slotPage, says("first"))
	second := m.ask(slotPage, says("second"))
	other := m.ask(slotCounts, says("+other"))
	late, ok := first().(answerMsg)
	if !ok || !errors.Is(late.err, context.Canceled) {
		t.Errorf("the question that was overtaken is not cancelled: %v", late.err)
	}
	for _, cmd := range []tea.Cmd{second, other} {
		m.route(cmd())
	}
	m.route(late)
	if got != "second+other" {
		t.Errorf("answers taken: %q", got)
	}
	if m.asking(slotPage) {
		t.Error("the slot still waits")
	}
}

func TestDecisionsRunOneAfterTheOther(t *testing.T) {
	m := &Model{ctx: t.Context(), asked: map[slot]question{}}
	order := ""
	decision := func(name string) act {
		return act{
			quiet: true,
			do:    func(context.Context) error { order += name; return nil },
			done:  func(*Model) tea.Cmd { order += "!"; return nil },
		}
	}
	first := m.decide(decision("close"))
	if m.decide(decision("undo")) != nil {
		t.Fatal("the second decision does not wait for the first")
	}
	second := m.route(first())
	if second == nil {
		t.Fatal("the second decision never comes")
	}
	m.route(second())
	if order != "close!undo!" {
		t.Errorf("order: %s", order)
	}
}

func TestASuccessFadesByItsOwnClockOnly(t *testing.T) {
	m := &Model{}
	m.opt.After = later
	m.say("eins")
	first := m.toast.id
	m.say("zwei")
	m.toastGone(toastGoneMsg{first})
	if m.toast.words != "zwei" {
		t.Error("an older clock took the newer sentence away")
	}
	m.warn("Fehler")
	m.toastGone(toastGoneMsg{m.toast.id})
	if m.toast.words != "Fehler" {
		t.Error("an error faded by itself")
	}
}

// While a key is held, one item after the other comes into view. They are not all
// read: the next read begins when the one before is through, with the item that
// is in view then.
func TestItemsPassedWithAKeyHeldAreNotRead(t *testing.T) {
	m := &Model{ctx: t.Context(), asked: map[slot]question{}}
	ids := make([]inbox.ItemID, 5)
	s := &itemScreen{}
	m.push(s)
	m.list.init(1)
	var reads []tea.Cmd
	for i := range ids {
		ids[i][0] = byte(i + 1)
		s.id = ids[i]
		if cmd := m.follow(); cmd != nil {
			reads = append(reads, cmd)
		}
		if m.detail.id != ids[i] {
			t.Fatal("the item in view is not the one shown")
		}
	}
	if len(reads) != 1 {
		t.Fatalf("%d reads for five keys", len(reads))
	}
	q := m.asked[slotDetail]
	m.route(answerMsg{slot: slotDetail, n: q.n, then: func(*Model) tea.Cmd { return nil }})
	if m.follow() == nil || !m.detail.asked || m.detail.id != ids[4] {
		t.Error("the last item is never read")
	}
}
