package adapters

import (
	"context"
	"slices"
	"time"

	"lotse/inbox"
)

const (
	threadAge   = week
	threadEvery = 10 * time.Minute
	threadHot   = 3 * time.Minute
	hotFor      = time.Hour
	threadMost  = 5   // conversations of one round
	threadKept  = 100 // conversations remembered
)

// threads remembers the conversations to read again: answers to our posts that do
// not mention us reach nobody's notifications.
type threads struct {
	all      []*conversation
	recalled bool // the store was asked what was there before this process
	capped   int  // rounds in a row that ended at the page cap
}

type conversation struct {
	key  string
	ref  inbox.Ref // any text of it
	last time.Time // of its newest text
	read time.Time
}

// note keeps the conversations that observations belong to.
func (t *threads) note(obs []inbox.Observation) {
	for i := range obs {
		o := &obs[i]
		if o.Gone != inbox.Public || o.Kind == inbox.KindUnparsed || o.Audience == inbox.AudienceDirect {
			continue
		}
		at := slices.IndexFunc(t.all, func(c *conversation) bool { return c.key == o.ThreadKey() })
		if at < 0 {
			t.all = append(t.all, &conversation{key: o.ThreadKey(), ref: inbox.RefOf(&o.Content), last: o.PostedAt})
			continue
		}
		c := t.all[at]
		if o.PostedAt.After(c.last) {
			c.last = o.PostedAt
		}
		if o.RemoteID == c.key {
			c.ref = inbox.RefOf(&o.Content) // the root stays when answers are deleted
		}
	}
	if len(t.all) > threadKept {
		slices.SortStableFunc(t.all, func(a, b *conversation) int { return b.last.Compare(a.last) })
		t.all = t.all[:threadKept]
	}
}

// due gives the conversations to read now, the longest unread first.
func (t *threads) due(now time.Time) []*conversation {
	t.all = slices.DeleteFunc(t.all, func(c *conversation) bool { return now.Sub(c.last) > threadAge })
	var out []*conversation
	for _, c := range t.all {
		every := threadEvery
		if now.Sub(c.last) < hotFor {
			every = threadHot
		}
		if now.Sub(c.read) >= every {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b *conversation) int { return a.read.Compare(b.read) })
	return out[:min(len(out), threadMost)]
}

// readThreads reads conversations that are due.
func (p *Poller) readThreads(ctx context.Context, r *Report) error {
	if p.noThreads || !p.channel.Capabilities().Threads {
		return nil
	}
	if err := p.recall(ctx); err != nil {
		return err
	}
	for _, c := range p.threads.due(p.clock.Now()) {
		var obs []inbox.Observation
		err := p.guard.call(ctx, "thread", callLimit, 0, false, func(ctx context.Context) (err error) {
			obs, err = p.channel.Thread(ctx, c.ref)
			return err
		})
		c.read = p.clock.Now()
		switch class := inbox.ProblemOf(err); {
		case class == inbox.ProblemGone, class == inbox.ProblemPermission, class == inbox.ProblemUnsupported:
			c.last = time.Time{} // forgotten; a new answer brings it back
			continue
		case err != nil:
			return err
		}
		p.threads.note(obs)
		r.Threads++
		res, err := p.in.seen(ctx, obs)
		if err != nil {
			return err
		}
		r.took(res)
	}
	return nil
}

// recall fills the memory of a new process from the store's latest items.
func (p *Poller) recall(ctx context.Context) error {
	if p.threads.recalled {
		return nil
	}
	now := p.clock.Now()
	page, err := p.in.store.Page(ctx, inbox.Filter{Channels: []string{p.in.channel}, From: now.Add(-threadAge)}, "", recheckPage)
	if err != nil {
		return err
	}
	p.threads.recalled = true
	for i := range page.Items {
		p.threads.note([]inbox.Observation{{Content: page.Items[i].Content}})
	}
	return nil
}
