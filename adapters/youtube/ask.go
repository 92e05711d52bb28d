package youtube

import (
	"context"

	api "google.golang.org/api/youtube/v3"
)

const (
	perPage = 100 // the most the platform gives of threads and replies
	perLook = 50  // ids one call may name
	plain   = "plainText"
)

// These are all the reading calls there are. What comes back through the library
// is not looked at: see read.

// list reads a page of threads below all our videos, newest first. status is
// "published", "heldForReview" or "likelySpam".
func (c *Channel) list(ctx context.Context, op, self, status, token string) (page, error) {
	call := c.lib.CommentThreads.List([]string{"snippet", "replies"}).AllThreadsRelatedToChannelId(self).
		Order("time").MaxResults(perPage).TextFormat(plain).ModerationStatus(status)
	if token != "" {
		call.PageToken(token)
	}
	return c.read(ctx, op, threadList, canWait, func(ctx context.Context) error {
		_, err := call.Context(ctx).Do()
		return err
	})
}

// below reads a page of threads below one video.
func (c *Channel) below(ctx context.Context, op, video, token string) (page, error) {
	call := c.lib.CommentThreads.List([]string{"snippet", "replies"}).VideoId(video).Order("time").MaxResults(perPage).TextFormat(plain)
	if token != "" {
		call.PageToken(token)
	}
	return c.read(ctx, op, threadList, canWait, func(ctx context.Context) error {
		_, err := call.Context(ctx).Do()
		return err
	})
}

// threadsByID reads threads by the id of their first comment.
func (c *Channel) threadsByID(ctx context.Context, op string, ids ...string) (page, error) {
	call := c.lib.CommentThreads.List([]string{"snippet", "replies"}).Id(ids...).TextFormat(plain)
	return c.read(ctx, op, threadList, canWait, func(ctx context.Context) error {
		_, err := call.Context(ctx).Do()
		return err
	})
}

// replies reads a page of what stands below a thread's first comment.
func (c *Channel) replies(ctx context.Context, op, parent, token string, u urgency) (page, error) {
	call := c.lib.Comments.List([]string{"snippet"}).ParentId(parent).MaxResults(perPage).TextFormat(plain)
	if token != "" {
		call.PageToken(token)
	}
	return c.read(ctx, op, commentList, u, func(ctx context.Context) error {
		_, err := call.Context(ctx).Do()
		return err
	})
}

// commentsByID looks at up to fifty comments. What is gone is left out.
func (c *Channel) commentsByID(ctx context.Context, op string, u urgency, ids []string) (page, error) {
	call := c.lib.Comments.List([]string{"snippet"}).Id(ids...).TextFormat(plain)
	return c.read(ctx, op, commentList, u, func(ctx context.Context) error {
		_, err := call.Context(ctx).Do()
		return err
	})
}

func (c *Channel) videosByID(ctx context.Context, op string, ids []string) (page, error) {
	call := c.lib.Videos.List([]string{"snippet"}).Id(ids...)
	return c.read(ctx, op, videoList, canWait, func(ctx context.Context) error {
		_, err := call.Context(ctx).Do()
		return err
	})
}

func (c *Channel) mine(ctx context.Context, op string) (page, error) {
	call := c.lib.Channels.List([]string{"snippet"}).Mine(true)
	return c.read(ctx, op, channelList, urgent, func(ctx context.Context) error {
		_, err := call.Context(ctx).Do()
		return err
	})
}

// insert posts a reply below a thread's first comment.
func (c *Channel) insert(parent, text string) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := c.lib.Comments.Insert([]string{"snippet"}, &api.Comment{
			Snippet: &api.CommentSnippet{ParentId: parent, TextOriginal: text},
		}).Context(ctx).Do()
		return err
	}
}

// moderate sets what the public sees of a comment.
func (c *Channel) moderate(id, status string, ban bool) func(context.Context) error {
	return func(ctx context.Context) error {
		call := c.lib.Comments.SetModerationStatus([]string{id}, status)
		if ban {
			call.BanAuthor(true)
		}
		return call.Context(ctx).Do()
	}
}
