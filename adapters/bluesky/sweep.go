package bluesky

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"time"

	"lotse/inbox"
)

const (
	sweepEvery  = 10 * time.Minute
	threadsBack = 14 * 24 * time.Hour // own posts whose threads are watched
	youngPost   = 48 * time.Hour      // and read again once an hour whatever they count
	readAgain   = time.Hour
	mostAtOnce  = 20 // threads of one sweep
)

// sweep looks at our own recent posts and notes which threads are to be read: a
// notification tells of an answer only as long as its author's clock is honest.
func (r *round) sweep(ctx context.Context) error {
	p, err := r.c.list(ctx, "poll", "app.bsky.feed.getAuthorFeed", "feed", url.Values{
		"actor": {r.self}, "limit": {perPage}, "filter": {"posts_with_replies"},
	})
	if err != nil {
		return err
	}
	before := r.cur.Threads
	r.cur.Threads = map[string]counted{}
	r.cur.SweptAt = r.now
	for _, raw := range p.items {
		var entry struct {
			Post   json.RawMessage `json:"post"`
			Reason json.RawMessage `json:"reason"` // a repost
		}
		if json.Unmarshal(raw, &entry) != nil || entry.Reason != nil {
			continue
		}
		v, ok := readView(entry.Post)
		at := v.postedAt()
		if !ok || v.at.did != r.self || at.Before(r.now.Add(-threadsBack)) {
			continue
		}
		r.give(&v, true)
		if _, root := v.reply(); root == "" && len(r.cur.Threads) < mostThreads {
			r.watch(&v, at, before)
		}
	}
	return nil
}

// watch decides whether a post's thread is read now.
func (r *round) watch(v *view, at time.Time, before map[string]counted) {
	old, known := before[v.URI]
	now := counted{N: v.Replies, At: old.At}
	moved := v.Replies != old.N
	young := v.Replies > 0 && r.now.Sub(at) < youngPost && r.now.Sub(old.At) >= readAgain
	switch {
	case v.Replies == 0 && !known, !moved && !young:
	case slices.Contains(r.cur.Left, v.URI):
	case len(r.cur.Left) >= mostAtOnce:
		now = old // the next sweep finds it moved
	default:
		r.cur.Left = append(r.cur.Left, v.URI)
		now.At = r.now
	}
	r.cur.Threads[v.URI] = now
}

// readThread reads the next of the threads that moved.
func (r *round) readThread(ctx context.Context) error {
	uri := r.cur.Left[0]
	all, err := r.c.conversation(ctx, "poll", uri)
	switch inbox.ProblemOf(err) {
	case "":
		if err != nil {
			return err
		}
		for i := range all {
			if v := &all[i].view; v.at.did != r.self || !all[i].ok {
				r.give(v, all[i].ok)
				if all[i].ok && all[i].hidden {
					r.batch.Observations[len(r.batch.Observations)-1].Gone = inbox.HiddenByUs
				}
			}
		}
	case inbox.ProblemGone: // deleted since
	case inbox.ProblemDecode, inbox.ProblemInvalid, inbox.ProblemRetryable:
		if ctx.Err() != nil {
			return err
		}
		r.warn("thread_unread", string(inbox.ProblemOf(err)))
		delete(r.cur.Threads, uri) // the next sweep finds it again
	default:
		return err
	}
	r.cur.Left = r.cur.Left[1:]
	return nil
}
