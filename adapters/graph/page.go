package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"time"
)

// Page is one page of a list, each entry still undecoded.
type Page struct {
	Items []json.RawMessage
	After string // cursor of what follows
	More  bool   // something follows
	Total int    // the list's own count, which may hold what we may not see
}

var errNoList = errors.New("the answer is no list")

// List reads one page of a list after a cursor.
func (c *Client) List(ctx context.Context, op, path string, q url.Values, after string) (Page, error) {
	if after != "" {
		q.Set("after", after)
	}
	body, err := c.Get(ctx, op, path, q)
	if err != nil {
		return Page{}, err
	}
	return ReadPage(op, body)
}

// ReadPage decodes a page. Of the address of the next one only its being there is
// looked at: it carries the token.
func ReadPage(op string, body []byte) (Page, error) {
	var l list
	if err := json.Unmarshal(body, &l); err != nil || l.Data == nil {
		return Page{}, Undecodable(op, errNoList, false)
	}
	return l.page(), nil
}

type list struct {
	Data   []json.RawMessage `json:"data"`
	Paging struct {
		Cursors struct {
			After string `json:"after"`
		} `json:"cursors"`
		Next string `json:"next"`
	} `json:"paging"`
	Summary struct {
		Total int `json:"total_count"`
	} `json:"summary"`
}

func (l *list) page() Page {
	p := Page{Items: l.Data, After: l.Paging.Cursors.After, Total: l.Summary.Total}
	p.More = p.After != "" && l.Paging.Next != ""
	return p
}

// Nested is a list inside an object.
type Nested struct{ Page }

// UnmarshalJSON reads it as far as it can be read.
func (n *Nested) UnmarshalJSON(b []byte) error {
	var l list
	if json.Unmarshal(b, &l) == nil {
		n.Page = l.page()
	}
	return nil
}

// Time is a time as the API writes it: without a colon in its zone.
type Time struct{ time.Time }

// UnmarshalJSON reads it; what cannot be read is zero.
func (t *Time) UnmarshalJSON(b []byte) error {
	s := strings.Trim(string(b), `"`)
	for _, layout := range []string{"2006-01-02T15:04:05-0700", time.RFC3339} {
		if at, err := time.Parse(layout, s); err == nil && at.Year() >= 2004 && at.Year() < 2200 {
			t.Time = at.UTC()
		}
	}
	return nil
}

// Object decodes an entry and, where that fails, field by field, so that a value
// nobody needs does not cost the whole.
func Object[T any](raw []byte) (v T, err error) {
	if err = json.Unmarshal(raw, &v); err == nil {
		return v, nil
	}
	var fields map[string]json.RawMessage
	if notObject := json.Unmarshal(raw, &fields); notObject != nil {
		return v, notObject
	}
	var whole T
	for name, value := range fields {
		if one, err := json.Marshal(map[string]json.RawMessage{name: value}); err == nil {
			kept := whole
			if json.Unmarshal(one, &whole) != nil {
				whole = kept
			}
		}
	}
	return whole, nil
}

// UsableID reports whether an id can stand in an address. Ids come from the
// server; one with a slash would lead a write elsewhere.
func UsableID(id string) bool {
	if id == "" || len(id) > 100 {
		return false
	}
	return !strings.ContainsFunc(id, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '_' && r != '-'
	})
}

// Success reports whether an answer to a measure says that it was done.
func Success(body []byte) bool {
	var s struct {
		Success bool   `json:"success"`
		ID      string `json:"id"`
	}
	return strings.TrimSpace(string(body)) == "true" || json.Unmarshal(body, &s) == nil && (s.Success || s.ID != "")
}
