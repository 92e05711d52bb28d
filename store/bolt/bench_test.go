package bolt

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/store/storetest"
)

// The benchmarks read a store of LOTSE_BENCH_ITEMS items (1,000,000 unless set),
// which is built once and kept below LOTSE_BENCH_DIR or the user's cache folder.
// BenchmarkGrowth also reads one of a tenth.

// benchStore opens the kept store of n items and builds it when there is none.
func benchStore(b *testing.B, n int) *Store {
	b.Helper()
	s, err := Open(b.Context(), Options{Path: benchPath(b, n)})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	return s
}

func benchPath(b *testing.B, n int) string {
	b.Helper()
	path, err := storetest.Kept(b.Context(), n, func(path string) (inbox.Store, error) {
		return Open(context.Background(), Options{Path: path, Node: 1})
	})
	if err != nil {
		b.Fatal(err)
	}
	return path
}

// sidebar are the counts a screen shows beside its views.
func sidebar() []inbox.Filter {
	open := inbox.OpenWork()
	fs := []inbox.Filter{{Work: open}, {Work: open, Levels: 1<<inbox.E2 | 1<<inbox.E3}, {Must: inbox.FlagSnoozed}, {Work: open, Roles: []string{"press"}}}
	for _, w := range inbox.WorkStates() {
		fs = append(fs, inbox.Filter{Work: inbox.WorkSetOf(w)})
	}
	return fs
}

func BenchmarkOpenToFirstPage(b *testing.B) {
	path := benchPath(b, storetest.BenchItems())
	for b.Loop() {
		s, err := Open(b.Context(), Options{Path: path})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Page(b.Context(), inbox.Filter{Work: inbox.OpenWork()}, "", 40); err != nil {
			b.Fatal(err)
		}
		if _, err := s.Counts(b.Context(), sidebar(), 1000); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		_ = s.Close()
		b.StartTimer()
	}
	b.ReportMetric(float64(told("/proc/self/status", "RssAnon: %d kB"))/1024, "MiB-anonymous")
}

func pageThrough(b *testing.B, s *Store, f inbox.Filter, want int) {
	b.Helper()
	var after inbox.Token
	for n := 0; ; {
		p, err := s.Page(b.Context(), f, after, 40)
		if err != nil {
			b.Fatal(err)
		}
		if n += len(p.Items); p.Done || n >= want {
			return
		}
		after = p.Next
	}
}

func benchPages(b *testing.B, s *Store) {
	for _, c := range []struct {
		name string
		f    inbox.Filter
		want int
	}{
		{"first/open", inbox.Filter{Work: inbox.OpenWork()}, 40},
		{"first/new", inbox.Filter{Work: inbox.WorkSetOf(inbox.WorkNew)}, 40},
		{"first/all", inbox.Filter{}, 40},
		{"first/new and delicate", inbox.Filter{Work: inbox.WorkSetOf(inbox.WorkNew), Levels: 1<<inbox.E2 | 1<<inbox.E3}, 40},
		{"first/open, a role, due", inbox.Filter{Work: inbox.OpenWork(), Roles: []string{"press"}, HasDue: true}, 40},
		{"none/closed", inbox.Filter{Work: inbox.WorkSetOf(inbox.WorkClosed), Roles: []string{"legal"}}, 40},
		{"none/all", inbox.Filter{Persons: []string{"ayse"}, Must: inbox.FlagRefused}, 40},
		{"none/all but new", inbox.Filter{Work: 1<<13 - 2, Persons: []string{"ayse"}, Must: inbox.FlagRefused}, 40},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				pageThrough(b, s, c.f, c.want)
			}
		})
	}
	b.Run("forward", func(b *testing.B) {
		var after inbox.Token
		var took []time.Duration
		for b.Loop() {
			start := time.Now()
			p, err := s.Page(b.Context(), inbox.Filter{Work: inbox.WorkSetOf(inbox.WorkClosed)}, after, 40)
			if err != nil {
				b.Fatal(err)
			}
			took = append(took, time.Since(start))
			after = p.Next
		}
		quantiles(b, took)
	})
	for name, f := range map[string]inbox.Filter{
		"last/open": {Work: inbox.OpenWork()}, "last/all": {}, "last/none": {Work: inbox.WorkSetOf(inbox.WorkClosed), Roles: []string{"legal"}},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.PageBack(b.Context(), f, "", 40); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("counts", func(b *testing.B) {
		for b.Loop() {
			s.cells.Store(nil) // as after a change
			if _, err := s.Counts(b.Context(), sidebar(), 1000); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("counts unchanged", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Counts(b.Context(), sidebar(), 1000); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("thread", func(b *testing.B) {
		p, err := s.Page(b.Context(), inbox.Filter{}, "", 100)
		if err != nil {
			b.Fatal(err)
		}
		for i := 0; b.Loop(); i++ {
			if _, err := s.Thread(b.Context(), p.Items[i%len(p.Items)].ID, 50); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("rare author", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.ByAuthor(b.Context(), "mastodon", "131313", 20); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("resolve", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.Resolve(b.Context(), "ZZZZZZ", 20); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkPage(b *testing.B) { benchPages(b, benchStore(b, storetest.BenchItems())) }

// BenchmarkGrowth runs the same on a tenth of the items, to be compared.
func BenchmarkGrowth(b *testing.B) { benchPages(b, benchStore(b, storetest.BenchItems()/10)) }

// BenchmarkSearch also runs IndexByte alone over as many bytes on as many cores:
// what no search can beat.
func BenchmarkSearch(b *testing.B) {
	s := benchStore(b, storetest.BenchItems())
	b.Run("floor", func(b *testing.B) {
		part := make([]byte, 500*storetest.BenchItems()/searchWorkers)
		for b.Loop() {
			var wg sync.WaitGroup
			for range searchWorkers {
				wg.Go(func() {
					for at := 0; at < len(part); at += 500 {
						_ = bytes.IndexByte(part[at:min(at+500, len(part))], 'q')
					}
				})
			}
			wg.Wait()
		}
	})
	for _, c := range []struct {
		name, word string
		first      int // stop after, 0 for all
	}{
		{"common/first 40", "betrug", 40},
		{"rare/first 40", "schadenkosten", 40},
		{"rare/all", "schadenkosten", 0},
		{"none", "zzzqqq", 0},
		{"none, common letters", "streunend", 0},
		{"common/all", "betrug", 0},
	} {
		b.Run(c.name, func(b *testing.B) {
			found := 0
			var first []time.Duration
			for b.Loop() {
				found = 0
				start := time.Now()
				err := s.Search(b.Context(), inbox.Filter{Text: []inbox.TextTerm{{Text: c.word}}}, func(is []inbox.Item) bool {
					if found == 0 {
						first = append(first, time.Since(start))
					}
					found += len(is)
					return c.first == 0 || found < c.first
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(found), "hits")
			if len(first) > 0 {
				quantilesAs(b, first, "first-hit-p50-ns", 0.5)
			}
		})
	}
}

func quantiles(b *testing.B, took []time.Duration) {
	b.Helper()
	if len(took) == 0 {
		return
	}
	slices.Sort(took)
	at := func(q float64) float64 { return float64(took[int(q*float64(len(took)-1))].Nanoseconds()) }
	b.ReportMetric(at(0.5), "p50-ns")
	b.ReportMetric(at(0.95), "p95-ns")
}
