package text

import (
	"math"
	"strconv"
	"strings"
)

// Noun is something that is counted.
type Noun uint8

// The nouns.
const (
	NounItem Noun = iota
	NounLabel
	NounReply
	NounTemplate
	NounRow
	NounProblem
	NounWarning
	NounEntry
	NounVersion
	NounNote
	NounChar
	NounHidden
	NounMinute
	NounHour
	NounDay
	nounCount
)

// Number groups digits by thousands: "12.345" in German.
func Number(l Lang, n int) string {
	s := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	sep := l.words().Date.Thousands
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + sep + s[i:]
	}
	return sign + s
}

// Decimal gives one digit behind the point and never rounds up: what falls short of
// a limit must not look as if it reached it.
func Decimal(l Lang, x float64) string {
	s := strconv.FormatFloat(math.Floor(x*10)/10, 'f', 1, 64)
	if l == DE {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// Count gives a number with its noun: "1 Vorgang", "1.234 Vorgänge".
func Count(l Lang, n int, noun Noun) string { return Number(l, n) + " " + Plural(l, n, noun) }

// Plural gives the form of a noun that goes with n.
func Plural(l Lang, n int, noun Noun) string {
	forms := l.words().Noun[noun]
	if n == 1 {
		return forms[0]
	}
	return forms[1]
}

// Money writes a sum with its cents, a round one without.
func Money(l Lang, v float64) string {
	cents := int(v*100 + 0.5)
	if cents%100 == 0 {
		return Number(l, cents/100)
	}
	point := "."
	if l == DE {
		point = ","
	}
	return Number(l, cents/100) + point + strconv.Itoa(cents%100/10) + strconv.Itoa(cents%10)
}
