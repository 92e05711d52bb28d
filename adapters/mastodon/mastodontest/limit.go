package mastodontest

import (
	"net/http"
	"strconv"
	"time"
)

// Window is a number of requests in a time.
type Window struct {
	Max int
	Per time.Duration
}

// Limits are the throttles of a server. A window begins at a multiple of its
// length, not at the first request.
type Limits struct {
	All    Window // per token
	Paging Window // per account, requests with max_id, min_id, since_id or page
	Post   Window // per account
	Delete Window // per account
}

// DefaultLimits are Mastodon's. The other flavours with limits know All only.
var DefaultLimits = Limits{
	All:    Window{300, 5 * time.Minute},
	Paging: Window{300, 15 * time.Minute},
	Post:   Window{300, 3 * time.Hour},
	Delete: Window{30, 30 * time.Minute},
}

// SetLimits changes the throttles and forgets what was counted.
func (s *Server) SetLimits(l Limits) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits, s.buckets = l, map[string]*bucket{}
}

type bucket struct {
	Window
	slot int64 // number of the window since 1970
	used int
}

// windowsOf names the throttles a request falls under.
func (s *Server) windowsOf(c *call) map[string]Window {
	w := map[string]Window{"all:" + c.token: s.limits.All}
	if s.flavour != Mastodon || c.viewer == nil {
		return w
	}
	who := ":" + c.viewer.ID
	for _, k := range []string{"max_id", "min_id", "since_id", "page"} {
		if c.in.Has(k) {
			w["paging"+who] = s.limits.Paging
		}
	}
	if p := c.r.URL.Path; c.r.Method == http.MethodPost && p == "/api/v1/statuses" {
		w["post"+who] = s.limits.Post
	} else if c.r.Method == http.MethodDelete {
		w["delete"+who] = s.limits.Delete
	}
	return w
}

// count counts a request and gives the tightest throttle; ok is false when one
// is exceeded.
func (s *Server) count(c *call) (tight *bucket, ok bool) {
	ok = true
	for name, w := range s.windowsOf(c) {
		b := s.buckets[name]
		if b == nil {
			b = &bucket{Window: w}
			s.buckets[name] = b
		}
		if slot := s.now().Unix() / max(int64(w.Per/time.Second), 1); slot != b.slot {
			b.slot, b.used = slot, 0
		}
		b.used++
		ok = ok && b.used <= b.Max
		if tight == nil || b.left() < tight.left() {
			tight = b
		}
	}
	return tight, ok
}

func (b *bucket) left() int { return max(b.Max-b.used, 0) }

// showLimit writes the rate limit headers. Mastodon's reset keeps the
// microseconds of the request.
func (s *Server) showLimit(h http.Header, most, left int, reset time.Time) {
	form := "2006-01-02T15:04:05.000000Z"
	if s.flavour == GoToSocial {
		form = time.RFC3339
	}
	h.Set("X-RateLimit-Limit", strconv.Itoa(most))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(left))
	h.Set("X-RateLimit-Reset", reset.UTC().Format(form))
}

func (s *Server) resetOf(b *bucket) time.Time {
	per := max(int64(b.Per/time.Second), 1)
	now := s.now()
	return now.Add(time.Duration(per-now.Unix()%per) * time.Second)
}
