package instagram

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"

	"lotse/adapters/graph"
	"lotse/inbox"
)

const idsPerCall = 50

// Refresh looks again at known comments, fifty in a call where the server takes
// that. One that is not there spoils the whole call: then it is split until that
// one stands alone.
func (c *Channel) Refresh(ctx context.Context, refs []inbox.Ref) ([]inbox.Refreshed, error) {
	if len(refs) == 1 { // the last look before a reply or a measure
		ctx = graph.Urgent(ctx)
	}
	if err := c.knowSelf(ctx); err != nil {
		return nil, err
	}
	out := make([]inbox.Refreshed, 0, len(refs))
	var ask []inbox.Ref
	for _, ref := range refs {
		if graph.UsableID(ref.RemoteID) && !isTag(ref.Ref) {
			ask = append(ask, ref)
		} else {
			out = append(out, inbox.Refreshed{Ref: ref, Forbidden: true}) // it cannot be asked for
		}
	}
	for len(ask) > 0 {
		n := min(idsPerCall, len(ask))
		xs, err := c.lookAt(ctx, ask[:n])
		out = append(out, xs...)
		if err != nil {
			return out, err
		}
		ask = ask[n:]
	}
	return out, nil
}

func (c *Channel) lookAt(ctx context.Context, refs []inbox.Ref) ([]inbox.Refreshed, error) {
	c.mu.Lock()
	single := c.noBatch || len(refs) == 1
	c.mu.Unlock()
	if single {
		return c.lookSingly(ctx, refs)
	}
	ids := make([]string, len(refs))
	for i := range refs {
		ids[i] = refs[i].RemoteID
	}
	body, err := c.graph.Get(ctx, "refresh", "", url.Values{"ids": {strings.Join(ids, ",")}, "fields": {singleFields}})
	var found map[string]json.RawMessage
	switch {
	case inbox.ProblemOf(err) == inbox.ProblemGone:
		first, err := c.lookAt(ctx, refs[:len(refs)/2])
		if err != nil {
			return first, err
		}
		second, err := c.lookAt(ctx, refs[len(refs)/2:])
		return append(first, second...), err
	case inbox.ProblemOf(err) == inbox.ProblemInvalid, inbox.ProblemOf(err) == inbox.ProblemUnsupported:
		c.mu.Lock()
		c.noBatch = true
		c.mu.Unlock()
		return c.lookSingly(ctx, refs)
	case err != nil:
		return nil, err
	case json.Unmarshal(body, &found) != nil:
		return nil, graph.Undecodable("refresh", errNoObject, false)
	}
	var out []inbox.Refreshed
	for _, ref := range refs {
		raw := found[ref.RemoteID]
		if len(raw) == 0 || string(raw) == "null" { // left out: asked for alone before it is taken for gone
			one, err := c.lookSingly(ctx, []inbox.Ref{ref})
			if err != nil {
				return out, err
			}
			out = append(out, one...)
			continue
		}
		out = append(out, c.refreshed(ref, raw))
	}
	return out, nil
}

func (c *Channel) lookSingly(ctx context.Context, refs []inbox.Ref) (out []inbox.Refreshed, err error) {
	for _, ref := range refs {
		body, err := c.graph.Get(ctx, "refresh", ref.RemoteID, url.Values{"fields": {singleFields}})
		switch class := inbox.ProblemOf(err); {
		case err == nil:
			out = append(out, c.refreshed(ref, body))
		case class == inbox.ProblemGone:
			out = append(out, inbox.Refreshed{Ref: ref})
		case class == inbox.ProblemPermission, class == inbox.ProblemInvalid:
			out = append(out, inbox.Refreshed{Ref: ref, Forbidden: true})
		default:
			return out, err
		}
	}
	return out, nil
}

func (c *Channel) refreshed(ref inbox.Ref, raw []byte) inbox.Refreshed {
	all, m, ok := c.readComment(raw, &medium{}, "")
	if !ok || m.ID != ref.RemoteID || m.Media == nil || m.Media.ID == "" {
		return inbox.Refreshed{Ref: ref, Forbidden: true} // nothing is said of this one
	}
	return inbox.Refreshed{Ref: ref, Found: true, Observation: &all[0]}
}

// Thread reads a medium of ours and the newest comments under it.
func (c *Channel) Thread(ctx context.Context, ref inbox.Ref) ([]inbox.Observation, error) {
	const op = "thread"
	if err := c.knowSelf(ctx); err != nil {
		return nil, err
	}
	if isTag(ref.Ref) {
		return nil, graph.Refused(op, inbox.ProblemUnsupported, "it is somebody else's post")
	}
	id, isMedium := strings.CutPrefix(ref.Ref, ofMedium)
	if !isMedium {
		m, err := c.comment(ctx, op, ref.RemoteID)
		if err != nil {
			return nil, err
		}
		if m.Media == nil {
			return nil, graph.Refused(op, inbox.ProblemUnsupported, "the comment does not tell its post")
		}
		id = m.Media.ID
	}
	if !graph.UsableID(id) {
		return nil, graph.Refused(op, inbox.ProblemInvalid, "unusable id")
	}
	body, err := c.graph.Get(ctx, op, id, url.Values{"fields": {mediaFields + ",comments.limit(50){" + commentFields + "}"}})
	if err != nil {
		return nil, err
	}
	v, err := graph.Object[struct {
		medium
		List graph.Nested `json:"comments"`
	}](body)
	if err != nil || v.ID == "" || v.Time.IsZero() {
		return nil, graph.Undecodable(op, errNoObject, false)
	}
	out := []inbox.Observation{c.published(&v.medium)}
	for _, raw := range v.List.Items {
		all, m, ok := c.readComment(raw, &v.medium, "")
		out = append(out, all...)
		if !ok {
			continue
		}
		answers, _, err := c.answers(ctx, op, &m, &v.medium)
		if err != nil {
			return nil, err
		}
		out = append(out, answers...)
	}
	return out, nil
}

// comment reads one.
func (c *Channel) comment(ctx context.Context, op, id string) (comment, error) {
	if !graph.UsableID(id) {
		return comment{}, graph.Refused(op, inbox.ProblemInvalid, "unusable id")
	}
	body, err := c.graph.Get(ctx, op, id, url.Values{"fields": {singleFields}})
	if err != nil {
		return comment{}, err
	}
	m, err := graph.Object[comment](body)
	if err != nil || m.ID == "" {
		return m, graph.Undecodable(op, errNoObject, false)
	}
	return m, nil
}
