package mastodon

import (
	"encoding/json"
	"errors"
	"slices"
	"time"

	api "github.com/mattn/go-mastodon"
)

var errNoID = errors.New("an object without an id")

// status is the library's, with ids read exactly: it would make a float of one
// that comes as a number.
type status struct {
	api.Status
	InReplyToID        api.ID `json:"in_reply_to_id"`
	InReplyToAccountID api.ID `json:"in_reply_to_account_id"`

	raw json.RawMessage
}

// identity names a text for good. An id may change with an edit (snac), the uri
// stays.
func (s *status) identity() string {
	for _, v := range []string{s.URI, s.URL, string(s.ID)} {
		if v != "" {
			return v
		}
	}
	return ""
}

// notification keeps its status undecoded: that may be broken on its own.
type notification struct {
	ID        api.ID          `json:"id"`
	Type      string          `json:"type"`
	CreatedAt time.Time       `json:"created_at"`
	Status    json.RawMessage `json:"status"`
}

// readStatus decodes one status. ok is false when what makes it a text cannot be
// read; what could be read is given all the same.
func readStatus(raw json.RawMessage) (s status, ok bool) {
	s, bad, err := tolerant[status](raw)
	s.raw = raw
	if err != nil {
		return s, false
	}
	if slices.Contains(bad, "account") {
		var part struct {
			Account json.RawMessage `json:"account"`
		}
		if json.Unmarshal(raw, &part) == nil {
			s.Account, _, _ = tolerant[api.Account](part.Account)
		}
	}
	ok = s.identity() != "" && !s.CreatedAt.IsZero() &&
		!slices.Contains(bad, "content") && !slices.Contains(bad, "created_at")
	return s, ok
}

// readStatuses decodes the entries of a list each on its own.
func readStatuses(items []json.RawMessage) (good, broken []status) {
	for _, raw := range items {
		if s, ok := readStatus(raw); ok {
			good = append(good, s)
		} else {
			broken = append(broken, s)
		}
	}
	return good, broken
}

// tolerant decodes an object and, where that fails, field by field, so that a
// value nobody reads does not cost the whole: a picture's width as a fraction, a
// date without a time. bad names the fields that could not be read.
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
			err = json.Unmarshal(one, &whole)
		}
		if err != nil {
			bad = append(bad, name)
		}
	}
	slices.Sort(bad)
	return whole, bad, nil
}

// idTime is when a text was made as its id tells: Mastodon's ids hold the
// milliseconds, and so do ULIDs. Zero when it does not look like either.
func idTime(id string) time.Time {
	ms := uint64(0)
	switch n := len(id); {
	case n == 26:
		for _, r := range id[:10] {
			v := slices.Index([]byte("0123456789ABCDEFGHJKMNPQRSTVWXYZ"), byte(r)) // ids are ASCII; another rune is in no alphabet
			if v < 0 || r > 'Z' {
				return time.Time{}
			}
			ms = ms<<5 | uint64(v)
		}
	case n >= 17 && n <= 19:
		for _, r := range id {
			if r < '0' || r > '9' {
				return time.Time{}
			}
			ms = ms*10 + uint64(r-'0')
		}
		ms >>= 16
	}
	t := time.UnixMilli(int64(ms)).UTC()
	if t.Year() < 2010 || t.Year() > 2200 {
		return time.Time{}
	}
	return t
}
