package ui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/text"
)

// askVerdict asks for the verdict, its Stand, how long it holds, what is so instead
// and which templates speak for it, and repeats it all before it is given.
func (m *Model) askVerdict(c inbox.Claim) tea.Cmd {
	all := inbox.ClaimVerdicts()
	entries := make([]entry, len(all))
	for i, v := range all {
		entries[i] = entry{name: m.lang.ClaimVerdict(v)}
	}
	d := newMenu(m.s.Claim.AskVerdict, entries)
	d.at = -1 // nobody gives a verdict by Enter without reading
	d.pick = func(m *Model, at int) tea.Cmd {
		r := inbox.Ruling{Verdict: all[at]}
		if r.Verdict != inbox.VerdictUnproven && len(c.Sources) == 0 {
			return m.fail(inbox.Fail(inbox.CodeClaimBad, "what", "no_source"))
		}
		return m.askAsOf(c, r)
	}
	return m.open(d)
}

func (m *Model) askAsOf(c inbox.Claim, r inbox.Ruling) tea.Cmd {
	w, zone := &m.s.Claim, m.ses.House.Zone
	return m.askClaimValue(w.AskAsOf, "", m.now.In(zone).Format("15:04"), func(v string) (_ tea.Cmd, err error) {
		if r.AsOf, err = text.AsOf(v, m.now, zone); err != nil {
			return nil, err
		}
		return m.askClaimValue(w.AskUntil, w.UntilHint, "6h", func(v string) (_ tea.Cmd, err error) {
			if r.Until, err = text.Deadline(v, m.now, zone); err != nil {
				return nil, err
			}
			return m.askCore(c, r), nil
		}), nil
	})
}

func (m *Model) askCore(c inbox.Claim, r inbox.Ruling) tea.Cmd {
	w := &m.s.Claim
	return m.askClaimWord(w.AskCore, w.CoreHint, "", func(v string) tea.Cmd {
		r.Core = inbox.Canonical(v)
		return m.askClaimWord(w.AskBind, w.BindHint, "", func(v string) tea.Cmd {
			r.Bind = strings.Fields(strings.ReplaceAll(v, ",", " "))
			return m.lastLookAtVerdict(c, r)
		})
	})
}

func (m *Model) lastLookAtVerdict(c inbox.Claim, r inbox.Ruling) tea.Cmd {
	w, zone := &m.s.Claim, m.ses.House.Zone
	more := []string{claimShort(&c)}
	if r.Core != "" {
		more = append(more, r.Core)
	}
	if len(r.Bind) > 0 {
		more = append(more, w.Templates+": "+strings.Join(r.Bind, ", "))
	}
	return m.open(&confirm{
		question: say(w.LastLook, m.lang.ClaimVerdict(r.Verdict), text.Stamp(m.lang, r.AsOf, m.now, zone), text.Stamp(m.lang, r.Until, m.now, zone)),
		more:     more,
		yes: func(m *Model) tea.Cmd {
			said := w.ToRelease
			if m.ses.House.OneVerdict && m.ses.May(inbox.RightVerdict) == nil {
				said = w.Ruled
			}
			return m.ruling(said, func(ctx context.Context) (int, error) { return m.ses.Rule(ctx, c.ID, r) })
		},
	})
}

func (m *Model) askExamine(c inbox.Claim) tea.Cmd {
	roles := m.ses.House.Roles
	entries := make([]entry, len(roles))
	for i := range roles {
		entries[i] = entry{name: m.ses.House.RoleName(roles[i].ID)}
	}
	d := newMenu(m.s.Claim.AskExamine, entries)
	d.pick = func(m *Model, at int) tea.Cmd {
		return m.askClaimValue(m.s.Claim.AskDue, "", "2h", func(v string) (tea.Cmd, error) {
			due, err := text.Deadline(v, m.now, m.ses.House.Zone)
			if err != nil {
				return nil, err
			}
			return m.claimed(m.s.Claim.Examined, func(ctx context.Context) error { return m.ses.ExamineClaim(ctx, c.ID, roles[at].ID, due) }), nil
		})
	}
	return m.open(d)
}

// askClaimEdit changes one thing of a claim.
func (m *Model) askClaimEdit(c inbox.Claim) tea.Cmd {
	w := &m.s.Claim
	d := newMenu(w.AskWhat, []entry{{name: w.EditVariant}, {name: w.EditSource}, {name: w.EditBind}, {name: w.EditUnbind}})
	edited := func(change func(c *inbox.Claim, v string)) func(v string) tea.Cmd {
		return func(v string) tea.Cmd {
			n := c.Clone()
			change(n, strings.TrimSpace(v))
			return m.claimed(w.Edited, func(ctx context.Context) error { return m.ses.EditClaim(ctx, *n) })
		}
	}
	d.pick = func(m *Model, at int) tea.Cmd {
		switch at {
		case 0:
			return m.askClaimWord(w.AskVariant, "", "sentence", edited(func(c *inbox.Claim, v string) { c.Variants = append(c.Variants, v) }))
		case 1:
			return m.askClaimWord(w.AskSource, "", "reason", edited(func(c *inbox.Claim, v string) {
				c.Sources = append(c.Sources, inbox.Source{URL: v, At: m.now.UTC()})
			}))
		case 2:
			return m.askClaimWord(w.AskTemplate, "", "name", edited(func(c *inbox.Claim, v string) {
				c.Templates = append(c.Templates, inbox.Binding{Key: v, Ruling: c.Current()})
			}))
		}
		return m.askClaimWord(w.AskTemplate, strings.Join(c.Live(m.now), " "), "name", edited(func(c *inbox.Claim, v string) {
			c.Templates = slices.DeleteFunc(c.Templates, func(b inbox.Binding) bool { return b.Key == v && b.Ruling == c.Current() })
		}))
	}
	return m.open(d)
}

// askRecall opens again what was answered with what no longer holds.
func (m *Model) askRecall(c inbox.Claim) tea.Cmd {
	s := m.top().(*claimScreen)
	n := s.recalls[c.ID].Open
	opened := 0
	return m.open(&confirm{
		question: say(m.s.Claim.AskRecall, text.Count(m.lang, n, text.NounItem)), more: []string{claimShort(&c)},
		yes: func(m *Model) tea.Cmd {
			return m.decide(act{
				all: true,
				do: func(ctx context.Context) (err error) {
					opened, err = m.ses.ReopenRecalled(ctx, c.ID)
					return err
				},
				done: func(m *Model) tea.Cmd {
					return m.say(say(m.s.Claim.Recalled, text.Count(m.lang, opened, text.NounItem)) + " " + m.s.UndoHint)
				},
			})
		},
	})
}
