package config

import (
	"strconv"
	"strings"
	"time"
)

// ParseDuration reads what time.ParseDuration reads, and whole days before it:
// "20s", "1h30m", "14d", "1d12h". Negative durations are none.
func ParseDuration(s string) (time.Duration, bool) {
	var days time.Duration
	if before, after, found := strings.Cut(s, "d"); found {
		n, err := strconv.ParseUint(before, 10, 15)
		if err != nil {
			return 0, false
		}
		days, s = time.Duration(n)*24*time.Hour, after
		if s == "" {
			return days, true
		}
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < 0 || d > 100*365*24*time.Hour {
		return 0, false
	}
	return days + d, true
}

// FormatDuration writes a duration as the config reads it, in the largest units
// that fit.
func FormatDuration(d time.Duration) string {
	if d == 0 {
		return "0s"
	}
	var b strings.Builder
	for _, u := range []struct {
		size time.Duration
		name string
	}{{24 * time.Hour, "d"}, {time.Hour, "h"}, {time.Minute, "m"}} {
		if n := d / u.size; n > 0 {
			b.WriteString(strconv.FormatInt(int64(n), 10) + u.name)
			d %= u.size
		}
	}
	if d > 0 {
		b.WriteString(d.String())
	}
	return b.String()
}
