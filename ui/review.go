package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/edit"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// reviewScreen is the queue of replies that wait for a second person. The whole
// text stands below the selected line, so that whoever says yes has had it
// before them.
type reviewScreen struct{ replyList }

func (s *reviewScreen) place() Place          { return InReview }
func (s *reviewScreen) title(m *Model) string { return m.s.ReviewTitle }

func (s *reviewScreen) draw(m *Model, width, height int) panel {
	if len(s.all) == 0 {
		return s.vacant(m, m.s.NoReviews)
	}
	return s.below(m, s.drawLines(m, width, max(3, height/4)), s.reading(m, width), width, height)
}

// drawLines draws the replies as a list of at most n lines.
func (l *replyList) drawLines(m *Model, width, n int) panel {
	return l.lines(width, n, "open", func(r *inbox.Reply, row frame.Row) frame.Row {
		it := l.items[r.Item]
		row.Spans = append(row.Spans,
			frame.OwnCell(m.lang.ReplyIs(r), 14, replyStyle(r.State)),
			frame.OwnCell(r.Channel, 10, frame.Dim),
			frame.OwnCell(text.Age(r.CreatedAt, m.now), 5, frame.Plain))
		author := m.ses.House.PersonName(r.Author.Person)
		if why := strings.TrimPrefix(m.replyWhy(r), " · "); why != "" { // before the names: on a narrow screen those are cut
			row.Spans = append(row.Spans, frame.Own(why, frame.Warn), frame.Own(" · "+author, frame.Plain))
		} else {
			row.Spans = append(row.Spans, frame.OwnCell(author, 16, frame.Plain))
		}
		row.Spans = append(row.Spans, frame.Own(" → ", frame.Dim), frame.Span{Text: safetext.Line(it.Content.Author.Name), Style: frame.Plain})
		return row
	})
}

// reading shows the selected reply with what it answers.
func (s *reviewScreen) reading(m *Model, width int) []frame.Row {
	r := s.chosen()
	if r == nil {
		return nil
	}
	it := s.items[r.Item]
	shown := m.shown(&it)
	rows := []frame.Row{frame.Of(frame.Own(" "+m.s.TheyWrote+" ", frame.Dim), frame.Span{Text: safetext.Line(it.Content.Author.Name), Style: frame.Strong})}
	rows = append(rows, frame.Indented(shown.text, width-1, 3, frame.Plain, shown.ranges)...)
	if it.Version != r.ItemVersion {
		rows = append(rows, frame.Indented(safetext.Clean(say(m.s.ItemMoved, r.ItemVersion, it.Version)), width, 1, frame.Bad, nil)...)
		if m.detail.id == it.ID {
			rows = append(rows, m.versionRows(&m.detail, width)...)
		}
	}
	rows = append(rows, frame.Row{})
	about := say(m.s.ReplyFacts, m.ses.House.PersonName(r.Author.Person), r.Channel, m.lang.Category(r.Category).Name)
	if t := r.Composition.Template; t.Key != "" {
		about += " · " + t.String()
	} else {
		about += " · " + m.s.FreeText
	}
	rows = append(rows, frame.Line(" "+about, frame.Dim))
	rows = append(rows, frame.Line(" "+m.s.AsPosted+" "+m.counter(r, &it), frame.Dim))
	rows = append(rows, frame.Indented(safetext.Clean(r.Text), width-1, 3, frame.Ours, nil)...)
	rows = append(rows, m.lintRows(s.odd[r.ID], width, 1, len(s.odd[r.ID]))...)
	rows = append(rows, s.siblings(m, r, width)...)
	rows = append(rows, frame.Row{})
	if err := m.ses.MayRelease(r); err != nil {
		return append(rows, frame.Indented(safetext.Clean(m.sentence(err)), width, 1, frame.Warn, nil)...)
	}
	if r.ByHand {
		rows = append(rows, frame.Indented(safetext.Clean(m.lang.ByHand()), width, 1, frame.Plain, nil)...)
	}
	return append(rows, frame.Indented(safetext.Clean(say(m.s.AskRelease, r.Channel)), width, 1, frame.Strong, nil)...)
}

