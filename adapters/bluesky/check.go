package bluesky

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strconv"
	"time"

	"lotse/inbox"
)

const badSkew = 15 * time.Minute

// Check reads everything a poll and a reply depend on, once, and says what it
// found. It posts nothing.
func (c *Channel) Check(ctx context.Context) []inbox.Finding {
	d := doctor{c: c}
	who, err := c.Whoami(ctx)
	if err != nil {
		d.failed("token", err)
		d.clock()
		return d.out
	}
	d.find("token", inbox.GradeOK, "account", who.Handle, "server", who.Server)
	d.session(ctx)
	d.notifications(ctx)
	d.posts(ctx, who.ID)
	d.find("limit", inbox.GradeOK, "max", strconv.Itoa(maxChars))
	d.rate()
	d.clock()
	return d.out
}

type doctor struct {
	c   *Channel
	out []inbox.Finding
}

func (d *doctor) find(code string, g inbox.Grade, args ...string) {
	f := inbox.Finding{Code: code, Grade: g, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		f.Args[args[i]] = args[i+1]
	}
	d.out = append(d.out, f)
}

// failed notes a call that must work and did not.
func (d *doctor) failed(code string, err error, args ...string) {
	d.find(code, inbox.GradeError, args...)
	f := &d.out[len(d.out)-1]
	f.Args["problem"] = string(inbox.ProblemOf(err))
	var ce *inbox.ChannelError
	if errors.As(err, &ce) {
		f.Detail = ce.Remote
		if ce.Status != 0 {
			f.Args["status"] = strconv.Itoa(ce.Status)
		}
	}
}

// session tells how long it holds, what it may do and whether it could be kept.
func (d *doctor) session(ctx context.Context) {
	s, err := d.c.keeper.session(ctx, "check", "")
	if err != nil {
		d.failed("token", err)
		return
	}
	if days, warn := inbox.TokenDays(d.c.keeper.ends(), d.c.clock.Now()); warn {
		d.find("token_expires", inbox.GradeWarn, "days", strconv.Itoa(days))
	}
	if claimsOf(s.Access).Scope == "com.atproto.access" {
		d.find("main_password", inbox.GradeWarn) // the one that can delete the account
	}
	if err := d.c.keeper.notKept(); err != nil {
		d.find("vault", inbox.GradeError)
	}
}

func (d *doctor) notifications(ctx context.Context) {
	p, err := d.c.list(ctx, "check", "app.bsky.notification.listNotifications", "notifications",
		url.Values{"limit": {perPage}, "reasons": wanted})
	if err != nil {
		d.failed("read", err, "what", "notifications")
		return
	}
	d.find("read", inbox.GradeOK, "what", "notifications")
	broken := 0
	for _, raw := range p.items {
		if v, ok := readView(raw); !ok && isWanted(v.Reason) {
			broken++
		}
	}
	if broken > 0 {
		d.find("unparsed", inbox.GradeWarn, "count", strconv.Itoa(broken))
	}
}

func (d *doctor) posts(ctx context.Context, self string) {
	p, err := d.c.list(ctx, "check", "app.bsky.feed.getAuthorFeed", "feed",
		url.Values{"actor": {self}, "limit": {"2"}, "filter": {"posts_with_replies"}})
	if err != nil {
		d.failed("read", err, "what", "statuses")
		return
	}
	d.find("read", inbox.GradeOK, "what", "statuses")
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
			d.failed("read", err, "what", "threads")
		} else {
			d.find("read", inbox.GradeOK, "what", "threads")
		}
		if _, err := d.c.look(ctx, "check", []string{v.URI}); err != nil {
			d.failed("read", err, "what", "status")
		}
		return
	}
}

func (d *doctor) rate() {
	if s := d.c.link.stats(); s.Limit > 0 {
		d.find("rate", inbox.GradeOK, "limit", strconv.Itoa(s.Limit), "remaining", strconv.Itoa(s.Remaining))
	}
}

func (d *doctor) clock() {
	s := d.c.link.stats()
	if !s.SkewKnown {
		return
	}
	grade := inbox.GradeOK
	switch skew := s.Skew.Abs(); {
	case skew > badSkew:
		grade = inbox.GradeError
	case skew > maxSkew:
		grade = inbox.GradeWarn
	}
	d.find("skew", grade, "skew", s.Skew.String())
}
