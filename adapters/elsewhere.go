package adapters

import (
	"bytes"
	"context"
	"slices"

	"lotse/inbox"
)

// A colleague may answer in the platform's own app. The answer comes back as a
// post of ours, and the comment under which it stands needs nobody any more.

// idsKept is how many comments' ids are remembered to find what an answer answers.
const idsKept = 8192

// idIndex finds items by remote id, the latest that were seen.
type idIndex struct {
	ids      map[string]inbox.ItemID
	order    []string
	recalled bool // the store was asked for what came before this process
}

func (x *idIndex) keep(remote string, id inbox.ItemID) {
	if x.ids == nil {
		x.ids = make(map[string]inbox.ItemID)
	}
	if _, known := x.ids[remote]; !known {
		x.order = append(x.order, remote)
		if len(x.order) > idsKept {
			delete(x.ids, x.order[0])
			x.order = x.order[1:]
		}
	}
	x.ids[remote] = id
}

// answered notes the items that a post of ours, written elsewhere, answers.
func (in *intake) answered(ctx context.Context, obs []inbox.Observation) error {
	for i := range obs {
		if o := &obs[i]; o.Kind != inbox.KindOwnPost {
			in.index.keep(o.RemoteID, o.ID())
		}
	}
	// What is told word for word first: beside it an answer in other words is one more.
	for _, exact := range []bool{true, false} {
		if err := in.answers(ctx, obs, exact); err != nil {
			return err
		}
	}
	return nil
}

func (in *intake) answers(ctx context.Context, obs []inbox.Observation, exact bool) error {
	for i := range obs {
		o := &obs[i]
		if o.Kind != inbox.KindOwnPost || o.Gone != inbox.Public || o.Parent == "" {
			continue
		}
		id, known := in.index.ids[o.Parent]
		if !known && !in.index.recalled {
			if err := in.recall(ctx); err != nil {
				return err
			}
			id, known = in.index.ids[o.Parent]
		}
		if !known {
			continue
		}
		elsewhere, err := in.elsewhere(ctx, o, id, exact)
		if err != nil {
			return err
		}
		if !elsewhere {
			continue
		}
		d := inbox.Decision{Kind: inbox.DidAnswerElse, Actor: inbox.System(), Item: id, Args: inbox.Args{RemoteID: o.RemoteID, URL: o.URL}}
		if _, err := in.store.Commit(ctx, []inbox.Decision{d}, in.clock.Now()); err != nil && !inbox.CodeOf(err).IsRefusal() {
			return err
		}
	}
	return nil
}

// recall fills the memory of a new process with the open items of before: an
// answer may come while the desk was closed.
func (in *intake) recall(ctx context.Context) error {
	var after inbox.Token
	for range idsKept / recheckPage {
		page, err := in.store.Page(ctx, inbox.Filter{Channels: []string{in.channel}, Work: inbox.OpenWork()}, after, recheckPage)
		if err != nil {
			return err
		}
		for i := range page.Items {
			if it := &page.Items[i]; in.index.ids[it.Content.RemoteID] == (inbox.ItemID{}) {
				in.index.keep(it.Content.RemoteID, it.ID)
			}
		}
		if after = page.Next; after == "" {
			break
		}
	}
	in.index.recalled = true
	return nil
}

// elsewhere tells whether an own post under an item came from another hand and
// settles it. An item that was opened again, or has a reply of the desk's on its
// way, is left to people.
func (in *intake) elsewhere(ctx context.Context, o *inbox.Observation, id inbox.ItemID, exact bool) (bool, error) {
	it, err := in.store.Item(ctx, id)
	if err != nil {
		if inbox.CodeOf(err) == inbox.CodeNoItem {
			err = nil
		}
		return false, err
	}
	s := &it.State
	if s.ReplyState.IsActive() {
		return false, in.byHand(ctx, &it, o, exact)
	}
	if exact {
		return false, nil
	}
	if !s.Work.IsOpen() || s.Reopened != "" || o.PostedAt.Before(it.Content.EditedAt) {
		return false, nil
	}
	replies, err := in.store.RepliesOf(ctx, id)
	if err != nil {
		return false, err
	}
	for i := range replies {
		if r := &replies[i]; r.RemoteID == o.RemoteID || r.Hash == inbox.TextHash(o.Text) {
			return false, nil // the desk's own
		}
	}
	return true, nil
}

// took finishes an ingest: what came may say that something was answered.
func (in *intake) took(ctx context.Context, obs []inbox.Observation, res inbox.IngestResult, err error) (inbox.IngestResult, error) {
	if err != nil {
		return res, err
	}
	in.spot(ctx, obs, res.IDs)
	return res, in.answered(ctx, obs)
}

// spot tells what is new to whoever looks for waves. Own posts and what nobody
// could read are none of it.
func (in *intake) spot(ctx context.Context, obs []inbox.Observation, fresh []inbox.ItemID) {
	if in.spotter == nil || len(fresh) == 0 {
		return
	}
	seen := make([]inbox.Sight, 0, len(fresh))
	for i := range obs {
		o := &obs[i]
		if o.Gone != inbox.Public || o.Kind == inbox.KindOwnPost || o.Kind == inbox.KindUnparsed {
			continue
		}
		s := inbox.SightIn(o)
		if _, ok := slices.BinarySearchFunc(fresh, s.ID, func(a, b inbox.ItemID) int { return bytes.Compare(a[:], b[:]) }); ok {
			seen = append(seen, s)
		}
	}
	in.spotter.Spot(ctx, seen)
}
