package facebook

import (
	"context"
	"errors"
	"strings"

	"lotse/adapters/graph"
	"lotse/inbox"
)

var errNoMap = errors.New("no text of that id in the answer")

// Thread reads a post and the newest comments under it.
func (c *Channel) Thread(ctx context.Context, ref inbox.Ref) ([]inbox.Observation, error) {
	const op = "thread"
	self, err := c.whoami(ctx)
	if err != nil {
		return nil, err
	}
	if ref.Ref == ofPost {
		return nil, graph.Refused(op, inbox.ProblemUnsupported, "what is written below it is not the town's")
	}
	id := ref.RemoteID
	if !strings.HasPrefix(id, self.ID+"_") {
		m, err := c.comment(ctx, op, id)
		if err != nil {
			return nil, err
		}
		if m.Object == nil || !graph.UsableID(m.Object.ID) {
			return nil, graph.Refused(op, inbox.ProblemUnsupported, "the comment does not tell its post")
		}
		id = m.Object.ID
	}
	fields := postFields + ",comments.filter(stream).order(reverse_chronological).limit(" + itoa(commentsPerPage) + "){" + commentFields + "}"
	body, err := c.get(ctx, op, id, fields)
	if err != nil {
		return nil, err
	}
	v, err := graph.Object[post](body)
	if err != nil || v.ID == "" || v.Created.IsZero() {
		return nil, graph.Undecodable(op, errNoMap, false)
	}
	out := []inbox.Observation{c.visitor(&v, self.ID)}
	for _, raw := range v.Comments.Items {
		if o, ok := c.readComment(raw, v.ID, self.ID); ok || o.RemoteID != "" {
			out = append(out, o)
		}
	}
	return out, nil
}

// comment reads one.
func (c *Channel) comment(ctx context.Context, op, id string) (comment, error) {
	body, err := c.get(ctx, op, id, commentFields)
	if err != nil {
		return comment{}, err
	}
	m, err := graph.Object[comment](body)
	if err != nil || m.ID == "" {
		return m, graph.Undecodable(op, errNoMap, false)
	}
	return m, nil
}

func (c *Channel) get(ctx context.Context, op, id, fields string) ([]byte, error) {
	if !graph.UsableID(id) {
		return nil, graph.Refused(op, inbox.ProblemInvalid, "unusable id")
	}
	return c.graph.Get(ctx, op, id, map[string][]string{"fields": {fields}})
}
