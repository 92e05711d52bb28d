package ui

import (
	"fmt"
	"slices"
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
	style := frame.Strong
	switch level {
	case inbox.E2:
		style = frame.Warn
	case inbox.E3:
		style = frame.Bad
	case inbox.E0, inbox.E1:
	}
	rows := []frame.Row{frame.Of(
		frame.Own(m.lang.Level(level).Name, style),
		frame.Own(" · "+m.lang.Work(st.Work)+" · "+m.lang.Kind(c.Kind)+" · "+c.Channel, frame.Plain),
	)}
	who := frame.Of(frame.Span{Text: safetext.Line(c.Author.Name), Style: frame.Strong})
	if c.Author.Handle != "" {
		who.Spans = append(who.Spans, frame.Own(" · ", frame.Dim), frame.Span{Text: safetext.Line(c.Author.Handle), Style: frame.Dim})
	}
	rows = append(rows, who)
	when := text.Stamp(m.lang, it.ID.Time(), m.now, h.Zone) + " (" + text.Ago(m.lang, it.ID.Time(), m.now) + ")"
	if c.Audience != inbox.AudiencePublic {
		when += " · " + m.lang.Audience(c.Audience)
	}
	if st.Visibility != inbox.Public {
		when += " · " + m.lang.Visibility(st.Visibility)
	}
	rows = append(rows, frame.Line(when, frame.Dim))
	if ls := it.Labels(); ls != 0 {
		rows = append(rows, frame.Para(m.s.Labels+": "+m.lang.Labels(ls), width, frame.Plain)...)
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
	if n := shown.text.Hidden(); n > 0 {
		rows = append(rows, frame.Line("  "+say(m.s.Hidden, text.Count(m.lang, n, text.NounHidden)), frame.Warn))
	}
	if shown.covered {
		rows = append(rows, frame.Indented(safetext.Line(m.s.CoveredHint), width, 2, frame.Warn, nil)...)
	}
	return rows
}

// reasonRows say in words why the text is marked.
func (m *Model) reasonRows(shown *shownText, width int) []frame.Row {
	if len(shown.reasons) == 0 {
		return nil
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
		rows = append(rows, frame.Indented(safetext.Line(line), width, 2, frame.Plain, nil)...)
	}
	return rows
}

// How many texts around the item are shown: what it answers, and what came of it.
const (
	threadBefore = 4
	threadAfter  = 6
)

// threadRows show the conversation around the item; what our town wrote is
// named as ours.
func (m *Model) threadRows(d *detail, width int) []frame.Row {
	if len(d.thread) <= 1 {
		return nil
	}
	rows := heading(m.s.Thread)
	at := slices.IndexFunc(d.thread, func(t inbox.Item) bool { return t.ID == d.id })
	for i := range d.thread {
		t := &d.thread[i]
		if near := i == 0 || i >= at-threadBefore && i <= at+threadAfter; !near {
			if i == 1 || i == at+threadAfter+1 {
				n := at - threadBefore - 1
				if i > at {
					n = len(d.thread) - i
				}
				rows = append(rows, frame.Line("  "+say(m.s.MoreTexts, n), frame.Dim))
			}
			continue
		}
		if t.ID == d.id {
			rows = append(rows, frame.Line("  → "+m.s.ThisItem, frame.Dim))
			continue
		}
		st, name := frame.Plain, safetext.Line(t.Content.Author.Name)
		if t.Content.Kind == inbox.KindOwnPost {
			st, name = frame.Ours, safetext.Line(m.s.Us)
		}
		head := frame.Of(frame.Own("  ", frame.Plain), frame.Span{Text: name, Style: frame.Strong},
			frame.Own(" · "+text.Ago(m.lang, t.ID.Time(), m.now), frame.Dim))
		rows = append(rows, head)
		body := frame.Indented(safetext.Clean(m.coveredRaw(t.Content.Text, t, 0)), width, 4, st, nil)
		rows = append(rows, body[:min(len(body), 6)]...)
	}
	return rows
}

// versionRows show how the text was changed, word by word.
func (m *Model) versionRows(d *detail, width int) []frame.Row {
	if len(d.versions) < 2 {
		return nil
	}
	rows := heading(m.s.Versions)
	for i := len(d.versions) - 1; i > 0; i-- {
		v := &d.versions[i]
		rows = append(rows, frame.Line("  "+say(m.s.VersionSeen, v.N, text.Stamp(m.lang, v.SeenAt, m.now, m.ses.House.Zone)), frame.Dim))
		before := m.coverSpans(d.versions[i-1].Content.Text, d.private[i-1], d.id)
		after := m.coverSpans(v.Content.Text, d.private[i], d.id)
		rows = append(rows, difference(before, after, width, 4)...)
	}
	return rows
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

// earlierRows list what the same author wrote before on this channel.
func (m *Model) earlierRows(d *detail, width int) []frame.Row {
	var rows []frame.Row
	for i := range d.earlier {
		e := &d.earlier[i]
		if e.ID == d.id {
			continue
		}
		rows = append(rows, frame.Of(frame.Own(fmt.Sprintf("  %-5s", text.Age(e.ID.Time(), m.now)), frame.Dim),
			frame.Own(m.lang.Work(e.State.Work)+": ", frame.Dim), frame.Span{Text: m.snippet(e), Style: frame.Plain}).Fit(width))
	}
	if len(rows) == 0 {
		return nil
	}
	return append(heading(m.s.Earlier), rows...)
}
