package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/text"
)

// needsItem and needsRight are the usual conditions of an action.
func needsItem(m *Model) (bool, string) {
	if len(m.targets()) == 0 {
		return false, m.s.NothingSelected
	}
	return true, ""
}

func needs(right inbox.Right, more ...func(m *Model) (bool, string)) func(m *Model) (bool, string) {
	return func(m *Model) (bool, string) {
		if err := m.ses.May(right); err != nil {
			return false, m.sentence(err)
		}
		if ok, why := needsItem(m); !ok {
			return ok, why
		}
		for _, f := range more {
			if ok, why := f(m); !ok {
				return ok, why
			}
		}
		return true, ""
	}
}

func mayAssign(m *Model) (bool, string) {
	if err := m.ses.May(inbox.RightAssign); err != nil {
		return false, m.sentence(err)
	}
	return true, ""
}

// itemOpen refuses what makes no sense on a finished item. Of marked items the
// store decides.
func itemOpen(m *Model) (bool, string) {
	if it, ok := m.subject(); ok && len(m.list.marks) == 0 && !it.State.Work.IsOpen() {
		return false, m.sentence(inbox.Fail(inbox.CodeNotOpen, "state", it.State.Work.String()))
	}
	return true, ""
}

// onMany asks once more, with the number, when an act is about more than one.
func (m *Model) onMany(ts []inbox.Target, what string, run func(m *Model) tea.Cmd) tea.Cmd {
	if len(ts) <= 1 {
		return run(m)
	}
	return m.open(&confirm{
		question: say(m.s.ManyQuestion, what, text.Count(m.lang, len(ts), text.NounItem)),
		yes: func(m *Model) tea.Cmd {
			if !m.sameMarks(ts) {
				return m.warn(m.s.MarksChanged)
			}
			return run(m)
		},
	})
}

// simple makes the run of an action that asks nothing.
func simple(action string, done func(m *Model) string, do func(ctx context.Context, ses *inbox.Session, ts []inbox.Target) error) func(m *Model) tea.Cmd {
	return func(m *Model) tea.Cmd {
		return m.perform(m.targets(), deed{action: action, done: done(m), do: func(ctx context.Context, ts []inbox.Target) error {
			return do(ctx, m.ses, ts)
		}})
	}
}

func itemActions() []Action {
	return []Action{
		{
			ID: "label", Keys: []string{"c"}, Where: inItems, Group: GroupDecide, Hint: 3, Dangerous: true,
			Enabled: needs(inbox.RightTriage), Run: (*Model).askLabels,
		},
		{
			ID: "assign", Keys: []string{"a"}, Where: inItems, Group: GroupDecide, Hint: 4, Dangerous: true,
			Enabled: needs(inbox.RightAssign, itemOpen), Run: (*Model).askAssign,
		},
		{
			ID: "take", Keys: []string{"m"}, Where: inItems, Group: GroupDecide, Hint: 6, Dangerous: true,
			Enabled: needs(inbox.RightTake, itemOpen), Run: (*Model).take,
		},
		{
			ID: "give_back", Keys: []string{"M"}, Where: inItems, Group: GroupDecide, Dangerous: true,
			Enabled: needs(inbox.RightTake),
			Run: simple("give_back", func(m *Model) string { return m.s.GivenBack }, func(ctx context.Context, ses *inbox.Session, ts []inbox.Target) error {
				_, err := ses.GiveBack(ctx, ts)
				return err
			}),
		},
		{
			ID: "level", Keys: []string{"p"}, Where: inItems, Group: GroupDecide, Hint: 10, Dangerous: true,
			Enabled: needs(inbox.RightTriage), Run: (*Model).askLevel,
		},
		{
			ID: "escalate", Keys: []string{"x"}, Where: inItems, Group: GroupDecide, Dangerous: true,
			Enabled: needs(inbox.RightTriage, mayAssign, itemOpen), Run: (*Model).askEscalate,
		},
		{
			ID: "repeat", Keys: []string{"."}, Where: inItems, Group: GroupDecide, Dangerous: true,
			Enabled: (*Model).mayRepeat, Run: (*Model).repeat,
		},
		{
			ID: "note", Keys: []string{"e"}, Where: inItems, Group: GroupDecide, Hint: 11, Dangerous: true,
			Enabled: needsItem, Run: func(m *Model) tea.Cmd { return m.askNote(false) },
		},
		{
			ID: "answer_question", Keys: []string{"E"}, Where: inItems, Group: GroupDecide, Dangerous: true,
			Enabled: func(m *Model) (bool, string) {
				if it, ok := m.subject(); !ok || !it.State.Asked {
					return false, m.s.NoQuestion
				}
				return needsItem(m)
			},
			Run: func(m *Model) tea.Cmd { return m.askNote(true) },
		},
		{
			ID: "close", Keys: []string{"d"}, Where: inItems, Group: GroupDecide, Hint: 5, Dangerous: true,
			Enabled: needs(inbox.RightTriage, itemOpen), Run: (*Model).askClose,
		},
		{
			ID: "reopen", Keys: []string{"D"}, Where: inItems, Group: GroupDecide, Dangerous: true,
			Enabled: needs(inbox.RightTriage),
			Run: simple("reopen", func(m *Model) string { return m.s.ReopenedNow }, func(ctx context.Context, ses *inbox.Session, ts []inbox.Target) error {
				_, err := ses.Reopen(ctx, ts)
				return err
			}),
		},
		{
			ID: "snooze", Keys: []string{"s"}, Where: inItems, Group: GroupDecide, Hint: 12, Dangerous: true,
			Enabled: needs(inbox.RightTriage, itemOpen), Run: (*Model).askSnooze,
		},
		{
			ID: "wait", Keys: []string{"W"}, Where: inItems, Group: GroupDecide, Dangerous: true,
			Enabled: needs(inbox.RightTriage, itemOpen),
			Run: simple("wait", func(m *Model) string { return m.s.WaitsNow }, func(ctx context.Context, ses *inbox.Session, ts []inbox.Target) error {
				_, err := ses.Wait(ctx, ts, true)
				return err
			}),
		},
		{
			ID: "reveal", Keys: []string{"i"}, Where: InItem | InList, Group: GroupDecide, Dangerous: true,
			Enabled: func(m *Model) (bool, string) {
				it, ok := m.subject()
				if !ok {
					return false, m.s.NothingSelected
				}
				if m.revealed[it.ID] || len(inbox.PrivateSpans(&it)) == 0 {
					return false, m.s.NothingCovered
				}
				return true, ""
			},
			Run: (*Model).reveal,
		},
		{
			ID: "undo", Keys: []string{"z", "u"}, Where: inDesk, Group: GroupDecide, Hint: 13, Dangerous: true,
			Run: (*Model).undo,
		},
		{
			ID: "redo", Keys: []string{"Z"}, Where: inDesk, Group: GroupDecide, Dangerous: true,
			Run: func(m *Model) tea.Cmd {
				return m.takeBack(m.s.Redone, m.ses.Redo)
			},
		},
	}
}

