package bluesky

import (
	"context"
	"time"

	"github.com/bluesky-social/indigo/api/atproto"
	api "github.com/bluesky-social/indigo/api/bsky"

	"lotse/inbox"
)

// blocksFrom is the time in the keys of blocks: one account has one block,
// whichever of its posts was the reason.
var blocksFrom = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// Act carries out a person's measure on a post or its author. Each is a record
// under a key of its own making, so repeating one changes nothing; a report is a
// second report.
func (c *Channel) Act(ctx context.Context, ref inbox.Ref, m inbox.Measure) error {
	op := string(m)
	switch m {
	case inbox.MeasureLike, inbox.MeasureReport, inbox.MeasureHide, inbox.MeasureUnhide, inbox.MeasureBlock:
	case inbox.MeasureDelete:
		return refused(op, inbox.ProblemUnsupported, "only its author can delete a post")
	default:
		return refused(op, inbox.ProblemUnsupported, "no such measure")
	}
	self, err := c.self(ctx, op)
	if err != nil {
		return err
	}
	if m == inbox.MeasureBlock {
		return c.block(ctx, op, self, ref)
	}
	v, err := c.lookAt(ctx, op, ref)
	if err != nil {
		return err
	}
	switch m {
	case inbox.MeasureLike:
		if v.Viewer.Like != "" {
			return nil // somebody did it in the app
		}
		_, err = c.post(ctx, op, "com.atproto.repo.putRecord", map[string]any{
			"repo": self, "collection": likes, "rkey": tid(v.postedAt(), "like:"+v.URI),
			"record": &api.FeedLike{
				LexiconTypeID: likes, CreatedAt: stamp(c.clock.Now()),
				Subject: &atproto.RepoStrongRef{Uri: v.URI, Cid: v.CID},
			},
		})
	case inbox.MeasureReport:
		_, err = c.post(ctx, op, "com.atproto.moderation.createReport", map[string]any{
			"reasonType": "com.atproto.moderation.defs#reasonOther",
			"subject":    map[string]any{"$type": "com.atproto.repo.strongRef", "uri": v.URI, "cid": v.CID},
		})
	default:
		err = c.hide(ctx, op, self, &v, m == inbox.MeasureHide)
	}
	return err
}

// MayMeasure tells whether a measure can be taken on a post: what is hidden stands
// on a list of the thread's first post, so that must be ours.
func (c *Channel) MayMeasure(about *inbox.Content, m inbox.Measure) error {
	at, readable := parseAddress(about.RemoteID)
	me, known := c.memory.me.Load().(string)
	switch m {
	case inbox.MeasureDelete:
		return inbox.Fail(inbox.CodeNoMeasure, "measure", string(m), "channel", c.id)
	case inbox.MeasureHide, inbox.MeasureUnhide:
		root, ok := parseAddress(about.Thread)
		if !ok || root.collection != posts || known && root.did != me || about.Kind == inbox.KindMention {
			return inbox.Fail(inbox.CodeOnlyOwnThread, "measure", string(m), "channel", c.id)
		}
	case inbox.MeasureBlock:
		if !isDID(about.Author.ID) && !readable {
			return inbox.Fail(inbox.CodeNoAuthor, "measure", string(m), "channel", c.id)
		}
		if known && (about.Author.ID == me || at.did == me) {
			return inbox.Fail(inbox.CodeOwnPost, "item", about.ID().Short())
		}
	case inbox.MeasureLike, inbox.MeasureReport:
	}
	return nil
}

func (c *Channel) block(ctx context.Context, op, self string, ref inbox.Ref) error {
	did := ref.Author.ID
	if at, ok := parseAddress(ref.RemoteID); did == "" && ok {
		did = at.did
	}
	if !isDID(did) || did == self {
		return refused(op, inbox.ProblemInvalid, "the author is not known")
	}
	_, err := c.post(ctx, op, "com.atproto.repo.putRecord", map[string]any{
		"repo": self, "collection": blocks, "rkey": tid(blocksFrom, "block:"+did),
		"record": &api.GraphBlock{LexiconTypeID: blocks, CreatedAt: stamp(c.clock.Now()), Subject: did},
	})
	return err
}

// lookAt reads one post as it is now.
func (c *Channel) lookAt(ctx context.Context, op string, ref inbox.Ref) (view, error) {
	if _, ok := parseAddress(ref.RemoteID); !ok {
		return view{}, refused(op, inbox.ProblemInvalid, "unusable address")
	}
	found, err := c.look(ctx, op, []string{ref.RemoteID})
	if err != nil {
		return view{}, err
	}
	v, there := found[ref.RemoteID]
	if !there {
		return view{}, refused(op, inbox.ProblemGone, "the post is not there or not for us")
	}
	return v.view, nil
}
