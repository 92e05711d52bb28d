package x

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"time"

	"lotse/adapters/checkup"
	"lotse/inbox"
)

const badSkew = 15 * time.Minute // a signature of another time is not accepted

// Check reads the account and the smallest page of each list, which costs a few
// cents, and says what is left of the month's money.
func (c *Channel) Check(ctx context.Context) []inbox.Finding {
	d := doctor{}
	self, err := c.Whoami(ctx)
	switch {
	case errors.Is(err, errGrant), errors.Is(err, errNoLogin):
		d.Failed("login", err)
		d.Out[len(d.Out)-1].Args = map[string]string{"channel": c.id}
	case errors.Is(err, errClient):
		d.Find("app", inbox.GradeError)
	case err != nil:
		d.Failed("token", err)
	default:
		d.Find("token", inbox.GradeOK, "account", "@"+self.Handle, "server", self.Server)
		d.read(ctx, c, "statuses", "/2/users/"+self.ID+"/tweets")
		d.read(ctx, c, "mentions", "/2/users/"+self.ID+"/mentions")
		d.login(c)
	}
	d.budget(c)
	d.app(ctx, c)
	d.Find("limit", inbox.GradeOK, "max", strconv.Itoa(maxWeight), "url", strconv.Itoa(perLink))
	s := c.stack.Stats()
	if s.Limit > 0 {
		d.Find("rate", inbox.GradeOK, "limit", strconv.Itoa(s.Limit), "remaining", strconv.Itoa(s.Remaining))
	}
	d.Clock(s, maxSkew, badSkew)
	return d.Out
}

type doctor struct{ checkup.Findings }

func (d *doctor) read(ctx context.Context, c *Channel, what, path string) {
	price := c.prices.owned
	_, err := c.get(ctx, "check", path, url.Values{"tweet.fields": {"created_at"}}, cost{
		each: price, most: 5, least: 5, paged: true,
		charge: func(e *envelope) micros { return price * micros(len(listOf(e.Data))) },
	})
	if err != nil {
		d.Failed("read", err, "what", what)
		return
	}
	d.Find("read", inbox.GradeOK, "what", what)
}

// login tells how long one still holds, and whether what renewed it is kept.
func (d *doctor) login(c *Channel) {
	if c.grant == nil {
		return
	}
	ends := c.grant.ends()
	switch days, warn := inbox.TokenDays(ends, c.clock.Now()); {
	case warn:
		d.Find("login", inbox.GradeWarn, "days", strconv.Itoa(days), "channel", c.id)
	default:
		d.Find("login", inbox.GradeOK)
	}
	if c.grant.notKept() {
		d.Find("vault", inbox.GradeError)
	}
}

func (d *doctor) budget(c *Channel) {
	b := c.purse.budget()
	grade := inbox.GradeOK
	switch {
	case b.Limit == 0 || b.Share() >= inbox.BudgetReads:
		grade = inbox.GradeError
	case b.Share() >= slowFrom:
		grade = inbox.GradeWarn
	}
	d.Find("usd", grade, "used", money(b.Used), "limit", money(b.Limit))
}

// app reads what the platform counts, and whether the daily look at everything is
// open to us.
func (d *doctor) app(ctx context.Context, c *Channel) {
	if c.Duty() == 0 {
		d.Find("duty", inbox.GradeWarn)
		return
	}
	u, err := c.readUsage(ctx, "check")
	if err != nil {
		d.Failed("read", err, "what", "usage")
		d.Out[len(d.Out)-1].Grade = inbox.GradeWarn
	} else if b, ok := u.budget(); ok {
		grade := inbox.GradeOK
		if b.Share() >= slowFrom {
			grade = inbox.GradeWarn
		}
		d.Find("posts", grade, "used", strconv.FormatFloat(b.Used, 'f', 0, 64), "limit", strconv.FormatFloat(b.Limit, 'f', 0, 64))
	}
	var jobs any
	if err := c.appGet(ctx, "check", "/2/compliance/jobs?type=tweets", &jobs); err != nil {
		d.Failed("duty", err)
		return
	}
	d.Find("duty", inbox.GradeOK)
}

func money(usd float64) string { return strconv.FormatFloat(usd, 'f', 2, 64) }
