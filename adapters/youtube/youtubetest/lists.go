package youtubetest

import (
	"encoding/base64"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

func list(kind, next string, items []any) answer {
	m := map[string]any{"kind": kind, "etag": "e", "items": items, "pageInfo": map[string]any{"totalResults": len(items), "resultsPerPage": len(items)}}
	if next != "" {
		m["nextPageToken"] = next
	}
	return answer{200, marshal(m)}
}

func ids(q url.Values) (out []string) {
	for _, v := range q["id"] {
		out = append(out, strings.Split(v, ",")...)
	}
	return out
}

// listThreads gives threads, those that began last first. A new reply does not
// bring one up.
func (s *Server) listThreads(q url.Values) answer {
	status := Status(q.Get("moderationStatus"))
	if status == "" {
		status = Published
	}
	asked := ids(q)
	if len(asked) == 0 && q.Get("videoId") == "" && q.Get("allThreadsRelatedToChannelId") != Self {
		return refuse(404, "channelNotFound", "The channel identified by the channelId parameter could not be found.", "")
	}
	var tops []*Comment
	for i := range s.comments {
		c := &s.comments[i]
		switch {
		case c.Parent != "", c.Status == Rejected:
		case len(asked) > 0 && slices.Contains(asked, c.ID),
			len(asked) == 0 && c.Status == status && (q.Get("videoId") == "" || q.Get("videoId") == c.Video):
			tops = append(tops, c)
		}
	}
	slices.Reverse(tops)
	tops, next, ok := cutPage(tops, q)
	if !ok {
		return invalidToken()
	}
	depth := full
	if len(asked) > 0 {
		depth = byID
	}
	items := make([]any, 0, len(tops))
	for _, c := range tops {
		items = append(items, s.thread(c, depth))
	}
	return list("youtube#commentThreadListResponse", next, items)
}

// listComments gives comments by id, or all replies of a thread, the latest first.
// What is gone is left out without a word.
func (s *Server) listComments(q url.Values) answer {
	var items []any
	if asked := ids(q); len(asked) > 0 {
		for _, id := range asked {
			if i := s.index(id); i >= 0 && s.comments[i].Status != Rejected {
				items = append(items, s.shape(&s.comments[i], byID))
			}
		}
		return list("youtube#commentListResponse", "", items)
	}
	i := s.index(q.Get("parentId"))
	if i < 0 || s.comments[i].Status == Rejected {
		return refuse(404, "commentNotFound", "The specified comment could not be found.", "")
	}
	below := s.below(q.Get("parentId"))
	slices.Reverse(below)
	below, next, ok := cutPage(below, q)
	if !ok {
		return invalidToken()
	}
	for _, c := range below {
		items = append(items, s.shape(c, byID))
	}
	return list("youtube#commentListResponse", next, items)
}

func (s *Server) listVideos(q url.Values) answer {
	var items []any
	for _, v := range s.videos {
		if slices.Contains(ids(q), v.ID) {
			items = append(items, map[string]any{"kind": "youtube#video", "id": v.ID, "snippet": map[string]any{
				"title": v.Title, "description": "", "channelId": Self, "channelTitle": "Stadt Linden", "publishedAt": stamp(v.Posted),
			}})
		}
	}
	return list("youtube#videoListResponse", "", items)
}

// below gives the public replies of a thread, oldest first.
func (s *Server) below(top string) (out []*Comment) {
	for i := range s.comments {
		if c := &s.comments[i]; c.Parent == top && c.Status == Published {
			out = append(out, c)
		}
	}
	return out
}

// cutPage gives a page and the token of the next, which names the last entry: what
// is new above moves nothing below.
func cutPage(all []*Comment, q url.Values) (page []*Comment, next string, ok bool) {
	if token := q.Get("pageToken"); token != "" {
		raw, err := base64.RawURLEncoding.DecodeString(token)
		_, last, found := strings.Cut(string(raw), "|")
		if err != nil || !found {
			return nil, "", false
		}
		i := slices.IndexFunc(all, func(c *Comment) bool { return c.ID == last })
		if i < 0 {
			return nil, "", false // it was deleted meanwhile: the place is lost
		}
		all = all[i+1:]
	}
	n := 20
	if v, err := strconv.Atoi(q.Get("maxResults")); err == nil {
		n = min(max(v, 1), 100)
	}
	if len(all) > n {
		all = all[:n]
		next = base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "p|%s", all[n-1].ID))
	}
	return all, next, true
}

func invalidToken() answer {
	return refuse(400, "invalidPageToken", "The request specifies an invalid page token.", "")
}
