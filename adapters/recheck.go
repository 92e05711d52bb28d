package adapters

import (
	"context"
	"time"

	"lotse/inbox"
)

const (
	recheckEvery = 5 * time.Minute
	recheckChunk = 40
	recheckMost  = 200 // texts of one round; the rest waits for the next
	recheckPage  = 200
	recheckPages = 25
	strikeApart  = 15 * time.Minute
	week         = 7 * 24 * time.Hour
)

// recheckAges is when an open item is looked at again, counted from when the desk
// first saw it; then weekly.
var recheckAges = []time.Duration{10 * time.Minute, time.Hour, 6 * time.Hour, 24 * time.Hour}

// recheckDue tells whether an age was crossed between the last look and now. It
// needs no record per item.
func recheckDue(seen, last, now time.Time) bool {
	before, age := last.Sub(seen), now.Sub(seen)
	for _, t := range recheckAges {
		if before < t && t <= age {
			return true
		}
	}
	return age > 0 && age/week > max(before, 0)/week
}

// recheck holds what is still to be looked at.
type recheck struct {
	queue   []known
	control []known // open items that were there at the last scan
}

// known is an item by what a second look needs.
type known struct {
	id      inbox.ItemID
	hash    inbox.Hash
	content inbox.Content // without its texts
	ref     inbox.Ref
}

// lookAgain finds edits and deletions of open items.
func (p *Poller) lookAgain(ctx context.Context, r *Report) error {
	if !p.channel.Capabilities().Refresh {
		return nil
	}
	if err := p.scan(ctx); err != nil {
		return err
	}
	n := min(len(p.recheck.queue), recheckMost)
	batch := p.recheck.queue[:n]
	p.recheck.queue = p.recheck.queue[n:]
	if n == 0 {
		return nil
	}
	looked := map[string]inbox.Refreshed{}
	for len(batch) > 0 {
		m := min(len(batch), recheckChunk)
		if err := p.refresh(ctx, batch[:m], looked); err != nil {
			p.recheck.queue = append(batch, p.recheck.queue...)
			return err
		}
		if err := p.judge(ctx, r, batch[:m], looked); err != nil {
			return err
		}
		batch = batch[m:]
	}
	return nil
}

// scan queues the open items whose age has come, and suspects whose second strike
// may fall.
func (p *Poller) scan(ctx context.Context) error {
	now := p.clock.Now()
	last := p.state.RecheckedAt
	if last.IsZero() {
		last = now // a desk's first round has nothing known to look at again
	}
	if !p.state.RecheckedAt.IsZero() && now.Sub(last) < recheckEvery {
		return nil
	}
	p.recheck.control = p.recheck.control[:0]
	open := map[string]bool{}
	var after inbox.Token
	for range recheckPages {
		page, err := p.in.store.Page(ctx, inbox.Filter{
			Work: inbox.OpenWork(), Channels: []string{p.in.channel}, Visibilities: 1 << inbox.Public,
		}, after, recheckPage)
		if err != nil {
			return err
		}
		for i := range page.Items {
			it := &page.Items[i]
			id := it.ID.String()
			first, suspect := p.state.Suspects[id]
			open[id] = true
			k := known{
				id: it.ID, hash: it.Hash, ref: inbox.RefOf(&it.Content),
				content: inbox.Content{Channel: it.Content.Channel, RemoteID: it.Content.RemoteID, PostedAt: it.Content.PostedAt, Kind: it.Content.Kind},
			}
			switch {
			case suspect && now.Sub(first) >= strikeApart, !suspect && recheckDue(it.SeenAt, last, now):
				p.queue(k)
			case !suspect && len(p.recheck.control) < 2:
				p.recheck.control = append(p.recheck.control, k)
			}
		}
		if after = page.Next; after == "" {
			break
		}
	}
	for id := range p.state.Suspects { // closed or gone meanwhile
		if after == "" && !open[id] {
			delete(p.state.Suspects, id)
		}
	}
	p.state.RecheckedAt = now
	return nil
}

func (p *Poller) queue(k known) {
	for i := range p.recheck.queue {
		if p.recheck.queue[i].id == k.id {
			return
		}
	}
	p.recheck.queue = append(p.recheck.queue, k)
}

func (p *Poller) refresh(ctx context.Context, ks []known, into map[string]inbox.Refreshed) error {
	refs := make([]inbox.Ref, len(ks))
	for i := range ks {
		refs[i] = ks[i].ref
	}
	return p.guard.call(ctx, "refresh", callLimit, 0, false, func(ctx context.Context) error {
		xs, err := p.channel.Refresh(ctx, refs)
		for _, x := range xs {
			into[x.Ref.RemoteID] = x
		}
		return err
	})
}

// judge takes what a second look showed: new versions at once, deletions only
// when missed twice a quarter of an hour apart while another text was readable.
func (p *Poller) judge(ctx context.Context, r *Report, ks []known, looked map[string]inbox.Refreshed) error {
	var obs []inbox.Observation
	var missing []known
	found := 0
	for _, k := range ks {
		x, told := looked[k.ref.RemoteID]
		switch {
		case !told || x.Forbidden:
		case x.Found:
			found++
			delete(p.state.Suspects, k.id.String())
			if x.Observation != nil && (x.Observation.Hash() != k.hash || x.Observation.Gone != inbox.Public) {
				obs = append(obs, *x.Observation)
			}
		default:
			missing = append(missing, k)
		}
	}
	r.Rechecked += len(ks)
	r.Missing += len(missing)
	switch {
	case !p.channel.Capabilities().ProvableGone:
	case len(missing) >= massMissing && len(missing)*5 > len(ks):
		// So many at once means a lost permission or a broken server, not so many
		// changes of mind.
		r.warn(inbox.Warning{Code: "mass_missing", Count: len(missing)})
	default:
		gone, err := p.strike(ctx, missing, found > 0)
		if err != nil {
			return err
		}
		obs = append(obs, gone...)
	}
	res, err := p.in.seen(ctx, obs)
	r.took(res)
	return err
}

const massMissing = 5

// strike counts who was missing and gives those that are gone.
func (p *Poller) strike(ctx context.Context, missing []known, control bool) ([]inbox.Observation, error) {
	now := p.clock.Now()
	var gone []inbox.Observation
	for _, k := range missing {
		id := k.id.String()
		first, again := p.state.Suspects[id]
		if !again {
			if p.state.Suspects == nil {
				p.state.Suspects = map[string]time.Time{}
			}
			p.state.Suspects[id] = now
			continue
		}
		if now.Sub(first) < strikeApart {
			continue
		}
		if !control {
			ok, err := p.readable(ctx)
			if err != nil || !ok {
				return gone, err // the strike stands; another round decides
			}
			control = true
		}
		delete(p.state.Suspects, id)
		gone = append(gone, inbox.Observation{Content: k.content, Gone: inbox.DeletedByAuthor})
	}
	return gone, nil
}

// readable makes sure that the account still sees anything: another open item,
// or, where there is none, itself.
func (p *Poller) readable(ctx context.Context) (bool, error) {
	if len(p.recheck.control) == 0 {
		err := p.guard.call(ctx, "whoami", callLimit, 0, false, func(ctx context.Context) error {
			_, err := p.channel.Whoami(ctx)
			return err
		})
		return err == nil, err
	}
	looked := map[string]inbox.Refreshed{}
	if err := p.refresh(ctx, p.recheck.control, looked); err != nil {
		return false, err
	}
	for _, x := range looked {
		if x.Found {
			return true, nil
		}
	}
	return false, nil
}
