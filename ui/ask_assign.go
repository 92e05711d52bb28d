package ui

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/edit"
	"lotse/ui/text"
)

// askAssign asks for role, person, question and deadline, in this order.
func (m *Model) askAssign() tea.Cmd {
	ts := m.targets()
	var roles []inbox.Role
	var entries []entry
	for _, r := range m.ses.House.Roles {
		if slices.Contains(r.Rights, inbox.RightTake) { // who may not work on an item cannot be responsible
			roles = append(roles, r)
			entries = append(entries, entry{name: m.ses.House.RoleName(r.ID)})
		}
	}
	d := newMenu(m.s.AskRole, entries)
	d.pick = func(m *Model, at int) tea.Cmd { return m.askPerson(ts, &roles[at]) }
	return m.open(d)
}

func (m *Model) askPerson(ts []inbox.Target, role *inbox.Role) tea.Cmd {
	entries := []entry{{name: m.s.NobodyInParticular}}
	persons := []string{""}
	for _, p := range m.ses.House.Persons {
		if !p.Disabled && slices.Contains(p.Roles, role.ID) {
			entries = append(entries, entry{name: m.ses.House.PersonName(p.ID)})
			persons = append(persons, p.ID)
		}
	}
	d := newMenu(say(m.s.AskPerson, m.ses.House.RoleName(role.ID)), entries)
	d.pick = func(m *Model, at int) tea.Cmd {
		return m.askQuestion(ts, role, inbox.Assignment{Role: role.ID, Person: persons[at]})
	}
	return m.open(d)
}

func (m *Model) askQuestion(ts []inbox.Target, role *inbox.Role, a inbox.Assignment) tea.Cmd {
	needed := !slices.Contains(role.Rights, inbox.RightRead)
	hint := m.s.QuestionHint
	if needed {
		hint = m.s.QuestionNeeded
	}
	return m.open(&prompt{
		heading: m.s.AskQuestion, hint: hint, lines: 4, field: edit.Field{Multi: true, Limit: 2000},
		accept: func(m *Model, v string) (tea.Cmd, error) {
			a.Question = inbox.Canonical(v)
			if needed && a.Question == "" {
				return nil, inbox.Fail(inbox.CodeEmptyText, "what", "question")
			}
			return m.askTime(m.s.AskDue, true, func(m *Model, at time.Time) tea.Cmd {
				a.Due = at
				return m.assign(ts, a)
			}), nil
		},
	})
}

func (m *Model) assign(ts []inbox.Target, a inbox.Assignment) tea.Cmd {
	who := m.ses.House.RoleName(a.Role)
	if a.Person != "" {
		who += ", " + m.ses.House.PersonName(a.Person)
	}
	done := say(m.s.Assigned, who)
	if !a.Due.IsZero() {
		done += " " + m.s.Due + ": " + text.Stamp(m.lang, a.Due, m.now, m.ses.House.Zone) + "."
	}
	return m.perform(ts, deed{
		action: "assign", what: m.s.Actions["assign"].Title + " (" + who + ")", done: done,
		do: func(ctx context.Context, ts []inbox.Target) error {
			_, err := m.ses.Assign(ctx, ts, a)
			return err
		},
	})
}

// parseMoment reads "4h", "2d", "30m", "14:00", "morgen 9:00", "24.12.", "24.12.
// 14:00" and the other forms offices write. A day means its end of work.
func parseMoment(v string, now time.Time, zone *time.Location) (time.Time, bool) {
	now = now.In(zone)
	v = strings.ToLower(strings.TrimSpace(v))
	if n := len(v); n > 1 {
		unit := map[byte]time.Duration{'m': time.Minute, 'h': time.Hour, 'd': 24 * time.Hour, 'w': 7 * 24 * time.Hour}[v[n-1]]
		if count, err := strconv.Atoi(strings.TrimSpace(v[:n-1])); err == nil && unit > 0 && count > 0 && count <= 1000 {
			return now.Add(time.Duration(count) * unit), true
		}
	}
	for word, days := range map[string]int{"heute": 0, "today": 0, "morgen": 1, "tomorrow": 1, "übermorgen": 2} {
		rest, ok := strings.CutPrefix(v, word)
		if !ok || rest != "" && rest[0] != ' ' {
			continue
		}
		day := time.Date(now.Year(), now.Month(), now.Day()+days, endOfWork, 0, 0, 0, zone)
		if rest = strings.TrimSpace(rest); rest == "" {
			return day, true
		}
		at, ok := inbox.ParseWhen(inbox.PlaceholderTime, rest, day, zone)
		return at, ok
	}
	if at, ok := inbox.ParseWhen(inbox.PlaceholderTime, v, now, zone); ok {
		if at.Before(now) {
			at = at.AddDate(0, 0, 1)
		}
		return at, true
	}
	for _, layout := range []string{"2.1. 15:04", "2.1., 15:04"} {
		if at, err := time.ParseInLocation(layout, v, zone); err == nil {
			at = time.Date(now.Year(), at.Month(), at.Day(), at.Hour(), at.Minute(), 0, 0, zone)
			if at.Before(now) {
				at = at.AddDate(1, 0, 0)
			}
			return at, true
		}
	}
	if at, ok := inbox.ParseWhen(inbox.PlaceholderDateTime, v, now, zone); ok && (at.Hour() != 0 || at.Minute() != 0) {
		return at, true
	}
	if at, ok := inbox.ParseWhen(inbox.PlaceholderDate, v, now, zone); ok {
		return time.Date(at.Year(), at.Month(), at.Day(), endOfWork, 0, 0, 0, zone), true
	}
	return time.Time{}, false
}

// endOfWork is the hour a day without a time means.
const endOfWork = 16
