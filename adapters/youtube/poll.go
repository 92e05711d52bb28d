package youtube

import (
	"context"
	"encoding/json"
	"time"

	"lotse/inbox"
)

const (
	overlap   = 24 * time.Hour // read again behind the newest thread known: edits, and what was let appear late
	wideEvery = 24 * time.Hour
	deepEvery = 7 * 24 * time.Hour
	deepBack  = 180 * 24 * time.Hour
	deepMost  = 100 // pages of a deep walk
	walkMost  = 500 // pages of any other: fifty thousand threads
	heldMost  = 10  // pages of what is held back
	againMost = 3
	maxSkew   = 2 * time.Minute // of the server's clock, before somebody is told
)

// lists are what a walk goes through: the public threads, and those that wait for
// somebody's decision.
var lists = []string{"published", "heldForReview", "likelySpam"}

// round is one call of Poll under way.
type round struct {
	c     *Channel
	self  string
	now   time.Time
	cur   cursor
	batch inbox.Batch
	notes map[string]*inbox.Warning
}

// Poll reads one page: of the replies of a thread that has more than its list
// showed, or of the lists of threads.
func (c *Channel) Poll(ctx context.Context, raw []byte) (inbox.Batch, error) {
	self, err := c.account(ctx, "poll")
	if err != nil {
		return inbox.Batch{}, err
	}
	r := &round{c: c, self: self.ID, now: c.clock.Now().UTC(), notes: map[string]*inbox.Warning{}}
	var known bool
	if r.cur, known = parseCursor(raw); !known {
		r.warn("cursor_unknown", "")
	}
	if len(r.cur.Todo) > 0 {
		err = r.readReplies(ctx)
	} else {
		err = r.walkOn(ctx)
	}
	if err != nil {
		return inbox.Batch{}, err
	}
	if s := c.link.stats(); s.SkewKnown && s.Skew.Abs() > maxSkew {
		r.warn("clock_skew", s.Skew.String())
	}
	r.batch.More = r.cur.Walk != nil || len(r.cur.Todo) > 0
	r.batch.Cursor = r.cur.bytes()
	for _, w := range r.notes {
		r.batch.Warnings = append(r.batch.Warnings, *w)
	}
	if !r.batch.More {
		c.keep.flush()
	}
	return r.batch, nil
}

// warn counts a doubt; the first detail stands for all.
func (r *round) warn(code, detail string) {
	if w := r.notes[code]; w != nil {
		w.Count++
		return
	}
	r.notes[code] = &inbox.Warning{Code: code, Detail: detail, Count: 1}
}

// give takes texts in, after the videos they stand below. Of threads older than
// the first poll looked back only what is newer counts.
func (r *round) give(ctx context.Context, obs []inbox.Observation, videos []string) {
	posts, err := r.c.posts(ctx, "poll", r.self, videos)
	if err != nil {
		r.warn("thread_unread", string(inbox.ProblemOf(err)))
	}
	r.batch.Observations = append(r.batch.Observations, posts...)
	for _, o := range obs {
		if o.Kind == inbox.KindUnparsed {
			r.warn("unparsed", "")
		}
		if !o.PostedAt.Before(r.cur.Since) {
			r.batch.Observations = append(r.batch.Observations, o)
		}
	}
}

// readReplies reads a page of the replies of the first thread that waits.
func (r *round) readReplies(ctx context.Context) error {
	x := r.cur.Todo[0]
	p, err := r.c.replies(ctx, "poll", x.ID, x.Token, canWait)
	switch class := inbox.ProblemOf(err); {
	case err == nil:
	case class == inbox.ProblemInvalid && x.Token != "" && x.Again < againMost:
		// A place in the list holds only so long: it is gone through anew.
		r.cur.Todo[0].Token = ""
		r.cur.Todo[0].Again++
		r.warn("repeated_page", "")
		return nil
	case closed(class):
		r.warn("thread_unread", string(class))
		r.cur.settle(x)
		r.cur.Todo = r.cur.Todo[1:]
		return nil // it went away while it waited
	default:
		return err
	}
	t := thread{video: x.Video}
	t.replies = r.comments(&p)
	r.give(ctx, r.c.conversation(&t, r.self, false), []string{x.Video})
	if p.Next != "" && p.Next != x.Token && len(p.Items) > 0 {
		r.cur.Todo[0].Token = p.Next
		return nil
	}
	r.cur.settle(x)
	r.cur.Todo = r.cur.Todo[1:]
	return nil
}

// closed tells refusals that concern one list and say nothing of the others.
func closed(class inbox.Problem) bool {
	return class == inbox.ProblemGone || class == inbox.ProblemPolicy || class == inbox.ProblemPermission ||
		class == inbox.ProblemInvalid || class == inbox.ProblemUnsupported
}

func (r *round) comments(p *page) (out []comment) {
	for _, raw := range p.Items {
		if m, ok := readComment(raw); ok {
			out = append(out, m)
		} else {
			r.warn("unparsed", "")
		}
	}
	return out
}

// threads decodes a page of threads.
func (r *round) threads(items []json.RawMessage) (out []thread) {
	for _, raw := range items {
		t, ok, bad := readThread(raw)
		for range bad {
			r.warn("unparsed", "")
		}
		if ok {
			out = append(out, t)
		}
	}
	return out
}
