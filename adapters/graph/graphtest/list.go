package graphtest

import (
	"encoding/base64"
	"slices"
	"strconv"
)

// Entry is one entry of a list, with what orders it.
type Entry struct {
	Key  string // names the place in the list, for cursors
	Body map[string]any
}

// List pages entries that stand in the list's order. A cursor names an entry;
// when it was deleted since, the platform goes on behind where it stood, for
// which keys must sort: newest is the one whose key is largest.
func (s *Server) List(r Request, entries []Entry, standard, most int, extra map[string]any) Answer {
	limit, _ := strconv.Atoi(r.Values.Get("limit"))
	if limit <= 0 {
		limit = standard
	}
	limit = min(limit, most)
	return Answer{Body: s.page(entries, limit, r.Values.Get("after"), extra)}
}

// page is a part of a list in its envelope.
func (s *Server) page(entries []Entry, limit int, after string, extra map[string]any) map[string]any {
	start := 0
	if raw, err := base64.RawURLEncoding.DecodeString(after); err == nil && after != "" {
		start = len(entries)
		for i, e := range entries {
			if e.Key < string(raw) {
				start = i
				break
			}
		}
	}
	end := min(start+limit, len(entries))
	data := []any{}
	for _, e := range entries[start:end] {
		data = append(data, e.Body)
	}
	out := map[string]any{"data": data}
	for k, v := range extra {
		out[k] = v
	}
	if len(data) > 0 {
		cursor := func(i int) string { return base64.RawURLEncoding.EncodeToString([]byte(entries[i].Key)) }
		paging := map[string]any{"cursors": map[string]any{"before": cursor(start), "after": cursor(end - 1)}}
		if end < len(entries) { // with the token in clear, as the real one
			paging["next"] = s.URL + "/v25.0/next?access_token=" + s.token + "&after=" + cursor(end-1)
		}
		out["paging"] = paging
	}
	if s.repeat {
		twice := append(slices.Clone(data), data...)
		slices.Reverse(twice)
		out["data"] = twice
	}
	return out
}

// Nested is a list inside an object.
func (s *Server) Nested(entries []Entry, limit int) map[string]any {
	return s.page(entries, limit, "", nil)
}
