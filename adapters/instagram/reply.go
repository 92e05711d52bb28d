package instagram

import (
	"context"
	"net/url"

	"lotse/adapters/graph"
	"lotse/inbox"
)

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
	if !graph.UsableID(row(&in.To)) {
		return inbox.Sent{}, graph.Refused("reply", inbox.ProblemInvalid, "no id to answer to")
	}
	id, err := c.sent.Post(ctx, c.graph, row(&in.To)+"/replies", in)
	if err != nil {
		return inbox.Sent{}, err
	}
	return inbox.Sent{RemoteID: id, At: c.clock.Now().UTC()}, nil
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
	return graph.Done(op, body, err)
}
