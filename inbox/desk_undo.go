package inbox

import "context"

// UndoResult says what an undo took back and what it could not.
type UndoResult struct {
	Kind    Kind
	Done    []Event
	Skipped map[ItemID]error // items somebody touched since
}

// Items counts the items that were set back.
func (r *UndoResult) Items() int { return ItemsOf(r.Done) }

// ItemsOf counts the items of events: one act may decide several things about each.
func ItemsOf(es []Event) int {
	seen := map[ItemID]bool{}
	for i := range es {
		seen[es[i].Item] = true
	}
	return len(seen)
}

// undoLook is how far back the log is searched for something to undo.
const undoLook = 2000

// Undo takes back the person's latest act that can be taken back, with everything
// of its batch, in one transaction. A second call takes back the act before.
func (s *Session) Undo(ctx context.Context) (UndoResult, error) {
	// What was redone counts as done: walking back, a redo is met before the undo it
	// took back, and that undo then takes back nothing.
	taken := map[EventID]bool{}
	return s.takeBack(ctx, func(e *Event) (pick, stop bool, err error) {
		if e.Kind == DidUndo {
			if !taken[e.ID] {
				taken[e.Args.Target] = true
			}
			return false, false, nil
		}
		return e.Kind.Undoable() && !taken[e.ID], false, nil
	})
}

// Redo takes back the person's latest undo, as long as they did nothing else
// since. A second call takes back the undo before.
func (s *Session) Redo(ctx context.Context) (UndoResult, error) {
	redone := map[EventID]bool{}
	return s.takeBack(ctx, func(e *Event) (pick, stop bool, err error) {
		if e.Kind != DidUndo {
			return false, e.Kind.Undoable(), nil // a new act ends it
		}
		target, err := s.Store.Event(ctx, e.Args.Target)
		if err != nil {
			return false, true, err
		}
		if target.Kind == DidUndo {
			redone[target.ID] = true
			return false, false, nil
		}
		return !redone[e.ID], false, nil
	})
}

// chooser looks at a person's events, newest first: pick takes one into the
// batch, stop ends the search before it.
type chooser func(e *Event) (pick, stop bool, err error)

func (s *Session) takeBack(ctx context.Context, choose chooser) (UndoResult, error) {
	batch, err := s.lastBatch(ctx, choose)
	if err != nil {
		return UndoResult{}, err
	}
	res := UndoResult{Kind: batch[0].Kind, Skipped: map[ItemID]error{}}
	ds := make([]Decision, 0, len(batch))
	for _, e := range batch {
		ds = append(ds, Decision{Kind: DidUndo, Actor: e.Actor, Item: e.Item, ReplyID: e.ReplyID, Args: Args{Target: e.ID}})
	}
	res.Done, err = s.commit(ctx, ds...)
	if err == nil || len(ds) == 1 {
		return res, err
	}
	// Something of the batch was touched since: take back the rest, one by one, and
	// say which stayed.
	batchID := NewULID(s.Clock.Now())
	for _, d := range ds {
		d.Batch = batchID
		es, err := s.commit(ctx, d)
		if err != nil {
			res.Skipped[d.Item] = err
			continue
		}
		res.Done = append(res.Done, es...)
	}
	if len(res.Done) == 0 {
		return res, Fail(CodeChangedSince, "kind", string(res.Kind))
	}
	return res, nil
}

// lastBatch finds the events of the person's latest batch that a chooser picks,
// newest first. A batch stands together in the log.
func (s *Session) lastBatch(ctx context.Context, choose chooser) ([]Event, error) {
	var found []Event
	var before EventID
	for looked := 0; looked < undoLook || len(found) > 0; {
		es, err := s.Store.EventsBack(ctx, before, 200)
		if err != nil {
			return nil, err
		}
		if len(es) == 0 {
			break
		}
		looked += len(es)
		before = es[len(es)-1].ID
		for i := range es {
			e := &es[i]
			if len(found) > 0 && e.Batch != found[0].Batch {
				return found, nil
			}
			if e.Actor.Person != s.Person.ID {
				continue
			}
			pick, stop, err := choose(e)
			switch {
			case err != nil:
				return nil, err
			case pick && e.Before != nil:
				found = append(found, *e)
			case stop && len(found) == 0:
				return nil, Fail(CodeNothingToUndo)
			}
		}
	}
	if len(found) == 0 {
		return nil, Fail(CodeNothingToUndo)
	}
	return found, nil
}
