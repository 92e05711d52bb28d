package strict

import "strings"

// Nearest gives the known name that was probably meant: at most a third of its
// letters differ, two neighbours in the wrong order count once. "" when none is
// near enough.
func Nearest(got string, known []string) string {
	best, fewest := "", 0
	if len(got) > 60 {
		return ""
	}
	for _, k := range known {
		d := distance([]rune(strings.ToLower(got)), []rune(strings.ToLower(k)))
		if limit := (len([]rune(k)) + 1) / 3; d <= limit && len(k) > 2 && (best == "" || d < fewest) {
			best, fewest = k, d
		}
	}
	return best
}

// distance counts the letters to insert, drop, change or swap with a neighbour
// to come from a to b.
func distance(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range b {
		rows[0][j+1] = j + 1
	}
	for i, x := range a {
		for j, y := range b {
			change := rows[i][j]
			if x != y {
				change++
			}
			d := min(change, rows[i][j+1]+1, rows[i+1][j]+1)
			if i > 0 && j > 0 && x == b[j-1] && a[i-1] == y {
				d = min(d, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = d
		}
	}
	return rows[len(a)][len(b)]
}
