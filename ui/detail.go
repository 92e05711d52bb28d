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
	item     inbox.Item
	versions []inbox.Version
	private  [][]inbox.Span // of each version: what is covered
	thread   []inbox.Item
	earlier  []inbox.Item
	history  []inbox.Event
	replies  []inbox.Reply
	draft    *inbox.Draft
}

// How much of what belongs to an item is read.
const (
	threadLimit  = 40
	earlierLimit = 5
	historyLimit = 60
)

// show makes an item the one in view. Until it is read, what the list knows of it
// stands there.
func (m *Model) show(id inbox.ItemID) {
	if m.detail.id == id {
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
	if q := m.asked[slotDetail]; q.open {
		q.cancel()
		m.asked[slotDetail] = question{n: q.n + 1}
	}
}

// loadDetail reads an item.
func (m *Model) loadDetail(id inbox.ItemID) tea.Cmd {
	m.show(id)
	m.detail.asked = true
	return m.ask(slotDetail, func(ctx context.Context) (answer, error) {
		d, err := m.readDetail(ctx, id)
		return func(m *Model) tea.Cmd {
			if m.detail.id == id { // else another came into view meanwhile, and follow reads that
				d.asked = true
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
		c := &d.versions[i].Content
		switch {
		case d.versions[i].N == d.item.Version:
			d.private[i] = privateSpans(c.Text, &d.item)
		case m.ses.Assessor != nil:
			old := d.item
			old.Assessment = m.ses.Assessor.Assess(c.Text, inbox.AssessContext{Language: c.Language})
			d.private[i] = privateSpans(c.Text, &old)
		default:
			d.private[i] = privateSpans(c.Text, &d.item)
		}
	}
	if d.thread, err = st.Thread(ctx, id, threadLimit); err != nil {
		return d, err
	}
	if who := d.item.Content.Author.ID; who != "" {
		earlier, err := st.ByAuthor(ctx, d.item.Content.Channel, who, earlierLimit+1)
		if err != nil {
			return d, err
		}
		for _, e := range earlier { // only what this person may see
			if _, err := m.ses.Item(ctx, e.ID); err == nil {
				d.earlier = append(d.earlier, e)
			}
		}
	}
	if d.history, err = st.History(ctx, id, historyLimit); err != nil {
		return d, err
	}
	if d.replies, err = st.RepliesOf(ctx, id); err != nil {
		return d, err
	}
	d.draft, err = st.Draft(ctx, id, m.ses.Person.ID)
	return d, err
}
