package bluesky

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// refusal is a channel's error with the name the protocol gives it, which says
// more than the status.
type refusal struct {
	*inbox.ChannelError
	name string
}

func (r *refusal) Unwrap() error { return r.ChannelError }

// nameOf gives the protocol's name of an error, "" where it has none.
func nameOf(err error) string {
	var r *refusal
	if errors.As(err, &r) {
		return r.name
	}
	return ""
}

// call makes one request: a GET with params, or a POST when body is not nil; an
// empty one is [noBody]. The answer is taken as it came, for the caller to read
// leniently.
func (l *link) call(ctx context.Context, op, host, token, method string, params url.Values, body any) (json.RawMessage, error) {
	ctx, x := transport.Watch(ctx)
	kind, to := http.MethodGet, host+"/xrpc/"+method
	if len(params) > 0 {
		to += "?" + params.Encode()
	}
	var content io.Reader
	if body != nil {
		kind = http.MethodPost
		if body != noBody {
			raw, err := json.Marshal(body)
			if err != nil {
				return nil, refused(op, inbox.ProblemInvalid, "what should be sent cannot be written")
			}
			content = bytes.NewReader(raw)
		}
	}
	req, err := http.NewRequestWithContext(ctx, kind, to, content)
	if err != nil {
		return nil, problem(op, x, err)
	}
	if content != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := l.http.Do(req)
	if err != nil {
		return nil, problem(op, x, err)
	}
	defer resp.Body.Close()
	var out json.RawMessage
	if resp.StatusCode == http.StatusOK {
		err = json.NewDecoder(resp.Body).Decode(&out) // tells a cut from an answer that is none
	}
	if err != nil || resp.StatusCode != http.StatusOK {
		return nil, problem(op, x, err)
	}
	return out, nil
}

// noBody is the body of a POST that has none.
const noBody = "none"

// problem classifies an error by its name first: the protocol puts almost
// everything under 400.
func problem(op string, x *transport.Exchange, err error) error {
	status := x.Status()
	if th := (*transport.Throttled)(nil); status >= http.StatusMultipleChoices && !errors.As(err, &th) {
		err = nil // the status and the words say it
	}
	r := &refusal{ChannelError: x.Problem(op, err)}
	var said struct {
		Error string `json:"error"`
	}
	if status < http.StatusBadRequest || json.Unmarshal(x.Body(), &said) != nil {
		return r
	}
	r.name = said.Error
	if status >= http.StatusInternalServerError || status == http.StatusTooManyRequests {
		return r
	}
	switch said.Error {
	case "ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired", "AuthFactorTokenRequired":
		r.Class = inbox.ProblemAuth
	case "AccountTakedown", "AccountSuspended", "AccountDeactivated":
		r.Class = inbox.ProblemPermission
	case "NotFound", "RecordNotFound":
		r.Class = inbox.ProblemGone
	case "BlockedActor", "BlockedByActor":
		r.Class = inbox.ProblemPolicy
	}
	return r
}

// get reads. A token that turns out to have ended is renewed once.
func (c *Channel) get(ctx context.Context, op, method string, params url.Values) (json.RawMessage, error) {
	ended := ""
	for {
		s, err := c.keeper.session(ctx, op, ended)
		if err != nil {
			return nil, err
		}
		raw, err := c.link.call(ctx, op, s.Host, s.Access, method, params, nil)
		if err == nil || ended != "" || nameOf(err) != "ExpiredToken" {
			return raw, err
		}
		ended = s.Access
	}
}

// getInto reads an answer of which every field matters.
func (c *Channel) getInto(ctx context.Context, op, method string, params url.Values, out any) error {
	raw, err := c.get(ctx, op, method, params)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, out); err != nil {
		return undecodable(op, err)
	}
	return nil
}

// post writes, in exactly one request. A token that has ended before its time is
// noted, so that the next try begins with a new one.
func (c *Channel) post(ctx context.Context, op, method string, body any) (json.RawMessage, error) {
	s, err := c.keeper.session(ctx, op, "")
	if err != nil {
		return nil, unsent(err)
	}
	raw, err := c.link.call(ctx, op, s.Host, s.Access, method, nil, body)
	var r *refusal
	if errors.As(err, &r) && r.name == "ExpiredToken" {
		c.keeper.end(s.Access)
		r.Class = inbox.ProblemRetryable
	}
	return raw, err
}

// unsent says of an error before the write that nothing left: renewing a session
// is a POST as well.
func unsent(err error) error {
	var ce *inbox.ChannelError
	if errors.As(err, &ce) {
		ce.SentMaybe = false
	}
	return err
}

// undecodable is a good status with a body that says nothing.
func undecodable(op string, err error) error {
	return transport.Classify(op, http.StatusOK, err, false)
}

// refused is a problem we find ourselves, before anything was sent.
func refused(op string, class inbox.Problem, why string) error {
	return &inbox.ChannelError{Class: class, Op: op, Err: errors.New(why)}
}
