package mastodon

import (
	"context"
	"net/http"

	api "github.com/mattn/go-mastodon"

	"lotse/adapters/transport"
	"lotse/inbox"
)

// MayMeasure tells whether a measure can be taken on a text: it takes the ids that
// our own server gave.
func (c *Channel) MayMeasure(about *inbox.Content, m inbox.Measure) error {
	switch m {
	case inbox.MeasureHide, inbox.MeasureUnhide, inbox.MeasureDelete:
		return inbox.Fail(inbox.CodeNoMeasure, "measure", string(m), "channel", c.id)
	case inbox.MeasureBlock, inbox.MeasureReport:
		if !usableID(about.Author.ID) || about.Ref == "" {
			return inbox.Fail(inbox.CodeNoAuthor, "measure", string(m), "channel", c.id)
		}
	case inbox.MeasureLike:
		if !usableID(about.Ref) {
			return inbox.Fail(inbox.CodeMeasureUnfit, "measure", string(m), "visibility", inbox.Public.String())
		}
	}
	return nil
}

// Act carries out a person's measure on a text or its author. Repeating one
// changes nothing, so an answer that cannot be read but is one counts as done.
func (c *Channel) Act(ctx context.Context, ref inbox.Ref, m inbox.Measure) error {
	op := string(m)
	var err error
	wctx, x := transport.Watch(ctx)
	switch m {
	case inbox.MeasureLike:
		if !usableID(ref.Ref) {
			return refused(op, inbox.ProblemInvalid, "unusable id")
		}
		_, err = c.lib.Favourite(wctx, api.ID(ref.Ref))
	case inbox.MeasureBlock:
		if !usableID(ref.Author.ID) {
			return refused(op, inbox.ProblemInvalid, "the author is not known")
		}
		_, err = c.lib.AccountBlock(wctx, api.ID(ref.Author.ID))
	case inbox.MeasureReport:
		if ref.Author.ID == "" || ref.Ref == "" {
			return refused(op, inbox.ProblemInvalid, "the author is not known")
		}
		_, err = c.lib.Report(wctx, api.ID(ref.Author.ID), []api.ID{api.ID(ref.Ref)}, "")
	case inbox.MeasureHide, inbox.MeasureUnhide, inbox.MeasureDelete:
		return refused(op, inbox.ProblemUnsupported, "Mastodon knows no such measure on other people's texts")
	default:
		return refused(op, inbox.ProblemUnsupported, "no such measure")
	}
	if err == nil {
		return nil
	}
	if _, _, bad := tolerant[struct{ ID api.ID }](x.Body()); x.Status() == http.StatusOK && bad == nil {
		return nil
	}
	ce := x.Problem(op, err)
	if ce.Class == inbox.ProblemGone && m == inbox.MeasureReport {
		ce.Class = inbox.ProblemUnsupported // its address stands for no text
	}
	return ce
}
