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

// MayReply tells whether a text can be answered: somebody else's post cannot, by a
// program.
func (c *Channel) MayReply(to inbox.Ref, _ string) error {
	if isTag(to.Ref) {
		return inbox.Fail(inbox.CodeNotSummoned, "channel", c.id)
	}
	return nil
}

// ByHand gives the post's own page.
func (c *Channel) ByHand(to inbox.Ref, _ string) string {
	if isTag(to.Ref) {
		return to.URL
	}
	return ""
}

// MayMeasure tells whether a measure can be taken on a text: what stands with
// others is not ours to hide.
func (c *Channel) MayMeasure(about *inbox.Content, m inbox.Measure) error {
	switch m {
	case inbox.MeasureHide, inbox.MeasureUnhide, inbox.MeasureDelete:
		if isTag(about.Ref) {
			return inbox.Fail(inbox.CodeOnlyOwnThread, "measure", string(m), "channel", c.id)
		}
		return nil
	case inbox.MeasureBlock, inbox.MeasureReport, inbox.MeasureLike:
	}
	return inbox.Fail(inbox.CodeNoMeasure, "measure", string(m), "channel", c.id)
}

// Act carries out a person's measure. Each may be repeated.
func (c *Channel) Act(ctx context.Context, ref inbox.Ref, m inbox.Measure) error {
	op := string(m)
	if isTag(ref.Ref) {
		return graph.Refused(op, inbox.ProblemPolicy, "it is somebody else's post")
	}
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