func (m *Model) take() tea.Cmd {
	ts := m.targets()
	if it, ok := m.subject(); ok && len(ts) == 1 && it.State.Lease.Held(m.ses.Person.ID, m.now) {
		who := m.ses.House.PersonName(it.State.Lease.Person)
		return m.open(&confirm{
			question: say(m.s.TakeOver, who, it.State.Lease.Until.In(m.ses.House.Zone).Format("15:04")),
			yes:      func(m *Model) tea.Cmd { return m.takeNow(ts, true) },
		})
	}
	return m.takeNow(ts, false)
}

func (m *Model) takeNow(ts []inbox.Target, over bool) tea.Cmd {
	return m.perform(ts, deed{action: "take", done: m.s.TakenNow, once: over, do: func(ctx context.Context, ts []inbox.Target) error {
		_, err := m.ses.Take(ctx, ts, over)
		return err
	}})
}

// reveal shows private data to this session. It stands in the log first.
func (m *Model) reveal() tea.Cmd {
	it, _ := m.subject()
	return m.decide(act{
		do:    func(ctx context.Context) error { return m.ses.Reveal(ctx, it.ID) },
		items: []inbox.ItemID{it.ID},
		done: func(m *Model) tea.Cmd {
			m.revealed[it.ID] = true
			return m.say(m.s.Revealed)
		},
	})
}

// undo pulls back the person's reply while it counts down; otherwise it takes
// back their latest decision.
func (m *Model) undo() tea.Cmd {
	r := m.status.mine(m.ses.Person.ID, m.now)
	if r == nil || r.Release != nil {
		return m.takeBack(m.s.Undone, m.ses.Undo)
	}
	id, item := r.ID, r.Item
	return m.decide(act{
		do:    func(ctx context.Context) error { return m.ses.Cancel(ctx, id) },
		items: []inbox.ItemID{item}, all: true,
		done: func(m *Model) tea.Cmd { return m.resume(item) },
	})
}

func (m *Model) takeBack(done string, do func(ctx context.Context) (inbox.UndoResult, error)) tea.Cmd {
	var res inbox.UndoResult
	return m.decide(act{
		all: true,
		do: func(ctx context.Context) (err error) {
			res, err = do(ctx)
			return err
		},
		done: func(m *Model) tea.Cmd {
			s := done + ": " + m.lang.Act(res.Kind)
			if n := res.Items(); n > 1 {
				s += ", " + text.Count(m.lang, n, text.NounItem)
			}
			if n := len(res.Skipped); n > 0 {
				return m.warn(s + ". " + say(m.s.UndoSkipped, n))
			}
			if at := slices.IndexFunc(res.Done, func(e inbox.Event) bool { return !e.Item.IsZero() }); at >= 0 {
				m.list.window().Selected = res.Done[at].Item
			}
			return m.say(s)
		},
	})
}
