package ui

import (
	"fmt"
	"strings"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// factRows say who wrote what where, and where the work on it stands.
func (m *Model) factRows(it *inbox.Item, width int) []frame.Row {
	c, st, h := &it.Content, &it.State, m.ses.House
	level := it.Level()
	sign, style := m.levelSign(level)
	if style == frame.Plain || style == frame.Dim {
		style = frame.Strong
	}
	rows := []frame.Row{frame.Of(
		frame.Own(strings.TrimSpace(strings.TrimSuffix(sign, level.String()))+m.lang.Level(level).Name, style),
		frame.Own(" · "+m.lang.Work(st.Work)+" · "+m.lang.Kind(c.Kind)+" · "+c.Channel, frame.Plain),
	)}
	line := safetext.Line
	if m.exact {
		line = safetext.ExposeLine
	}
	who := frame.Of(frame.Span{Text: line(c.Author.Name), Style: frame.Strong})
	if c.Author.Handle != "" {
		who.Spans = append(who.Spans, frame.Own(" · ", frame.Dim), frame.Span{Text: line(c.Author.Handle), Style: frame.Dim})
	}
	when := text.Stamp(m.lang, it.ID.Time(), m.now, h.Zone) + " (" + text.Ago(m.lang, it.ID.Time(), m.now) + ")"
	if ch := m.channelState(c.Channel); ch != nil {
		if seen := ch.SeenLate(it); !seen.IsZero() {
			when += " · " + say(m.s.Calm.SeenLate, text.Stamp(m.lang, seen, m.now, h.Zone))
		}
	}
	if c.Audience != inbox.AudiencePublic {
		when += " · " + m.lang.Audience(c.Audience)
	}
	if st.Visibility != inbox.Public {
		when += " · " + m.lang.Visibility(st.Visibility)
	}
	if one := frame.Of(append(who.Spans, frame.Own(" · "+when, frame.Dim))...); one.Width() <= width {
		rows = append(rows, one)
	} else {
		rows = append(rows, who, frame.Line(when, frame.Dim))
	}
	var found []string
	if ls := it.Labels(); ls != 0 {
		found = append(found, m.s.Labels+": "+m.lang.Labels(ls))
	}
	if t := m.lang.Topic(topicOf(it)); t != "" {
		found = append(found, m.s.Item.Topic+": "+t)
	}
	if len(found) > 0 {
		rows = append(rows, frame.Para(strings.Join(found, " · "), width, frame.Plain)...)
	}
	var work []string
	if st.Role != "" {
		s := m.s.Responsible + ": " + h.RoleName(st.Role)
		if st.Person != "" {
			s += ", " + h.PersonName(st.Person)
		}
		work = append(work, s)
	}
	if st.Lease.Person != "" && m.now.Before(st.Lease.Until) {
		work = append(work, say(m.s.TakenBy, h.PersonName(st.Lease.Person), st.Lease.Until.In(h.Zone).Format("15:04")))
	}
	if !st.DueAt.IsZero() {
		work = append(work, m.s.Due+": "+text.Stamp(m.lang, st.DueAt, m.now, h.Zone)+" ("+text.Until(m.lang, st.DueAt, m.now)+")")
	}
	if by := h.ReactBy(it); !by.IsZero() {
		work = append(work, m.s.ReactBy+": "+text.Stamp(m.lang, by, m.now, h.Zone)+" ("+text.Until(m.lang, by, m.now)+")")
	}
	if !st.PromisedBy.IsZero() {
		work = append(work, m.s.Promised+": "+text.Stamp(m.lang, st.PromisedBy, m.now, h.Zone))
	}
	if st.Snoozed() {
		work = append(work, m.s.Snoozed+": "+text.Stamp(m.lang, st.SnoozedUntil, m.now, h.Zone))
	}
	if st.Reason != "" {
		work = append(work, m.s.Reason+": "+m.lang.Reason(st.Reason))
	}
	if st.Reopened != "" {
		work = append(work, m.s.Reopened+": "+m.lang.Reopened(st.Reopened))
	}
	if len(work) > 0 {
		rows = append(rows, frame.Para(strings.Join(work, " · "), width, frame.Plain)...)
	}
	return rows
}

// textRows show the text as it stands on the channel, with what was flagged.
func (m *Model) textRows(it *inbox.Item, shown *shownText, width int) []frame.Row {
	var rows []frame.Row
	if it.Content.Warning != "" {
		rows = append(rows, frame.Of(frame.Own(m.s.ContentWarning+": ", frame.Dim), frame.Span{Text: safetext.Line(it.Content.Warning), Style: frame.Strong}))
	}
	rows = append(rows, frame.Indented(shown.text, width, 2, frame.Plain, shown.ranges)...)
	for _, media := range it.Content.Media {
		r := frame.Of(frame.Own("  "+m.s.Media+": ", frame.Dim), frame.Span{Text: safetext.Line(media.Type), Style: frame.Dim})
		if media.Alt != "" {
			r.Spans = append(r.Spans, frame.Own(" – ", frame.Dim), frame.Span{Text: safetext.Line(media.Alt), Style: frame.Plain})
		}
		rows = append(rows, r)
	}
	rows = append(rows, m.hiddenRows(it, shown, width)...)
	if shown.covered {
		rows = append(rows, frame.Indented(safetext.Line(m.s.CoveredHint), width, 2, frame.Warn, nil)...)
	}
	return rows
}

// hiddenRows say how much of a text cannot be seen, and in the view that shows it
// how to get back.
func (m *Model) hiddenRows(it *inbox.Item, shown *shownText, width int) []frame.Row {
	c := &it.Content
	inName := safetext.Line(c.Author.Name).Hidden() + safetext.Line(c.Author.Handle).Hidden()
	warn := func(words string) []frame.Row { return frame.Indented(safetext.Line(words), width, 2, frame.Warn, nil) }
	if m.exact {
		if inName == 0 && safetext.Expose(c.Text).String() == c.Text {
			return warn(m.s.Item.ExactNothing)
		}
		return warn(m.s.Item.ExactView)
	}
	var rows []frame.Row
	if n := shown.text.Hidden(); n > 0 {
		rows = warn(say(m.s.Hidden, text.Count(m.lang, n, text.NounHidden)) + ". " + m.s.Item.ExactHint)
	}
	if inName > 0 { // one name can be made to look like another
		rows = append(rows, warn(say(m.s.Item.HiddenInName, text.Count(m.lang, inName, text.NounHidden))+". "+m.s.Item.ExactHint)...)
	}
	return rows
}

// reasonBlock says in words why the text is marked.
func (m *Model) reasonBlock(it *inbox.Item, shown *shownText, width int) block {
	b := block{name: m.s.Why}
	back := text.Lowered(m.lang, &it.Assessment)
	if len(shown.reasons) == 0 && back == "" {
		return b
	}
	rows := heading(m.s.Why)
	for _, r := range shown.reasons {
		sign := r.sign
		if sign == "" {
			sign = "·"
		}
		line := say("%s %s %d %%", sign, m.lang.Label(r.flag.Label).Name, int(r.flag.Score*100+0.5))
		for i, w := range r.words {
			switch i {
			case 0:
				line += ": "
			default:
				line += ", "
			}
			line += m.s.QuoteOpen + w.Truncate(40).String() + m.s.QuoteClose
		}
		if remarks := text.Remarks(m.lang, &r.flag); remarks != "" {
			line += " (" + remarks + ")"
		}
		rows = append(rows, frame.Indented(safetext.Line(line), width, 2, frame.Plain, nil)...)
	}
	if back != "" {
		rows = append(rows, frame.Indented(safetext.Line("· "+back), width, 2, frame.Dim, nil)...)
	}
	b.rows = append(rows, m.considerRows(it, width)...)
	return b
}

// considerRows name the measure that what was flagged may ask for, and its key: who
// is new does not look for it. Nothing is proposed for criticism.
func (m *Model) considerRows(it *inbox.Item, width int) []frame.Row {
	st := &it.State
	labels := it.Labels() &^ inbox.LabelSet(0).With(inbox.LabelOffTopic)
	at := m.ses.House.FittingRule(labels)
	if at < 0 || st.Visibility != inbox.Public || st.Order != "" || !st.Work.IsOpen() || m.ses.MayMeasure(it, inbox.MeasureHide) != nil {
		return nil
	}
	rule := m.lang.Rule(m.ses.House, m.ses.House.NetRules()[at].ID)
	return frame.Indented(safetext.Line(say(m.s.Measure.Consider, rule)), width, 2, frame.Warn, nil)
}

// coverSpans covers private data in a text that is not the item's latest.
func (m *Model) coverSpans(raw string, spans []inbox.Span, id inbox.ItemID) safetext.Text {
	if m.revealed[id] {
		return safetext.Clean(raw)
	}
	var changes []rewrite
	for _, sp := range spans {
		if sp = clamp(sp, len(raw)); sp.Start < sp.End {
			changes = append(changes, rewrite{sp.Start, sp.End, m.cover(), frame.Mask})
		}
	}
	t, _ := m.rewritten(raw, changes, nil)
	return t
}

// earlierBlock lists what the same author wrote before on this channel.
func (m *Model) earlierBlock(d *detail, width int) block {
	b := block{name: m.s.Earlier}
	if len(d.earlier) == 0 {
		return b
	}
	b.rows = heading(m.s.Earlier)
	for i := range d.earlier {
		e := &d.earlier[i]
		b.link(linkTo{part: partEarlier, item: e.ID})
		state := m.lang.Work(e.State.Work)
		if e.State.Visibility != inbox.Public {
			state += ", " + m.lang.Visibility(e.State.Visibility)
		}
		b.rows = append(b.rows, frame.Of(frame.Own(fmt.Sprintf("  %-5s", text.Age(e.ID.Time(), m.now)), frame.Dim),
			frame.Own(state+": ", frame.Dim), frame.Span{Text: m.snippet(e), Style: frame.Plain}).Fit(width))
	}
	return b
}
