package ui

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/edit"
	"lotse/ui/text"
)

func dutyActions() []Action {
	duty := func(m *Model) *dutyScreen {
		s, _ := m.top().(*dutyScreen)
		return s
	}
	forMe := func(m *Model) (bool, string) {
		s := duty(m)
		if s == nil || !s.forMe(m) {
			return false, m.s.NotForYou
		}
		return true, ""
	}
	return []Action{
		{ID: "urgent", Keys: []string{"!"}, Where: inDesk, Group: GroupDuty, Run: (*Model).showUrgent},
		{ID: "channel_health", Keys: []string{"C"}, Where: inDesk, Group: GroupDuty, Run: (*Model).showChannels},
		{ID: "handover", Keys: []string{"H"}, Where: InList | InItem | InOutbox | InReview, Group: GroupDuty, Hint: 16, Run: func(m *Model) tea.Cmd {
			s := &dutyScreen{acked: map[int]bool{}}
			m.push(s)
			return s.load(m)
		}},
		{
			ID: "prepare", Keys: []string{"V"}, Where: InHandover, Group: GroupDuty, Hint: 3, Dangerous: true,
			Enabled: func(m *Model) (bool, string) {
				if err := m.ses.May(inbox.RightDuty); err != nil {
					return false, m.sentence(err)
				}
				return true, ""
			},
			Run: (*Model).askHandover,
		},
		{ID: "acknowledge", Keys: []string{"space"}, Where: InHandover, Group: GroupDuty, Hint: 2, Enabled: forMe, Run: func(m *Model) tea.Cmd {
			s := duty(m)
			if s.line < len(s.sheet.Lines) && s.sheet.Lines[s.line].Section.Single() {
				s.acked[s.line] = !s.acked[s.line]
			}
			s.moveBy(m, 1)
			return nil
		}},
		{
			ID: "accept", Keys: []string{"y"}, Where: InHandover, Group: GroupDuty, Hint: 2, Dangerous: true,
			Enabled: func(m *Model) (bool, string) {
				if ok, why := forMe(m); !ok {
					return ok, why
				}
				if n := duty(m).openLines(); n > 0 {
					return false, say(m.s.LinesOpen, n)
				}
				return true, ""
			},
			Run: func(m *Model) tea.Cmd {
				s := duty(m)
				h := s.sheet
				var acked []int
				for i := range h.Lines {
					if s.acked[i] {
						acked = append(acked, i)
					}
				}
				return m.open(&confirm{question: say(m.s.AskAccept, m.ses.House.PersonName(h.From)), yes: func(m *Model) tea.Cmd {
					return m.decide(act{
						do:   func(ctx context.Context) error { return m.ses.AcceptHandover(ctx, h.ID, h.Hash, acked) },
						done: saying(m.s.Accepted),
					})
				}})
			},
		},
		{
			ID: "refuse", Keys: []string{"n"}, Where: InHandover, Group: GroupDuty, Hint: 4, Dangerous: true, Enabled: forMe,
			Run: func(m *Model) tea.Cmd {
				h := duty(m).sheet
				return m.open(&prompt{heading: m.s.AskRefuse, lines: 3, field: edit.Field{Limit: 1000}, accept: func(m *Model, v string) (tea.Cmd, error) {
					if strings.TrimSpace(v) == "" {
						return nil, inbox.Fail(inbox.CodeEmptyText, "what", "reason")
					}
					return m.decide(act{
						do:   func(ctx context.Context) error { return m.ses.RefuseHandover(ctx, h.ID, h.Hash, v) },
						done: saying(m.s.RefusedNow),
					}), nil
				}})
			},
		},
		{
			ID: "save_sheet", Keys: []string{"S"}, Where: InHandover, Group: GroupDuty, Hint: 5,
			Enabled: func(m *Model) (bool, string) {
				switch s := duty(m); {
				case m.opt.Save == nil:
					return false, m.s.NoSaving
				case s == nil || s.sheet == nil:
					return false, m.s.NoHandover
				}
				return true, ""
			},
			Run: (*Model).saveSheet,
		},
	}
}

