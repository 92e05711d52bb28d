package bolt

import (
	"testing"

	"lotse/inbox"
	"lotse/store/storetest"
)

// BenchmarkSurvey reads what a report over every item needs.
func BenchmarkSurvey(b *testing.B) {
	s := benchStore(b, storetest.BenchItems())
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		if err := s.Survey(b.Context(), inbox.Stretch{}, func(ts []inbox.Tally) bool { n += len(ts); return true }); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n), "items")
	}
}
