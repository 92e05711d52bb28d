package instagram

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"lotse/adapters/graph"
	"lotse/adapters/secret"
	"lotse/adapters/transport"
	"lotse/inbox"
)

// Kind is what this adapter calls itself in a configuration.
const Kind = "instagram"

// DefaultServer is the API with Instagram's own login. The other one, with
// Facebook's, is at graph.facebook.com.
const DefaultServer = "https://graph.instagram.com"

const (
	defaultBackTo = 14 * 24 * time.Hour
	pollEvery     = 10 * time.Minute
	maxChars      = 2200
)

// Config names one account.
type Config struct {
	ID        string // of the channel; every content carries it
	Server    string // DefaultServer when empty
	Version   string // of the Graph API; graph.DefaultVersion when empty
	Account   string // id of the account; what the token belongs to when empty
	Token     secret.Token
	AppSecret func() string // nil where none is configured
	Vault     *secret.Vault // keeps the renewed token; nil: none is renewed
	BackTo    time.Duration // how far a first poll looks back, 14 days when zero
	Clock     inbox.Clock
	Transport transport.Options
}

// Channel is one account. Everything it remembers but the token can be read again.
type Channel struct {
	id, account string
	version     string
	backTo      time.Duration
	clock       inbox.Clock
	graph       *graph.Client
	sent        graph.Replies
	renewal     renewal

	mu      sync.Mutex
	self    inbox.Account
	noBatch bool // the server does not take several ids at once
}

var (
	_ inbox.Channel   = (*Channel)(nil)
	_ inbox.Metered   = (*Channel)(nil)
	_ inbox.Answerer  = (*Channel)(nil)
	_ inbox.Moderator = (*Channel)(nil)
)

// New prepares a channel with the renewed token where there is one; it asks
// nothing yet.
func New(c Config) (*Channel, error) {
	if c.Server == "" {
		c.Server = DefaultServer
	}
	if c.Version == "" {
		c.Version = graph.DefaultVersion
	}
	if c.Clock == nil {
		c.Clock = inbox.ClockFunc(time.Now)
	}
	if c.BackTo <= 0 {
		c.BackTo = defaultBackTo
	}
	switch {
	case !graph.IsVersion(c.Version):
		return nil, errors.New("instagram: the version must be one like " + graph.DefaultVersion)
	case c.Account != "" && !graph.UsableID(c.Account):
		return nil, errors.New("instagram: the account must be the number of a professional account")
	}
	ch := &Channel{id: c.ID, account: c.Account, version: c.Version, backTo: c.BackTo, clock: c.Clock}
	if !strings.Contains(c.Server, "facebook.com") { // with Facebook's login it is Facebook's token, which is not renewed so
		ch.renewal.vault = c.Vault
	}
	token, err := ch.renewal.load(c.Token)
	if err != nil {
		return nil, err
	}
	ch.graph, err = graph.New(graph.Config{
		Base: c.Server, Version: c.Version, Token: token.Reveal, AppSecret: c.AppSecret, UseCase: "instagram",
		Clock: c.Clock, Transport: c.Transport,
	})
	if err != nil {
		return nil, err
	}
	return ch, nil
}

// Close lets go of kept connections.
func (c *Channel) Close() { c.graph.Close() }

// Kind names the adapter.
func (c *Channel) Kind() string { return Kind }

// Stats tells what the transport saw.
func (c *Channel) Stats() transport.Stats { return c.graph.Stats() }

// Vitals tells how long the token holds and how much of the allowance is used.
func (c *Channel) Vitals() inbox.Vitals {
	return inbox.Vitals{TokenEnds: c.renewal.ends(), Budgets: c.graph.Budgets()}
}

// Capabilities tells what can be done as this account.
func (c *Channel) Capabilities() inbox.Capabilities {
	return inbox.Capabilities{
		Reply: true, Threads: true, Refresh: true, ProvableGone: true, HiddenSeen: true,
		Measures:  []inbox.Measure{inbox.MeasureHide, inbox.MeasureUnhide, inbox.MeasureDelete},
		MaxChars:  maxChars,
		PollEvery: c.graph.Slowly(pollEvery),
	}
}

// Length counts characters.
func (c *Channel) Length(_ inbox.Ref, text string) int { return utf8.RuneCountInString(text) }

// Compose names the person in front where an answer is answered: what we write
// then stands under the first comment of the row, and tells nobody else.
func (c *Channel) Compose(to inbox.Ref, text string) string {
	handle := to.Author.Handle
	if to.Ref == "" || to.Ref == to.RemoteID || !usableHandle(handle) || strings.EqualFold(mention(text), handle) {
		return text
	}
	return "@" + handle + " " + text
}

// usableHandle reports whether a name is one as Instagram gives them.
func usableHandle(s string) bool {
	return s != "" && len(s) <= 30 && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '_' && r != '.'
	})
}

// mention is the name a text begins with, "" without one.
func mention(text string) string {
	rest, ok := strings.CutPrefix(strings.TrimSpace(text), "@")
	if !ok {
		return ""
	}
	end := strings.IndexFunc(rest, func(r rune) bool { return !usableHandle(string(r)) })
	if end < 0 {
		end = len(rest)
	}
	return strings.TrimRight(rest[:end], ".")
}

// node is the account's address.
func (c *Channel) node() string {
	if c.account != "" {
		return c.account
	}
	return "me"
}

// Whoami asks which account the token belongs to.
func (c *Channel) Whoami(ctx context.Context) (inbox.Account, error) {
	const op = "whoami"
	body, err := c.graph.Get(ctx, op, c.node(), url.Values{"fields": {"id,username,name"}})
	if err != nil {
		return inbox.Account{}, err
	}
	var p struct{ ID, Username, Name string }
	if json.Unmarshal(body, &p) != nil || p.ID == "" || p.Username == "" {
		return inbox.Account{}, graph.Undecodable(op, errNoObject, false)
	}
	a := inbox.Account{ID: p.ID, Handle: p.Username, Name: p.Name, URL: "https://www.instagram.com/" + p.Username, Server: "instagram.com"}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.self = a
	return a, nil
}

// knowSelf asks once who we are: without it our own words would be taken for a
// citizen's.
func (c *Channel) knowSelf(ctx context.Context) error {
	c.mu.Lock()
	known := c.self.ID != ""
	c.mu.Unlock()
	if known {
		return nil
	}
	_, err := c.Whoami(ctx)
	return err
}
