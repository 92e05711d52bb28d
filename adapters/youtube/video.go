package youtube

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	api "google.golang.org/api/youtube/v3"

	"lotse/inbox"
)

const (
	videoFresh = 24 * time.Hour // how long a title is taken for current
	videosMost = 2000           // remembered
)

// video is what the comments below it answer; a zero text is one that is not
// ours or not to be had.
type video struct {
	content inbox.Content
	read    time.Time
}

// posts gives the videos that texts stand below, as posts of ours. It reads those
// that are not known, fifty in a call; without them the texts come all the same.
func (c *Channel) posts(ctx context.Context, op, self string, ids []string) ([]inbox.Observation, error) {
	slices.Sort(ids)
	ids = slices.Compact(ids)
	now := c.clock.Now()
	var out []inbox.Observation
	var missing []string
	c.mu.Lock()
	for _, id := range ids {
		switch v, known := c.videos[id]; {
		case id == "":
		case !known || now.Sub(v.read) >= videoFresh:
			missing = append(missing, id)
		case v.content.RemoteID != "":
			out = append(out, inbox.Observation{Content: v.content})
		}
	}
	c.mu.Unlock()
	for chunk := range slices.Chunk(missing, perLook) {
		p, err := c.videosByID(ctx, op, chunk)
		if err != nil {
			return out, err
		}
		out = append(out, c.learn(&p, self, chunk, now)...)
	}
	return out, nil
}

// learn keeps what a list of videos says of those that were asked for.
func (c *Channel) learn(p *page, self string, asked []string, now time.Time) []inbox.Observation {
	var out []inbox.Observation
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.videos) > videosMost {
		clear(c.videos)
	}
	for _, id := range asked {
		c.videos[id] = video{read: now}
	}
	for _, raw := range p.Items {
		var v api.Video
		decode(raw, &v)
		if v.Id == "" || v.Snippet == nil || moment(v.Snippet.PublishedAt).IsZero() || v.Snippet.ChannelId != self {
			continue
		}
		content := c.post(&v)
		c.videos[v.Id] = video{content, now}
		out = append(out, inbox.Observation{Content: content})
	}
	return out
}

func (c *Channel) post(v *api.Video) inbox.Content {
	s := v.Snippet
	return inbox.Content{
		Channel: c.id, RemoteID: v.Id, Kind: inbox.KindOwnPost, PostedAt: moment(s.PublishedAt),
		URL:    "https://www.youtube.com/watch?v=" + v.Id,
		Author: inbox.Author{ID: s.ChannelId, Name: s.ChannelTitle},
		Text:   strings.TrimSpace(s.Title + "\n\n" + s.Description),
	}
}

// account gives who we are, asked once.
func (c *Channel) account(ctx context.Context, op string) (inbox.Account, error) {
	c.mu.Lock()
	self := c.self
	c.mu.Unlock()
	if self.ID != "" {
		return self, nil
	}
	return c.whoami(ctx, op)
}

// Whoami asks for the channel that the grant is for.
func (c *Channel) Whoami(ctx context.Context) (inbox.Account, error) { return c.whoami(ctx, "whoami") }

func (c *Channel) whoami(ctx context.Context, op string) (inbox.Account, error) {
	p, err := c.mine(ctx, op)
	if err != nil {
		return inbox.Account{}, err
	}
	var ch api.Channel
	if len(p.Items) > 0 {
		_ = json.Unmarshal(p.Items[0], &ch) // the id is what counts
	}
	if ch.Id == "" {
		return inbox.Account{}, refused(op, inbox.ProblemPermission, "the account has no channel")
	}
	self := inbox.Account{ID: ch.Id, URL: "https://www.youtube.com/channel/" + ch.Id, Server: c.link.base.Host}
	if ch.Snippet != nil {
		self.Name, self.Handle = ch.Snippet.Title, strings.TrimPrefix(ch.Snippet.CustomUrl, "@")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.self = self
	return self, nil
}