// askHandover asks to whom, until when, and what else there is to say.
func (m *Model) askHandover() tea.Cmd {
	var entries []entry
	var persons []string
	for _, p := range m.ses.House.Persons {
		if _, ok := m.ses.House.With(&p, inbox.RightDuty); ok && !p.Disabled && p.ID != m.ses.Person.ID {
			names := make([]string, len(p.Roles))
			for i, r := range p.Roles {
				names[i] = m.ses.House.RoleName(r)
			}
			entries = append(entries, entry{name: m.ses.House.PersonName(p.ID), more: strings.Join(names, ", ")})
			persons = append(persons, p.ID)
		}
	}
	if len(entries) == 0 {
		return m.warn(m.s.NobodyToHandTo)
	}
	d := newMenu(m.s.AskHandTo, entries)
	d.pick = func(m *Model, at int) tea.Cmd {
		return m.askTime(m.s.AskShift, true, func(m *Model, until time.Time) tea.Cmd {
			return m.open(&prompt{
				heading: m.s.AskHandNote, hint: m.s.HandNoteHint, lines: 6, field: edit.Field{Multi: true, Limit: 4000},
				accept: func(m *Model, note string) (tea.Cmd, error) {
					return m.decide(act{
						do: func(ctx context.Context) error {
							_, err := m.ses.PrepareHandover(ctx, persons[at], until, note)
							return err
						},
						done: saying(say(m.s.Prepared, m.ses.House.PersonName(persons[at]))),
					}), nil
				},
			})
		})
	}
	return m.open(d)
}

// saveSheet writes the protocol as a text file for the duty folder. It names
// items and holds no citizen's words, so it needs no right to export.
func (m *Model) saveSheet() tea.Cmd {
	s, ok := m.top().(*dutyScreen)
	if !ok {
		return nil
	}
	h, body := s.sheet, m.sheetText(s.sheet)
	name := m.s.SheetFile + "-" + h.PreparedAt.In(m.ses.House.Zone).Format("2006-01-02-1504") + ".txt"
	var path string
	return m.decide(act{
		quiet: true,
		do: func(ctx context.Context) (err error) {
			path, err = m.opt.Save(ctx, name, []byte(body))
			return err
		},
		done: func(m *Model) tea.Cmd { return m.say(say(m.s.SavedAs, path)) },
	})
}

// sheetText is the protocol as it is printed.
func (m *Model) sheetText(h *inbox.Handover) string {
	house := m.ses.House
	stamp := func(t time.Time) string {
		return text.Day(m.lang, t, house.Zone) + " " + t.In(house.Zone).Format("15:04")
	}
	var b strings.Builder
	line := func(s string) { b.WriteString(s + "\n") }
	line(m.s.HandoverTitle + " · " + house.Town)
	line(say(m.s.HandoverFrom, house.PersonName(h.From), house.PersonName(h.To), stamp(h.PreparedAt)))
	line(m.lang.HandoverState(h.State) + " · " + say(m.s.HandoverUntil, stamp(h.Until)) + " · " + m.s.Checksum + " " + h.Hash.String())
	section := inbox.Section("")
	for i, l := range h.Lines {
		if l.Section != section {
			section = l.Section
			line("")
			line(m.sectionName(section))
		}
		if l.Section == inbox.SectionNotes {
			line("  " + strings.ReplaceAll(h.Note, "\n", "\n  "))
			continue
		}
		lead := "  - "
		if l.Section.Single() {
			lead = "  [ ] "
			if slices.Contains(h.Acked, i) {
				lead = "  [x] "
			}
		}
		line(lead + text.HandoverLine(m.lang, l, house))
	}
	return b.String()
}
