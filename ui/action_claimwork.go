package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"lotse/inbox"
	"lotse/ui/edit"
	"lotse/ui/text"
)

// claimWorkActions are the acts on the claim that is chosen among the known ones.
func claimWorkActions() []Action {
	in := func(may func(m *Model, c *inbox.Claim) error, states ...inbox.ClaimState) func(m *Model) (bool, string) {
		return func(m *Model) (bool, string) {
			c := m.chosenClaim()
			if c == nil {
				return false, m.s.NothingSelected
			}
			for _, s := range states {
				if c.State == s {
					err := may(m, c)
					return err == nil, m.sentence(err)
				}
			}
			return false, m.sentence(inbox.Fail(inbox.CodeClaimState, "claim", c.ID.Short(), "state", c.State.String()))
		}
	}
	mayWork := func(m *Model, _ *inbox.Claim) error { return m.ses.May(inbox.RightClaim) }
	mayRule := func(m *Model, c *inbox.Claim) error { return m.ses.MayRule(c) }
	open := inbox.ClaimStates()[:inbox.ClaimClosed]
	work := func(id, key string, hint int, enabled func(m *Model) (bool, string), run func(m *Model, c inbox.Claim) tea.Cmd) Action {
		return Action{
			ID: id, Keys: []string{key}, Where: InClaims, Group: GroupDecide, Hint: hint, Dangerous: true, Enabled: enabled,
			Run: func(m *Model) tea.Cmd { return run(m, *m.chosenClaim()) },
		}
	}
	return []Action{
		work("claim_verdict", "v", 1, in(mayWork, open...), (*Model).askVerdict),
		work("claim_release", "y", 2, in(mayRule, inbox.ClaimProposed), func(m *Model, c inbox.Claim) tea.Cmd {
			hash := c.Proposed().Hash
			return m.ruling(m.s.Claim.Released, func(ctx context.Context) (int, error) { return m.ses.ReleaseRuling(ctx, c.ID, hash) })
		}),
		work("claim_return", "n", 3, in(mayRule, inbox.ClaimProposed), func(m *Model, c inbox.Claim) tea.Cmd {
			return m.askClaimWord(m.s.Claim.AskNo, "", "note", func(v string) tea.Cmd {
				return m.claimed(m.s.Claim.Returned, func(ctx context.Context) error { return m.ses.ReturnRuling(ctx, c.ID, v) })
			})
		}),
		work("claim_stop", "b", 4, in(mayWork, inbox.ClaimRuled, inbox.ClaimProposed), func(m *Model, c inbox.Claim) tea.Cmd {
			return m.askClaimWord(m.s.Claim.AskStop, "", "reason", func(v string) tea.Cmd {
				return m.ruling(m.s.Claim.Overtaken, func(ctx context.Context) (int, error) { return m.ses.Overtake(ctx, c.ID, v) })
			})
		}),
		work("claim_examine", "a", 5, in(mayWork, inbox.ClaimReported, inbox.ClaimExamined, inbox.ClaimOvertaken), (*Model).askExamine),
		work("claim_edit", "e", 6, in(mayWork, open...), (*Model).askClaimEdit),
		work("claim_recall", "w", 0, func(m *Model) (bool, string) {
			if s, ok := m.top().(*claimScreen); ok && s.recalls[s.selected].Open > 0 {
				err := m.ses.May(inbox.RightTriage)
				return err == nil, m.sentence(err)
			}
			return false, m.s.Claim.NothingRecalled
		}, (*Model).askRecall),
		work("claim_close", "d", 0, in(mayWork, open...), func(m *Model, c inbox.Claim) tea.Cmd {
			return m.ruling(m.s.Claim.Closed, func(ctx context.Context) (int, error) { return m.ses.CloseClaim(ctx, c.ID, "") })
		}),
		work("claim_reopen", "D", 0, in(mayWork, inbox.ClaimClosed), func(m *Model, c inbox.Claim) tea.Cmd {
			return m.claimed(m.s.Claim.Reopened, func(ctx context.Context) error { return m.ses.ReopenClaim(ctx, c.ID) })
		}),
	}
}

func (m *Model) chosenClaim() *inbox.Claim {
	if s, ok := m.top().(*claimScreen); ok {
		return s.chosen()
	}
	return nil
}

// claimed decides something about a claim.
func (m *Model) claimed(done string, do func(ctx context.Context) error) tea.Cmd {
	return m.decide(act{do: do, done: saying(done)})
}

// ruling decides what may stop replies on their way.
func (m *Model) ruling(done string, do func(ctx context.Context) (int, error)) tea.Cmd {
	stopped := 0
	return m.decide(act{
		all: true,
		do: func(ctx context.Context) (err error) {
			stopped, err = do(ctx)
			return err
		},
		done: func(m *Model) tea.Cmd {
			if stopped > 0 {
				done += " " + say(m.s.Claim.Stopped, text.Count(m.lang, stopped, text.NounReply))
			}
			return m.say(done)
		},
	})
}

// askClaimWord asks for words; what names them in the error when they are missing,
// "" where they may be.
func (m *Model) askClaimWord(heading, hint, what string, then func(v string) tea.Cmd) tea.Cmd {
	return m.askClaimValue(heading, hint, "", func(v string) (tea.Cmd, error) {
		if what != "" && inbox.Canonical(v) == "" {
			return nil, inbox.Fail(inbox.CodeEmptyText, "what", what)
		}
		return then(v), nil
	})
}

func (m *Model) askClaimValue(heading, hint, given string, accept func(v string) (tea.Cmd, error)) tea.Cmd {
	field := edit.Field{Limit: 500}
	field.Insert(given)
	return m.open(&prompt{
		heading: heading, hint: hint, lines: 3, field: field,
		accept: func(_ *Model, v string) (tea.Cmd, error) { return accept(v) },
	})
}
