package mastodon

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"lotse/adapters/checkup"
	"lotse/inbox"
)

const badSkew = 15 * time.Minute

// Check reads everything a poll and a reply depend on, once, and says what it
// found. It posts nothing.
func (c *Channel) Check(ctx context.Context) []inbox.Finding {
	d := doctor{c: c}
	self, err := c.whoami(ctx)
	if err != nil {
		d.Failed("token", err)
		d.Clock(c.link.stats(), maxSkew, badSkew)
		return d.Out
	}
	d.Find("token", inbox.GradeOK, "account", self.Handle, "server", self.Server)
	d.scopes(ctx)
	d.notifications(ctx)
	d.statuses(ctx, self.ID)
	d.instance(ctx)
	d.policy(ctx)
	d.rate()
	d.Clock(c.link.stats(), maxSkew, badSkew)
	return d.Out
}

type doctor struct {
	checkup.Findings
	c *Channel
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
		d.Find("scope", inbox.GradeOK, "told", "no") // the reads below show what they can
		return
	}
	lacks := func(scopes []string) string {
		return strings.Join(slices.DeleteFunc(slices.Clone(scopes), app.Scopes.covers), " ")
	}
	switch missing, optional := lacks(needed), lacks(wanted); {
	case missing != "":
		d.Find("scope", inbox.GradeError, "missing", missing)
	case optional != "":
		d.Find("scope", inbox.GradeWarn, "missing", optional)
	default:
		d.Find("scope", inbox.GradeOK, "scopes", strings.Join(app.Scopes, " "))
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
		d.Failed("read", err, "what", "notifications")
		return
	}
	d.Find("read", inbox.GradeOK, "what", "notifications")
	if len(l.items) > 0 && !l.linked {
		d.Find("window", inbox.GradeWarn, "shown", strconv.Itoa(len(l.items)))
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
		d.Find("unparsed", inbox.GradeWarn, "count", strconv.Itoa(broken))
	}
}

func (d *doctor) statuses(ctx context.Context, self string) {
	l, err := d.c.list(ctx, "check", "/api/v1/accounts/"+self+"/statuses", url.Values{"limit": {"2"}, "exclude_reblogs": {"true"}})
	if err != nil {
		d.Failed("read", err, "what", "statuses")
		return
	}
	d.Find("read", inbox.GradeOK, "what", "statuses")
	good, _ := readStatuses(l.items)
	if len(good) == 0 {
		return
	}
	if _, err := d.c.readContext(ctx, "check", string(good[0].ID)); err != nil {
		d.Failed("read", err, "what", "threads")
	} else {
		d.Find("read", inbox.GradeOK, "what", "threads")
	}
	if _, err := d.c.readOne(ctx, "check", string(good[0].ID)); err != nil {
		d.Failed("read", err, "what", "status")
	}
	_, err = d.c.list(ctx, "check", "/api/v1/statuses", url.Values{"id[]": {string(good[0].ID)}})
	d.Find("batch", inbox.GradeOK, "supported", strconv.FormatBool(err == nil))
}

func (d *doctor) instance(ctx context.Context) {
	l, err := d.c.readLimits(ctx)
	if err != nil {
		d.Find("limit", inbox.GradeWarn, "max", strconv.Itoa(unknownLimits.max), "told", "no")
		return
	}
	d.Find("limit", inbox.GradeOK, "max", strconv.Itoa(l.max), "url", strconv.Itoa(l.perURL), "idempotent", strconv.FormatBool(l.keyed))
	d.Out[len(d.Out)-1].Detail = l.version
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
	d.Find("policy", grade, "dropped", strings.Join(dropped, " "), "filtered", strings.Join(filtered, " "))
	var summary struct {
		Pending int `json:"pending_notifications_count"`
	}
	if json.Unmarshal(fields["summary"], &summary) == nil && summary.Pending > 0 {
		d.Find("filtered", inbox.GradeWarn, "count", strconv.Itoa(summary.Pending))
	}
}

func (d *doctor) rate() {
	if s := d.c.link.stats(); s.Limit > 0 {
		d.Find("rate", inbox.GradeOK, "limit", strconv.Itoa(s.Limit), "remaining", strconv.Itoa(s.Remaining))
	}
}
