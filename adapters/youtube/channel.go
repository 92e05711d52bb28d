package youtube

import (
	"context"
	"errors"
	"net"
	"net/url"
	"strings"
	"sync"
	"time"

	"google.golang.org/api/option"
	api "google.golang.org/api/youtube/v3"

	"lotse/adapters/secret"
	"lotse/adapters/transport"
	"lotse/inbox"
)

// Kind is what this adapter calls itself in a configuration.
const Kind = "youtube"

const (
	defaultBackTo = 14 * 24 * time.Hour
	pollEvery     = 15 * time.Minute
	pollSlow      = time.Hour // from three quarters of the day's units on
	maxChars      = 10_000

	// The terms let nothing be kept for more than thirty days without reading it
	// again; the rest is for a machine that was off.
	rereadWithin = 25 * 24 * time.Hour
)

// Config names one channel at YouTube and the app that may act for it.
type Config struct {
	ID       string // of the channel in the config; every content carries it
	ClientID string // of the app in the Google Cloud console
	// Secret gives the app's client secret and Token the refresh token. They are
	// asked once, by New; being functions they cannot be printed by accident.
	Secret, Token func() string
	// Server takes the place of Google's own addresses: the interface stands below
	// it, and access tokens are made at /token. "" outside of tests.
	Server string
	// Vault keeps the access token and the count of units. The zero value keeps
	// them in memory only.
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
	id     string
	backTo time.Duration
	clock  inbox.Clock
	link   *link
	lib    *api.Service
	keep   *keep
	grant  *grant

	mu     sync.Mutex
	self   inbox.Account
	videos map[string]video
	filled map[string]int64  // threads by the number of replies they had when all were read
	sent   map[string]string // our replies by id: the attempt that made them
}

var (
	_ inbox.Channel = (*Channel)(nil)
	_ inbox.Metered = (*Channel)(nil)
)

// New prepares a channel; it does not speak to the server yet.
func New(c Config) (*Channel, error) {
	apiAt, tokenAt, err := addresses(c.Server)
	if err != nil {
		return nil, err
	}
	if c.ClientID == "" || c.Secret == nil || c.Secret() == "" || c.Token == nil || c.Token() == "" {
		return nil, errors.New("youtube: client id, client secret and refresh token are needed")
	}
	if c.Clock == nil {
		c.Clock = inbox.ClockFunc(time.Now)
	}
	if c.BackTo <= 0 {
		c.BackTo = defaultBackTo
	}
	ch := &Channel{id: c.ID, backTo: c.BackTo, clock: c.Clock, videos: map[string]video{}, sent: map[string]string{}, filled: map[string]int64{}}
	ch.link = newLink(apiAt, c.Clock, c.Transport, c.Token(), c.Secret())
	ch.keep = &keep{vault: c.Vault, origin: secret.NewToken(c.Token()), clock: c.Clock, link: ch.link}
	ch.grant = &grant{
		client: c.ClientID, secret: c.Secret(), refresh: c.Token(), at: tokenAt.String(),
		http: ch.link.bare(), clock: c.Clock, keep: ch.keep,
	}
	ch.lib, err = api.NewService(
		context.Background(), option.WithHTTPClient(ch.link.client()), option.WithEndpoint(apiAt.String()),
		option.WithLogger(quiet()),
	)
	if err != nil {
		return nil, errors.New("youtube: the library does not start")
	}
	ch.lib.UserAgent = c.Transport.UserAgent
	return ch, nil
}

// Close writes what is not kept yet and lets go of kept connections.
func (c *Channel) Close() {
	c.keep.flush()
	c.link.close()
}

// Kind names the adapter.
func (c *Channel) Kind() string { return Kind }

// Capabilities tells what this account can do. MeasureDelete is the status
// "rejected": nobody sees the comment any more, and no call brings it back.
// MeasureBlock rejects the comment as well and all that its author will write;
// only the page of the channel's own settings takes it back. Nothing can be liked,
// and what was hidden cannot be answered while it is.
func (c *Channel) Capabilities() inbox.Capabilities {
	every := pollEvery
	if c.keep.budget().Share() >= inbox.BudgetSlow {
		every = pollSlow
	}
	return inbox.Capabilities{
		Reply: true, Threads: true, Refresh: true, ProvableGone: true, HiddenSeen: true, EditTimes: true, CostPerCall: true, BlockRemoves: true,
		Measures: []inbox.Measure{inbox.MeasureHide, inbox.MeasureUnhide, inbox.MeasureDelete, inbox.MeasureBlock},
		MaxChars: maxChars, PollEvery: every, RereadWithin: rereadWithin,
	}
}

// Vitals tells how many units of the day are used, and when the grant ends if
// Google said so.
func (c *Channel) Vitals() inbox.Vitals {
	return inbox.Vitals{TokenEnds: c.keep.grantEnds(), Budgets: []inbox.Budget{c.keep.budget()}}
}

// Stats tells what the transport saw.
func (c *Channel) Stats() transport.Stats { return c.link.stats() }

// addresses gives where the interface and where access tokens are.
func addresses(server string) (apiAt, tokenAt *url.URL, err error) {
	if server == "" {
		return &url.URL{Scheme: "https", Host: "youtube.googleapis.com", Path: "/"},
			&url.URL{Scheme: "https", Host: "oauth2.googleapis.com", Path: "/token"}, nil
	}
	u, err := url.Parse(strings.TrimRight(server, "/") + "/")
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return nil, nil, errors.New("youtube: the server must be an address, or be left out")
	}
	ip := net.ParseIP(u.Hostname())
	if u.Scheme != "https" && (u.Scheme != "http" || u.Hostname() != "localhost" && (ip == nil || !ip.IsLoopback())) {
		return nil, nil, errors.New("youtube: the server must be spoken to over https")
	}
	return u, u.JoinPath("token"), nil
}
