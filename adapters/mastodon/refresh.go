package mastodon

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"

	"lotse/inbox"
)

const batchSize = 20 // texts one call may name

// errUnread says that a status is there but cannot be read.
var errUnread = errors.New("a status that cannot be read")

// readOne reads a single status.
func (c *Channel) readOne(ctx context.Context, op, id string) (status, error) {
	if !usableID(id) {
		return status{}, refused(op, inbox.ProblemInvalid, "unusable id")
	}
	a, err := c.get(ctx, op, "/api/v1/statuses/"+id, nil)
	if err != nil {
		return status{}, err
	}
	s, ok := readStatus(a.body)
	switch {
	case !json.Valid(a.body):
		return s, undecodable(op, errors.New("no JSON"))
	case !ok:
		return s, undecodable(op, errUnread)
	}
	return s, nil
}

// Refresh looks again at known texts, twenty in a call where the server can. What
// such a call leaves out is asked for alone before it is taken for gone: a
// server that does not know the call may answer it with an empty list.
func (c *Channel) Refresh(ctx context.Context, refs []inbox.Ref) ([]inbox.Refreshed, error) {
	self, err := c.selfID(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]inbox.Refreshed, 0, len(refs))
	for len(refs) > 0 {
		n := min(batchSize, len(refs))
		found, err := c.readMany(ctx, refs[:n])
		if err != nil {
			return out, err
		}
		for _, ref := range refs[:n] {
			s, ok := found[ref.Ref]
			if ok && s.identity() == ref.RemoteID {
				out = append(out, c.refreshed(ref, &s, self))
				continue
			}
			one, err := c.refreshOne(ctx, ref, self)
			if err != nil {
				return out, err
			}
			out = append(out, one)
		}
		refs = refs[n:]
	}
	return out, nil
}

func (c *Channel) refreshed(ref inbox.Ref, s *status, self string) inbox.Refreshed {
	o := inbox.Observation{Content: c.content(s, self)}
	c.memory.locate(&o.Content, s)
	return inbox.Refreshed{Ref: ref, Found: true, Observation: &o}
}

// readMany reads up to twenty statuses by id, as far as the server gives them.
func (c *Channel) readMany(ctx context.Context, refs []inbox.Ref) (map[string]status, error) {
	const what = "statuses"
	if len(refs) < 2 || c.memory.lacks(what, c.clock.Now()) {
		return nil, nil
	}
	q := url.Values{}
	for _, ref := range refs {
		q.Add("id[]", ref.Ref)
	}
	l, err := c.list(ctx, "refresh", "/api/v1/statuses", q)
	if missing(err) {
		c.memory.setLacks(what, c.clock.Now())
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	found := map[string]status{}
	good, _ := readStatuses(l.items)
	for i := range good {
		found[string(good[i].ID)] = good[i]
	}
	return found, nil
}

func (c *Channel) refreshOne(ctx context.Context, ref inbox.Ref, self string) (inbox.Refreshed, error) {
	if !usableID(ref.Ref) {
		return inbox.Refreshed{Ref: ref, Forbidden: true}, nil // it cannot be asked for
	}
	s, err := c.readOne(ctx, "refresh", ref.Ref)
	var ce *inbox.ChannelError
	switch {
	case err == nil && s.identity() != ref.RemoteID:
		return inbox.Refreshed{Ref: ref, Forbidden: true}, nil // another text: nothing is said of this one
	case err == nil:
		return c.refreshed(ref, &s, self), nil
	case errors.As(err, &ce) && ce.Class == inbox.ProblemGone:
		return inbox.Refreshed{Ref: ref}, nil
	case errors.As(err, &ce) && (ce.Status == http.StatusUnauthorized || ce.Status == http.StatusForbidden),
		errors.As(err, &ce) && errors.Is(ce.Err, errUnread):
		return inbox.Refreshed{Ref: ref, Forbidden: true}, nil
	}
	return inbox.Refreshed{}, err
}
