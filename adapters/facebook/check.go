package facebook

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"lotse/adapters/graph"
	"lotse/inbox"
)

// Scopes by what fails without them.
var (
	needed = []string{"pages_read_engagement", "pages_read_user_content"}
	wanted = []string{"pages_manage_engagement"} // replies and measures
)

const (
	sampleOfAuthors = 50
	badSkew         = 15 * time.Minute
)

// Check reads everything a poll depends on, once, and says what it found. It
// posts nothing. A right that is listed may still not work, so each list is
// really read.
func (c *Channel) Check(ctx context.Context) []inbox.Finding {
	d := graph.Doctor{}
	self, err := c.Whoami(ctx)
	if err != nil {
		d.Failed("token", err)
		d.Clock(c.graph.Stats(), graph.MaxSkew, badSkew)
		return d.Out
	}
	d.Find("token", inbox.GradeOK, "account", self.Name, "server", self.Server)
	c.checkLife(ctx, &d)
	c.checkReads(ctx, &d, self.ID)
	d.Version(c.version, c.clock.Now())
	d.Find("limit", inbox.GradeOK, "max", strconv.Itoa(maxChars))
	d.Share(c.graph.Budgets())
	d.Clock(c.graph.Stats(), graph.MaxSkew, badSkew)
	return d.Out
}

func (c *Channel) checkLife(ctx context.Context, d *graph.Doctor) {
	l, err := c.askLife(ctx)
	if err != nil {
		d.Find("scope", inbox.GradeOK, "told", "no") // the reads below show what it can
		return
	}
	lacks := func(scopes []string) string {
		return strings.Join(slices.DeleteFunc(slices.Clone(scopes), func(s string) bool { return slices.Contains(l.scopes, s) }), " ")
	}
	switch missing, optional := lacks(needed), lacks(wanted); {
	case len(l.scopes) == 0:
		d.Find("scope", inbox.GradeOK, "told", "no")
	case missing != "":
		d.Find("scope", inbox.GradeError, "missing", missing)
	case optional != "":
		d.Find("scope", inbox.GradeWarn, "missing", optional)
	default:
		d.Find("scope", inbox.GradeOK, "scopes", strings.Join(l.scopes, " "))
	}
	d.Life(l.ends, c.clock.Now())
}

func (c *Channel) checkReads(ctx context.Context, d *graph.Doctor, page string) {
	q := url.Values{"fields": {listFields}, "limit": {itoa(postsPerPage)}}
	p, err := c.graph.List(ctx, "check", page+"/published_posts", q, "")
	if err != nil {
		d.Failed("read", err, "what", "published_posts")
		return
	}
	d.Find("read", inbox.GradeOK, "what", "published_posts")
	if _, err := c.graph.List(ctx, "check", page+"/visitor_posts", url.Values{"fields": {postFields}, "limit": {"2"}}, ""); err != nil {
		d.Failed("read", err, "what", "visitor_posts")
		d.Out[len(d.Out)-1].Grade = inbox.GradeWarn
	} else {
		d.Find("read", inbox.GradeOK, "what", "visitor_posts")
	}
	seen, named, broken := 0, 0, 0
	for _, raw := range p.Items {
		v, err := graph.Object[post](raw)
		if err != nil || !graph.UsableID(v.ID) || v.Comments.Total == 0 {
			continue
		}
		l, err := c.graph.List(ctx, "check", v.ID+"/comments", stream(), "")
		if err != nil {
			d.Failed("read", err, "what", "comments")
			return
		}
		for _, raw := range l.Items {
			o, ok := c.readComment(raw, v.ID, page)
			switch {
			case !ok:
				broken++
			case o.Kind != inbox.KindOwnPost && seen < sampleOfAuthors:
				if seen++; o.Author.Name != "" {
					named++
				}
			}
		}
		if seen >= sampleOfAuthors {
			break
		}
	}
	d.Find("read", inbox.GradeOK, "what", "comments")
	if broken > 0 {
		d.Find("unparsed", inbox.GradeWarn, "count", strconv.Itoa(broken))
	}
	if seen > 0 {
		grade := inbox.GradeOK
		if named < seen {
			grade = inbox.GradeWarn
		}
		d.Find("authors", grade, "named", strconv.Itoa(named), "count", strconv.Itoa(seen))
	}
}
