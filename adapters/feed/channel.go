package feed

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// Kind is what this adapter calls itself in a configuration.
const Kind = "feed"

const (
	pollEvery = 15 * time.Minute // WordPress shows the last ten comments
	pollMost  = 6 * time.Hour    // however long a feed says that it keeps
)

// Config names one feed.
type Config struct {
	ID        string // of the channel; every content carries it
	Address   string // of the feed, with scheme
	Clock     inbox.Clock
	Transport transport.Options
}

// Channel is one feed. Everything it remembers can be read again.
type Channel struct {
	id      string
	address string
	clock   inbox.Clock
	stack   *transport.Transport
	client  *http.Client
	ttl     atomic.Int64 // how long the feed said that it may be kept
}

var _ inbox.Channel = (*Channel)(nil)

// New prepares a channel; it reads nothing yet.
func New(c Config) (*Channel, error) {
	u, err := url.Parse(strings.TrimSpace(c.Address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("feed: the address must be one like https://stadt.example/comments/feed")
	}
	if c.Clock == nil {
		c.Clock = inbox.ClockFunc(time.Now)
	}
	o := c.Transport
	o.Now = c.Clock.Now
	o.NoReserve = true // nothing is ever sent, so nothing need be kept back
	if u.User != nil { // a feed behind a password: it must not stand in an error
		if p, ok := u.User.Password(); ok {
			o.Secrets = append(o.Secrets[:len(o.Secrets):len(o.Secrets)], p)
		}
	}
	stack := transport.New(o)
	return &Channel{id: c.ID, address: u.String(), clock: c.Clock, stack: stack, client: stack.Client()}, nil
}

// Close lets go of kept connections.
func (c *Channel) Close() { c.stack.CloseIdleConnections() }

// Kind names the adapter.
func (c *Channel) Kind() string { return Kind }

// Capabilities tells that a feed is for reading only, and how often: not more
// often than it says itself.
func (c *Channel) Capabilities() inbox.Capabilities {
	return inbox.Capabilities{PollEvery: min(max(pollEvery, time.Duration(c.ttl.Load())), pollMost)}
}

// Stats tells what the transport saw.
func (c *Channel) Stats() transport.Stats { return c.stack.Stats() }

// Whoami gives the feed itself: there is no account.
func (c *Channel) Whoami(ctx context.Context) (inbox.Account, error) {
	p, err := c.fetch(ctx, "whoami", cursor{})
	if err != nil {
		return inbox.Account{}, err
	}
	u, _ := url.Parse(c.address) // New has looked at it
	return inbox.Account{ID: c.address, Name: p.feed.Title, URL: p.feed.Link, Server: u.Host}, nil
}

// Refresh cannot look again: what is out of the window is not to be had.
func (c *Channel) Refresh(context.Context, []inbox.Ref) ([]inbox.Refreshed, error) {
	return nil, unsupported("refresh")
}

// Thread knows no more than the window does.
func (c *Channel) Thread(context.Context, inbox.Ref) ([]inbox.Observation, error) {
	return nil, unsupported("thread")
}

// Reply never sends.
func (c *Channel) Reply(context.Context, inbox.Intent) (inbox.Sent, error) {
	return inbox.Sent{}, unsupported("reply")
}

// Reconcile has nothing to look for: nothing is ever sent.
func (c *Channel) Reconcile(context.Context, inbox.Intent) (inbox.Sent, inbox.Verdict, error) {
	return inbox.Sent{}, inbox.VerdictUndecidable, unsupported("reconcile")
}

// Act can do nothing to a text on a website.
func (c *Channel) Act(context.Context, inbox.Ref, inbox.Measure) error { return unsupported("act") }

// Length counts characters; nothing is ever sent.
func (c *Channel) Length(_ inbox.Ref, text string) int { return len([]rune(text)) }

// Compose leaves the text as it is.
func (c *Channel) Compose(_ inbox.Ref, text string) string { return text }

func unsupported(op string) error {
	return &inbox.ChannelError{Class: inbox.ProblemUnsupported, Op: op}
}
