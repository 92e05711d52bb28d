package bluesky

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
	"time"

	"lotse/adapters/secret"
	"lotse/adapters/transport"
	"lotse/inbox"
)

// Kind is what this adapter calls itself in a configuration.
const Kind = "bluesky"

const (
	// DefaultServer is where most accounts log in.
	DefaultServer = "https://bsky.social"

	defaultBackTo = 14 * 24 * time.Hour
	pollEvery     = 90 * time.Second
	maxChars      = 300  // graphemes of a post
	maxBytes      = 3000 // bytes of a post
)

// Config names one account.
type Config struct {
	ID      string // of the channel; every content carries it
	Account string // handle or DID; what one logs in with
	Server  string // where one logs in, DefaultServer when empty
	// Password gives the app password. It is asked once, by New.
	Password func() string
	// Vault keeps the session. The zero value keeps it in memory only, and every
	// start of the program costs one of the 300 logins of a day.
	Vault secret.Vault
	// BackTo is how far a first poll looks back, 14 days when zero.
	BackTo time.Duration
	// Clock is the system's when nil.
	Clock inbox.Clock
	// Transport sets up the stack below. Its Secrets and Now are set by New.
	Transport transport.Options
}

// Channel is one account. Its methods may be called from several goroutines.
type Channel struct {
	id      string
	backTo  time.Duration
	clock   inbox.Clock
	link    *link
	keeper  *keeper
	memory  memory
	account string
}

var (
	_ inbox.Channel   = (*Channel)(nil)
	_ inbox.Metered   = (*Channel)(nil)
	_ inbox.Moderator = (*Channel)(nil)
)

// New prepares a channel; it does not speak to the server yet.
func New(c Config) (*Channel, error) {
	if c.Server == "" {
		c.Server = DefaultServer
	}
	base, err := serverAddress(c.Server)
	if err != nil {
		return nil, err
	}
	account := strings.TrimPrefix(strings.TrimSpace(c.Account), "@")
	if account == "" {
		return nil, errors.New("bluesky: the account is missing, a handle like stadt.bsky.social")
	}
	if c.Password == nil || c.Password() == "" {
		return nil, errors.New("bluesky: no app password")
	}
	if c.Clock == nil {
		c.Clock = inbox.ClockFunc(time.Now)
	}
	if c.BackTo <= 0 {
		c.BackTo = defaultBackTo
	}
	ch := &Channel{id: c.ID, account: account, backTo: c.BackTo, clock: c.Clock}
	ch.link = newLink(base, c.Password(), c.Clock, c.Transport)
	ch.keeper = newKeeper(ch.link, account, secret.NewToken(c.Password()), c.Vault, c.Clock)
	return ch, nil
}

// Close lets go of kept connections.
func (c *Channel) Close() { c.link.close() }

// Kind names the adapter.
func (c *Channel) Kind() string { return Kind }

// Capabilities tells what an account can do. Hiding works under our own posts
// only (see MayMeasure).
func (c *Channel) Capabilities() inbox.Capabilities {
	return inbox.Capabilities{
		Reply: true, ReplyHidden: true, Threads: true, Refresh: true, ProvableGone: true, HiddenSeen: true, Idempotent: true,
		Measures: []inbox.Measure{
			inbox.MeasureLike, inbox.MeasureUnhide, inbox.MeasureHide, inbox.MeasureBlock, inbox.MeasureReport,
		},
		MaxChars: maxChars, PollEvery: pollEvery,
	}
}

// Whoami asks whose session it is.
func (c *Channel) Whoami(ctx context.Context) (inbox.Account, error) {
	const op = "whoami"
	var who struct {
		DID    string `json:"did"`
		Handle string `json:"handle"`
	}
	if err := c.getInto(ctx, op, "com.atproto.server.getSession", nil, &who); err != nil {
		return inbox.Account{}, err
	}
	if !isDID(who.DID) {
		return inbox.Account{}, undecodable(op, errors.New("a session without an account"))
	}
	return inbox.Account{
		ID: who.DID, Handle: plainHandle(who.Handle), URL: profileURL(who.DID), Server: c.link.base.Host,
	}, nil
}

// self is our account's DID; it takes a session to know it.
func (c *Channel) self(ctx context.Context, op string) (string, error) {
	s, err := c.keeper.session(ctx, op, "")
	return s.DID, err
}

// Vitals tells how long the session would last untouched, and what is left of
// the calls.
func (c *Channel) Vitals() inbox.Vitals {
	v := inbox.Vitals{TokenEnds: c.keeper.ends()}
	if s := c.link.stats(); s.Limit > 0 {
		v.Budgets = []inbox.Budget{{
			Name: "calls", Used: float64(max(s.Limit-s.Remaining, 0)), Limit: float64(s.Limit), Resets: s.Reset,
		}}
	}
	return v
}

// serverAddress reads what a person wrote as server. Plain HTTP would show the
// password to everybody on the way, so it is for this machine only.
func serverAddress(s string) (*url.URL, error) {
	if s = strings.TrimRight(strings.TrimSpace(s), "/"); s != "" && !strings.Contains(s, "://") {
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, errors.New("bluesky: the server must be an address like " + DefaultServer)
	}
	if ip := net.ParseIP(u.Hostname()); u.Scheme == "https" ||
		u.Scheme == "http" && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()) {
		return u, nil
	}
	return nil, errors.New("bluesky: the server must be spoken to over https")
}
