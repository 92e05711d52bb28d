package x

import (
	"encoding/json"
	"slices"
	"strconv"
	"time"
)

// post is a post in either spelling of the API.
type post struct {
	ID       string    `json:"id"`
	Text     string    `json:"text"`
	AuthorID string    `json:"author_id"`
	At       time.Time `json:"created_at"`
	Thread   string    `json:"conversation_id"`
	ToUser   string    `json:"in_reply_to_user_id"`
	Lang     string    `json:"lang"`
	Entities entities  `json:"entities"`
	Attached struct {
		Media []string `json:"media_keys"`
	} `json:"attachments"`

	Refs     []reference `json:"referenced_tweets"`
	RefsNew  []reference `json:"referenced_posts"`
	Chain    []string    `json:"edit_history_tweet_ids"`
	ChainNew []string    `json:"edit_history_post_ids"`
	Note     note        `json:"note_tweet"`
	NoteNew  note        `json:"note_post"`

	raw json.RawMessage
}

type reference struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

type note struct {
	Text     string   `json:"text"`
	Entities entities `json:"entities"`
}

type entities struct {
	Mentions []struct {
		ID       string `json:"id"`
		Username string `json:"username"`
	} `json:"mentions"`
	URLs []struct {
		URL      string `json:"url"`
		Expanded string `json:"expanded_url"`
		MediaKey string `json:"media_key"`
	} `json:"urls"`
}

type user struct {
	ID        string `json:"id"`
	Username  string `json:"username"`
	Name      string `json:"name"`
	Protected bool   `json:"protected"`
}

type media struct {
	Key     string `json:"media_key"`
	Type    string `json:"type"`
	URL     string `json:"url"`
	Preview string `json:"preview_image_url"`
	Alt     string `json:"alt_text"`
}

// problem is an error of the API, in an answer's list or alone.
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Detail string `json:"detail"`
	Value  string `json:"value"`
	ID     string `json:"resource_id"`
}

// envelope is every answer of the API.
type envelope struct {
	Data     json.RawMessage `json:"data"`
	Includes struct {
		Users []json.RawMessage `json:"users"`
		Media []json.RawMessage `json:"media"`
	} `json:"includes"`
	Meta   json.RawMessage   `json:"meta"`
	Errors []json.RawMessage `json:"errors"`
}

func (p *post) refs(kind string) string {
	for _, r := range slices.Concat(p.Refs, p.RefsNew) {
		if r.Type == kind {
			return r.ID
		}
	}
	return ""
}

// chain is the ids of all versions, the oldest first.
func (p *post) chain() []string {
	for _, c := range [][]string{p.Chain, p.ChainNew} {
		if len(c) > 0 && !slices.ContainsFunc(c, func(id string) bool { return !usableID(id) }) {
			return c
		}
	}
	return []string{p.ID}
}

func (p *post) first() string { return p.chain()[0] }

// latest is the newest version the server tells of.
func (p *post) latest() string { c := p.chain(); return c[len(c)-1] }

func (p *post) note() note {
	if p.Note.Text != "" {
		return p.Note
	}
	return p.NoteNew
}

// readPost decodes one post. ok is false where it is none that can be shown.
func readPost(raw json.RawMessage) (p post, ok bool) {
	p, bad := tolerant[post](raw)
	p.raw = raw
	return p, usableID(p.ID) && !slices.Contains(bad, "text") && (p.Text != "" || p.note().Text != "" || len(p.Attached.Media) > 0)
}

// tolerant decodes an object and, where that fails, field by field, so that a
// value nobody needs does not cost the whole. bad names what could not be read.
func tolerant[T any](raw []byte) (v T, bad []string) {
	if json.Unmarshal(raw, &v) == nil {
		return v, nil
	}
	var fields map[string]json.RawMessage
	var whole T
	if json.Unmarshal(raw, &fields) != nil {
		return whole, []string{"text"}
	}
	for name, value := range fields {
		one, err := json.Marshal(map[string]json.RawMessage{name: value})
		if err == nil {
			err = json.Unmarshal(one, &whole)
		}
		if err != nil {
			bad = append(bad, name)
		}
	}
	return whole, bad
}

// usableID reports whether an id can stand in a path and be compared.
func usableID(id string) bool {
	if id == "" || len(id) > 19 || id[0] == '0' {
		return false
	}
	for _, r := range id {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// later reports whether an id is newer: ids are numbers of different length.
func later(a, b string) bool {
	if len(a) != len(b) {
		return len(a) > len(b)
	}
	return a > b
}

// The ids hold the milliseconds since this one.
const epoch = 1288834974657

// idTime is when an id was given; the time of a post at every sight of it.
func idTime(id string) time.Time {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil || n>>22 == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(n>>22) + epoch).UTC()
}

// idAt is the lowest id of a moment.
func idAt(t time.Time) string {
	ms := t.UnixMilli() - epoch
	if ms <= 0 {
		return "1"
	}
	return strconv.FormatInt(ms<<22, 10)
}
