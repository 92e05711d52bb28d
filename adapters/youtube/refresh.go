package youtube

import (
	"context"
	"maps"
	"slices"

	"lotse/inbox"
)

// Refresh looks again at known texts, fifty in a call. A look at one alone belongs
// to a reply or a measure that is about to leave, and may use what is kept back
// for them.
func (c *Channel) Refresh(ctx context.Context, refs []inbox.Ref) ([]inbox.Refreshed, error) {
	self, err := c.account(ctx, "refresh")
	if err != nil {
		return nil, err
	}
	out := make([]inbox.Refreshed, 0, len(refs))
	for chunk := range slices.Chunk(refs, perLook) {
		found, err := c.look(ctx, self.ID, chunk, urgency(len(refs) == 1))
		if inbox.ProblemOf(err) == inbox.ProblemGone && len(chunk) > 1 {
			// One that is missing may cost the answer on the others.
			for _, ref := range chunk {
				one, err := c.look(ctx, self.ID, []inbox.Ref{ref}, canWait)
				if err != nil && inbox.ProblemOf(err) != inbox.ProblemGone {
					return out, err
				}
				out = append(out, answerTo(ref, one))
			}
			continue
		}
		if err != nil && inbox.ProblemOf(err) != inbox.ProblemGone {
			return out, err
		}
		if err := c.lookForShown(ctx, chunk, found); err != nil {
			return out, err
		}
		for _, ref := range chunk {
			out = append(out, answerTo(ref, found))
		}
	}
	return out, nil
}

func answerTo(ref inbox.Ref, found map[string]inbox.Observation) inbox.Refreshed {
	x := inbox.Refreshed{Ref: ref}
	if o, ok := found[ref.RemoteID]; ok {
		x.Found, x.Observation = true, &o
	}
	return x
}

// look reads comments by id.
func (c *Channel) look(ctx context.Context, self string, refs []inbox.Ref, u urgency) (map[string]inbox.Observation, error) {
	ids := make([]string, 0, len(refs))
	videos := map[string]string{}
	for _, ref := range refs {
		if ref.RemoteID != "" {
			ids = append(ids, ref.RemoteID)
			videos[ref.RemoteID] = videoOf(ref.URL)
		}
	}
	found := map[string]inbox.Observation{}
	if len(ids) == 0 {
		return found, nil
	}
	p, err := c.commentsByID(ctx, "refresh", u, ids)
	if err != nil {
		return found, err
	}
	for _, raw := range p.Items {
		m, ok := readComment(raw)
		if !ok {
			continue
		}
		video := m.Snippet.VideoId
		if video == "" {
			video = videos[m.Id]
		}
		found[m.Id] = c.observe(&m, self, video, false)
	}
	return found, nil
}

// lookForShown tells of comments that were hidden whether they still are: asked
// for by id they come without a status. A first comment is public when its thread
// is, a reply when it is listed below its first comment. What is not told stays as
// it was.
func (c *Channel) lookForShown(ctx context.Context, refs []inbox.Ref, found map[string]inbox.Observation) error {
	const op = "refresh"
	var tops []string
	rows := map[string][]string{} // hidden replies by their first comment
	for _, ref := range refs {
		o, ok := found[ref.RemoteID]
		if !ok || !ref.Hidden || o.Gone != inbox.Public {
			continue
		}
		o.Gone = inbox.HiddenByUs
		found[ref.RemoteID] = o
		if top := topOf(ref.RemoteID); top != ref.RemoteID {
			rows[top] = append(rows[top], ref.RemoteID)
		} else {
			tops = append(tops, top)
		}
	}
	show := func(id, status string) {
		if o, ok := found[id]; ok {
			o.Gone = visibility(status, false)
			found[id] = o
		}
	}
	if len(tops) > 0 {
		p, err := c.threadsByID(ctx, op, tops...)
		if err != nil && !saysNothing(err) {
			return err
		}
		for _, raw := range p.Items {
			if t, ok, _ := readThread(raw); ok && t.public {
				show(t.id, t.top.Snippet.ModerationStatus)
			}
		}
	}
	for _, top := range slices.Sorted(maps.Keys(rows)) {
		t := thread{id: top}
		if err := c.fill(ctx, op, &t); err != nil && !saysNothing(err) {
			return err
		}
		for i := range t.replies {
			if m := &t.replies[i]; slices.Contains(rows[top], m.Id) {
				show(m.Id, m.Snippet.ModerationStatus)
			}
		}
	}
	return nil
}

// saysNothing reports an error that is no answer about a comment, and that asking
// once more does not change.
func saysNothing(err error) bool {
	switch inbox.ProblemOf(err) { //nolint:exhaustive // the others may pass
	case inbox.ProblemGone, inbox.ProblemPolicy, inbox.ProblemPermission, inbox.ProblemInvalid:
		return true
	}
	return false
}
