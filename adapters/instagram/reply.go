package instagram

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"

	"lotse/adapters/graph"
	"lotse/inbox"
)

// errNotTaken is an answer that is neither a yes nor an error.
var errNotTaken = errors.New("the answer does not say that it was taken")

// row is the first comment of the row that a text stands in: what answers are put
// under.
func row(to *inbox.Ref) string {
	if to.Ref != "" {
		return to.Ref
	}
	return to.RemoteID
}

// Reply posts the intent's text as it stands, in one request.
func (c *Channel) Reply(ctx context.Context, in inbox.Intent) (inbox.Sent, error) {
	const op = "reply"
	if !graph.UsableID(row(&in.To)) {
		return inbox.Sent{}, graph.Refused(op, inbox.ProblemInvalid, "no id to answer to")
	}
	body, err := c.graph.Post(ctx, op, row(&in.To)+"/replies", url.Values{"message": {in.Text}})
	if err != nil {
		return inbox.Sent{}, err
	}
	var s struct {
		ID string `json:"id"`
	}
	if json.Unmarshal(body, &s) != nil || !graph.UsableID(s.ID) {
		return inbox.Sent{}, graph.Undecodable(op, errNotTaken, true)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.sent) > 1000 {
		clear(c.sent)
	}
	c.sent[s.ID] = in.Attempt
	return inbox.Sent{RemoteID: s.ID, At: c.clock.Now().UTC()}, nil
}

// Act carries out a person's measure. Each may be repeated.
func (c *Channel) Act(ctx context.Context, ref inbox.Ref, m inbox.Measure) error {
	op := string(m)
	if !graph.UsableID(ref.RemoteID) {
		return graph.Refused(op, inbox.ProblemInvalid, "unusable id")
	}
	var body []byte
	var err error
	switch m {
	case inbox.MeasureHide:
		body, err = c.graph.Post(ctx, op, ref.RemoteID, url.Values{"hide": {"true"}})
	case inbox.MeasureUnhide:
		body, err = c.graph.Post(ctx, op, ref.RemoteID, url.Values{"hide": {"false"}})
	case inbox.MeasureDelete:
		body, err = c.graph.Delete(ctx, op, ref.RemoteID)
	default:
		return graph.Refused(op, inbox.ProblemUnsupported, "Instagram's interface knows no such measure")
	}
	if err != nil {
		return err
	}
	if !graph.Success(body) {
		return graph.Undecodable(op, errNotTaken, true)
	}
	return nil
}
