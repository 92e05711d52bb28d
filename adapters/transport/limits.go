package transport

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// MaxWait caps every hint a server gives: a channel is looked at once a day
// whatever it says.
const MaxWait = 24 * time.Hour

// Throttled is a server's "not now". It is found with errors.As through the
// wrapping of any client library.
type Throttled struct {
	Status  int       // 429 or 503; 0 when the request did not even leave
	RetryAt time.Time // by our clock; zero when the server gave no hint
}

// Error names status and time.
func (e *Throttled) Error() string {
	s := "throttled"
	if e.Status != 0 {
		s += fmt.Sprintf(" (HTTP %d)", e.Status)
	} else {
		s += " by our own reserve"
	}
	if !e.RetryAt.IsZero() {
		s += " until " + e.RetryAt.UTC().Format(time.RFC3339)
	}
	return s
}

// limits is what the headers of one answer say; all times by our clock.
type limits struct {
	limit, remaining int // -1 unknown
	reset            time.Time
	retryAfter       time.Time
}

// throttles reports whether the answer means "come back later": 429 always, 503
// only where it says when, for without a hint it is a fault like any other.
func (l limits) throttles(status int) bool {
	return status == http.StatusTooManyRequests ||
		status == http.StatusServiceUnavailable && !l.retryAfter.IsZero()
}

func (l limits) retryAt(now time.Time) time.Time {
	at := l.retryAfter
	if at.IsZero() {
		at = l.reset
	}
	if !at.IsZero() && at.After(now.Add(MaxWait)) {
		return now.Add(MaxWait)
	}
	return at
}

// parseLimits reads the headers in the spellings that platforms use. skew is the
// server's clock minus ours: what it says in its time is moved to ours.
func parseLimits(h http.Header, now time.Time, skew time.Duration) limits {
	return limits{
		limit:      number(first(h, "X-RateLimit-Limit", "RateLimit-Limit", "X-Rate-Limit-Limit")),
		remaining:  number(first(h, "X-RateLimit-Remaining", "RateLimit-Remaining", "X-Rate-Limit-Remaining")),
		reset:      moment(first(h, "X-RateLimit-Reset", "RateLimit-Reset", "X-Rate-Limit-Reset"), now, skew),
		retryAfter: moment(h.Get("Retry-After"), now, skew),
	}
}

func first(h http.Header, names ...string) string {
	for _, n := range names {
		if v := h.Get(n); v != "" {
			return v
		}
	}
	return ""
}

// number reads a count; the standard's draft appends parameters ("100, 100;w=60").
func number(s string) int {
	s, _, _ = strings.Cut(s, ",")
	s, _, _ = strings.Cut(s, ";")
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil || !(f >= 0 && f < math.MaxInt32) {
		return -1
	}
	return int(f)
}

// A number from here on is a date: seconds, or milliseconds, since 1970.
const (
	epochSeconds = 1e9
	epochMillis  = 1e12
)

// moment reads when to come back: seconds from now, an epoch, an ISO time or an
// HTTP date. What cannot be read is zero.
func moment(s string, now time.Time, skew time.Duration) time.Time {
	s = strings.TrimSpace(s)
	if s == "" {
		return time.Time{}
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		switch {
		case !(f >= 0 && f < 1e14):
			return time.Time{}
		case f >= epochMillis:
			return time.UnixMilli(int64(f)).Add(-skew)
		case f >= epochSeconds:
			return time.Unix(int64(f), 0).Add(-skew)
		}
		return now.Add(time.Duration(min(f, MaxWait.Seconds()) * float64(time.Second)))
	}
	for _, layout := range []string{time.RFC3339Nano, http.TimeFormat, time.RFC850, time.ANSIC} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Add(-skew)
		}
	}
	return time.Time{}
}

// dateSkew is the server's clock minus ours. Dates have whole seconds, so less
// than two says nothing.
func dateSkew(h http.Header, now time.Time) (time.Duration, bool) {
	t, err := http.ParseTime(h.Get("Date"))
	if err != nil {
		return 0, false
	}
	skew := t.Sub(now)
	if skew.Abs() < 2*time.Second {
		skew = 0
	}
	return skew.Round(time.Second), true
}
