package inbox

import (
	"strings"
)

// Level is the escalation level of an item (Eskalationsstufe), after the four
// levels public bodies use: E0 routine, E1 attentive, E2 delicate, E3 critical.
type Level uint8

// The levels in rising order; persisted, do not reorder.
const (
	E0 Level = iota
	E1
	E2
	E3
	levelCount
)

// String gives "E0" to "E3".
func (l Level) String() string {
	if l < levelCount {
		return "E" + string(rune('0'+l))
	}
	return "E?"
}

// ParseLevel reads "E2", "e2" or "2".
func ParseLevel(s string) (Level, bool) {
	s = strings.TrimPrefix(strings.ToUpper(s), "E")
	if len(s) != 1 || s[0] < '0' || s[0] >= '0'+byte(levelCount) {
		return 0, false
	}
	return Level(s[0] - '0'), true
}

// MarshalText writes "E0" to "E3".
func (l Level) MarshalText() ([]byte, error) { return []byte(l.String()), nil }

// UnmarshalText reads what ParseLevel reads.
func (l *Level) UnmarshalText(b []byte) error {
	v, ok := ParseLevel(string(b))
	if !ok {
		return unknownName("level", string(b), []string{"E0", "E1", "E2", "E3"})
	}
	*l = v
	return nil
}
