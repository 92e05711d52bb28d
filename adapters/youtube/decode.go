package youtube

import (
	"encoding/json"
	"strings"
	"time"

	api "google.golang.org/api/youtube/v3"
)

// comment is one comment as far as it could be read.
type comment struct {
	api.Comment
	posted, edited time.Time
	raw            json.RawMessage
	broken         bool // its text or what names it cannot be read
}

// thread is a first comment with those of its replies that the list holds.
type thread struct {
	id, video string
	top       comment
	replies   []comment
	count     int64 // of all replies
	canReply  bool
	public    bool
}

// whole reports whether the list held all replies.
func (t *thread) whole() bool { return t.count <= int64(len(t.replies)) }

// readComment decodes one comment. ok is false when not even its name and time
// can be read.
func readComment(raw json.RawMessage) (c comment, ok bool) {
	c.raw = raw
	bad := decode(raw, &c.Comment)
	if c.Snippet == nil {
		// Either half may be odd; the name and the time are all that is needed.
		var part struct {
			ID      string          `json:"id"`
			Snippet json.RawMessage `json:"snippet"`
		}
		_ = json.Unmarshal(raw, &part) // what could be read of it counts
		c.Id, c.Snippet = part.ID, &api.CommentSnippet{}
		bad = decode(part.Snippet, c.Snippet) || bad
	}
	if c.Snippet.AuthorChannelId == nil {
		c.Snippet.AuthorChannelId = &api.CommentSnippetAuthorChannelId{}
	}
	c.posted, c.edited = moment(c.Snippet.PublishedAt), moment(c.Snippet.UpdatedAt)
	c.broken = bad && c.Snippet.TextDisplay == "" && c.Snippet.TextOriginal == ""
	return c, c.Id != "" && !c.posted.IsZero()
}

// decode reads an object and, where that fails, field by field, so that a value
// nobody reads does not cost the whole. It tells whether anything was odd.
func decode(raw json.RawMessage, into any) (odd bool) {
	if json.Unmarshal(raw, into) == nil {
		return false
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return true
	}
	for name, value := range fields {
		if one, err := json.Marshal(map[string]json.RawMessage{name: value}); err == nil {
			_ = json.Unmarshal(one, into) // the field stays as it was
		}
	}
	return true
}

// readThread decodes one thread. bad counts comments that cannot even be named.
func readThread(raw json.RawMessage) (t thread, ok bool, bad int) {
	var parts struct {
		ID      string `json:"id"`
		Snippet struct {
			Video    string          `json:"videoId"`
			CanReply bool            `json:"canReply"`
			Public   bool            `json:"isPublic"`
			Count    json.Number     `json:"totalReplyCount"`
			Top      json.RawMessage `json:"topLevelComment"`
		} `json:"snippet"`
		Replies struct {
			Comments []json.RawMessage `json:"comments"`
		} `json:"replies"`
	}
	decode(raw, &parts)
	t.top, ok = readComment(parts.Snippet.Top)
	if !ok {
		return t, false, 1
	}
	t.id, t.video, t.canReply, t.public = t.top.Id, parts.Snippet.Video, parts.Snippet.CanReply, parts.Snippet.Public
	if t.video == "" {
		t.video = t.top.Snippet.VideoId
	}
	t.count, _ = parts.Snippet.Count.Int64()
	for _, r := range parts.Replies.Comments {
		if c, ok := readComment(r); ok {
			t.replies = append(t.replies, c)
		} else {
			bad++
		}
	}
	return t, true, bad
}

// moment reads a time; what is none is zero, and so is one no item can have.
func moment(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, strings.TrimSpace(s))
	if err != nil || t.Year() < 2005 || t.Year() > 2200 {
		return time.Time{}
	}
	return t.UTC()
}

// topOf gives the first comment of the thread that a comment stands in: replies
// carry its id in theirs.
func topOf(id string) string {
	top, _, _ := strings.Cut(id, ".")
	return top
}
