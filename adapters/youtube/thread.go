package youtube

import (
	"context"
	"maps"

	"lotse/inbox"
)

const (
	threadPages  = 5 // of replies, or of threads below a video
	threadUnread = 5 // threads of a video whose other replies are read
)

// Thread reads the conversation that a text stands in: its first comment with all
// replies, or the newest threads below a video of ours.
func (c *Channel) Thread(ctx context.Context, ref inbox.Ref) ([]inbox.Observation, error) {
	const op = "thread"
	self, err := c.account(ctx, op)
	if err != nil {
		return nil, err
	}
	var items []thread
	known := map[string]int64{}
	if video := videoOf(ref.URL); video != "" && video == ref.RemoteID {
		// This is asked for all the time while a video is new: what has not changed
		// since the last reading is not read again.
		items, err = c.threadsOf(ctx, op, video)
		known = c.filledUpTo()
	} else {
		items, err = c.oneThread(ctx, op, topOf(ref.RemoteID), videoOf(ref.URL))
	}
	if err != nil {
		return nil, asThread(err)
	}
	var out []inbox.Observation
	videos := make([]string, 0, len(items))
	unread := threadUnread
	for i := range items {
		t := &items[i]
		if n, read := known[t.id]; !t.whole() && unread > 0 && (!read || n != t.count) {
			unread--
			if err := c.fill(ctx, op, t); err != nil {
				return nil, asThread(err)
			}
		}
		out = append(out, c.conversation(t, self.ID, false)...)
		videos = append(videos, t.video)
	}
	posts, err := c.posts(ctx, op, self.ID, videos)
	return append(posts, out...), err
}

// oneThread reads a thread by its first comment.
func (c *Channel) oneThread(ctx context.Context, op, id, video string) ([]thread, error) {
	p, err := c.threadsByID(ctx, op, id)
	if err != nil {
		return nil, err
	}
	for _, raw := range p.Items {
		if t, ok, _ := readThread(raw); ok && t.id == id {
			if t.video == "" {
				t.video = video
			}
			return []thread{t}, nil
		}
	}
	return nil, refused(op, inbox.ProblemGone, "the thread is not there")
}

// threadsOf reads the newest threads below a video.
func (c *Channel) threadsOf(ctx context.Context, op, video string) (out []thread, err error) {
	p, err := c.below(ctx, op, video, "")
	if err != nil {
		return nil, err
	}
	for _, raw := range p.Items {
		if t, ok, _ := readThread(raw); ok {
			t.video = video
			out = append(out, t)
		}
	}
	if len(out) == 0 { // the video at least
		out = append(out, thread{video: video})
	}
	return out, nil
}

// fill reads all replies of a thread.
func (c *Channel) fill(ctx context.Context, op string, t *thread) error {
	var all []comment
	token := ""
	for range threadPages {
		p, err := c.replies(ctx, op, t.id, token, canWait)
		if err != nil {
			return err
		}
		for _, raw := range p.Items {
			if m, ok := readComment(raw); ok {
				all = append(all, m)
			}
		}
		if p.Next == "" || p.Next == token {
			break
		}
		token = p.Next
	}
	if len(all) >= len(t.replies) {
		t.replies = all
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.filled) >= countsMost {
		clear(c.filled)
	}
	c.filled[t.id] = t.count
	return nil
}

func (c *Channel) filledUpTo() map[string]int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.filled)
}

// asThread makes of a video whose comments were closed one that cannot be read:
// that says nothing about the channel.
func asThread(err error) error {
	if inbox.ProblemOf(err) == inbox.ProblemPolicy {
		return refused("thread", inbox.ProblemPermission, "comments are closed")
	}
	return err
}
