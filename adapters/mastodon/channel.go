package mastodon

import (
	"errors"
	"net"
	"net/url"
	"strings"
	"time"

	api "github.com/mattn/go-mastodon"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// Kind is what this adapter calls itself in a configuration.
const Kind = "mastodon"

const (
	defaultBackTo = 14 * 24 * time.Hour
	pollEvery     = 90 * time.Second
)

// Config names one account at one server.
type Config struct {
	ID     string // of the channel; every content carries it
	Server string // "https://social.example", or just the host
	// Token gives the access token. It is asked once, by New, and what it gives is
	// known to the transport alone; being a function it cannot be printed by
	// accident.
	Token func() string
	// Audience is the widest one our replies may have. A reply is never wider than
	// what it answers.
	Audience inbox.Audience
	// BackTo is how far a first poll looks back, 14 days when zero.
	BackTo time.Duration
	// Clock is the system's when nil.
	Clock inbox.Clock
	// Transport sets up the stack below. Its Secrets and Now are set by New.
	Transport transport.Options
}

// Channel is one account. Everything it remembers can be read again: it may be
// thrown away at any time. Its methods may be called from several goroutines.
type Channel struct {
	id       string
	audience inbox.Audience
	backTo   time.Duration
	clock    inbox.Clock
	link     *link
	lib      *api.Client
	memory   memory
}

var (
	_ inbox.Channel   = (*Channel)(nil)
	_ inbox.Moderator = (*Channel)(nil)
)

// New prepares a channel; it does not speak to the server yet.
func New(c Config) (*Channel, error) {
	base, err := serverAddress(c.Server)
	if err != nil {
		return nil, err
	}
	if c.Token == nil || c.Token() == "" {
		return nil, errors.New("mastodon: no access token")
	}
	if c.Clock == nil {
		c.Clock = inbox.ClockFunc(time.Now)
	}
	if c.BackTo <= 0 {
		c.BackTo = defaultBackTo
	}
	ch := &Channel{id: c.ID, audience: c.Audience, backTo: c.BackTo, clock: c.Clock}
	ch.link = newLink(base, c.Token(), c.Clock, c.Transport)
	// The library keeps a client by value and puts its token into every request:
	// it gets the whole stack, and no token.
	ch.lib = &api.Client{
		Client:    *ch.link.client(),
		Config:    &api.Config{Server: base.String()},
		UserAgent: c.Transport.UserAgent,
	}
	ch.memory.init()
	return ch, nil
}

var _ inbox.Metered = (*Channel)(nil)

// Close lets go of kept connections.
func (c *Channel) Close() { c.link.close() }

// Kind names the adapter.
func (c *Channel) Kind() string { return Kind }

// Vitals tells what is left of the calls that the server allows: its tightest window,
// which is that of paging. The token has no end.
func (c *Channel) Vitals() inbox.Vitals {
	s := c.link.stats()
	if s.Limit == 0 {
		return inbox.Vitals{}
	}
	return inbox.Vitals{Budgets: []inbox.Budget{{
		Name: "calls", Used: float64(max(s.Limit-s.Remaining, 0)), Limit: float64(s.Limit), Resets: s.Reset,
	}}}
}

// Capabilities tells what this account can do, as far as the server has been
// asked: limits and idempotent sends are known after the first Whoami or Poll.
func (c *Channel) Capabilities() inbox.Capabilities {
	l := c.memory.limits()
	return inbox.Capabilities{
		Reply: true, Threads: true, Refresh: true, ProvableGone: true, EditTimes: true,
		Idempotent:    l.keyed,
		Measures:      []inbox.Measure{inbox.MeasureBlock, inbox.MeasureReport, inbox.MeasureLike},
		MaxChars:      l.max,
		ReplyMentions: true,
		PollEvery:     pollEvery,
	}
}

// serverAddress reads what a person wrote as server. Plain HTTP would show the
// token to everybody on the way, so it is for this machine only.
func serverAddress(s string) (*url.URL, error) {
	if s = strings.TrimSpace(s); s != "" && !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("mastodon: the server must be an address like https://social.example")
	}
	if ip := net.ParseIP(u.Hostname()); u.Scheme == "https" ||
		u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()) {
		return u, nil
	}
	return nil, errors.New("mastodon: the server must be spoken to over https")
}
