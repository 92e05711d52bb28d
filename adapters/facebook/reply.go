package facebook

import (
	"context"
	"encoding/json"
	"net/url"

	"lotse/adapters/graph"
	"lotse/inbox"
)

// Reply posts the intent's text as it stands under what it answers, in one
// request. Facebook has no key against sending twice; what it calls a duplicate
// may be this very text, so that is left to Reconcile.
func (c *Channel) Reply(ctx context.Context, in inbox.Intent) (inbox.Sent, error) {
	if !graph.UsableID(in.To.RemoteID) {
		return inbox.Sent{}, graph.Refused("reply", inbox.ProblemInvalid, "no id to answer to")
	}
	id, err := c.sent.Post(ctx, c.graph, in.To.RemoteID+"/comments", in)
	if err != nil {
		return inbox.Sent{}, err
	}
	return inbox.Sent{RemoteID: id, At: c.clock.Now().UTC()}, nil
}

// MayMeasure tells whether a measure can be taken on a text: nobody can be blocked
// whom Facebook does not name, and what stands elsewhere is not ours to hide.
func (c *Channel) MayMeasure(about *inbox.Content, m inbox.Measure) error {
	switch m {
	case inbox.MeasureReport:
		return inbox.Fail(inbox.CodeNoMeasure, "measure", string(m), "channel", c.id)
	case inbox.MeasureBlock:
		if !graph.UsableID(about.Author.ID) {
			return inbox.Fail(inbox.CodeNoAuthor, "measure", string(m), "channel", c.id)
		}
	case inbox.MeasureHide, inbox.MeasureUnhide, inbox.MeasureDelete:
		if about.Ref == ofPost {
			return inbox.Fail(inbox.CodeOnlyOwnThread, "measure", string(m), "channel", c.id)
		}
	case inbox.MeasureLike:
	}
	return nil
}

// block bars a person from the Page. The answer tells of each person whether it
// was done.
func (c *Channel) block(ctx context.Context, person string) error {
	const op = "block"
	if !graph.UsableID(person) {
		return graph.Refused(op, inbox.ProblemInvalid, "the author is not known")
	}
	self, err := c.whoami(ctx)
	if err != nil {
		return err
	}
	body, err := c.graph.Post(ctx, op, self.ID+"/blocked", url.Values{"user": {`["` + person + `"]`}})
	var done map[string]bool
	if err == nil && json.Unmarshal(body, &done) == nil && done[person] {
		return nil
	}
	return graph.Done(op, body, err)
}

// Act carries out a person's measure. Each may be repeated.
func (c *Channel) Act(ctx context.Context, ref inbox.Ref, m inbox.Measure) error {
	op := string(m)
	if !graph.UsableID(ref.RemoteID) {
		return graph.Refused(op, inbox.ProblemInvalid, "unusable id")
	}
	if ref.Ref == ofPost && (m == inbox.MeasureHide || m == inbox.MeasureUnhide || m == inbox.MeasureDelete) {
		return graph.Refused(op, inbox.ProblemPolicy, "it does not stand on the Page")
	}
	var body []byte
	var err error
	switch m {
	case inbox.MeasureHide:
		body, err = c.graph.Post(ctx, op, ref.RemoteID, url.Values{"is_hidden": {"true"}})
	case inbox.MeasureUnhide:
		body, err = c.graph.Post(ctx, op, ref.RemoteID, url.Values{"is_hidden": {"false"}})
	case inbox.MeasureDelete:
		body, err = c.graph.Delete(ctx, op, ref.RemoteID)
	case inbox.MeasureLike:
		body, err = c.graph.Post(ctx, op, ref.RemoteID+"/likes", nil)
	case inbox.MeasureBlock:
		return c.block(ctx, ref.Author.ID)
	default:
		return graph.Refused(op, inbox.ProblemUnsupported, "Facebook's interface knows no such measure")
	}
	return graph.Done(op, body, err)
}
