package inbox

import "slices"

// foldTemplate folds the governance of wordings: a new version, its submission,
// the approval of each office, withdrawal.
func (f *folder) foldTemplate() error {
	d := f.d
	if d.Kind == DidTemplate {
		return f.newTemplate()
	}
	v, err := f.Template(d.Template)
	if err != nil {
		return err
	}
	switch d.Kind { //nolint:exhaustive // fold routes only these here
	case DidPropose:
		if v.State != TemplateDraft {
			return Fail(CodeTemplateState, "state", v.State.String())
		}
		v.State = TemplateSubmitted
	case DidConsent:
		return f.consent(v)
	case DidWithdraw:
		if v.State == TemplateWithdrawn || v.State == TemplateSuperseded {
			return Fail(CodeTemplateState, "state", v.State.String())
		}
		v.State = TemplateWithdrawn
	}
	f.change.Templates = append(f.change.Templates, v)
	return nil
}

func (f *folder) newTemplate() error {
	v := f.d.NewTemplate
	if v == nil {
		return Fail(CodeNoTemplate, "template", "")
	}
	v = v.Clone()
	if problems := v.Check(); len(problems) > 0 {
		return problems[0]
	}
	others, err := f.TemplatesOf(v.Key)
	if err != nil {
		return err
	}
	v.N = 1
	v.Hash = v.ContentHash()
	if len(others) > 0 {
		last := others[len(others)-1]
		v.N = last.N + 1
		if last.Hash == v.Hash && last.State != TemplateWithdrawn {
			return Fail(CodeTemplateSame, "template", last.Ref().String())
		}
	}
	v.State, v.Approvals, v.ValidFrom, v.ValidUntil = TemplateDraft, nil, noTime, noTime
	v.CreatedAt, v.CreatedBy = f.now, f.d.Actor
	f.change.Templates = append(f.change.Templates, v)
	f.d.Template = v.Ref()
	return nil
}

// consent takes one office's approval of exactly this content. The last one makes
// the version valid and the version before it superseded.
func (f *folder) consent(v *TemplateVersion) error {
	d := f.d
	if v.State != TemplateSubmitted {
		return Fail(CodeTemplateState, "state", v.State.String())
	}
	if d.Args.Hash != v.Hash || v.ContentHash() != v.Hash {
		return Fail(CodeHashMismatch)
	}
	if !slices.Contains(v.Approver, d.Actor.Role) {
		return Fail(CodeNotApprover, "role", d.Actor.Role)
	}
	if d.Actor.Person == v.CreatedBy.Person {
		return Fail(CodeOwnRelease)
	}
	for _, a := range v.Approvals {
		if a.By.Role == d.Actor.Role {
			return Fail(CodeTemplateState, "state", "approved_by_"+a.By.Role)
		}
	}
	v.Approvals = append(v.Approvals, Approval{By: d.Actor, At: f.now, Hash: v.Hash})
	f.change.Templates = append(f.change.Templates, v)
	if len(v.Approvals) < len(v.Approver) {
		return nil
	}
	from := d.Args.ValidFrom
	if from.IsZero() {
		from = f.now
	}
	until := d.Args.ValidTill
	if until.IsZero() {
		var err error
		if until, err = AddValidity(from, v.Validity); err != nil {
			return err
		}
	}
	if !until.After(from) {
		return Fail(CodeBadValidity, "got", stamp(until))
	}
	v.State, v.ValidFrom, v.ValidUntil = TemplateApproved, from, until
	others, err := f.TemplatesOf(v.Key)
	if err != nil {
		return err
	}
	for _, o := range others {
		if o.N != v.N && o.State == TemplateApproved {
			o = o.Clone()
			o.State = TemplateSuperseded
			f.change.Templates = append(f.change.Templates, o)
		}
	}
	return nil
}

// foldHandover folds a protocol: prepared by the outgoing person, accepted or
// refused by the incoming one.
func (f *folder) foldHandover() error {
	d := f.d
	if d.Kind == DidPrepare {
		h := d.NewHandover
		if h == nil || h.From != d.Actor.Person || h.To == "" || h.To == h.From || h.Hash != h.ContentHash() {
			return Fail(CodeNoHandover, "handover", "")
		}
		if _, err := f.Handover(h.ID); CodeOf(err) != CodeNoHandover {
			if err != nil {
				return err
			}
			return Fail(CodeHandoverState, "state", "known")
		}
		c := *h
		c.State, c.PreparedAt = HandoverPrepared, f.now
		f.change.Handover = &c
		return nil
	}
	h, err := f.Handover(d.Handover)
	if err != nil {
		return err
	}
	if h.State != HandoverPrepared {
		return Fail(CodeHandoverState, "state", string(h.State))
	}
	if h.To != d.Actor.Person {
		return Fail(CodeNotYourHandover, "person", h.To)
	}
	if d.Args.Hash != h.Hash {
		return Fail(CodeHashMismatch)
	}
	if d.Kind == DidRefuse {
		if d.Text == "" {
			return Fail(CodeEmptyText)
		}
		h.State = HandoverRefused
	} else {
		for i, l := range h.Lines {
			if l.Section.Single() && !slices.Contains(d.Args.Lines, i) {
				return Fail(CodeLineOpen, "line", itoa(i+1))
			}
		}
		h.State, h.Acked = HandoverAccepted, d.Args.Lines
	}
	h.DecidedAt = f.now
	f.change.Handover = h
	return nil
}
