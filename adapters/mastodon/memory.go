package mastodon

import (
	"context"
	"encoding/json"
	"sync"
	"time"

	api "github.com/mattn/go-mastodon"

	"lotse/inbox"
)

const (
	factsHold  = 24 * time.Hour // how long limits and missing addresses are believed
	mostPlaces = 20_000         // places kept of other texts, some 200 bytes each
)

// memory is what a channel has learned of its server. All of it can be asked
// again.
type memory struct {
	mu      sync.Mutex
	self    inbox.Account
	facts   limits
	factsAt time.Time
	without map[string]time.Time // what the server does not have → until when we believe that
	places  map[string]place     // by status id
}

func (m *memory) init() {
	m.without, m.places, m.facts = map[string]time.Time{}, map[string]place{}, unknownLimits
}

func (m *memory) account() inbox.Account {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.self
}

func (m *memory) limits() limits {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.facts
}

// lacks reports whether the server was found to be without something.
func (m *memory) lacks(what string, now time.Time) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return now.Before(m.without[what])
}

func (m *memory) setLacks(what string, now time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.without[what] = now.Add(factsHold)
}

// Whoami asks whose token it is.
func (c *Channel) Whoami(ctx context.Context) (inbox.Account, error) {
	a, err := c.whoami(ctx)
	if err == nil {
		c.learnLimits(ctx)
	}
	return a, err
}

func (c *Channel) whoami(ctx context.Context) (inbox.Account, error) {
	const op = "whoami"
	a, err := c.get(ctx, op, "/api/v1/accounts/verify_credentials", nil)
	if inbox.ProblemOf(err) == inbox.ProblemGone {
		return inbox.Account{}, refused(op, inbox.ProblemUnsupported, "the server does not offer the Mastodon API")
	}
	if err != nil {
		return inbox.Account{}, err
	}
	who, _, err := tolerant[api.Account](a.body)
	if err != nil {
		return inbox.Account{}, undecodable(op, err)
	}
	if who.ID == "" {
		return inbox.Account{}, undecodable(op, errNoID)
	}
	self := inbox.Account{
		ID: string(who.ID), Handle: who.Acct, Name: who.DisplayName, URL: who.URL, Server: c.link.base.Host,
	}
	c.memory.mu.Lock()
	defer c.memory.mu.Unlock()
	c.memory.self = self
	return self, nil
}

// selfID is our account's id, asked once.
func (c *Channel) selfID(ctx context.Context) (string, error) {
	if a := c.memory.account(); a.ID != "" {
		return a.ID, nil
	}
	a, err := c.whoami(ctx)
	return a.ID, err
}

// limits are what the server counts by.
type limits struct {
	max     int
	perURL  int
	exact   bool   // it counts as Mastodon does; others may count every code point
	keyed   bool   // it keeps to an Idempotency-Key
	version string // its own words
}

// unknownLimits are Mastodon's built-in ones.
var unknownLimits = limits{max: 500, perURL: defaultPerURL, exact: true}

// learnLimits asks for the limits once a day. Without an answer those we have go
// on: a reply that is too long is refused by the server too.
func (c *Channel) learnLimits(ctx context.Context) {
	now := c.clock.Now()
	c.memory.mu.Lock()
	fresh := !c.memory.factsAt.IsZero() && now.Sub(c.memory.factsAt) < factsHold
	c.memory.mu.Unlock()
	if fresh {
		return
	}
	l, err := c.readLimits(ctx)
	if err != nil {
		return
	}
	c.memory.mu.Lock()
	defer c.memory.mu.Unlock()
	c.memory.facts, c.memory.factsAt = l, now
}

func (c *Channel) readLimits(ctx context.Context) (limits, error) {
	const op = "instance"
	a, err := c.get(ctx, op, "/api/v2/instance", nil)
	if missing(err) {
		a, err = c.get(ctx, op, "/api/v1/instance", nil)
	}
	if err != nil {
		return limits{}, err
	}
	i, _, err := tolerant[instance](a.body)
	if err != nil {
		return limits{}, undecodable(op, err)
	}
	return i.limits(), nil
}

// flexInt is a number that some servers send as a string.
type flexInt int

func (n *flexInt) UnmarshalJSON(b []byte) error {
	if len(b) > 1 && b[0] == '"' {
		b = b[1 : len(b)-1]
	}
	return json.Unmarshal(b, (*int)(n))
}
