package youtube

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

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
		d.clock()
		return d.out
	}
	d.find("token", inbox.GradeOK, "account", firstOf(self.Handle, self.Name), "server", self.Server)
	d.scope()
	d.grant()
	for _, status := range lists {
		if _, err := c.list(ctx, "check", self.ID, status, ""); err != nil {
			d.failed("read", err, "what", "comments "+status)
		} else {
			d.find("read", inbox.GradeOK, "what", "comments "+status)
		}
	}
	d.find("limit", inbox.GradeOK, "max", strconv.Itoa(maxChars))
	d.units()
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

// refused tells why there is no access. A dead grant has a reason that nobody
// would guess: that of an app in testing ends after a week.
func (d *doctor) refused(err error) {
	switch {
	case errors.Is(err, errGrant):
		d.failed("grant", err)
	case errors.Is(err, errClient):
		d.failed("client", err)
	default:
		d.failed("token", err)
	}
}

func (d *doctor) scope() {
	told := strings.Fields(d.c.keep.value("scope"))
	if len(told) == 0 {
		return // the reads show what it can
	}
	for _, s := range told {
		if s == scope {
			d.find("scope", inbox.GradeOK, "scopes", "youtube.force-ssl")
			return
		}
	}
	d.find("scope", inbox.GradeError, "missing", "youtube.force-ssl")
}

// grant tells when the access ends by itself: only that of an app in testing does.
func (d *doctor) grant() {
	ends := d.c.keep.grantEnds()
	if ends.IsZero() {
		d.find("grant", inbox.GradeOK)
	} else {
		d.find("grant", inbox.GradeWarn, "days", days(ends.Sub(d.c.clock.Now())))
	}
	if err := d.c.keep.trouble(); err != nil {
		d.find("vault", inbox.GradeError)
	}
}

func (d *doctor) units() {
	b := d.c.keep.budget()
	g := inbox.GradeOK
	if b.Share() >= inbox.BudgetSlow {
		g = inbox.GradeWarn
	}
	d.find("units", g, "used", strconv.Itoa(int(b.Used)), "limit", strconv.Itoa(int(b.Limit)),
		"hours", strconv.Itoa(int(b.Resets.Sub(d.c.clock.Now()).Hours())))
}

func (d *doctor) clock() {
	s := d.c.link.stats()
	if !s.SkewKnown {
		return
	}
	g := inbox.GradeOK
	switch skew := s.Skew.Abs(); {
	case skew > badSkew:
		g = inbox.GradeError
	case skew > maxSkew:
		g = inbox.GradeWarn
	}
	d.find("skew", g, "skew", s.Skew.String())
}

func firstOf(vs ...string) string {
	for _, v := range vs {
		if v != "" {
			return v
		}
	}
	return ""
}
