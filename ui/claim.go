package ui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/edit"
	"lotse/ui/frame"
	"lotse/ui/text"
)

func (m *Model) claimStanding(c *inbox.Claim) string {
	return text.ClaimStanding(m.lang, c, m.now, m.ses.House.Zone)
}

// claimShort names a claim in a sentence.
func claimShort(c *inbox.Claim) string {
	return safetext.Line(c.Sentence).Truncate(50).String()
}

// askReport enters a claim from the text a person reads. The words stand there to
// be made into one plain sentence of the house's own.
func (m *Model) askReport() tea.Cmd {
	it, ok := m.subject()
	if !ok {
		return m.warn(m.s.NothingSelected)
	}
	id := it.ID
	field := edit.Field{Limit: inbox.MaxSentence}
	field.Insert(firstSentence(m.snippet(&it).String()))
	return m.open(&prompt{
		heading: m.s.Claim.AskSentence, hint: m.s.Claim.SentenceHint, lines: 4, field: field,
		accept: func(m *Model, v string) (tea.Cmd, error) {
			if inbox.Canonical(v) == "" {
				return nil, inbox.Fail(inbox.CodeEmptyText, "what", "sentence")
			}
			return m.decide(act{
				all: true, items: []inbox.ItemID{id},
				do: func(ctx context.Context) error {
					_, err := m.ses.ReportClaim(ctx, inbox.Claim{Sentence: v}, id)
					return err
				},
				done: saying(m.s.Claim.Reported),
			}), nil
		},
	})
}

// coversPart reports whether a part of the text is private data that is covered.
func (m *Model) coversPart(d *detail, start, end int) bool {
	if m.revealed[d.id] || len(d.private) == 0 {
		return false
	}
	for _, p := range d.private[len(d.private)-1] {
		if p.Start < end && start < p.End {
			return true
		}
	}
	return false
}

func firstSentence(s string) string {
	const long = 160
	if i := strings.IndexAny(s, ".!?"); i > 20 {
		s = s[:i+1]
	}
	return safetext.Line(s).Truncate(long).String()
}

// claimBadge is the sign in the list.
func (m *Model) claimBadge(it *inbox.Item) (word string, st frame.Style) {
	n, ok := m.notes.of(it.ID)
	switch {
	case !ok:
		return "", frame.Plain
	case n.Confirmed:
		return m.s.Claim.BadgeIs, frame.New
	case n.Strong:
		return m.s.Claim.BadgeStrong, frame.Warn
	}
	return m.s.Claim.BadgePossible, frame.Dim
}

// claimBlock shows the claim an item repeats, or asks about those it resembles, with
// the words in common.
func (m *Model) claimBlock(d *detail, width int) block {
	w := &m.s.Claim
	b := block{name: w.Part}
	add := func(s string, indent int, st frame.Style) {
		b.rows = append(b.rows, frame.Indented(safetext.Line(s), width, indent, st, nil)...)
	}
	if c := d.claim; c != nil {
		b.rows = heading(w.Part)
		add(w.SignIs+" "+m.s.QuoteOpen+c.Sentence+m.s.QuoteClose, 2, frame.Plain)
		add(m.claimStanding(c), 4, frame.Strong)
		if r := c.Ruling(); r != nil && c.State == inbox.ClaimRuled && r.Core != "" {
			add(r.Core, 4, frame.Plain)
		}
		return b
	}
	if len(d.alike) == 0 {
		return b
	}
	b.rows = heading(w.Part)
	for i := range d.alike {
		s := &d.alike[i]
		word, st := w.Possible, frame.Plain
		if s.Strong {
			word, st = w.Strong, frame.Warn
		}
		add(say("%s %s: ", w.SignLike, word)+m.s.QuoteOpen+s.Claim.Sentence+m.s.QuoteClose, 2, st)
		var shared []string
		for _, sp := range s.Spans {
			if sp.End <= len(d.item.Content.Text) && !m.coversPart(d, sp.Start, sp.End) {
				shared = append(shared, safetext.Line(d.item.Content.Text[sp.Start:sp.End]).String())
			}
		}
		add(w.Shared+" "+strings.Join(shared, ", ")+" · "+m.claimStanding(s.Claim), 4, frame.Dim)
	}
	add(w.YesNo, 2, frame.Dim)
	return b
}

// verdictConcerns remind of verdicts whose time is over or soon will be: what speaks
// for them is silent then.
func (m *Model) verdictConcerns(add func(concern)) {
	var ended int
	var next time.Time
	for _, t := range m.status.verdicts {
		switch {
		case !m.now.Before(t):
			ended++
		case t.Sub(m.now) <= inbox.ClaimSoon && (next.IsZero() || t.Before(next)):
			next = t
		}
	}
	show := through("claims", InClaims)
	if ended > 0 {
		add(concern{words: m.s.Claim.Ended, style: frame.Bad, n: ended, show: show})
	}
	if !next.IsZero() {
		add(concern{words: m.s.Claim.EndsSoon + " " + text.Until(m.lang, next, m.now), style: frame.Warn, n: 1, show: show})
	}
}

// known is what a query can name.
func (m *Model) known() inbox.Known {
	k := inbox.KnownOf(m.ses.House, string(m.lang))
	k.Claims = m.status.claims
	for i := range m.waves.open {
		k.Waves = append(k.Waves, inbox.Named{ID: string(m.waves.open[i].ID), Name: m.waveName(&m.waves.open[i])})
	}
	return k
}
