package demo

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"lotse/inbox"
)

// Channel is one simulated platform. It is safe for concurrent use.
type Channel struct {
	profile
	clock     inbox.Clock
	names     map[string]string
	reactions []string
	weather   bool   // bad moments, now and then
	loseTo    string // the comment whose first answer is posted without a word

	mu       sync.Mutex
	serial   int
	entries  map[string]*entry
	order    []string // ids as they appeared
	log      []string // ids as they appeared, changed or went: what Poll reads
	planned  []event
	polls    int
	replies  int
	cutUntil time.Time
}

var _ inbox.Channel = (*Channel)(nil)

func newChannel(p profile, clock inbox.Clock) *Channel {
	return &Channel{profile: p, clock: clock, entries: map[string]*entry{}}
}

// ID is the channel's id in the config.
func (c *Channel) ID() string { return c.id }

// Kind is the platform it plays.
func (c *Channel) Kind() string { return c.kind }

// Capabilities are those of the platform, where the simulation has them.
func (c *Channel) Capabilities() inbox.Capabilities {
	caps := c.caps
	caps.Measures = slices.Clone(caps.Measures)
	return caps
}

// Whoami gives the town's account.
func (c *Channel) Whoami(ctx context.Context) (inbox.Account, error) {
	if err := begin(ctx, "whoami"); err != nil {
		return inbox.Account{}, err
	}
	return inbox.Account{ID: ourID, Handle: "neustadt", Name: "Stadt Neustadt am Fluss", URL: "https://" + c.host + "/neustadt", Server: c.host}, nil
}

// Check finds everything in order, but for a token that will end.
func (c *Channel) Check(context.Context) []inbox.Finding {
	out := []inbox.Finding{{Code: "token", Grade: inbox.GradeOK}, {Code: "skew", Grade: inbox.GradeOK}}
	if c.kind == "instagram" {
		out = append(out, inbox.Finding{Code: "token_expires", Grade: inbox.GradeWarn, Args: map[string]string{"days": "12"}})
	}
	return out
}

// linkLength is what an address counts where the platform shortens them.
const linkLength = 23

// Length counts characters, on the Mastodon-like channel with addresses as 23.
func (c *Channel) Length(_ inbox.Ref, text string) int {
	n := utf8.RuneCountInString(text)
	if c.kind != "mastodon" {
		return n
	}
	for _, word := range strings.Fields(text) {
		if strings.HasPrefix(word, "https://") || strings.HasPrefix(word, "http://") {
			n += linkLength - utf8.RuneCountInString(word)
		}
	}
	return n
}

// Compose puts the mention in front where the platform needs it.
func (c *Channel) Compose(to inbox.Ref, text string) string {
	mention := "@" + to.Author.Handle
	if !c.caps.ReplyMentions || to.Author.Handle == "" || strings.HasPrefix(text, mention) {
		return text
	}
	return mention + " " + text
}

// begin refuses a call whose time is over, before anything happens.
func begin(ctx context.Context, op string) error {
	if err := ctx.Err(); err != nil {
		return &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: op, Err: err}
	}
	return nil
}

func unsupported(op string) error {
	return &inbox.ChannelError{Class: inbox.ProblemUnsupported, Op: op}
}

func missing(op string) error {
	return &inbox.ChannelError{Class: inbox.ProblemGone, Status: 404, Op: op}
}
