package inbox

import (
	"context"
	"errors"
	"slices"
)

// Desk is the desk itself: a store, the house and its channels. It is handed to
// every screen and command; nothing of it is global, so that many sessions can
// run on one desk.
type Desk struct {
	Store    Store
	House    *House
	Clock    Clock
	Assessor Assessor
	Spotter  Spotter            // finds waves; nil where nothing is looked for
	Channels map[string]Channel // by id; may lack one whose account is not set up

	book claimBook
}

// As opens a session for a person of the config.
func (d *Desk) As(person string) (*Session, error) {
	p, ok := d.House.Person(person)
	if !ok {
		ids := make([]string, 0, len(d.House.Persons))
		for _, p := range d.House.Persons {
			ids = append(ids, p.ID)
		}
		return nil, Fail(CodeNoPerson, "person", Quote(person), "known", joinList(ids))
	}
	if p.Disabled {
		return nil, Fail(CodePersonDisabled, "person", p.ID)
	}
	return &Session{Desk: d, Person: p}, nil
}

// Session is a desk as one person sees it. Every read is narrowed to what the
// person may see, every act is checked against their rights and goes through the
// store's Commit.
type Session struct {
	*Desk
	Person Person
}

// Target is an item a person acts on, with the version of the text they had
// before them; 0 where the text does not matter to the act.
type Target struct {
	ID      ItemID
	Version uint32
}

// Targets makes targets of ids, for acts that do not depend on the text.
func Targets(ids ...ItemID) []Target {
	out := make([]Target, len(ids))
	for i, id := range ids {
		out[i].ID = id
	}
	return out
}

// MaxBatch is how many items one act may concern: it is one transaction.
const MaxBatch = 10_000

// May reports why the person may not use a right; nil when they may.
func (s *Session) May(right Right) error {
	_, err := s.actor(right)
	return err
}

// actor gives the person in the role that has the right.
func (s *Session) actor(right Right) (Actor, error) {
	r, ok := s.House.With(&s.Person, right)
	if !ok {
		return Actor{}, Fail(CodeNoRight, "right", string(right), "person", s.Person.ID, "roles", joinList(s.Person.Roles))
	}
	return Actor{Person: s.Person.ID, Role: r.ID}, nil
}

// Scope narrows a filter to what the person may see. An empty role list that
// nothing matches stands for "nothing at all".
func (s *Session) Scope(f Filter) (Filter, error) {
	f = s.House.withReactions(f)
	if s.May(RightRead) == nil {
		return f, nil
	}
	if err := s.May(RightReadAssigned); err != nil {
		return f, Fail(CodeNoRight, "right", string(RightRead), "person", s.Person.ID, "roles", joinList(s.Person.Roles))
	}
	if f.Roles == nil {
		f.Roles = slices.Clone(s.Person.Roles)
		return f, nil
	}
	f.Roles = slices.DeleteFunc(slices.Clone(f.Roles), func(r string) bool { return !slices.Contains(s.Person.Roles, r) })
	if len(f.Roles) == 0 {
		f.Roles = []string{"\x00none"}
	}
	return f, nil
}

// sees reports whether the person may read an item.
func (s *Session) sees(it *Item) bool {
	return s.May(RightRead) == nil ||
		s.May(RightReadAssigned) == nil && slices.Contains(s.Person.Roles, it.State.Role)
}

// Item gives one item, or CodeNoItem where there is none the person may see.
func (s *Session) Item(ctx context.Context, id ItemID) (Item, error) {
	it, err := s.Store.Item(ctx, id)
	if err == nil && !s.sees(&it) {
		return Item{}, Fail(CodeNotResponsible, "item", id.Short())
	}
	return it, err
}

// Page gives a window of a list.
func (s *Session) Page(ctx context.Context, f Filter, after Token, n int) (Page, error) {
	f, err := s.Narrow(ctx, f)
	if err != nil {
		return Page{}, err
	}
	return s.Store.Page(ctx, f, after, n)
}

// PageBack gives a window of a list, read upwards.
func (s *Session) PageBack(ctx context.Context, f Filter, before Token, n int) (Page, error) {
	f, err := s.Narrow(ctx, f)
	if err != nil {
		return Page{}, err
	}
	return s.Store.PageBack(ctx, f, before, n)
}

// Search streams matches.
func (s *Session) Search(ctx context.Context, f Filter, yield func([]Item) bool) error {
	f, err := s.Narrow(ctx, f)
	if err != nil {
		return err
	}
	return s.Store.Search(ctx, f, yield)
}

