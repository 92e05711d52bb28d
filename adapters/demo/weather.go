package demo

import (
	"context"
	"errors"
	"time"

	"lotse/inbox"
)

// The bad moments come by count, not by chance, so that two demonstrations show
// the same. The first minutes are fair.
const (
	throttleEvery = 23 // polls
	cutEvery      = 31 // polls
	lostEvery     = 4  // replies: the third of four is posted without a word
	busyEvery     = 9  // replies: the seventh of nine must wait
)

var errReset = errors.New("connection reset by peer")

// badRead is the weather of a poll.
func (c *Channel) badRead() error {
	if !c.weather {
		return nil
	}
	now := c.clock.Now()
	if now.Before(c.cutUntil) {
		return &inbox.ChannelError{Class: inbox.ProblemThrottled, Status: 429, Op: "poll", RetryAt: c.cutUntil}
	}
	c.polls++
	switch {
	case c.polls%throttleEvery == 0:
		c.cutUntil = now.Add(40 * time.Second)
		return &inbox.ChannelError{Class: inbox.ProblemThrottled, Status: 429, Op: "poll", RetryAt: c.cutUntil}
	case c.polls%cutEvery == 0:
		return &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: "poll", Err: errReset}
	}
	return nil
}

// badWrite is the weather of a reply: an error before it is taken, or one that
// hides that it was.
func (c *Channel) badWrite() (lost, before error) {
	if !c.weather {
		return nil, nil
	}
	c.replies++
	switch {
	case c.replies%busyEvery == busyEvery-2:
		return nil, &inbox.ChannelError{Class: inbox.ProblemThrottled, Status: 429, Op: "reply", RetryAt: c.clock.Now().Add(20 * time.Second)}
	case c.replies%lostEvery == lostEvery-1:
		return lostWord(), nil
	}
	return nil, nil
}

// lostWord hides that a reply was posted.
func lostWord() error {
	return &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: "reply", SentMaybe: true, Err: context.DeadlineExceeded}
}
