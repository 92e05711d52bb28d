package inbox

import (
	"context"
	"slices"
	"time"
)

// Label sets and clears labels on items and, where topic is not empty, the topic.
func (s *Session) Label(ctx context.Context, ts []Target, set, clear LabelSet, topic string) ([]Event, error) {
	return s.each(ctx, RightTriage, ts, Decision{Kind: DidLabel, Args: Args{Set: set, Clear: clear &^ set, Topic: topic}})
}

// Escalate sets the level. A reason is asked for E2 and E3.
func (s *Session) Escalate(ctx context.Context, ts []Target, l Level, reason string) ([]Event, error) {
	if l >= E2 && Canonical(reason) == "" {
		return nil, Fail(CodeEmptyText, "what", "reason")
	}
	return s.each(ctx, RightTriage, ts, Decision{Kind: DidEscalate, Args: Args{Level: l}, Text: Canonical(reason)})
}

// HandUp raises the level and makes a role responsible, as one act with one undo.
// The reason is asked for at every level: whoever receives it must know why. To an
// office that sees only what is assigned to it, it is the question.
func (s *Session) HandUp(ctx context.Context, ts []Target, l Level, reason string, a Assignment) ([]Event, error) {
	if Canonical(reason) == "" {
		return nil, Fail(CodeEmptyText, "what", "reason")
	}
	if role, ok := s.House.Role(a.Role); ok && role.onlyAssigned() && a.Question == "" {
		a.Question = reason
	}
	raise, err := s.decisions(ctx, RightTriage, ts, Decision{Kind: DidEscalate, Args: Args{Level: l}, Text: Canonical(reason)})
	if err != nil {
		return nil, err
	}
	d, err := s.assigning(a)
	if err != nil {
		return nil, err
	}
	hand, err := s.decisions(ctx, RightAssign, ts, d)
	if err != nil {
		return nil, err
	}
	// Item by item, so that an undo takes back the two of one item together.
	both := make([]Decision, 0, 2*len(ts))
	for i := range raise {
		both = append(both, raise[i], hand[i])
	}
	return s.commit(ctx, both...)
}

// Assignment is who becomes responsible and what for.
type Assignment struct {
	Role     string
	Person   string    // optional
	Question string    // what the office is asked; needed for an office
	Due      time.Time // optional
}

// Assign makes a role, and perhaps a person, responsible. A specialist office
// needs a question: an item without one says nothing about what is wanted.
func (s *Session) Assign(ctx context.Context, ts []Target, a Assignment) ([]Event, error) {
	d, err := s.assigning(a)
	if err != nil {
		return nil, err
	}
	return s.each(ctx, RightAssign, ts, d)
}

// assigning checks an assignment and makes its decision.
func (s *Session) assigning(a Assignment) (Decision, error) {
	role, ok := s.House.Role(a.Role)
	if !ok {
		ids := make([]string, 0, len(s.House.Roles))
		for _, r := range s.House.Roles {
			ids = append(ids, r.ID)
		}
		return Decision{}, unknownName("role", Quote(a.Role), ids)
	}
	if a.Person != "" {
		p, ok := s.House.Person(a.Person)
		if !ok || p.Disabled || !slices.Contains(p.Roles, a.Role) {
			return Decision{}, unknownName("person", Quote(a.Person), s.personsWith(a.Role))
		}
	}
	if role.onlyAssigned() && Canonical(a.Question) == "" {
		return Decision{}, Fail(CodeEmptyText, "what", "question")
	}
	return Decision{
		Kind: DidAssign, Text: Canonical(a.Question),
		Args: Args{Role: a.Role, Person: a.Person, Due: a.Due},
	}, nil
}

func (s *Session) personsWith(role string) []string {
	var out []string
	for _, p := range s.House.Persons {
		if !p.Disabled && slices.Contains(p.Roles, role) {
			out = append(out, p.ID)
		}
	}
	return out
}

// Take makes the person work on the items for a while. Taking over from somebody
// whose lease still runs must be said.
func (s *Session) Take(ctx context.Context, ts []Target, takeOver bool) ([]Event, error) {
	a := Args{Until: s.Clock.Now().Add(s.House.Periods.Lease)}
	if takeOver {
		a.Reason = "take_over"
	}
	return s.each(ctx, RightTake, ts, Decision{Kind: DidTake, Args: a})
}

// GiveBack ends the person's work on the items.
func (s *Session) GiveBack(ctx context.Context, ts []Target) ([]Event, error) {
	return s.each(ctx, RightTake, ts, Decision{Kind: DidRelease})
}

// Note writes an internal note. There is no way from a note to a channel. With
// answer, it is an office's answer to the question it was asked.
func (s *Session) Note(ctx context.Context, ts []Target, text string, answer bool) ([]Event, error) {
	a := Args{}
	if answer {
		a.Reason = "answer"
	}
	right := RightTriage
	if s.May(right) != nil {
		right = RightTake // offices may note on what is theirs
	}
	return s.each(ctx, right, ts, Decision{Kind: DidNote, Args: a, Text: Canonical(text)})
}

// Close files items without an answer. lead is the item they follow, for reason
// bundled. Where somebody may be in danger an item is never one of many.
func (s *Session) Close(ctx context.Context, ts []Target, reason CloseReason, lead ItemID) ([]Event, error) {
	return s.each(ctx, RightTriage, ts, Decision{Kind: DidClose, Args: Args{Reason: string(reason), Lead: lead, Count: len(ts)}})
}

// Snooze lays items up until a date (Wiedervorlage).
func (s *Session) Snooze(ctx context.Context, ts []Target, until time.Time) ([]Event, error) {
	return s.each(ctx, RightTriage, ts, Decision{Kind: DidSnooze, Args: Args{Until: until}})
}

// Reopen brings closed or snoozed items back.
func (s *Session) Reopen(ctx context.Context, ts []Target) ([]Event, error) {
	return s.each(ctx, RightTriage, ts, Decision{Kind: DidReopen, Args: Args{Reason: "asked"}})
}

// Wait marks items as waiting, for an office or, with external, for the citizen.
func (s *Session) Wait(ctx context.Context, ts []Target, external bool) ([]Event, error) {
	return s.each(ctx, RightTriage, ts, Decision{Kind: DidWait, Args: Args{External: external}})
}

// Reveal notes that masked private data was looked at.
func (s *Session) Reveal(ctx context.Context, id ItemID) error {
	right := RightRead
	if s.May(right) != nil {
		right = RightReadAssigned
	}
	_, err := s.each(ctx, right, Targets(id), Decision{Kind: DidReveal})
	return err
}
