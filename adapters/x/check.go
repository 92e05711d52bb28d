package x

import (
	"context"
	"errors"
	"net/url"
	"strconv"
	"time"

	"lotse/inbox"
)

const badSkew = 15 * time.Minute // a signature of another time is not accepted

// Check reads the account and the smallest page of each list, which costs a few
// cents, and says what is left of the month's money.
func (c *Channel) Check(ctx context.Context) []inbox.Finding {
	d := doctor{}
	self, err := c.Whoami(ctx)
	if err != nil {
		d.failed("token", err)
	} else {
		d.find("token", inbox.GradeOK, "account", "@"+self.Handle, "server", self.Server)
		d.read(ctx, c, "statuses", "/2/users/"+self.ID+"/tweets")
		d.read(ctx, c, "mentions", "/2/users/"+self.ID+"/mentions")
	}
	d.budget(c)
	d.find("limit", inbox.GradeOK, "max", strconv.Itoa(maxWeight), "url", strconv.Itoa(perLink))
	s := c.stack.Stats()
	if s.Limit > 0 {
		d.find("rate", inbox.GradeOK, "limit", strconv.Itoa(s.Limit), "remaining", strconv.Itoa(s.Remaining))
	}
	if s.SkewKnown {
		grade := inbox.GradeOK
		switch skew := s.Skew.Abs(); {
		case skew > badSkew:
			grade = inbox.GradeError
		case skew > maxSkew:
			grade = inbox.GradeWarn
		}
		d.find("skew", grade, "skew", s.Skew.Round(time.Second).String())
	}
	return d.out
}

type doctor struct{ out []inbox.Finding }

func (d *doctor) find(code string, g inbox.Grade, args ...string) {
	f := inbox.Finding{Code: code, Grade: g, Args: map[string]string{}}
	for i := 0; i+1 < len(args); i += 2 {
		f.Args[args[i]] = args[i+1]
	}
	d.out = append(d.out, f)
}

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

func (d *doctor) read(ctx context.Context, c *Channel, what, path string) {
	price := c.prices.owned
	_, err := c.get(ctx, "check", path, url.Values{"tweet.fields": {"created_at"}}, cost{
		each: price, most: 5, least: 5, paged: true,
		charge: func(e *envelope) micros { return price * micros(len(listOf(e.Data))) },
	})
	if err != nil {
		d.failed("read", err, "what", what)
		return
	}
	d.find("read", inbox.GradeOK, "what", what)
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
	d.find("usd", grade, "used", money(b.Used), "limit", money(b.Limit))
}

func money(usd float64) string { return strconv.FormatFloat(usd, 'f', 2, 64) }
