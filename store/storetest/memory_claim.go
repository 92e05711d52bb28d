package storetest

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"lotse/inbox"
)

func (w world) Claim(id inbox.ClaimID) (*inbox.Claim, error) {
	if c := w.claims[id]; c != nil {
		return c.Clone(), nil
	}
	return nil, inbox.Fail(inbox.CodeNoClaim, "claim", string(id))
}

func (w world) Claims() ([]*inbox.Claim, error) {
	out := make([]*inbox.Claim, 0, len(w.claims))
	for _, c := range w.claims {
		out = append(out, c.Clone())
	}
	slices.SortFunc(out, func(a, b *inbox.Claim) int {
		return cmp.Or(a.ReportedAt.Compare(b.ReportedAt), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// Claim gives one claim.
func (m *Memory) Claim(ctx context.Context, id inbox.ClaimID) (inbox.Claim, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return inbox.Claim{}, err
	}
	defer leave()
	c, err := world{m}.Claim(id)
	if err != nil {
		return inbox.Claim{}, err
	}
	return *c, nil
}

// Claims gives every claim, the oldest first.
func (m *Memory) Claims(ctx context.Context) ([]inbox.Claim, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	all, err := world{m}.Claims()
	var out []inbox.Claim
	for _, c := range all {
		out = append(out, *c)
	}
	return out, err
}

// ClaimsMark counts every entry of the log: more often than needed is no fault.
func (m *Memory) ClaimsMark(ctx context.Context) (uint64, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return 0, err
	}
	defer leave()
	return uint64(len(m.log)), nil
}

// ClaimLinks gives what persons said about items and a claim.
func (m *Memory) ClaimLinks(ctx context.Context, id inbox.ClaimID) ([]inbox.ClaimLink, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []inbox.ClaimLink
	for _, it := range m.items {
		for _, c := range it.State.NotClaims {
			out = append(out, inbox.ClaimLink{Claim: c, Item: it.ID})
		}
		if c := it.State.Claim; c != "" {
			out = append(out, inbox.ClaimLink{Claim: c, Item: it.ID, Confirmed: true})
		}
	}
	if id != "" {
		out = slices.DeleteFunc(out, func(l inbox.ClaimLink) bool { return l.Claim != id })
	}
	slices.SortFunc(out, func(a, b inbox.ClaimLink) int {
		return cmp.Or(cmp.Compare(a.Claim, b.Claim), bytes.Compare(a.Item[:], b.Item[:]))
	})
	return out, nil
}

// RepliesUnder gives the replies to items matched with a claim, oldest first.
func (m *Memory) RepliesUnder(ctx context.Context, id inbox.ClaimID) ([]inbox.Reply, error) {
	leave, err := m.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var out []inbox.Reply
	for _, r := range m.replies {
		if id != "" && r.Claim == id {
			out = append(out, *r.Clone())
		}
	}
	slices.SortFunc(out, func(a, b inbox.Reply) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}
