package ui

import (
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

// handsUpTo are the roles that the rules name for a level, in their order: E2
// tells the press office, E3 whoever is on call and their lead.
var handsUpTo = map[inbox.Level][]string{
	inbox.E2: {"press", "lead", "oncall"},
	inbox.E3: {"oncall", "lead", "legal", "head"},
}

// askEscalate raises items and hands them to whoever has to deal with them now:
// level, role and reason in one act.
func (m *Model) askEscalate() tea.Cmd {
	ts := m.targets()
	levels := []inbox.Level{inbox.E2, inbox.E3}
	if it, ok := m.subject(); ok && len(ts) == 1 && it.Level() == inbox.E3 {
		levels = levels[1:]
	}
	entries := make([]entry, len(levels))
	for i, l := range levels {
		t := m.lang.Level(l)
		entries[i] = entry{name: t.Name, more: t.Meaning}
	}
	d := newMenu(m.s.Hand.AskEscalate, entries)
	for i := range d.entries {
		d.entries[i].hot = rune('0' + levels[i])
	}
	d.pick = func(m *Model, at int) tea.Cmd { return m.askHandUp(ts, levels[at]) }
	return m.open(d)
}

// askHandUp asks for the role, those first that the rules name.
func (m *Model) askHandUp(ts []inbox.Target, l inbox.Level) tea.Cmd {
	var roles []inbox.Role
	for _, r := range m.ses.House.Roles {
		if slices.Contains(r.Rights, inbox.RightTake) && slices.Contains(r.Rights, inbox.RightRead) {
			roles = append(roles, r)
		}
	}
	named := handsUpTo[l]
	rank := func(r inbox.Role) int {
		if i := slices.Index(named, r.ID); i >= 0 {
			return i
		}
		return len(named)
	}
	slices.SortStableFunc(roles, func(a, b inbox.Role) int { return rank(a) - rank(b) })
	entries := make([]entry, len(roles))
	for i := range roles {
		entries[i] = entry{name: m.ses.House.RoleName(roles[i].ID)}
		if rank(roles[i]) < len(named) {
			entries[i].more = say(m.s.Hand.NamedForLevel, l)
		}
	}
	d := newMenu(m.s.Hand.AskHandUp, entries)
	d.pick = func(m *Model, at int) tea.Cmd {
		return m.askWhy(func(m *Model, why string) tea.Cmd { return m.handUp(ts, l, roles[at].ID, why) })
	}
	return m.open(d)
}

func (m *Model) handUp(ts []inbox.Target, l inbox.Level, role, why string) tea.Cmd {
	said := say(m.s.Hand.HandedUp, m.lang.Level(l).Name, m.ses.House.RoleName(role))
	return m.perform(ts, deed{
		action: "escalate", what: said, done: said,
		do: func(ctx context.Context, ts []inbox.Target) error {
			_, err := m.ses.HandUp(ctx, ts, l, why, inbox.Assignment{Role: role})
			return err
		},
	})
}
