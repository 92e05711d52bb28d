package youtube

import (
	"context"
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
