package ui

import (
	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// writingRows remind of unsent work, one's own and that of others.
func (m *Model) writingRows(d *detail, width int) []frame.Row {
	rows := m.draftRows(d, width)
	others := m.othersRows(d, width)
	if len(rows) == 0 && len(others) > 0 {
		rows = heading(m.s.Draft)
	}
	return append(rows, others...)
}

func (m *Model) draftRows(d *detail, width int) []frame.Row {
	if d.draft == nil {
		return nil
	}
	c := &d.draft.Composition
	what := m.s.FreeText
	if c.Template.Key != "" {
		what = c.Template.String()
	}
	rows := heading(m.s.Draft)
	rows = append(rows, frame.Line("  "+say(m.s.DraftOf, what, text.Stamp(m.lang, d.draft.SavedAt, m.now, m.ses.House.Zone)), frame.Warn))
	if c.Free != "" {
		rows = append(rows, frame.Indented(safetext.Clean(c.Free), width, 4, frame.Dim, nil)...)
	}
	return rows
}

// replyRows show our replies and how far they have come.
func (m *Model) replyRows(d *detail, width int) []frame.Row {
	if len(d.replies) == 0 {
		return nil
	}
	rows := heading(m.s.Replies)
	for i := range d.replies {
		r := &d.replies[i]
		rows = append(rows, frame.Of(frame.Own("  "+m.lang.ReplyIs(r), replyStyle(r.State)),
			frame.Own(" · "+m.ses.House.PersonName(r.Author.Person)+" · "+text.Stamp(m.lang, r.CreatedAt, m.now, m.ses.House.Zone)+m.replyWhy(r), frame.Dim)))
		if changed := m.otherWords(d, r, width); len(changed) > 0 {
			rows = append(rows, changed...)
			continue
		}
		rows = append(rows, frame.Indented(safetext.Clean(r.Text), width, 4, frame.Ours, nil)...)
	}
	return rows
}

func replyStyle(s inbox.ReplyState) frame.Style {
	switch s {
	case inbox.ReplyUnclear, inbox.ReplyRefused:
		return frame.Bad
	case inbox.ReplyVoid, inbox.ReplyReturned, inbox.ReplyInReview, inbox.ReplyQueued:
		return frame.Warn
	case inbox.ReplyDelivered:
		return frame.Good
	case inbox.ReplyNone, inbox.ReplyReleased, inbox.ReplySending, inbox.ReplyCancelled:
	}
	return frame.Plain
}

// replyWhy says what stopped a reply or how long it still waits.
func (m *Model) replyWhy(r *inbox.Reply) string {
	if why, ok := m.byHandWhy(r); ok {
		return " · " + why
	}
	switch r.State {
	case inbox.ReplyVoid:
		return " · " + m.lang.Void(r.VoidReason)
	case inbox.ReplyRefused, inbox.ReplyUnclear:
		if a := r.Attempt(); a != nil && a.Problem != "" {
			return " · " + m.lang.Problem(a.Problem)
		}
	case inbox.ReplyQueued:
		if word, held := m.held(r); held {
			return " · " + say(m.s.WaitsForChannel, word)
		}
		if r.UndoUntil.After(m.now) {
			return " · " + say(m.s.LeavesIn, int(r.UndoUntil.Sub(m.now).Seconds()+0.5))
		}
		return " · " + m.s.LeavesNow
	case inbox.ReplyNone, inbox.ReplyInReview, inbox.ReplyReturned, inbox.ReplyReleased, inbox.ReplySending,
		inbox.ReplyDelivered, inbox.ReplyCancelled:
	}
	return ""
}

// held says why a reply waits although nobody may pull it back for second
// thoughts any more: its channel has a problem.
func (m *Model) held(r *inbox.Reply) (word string, held bool) {
	if a := deferred(r); a != nil {
		return m.lang.Problem(a.Problem), true
	}
	if r.UndoUntil.After(m.now) {
		return "", false
	}
	for i := range m.status.replies { // one that was put off holds the others of its channel
		if o := &m.status.replies[i]; o.Channel == r.Channel && o.UndoUntil.After(m.now) && deferred(o) != nil {
			return m.lang.Problem(deferred(o).Problem), true
		}
	}
	for i := range m.status.channels {
		if c := &m.status.channels[i]; c.Channel == r.Channel && c.Problem != "" {
			return m.lang.Problem(c.Problem), true
		}
	}
	return "", false
}

// deferred gives the attempt after which a reply was put off: certainly not sent,
// and due again when the channel said. After a person's retry it is not that one.
func deferred(r *inbox.Reply) *inbox.Attempt {
	if a := r.Attempt(); r.State == inbox.ReplyQueued && a != nil && a.Problem != "" && r.UndoUntil.Equal(a.RetryAt) {
		return a
	}
	return nil
}

// noteRows show the internal notes, the questions to offices and what came back
// from review, newest first. None of it can reach a channel.
func (m *Model) noteRows(d *detail, width int) []frame.Row {
	var rows []frame.Row
	for i := range d.history {
		e := &d.history[i]
		if e.Text == "" && !e.Erased || e.Kind == inbox.DidEscalate {
			continue
		}
		head := m.lang.Act(e.Kind)
		if e.Kind == inbox.DidNote && e.Args.Reason == "answer" {
			head = m.s.Answer
		}
		rows = append(rows, frame.Of(frame.Own("  "+head, frame.Strong),
			frame.Own(" · "+m.ses.House.PersonName(e.Actor.Person)+" · "+text.Stamp(m.lang, e.At, m.now, m.ses.House.Zone), frame.Dim)))
		words := safetext.Clean(e.Text)
		if e.Erased {
			words = safetext.Line(m.s.Erased)
		}
		rows = append(rows, frame.Indented(words, width, 4, frame.Plain, nil)...)
	}
	if len(rows) == 0 {
		return nil
	}
	return append(heading(m.s.Notes), rows...)
}

// historyRows say who did what when, newest first.
func (m *Model) historyRows(d *detail, width int) []frame.Row {
	if len(d.history) == 0 {
		return nil
	}
	rows := heading(m.s.History)
	for i := range d.history {
		e := &d.history[i]
		line := text.Stamp(m.lang, e.At, m.now, m.ses.House.Zone) + "  " + text.Event(m.lang, e, m.ses.House)
		rows = append(rows, frame.Indented(safetext.Line(line), width, 2, frame.Dim, nil)...)
	}
	return rows
}
