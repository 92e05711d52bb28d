package bluesky

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"
	"time"

	"lotse/adapters/checkup"
	"lotse/inbox"
)

const badSkew = 15 * time.Minute

// Check reads everything a poll and a reply depend on, once, and says what it
// found. It posts nothing.
func (c *Channel) Check(ctx context.Context) []inbox.Finding {
	d := doctor{c: c}
	who, err := c.Whoami(ctx)
	if err != nil {
		d.Failed("token", err)
		d.Clock(c.link.stats(), maxSkew, badSkew)
		return d.Out
	}
	d.Find("token", inbox.GradeOK, "account", who.Handle, "server", who.Server)
	d.session(ctx)
	d.notifications(ctx)
	d.posts(ctx, who.ID)
	d.Find("limit", inbox.GradeOK, "max", strconv.Itoa(maxChars))
	d.rate()
	d.Clock(c.link.stats(), maxSkew, badSkew)
	return d.Out
}

type doctor struct {
	checkup.Findings
	c *Channel
}

// session tells how long it holds, what it may do and whether it could be kept.
func (d *doctor) session(ctx context.Context) {
	s, err := d.c.keeper.session(ctx, "check", "")
	if err != nil {
		d.Failed("token", err)
		return
	}
	if days, warn := inbox.TokenDays(d.c.keeper.ends(), d.c.clock.Now()); warn {
		d.Find("token_expires", inbox.GradeWarn, "days", strconv.Itoa(days))
	}
	if claimsOf(s.Access).Scope == "com.atproto.access" {
		d.Find("main_password", inbox.GradeWarn) // the one that can delete the account
	}
	if err := d.c.keeper.notKept(); err != nil {
		d.Find("vault", inbox.GradeError)
	}
}

func (d *doctor) notifications(ctx context.Context) {
	p, err := d.c.list(ctx, "check", "app.bsky.notification.listNotifications", "notifications",
		url.Values{"limit": {perPage}, "reasons": wanted})
	if err != nil {
		d.Failed("read", err, "what", "notifications")
		return
	}
	d.Find("read", inbox.GradeOK, "what", "notifications")
	broken := 0
	for _, raw := range p.items {
		if v, ok := readView(raw); !ok && isWanted(v.Reason) {
			broken++
		}
	}
	if broken > 0 {
		d.Find("unparsed", inbox.GradeWarn, "count", strconv.Itoa(broken))
	}
}

func (d *doctor) posts(ctx context.Context, self string) {
	p, err := d.c.list(ctx, "check", "app.bsky.feed.getAuthorFeed", "feed",
		url.Values{"actor": {self}, "limit": {"2"}, "filter": {"posts_with_replies"}})
	if err != nil {
		d.Failed("read", err, "what", "statuses")
		return
	}
	d.Find("read", inbox.GradeOK, "what", "statuses")
	for _, raw := range p.items {
		var entry struct {
			Post json.RawMessage `json:"post"`
		}
		if json.Unmarshal(raw, &entry) != nil {
			continue
		}
		v, ok := readView(entry.Post)
		if !ok {
			continue
		}
		if _, err := d.c.conversation(ctx, "check", v.URI); err != nil {
			d.Failed("read", err, "what", "threads")
		} else {
			d.Find("read", inbox.GradeOK, "what", "threads")
		}
		if _, err := d.c.look(ctx, "check", []string{v.URI}); err != nil {
			d.Failed("read", err, "what", "status")
		}
		return
	}
}

func (d *doctor) rate() {
	if s := d.c.link.stats(); s.Limit > 0 {
		d.Find("rate", inbox.GradeOK, "limit", strconv.Itoa(s.Limit), "remaining", strconv.Itoa(s.Remaining))
	}
}
