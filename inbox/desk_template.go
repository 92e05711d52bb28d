package inbox

import (
	"context"
	"slices"
	"time"
)

// AddTemplate keeps a content as a new draft version of its family. The same
// content as the latest version is refused with CodeTemplateSame.
func (s *Session) AddTemplate(ctx context.Context, t Template) (TemplateRef, error) {
	actor, err := s.actor(RightTemplateDraft)
	if err != nil {
		return TemplateRef{}, err
	}
	vs, err := s.Store.Templates(ctx)
	if err != nil {
		return TemplateRef{}, err
	}
	next := 1
	for i := range vs {
		if vs[i].Key == t.Key {
			next = max(next, vs[i].N+1)
		}
	}
	ref := TemplateRef{Key: t.Key, N: next}
	_, err = s.commit(ctx, Decision{Kind: DidTemplate, Actor: actor, Template: ref, NewTemplate: &TemplateVersion{Template: t}})
	return ref, err
}

// AddStarter keeps the wordings that come with the program as drafts. Nobody of
// the house wrote them, so anybody entitled may submit and approve them. What is
// there already is left alone; it gives how many were added.
func (d *Desk) AddStarter(ctx context.Context, ts []Template) (int, error) {
	added := 0
	for _, t := range ts {
		_, err := d.Store.Commit(ctx, []Decision{{
			Kind: DidTemplate, Actor: System(), Template: TemplateRef{Key: t.Key},
			NewTemplate: &TemplateVersion{Template: t},
		}}, d.Clock.Now())
		switch {
		case CodeOf(err) == CodeTemplateSame:
		case err != nil:
			return added, err
		default:
			added++
		}
	}
	return added, nil
}

// Propose submits a draft version for approval.
func (s *Session) Propose(ctx context.Context, ref TemplateRef) error {
	actor, err := s.actor(RightTemplateDraft)
	if err != nil {
		return err
	}
	_, err = s.commit(ctx, Decision{Kind: DidPropose, Actor: actor, Template: ref})
	return err
}

// Consent approves exactly the content with this hash, for one of the person's
// offices that must approve it. Zero times take the template's own validity.
func (s *Session) Consent(ctx context.Context, ref TemplateRef, hash Hash, from, until time.Time) error {
	v, err := s.templateVersion(ctx, ref)
	if err != nil {
		return err
	}
	actor, err := s.approver(v)
	if err != nil {
		return err
	}
	_, err = s.commit(ctx, Decision{
		Kind: DidConsent, Actor: actor, Template: v.Ref(), Args: Args{Hash: hash, ValidFrom: from, ValidTill: until},
	})
	return err
}

// approver gives the person in a role that must approve and has not yet.
func (s *Session) approver(v *TemplateVersion) (Actor, error) {
	for _, id := range s.Person.Roles {
		r, ok := s.House.Role(id)
		if !ok || !slices.Contains(r.Rights, RightTemplateApprove) || !slices.Contains(v.Approver, id) {
			continue
		}
		if !slices.ContainsFunc(v.Approvals, func(a Approval) bool { return a.By.Role == id }) {
			return Actor{Person: s.Person.ID, Role: id}, nil
		}
	}
	return Actor{}, Fail(CodeNotApprover, "role", joinList(s.Person.Roles), "known", joinList(v.Approver))
}

// Withdraw ends a version at once: every reply that has not left and was made
// from it loses its ground, in the same transaction.
func (s *Session) Withdraw(ctx context.Context, ref TemplateRef, reason string) (voided int, err error) {
	v, err := s.templateVersion(ctx, ref)
	if err != nil {
		return 0, err
	}
	actor, err := s.actor(RightTemplateApprove)
	if err != nil {
		return 0, err
	}
	if Canonical(reason) == "" {
		return 0, Fail(CodeEmptyText, "what", "reason")
	}
	ds := []Decision{{Kind: DidWithdraw, Actor: actor, Template: v.Ref(), Text: Canonical(reason)}}
	rs, err := s.Store.Replies(ctx, ReplyInReview, ReplyReleased, ReplyQueued)
	if err != nil {
		return 0, err
	}
	for i := range rs {
		if rs[i].Composition.Template == v.Ref() {
			ds = append(ds, Decision{
				Kind: DidVoid, Actor: System(), Item: rs[i].Item, ReplyID: rs[i].ID,
				Args: Args{Reason: "template_withdrawn"},
			})
		}
	}
	_, err = s.commit(ctx, ds...)
	return len(ds) - 1, err
}

// RecordExport notes in the log that data left as a file, before it does.
func (s *Session) RecordExport(ctx context.Context, what string, count int) error {
	actor, err := s.actor(RightExport)
	if err != nil {
		return err
	}
	_, err = s.commit(ctx, Decision{Kind: DidExport, Actor: actor, Args: Args{Reason: what, Count: count}})
	return err
}

// RecordImport notes in the log that a file was read in.
func (s *Session) RecordImport(ctx context.Context, channel string, count int) error {
	actor, err := s.actor(RightImport)
	if err != nil {
		return err
	}
	_, err = s.commit(ctx, Decision{Kind: DidImport, Actor: actor, Args: Args{Reason: channel, Count: count}})
	return err
}
