package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

// detail is an item with all that belongs to it.
type detail struct {
	id       inbox.ItemID
	loaded   bool
	asked    bool // it is or was read; what did not work is not tried for ever
	era      int  // of what is read ahead, when this was read
	rested   bool // earlier texts of its author are or were searched, or will be soon
	item     inbox.Item
	versions []inbox.Version
	private  [][]inbox.Span // of each version: what is covered
	thread   inbox.Conversation
	tree     []inbox.Node
	earlier  []inbox.Item
	history  []inbox.Event
	replies  []inbox.Reply
	draft    *inbox.Draft
	claim    *inbox.Claim       // that a person matched it with
	alike    []inbox.Suggestion // that it resembles
	drafters []inbox.Drafter
	offers   []inbox.Offer // the few that fit best; nil when none was looked for
	serial   uint64        // of this reading: what was drawn of another is old
}

// How much of what belongs to an item is read.
const (
	threadLimit  = 200
	earlierLimit = 5
	historyLimit = 60
)

// show makes an item the one in view. Until it is read, what the list knows of it
// stands there.
func (m *Model) show(id inbox.ItemID) {
	if m.detail.id == id {
		return
	}
	m.drop(slotEarlier)
	if m.detail.asked && !m.asking(slotDetail) {
		m.detail.rested = m.detail.rested && m.detail.earlier != nil
		m.ahead.put(&m.detail)
	}
	if d, held := m.ahead.take(id); held && d.asked {
		m.detail = d
		return
	}
	m.detail = detail{id: id}
	if it, ok := m.list.window().Item(); ok && it.ID == id {
		m.detail.item, m.detail.loaded = it, true
	}
}

// forget lets the item in view be read anew; an answer that is under way is too
// old already.
func (m *Model) forget() {
	m.detail = detail{}
	m.ahead.forget()
	m.drop(slotDetail)
}

// drop gives a question up.
func (m *Model) drop(s slot) {
	if q := m.asked[s]; q.open {
		q.cancel()
		m.asked[s] = question{n: q.n + 1}
	}
}

// loadDetail reads an item.
func (m *Model) loadDetail(id inbox.ItemID) tea.Cmd {
	m.show(id)
	m.detail.asked, m.detail.era = true, m.ahead.era
	era, rested, earlier := m.ahead.era, m.detail.rested, m.detail.earlier
	return m.ask(slotDetail, func(ctx context.Context) (answer, error) {
		d, err := m.readDetail(ctx, id)
		d.earlier = m.again(ctx, earlier)
		return func(m *Model) tea.Cmd {
			if m.detail.id == id { // else another came into view meanwhile, and follow reads that
				d.asked, d.era, d.rested = true, era, rested
				if len(earlier) == 0 { // they may have been found meanwhile
					d.earlier = m.detail.earlier
				}
				m.detail = d
			}
			return nil
		}, err
	})
}

func (m *Model) readDetail(ctx context.Context, id inbox.ItemID) (detail, error) {
	d := detail{id: id, loaded: true}
	st := m.ses.Store
	var err error
	if d.item, err = m.ses.Item(ctx, id); err != nil {
		return d, err
	}
	if d.versions, err = st.Versions(ctx, id); err != nil {
		return d, err
	}
	d.private = make([][]inbox.Span, len(d.versions))
	for i := range d.versions {
		d.private[i] = m.ses.PrivateIn(&d.item, &d.versions[i])
	}
	if d.thread, err = m.ses.Thread(ctx, id, threadLimit); err != nil {
		return d, err
	}
	d.tree = d.thread.Tree()
	if d.history, err = st.History(ctx, id, historyLimit); err != nil {
		return d, err
	}
	if d.replies, err = st.RepliesOf(ctx, id); err != nil {
		return d, err
	}
	if d.draft, err = st.Draft(ctx, id, m.ses.Person.ID); err != nil {
		return d, err
	}
	if d.claim, d.alike, err = m.ses.ClaimsOn(ctx, &d.item); err != nil {
		return d, err
	}
	m.notes.take(ctx, m.ses, []inbox.Item{d.item})
	if d.drafters, err = m.ses.Drafters(ctx, id); err != nil {
		return d, err
	}
	if d.item.State.Work.IsOpen() && d.item.Content.Kind != inbox.KindOwnPost {
		offers, err := m.ses.Offers(ctx, &d.item, true)
		if err != nil {
			return d, err
		}
		d.offers = best(offers)
	}
	d.serial = m.serial.Add(1)
	return d, nil
}
