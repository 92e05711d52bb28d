package mastodontest

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
)

// window cuts one page out of a list that is sorted newest first, by the rules
// of Mastodon: min_id takes the oldest items above it, since_id the newest,
// max_id goes down; min_id wins over since_id.
func window[T any](s *Server, c *call, all []T, id func(T) string, limit int) []T {
	top, since, low := s.cursor(c, "max_id"), s.cursor(c, "since_id"), s.cursor(c, "min_id")
	floor := low
	if floor == "" {
		floor = since
	}
	all = slices.DeleteFunc(slices.Clone(all), func(v T) bool {
		return top != "" && !s.newer(top, id(v)) || floor != "" && !s.newer(id(v), floor)
	})
	switch {
	case len(all) <= limit:
		return all
	case low != "":
		return all[len(all)-limit:]
	}
	return all[:limit]
}

// cursor reads an id of the query. Mastodon's are numbers: what is none counts
// as 0.
func (s *Server) cursor(c *call, name string) string {
	v := c.in.Get(name)
	if s.flavour == Mastodon && v != "" {
		if n, err := strconv.ParseUint(v, 10, 64); err == nil {
			return strconv.FormatUint(n, 10)
		}
		return "0"
	}
	return v
}

// newer compares ids as the flavour's database does: ULIDs as text, whatever
// they look like.
func (s *Server) newer(a, b string) bool {
	if s.flavour == GoToSocial {
		return a > b
	}
	return after(a, b)
}

func (s *Server) sortNewest(ids func(i int) string) func(i, j int) bool {
	return func(i, j int) bool { return s.newer(ids(i), ids(j)) }
}

// link writes the Link header of a page from its first to its last id. next is
// left out when a list is known to end there.
func (s *Server) link(c *call, h http.Header, first, last string, next bool) {
	if !s.links || first == "" {
		return
	}
	base := "http://" + c.r.Host
	if s.flavour == GoToSocial {
		base = s.publicURL("") // the configured host, not the one that was asked
	}
	at := func(cursor, id string) string {
		q := url.Values{}
		for _, k := range []string{"limit", "types[]", "exclude_types[]", "include_filtered", "exclude_replies", "exclude_reblogs", "only_media"} {
			if v, ok := c.in[k]; ok {
				q[k] = v
			}
		}
		q.Set(cursor, id)
		return "<" + base + c.r.URL.Path + "?" + q.Encode() + ">"
	}
	prev := at("min_id", first) + `; rel="prev"`
	if next {
		h.Set("Link", at("max_id", last)+`; rel="next", `+prev)
	} else {
		h.Set("Link", prev)
	}
}
