package bluesky

import (
	"encoding/json"
	"slices"
	"time"

	api "github.com/bluesky-social/indigo/api/bsky"
)

// view is a post as lists show it: in notifications, in threads and alone.
type view struct {
	URI       string          `json:"uri"`
	CID       string          `json:"cid"`
	Author    person          `json:"author"`
	Reason    string          `json:"reason"` // of a notification
	Record    json.RawMessage `json:"record"`
	IndexedAt string          `json:"indexedAt"`
	Labels    []label         `json:"labels"`
	Replies   int             `json:"replyCount"`
	Viewer    struct {
		Like          string `json:"like"`
		ReplyDisabled bool   `json:"replyDisabled"`
	} `json:"viewer"`
	Gate struct {
		Record json.RawMessage `json:"record"`
	} `json:"threadgate"`

	raw  json.RawMessage
	at   address
	post api.FeedPost
}

type person struct {
	DID    string `json:"did"`
	Handle string `json:"handle"`
	Name   string `json:"displayName"`
}

type label struct {
	Val string `json:"val"`
	Neg bool   `json:"neg"`
}

// readView decodes one post. ok is false when what makes it a text cannot be
// read; what could be read is given all the same. An address it must have: there
// is no other name for it.
func readView(raw json.RawMessage) (v view, ok bool) {
	v, _, err := tolerant[view](raw)
	v.raw = raw
	if err != nil {
		return v, false
	}
	at, named := parseAddress(v.URI)
	v.at = at
	record, bad, err := tolerant[api.FeedPost](v.Record)
	v.post = record
	ok = err == nil && named && at.collection == posts && !slices.Contains(bad, "text") && !v.postedAt().IsZero()
	return v, ok
}

// postedAt is when a post was written: as its author says, unless that is still to
// come. It must be the same at every sight, since it names the item; the time in
// the key is, and serves where the claim does not.
func (v *view) postedAt() time.Time {
	claimed, seen, made := moment(v.post.CreatedAt), moment(v.IndexedAt), tidTime(v.at.rkey)
	switch {
	case !claimed.IsZero() && (seen.IsZero() || !claimed.After(seen)):
		return claimed
	case !made.IsZero() && (seen.IsZero() || !made.After(seen.Add(5*time.Minute))):
		return made
	}
	return seen
}

// moment reads a time as the network writes it. What lies before the network, or
// before 1971 where ids have no room, is none.
func moment(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil || t.Year() < 1971 || t.Year() > 9000 {
		return time.Time{}
	}
	return t.UTC().Truncate(time.Millisecond)
}

// reply gives parent and root of a post's record, "" for one that answers nothing.
func (v *view) reply() (parent, root string) {
	r := v.post.Reply
	if r == nil {
		return "", ""
	}
	if r.Parent != nil {
		parent = r.Parent.Uri
	}
	if r.Root != nil {
		root = r.Root.Uri
	}
	if root == "" {
		root = parent
	}
	return parent, root
}

// tolerant decodes an object and, where that fails, field by field, so that a
// value nobody reads does not cost the whole. bad names the fields that could not
// be read.
func tolerant[T any](raw []byte) (v T, bad []string, err error) {
	if err = json.Unmarshal(raw, &v); err == nil {
		return v, nil, nil
	}
	var fields map[string]json.RawMessage
	if notObject := json.Unmarshal(raw, &fields); notObject != nil {
		return v, nil, notObject
	}
	var whole T
	for name, value := range fields {
		one, err := json.Marshal(map[string]json.RawMessage{name: value})
		if err == nil {
			var alone T // a field that fails half way must leave nothing behind
			if err = json.Unmarshal(one, &alone); err == nil {
				err = json.Unmarshal(one, &whole)
			}
		}
		if err != nil {
			bad = append(bad, name)
		}
	}
	slices.Sort(bad)
	return whole, bad, nil
}
