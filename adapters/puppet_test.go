package adapters_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"lotse/adapters"
	"lotse/adapters/adaptertest"
	"lotse/adapters/transport"
	"lotse/inbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// puppet is a channel on strings: a list of comments, and hooks that say what the
// next calls do.
type puppet struct {
	id    string
	clock *adaptertest.Clock
	caps  inbox.Capabilities

	mu       sync.Mutex
	comments []inbox.Observation
	standing []inbox.Intent // replies of ours that stand
	out      inbox.Intent   // the latest that came, whatever became of it
	calls    map[string]int
	pageSize int
	stats    transport.Stats

	before func(ctx context.Context, op string) error                 // may refuse, hang or panic
	after  func(ctx context.Context, op string) error                 // the effect is there already
	adjust func(o inbox.Observation) (inbox.Observation, bool /*ok*/) // what a second look shows
}

func newPuppet(id string, clock *adaptertest.Clock) *puppet {
	return &puppet{
		id: id, clock: clock, calls: map[string]int{}, pageSize: 40,
		caps: inbox.Capabilities{Reply: true, Refresh: true, ProvableGone: true, MaxChars: 500, PollEvery: 90 * time.Second},
	}
}

func (p *puppet) comment(text string) inbox.ItemID {
	p.mu.Lock()
	defer p.mu.Unlock()
	n := len(p.comments) + 1
	o := inbox.Observation{Content: inbox.Content{
		Channel: p.id, RemoteID: strconv.Itoa(n), Thread: "root", Parent: "root",
		Author: inbox.Author{Handle: "erika"}, Text: text, PostedAt: p.clock.Now().Add(time.Duration(n) * time.Millisecond),
	}}
	p.comments = append(p.comments, o)
	return o.ID()
}

func (p *puppet) enter(ctx context.Context, op string) error {
	p.mu.Lock()
	p.calls[op]++
	hook := p.before
	p.mu.Unlock()
	if hook != nil {
		return hook(ctx, op)
	}
	return ctx.Err()
}

func (p *puppet) leave(ctx context.Context, op string) error {
	if p.after != nil {
		return p.after(ctx, op)
	}
	return nil
}

func (p *puppet) called(op string) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.calls[op]
}

func (p *puppet) Kind() string                     { return "puppet" }
func (p *puppet) Capabilities() inbox.Capabilities { return p.caps }
func (p *puppet) Stats() transport.Stats {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stats
}

func (p *puppet) Whoami(ctx context.Context) (inbox.Account, error) {
	return inbox.Account{ID: "town"}, p.enter(ctx, "whoami")
}

func (p *puppet) Poll(ctx context.Context, cursor []byte) (inbox.Batch, error) {
	if err := p.enter(ctx, "poll"); err != nil {
		return inbox.Batch{}, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	from, _ := strconv.Atoi(string(cursor))
	to := min(from+p.pageSize, len(p.comments))
	return inbox.Batch{
		Observations: slices.Clone(p.comments[from:to]),
		Cursor:       []byte(strconv.Itoa(to)), More: to < len(p.comments),
	}, nil
}

func (p *puppet) Refresh(ctx context.Context, refs []inbox.Ref) ([]inbox.Refreshed, error) {
	if err := p.enter(ctx, "refresh"); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	out := make([]inbox.Refreshed, len(refs))
	for i, ref := range refs {
		out[i] = inbox.Refreshed{Ref: ref}
		at := slices.IndexFunc(p.comments, func(o inbox.Observation) bool { return o.RemoteID == ref.RemoteID })
		if at < 0 {
			continue
		}
		o, ok := p.comments[at], true
		if p.adjust != nil {
			o, ok = p.adjust(o)
		}
		if ok {
			out[i].Found, out[i].Observation = true, &o
		}
	}
	return out, nil
}

func (p *puppet) Thread(ctx context.Context, _ inbox.Ref) ([]inbox.Observation, error) {
	return nil, p.enter(ctx, "thread")
}

func (p *puppet) Reply(ctx context.Context, in inbox.Intent) (inbox.Sent, error) {
	p.out = in
	if err := p.enter(ctx, "reply"); err != nil {
		return inbox.Sent{}, err
	}
	p.mu.Lock()
	p.standing = append(p.standing, in)
	p.mu.Unlock()
	if err := p.leave(ctx, "reply"); err != nil {
		return inbox.Sent{}, err
	}
	return inbox.Sent{RemoteID: "r-" + in.Attempt, At: p.clock.Now()}, nil
}

func (p *puppet) Reconcile(ctx context.Context, in inbox.Intent) (inbox.Sent, inbox.Verdict, error) {
	if err := p.enter(ctx, "reconcile"); err != nil {
		return inbox.Sent{}, "", err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.standing {
		if s.To.RemoteID == in.To.RemoteID && s.Text == in.Text && !s.At.Before(in.At.Add(-2*time.Minute)) {
			return inbox.Sent{RemoteID: "r-" + s.Attempt}, inbox.VerdictFound, nil
		}
	}
	return inbox.Sent{}, inbox.VerdictAbsent, nil
}

func (p *puppet) Act(ctx context.Context, _ inbox.Ref, _ inbox.Measure) error {
	return p.enter(ctx, "act")
}
func (p *puppet) Check(context.Context) []inbox.Finding   { return nil }
func (p *puppet) Length(_ inbox.Ref, text string) int     { return len(text) }
func (p *puppet) Compose(_ inbox.Ref, text string) string { return text }
func refused(class inbox.Problem, status int) *inbox.ChannelError {
	return &inbox.ChannelError{Class: class, Status: status, Op: "test"}
}

// desk is a store and channels on one clock.
type desk struct {
	t     *testing.T
	clock *adaptertest.Clock
	store *memory
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	return &desk{t: t, clock: adaptertest.NewClock(noon), store: newMemory()}
}

// metered is a puppet with an allowance.
type metered struct {
	*puppet
	share float64
}

func (m *metered) Vitals() inbox.Vitals {
	return inbox.Vitals{Budgets: []inbox.Budget{{Name: "units", Used: m.share, Limit: 1}}}
}

// accountOf is account for anything that is not just a puppet.
func (d *desk) accountOf(c inbox.Channel) *adapters.Account {
	return adapters.NewAccount(adapters.Options{ID: "town", Channel: c, Store: d.store, Clock: d.clock, Rand: func() float64 { return 0.5 }})
}

// account starts a process's view of a channel anew, as after a restart.
func (d *desk) account(p *puppet, more ...func(*adapters.Options)) *adapters.Account {
	o := adapters.Options{
		ID: p.id, Channel: p, Store: d.store, Clock: d.clock,
		Rand: func() float64 { return 0.5 },
	}
	for _, m := range more {
		m(&o)
	}
	return adapters.NewAccount(o)
}

func (d *desk) poll(a *adapters.Account) adapters.Report {
	d.t.Helper()
	r, err := a.Poller.PollOnce(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func (d *desk) send(a *adapters.Account) adapters.SendReport {
	d.t.Helper()
	r, err := a.Sender.SendOnce(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return r
}

func (d *desk) is(id inbox.ReplyID, want inbox.ReplyState) *inbox.Reply {
	d.t.Helper()
	r := d.store.reply(id)
	if r.State != want {
		d.t.Errorf("reply is %s, want %s: %s", r.State, want, fmt.Sprintf("%+v", r.Attempts))
	}
	return r
}
