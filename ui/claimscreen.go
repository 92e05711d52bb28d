package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// claimScreen shows the known claims, and below the selected one all about it: what
// may be said, on what it rests, and the answers that no longer hold.
type claimScreen struct {
	shelf[inbox.Claim, inbox.ClaimID]
	recalls map[inbox.ClaimID]inbox.Recall
	matches map[inbox.ClaimID]int
}

func newClaimScreen() *claimScreen {
	s := &claimScreen{}
	s.id = func(c *inbox.Claim) inbox.ClaimID { return c.ID }
	return s
}

func (s *claimScreen) place() Place          { return InClaims }
func (s *claimScreen) title(m *Model) string { return m.s.Claim.Title }

func (s *claimScreen) load(m *Model) tea.Cmd {
	return m.ask(slotClaims, func(ctx context.Context) (answer, error) {
		claims, err := m.ses.Claims(ctx)
		if err != nil {
			return nil, err
		}
		recalls, matches := map[inbox.ClaimID]inbox.Recall{}, map[inbox.ClaimID]int{}
		links, err := m.ses.Store.ClaimLinks(ctx, "")
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			if l.Confirmed {
				matches[l.Claim]++
			}
		}
		for i := range claims {
			if len(claims[i].Rulings) == 0 || !claims[i].IsOpen() {
				continue
			}
			if recalls[claims[i].ID], err = m.ses.Recall(ctx, claims[i].ID); err != nil {
				return nil, err
			}
		}
		return func(*Model) tea.Cmd {
			s.put(claims)
			s.recalls, s.matches = recalls, matches
			return nil
		}, nil
	})
}

func (s *claimScreen) draw(m *Model, width, height int) panel {
	if len(s.all) == 0 {
		return s.vacant(m, m.s.Claim.None)
	}
	p := s.lines(width, max(3, height/3), "", func(c *inbox.Claim, row frame.Row) frame.Row { return s.line(m, c, row, width) })
	return s.below(m, p, s.reading(m, width), width, height)
}

func (s *claimScreen) line(m *Model, c *inbox.Claim, row frame.Row, width int) frame.Row {
	state, st := m.lang.ClaimState(c.State), frame.Plain
	switch r := c.Ruling(); {
	case c.Expired(m.now):
		state, st = m.s.Claim.Ended, frame.Bad
	case c.State == inbox.ClaimRuled && r != nil:
		state, st = m.lang.ClaimVerdict(r.Verdict), frame.Good
	case c.State == inbox.ClaimOvertaken:
		st = frame.Bad
	case c.State == inbox.ClaimProposed:
		st = frame.Warn
	case c.State == inbox.ClaimClosed:
		st = frame.Dim
	}
	row.Spans = append(row.Spans, frame.OwnCell(c.ID.Short(), 7, frame.Dim), frame.OwnCell(state, 28, st))
	row.Spans = append(row.Spans, frame.Span{Text: safetext.Line(c.Sentence).Truncate(max(width-row.Width(), 1)), Style: frame.Plain})
	return row
}

// reading shows the selected claim.
func (s *claimScreen) reading(m *Model, width int) []frame.Row {
	c, w := s.chosen(), &m.s.Claim
	if c == nil {
		return nil
	}
	var rows []frame.Row
	add := func(words string, indent int, st frame.Style) {
		rows = append(rows, frame.Indented(safetext.Line(words), width-1, indent, st, nil)...)
	}
	field := func(name, words string) {
		if words != "" {
			add(name+": "+words, 1, frame.Plain)
		}
	}
	add(c.Sentence, 1, frame.Strong)
	standing := m.claimStanding(c)
	if r := c.Proposed(); r != nil {
		standing += ": " + m.lang.ClaimVerdict(r.Verdict) + ", " + text.Stamp(m.lang, r.AsOf, m.now, m.ses.House.Zone) + " – " +
			text.Stamp(m.lang, r.Until, m.now, m.ses.House.Zone) + " (" + m.ses.House.PersonName(r.By.Person) + ")"
	}
	add(standing, 1, frame.Plain)
	if r := c.Ruling(); r != nil && r.Core != "" && c.State == inbox.ClaimRuled {
		add(r.Core, 3, frame.Plain)
	}
	rows = append(rows, frame.Row{})
	if c.Owner != "" {
		field(w.Owner, m.ses.House.RoleName(c.Owner)+" "+text.Stamp(m.lang, c.DueAt, m.now, m.ses.House.Zone))
	}
	var bound []string
	for _, b := range c.Templates {
		name := b.Key
		if b.Ruling != c.Current() || c.Speaks(b.Key, m.now) != nil {
			name += " (" + w.Silent + ")"
		}
		bound = append(bound, name)
	}
	field(w.Templates, strings.Join(bound, ", "))
	for _, src := range c.Sources {
		words := src.URL
		for _, more := range []string{src.Publisher, src.Rating} {
			if more != "" {
				words += " · " + more
			}
		}
		field(w.Sources, words)
	}
	for _, v := range c.Variants {
		field(w.Variants, v)
	}
	add(say(w.Matches, text.Count(m.lang, s.matches[c.ID], text.NounItem)), 1, frame.Dim)
	return append(rows, s.recallRows(m, width)...)
}

// recallRows list the answers that no longer hold, conversation by conversation.
func (s *claimScreen) recallRows(m *Model, width int) []frame.Row {
	r, w := s.recalls[s.selected], &m.s.Claim
	if r.Replies == 0 {
		return nil
	}
	rows := []frame.Row{{}}
	add := func(words string, st frame.Style) {
		rows = append(rows, frame.Indented(safetext.Line(words), width-1, 1, st, nil)...)
	}
	add(say(w.Recall, text.Count(m.lang, r.Replies, text.NounReply), text.Number(m.lang, r.Open)), frame.Bad)
	if r.Correction != "" {
		add(say(w.Fix, r.Correction), frame.Plain)
	} else {
		add(say(w.NoFix, inbox.DefaultCorrection), frame.Warn)
	}
	for _, t := range r.Threads {
		add(say(w.Thread, t.Channel, t.Thread, text.Count(m.lang, len(t.Replies), text.NounReply)), frame.Strong)
		for i := range t.Replies {
			one := &t.Replies[i]
			state := m.lang.Reply(one.Reply.State)
			if one.Corrected {
				state = w.Corrected
			}
			row := frame.Of(frame.Own("   "+one.Item.ID.Short()+" ", frame.Dim), frame.OwnCell(state, 14, frame.Plain))
			row.Spans = append(row.Spans, frame.Span{Text: safetext.Line(one.Reply.Text).Truncate(max(width-row.Width()-1, 1)), Style: frame.Plain})
			rows = append(rows, row)
		}
	}
	return rows
}
