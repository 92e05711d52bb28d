package adapters

import (
	"context"
	"maps"
	"slices"
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
	control []known   // open items that were there at the last scan
	reread  time.Time // when the slow lap last went a step
}

// known is an item by what a second look needs.
type known struct {
	id      inbox.ItemID
	hash    inbox.Hash
	visible inbox.Visibility
	content inbox.Content // without its texts
	ref     inbox.Ref
}

func knownOf(it *inbox.Item) known {
	c := &it.Content
	ref := inbox.RefOf(c)
	ref.Hidden = it.State.Visibility == inbox.HiddenByUs
	return known{
		id: it.ID, hash: it.Hash, visible: it.State.Visibility, ref: ref,
		content: inbox.Content{Channel: c.Channel, RemoteID: c.RemoteID, PostedAt: c.PostedAt, Kind: c.Kind},
	}
}

// standing is what stands on a channel as far as we know: what we have hidden is
// looked at as well, for its author may delete it and a colleague show it.
func standing(v inbox.Visibility) bool { return v.Answerable() || v == inbox.VisibilityUnknown }

const standingSet = 1<<inbox.Public | 1<<inbox.HiddenByUs | 1<<inbox.VisibilityUnknown

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
	for len(batch) > 0 {
		m := min(len(batch), recheckChunk)
		if _, err := p.look(ctx, r, batch[:m]); err != nil {
			p.recheck.queue = append(batch, p.recheck.queue...)
			return err
		}
		batch = batch[m:]
	}
	return nil
}

// look asks once more for texts and takes what that shows. silent is how many the
// channel did not show.
func (p *Poller) look(ctx context.Context, r *Report, ks []known) (silent int, err error) {
	looked := map[string]inbox.Refreshed{}
	if err := p.refresh(ctx, ks, looked); err != nil {
		return 0, err
	}
	return p.judge(ctx, r, ks, looked)
}

// scan queues the open items whose age has come, and doubts whose second look may
// be taken.
func (p *Poller) scan(ctx context.Context) error {
	now := p.clock.Now()
	last := p.state.RecheckedAt
	if last.IsZero() {
		last = now // a desk's first round has nothing known to look at again
	}
	if !p.state.RecheckedAt.IsZero() && now.Sub(last) < recheckEvery {
		return nil
	}
	if err := p.queueDoubts(ctx, now); err != nil {
		return err
	}
	p.recheck.control = p.recheck.control[:0]
	var after inbox.Token
	for range recheckPages {
		page, err := p.in.store.Page(ctx, inbox.Filter{
			Work: inbox.OpenWork(), Channels: []string{p.in.channel}, Visibilities: standingSet,
		}, after, recheckPage)
		if err != nil {
			return err
		}
		for i := range page.Items {
			it := &page.Items[i]
			switch {
			case p.doubted(it.ID.String()):
			case recheckDue(it.SeenAt, last, now):
				p.queue(knownOf(it))
			case len(p.recheck.control) < 2:
				p.recheck.control = append(p.recheck.control, knownOf(it))
			}
		}
		if after = page.Next; after == "" {
			break
		}
	}
	p.state.RecheckedAt = now
	return nil
}

func (p *Poller) doubted(id string) bool {
	_, missing := p.state.Suspects[id]
	_, shown := p.state.Shown[id]
	return missing || shown
}

// queueDoubts queues what was missing, or shown though we had hidden it, a quarter
// of an hour ago: a second look decides, also about what is done with.
func (p *Poller) queueDoubts(ctx context.Context, now time.Time) error {
	for _, doubts := range []map[string]time.Time{p.state.Suspects, p.state.Shown} {
		for _, s := range slices.Sorted(maps.Keys(doubts)) {
			if now.Sub(doubts[s]) < strikeApart {
				continue
			}
			id, err := inbox.ParseItemID(s)
			if err != nil {
				delete(doubts, s)
				continue
			}
			it, err := p.in.store.Item(ctx, id)
			switch {
			case inbox.CodeOf(err) == inbox.CodeNoItem:
				delete(doubts, s)
			case err != nil:
				return err
			case !standing(it.State.Visibility):
				delete(doubts, s)
			default:
				p.queue(knownOf(&it))
			}
		}
	}
	return nil
}

func (p *Poller) queue(k known) {
	for i := range p.recheck.queue {
		if p.recheck.queue[i].id == k.id {
			p.recheck.queue[i] = k
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

// judge takes what a second look showed: new versions at once; deletions, and what
// is public though we had hidden it, only when seen so twice a quarter of an hour
// apart, a deletion moreover only while another text was readable. silent is how
// many were not shown.
func (p *Poller) judge(ctx context.Context, r *Report, ks []known, looked map[string]inbox.Refreshed) (silent int, err error) {
	var obs []inbox.Observation
	var missing []known
	found := 0
	for _, k := range ks {
		id := k.id.String()
		x, told := looked[k.ref.RemoteID]
		switch {
		case !told || x.Forbidden:
			silent++
			delete(p.state.Suspects, id) // the channel does not say: it is asked again in its turn
			delete(p.state.Shown, id)
		case x.Found:
			found++
			delete(p.state.Suspects, id)
			if o := x.Observation; o != nil && p.news(&k, o) {
				obs = append(obs, *o)
			}
		default:
			delete(p.state.Shown, id)
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
			return silent, err
		}
		obs = append(obs, gone...)
	}
	res, err := p.in.seen(ctx, obs)
	r.took(res)
	return silent + len(missing), err
}

// news reports whether a sight of a known text says anything new, and notes in it
// that what we had hidden is public again.
func (p *Poller) news(k *known, o *inbox.Observation) bool {
	id := k.id.String()
	edited := (o.Gone == inbox.Public || o.HiddenText()) && o.Hash() != k.hash
	if k.visible != inbox.HiddenByUs || o.Gone != inbox.Public {
		delete(p.state.Shown, id)
		return edited || o.Gone != k.visible
	}
	if p.channel.Capabilities().HiddenSeen {
		o.Shown = p.twice(&p.state.Shown, id)
	}
	return edited || o.Shown
}

// twice notes a first sight of something and reports a second one that is far
// enough from it.
func (p *Poller) twice(sights *map[string]time.Time, id string) bool {
	now := p.clock.Now()
	first, again := (*sights)[id]
	switch {
	case !again:
		if *sights == nil {
			*sights = map[string]time.Time{}
		}
		(*sights)[id] = now
		return false
	case now.Sub(first) < strikeApart:
		return false
	}
	delete(*sights, id)
	return true
}

const massMissing = 5

// strike counts who was missing and gives those that are gone.
func (p *Poller) strike(ctx context.Context, missing []known, control bool) ([]inbox.Observation, error) {
	var gone []inbox.Observation
	for _, k := range missing {
		id := k.id.String()
		first := p.state.Suspects[id]
		if !p.twice(&p.state.Suspects, id) {
			continue
		}
		if !control {
			ok, err := p.readable(ctx)
			if err != nil || !ok {
				p.state.Suspects[id] = first // the strike stands; another round decides
				return gone, err
			}
			control = true
		}
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
