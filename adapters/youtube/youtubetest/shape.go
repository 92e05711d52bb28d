package youtubetest

import "slices"

// depth is how much of a comment an answer tells.
type depth int

const (
	full depth = iota // lists of a channel's threads
	byID              // asked for by id: no status, and not always the video
)

func (s *Server) shape(c *Comment, d depth) map[string]any {
	if c.Broken {
		return map[string]any{"kind": "youtube#comment", "id": c.ID, "snippet": []any{stamp(c.Posted)}}
	}
	snippet := map[string]any{
		"textDisplay": c.Text, "authorDisplayName": "@" + c.Author, "authorProfileImageUrl": "https://yt3.example/a=s48",
		"authorChannelUrl": "http://www.youtube.com/@" + c.Author, "authorChannelId": map[string]any{"value": channelOf(c.Author)},
		"canRate": true, "viewerRating": "none", "likeCount": 0, "publishedAt": stamp(c.Posted), "updatedAt": stamp(c.Updated),
		"channelId": Self,
	}
	if c.Author == Handle {
		snippet["textOriginal"] = c.Text
	}
	if c.Odd {
		snippet["likeCount"] = "many"
	}
	if c.Parent != "" {
		snippet["parentId"] = c.Parent
	}
	if d == full {
		snippet["videoId"] = c.Video
		snippet["moderationStatus"] = string(c.Status)
	}
	return map[string]any{"kind": "youtube#comment", "etag": "e", "id": c.ID, "snippet": snippet}
}

func channelOf(author string) string {
	if author == Handle {
		return Self
	}
	return "UC" + author
}

// thread gives a first comment with some of its replies: the latest, and those of
// a full list in no order.
func (s *Server) thread(c *Comment, d depth) map[string]any {
	below := s.below(c.ID)
	m := map[string]any{"kind": "youtube#commentThread", "etag": "e", "id": c.ID, "snippet": map[string]any{
		"channelId": Self, "videoId": c.Video, "topLevelComment": s.shape(c, d), "canReply": true,
		"totalReplyCount": len(below), "isPublic": c.Status == Published,
	}}
	if len(below) == 0 {
		return m
	}
	below = below[max(0, len(below)-s.inline):]
	slices.Reverse(below)
	shown := make([]any, 0, len(below))
	for _, r := range below {
		shown = append(shown, s.shape(r, d))
	}
	m["replies"] = map[string]any{"comments": shown}
	return m
}
