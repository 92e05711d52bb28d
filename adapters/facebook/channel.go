package facebook

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"sync"
	"time"
	"unicode/utf8"

	"lotse/adapters/graph"
	"lotse/adapters/transport"
	"lotse/inbox"
)

// Kind is what this adapter calls itself in a configuration.
const Kind = "facebook"

// DefaultServer is where the Graph API is.
const DefaultServer = "https://graph.facebook.com"

const (
	defaultBackTo = 14 * 24 * time.Hour
	pollEvery     = 5 * time.Minute
	maxChars      = 8000
)

// Config names one Page.
type Config struct {
	ID        string        // of the channel; every content carries it
	Server    string        // DefaultServer when empty
	Version   string        // of the Graph API; graph.DefaultVersion when empty
	Page      string        // id of the Page; what the token belongs to when empty
	Token     func() string // a Page's token, asked once
	AppSecret func() string // nil where none is configured
	BackTo    time.Duration // how far a first poll looks back, 14 days when zero
	Clock     inbox.Clock
	Transport transport.Options
}

// Channel is one Page. Everything it remembers can be read again.
type Channel struct {
	id, page string
	version  string
	backTo   time.Duration
	clock    inbox.Clock
	graph    *graph.Client
	sent     graph.Replies

	mu   sync.Mutex
	self inbox.Account
	life life
}

var (
	_ inbox.Channel   = (*Channel)(nil)
	_ inbox.Metered   = (*Channel)(nil)
	_ inbox.Moderator = (*Channel)(nil)
)

// New prepares a channel; it asks nothing yet.
func New(c Config) (*Channel, error) {
	if c.Server == "" {
		c.Server = DefaultServer
	}
	if c.Version == "" {
		c.Version = graph.DefaultVersion
	}
	if !graph.IsVersion(c.Version) {
		return nil, errors.New("facebook: the version must be one like " + graph.DefaultVersion)
	}
	if c.Clock == nil {
		c.Clock = inbox.ClockFunc(time.Now)
	}
	if c.BackTo <= 0 {
		c.BackTo = defaultBackTo
	}
	g, err := graph.New(graph.Config{
		Base: c.Server, Version: c.Version, Token: c.Token, AppSecret: c.AppSecret, UseCase: "pages",
		Clock: c.Clock, Transport: c.Transport,
	})
	if err != nil {
		return nil, err
	}
	return &Channel{
		id: c.ID, page: c.Page, version: c.Version, backTo: c.BackTo, clock: c.Clock, graph: g,
	}, nil
}

// Close lets go of kept connections.
func (c *Channel) Close() { c.graph.Close() }

// Kind names the adapter.
func (c *Channel) Kind() string { return Kind }

// Stats tells what the transport saw.
func (c *Channel) Stats() transport.Stats { return c.graph.Stats() }

// Capabilities tells what can be done as a Page.
func (c *Channel) Capabilities() inbox.Capabilities {
	return inbox.Capabilities{
		Reply: true, ReplyHidden: true, Threads: true, Refresh: true, ProvableGone: true, HiddenSeen: true,
		Measures:  []inbox.Measure{inbox.MeasureHide, inbox.MeasureUnhide, inbox.MeasureDelete, inbox.MeasureBlock, inbox.MeasureLike},
		MaxChars:  maxChars,
		PollEvery: c.graph.Slowly(pollEvery),
	}
}

// Length counts characters.
func (c *Channel) Length(_ inbox.Ref, text string) int { return utf8.RuneCountInString(text) }

// Compose leaves the text as it is: Facebook tells the person that is answered.
func (c *Channel) Compose(_ inbox.Ref, text string) string { return text }

var errNoPage = errors.New("the token belongs to another account than the configured Page")

// Whoami asks which Page the token belongs to.
func (c *Channel) Whoami(ctx context.Context) (inbox.Account, error) {
	const op = "whoami"
	body, err := c.graph.Get(ctx, op, "me", url.Values{"fields": {"id,name,username,link"}})
	if err != nil {
		return inbox.Account{}, err
	}
	var p struct{ ID, Name, Username, Link string }
	if json.Unmarshal(body, &p) != nil || !graph.UsableID(p.ID) {
		return inbox.Account{}, graph.Undecodable(op, errors.New("no account in the answer"), false)
	}
	if c.page != "" && c.page != p.ID {
		return inbox.Account{}, &inbox.ChannelError{Class: inbox.ProblemAuth, Op: op, Err: errNoPage}
	}
	a := inbox.Account{ID: p.ID, Handle: p.Username, Name: p.Name, URL: p.Link, Server: "facebook.com"}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.self = a
	return a, nil
}

// whoami asks once.
func (c *Channel) whoami(ctx context.Context) (inbox.Account, error) {
	c.mu.Lock()
	a := c.self
	c.mu.Unlock()
	if a.ID != "" {
		return a, nil
	}
	return c.Whoami(ctx)
}
