package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
)

// claimActions say whether a text repeats a known claim, and look after the claims.
func claimActions() []Action {
	asked := func(m *Model) (bool, string) {
		if err := m.ses.May(inbox.RightTriage); err != nil {
			return false, m.sentence(err)
		}
		if len(m.targets()) == 0 {
			return false, m.s.NothingSelected
		}
		return true, ""
	}
	noted := func(m *Model) (bool, string) {
		if ok, why := asked(m); !ok {
			return false, why
		}
		if it, ok := m.subject(); ok {
			if _, ok := m.notes.of(it.ID); ok {
				return true, ""
			}
		}
		return false, m.s.Claim.NoneHere
	}
	return []Action{
		{ID: "claim_yes", Keys: []string{"t"}, Where: inItems, Group: GroupDecide, Dangerous: true, Enabled: asked, Run: (*Model).claimYes},
		{ID: "claim_no", Keys: []string{"I"}, Where: inItems, Group: GroupDecide, Dangerous: true, Enabled: noted, Run: (*Model).claimNo},
		{ID: "claim_report", Keys: []string{"O"}, Where: inItems, Group: GroupDecide, Dangerous: true, Enabled: asked, Run: (*Model).askReport},
		{
			ID: "claims", Keys: []string{"L"}, Where: InList | InItem | InReview | InOutbox | InHandover | InMeasures, Group: GroupDuty,
			Run: func(m *Model) tea.Cmd {
				s := newClaimScreen()
				m.push(s)
				return s.load(m)
			},
		},
	}
}

// claimYes matches the chosen texts with the claim that the selected one resembles;
// where it resembles none, a person chooses. Of several marked only those go along
// that resemble the same claim.
func (m *Model) claimYes() tea.Cmd {
	it, ok := m.subject()
	if !ok {
		return m.warn(m.s.NothingSelected)
	}
	if note, ok := m.notes.of(it.ID); ok && !note.Confirmed {
		return m.match(m.alike(note.Claim.ID), note.Claim)
	}
	ts := m.targets()
	return m.ask(slotClaimPick, func(ctx context.Context) (answer, error) {
		all, err := m.ses.Claims(ctx)
		if err != nil {
			return nil, err
		}
		return func(m *Model) tea.Cmd { return m.pickClaim(ts, all) }, nil
	})
}

func (m *Model) pickClaim(ts []inbox.Target, all []inbox.Claim) tea.Cmd {
	var open []inbox.Claim
	var entries []entry
	for i := range all {
		if all[i].IsOpen() {
			open = append(open, all[i])
			entries = append(entries, entry{name: all[i].Sentence, more: m.claimStanding(&all[i])})
		}
	}
	if len(open) == 0 {
		return m.warn(m.s.Claim.NoneAtAll)
	}
	d := newMenu(m.s.Claim.AskWhich, entries)
	d.pick = func(m *Model, at int) tea.Cmd { return m.match(ts, &open[at]) }
	return m.open(d)
}

// alike gives the targets that resemble a claim.
func (m *Model) alike(id inbox.ClaimID) []inbox.Target {
	ts := m.targets()
	if len(ts) == 1 {
		return ts
	}
	var out []inbox.Target
	for _, t := range ts {
		if n, ok := m.notes.of(t.ID); ok && !n.Confirmed && n.Claim.ID == id {
			out = append(out, t)
		}
	}
	return out
}

func (m *Model) match(ts []inbox.Target, c *inbox.Claim) tea.Cmd {
	id := c.ID
	return m.perform(ts, deed{
		action: "claim_yes", what: m.s.Actions["claim_yes"].Title, done: say(m.s.Claim.Matched, claimShort(c)),
		do: func(ctx context.Context, ts []inbox.Target) error {
			_, err := m.ses.Match(ctx, ts, id)
			return err
		},
	})
}

func (m *Model) claimNo() tea.Cmd {
	it, _ := m.subject()
	note, _ := m.notes.of(it.ID)
	ts := m.targets()
	if !note.Confirmed {
		ts = m.alike(note.Claim.ID)
	}
	return m.perform(ts, deed{
		action: "claim_no", what: m.s.Actions["claim_no"].Title, done: say(m.s.Claim.Unmatched, claimShort(note.Claim)),
		do: func(ctx context.Context, ts []inbox.Target) error {
			_, err := m.ses.Unmatch(ctx, ts, note.Claim.ID)
			return err
		},
	})
}
