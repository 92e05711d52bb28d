package inbox

import "context"

// Forget notes that what was learned from labels counts no more, or only what was
// taken over from another desk, and keeps what makes it so. What has the new state is
// in keeps.
func (s *Session) Forget(ctx context.Context, keeps []Kept, onlyTaken bool) error {
	what := "all"
	if onlyTaken {
		what = "taken"
	}
	return s.aboutLayer(ctx, Decision{Kind: DidForget, Args: Args{Reason: what}, Keeps: keeps})
}

// Adopt takes over what another desk learned about so many labels.
func (s *Session) Adopt(ctx context.Context, keeps []Kept, labels int) error {
	return s.aboutLayer(ctx, Decision{Kind: DidAdopt, Args: Args{Count: labels}, Keeps: keeps})
}

// aboutLayer commits a decision on what the whole desk has learned: it asks for the
// right that brings data into the desk, so that one trainee cannot undo the house's line.
func (s *Session) aboutLayer(ctx context.Context, d Decision) error {
	actor, err := s.actor(RightImport)
	if err != nil {
		return err
	}
	d.Actor = actor
	_, err = s.commit(ctx, d)
	return err
}
