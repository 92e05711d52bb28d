package x

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/dghubble/oauth1"

	"lotse/adapters/secret"
	"lotse/adapters/transport"
	"lotse/inbox"
)

// Kind is what this adapter calls itself in a configuration.
const Kind = "x"

const (
	server        = "https://api.x.com"
	defaultBackTo = 14 * 24 * time.Hour
	pollEvery     = 15 * time.Minute
	pollSlow      = time.Hour // when the month's money runs out
)

// Config names one account.
type Config struct {
	ID     string // of the channel; every content carries it
	Server string // of the API; empty: the real one
	Keys   func() Keys
	// ClientID names the app of OAuth 2.0, in place of Keys: access is then what a
	// Login put into the Vault. ClientSecret is for confidential apps.
	ClientID     string
	ClientSecret func() string
	Vault        secret.Vault
	// Monthly is how many dollars a month may cost, DefaultMonthly when zero, and
	// Prices what differs from those of Prices().
	Monthly float64
	Prices  map[string]float64
	// Spent keeps the count over restarts.
	Spent secret.Vault
	// ExpandAuthors asks for the authors with each page; without it each is looked
	// up once and kept in memory for a week.
	ExpandAuthors bool
	// SearchReplies looks for answers under our posts that do not mention us.
	SearchReplies bool
	AllowLinks    bool // in replies: one with a link costs twenty times as much
	BackTo        time.Duration
	Clock         inbox.Clock
	Transport     transport.Options
}

// Channel is one account. What it remembers can be read again, but for the count
// of what was spent, which is in a file.
type Channel struct {
	id     string
	base   *url.URL
	c      Config
	owner  string // account id as the token tells it
	prices prices
	purse  *ledger
	clock  inbox.Clock
	stack  *transport.Transport
	client *http.Client
	plain  *http.Client // signs nothing
	grant  *grant       // of OAuth 2.0, else nil

	mu      sync.Mutex
	me      inbox.Account
	names   map[string]named  // authors looked up, by id
	first   map[string]string // version of a post → first of its chain
	lastRun time.Time         // end of the last whole round
	app     string            // token of the app
	counted usage             // by the platform
	job     *job              // running
}

type named struct {
	user
	at time.Time
}

var (
	_ inbox.Channel   = (*Channel)(nil)
	_ inbox.Metered   = (*Channel)(nil)
	_ inbox.Answerer  = (*Channel)(nil)
	_ inbox.Moderator = (*Channel)(nil)
	_ inbox.Obliged   = (*Channel)(nil)
)

// New prepares a channel; it does not speak to the server yet.
func New(c Config) (*Channel, error) {
	if c.Server == "" {
		c.Server = server
	}
	base, err := url.Parse(c.Server)
	if err != nil || base.Host == "" || base.Scheme != "https" && !isLoopback(base) {
		return nil, errors.New("x: the server must be an https address")
	}
	if c.ClientID == "" && (c.Keys == nil || c.Keys() == (Keys{})) {
		return nil, errKeys
	}
	if c.Clock == nil {
		c.Clock = inbox.ClockFunc(time.Now)
	}
	if c.BackTo <= 0 {
		c.BackTo = defaultBackTo
	}
	if c.Monthly == 0 {
		c.Monthly = DefaultMonthly
	}
	p, err := pricesOf(c.Prices)
	if err != nil || !isMoney(c.Monthly) {
		return nil, errPrices
	}
	var k Keys
	if c.ClientID == "" {
		k = c.Keys()
	}
	ch := &Channel{
		id: c.ID, base: base, c: c, owner: k.owner(), prices: p, clock: c.Clock,
		purse: &ledger{vault: c.Spent, limit: dollars(c.Monthly), clock: c.Clock},
		names: map[string]named{}, first: map[string]string{},
	}
	ch.purse.mu.Lock()
	err = ch.purse.load()
	ch.purse.mu.Unlock()
	if err != nil {
		return nil, err
	}
	o := c.Transport
	o.Now = c.Clock.Now
	o.Secrets = append(o.Secrets[:len(o.Secrets):len(o.Secrets)], k.all()...)
	if c.ClientSecret != nil {
		o.Secrets = append(o.Secrets, c.ClientSecret())
	}
	ch.stack = transport.New(o)
	ch.plain = ch.stack.Client()
	if c.ClientID == "" {
		ch.client = sign(ch.stack, k)
		return ch, nil
	}
	ch.client = ch.plain
	ch.grant = &grant{
		client: c.ClientID, secret: c.ClientSecret, vault: c.Vault, at: base, http: ch.client, stack: ch.stack, clock: c.Clock,
	}
	return ch, nil
}

// sign puts the signature of OAuth 1.0a between the calls and the transport.
func sign(stack *transport.Transport, k Keys) *http.Client {
	ctx := context.WithValue(context.Background(), oauth1.HTTPClient, &http.Client{Transport: stack})
	h := oauth1.NewConfig(k.ConsumerKey, k.ConsumerSecret).Client(ctx, oauth1.NewToken(k.Token, k.TokenSecret))
	over := stack.Client()
	over.Transport = h.Transport
	return over
}

func isLoopback(u *url.URL) bool {
	ip := net.ParseIP(u.Hostname())
	return u.Scheme == "http" && ip != nil && ip.IsLoopback()
}

// Close lets go of kept connections.
func (c *Channel) Close() { c.stack.CloseIdleConnections() }

// Kind names the adapter.
func (c *Channel) Kind() string { return Kind }

// Stats tells what the transport saw.
func (c *Channel) Stats() transport.Stats { return c.stack.Stats() }

// Vitals tells what of the month's money is used. The four keys do not expire; a
// login may.
func (c *Channel) Vitals() inbox.Vitals {
	v := inbox.Vitals{Budgets: []inbox.Budget{c.purse.budget()}}
	if c.grant != nil {
		v.TokenEnds = c.grant.ends()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if b, known := c.counted.budget(); known {
		v.Budgets = append(v.Budgets, b)
	}
	return v
}

// Capabilities tells what the account can do. Conversations are not read again as
// a whole: the poll finds what is new in ours, and pays for each post once.
func (c *Channel) Capabilities() inbox.Capabilities {
	every := pollEvery
	if c.isSlow() {
		every = pollSlow
	}
	return inbox.Capabilities{
		Reply: true, Refresh: true, ProvableGone: true, EditTimes: true, CostPerCall: true,
		Measures: []inbox.Measure{inbox.MeasureHide, inbox.MeasureUnhide},
		MaxChars: maxWeight, PollEvery: every,
	}
}

func (c *Channel) isSlow() bool {
	b := c.purse.budget()
	c.mu.Lock()
	posts, _ := c.counted.budget()
	c.mu.Unlock()
	return b.Limit == 0 || b.Share() >= slowFrom || posts.Share() >= slowFrom
}

// Thread is not read: see Capabilities.
func (c *Channel) Thread(context.Context, inbox.Ref) ([]inbox.Observation, error) {
	return nil, refused("thread", inbox.ProblemUnsupported, "conversations are read by the poll")
}
