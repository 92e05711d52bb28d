package mastodon

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"lotse/inbox"
)

const badSkew = 15 * time.Minute

// Check reads everything a poll and a reply depend on, once, and says what it
// found. It posts nothing.
func (c *Channel) Check(ctx context.Context) []inbox.Finding {
	d := doctor{c: c}
	self, err := c.whoami(ctx)
	if err != nil {
		d.failed("token", err)
		d.clock()
		return d.out
	}
	d.find("token", inbox.GradeOK, "account", self.Handle, "server", self.Server)
	d.scopes(ctx)
	d.notifications(ctx)
	d.statuses(ctx, self.ID)
	d.instance(ctx)
	d.policy(ctx)
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

// Scopes by what fails without them. A wide one ("read") covers its parts.
var (
	needed = []string{"read:accounts", "read:notifications", "read:statuses", "write:statuses"}
	wanted = []string{"write:favourites", "write:blocks", "write:reports"}
)

func (d *doctor) scopes(ctx context.Context) {
	a, err := d.c.get(ctx, "check", "/api/v1/apps/verify_credentials", nil)
	var app struct {
		Scopes scopeList `json:"scopes"`
	}
	if err != nil || json.Unmarshal(a.body, &app) != nil || len(app.Scopes) == 0 {
		d.find("scope", inbox.GradeOK, "told", "no") // the reads below show what they can
		return
	}
	lacks := func(scopes []string) string {
		return strings.Join(slices.DeleteFunc(slices.Clone(scopes), app.Scopes.covers), " ")
	}
	switch missing, optional := lacks(needed), lacks(wanted); {
	case missing != "":
		d.find("scope", inbox.GradeError, "missing", missing)
	case optional != "":
		d.find("scope", inbox.GradeWarn, "missing", optional)
	default:
		d.find("scope", inbox.GradeOK, "scopes", strings.Join(app.Scopes, " "))
	}
}

// scopeList is a list, or one string with spaces on older servers.
type scopeList []string

func (l *scopeList) UnmarshalJSON(b []byte) error {
	var one string
	if json.Unmarshal(b, &one) == nil {
		*l = strings.Fields(one)
		return nil
	}
	return json.Unmarshal(b, (*[]string)(l))
}

func (l scopeList) covers(scope string) bool {
	wide, _, _ := strings.Cut(scope, ":")
	return slices.Contains(l, scope) || slices.Contains(l, wide) ||
		scope == "read:accounts" && slices.Contains(l, "profile")
}

func (d *doctor) notifications(ctx context.Context) {
	l, err := d.c.list(ctx, "check", "/api/v1/notifications", url.Values{"limit": {"80"}, "include_filtered": {"true"}})
	if err != nil {
		d.failed("read", err, "what", "notifications")
		return
	}
	d.find("read", inbox.GradeOK, "what", "notifications")
	if len(l.items) > 0 && !l.linked {
		d.find("window", inbox.GradeWarn, "shown", strconv.Itoa(len(l.items)))
	}
	broken := 0
	for _, raw := range l.items {
		n, _, err := tolerant[notification](raw)
		if err != nil {
			broken++
		} else if noticeTypes[n.Type] {
			if _, ok := readStatus(n.Status); !ok {
				broken++
			}
		}
	}
	if broken > 0 {
		d.find("unparsed", inbox.GradeWarn, "count", strconv.Itoa(broken))
	}
}

func (d *doctor) statuses(ctx context.Context, self string) {
	l, err := d.c.list(ctx, "check", "/api/v1/accounts/"+self+"/statuses", url.Values{"limit": {"2"}, "exclude_reblogs": {"true"}})
	if err != nil {
		d.failed("read", err, "what", "statuses")
		return
	}
	d.find("read", inbox.GradeOK, "what", "statuses")
	good, _ := readStatuses(l.items)
	if len(good) == 0 {
		return
	}
	if _, err := d.c.readContext(ctx, "check", string(good[0].ID)); err != nil {
		d.failed("read", err, "what", "threads")
	} else {
		d.find("read", inbox.GradeOK, "what", "threads")
	}
	if _, err := d.c.readOne(ctx, "check", string(good[0].ID)); err != nil {
		d.failed("read", err, "what", "status")
	}
	_, err = d.c.list(ctx, "check", "/api/v1/statuses", url.Values{"id[]": {string(good[0].ID)}})
	d.find("batch", inbox.GradeOK, "supported", strconv.FormatBool(err == nil))
}

func (d *doctor) instance(ctx context.Context) {
	l, err := d.c.readLimits(ctx)
	if err != nil {
		d.find("limit", inbox.GradeWarn, "max", strconv.Itoa(unknownLimits.max), "told", "no")
		return
	}
	d.find("limit", inbox.GradeOK, "max", strconv.Itoa(l.max), "url", strconv.Itoa(l.perURL), "idempotent", strconv.FormatBool(l.keyed))
	d.out[len(d.out)-1].Detail = l.version
}

// policy tells what the server keeps from us: what it drops no poll can show.
func (d *doctor) policy(ctx context.Context) {
	a, err := d.c.get(ctx, "check", "/api/v2/notifications/policy", nil)
	if err != nil {
		return // servers without it keep nothing back
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(a.body, &fields) != nil {
		return
	}
	var dropped, filtered []string
	for name, raw := range fields {
		what, ok := strings.CutPrefix(name, "for_")
		var how string
		if !ok || json.Unmarshal(raw, &how) != nil {
			continue
		}
		switch how {
		case "drop":
			dropped = append(dropped, what)
		case "filter":
			filtered = append(filtered, what)
		}
	}
	slices.Sort(dropped)
	slices.Sort(filtered)
	grade := inbox.GradeOK
	if len(dropped) > 0 {
		grade = inbox.GradeWarn
	}
	d.find("policy", grade, "dropped", strings.Join(dropped, " "), "filtered", strings.Join(filtered, " "))
	var summary struct {
		Pending int `json:"pending_notifications_count"`
	}
	if json.Unmarshal(fields["summary"], &summary) == nil && summary.Pending > 0 {
		d.find("filtered", inbox.GradeWarn, "count", strconv.Itoa(summary.Pending))
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
