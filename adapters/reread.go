package adapters

import (
	"context"
	"time"

	"lotse/inbox"
)

// Beside the looks at open items, everything that is kept of a channel is read
// again in slow laps: what is done with may be edited or deleted as well, and some
// platforms let nothing be kept that is not read again within a time.

const (
	month      = 30 * 24 * time.Hour
	rereadMost = 60 // texts of one step
	// rereadShare is how much of an allowance may be used up before a lap rests: the
	// rest is for new texts, and what these leave is for replies and measures.
	rereadShare = 0.5
)

// rereadOn takes the lap a step further.
func (p *Poller) rereadOn(ctx context.Context, r *Report) error {
	caps := p.channel.Capabilities()
	if !caps.Refresh {
		return nil
	}
	now, lap := p.clock.Now(), &p.state.Reread
	lap.Within = caps.RereadWithin
	if lap.Late(now) {
		r.warn(inbox.Warning{Code: "reread_late"})
	}
	if lap.Began.IsZero() {
		if !lap.Since.IsZero() && now.Sub(lap.Since) < lapEvery(caps.RereadWithin) {
			return nil
		}
		*lap = inbox.Reread{Since: lap.Since, Within: lap.Within, Kept: lap.Kept, Began: now}
	}
	if now.Sub(p.recheck.reread) < recheckEvery || p.sparing() {
		return nil
	}
	p.recheck.reread = now
	page, err := p.in.store.Page(ctx, inbox.Filter{Channels: []string{p.in.channel}}, lap.After, rereadMost)
	if err != nil {
		return err
	}
	var ks []known
	lost := 0
	for i := range page.Items {
		it := &page.Items[i]
		switch {
		case it.State.Retention == inbox.RetentionErased, it.Content.Kind == inbox.KindUnparsed && it.Content.RemoteID == "":
		case !standing(it.State.Visibility):
			lost++
		case caps.RereadWithin == 0 && it.State.Work.IsOpen(), p.doubted(it.ID.String()):
			// the other scan looks at it
		default:
			ks = append(ks, knownOf(it))
		}
	}
	if len(ks) > 0 {
		silent, err := p.look(ctx, r, ks)
		if err != nil {
			return err
		}
		lost += silent
	}
	lap.Lost += lost
	if lap.After = page.Next; lap.After == "" {
		*lap = inbox.Reread{Since: lap.Began, Within: lap.Within, Kept: lap.Lost}
	}
	return nil
}

// lapEvery is how long after the begin of a lap the next begins: a month where the
// platform does not say, else early enough that a lap may last as long again.
func lapEvery(within time.Duration) time.Duration {
	if within <= 0 {
		return month
	}
	return within / 2
}

// sparing reports that so much of an allowance is used that only new texts are
// read.
func (p *Poller) sparing() bool {
	m, ok := p.channel.(inbox.Metered)
	if !ok {
		return false
	}
	for _, b := range m.Vitals().Budgets {
		if b.Share() >= rereadShare {
			return true
		}
	}
	return false
}
