package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/text"
)

// deed is a decision about items that one key can do again to others. A reply,
// a note and whatever is irreversible never become one.
type deed struct {
	action string // whose conditions hold again when it is repeated
	what   string // what the question before many says; the action's title when empty
	done   string
	do     func(ctx context.Context, ts []inbox.Target) error
	once   bool // it is about these items alone: not to be repeated
}

// perform does a deed to targets, after a question when there are many, and keeps
// it for the key that repeats.
func (m *Model) perform(ts []inbox.Target, d deed) tea.Cmd {
	what := d.what
	if what == "" {
		what = m.s.Actions[d.action].Title
	}
	return m.onMany(ts, what, func(m *Model) tea.Cmd {
		done := d.done
		if len(ts) > 1 {
			done = text.Count(m.lang, len(ts), text.NounItem) + ": " + done
		}
		return m.decide(act{
			do:    func(ctx context.Context) error { return d.do(ctx, ts) },
			items: ids(ts), all: len(ts) > maxReread,
			done: func(m *Model) tea.Cmd {
				if !d.once {
					m.last = &d
				}
				m.list.clearMarks()
				m.list.anchor = inbox.ItemID{}
				return m.say(done + " " + m.s.UndoHint)
			},
		})
	})
}

// mayRepeat holds the latest deed against the items it would be done to now.
func (m *Model) mayRepeat() (bool, string) {
	if m.last == nil {
		return false, m.s.Hand.NothingToRepeat
	}
	return m.may(m.action(m.last.action))
}

// repeat does the latest deed again. It says what it was: the key itself does not.
func (m *Model) repeat() tea.Cmd { return m.perform(m.targets(), *m.last) }
