package xtest

import (
	"encoding/json"
	"html"
	"slices"
	"strings"
	"time"
)

func marshal(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// names are the fields that are called differently in the newer spelling.
var names = map[string]string{
	"edit_history_tweet_ids": "edit_history_post_ids", "referenced_tweets": "referenced_posts", "note_tweet": "note_post",
	"retweet_count": "repost_count", "tweet_count": "post_count",
}

func (s *Server) name(field string) string {
	if s.Spelling == Posts && names[field] != "" {
		return names[field]
	}
	return field
}

func (s *Server) user(id string) map[string]any {
	return map[string]any{
		"id": id, "username": s.users[id], "name": strings.ToUpper(s.users[id][:1]) + s.users[id][1:], "protected": s.guarded[id],
		"public_metrics": map[string]any{"followers_count": 3, "following_count": 1, s.name("tweet_count"): 9, "listed_count": 0},
	}
}

const stamp = "2006-01-02T15:04:05.000Z"

func (s *Server) render(page []*Post, errs []any, meta map[string]any, expansions string) string {
	out := map[string]any{}
	var data, users, pictures []any
	var have []string
	for _, p := range page {
		data = append(data, s.shape(p))
		if strings.Contains(expansions, "author_id") && !slices.Contains(have, p.Author) {
			have = append(have, p.Author)
			users = append(users, s.user(p.Author))
			s.Billed["user"]++
		}
		if p.Media != "" && strings.Contains(expansions, "attachments.media_keys") {
			pictures = append(pictures, map[string]any{"media_key": "3_" + p.ID, "type": "photo", "url": "https://pbs.twimg.com/media/x.jpg", "alt_text": p.Media})
		}
	}
	if data != nil {
		out["data"] = data
	}
	includes := map[string]any{}
	if users != nil {
		includes["users"] = users
	}
	if pictures != nil {
		includes["media"] = pictures
	}
	if len(includes) > 0 {
		out["includes"] = includes
	}
	if errs != nil {
		out["errors"] = errs
	}
	if meta != nil {
		out["meta"] = meta
		if len(page) > 0 {
			meta["newest_id"], meta["oldest_id"] = page[0].ID, page[len(page)-1].ID
		}
	}
	return marshal(out)
}

// shape is a post as the API shows it: escaped, its links shortened, a long text
// cut with the whole of it in the note.
func (s *Server) shape(p *Post) map[string]any {
	text, links := shorten(p.Text)
	var mentions []any
	for _, id := range p.Mentions {
		mentions = append(mentions, map[string]any{"start": 0, "end": 1, "username": s.users[id], "id": id})
	}
	out := map[string]any{
		"id": p.ID, "text": html.EscapeString(text), "author_id": p.Author, "conversation_id": p.Root,
		"created_at": p.At.Format(stamp), "lang": "de", "possibly_sensitive": false, "reply_settings": "everyone",
		s.name("edit_history_tweet_ids"): p.Chain,
		"edit_controls":                  map[string]any{"edits_remaining": 5, "is_edit_eligible": p.Parent == "", "editable_until": p.At.Add(30 * time.Minute).Format(stamp)},
		"public_metrics": map[string]any{
			s.name("retweet_count"): 0, "reply_count": 0, "like_count": 1, "quote_count": 0, "bookmark_count": 0, "impression_count": 42,
		},
		"entities": entitiesOf(mentions, links),
	}
	if p.Note != "" {
		out["text"] = html.EscapeString(p.Note[:min(len(p.Note), 200)]) + "…"
		out[s.name("note_tweet")] = map[string]any{"text": html.EscapeString(p.Note), "entities": entitiesOf(mentions, nil)}
	}
	var refs []any
	if p.Parent != "" {
		refs = append(refs, map[string]any{"type": "replied_to", "id": p.Parent})
		if up := s.find(p.Parent); up != nil {
			out["in_reply_to_user_id"] = up.Author
		}
	}
	if p.Quotes != "" {
		refs = append(refs, map[string]any{"type": "quoted", "id": p.Quotes})
	}
	if refs != nil {
		out[s.name("referenced_tweets")] = refs
	}
	if p.Media != "" {
		out["attachments"] = map[string]any{"media_keys": []string{"3_" + p.ID}}
	}
	if p.Broken {
		out["text"] = map[string]any{"was": "never like this"}
	}
	return out
}

// entitiesOf leaves out what there is none of, as the platform does.
func entitiesOf(mentions, links []any) map[string]any {
	out := map[string]any{}
	if len(mentions) > 0 {
		out["mentions"] = mentions
	}
	if len(links) > 0 {
		out["urls"] = links
	}
	return out
}

// shorten puts t.co in the place of each address.
func shorten(text string) (string, []any) {
	var links []any
	words := strings.Split(text, " ")
	for i, w := range words {
		if strings.HasPrefix(w, "https://") {
			short := "https://t.co/abc" + string(rune('a'+i%26))
			links = append(links, map[string]any{"start": 0, "end": 1, "url": short, "expanded_url": w, "display_url": strings.TrimPrefix(w, "https://")})
			words[i] = short
		}
	}
	return strings.Join(words, " "), links
}