// siblings names the other replies that wait in the same conversation or use the
// same template: read one after the other they are noticed as text blocks.
func (s *reviewScreen) siblings(m *Model, r *inbox.Reply, width int) []frame.Row {
	var thread, template []string
	mine := s.items[r.Item]
	for i := range s.all {
		o := &s.all[i]
		it := s.items[o.Item]
		if o.ID == r.ID {
			continue
		}
		name := safetext.Line(it.Content.Author.Name).String()
		switch {
		case it.Content.Channel == mine.Content.Channel && it.Content.ThreadKey() == mine.Content.ThreadKey():
			thread = append(thread, name)
		case o.Composition.Template.Key != "" && o.Composition.Template.Key == r.Composition.Template.Key:
			template = append(template, name)
		}
	}
	var rows []frame.Row
	for _, g := range []struct {
		names []string
		words string
	}{{thread, m.s.Reply.SiblingThread}, {template, m.s.Reply.SiblingTemplate}} {
		const most = 4
		if len(g.names) > most {
			g.names = append(g.names[:most:most], "…")
		}
		if len(g.names) > 0 {
			rows = append(rows, frame.Indented(safetext.Clean(say(g.words, strings.Join(g.names, ", "))), width, 1, frame.Warn, nil)...)
		}
	}
	return rows
}

// counter counts a reply as its channel does.
func (m *Model) counter(r *inbox.Reply, it *inbox.Item) string {
	ch := m.ses.Channels[r.Channel]
	if ch == nil {
		return ""
	}
	s := text.Number(m.lang, ch.Length(inbox.RefOf(&it.Content), r.Text))
	if limit := ch.Capabilities().MaxChars; limit > 0 {
		s += "/" + text.Number(m.lang, limit)
	}
	return s + " " + m.s.Characters
}

func reviewActions() []Action {
	chosen := func(m *Model) *inbox.Reply {
		if s, ok := m.top().(*reviewScreen); ok {
			return s.chosen()
		}
		return nil
	}
	mayDecide := func(m *Model) (bool, string) {
		r := chosen(m)
		if r == nil {
			return false, m.s.NothingSelected
		}
		if err := m.ses.MayRelease(r); err != nil {
			return false, m.sentence(err)
		}
		return true, ""
	}
	return []Action{
		{ID: "reviews", Keys: []string{"F"}, Where: InList | InItem | InOutbox, Group: GroupDuty, Hint: 14, Run: func(m *Model) tea.Cmd {
			s := &reviewScreen{newReplyList(inbox.ReplyInReview)}
			m.push(s)
			return s.load(m)
		}},
		{
			ID: "approve", Keys: []string{"y"}, Where: InReview, Group: GroupReply, Hint: 2, Dangerous: true, Enabled: mayDecide,
			Run: func(m *Model) tea.Cmd {
				r := *chosen(m)
				var out inbox.Reply
				return m.decide(act{
					items: []inbox.ItemID{r.Item},
					do: func(ctx context.Context) (err error) {
						out, err = m.ses.Approve(ctx, r.ID, r.Hash)
						return err
					},
					done: func(m *Model) tea.Cmd {
						return m.say(say(m.s.Approved, text.Duration(m.lang, out.UndoUntil.Sub(m.now))))
					},
				})
			},
		},
		{
			ID: "return", Keys: []string{"n"}, Where: InReview, Group: GroupReply, Hint: 3, Dangerous: true, Enabled: mayDecide,
			Run: func(m *Model) tea.Cmd {
				r := *chosen(m)
				return m.open(&prompt{
					heading: m.s.AskReturn, hint: m.s.ReturnHint, lines: 4, field: edit.Field{Multi: true, Limit: 2000},
					accept: func(m *Model, v string) (tea.Cmd, error) {
						if inbox.Canonical(v) == "" {
							return nil, inbox.Fail(inbox.CodeEmptyText, "what", "note")
						}
						return m.decide(act{
							items: []inbox.ItemID{r.Item},
							do:    func(ctx context.Context) error { return m.ses.Return(ctx, r.ID, v) },
							done:  saying(m.s.Returned + " " + m.s.UndoHint),
						}), nil
					},
				})
			},
		},
	}
}
