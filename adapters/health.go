package adapters

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"lotse/inbox"
)

// settle notes how the round went and reckons when the next is due.
func (p *Poller) settle(r *Report, err error) {
	now := p.clock.Now()
	p.measure(r)
	p.state.Unparsed += r.Unparsed
	p.state.LastTry = now
	every := p.interval()
	var ce *inbox.ChannelError
	switch {
	case err == nil:
		p.breaker.note(now, true)
		p.state.Failures, p.state.Open = 0, false
		p.state.Problem, p.state.Status, p.state.Since, p.state.RetryAt = "", 0, time.Time{}, time.Time{}
		p.due = now.Add(p.rand.spread(every))
		if r.More && p.threads.capped < maxCapped {
			p.due = now.Add(moreAfter)
		}
	case !errors.As(err, &ce): // the store's fault, not the channel's
		p.due = now.Add(p.rand.backoff(openAfter))
	default:
		p.fail(ce, now)
		r.Problem, r.Status, r.RetryAt = ce.Class, ce.Status, ce.RetryAt
	}
	r.Open, r.Next, r.Panics = p.state.Open, p.due, int(p.guard.panics.Load())
}

// interval is how often the channel is read when all goes well.
func (p *Poller) interval() time.Duration {
	switch every := p.channel.Capabilities().PollEvery; {
	case p.every > 0:
		return p.every
	case every > 0:
		return every
	}
	return defaultEvery
}

func (p *Poller) fail(ce *inbox.ChannelError, now time.Time) {
	s := &p.state
	if s.Problem == "" {
		s.Since = now
	}
	s.Problem, s.Status, s.RetryAt = ce.Class, ce.Status, time.Time{}
	s.Failures++
	if !isHint(ce.Class) { // being asked to wait is no fault
		p.breaker.note(now, false)
	}
	s.Open = p.breaker.isOpen()
	switch {
	case ce.RetryAt.After(now):
		p.due = p.rand.hinted(ce.RetryAt, now)
		s.RetryAt = p.due
	case s.Open:
		p.due = p.breaker.until
		s.RetryAt = p.due
	default:
		p.due = now.Add(p.rand.backoff(s.Failures))
	}
}

// measure takes what the channel knows of its account and what the transport saw.
func (p *Poller) measure(r *Report) {
	if m, ok := p.channel.(inbox.Metered); ok {
		v := m.Vitals()
		p.state.TokenEnds, p.state.Budgets = v.TokenEnds, slices.Clone(v.Budgets)
	}
	m, ok := p.channel.(meter)
	if !ok {
		if r.Pages > 0 {
			p.state.Skew = p.skew
		}
		return
	}
	s := m.Stats()
	p.state.Limit, p.state.Remaining = s.Limit, s.Remaining
	if !s.SkewKnown {
		return
	}
	p.state.Skew = s.Skew
	if s.Skew.Abs() > skewWarn {
		r.warn(inbox.Warning{Code: "clock_skew"})
	}
}

// save keeps the health when it changed in a way a person would notice, and every
// few minutes otherwise: each save is a synced write.
func (p *Poller) save(ctx context.Context) error {
	now := p.clock.Now()
	if p.steady() && now.Sub(p.savedAt) < saveEvery {
		return nil
	}
	s := p.state
	s.Suspects, s.Shown = maps.Clone(s.Suspects), maps.Clone(s.Shown)
	if err := p.in.store.SaveChannelState(ctx, s); err != nil {
		return err
	}
	p.saved, p.savedAt = s, now
	return nil
}

func (p *Poller) steady() bool {
	a, b := &p.state, &p.saved
	return !p.savedAt.IsZero() && a.Problem == b.Problem && a.Status == b.Status && a.Open == b.Open &&
		a.RetryAt.Equal(b.RetryAt) && a.Unparsed == b.Unparsed && len(a.Outages) == len(b.Outages) &&
		a.TokenEnds.Equal(b.TokenEnds) && (a.Skew-b.Skew).Abs() < skewWarn &&
		maps.Equal(a.Suspects, b.Suspects) && maps.Equal(a.Shown, b.Shown) && a.Reread.Since.Equal(b.Reread.Since)
}
