package graph

import (
	"strconv"
	"strings"
	"time"
)

// DefaultVersion is asked for where the config names none: the one that this
// program was written against.
const DefaultVersion = "v25.0"

// sunset is when versions end, as Meta announced it by November 2026. What is not
// in the table has no end yet.
var sunset = map[string]time.Time{
	"v20.0": time.Date(2026, 9, 24, 0, 0, 0, 0, time.UTC),
	"v21.0": time.Date(2027, 1, 21, 0, 0, 0, 0, time.UTC),
	"v22.0": time.Date(2027, 5, 20, 0, 0, 0, 0, time.UTC),
	"v23.0": time.Date(2027, 10, 8, 0, 0, 0, 0, time.UTC),
	"v24.0": time.Date(2028, 2, 18, 0, 0, 0, 0, time.UTC),
	"v25.0": time.Date(2028, 7, 29, 0, 0, 0, 0, time.UTC),
}

// oldest is the first version of the table: what came before has ended.
const oldest = 20

// Sunset tells when a version ends, zero when that is not known.
func Sunset(version string) time.Time {
	if n, _ := versionNumber(version); n > 0 && n < oldest {
		return sunset["v20.0"]
	}
	return sunset[version]
}

// IsVersion reports whether a text names a version: "v25.0".
func IsVersion(s string) bool { _, ok := versionNumber(s); return ok }

func versionNumber(s string) (int, bool) {
	major, minor, cut := strings.Cut(strings.TrimPrefix(s, "v"), ".")
	n, err := strconv.Atoi(major)
	m, err2 := strconv.Atoi(minor)
	ok := cut && strings.HasPrefix(s, "v") && err == nil && err2 == nil && n > 0 && n < 1000 && m >= 0 && m < 100
	return n, ok
}
