package ui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/edit"
	"lotse/ui/text"
)

// askLabels ticks what an item is. Of several, a tick sets the label on all.
func (m *Model) askLabels() tea.Cmd {
	ts := m.targets()
	var have inbox.LabelSet
	if it, ok := m.subject(); ok && len(ts) == 1 {
		have = it.Labels()
	}
	all := inbox.Labels()
	entries := make([]entry, len(all))
	for i, l := range all {
		t := m.lang.Label(l)
		entries[i] = entry{name: t.Short, more: t.Meaning, on: have.Has(l)}
	}
	d := newMenu(m.s.AskLabels, entries)
	d.many = true
	d.apply = func(m *Model) tea.Cmd {
		var now inbox.LabelSet
		for i := range d.entries {
			if d.entries[i].on {
				now = now.With(all[i])
			}
		}
		set, clear := now&^have, have&^now
		if set == 0 && clear == 0 && len(ts) > 1 {
			return m.say(m.s.NothingDone)
		}
		return m.label(ts, set, clear, now)
	}
	return m.open(d)
}

// label sets and clears labels; shown is what the items are called afterwards.
func (m *Model) label(ts []inbox.Target, set, clear, shown inbox.LabelSet) tea.Cmd {
	return m.perform(ts, deed{
		action: "label", what: m.s.Actions["label"].Title + " (" + m.lang.Labels(shown) + ")",
		done: m.s.Labelled + " " + m.lang.Labels(shown) + ".",
		do: func(ctx context.Context, ts []inbox.Target) error {
			_, err := m.ses.Label(ctx, ts, set, clear, "")
			return err
		},
	})
}

// askLevel sets the escalation level; a high one needs a reason.
func (m *Model) askLevel() tea.Cmd {
	ts := m.targets()
	levels := []inbox.Level{inbox.E0, inbox.E1, inbox.E2, inbox.E3}
	entries := make([]entry, len(levels))
	for i, l := range levels {
		t := m.lang.Level(l)
		entries[i] = entry{name: t.Name, more: t.Meaning}
	}
	d := newMenu(m.s.AskLevel, entries)
	for i := range d.entries {
		d.entries[i].hot = rune('0' + i)
	}
	d.pick = func(m *Model, at int) tea.Cmd {
		if levels[at] < inbox.E2 {
			return m.setLevel(ts, levels[at], "")
		}
		return m.askWhy(func(m *Model, why string) tea.Cmd { return m.setLevel(ts, levels[at], why) })
	}
	return m.open(d)
}

// askWhy asks for the reason that the rules want.
func (m *Model) askWhy(then func(m *Model, why string) tea.Cmd) tea.Cmd {
	return m.open(&prompt{heading: m.s.AskWhy, lines: 3, field: edit.Field{Limit: 500}, accept: func(m *Model, v string) (tea.Cmd, error) {
		if strings.TrimSpace(v) == "" {
			return nil, inbox.Fail(inbox.CodeEmptyText, "what", "reason")
		}
		return then(m, v), nil
	}})
}

func (m *Model) setLevel(ts []inbox.Target, l inbox.Level, why string) tea.Cmd {
	return m.perform(ts, deed{
		action: "level", what: m.lang.Level(l).Name, done: say(m.s.LevelSet, m.lang.Level(l).Name),
		do: func(ctx context.Context, ts []inbox.Target) error {
			_, err := m.ses.Escalate(ctx, ts, l, why)
			return err
		},
	})
}

// askNote writes an internal note, or the answer to the question an office was
// asked.
func (m *Model) askNote(answer bool) tea.Cmd {
	ts := m.targets()
	heading := m.s.AskNote
	if answer {
		heading = m.s.AskAnswer
	}
	return m.open(&prompt{
		heading: heading, hint: m.s.NoteStays, lines: 6, field: edit.Field{Multi: true, Limit: 4000},
		accept: func(m *Model, v string) (tea.Cmd, error) {
			if inbox.Canonical(v) == "" {
				return nil, inbox.Fail(inbox.CodeEmptyText, "what", "note")
			}
			return m.note(ts, v, answer), nil
		},
	})
}

