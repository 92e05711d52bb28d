package ui

import (
	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// channelSheet says of each channel in words how it is and what to do. The arrows
// read on where there is more than the screen holds; any other key puts it away.
type channelSheet struct{ scroll, more, height int }

func (m *Model) showChannels() tea.Cmd { return m.open(&channelSheet{}) }

func (d *channelSheet) press(m *Model, msg tea.KeyPressMsg) tea.Cmd {
	by := map[rune]int{tea.KeyDown: 1, tea.KeyUp: -1, tea.KeyPgDown: d.height - 2, tea.KeyPgUp: 2 - d.height}[msg.Code]
	if by != 0 && (d.more > 0 || d.scroll > 0) {
		d.scroll = max(0, d.scroll+by)
		return nil
	}
	m.close(d)
	return nil
}

func (d *channelSheet) paste(*Model, string) tea.Cmd { return nil }

func (d *channelSheet) draw(m *Model, width, height int) panel {
	rows := []frame.Row{frame.Line(" "+m.s.Calm.Channels, frame.Strong)}
	for i := range m.status.channels {
		c := &m.status.channels[i]
		word, bad := m.health(c)
		st := frame.Good
		switch {
		case bad:
			st = frame.Bad
		case c.LastGood.IsZero():
			st = frame.Dim
		}
		r := frame.Of(frame.Own("  ", frame.Plain), frame.OwnCell(c.Channel, 12, frame.Strong), frame.Own(word, st))
		if !c.LastGood.IsZero() {
			r.Spans = append(r.Spans, frame.Own(" · "+say(m.s.Calm.LastGood, text.Ago(m.lang, c.LastGood, m.now)), frame.Dim))
		}
		rows = append(rows, r)
		if bad {
			rows = append(rows, frame.Indented(safetext.Clean(m.channelAdvice(c)), width-1, 14, frame.Plain, nil)...)
		}
		if words, quiet := m.quietWords(c.Channel); quiet {
			rows = append(rows, frame.Indented(safetext.Clean(words+". "+m.s.Calm.AdviceQuiet), width-1, 14, frame.Warn, nil)...)
		}
		rows = append(rows, m.vitalRows(c, width)...)
	}
	if len(m.status.channels) == 0 {
		rows = append(rows, frame.Line("  "+m.s.Calm.NoChannels, frame.Dim))
	}
	all := len(rows)
	rows, d.scroll = window(rows, d.scroll, height)
	d.more, d.height = all-d.scroll-len(rows), height
	if d.more > 0 && height > 2 {
		rows = append(rows[:height-1:height-1], frame.Line("  "+say(m.s.MoreLines, d.more+1), frame.Dim))
	}
	return panel{rows: rows, cursor: true}
}

func (d *channelSheet) hints(m *Model) []hint { return []hint{{m.s.AnyKey, m.s.HintClose}} }

// channelAdvice says what a person can do about a channel that does not run.
func (m *Model) channelAdvice(c *inbox.ChannelState) string {
	switch {
	case c.Problem == inbox.ProblemAuth || c.Problem == inbox.ProblemPermission:
		return m.s.Calm.AdviceAccess
	case c.Problem == "" && len(c.Gaps) > 0:
		return m.s.Calm.AdviceGaps
	case !c.RetryAt.IsZero() && c.RetryAt.After(m.now):
		return say(m.s.Calm.AdviceRetry, text.Until(m.lang, c.RetryAt, m.now))
	}
	return m.s.Calm.AdviceWait
}
