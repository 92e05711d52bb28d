package ui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/inbox/safetext"
	"lotse/ui/frame"
	"lotse/ui/text"
)

// outboxScreen shows what is on its way out and what got stuck there, each with
// the reason and what a person can do.
type outboxScreen struct{ replyList }

func (s *outboxScreen) place() Place          { return InOutbox }
func (s *outboxScreen) title(m *Model) string { return m.s.OutboxTitle }

func (s *outboxScreen) draw(m *Model, width, height int) panel {
	if len(s.all) == 0 {
		return s.vacant(m, m.s.OutboxEmpty)
	}
	var rows []frame.Row
	r := s.chosen()
	rows = append(rows, frame.Indented(safetext.Clean(r.Text), width-1, 3, frame.Ours, nil)...)
	rows = append(rows, frame.Row{})
	rows = append(rows, frame.Indented(safetext.Clean(m.advice(r)), width, 1, frame.Strong, nil)...)
	rows = append(rows, frame.Indented(safetext.Clean(s.facts(m, r)), width, 1, frame.Dim, nil)...)
	return s.below(m, s.drawLines(m, width, max(3, height/2)), rows, width, height)
}

// facts say where a reply is headed, who wrote it and what was tried, in words, and
// which keys do something about it now.
func (s *outboxScreen) facts(m *Model, r *inbox.Reply) string {
	it, w, zone := s.items[r.Item], &m.s.Reply, m.ses.House.Zone
	stamp := func(t time.Time) string { return text.Stamp(m.lang, t, m.now, zone) }
	out := []string{say(w.OutTo, r.Channel, safetext.Line(it.Content.Author.Name), m.ses.House.PersonName(r.Author.Person), stamp(r.CreatedAt))}
	if r.State == inbox.ReplyQueued && r.UndoUntil.After(m.now) {
		out = append(out, say(w.OutLeaves, text.Duration(m.lang, r.UndoUntil.Sub(m.now))))
	}
	if a := r.Attempt(); a != nil {
		if len(r.Attempts) > 1 {
			out = append(out, say(w.OutTries, len(r.Attempts), stamp(a.At)))
		}
		if a.Absences > 0 {
			out = append(out, say(w.OutRead, a.Absences, stamp(a.ReadAt)))
		}
		if a.RetryAt.After(m.now) {
			out = append(out, say(w.OutAgain, stamp(a.RetryAt)))
		}
	}
	var can []string
	for _, id := range []string{"post_by_hand", "retry", "pull_back", "settle"} {
		a := m.action(id)
		if ok, _ := m.may(a); ok && len(a.Keys) > 0 {
			can = append(can, m.keyName(a.Keys[0])+" "+m.title(a))
		}
	}
	if len(can) > 0 {
		out = append(out, w.OutCan+" "+strings.Join(can, ", ")+".")
	}
	return strings.Join(out, " ")
}

// advice says what a state means and what to do about it.
func (m *Model) advice(r *inbox.Reply) string {
	if words, ok := m.byHandAdvice(r); ok {
		return words
	}
	switch r.State {
	case inbox.ReplyQueued:
		if word, held := m.held(r); held {
			return say(m.s.AdviceHeld, word)
		}
		return m.s.AdviceQueued
	case inbox.ReplySending:
		return m.s.AdviceSending
	case inbox.ReplyUnclear:
		return m.s.AdviceUnclear
	case inbox.ReplyRefused:
		return m.s.AdviceRefused
	case inbox.ReplyVoid:
		return m.lang.Void(r.VoidReason) + ". " + m.s.AdviceVoid
	case inbox.ReplyReturned:
		return m.s.AdviceReturned
	case inbox.ReplyNone, inbox.ReplyInReview, inbox.ReplyReleased, inbox.ReplyDelivered, inbox.ReplyCancelled:
	}
	return ""
}

