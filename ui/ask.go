package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
)

// A slot is a question of which only the latest answer counts.
type slot string

const (
	slotPage      slot = "page"
	slotCounts    slot = "counts"
	slotNewer     slot = "newer"
	slotStatus    slot = "status"
	slotDetail    slot = "detail"
	slotAhead     slot = "ahead"
	slotEarlier   slot = "earlier"
	slotOffers    slot = "offers"
	slotAccount   slot = "account"
	slotPreview   slot = "preview"
	slotReplies   slot = "replies"
	slotFigures   slot = "figures"
	slotOrders    slot = "orders"
	slotClaims    slot = "claims"
	slotClaimPick slot = "claim pick"
	slotDuty      slot = "duty"
	slotOpen      slot = "open"
	slotRules     slot = "rules"
	slotWaves     slot = "waves"
)

// readTimeout bounds a read. It is long: a search through everything may take its
// time, for it is dropped at the next key.
const readTimeout = 10 * time.Second

// answer is what to do with what was read, back in Update. A read changes
// nothing itself.
type answer func(m *Model) tea.Cmd

// answerMsg brings an answer and the number of its question.
type answerMsg struct {
	slot slot
	n    int
	then answer
	err  error
}

// ask reads in the background. The question before it in the same slot is
// cancelled, and its answer dropped should it still come.
func (m *Model) ask(s slot, read func(ctx context.Context) (answer, error)) tea.Cmd {
	q := m.asked[s]
	if q.cancel != nil {
		q.cancel()
	}
	ctx, cancel := context.WithTimeout(m.ctx, readTimeout)
	n := q.n + 1
	m.asked[s] = question{n: n, cancel: cancel, open: true}
	return func() tea.Msg {
		defer cancel()
		then, err := read(ctx)
		return answerMsg{slot: s, n: n, then: then, err: err}
	}
}

type question struct {
	n      int
	cancel context.CancelFunc
	open   bool
}

// asking reports whether an answer of the slot is still to come.
func (m *Model) asking(s slot) bool { return m.asked[s].open }

func (m *Model) answered(msg answerMsg) tea.Cmd {
	q := m.asked[msg.slot]
	if msg.n != q.n {
		return nil
	}
	q.open = false
	m.asked[msg.slot] = q
	if msg.err != nil {
		return m.fail(msg.err)
	}
	if msg.then == nil {
		return nil
	}
	return msg.then(m)
}
