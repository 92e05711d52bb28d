package youtube

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// page is a list of any kind, each entry still undecoded: one that is broken must
// not cost the others.
type page struct {
	Kind  string            `json:"kind"`
	Next  string            `json:"nextPageToken"`
	Items []json.RawMessage `json:"items"`
}

// Kinds of lists.
const (
	threadList  = "youtube#commentThreadListResponse"
	commentList = "youtube#commentListResponse"
	videoList   = "youtube#videoListResponse"
	channelList = "youtube#channelListResponse"
)

var errNotAsked = errors.New("the answer is not what was asked for")

// read makes one reading call and decodes the list. An access token that the
// server does not take any more is renewed once.
func (c *Channel) read(ctx context.Context, op, kind string, u urgency, call func(context.Context) error) (page, error) {
	for second := false; ; second = true {
		p, token, err := c.readOnce(ctx, op, kind, u, call)
		if second || err == nil || err.Class != inbox.ProblemAuth || token == "" {
			if err != nil {
				return page{}, err
			}
			return p, nil
		}
	}
}

func (c *Channel) readOnce(ctx context.Context, op, kind string, u urgency, call func(context.Context) error) (page, string, *inbox.ChannelError) {
	token, err := c.grant.access(ctx, op)
	if err == nil {
		err = c.keep.spend(op, unitsRead, u)
	}
	if err != nil {
		return page{}, "", asProblem(op, err)
	}
	ctx, x := transport.Watch(withAccess(ctx, token))
	err = call(ctx)
	var p page
	if x.Status() == http.StatusOK {
		bad := json.Unmarshal(x.Body(), &p)
		switch {
		case bad == nil && p.Kind == kind:
			return p, token, nil // whatever the library thinks of the entries
		case err == nil && bad != nil:
			err = bad
		case err == nil:
			err = errNotAsked
		}
	}
	return page{}, token, c.problem(op, x, err, token)
}

// write makes the one request that changes something.
func (c *Channel) write(ctx context.Context, op string, call func(context.Context) error) (*transport.Exchange, error) {
	token, err := c.grant.access(ctx, op)
	if err == nil {
		err = c.keep.spend(op, unitsWrite, urgent)
	}
	if err != nil {
		return nil, err
	}
	ctx, x := transport.Watch(withAccess(ctx, token))
	err = call(ctx)
	if s := x.Status(); s >= 200 && s < 300 {
		return x, err
	}
	return x, c.problem(op, x, err, token)
}

func asProblem(op string, err error) *inbox.ChannelError {
	var ce *inbox.ChannelError
	if errors.As(err, &ce) {
		return ce
	}
	return &inbox.ChannelError{Class: inbox.ProblemRetryable, Op: op, Err: errNotAsked}
}

// reasons by which the platform tells refusals of one status apart.
var reasons = map[string]inbox.Problem{
	"quotaExceeded": inbox.ProblemBudget, "dailyLimitExceeded": inbox.ProblemBudget,
	"rateLimitExceeded": inbox.ProblemThrottled, "userRateLimitExceeded": inbox.ProblemThrottled,
	"authError": inbox.ProblemAuth, "required": inbox.ProblemInvalid,
	"forbidden": inbox.ProblemPermission, "insufficientPermissions": inbox.ProblemPermission,
	"ACCESS_TOKEN_SCOPE_INSUFFICIENT": inbox.ProblemPermission, "accessNotConfigured": inbox.ProblemPermission,
	"ineligibleAccount": inbox.ProblemPermission, "channelNotFound": inbox.ProblemPermission,
	"commentsDisabled": inbox.ProblemPolicy, "parentCommentIsPrivate": inbox.ProblemPolicy,
	"commentTextTooLong": inbox.ProblemInvalid, "commentTextRequired": inbox.ProblemInvalid,
	"parentCommentNotFound": inbox.ProblemGone, "commentNotFound": inbox.ProblemGone,
	"commentThreadNotFound": inbox.ProblemGone, "videoNotFound": inbox.ProblemGone,
	"operationNotSupported": inbox.ProblemUnsupported,
	"processingFailure":     inbox.ProblemRetryable, // "try again later", with a status that says otherwise
}

// problem says what went wrong in the terms of the channel port.
func (c *Channel) problem(op string, x *transport.Exchange, err error, token string) *inbox.ChannelError {
	ce := x.Problem(op, err)
	if ce.Status < 400 || ce.Status >= 500 {
		return ce
	}
	reason := reasonOf(x.Body())
	if class, known := reasons[reason]; known && ce.Class != inbox.ProblemThrottled {
		ce.Class = class
	}
	switch {
	case reason == "processingFailure": // nobody says that it had no effect
		ce.SentMaybe = x.Wrote()
	case ce.Class == inbox.ProblemBudget:
		ce.RetryAt = c.keep.exhausted()
	case ce.Class == inbox.ProblemAuth:
		c.grant.refused(token)
	}
	return ce
}

// reasonOf finds the first reason in an error's body.
func reasonOf(body []byte) string {
	var e struct {
		Error struct {
			Errors []struct {
				Reason string `json:"reason"`
			} `json:"errors"`
			Details []struct {
				Reason string `json:"reason"`
			} `json:"details"`
		} `json:"error"`
	}
	_ = json.Unmarshal(body, &e) // what was read of it counts
	for _, r := range append(e.Error.Errors, e.Error.Details...) {
		if _, known := reasons[r.Reason]; known {
			return r.Reason
		}
	}
	return ""
}

// refused is a problem we find ourselves, before anything was sent.
func refused(op string, class inbox.Problem, why string) error {
	return &inbox.ChannelError{Class: class, Op: op, Err: errors.New(why)}
}