func outboxActions() []Action {
	chosen := func(m *Model) *inbox.Reply {
		if s, ok := m.top().(*outboxScreen); ok {
			return s.chosen()
		}
		return nil
	}
	in := func(states ...inbox.ReplyState) func(m *Model) (bool, string) {
		return func(m *Model) (bool, string) {
			r := chosen(m)
			if r == nil {
				return false, m.s.NothingSelected
			}
			for _, s := range states {
				if r.State == s {
					return true, ""
				}
			}
			return false, m.sentence(inbox.Fail(inbox.CodeReplyState, "state", r.State.String()))
		}
	}
	return []Action{
		{
			ID: "post_by_hand", Keys: []string{"y"}, Where: InOutbox, Group: GroupReply, Hint: 1, Dangerous: true,
			Enabled: func(m *Model) (bool, string) {
				r := chosen(m)
				if r == nil {
					return false, m.s.NothingSelected
				}
				err := m.ses.MayPost(r)
				return err == nil, m.sentence(err)
			},
			Run: func(m *Model) tea.Cmd { return m.postByHand(chosen(m)) },
		},
		{ID: "outbox", Keys: []string{"B"}, Where: InList | InItem | InReview, Group: GroupDuty, Hint: 15, Run: func(m *Model) tea.Cmd {
			s := &outboxScreen{newReplyList(
				inbox.ReplyUnclear, inbox.ReplyRefused, inbox.ReplyVoid, inbox.ReplyReturned, inbox.ReplySending, inbox.ReplyQueued, inbox.ReplyReleased,
			)}
			m.push(s)
			return s.load(m)
		}},
		{
			ID: "retry", Keys: []string{"w"}, Where: InOutbox, Group: GroupReply, Hint: 2, Dangerous: true,
			Enabled: func(m *Model) (bool, string) {
				if ok, why := in(inbox.ReplyRefused, inbox.ReplyUnclear)(m); !ok {
					return ok, why
				}
				// The store holds to the same rule; to hear it after the question would be late.
				if r := chosen(m); r.State == inbox.ReplyUnclear && (r.Attempt() == nil || r.Attempt().Absences < 2) {
					return false, m.s.RetryUnclear
				}
				return true, ""
			},
			Run: func(m *Model) tea.Cmd {
				r := *chosen(m)
				return m.open(&confirm{question: say(m.s.AskRetry, r.Channel), yes: func(m *Model) tea.Cmd {
					return m.decide(act{
						items: []inbox.ItemID{r.Item},
						do:    func(ctx context.Context) error { return m.ses.Retry(ctx, r.ID) },
						done:  saying(m.s.Retried),
					})
				}})
			},
		},
		{
			ID: "pull_back", Keys: []string{"b"}, Where: InOutbox, Group: GroupReply, Hint: 3, Dangerous: true,
			Enabled: in(inbox.ReplyQueued, inbox.ReplyReleased, inbox.ReplyRefused, inbox.ReplyVoid, inbox.ReplyReturned),
			Run: func(m *Model) tea.Cmd {
				r := *chosen(m)
				return m.decide(act{
					items: []inbox.ItemID{r.Item}, all: true,
					do:   func(ctx context.Context) error { return m.ses.Cancel(ctx, r.ID) },
					done: func(m *Model) tea.Cmd { return m.resume(r.Item) },
				})
			},
		},
		{
			ID: "settle", Keys: []string{"f"}, Where: InOutbox, Group: GroupReply, Hint: 4, Dangerous: true,
			Enabled: in(inbox.ReplyUnclear),
			Run: func(m *Model) tea.Cmd {
				r := *chosen(m)
				d := newMenu(m.s.AskSettle, []entry{{name: m.s.ItStands}, {name: m.s.ItDoesNotStand}})
				d.pick = func(m *Model, at int) tea.Cmd {
					return m.decide(act{
						items: []inbox.ItemID{r.Item}, all: true,
						do:   func(ctx context.Context) error { return m.ses.SettleByHand(ctx, r.ID, at == 0, "") },
						done: saying(m.s.Settled),
					})
				}
				return m.open(d)
			},
		},
	}
}
