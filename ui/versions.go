package ui

import (
	"slices"
	"time"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// versionsShown is how many changes of a text stand there before somebody unfolds
// them; the newest first.
const versionsShown = 3

// versionBlock shows how the text was changed, word by word.
func (m *Model) versionBlock(d *detail, width int, open bool) block {
	b := block{name: m.s.Versions}
	if len(d.versions) < 2 {
		return b
	}
	b.rows = heading(m.s.Versions)
	shown := len(d.versions) - 1
	if !open {
		shown = min(shown, versionsShown)
	}
	for i := len(d.versions) - 1; i > 0 && shown > 0; i-- {
		b.rows = append(b.rows, m.changeRows(d, i-1, i, width)...)
		shown--
	}
	zone := m.ses.House.Zone
	switch rest := len(d.versions) - 1 - versionsShown; {
	case rest > 0 && !open:
		b.link(linkTo{part: partVersions})
		b.rows = append(b.rows, frame.Line("  "+say(m.s.Item.OlderVersions, rest), frame.Dim))
	default:
		b.rows = append(b.rows, frame.Line("  "+say(m.s.Item.VersionFirst, text.Stamp(m.lang, d.versions[0].SeenAt, m.now, zone)), frame.Dim))
	}
	return b
}

// versionRows are the latest changes, for a screen that shows other things too.
func (m *Model) versionRows(d *detail, width int) []frame.Row {
	return m.versionBlock(d, width, false).rows
}

// changeRows say when a text became what it is and what was different before.
func (m *Model) changeRows(d *detail, from, to, width int) []frame.Row {
	v, zone := &d.versions[to], m.ses.House.Zone
	when := say(m.s.VersionSeen, v.N, text.Stamp(m.lang, v.SeenAt, m.now, zone))
	if at := v.Content.EditedAt; !at.IsZero() && !v.Content.EditObserved && v.SeenAt.Sub(at) >= time.Minute {
		when = say(m.s.Item.VersionEdited, v.N, text.Stamp(m.lang, at, m.now, zone), text.Stamp(m.lang, v.SeenAt, m.now, zone))
	}
	return append([]frame.Row{frame.Line("  "+when, frame.Dim)}, m.differenceOf(d, from, to, width)...)
}

func (m *Model) differenceOf(d *detail, from, to, width int) []frame.Row {
	a, b := &d.versions[from].Content, &d.versions[to].Content
	if a.Text == b.Text {
		return frame.Indented(safetext.Line(m.s.Item.SameWords), width, 4, frame.Dim, nil)
	}
	before := m.coverSpans(a.Text, d.private[from], d.id)
	after := m.coverSpans(b.Text, d.private[to], d.id)
	return difference(before, after, width, 4)
}

// sinceRows warn, right below the text, that it is not the one this desk decided
// on, and show what is different.
func (m *Model) sinceRows(d *detail, width int) []frame.Row {
	if !d.changedSince() {
		return nil
	}
	e, at := d.decided()
	words := m.s.Item.ChangedSince
	if e.Actor.Person == m.ses.Person.ID {
		words = m.s.Item.ChangedSinceYou
	}
	line := say(words, m.lang.Act(e.Kind), text.Stamp(m.lang, e.At, m.now, m.ses.House.Zone))
	rows := frame.Indented(safetext.Line(line), width, 2, frame.Warn, nil)
	if at == len(d.versions)-2 {
		return rows // the section of versions shows it
	}
	return append(rows, m.differenceOf(d, at, len(d.versions)-1, width)...)
}

// decided gives the latest decision of a person on the item and the version it was
// made on, as an index.
func (d *detail) decided() (*inbox.Event, int) {
	base := d.item.Version
	for i := range d.history { // newest first
		e := &d.history[i]
		switch {
		case e.Kind == inbox.DidEdit && e.Args.Version > 0:
			base = e.Args.Version - 1
			continue
		case e.Actor.Person == "" || e.Kind == inbox.DidReveal || e.Kind == inbox.DidUndo || e.Kind == inbox.DidExport:
			continue
		case e.Base != 0:
			base = e.Base
		}
		return e, slices.IndexFunc(d.versions, func(v inbox.Version) bool { return v.N == base })
	}
	return nil, -1
}

// changedSince reports whether the text is not the one this desk decided on.
func (d *detail) changedSince() bool {
	e, at := d.decided()
	return e != nil && at >= 0 && at < len(d.versions)-1
}

// othersRows name who else is writing an answer.
func (m *Model) othersRows(d *detail, width int) []frame.Row {
	var rows []frame.Row
	for _, w := range d.drafters {
		line := say(m.s.Item.OthersWrite, m.ses.House.PersonName(w.Person), text.Stamp(m.lang, w.At, m.now, m.ses.House.Zone))
		rows = append(rows, frame.Indented(safetext.Line(line), width, 2, frame.Warn, nil)...)
	}
	return rows
}
