package youtube

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"lotse/adapters/checkup"
	"lotse/inbox"
)

const (
	badSkew = 15 * time.Minute
	scope   = "https://www.googleapis.com/auth/youtube.force-ssl"
)

// Check reads everything a poll and a reply depend on, once, and says what it
// found. It posts nothing and costs four units.
func (c *Channel) Check(ctx context.Context) []inbox.Finding {
	d := doctor{c: c}
	defer c.keep.flush()
	self, err := c.Whoami(ctx)
	if err != nil {
		d.refused(err)
		d.Clock(c.link.stats(), maxSkew, badSkew)
		return d.Out
	}
	d.Find("token", inbox.GradeOK, "account", firstOf(self.Handle, self.Name), "server", self.Server)
	d.scope()
	d.grant()
	for _, status := range lists {
		if _, err := c.list(ctx, "check", self.ID, status, ""); err != nil {
			d.Failed("read", err, "what", "comments "+status)
		} else {
			d.Find("read", inbox.GradeOK, "what", "comments "+status)
		}
	}
	d.Find("limit", inbox.GradeOK, "max", strconv.Itoa(maxChars))
	d.units()
	d.Clock(c.link.stats(), maxSkew, badSkew)
	return d.Out
}

type doctor struct {
	checkup.Findings
	c *Channel
}

// refused tells why there is no access. A dead grant has a reason that nobody
// would guess: that of an app in testing ends after a week.
func (d *doctor) refused(err error) {
	switch {
	case errors.Is(err, errGrant):
		d.Failed("grant", err)
	case errors.Is(err, errClient):
		d.Failed("client", err)
	default:
		d.Failed("token", err)
	}
}

func (d *doctor) scope() {
	told := strings.Fields(d.c.keep.value("scope"))
	if len(told) == 0 {
		return // the reads show what it can
	}
	for _, s := range told {
		if s == scope {
			d.Find("scope", inbox.GradeOK, "scopes", "youtube.force-ssl")
			return
		}
	}
	d.Find("scope", inbox.GradeError, "missing", "youtube.force-ssl")
}

// grant tells when the access ends by itself: only that of an app in testing does.
func (d *doctor) grant() {
	ends := d.c.keep.grantEnds()
	if ends.IsZero() {
		d.Find("grant", inbox.GradeOK)
	} else {
		d.Find("grant", inbox.GradeWarn, "days", days(ends.Sub(d.c.clock.Now())))
	}
	if err := d.c.keep.trouble(); err != nil {
		d.Find("vault", inbox.GradeError)
	}
}

func (d *doctor) units() {
	b := d.c.keep.budget()
	g := inbox.GradeOK
	if b.Share() >= inbox.BudgetSlow {
		g = inbox.GradeWarn
	}
	d.Find("units", g, "used", strconv.Itoa(int(b.Used)), "limit", strconv.Itoa(int(b.Limit)),
		"hours", strconv.Itoa(int(b.Resets.Sub(d.c.clock.Now()).Hours())))
}

func firstOf(vs ...string) string {
	for _, v := range vs {
		if v != "" {
			return v
		}
	}
	return ""
}