// Survey streams what figures are made of. Whoever sees only what is assigned to
// them sees no figures: they would be figures of a few.
func (s *Session) Survey(ctx context.Context, st Stretch, yield func([]Tally) bool) error {
	if err := s.May(RightRead); err != nil {
		return err
	}
	return s.Store.Survey(ctx, st, yield)
}

// Counts counts filters in one snapshot.
func (s *Session) Counts(ctx context.Context, fs []Filter, limit int) ([]Count, error) {
	scoped := make([]Filter, len(fs))
	for i := range fs {
		f, err := s.Narrow(ctx, fs[i])
		if err != nil {
			return nil, err
		}
		scoped[i] = f
	}
	return s.Store.Counts(ctx, scoped, limit)
}

// Newer counts what came in after an item.
func (s *Session) Newer(ctx context.Context, f Filter, than ItemID, limit int) (Count, error) {
	f, err := s.Narrow(ctx, f)
	if err != nil {
		return Count{}, err
	}
	return s.Store.Newer(ctx, f, than, limit)
}

// FindReply resolves a whole reply id or an unambiguous tail of one among the
// replies that are not done with.
func (s *Session) FindReply(ctx context.Context, text string) (Reply, error) {
	if len(text) == 26 {
		if r, err := s.Store.Reply(ctx, ReplyID(text)); err == nil {
			return r, s.seesReply(ctx, &r)
		}
	}
	if len(text) < 4 {
		return Reply{}, Fail(CodeBadID, "got", Quote(text))
	}
	rs, err := s.Store.Replies(ctx, ReplyInReview, ReplyReturned, ReplyReleased, ReplyQueued, ReplySending, ReplyUnclear, ReplyRefused, ReplyVoid)
	if err != nil {
		return Reply{}, err
	}
	var found []Reply
	for i := range rs {
		if hasSuffixFold(string(rs[i].ID), text) {
			found = append(found, rs[i])
		}
	}
	switch len(found) {
	case 0:
		return Reply{}, Fail(CodeNoReply, "reply", Quote(text))
	case 1:
		return found[0], s.seesReply(ctx, &found[0])
	}
	return Reply{}, Fail(CodeAmbiguous, "got", Quote(text), "known", string(found[0].ID)+", "+string(found[1].ID))
}

func (s *Session) seesReply(ctx context.Context, r *Reply) error {
	_, err := s.Item(ctx, r.Item)
	return err
}

// commit writes one batch of decisions.
func (s *Session) commit(ctx context.Context, ds ...Decision) ([]Event, error) {
	if len(ds) > MaxBatch {
		return nil, Fail(CodeBatchTooLarge, "max", itoa(MaxBatch), "got", itoa(len(ds)))
	}
	if len(ds) == 0 {
		return nil, Fail(CodeNothingMatched)
	}
	batch := NewULID(s.Clock.Now())
	for i := range ds {
		if ds[i].Batch == "" {
			ds[i].Batch = batch
		}
	}
	return s.Store.Commit(ctx, ds, s.Clock.Now())
}

// each builds the same decision for many items and commits them as one batch with
// one undo.
func (s *Session) each(ctx context.Context, right Right, ts []Target, d Decision) ([]Event, error) {
	ds, err := s.decisions(ctx, right, ts, d)
	if err != nil {
		return nil, err
	}
	return s.commit(ctx, ds...)
}

// decisions builds the same decision for many items.
func (s *Session) decisions(ctx context.Context, right Right, ts []Target, d Decision) ([]Decision, error) {
	actor, err := s.actor(right)
	if err != nil {
		return nil, err
	}
	ds := make([]Decision, 0, len(ts))
	for _, t := range ts {
		if s.May(RightRead) != nil { // cheap for the many, checked item by item for the few
			if _, err := s.Item(ctx, t.ID); err != nil {
				return nil, err
			}
		}
		one := d
		one.Actor, one.Item, one.Base, one.Args.Alone = actor, t.ID, t.Version, len(ts) == 1
		ds = append(ds, one)
	}
	return ds, nil
}

// Wake brings back the items whose resubmission date has come; a screen or `run`
// calls it now and then. It gives how many came back.
func (d *Desk) Wake(ctx context.Context) (int, error) {
	now := d.Clock.Now()
	ids, err := d.Store.WakeDue(ctx, now, 1000)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	n := 0
	for _, id := range ids {
		_, err := d.Store.Commit(ctx, []Decision{{Kind: DidWake, Actor: System(), Item: id}}, now)
		var e *Error
		switch {
		case err == nil:
			n++
		case !errors.As(err, &e): // decided on meanwhile: the next call sees it
			return n, err
		}
	}
	return n, nil
}
