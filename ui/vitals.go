package ui

import (
	"time"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// accessSoon is how many days before its end an access becomes urgent. The two
// weeks before it is good to know and no more: what is urgent for long is soon
// overlooked.
const accessSoon = 7

// channelState gives what is known of a channel, nil for one that nothing is
// known of.
func (m *Model) channelState(id string) *inbox.ChannelState {
	for i := range m.status.channels {
		if m.status.channels[i].Channel == id {
			return &m.status.channels[i]
		}
	}
	return nil
}

// barred says why nothing can be sent over a channel now.
func (m *Model) barred(id string) error {
	if c := m.channelState(id); c != nil {
		return c.Barred(m.now)
	}
	return nil
}

// quietWords say since when a channel has been more quiet than usual.
func (m *Model) quietWords(id string) (string, bool) {
	q, quiet := m.status.quiet[id]
	return say(m.s.Calm.Quiet, text.Stamp(m.lang, q.Since, m.now, m.ses.House.Zone), q.Usual), quiet
}

// quietChannels names the channels on which less came in than usual.
func (m *Model) quietChannels() []concern {
	var out []concern
	for i := range m.status.channels {
		if words, quiet := m.quietWords(m.status.channels[i].Channel); quiet {
			out = append(out, concern{words: m.status.channels[i].Channel + ": " + words, style: frame.Warn, n: 1, show: (*Model).showChannels})
		}
	}
	return out
}

// endingAccess names the channels whose access ends before long.
func (m *Model) endingAccess() []concern {
	var out []concern
	for i := range m.status.channels {
		c := &m.status.channels[i]
		days, warn := inbox.TokenDays(c.TokenEnds, m.now)
		if !warn {
			continue
		}
		one := concern{words: c.Channel + ": " + m.accessEnds(c.TokenEnds, days), style: frame.Plain, show: (*Model).showChannels}
		switch stage := inbox.TokenStage(days); {
		case stage <= 3:
			one.style, one.n = frame.Bad, 1
		case stage <= accessSoon:
			one.style, one.n = frame.Warn, 1
		}
		out = append(out, one)
	}
	return out
}

// accessEnds says when in words.
func (m *Model) accessEnds(ends time.Time, days int) string {
	w := &m.s.Calm
	switch {
	case !ends.After(m.now):
		return w.AccessEnded
	case days == 0:
		return w.AccessEndsToday
	}
	return m.counted(days, w.AccessEndsDay, w.AccessEndsDays)
}

// vitalRows tell of a channel how long its access holds and how much of its
// allowances is used.
func (m *Model) vitalRows(c *inbox.ChannelState, width int) []frame.Row {
	w := &m.s.Calm
	var rows []frame.Row
	add := func(words string, st frame.Style) {
		rows = append(rows, frame.Indented(safetext.Clean(words), width-1, 14, st, nil)...)
	}
	if !c.TokenEnds.IsZero() {
		days, warn := inbox.TokenDays(c.TokenEnds, m.now)
		words, st := say(w.AccessUntil, text.Stamp(m.lang, c.TokenEnds, m.now, m.ses.House.Zone)), frame.Dim
		if warn {
			words, st = words+" – "+m.accessEnds(c.TokenEnds, days)+". "+w.AdviceRenew, frame.Warn
		}
		add(words, st)
	}
	for _, b := range c.Budgets {
		words, st := m.budget(b)
		add(words, st)
	}
	if since := c.Reread.Since; c.Reread.Late(m.now) && !since.IsZero() {
		add(say(w.RereadLate, text.Stamp(m.lang, since, m.now, m.ses.House.Zone)), frame.Warn)
	}
	if c.Reread.Within > 0 && c.Reread.Kept > 0 {
		add(m.counted(c.Reread.Kept, w.RereadKeptOne, w.RereadKept), frame.Warn)
	}
	return rows
}

// budget says how much of an allowance is used, and what follows when it is much.
func (m *Model) budget(b inbox.Budget) (string, frame.Style) {
	w := &m.s.Calm
	name, known := w.Budgets[b.Name]
	if !known {
		name = b.Name
	}
	number := func(v float64) string {
		if b.Name == "usd" {
			return text.Money(m.lang, v)
		}
		return text.Number(m.lang, int(v+0.5))
	}
	words := name + ": " + number(b.Used)
	if b.Limit > 0 {
		words = name + ": " + say(w.BudgetUsed, number(b.Used), number(b.Limit), int(b.Share()*100+0.5))
		if b.Name == "share" { // a share of a hundred says it all by itself
			words = name + ": " + say(w.BudgetShare, int(b.Share()*100+0.5))
		}
	}
	if b.Resets.After(m.now) {
		words += ", " + say(w.BudgetResets, text.Stamp(m.lang, b.Resets, m.now, m.ses.House.Zone))
	}
	switch share := b.Share(); {
	case share >= inbox.BudgetReads:
		return words + " – " + w.BudgetStops, frame.Bad
	case share >= inbox.BudgetSlow:
		return words + " – " + w.BudgetSlows, frame.Warn
	}
	return words, frame.Dim
}
