package adapters

import (
	"context"
	"time"

	"lotse/inbox"
)

const (
	dutyMost  = 50_000 // texts of one look at everything
	dutyAgain = time.Hour
)

// doDuty looks at everything that is kept of a channel whose terms ask for it.
// What it says is gone is looked at once more, text by text: two that say so are
// needed here as elsewhere. A failure is told and tried again; it is no failure of
// reading.
func (p *Poller) doDuty(ctx context.Context, r *Report) error {
	ch, ok := p.channel.(inbox.Obliged)
	if !ok || ch.Duty() <= 0 {
		return nil
	}
	now := p.clock.Now()
	if now.Sub(p.state.DutyAt) < ch.Duty() || now.Before(p.dutyDue) {
		return nil
	}
	all, err := p.everything(ctx)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		p.state.DutyAt = now
		return nil
	}
	refs := make([]inbox.Ref, 0, len(all))
	for i := range all {
		refs = append(refs, all[i].ref)
	}
	var gone []string
	done := false
	err = p.guard.call(ctx, "duty", callLimit, 0, false, func(ctx context.Context) (err error) {
		gone, done, err = ch.Vanished(ctx, refs)
		return err
	})
	if err == nil && done {
		err = p.confirm(ctx, r, all, gone)
	}
	switch {
	case err != nil && inbox.ProblemOf(err) == "":
		return err // the store's
	case err != nil:
		p.dutyDue = now.Add(dutyAgain)
		r.warn(inbox.Warning{Code: "duty_failed", Detail: string(inbox.ProblemOf(err))})
	case done:
		p.state.DutyAt = now
	}
	return nil
}

// everything lists what is kept of the channel and was public when last seen.
func (p *Poller) everything(ctx context.Context) (all []known, err error) {
	var after inbox.Token
	for len(all) < dutyMost {
		page, err := p.in.store.Page(ctx, inbox.Filter{
			Channels: []string{p.in.channel}, Visibilities: 1<<inbox.Public | 1<<inbox.HiddenByUs,
		}, after, recheckPage)
		if err != nil {
			return nil, err
		}
		for i := range page.Items {
			c := &page.Items[i].Content
			all = append(all, known{id: page.Items[i].ID, hash: page.Items[i].Hash, ref: inbox.RefOf(c), content: inbox.Content{
				Channel: c.Channel, RemoteID: c.RemoteID, PostedAt: c.PostedAt, Kind: c.Kind,
			}})
		}
		if after = page.Next; after == "" {
			break
		}
	}
	return all, nil
}

// confirm looks at what is said to be gone, and takes away what is.
func (p *Poller) confirm(ctx context.Context, r *Report, all []known, gone []string) error {
	missing := map[string]bool{}
	for _, id := range gone {
		missing[id] = true
	}
	var asked []known
	for i := range all {
		if missing[all[i].ref.RemoteID] {
			asked = append(asked, all[i])
		}
	}
	var obs []inbox.Observation
	for len(asked) > 0 {
		batch := asked[:min(len(asked), recheckChunk)]
		asked = asked[len(batch):]
		looked := map[string]inbox.Refreshed{}
		if err := p.refresh(ctx, batch, looked); err != nil {
			return err
		}
		for _, k := range batch {
			// Forbidden is protected or blocked: public no more either.
			if x, told := looked[k.ref.RemoteID]; told && !x.Found {
				obs = append(obs, inbox.Observation{Content: k.content, Gone: inbox.DeletedByAuthor})
			}
		}
	}
	r.Rechecked += len(all)
	r.Missing += len(obs)
	if len(obs) >= massMissing && len(obs)*5 > len(all) {
		r.warn(inbox.Warning{Code: "mass_missing", Count: len(obs)})
		return nil
	}
	res, err := p.in.seen(ctx, obs)
	r.took(res)
	return err
}