func (m *Model) note(ts []inbox.Target, v string, answer bool) tea.Cmd {
	done := m.s.Noted
	if answer {
		done = m.s.Answered
	}
	return m.perform(ts, deed{action: "note", done: done, once: true, do: func(ctx context.Context, ts []inbox.Target) error {
		_, err := m.ses.Note(ctx, ts, v, answer)
		return err
	}})
}

// askClose files without an answer, for a reason from the list.
func (m *Model) askClose() tea.Cmd {
	ts := m.targets()
	reasons := inbox.CloseReasons()
	entries := make([]entry, len(reasons))
	for i, r := range reasons {
		entries[i] = entry{name: m.lang.Reason(r)}
	}
	d := newMenu(m.s.AskClose, entries)
	d.pick = func(m *Model, at int) tea.Cmd {
		if reasons[at] != inbox.ReasonBundled {
			return m.file(ts, reasons[at], inbox.ItemID{})
		}
		return m.askLeader(ts, reasons[at])
	}
	return m.open(d)
}

// file closes items; lead is the one they follow when they are bundled.
func (m *Model) file(ts []inbox.Target, r inbox.CloseReason, lead inbox.ItemID) tea.Cmd {
	return m.perform(ts, deed{
		action: "close", what: m.s.Actions["close"].Title + " (" + m.lang.Reason(r) + ")", done: m.s.Closed + " " + m.lang.Reason(r) + ".",
		do: func(ctx context.Context, ts []inbox.Target) error {
			_, err := m.ses.Close(ctx, ts, r, lead)
			return err
		},
	})
}

// askSnooze lays items up until a date (Wiedervorlage).
func (m *Model) askSnooze() tea.Cmd {
	ts := m.targets()
	now := m.now.In(m.ses.House.Zone)
	day := func(days, hour int) time.Time {
		return time.Date(now.Year(), now.Month(), now.Day()+days, hour, 0, 0, 0, now.Location())
	}
	monday := (8 - int(now.Weekday())) % 7
	if monday == 0 {
		monday = 7
	}
	times := []time.Time{now.Add(time.Hour), now.Add(4 * time.Hour), day(1, 8), day(monday, 8), day(7, 8)}
	names := []string{m.s.InAnHour, m.s.InFourHours, m.s.TomorrowMorning, m.s.NextMonday, m.s.InAWeek}
	entries := make([]entry, 0, len(times)+1)
	for i := range times {
		entries = append(entries, entry{name: names[i], more: text.Stamp(m.lang, times[i], m.now, m.ses.House.Zone)})
	}
	d := newMenu(m.s.AskSnooze, append(entries, entry{name: m.s.OtherDate}))
	snooze := func(m *Model, until time.Time) tea.Cmd { return m.snooze(ts, until) }
	d.pick = func(m *Model, at int) tea.Cmd {
		if at < len(times) {
			return snooze(m, times[at])
		}
		return m.askTime(m.s.AskUntil, false, snooze)
	}
	return m.open(d)
}

func (m *Model) snooze(ts []inbox.Target, until time.Time) tea.Cmd {
	stamp := text.Stamp(m.lang, until, m.now, m.ses.House.Zone)
	return m.perform(ts, deed{
		action: "snooze", what: m.s.Actions["snooze"].Title + " (" + stamp + ")", done: say(m.s.SnoozedUntil, stamp),
		do: func(ctx context.Context, ts []inbox.Target) error {
			_, err := m.ses.Snooze(ctx, ts, until)
			return err
		},
	})
}

// askTime asks for a moment as offices write it.
func (m *Model) askTime(heading string, mayBeEmpty bool, then func(m *Model, at time.Time) tea.Cmd) tea.Cmd {
	hint := m.s.TimeHint
	if mayBeEmpty {
		hint += " " + m.s.EmptyForNone
	}
	return m.open(&prompt{heading: heading, hint: hint, lines: 1, accept: func(m *Model, v string) (tea.Cmd, error) {
		if v = strings.TrimSpace(v); v == "" && mayBeEmpty {
			return then(m, time.Time{}), nil
		}
		at, ok := parseMoment(v, m.now, m.ses.House.Zone)
		if !ok {
			return nil, inbox.Fail(inbox.CodeBadTime, "got", inbox.Quote(v))
		}
		return then(m, at), nil
	}})
}
