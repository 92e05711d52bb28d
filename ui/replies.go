package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

// replyList is what the two screens about replies share: replies, the selected
// one by its id, and the items they answer.
type replyList struct {
	states   []inbox.ReplyState
	replies  []inbox.Reply
	items    map[inbox.ItemID]inbox.Item
	odd      map[inbox.ReplyID][]inbox.LintFinding // of those that wait for a second person
	selected inbox.ReplyID
	loaded   bool
	scroll   int
}

// read loads the replies in the list's states that still stand for their item: a
// refused one that was followed by another is history.
func (l *replyList) read(m *Model) tea.Cmd {
	states := l.states
	return m.ask(slotReplies, func(ctx context.Context) (answer, error) {
		rs, err := m.ses.Store.Replies(ctx, states...)
		if err != nil {
			return nil, err
		}
		items, odd := map[inbox.ItemID]inbox.Item{}, map[inbox.ReplyID][]inbox.LintFinding{}
		var kept []inbox.Reply
		for i := range rs {
			it, err := m.ses.Item(ctx, rs[i].Item)
			if err != nil || it.State.Reply != rs[i].ID {
				continue // not for this person, or not the item's reply any more
			}
			items[it.ID] = it
			kept = append(kept, rs[i])
			if rs[i].State != inbox.ReplyInReview {
				continue
			}
			if odd[rs[i].ID], err = m.ses.LintReply(ctx, &it, &rs[i]); err != nil {
				return nil, err
			}
		}
		return func(*Model) tea.Cmd {
			at := max(l.index(), 0)
			l.replies, l.items, l.odd, l.loaded = kept, items, odd, true
			if l.index() < 0 {
				l.selected = ""
				if len(kept) > 0 {
					l.selected = kept[min(at, len(kept)-1)].ID
				}
			}
			return nil
		}, nil
	})
}

func (l *replyList) index() int {
	for i := range l.replies {
		if l.replies[i].ID == l.selected {
			return i
		}
	}
	return -1
}

func (l *replyList) reply() *inbox.Reply {
	if i := l.index(); i >= 0 {
		return &l.replies[i]
	}
	return nil
}

// item lets the details of the answered item be read.
func (l *replyList) item(*Model) inbox.ItemID {
	if r := l.reply(); r != nil {
		return r.Item
	}
	return inbox.ItemID{}
}

func (l *replyList) moveBy(_ *Model, by int) {
	if len(l.replies) > 0 {
		at := min(max(l.index()+by, 0), len(l.replies)-1)
		l.selected, l.scroll = l.replies[at].ID, 0
	}
}

func (l *replyList) scrollBy(_ *Model, by int) { l.scroll = max(0, l.scroll+by) }

func (l *replyList) load(m *Model) tea.Cmd { return l.read(m) }
