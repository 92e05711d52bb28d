package facebook

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"

	"lotse/adapters/graph"
	"lotse/inbox"
)

const idsPerCall = 50

// Refresh looks again at known texts, fifty in a call. One that is not there
// spoils the whole call: then it is split until that one stands alone.
func (c *Channel) Refresh(ctx context.Context, refs []inbox.Ref) ([]inbox.Refreshed, error) {
	if len(refs) == 1 { // the last look before a reply or a measure
		ctx = graph.Urgent(ctx)
	}
	self, err := c.whoami(ctx)
	if err != nil {
		return nil, err
	}
	var comments, posts []inbox.Ref
	out := make([]inbox.Refreshed, 0, len(refs))
	for _, ref := range refs {
		switch {
		case !graph.UsableID(ref.RemoteID):
			out = append(out, inbox.Refreshed{Ref: ref, Forbidden: true}) // it cannot be asked for
		case strings.HasPrefix(ref.RemoteID, self.ID+"_"), ref.Ref == ofPost:
			posts = append(posts, ref)
		default:
			comments = append(comments, ref)
		}
	}
	for _, part := range []struct {
		refs   []inbox.Ref
		fields string
		read   func(json.RawMessage) (inbox.Observation, bool)
	}{
		{comments, commentFields, func(raw json.RawMessage) (inbox.Observation, bool) { return c.readComment(raw, "", self.ID) }},
		{posts, postFields, func(raw json.RawMessage) (inbox.Observation, bool) {
			v, err := graph.Object[post](raw)
			return c.visitor(&v, self.ID), err == nil && v.ID != "" && !v.Created.IsZero()
		}},
	} {
		for len(part.refs) > 0 {
			n := min(idsPerCall, len(part.refs))
			found, err := c.readIDs(ctx, part.refs[:n], part.fields)
			for _, ref := range part.refs[:n] {
				if x, ok := found[ref.RemoteID]; ok {
					out = append(out, refreshed(ref, x, part.read))
				}
			}
			if err != nil {
				return out, err
			}
			part.refs = part.refs[n:]
		}
	}
	return out, nil
}

// look is what one id gave.
type look struct {
	raw       json.RawMessage
	forbidden bool
}

func refreshed(ref inbox.Ref, x look, read func(json.RawMessage) (inbox.Observation, bool)) inbox.Refreshed {
	if x.forbidden || len(x.raw) == 0 {
		return inbox.Refreshed{Ref: ref, Forbidden: x.forbidden}
	}
	o, ok := read(x.raw)
	if !ok || o.RemoteID != ref.RemoteID {
		return inbox.Refreshed{Ref: ref, Forbidden: true} // nothing is said of this one
	}
	return inbox.Refreshed{Ref: ref, Found: true, Observation: &o}
}

// readIDs reads texts by id. An id without raw is not there.
func (c *Channel) readIDs(ctx context.Context, refs []inbox.Ref, fields string) (map[string]look, error) {
	ids := make([]string, len(refs))
	for i := range refs {
		ids[i] = refs[i].RemoteID
	}
	body, err := c.graph.Get(ctx, "refresh", "", url.Values{"ids": {strings.Join(ids, ",")}, "fields": {fields}})
	var found map[string]json.RawMessage
	switch {
	case err == nil && json.Unmarshal(body, &found) != nil:
		return nil, graph.Undecodable("refresh", errNoMap, false)
	case err == nil && len(refs) == 1 && len(found[ids[0]]) == 0:
		return nil, graph.Undecodable("refresh", errNoMap, false)
	case err == nil:
		return c.rest(ctx, refs, fields, found)
	case len(refs) == 1:
		switch inbox.ProblemOf(err) { //nolint:exhaustive // the others are no word on this text
		case inbox.ProblemGone:
			return map[string]look{ids[0]: {}}, nil
		case inbox.ProblemPermission, inbox.ProblemInvalid:
			return map[string]look{ids[0]: {forbidden: true}}, nil
		}
		return nil, err
	case inbox.ProblemOf(err) != inbox.ProblemGone && inbox.ProblemOf(err) != inbox.ProblemInvalid:
		return nil, err
	}
	out := map[string]look{}
	for _, half := range [][]inbox.Ref{refs[:len(refs)/2], refs[len(refs)/2:]} {
		part, err := c.readIDs(ctx, half, fields)
		for id, x := range part {
			out[id] = x
		}
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// rest asks alone for what an answer left out, before that is taken for gone.
func (c *Channel) rest(ctx context.Context, refs []inbox.Ref, fields string, found map[string]json.RawMessage) (map[string]look, error) {
	out := map[string]look{}
	for _, ref := range refs {
		if raw := found[ref.RemoteID]; len(raw) > 0 && string(raw) != "null" {
			out[ref.RemoteID] = look{raw: raw}
			continue
		}
		one, err := c.readIDs(ctx, []inbox.Ref{ref}, fields)
		if err != nil {
			return out, err
		}
		out[ref.RemoteID] = one[ref.RemoteID]
	}
	return out, nil
}
