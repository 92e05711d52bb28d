package graph

import (
	"cmp"
	"maps"
	"slices"
)

// Forget drops the marks of posts that are older than a time (seconds since
// 1970), and the oldest beyond most.
func Forget[M any](marks map[string]M, at func(M) int64, old int64, most int) {
	maps.DeleteFunc(marks, func(_ string, m M) bool { return at(m) < old })
	if len(marks) <= most {
		return
	}
	ids := slices.SortedFunc(maps.Keys(marks), func(a, b string) int { return cmp.Compare(at(marks[b]), at(marks[a])) })
	for _, id := range ids[most:] {
		delete(marks, id)
	}
}
