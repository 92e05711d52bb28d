package ui

import (
	"context"
	"errors"
	"testing"

	tea "charm.land/bubbletea/v2"
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
