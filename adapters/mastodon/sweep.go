package mastodon

import (
	"cmp"
	"context"
	"net/url"
	"slices"
	"strconv"
	"time"

	"lotse/inbox"
)

const (
	sweepEvery   = 10 * time.Minute
	sweepBack    = 7 * 24 * time.Hour
	sweepMost    = 120 // threads in one round
	sweepPerPoll = 8   // threads in one call
	ownPerPage   = 40
	ownMostPages = 5
)

// sweepOn goes through the threads of our recent posts, some in each call and all
// within the sweep's interval. Notifications were read by now: what fails here is
// told as a warning and tried again with the next round.
func (r *round) sweepOn(ctx context.Context) {
	if len(r.cur.Left) == 0 {
		if r.now.Sub(r.cur.SweptAt) < sweepEvery && !r.now.Before(r.cur.SweptAt) {
			return
		}
		r.cur.SweptAt = r.now.UTC().Truncate(time.Second)
		own, err := r.ownPosts(ctx)
		if err != nil {
			r.warn("own_posts_unread", string(inbox.ProblemOf(err)))
		}
		r.cur.Left = worthReading(own)
	}
	for range sweepPerPoll {
		if len(r.cur.Left) == 0 {
			return
		}
		id := r.cur.Left[0]
		r.cur.Left = r.cur.Left[1:]
		if err := r.sweepThread(ctx, id); err != nil {
			r.warn("thread_unread", string(inbox.ProblemOf(err)))
			switch inbox.ProblemOf(err) {
			case inbox.ProblemThrottled, inbox.ProblemBudget, inbox.ProblemAuth, inbox.ProblemUnreachable:
				r.cur.Left = nil // the others would end no better
				return
			default:
			}
		}
	}
	if len(r.cur.Left) == 0 {
		r.cur.Left = nil
	}
}

// ownPosts reads what we published lately and gives it as context.
func (r *round) ownPosts(ctx context.Context) ([]status, error) {
	var all []status
	_, err := r.c.walkOwn(ctx, "poll", r.self, r.now.Add(-sweepBack), func(s *status, ok bool) {
		if !ok {
			r.warn("unparsed", "")
			return
		}
		all = append(all, *s)
		if !r.place(ctx, s, false) {
			r.place(ctx, s, true) // in its thread with a later round
		}
	})
	return all, err
}

// walkOwn reads our own posts, newest first, until one is older than a time.
// covered says that all since then were seen; ok is false for one that cannot be
// read.
func (c *Channel) walkOwn(
	ctx context.Context, op, self string, since time.Time, visit func(s *status, ok bool),
) (covered bool, err error) {
	from := ""
	for range ownMostPages {
		q := url.Values{"limit": {strconv.Itoa(ownPerPage)}, "exclude_reblogs": {"true"}}
		if from != "" {
			q.Set("max_id", from)
		}
		l, err := c.list(ctx, op, "/api/v1/accounts/"+self+"/statuses", q)
		if err != nil {
			return false, err
		}
		lowest, at := from, time.Time{}
		for _, raw := range l.items {
			s, ok := readStatus(raw)
			if id := string(s.ID); id != "" && (lowest == "" || compareIDs(id, lowest) < 0) {
				lowest, at = id, s.CreatedAt
			}
			if !ok || !s.CreatedAt.Before(since) && s.Reblog == nil && string(s.Account.ID) == self {
				visit(&s, ok)
			}
		}
		switch {
		case len(l.items) == 0:
			return !l.more, nil
		case !at.IsZero() && at.Before(since):
			return true, nil
		case lowest == from:
			return false, nil // the same page again: the server does not go back further
		}
		from = lowest
	}
	return false, nil
}

// sweepThread gives what stands under one of our posts.
func (r *round) sweepThread(ctx context.Context, id string) error {
	v, err := r.c.readContext(ctx, "poll", id)
	if err != nil {
		if inbox.ProblemOf(err) == inbox.ProblemGone {
			return nil // we deleted it ourselves since
		}
		return err
	}
	m := &r.c.memory
	if _, ok := m.recall(id); !ok || len(v.above) > 0 { // after a restart, or an answer of ours
		asked, err := r.c.readOne(ctx, "poll", id)
		if err != nil {
			return err
		}
		m.settle(&v, &asked, r.self)
	} else {
		r.settleBelow(id, v.below)
	}
	r.giveOwn(v.above)
	for i := range v.below {
		o := r.c.content(&v.below[i], r.self)
		m.inThread(&o, &v.below[i])
		r.give(o)
	}
	for i := range v.broken {
		r.unread(&v.broken[i], "", time.Time{})
	}
	return nil
}

// settleBelow places everything below a text that is placed already.
func (r *round) settleBelow(id string, below []status) {
	at, _ := r.c.memory.recall(id)
	for i := range below {
		at.name = below[i].identity()
		r.c.memory.keep(string(below[i].ID), at)
	}
}

// worthReading picks the threads to read: every post that began one, and answers
// of ours that were answered. Those stand in threads of other people, or on
// servers (snac) whose contexts show only direct answers. Lively ones first.
func worthReading(own []status) []string {
	own = slices.DeleteFunc(slices.Clone(own), func(s status) bool { return s.InReplyToID != "" && s.RepliesCount == 0 })
	slices.SortStableFunc(own, func(a, b status) int {
		return cmp.Or(cmp.Compare(min(b.RepliesCount, 1), min(a.RepliesCount, 1)), b.CreatedAt.Compare(a.CreatedAt))
	})
	var ids []string
	for i := range own[:min(len(own), sweepMost)] {
		ids = append(ids, string(own[i].ID))
	}
	return ids
}
