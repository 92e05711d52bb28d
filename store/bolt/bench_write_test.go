package bolt

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
	"lotse/store/storetest"
)

// written is how many bytes this process has handed to the system, 0 where that
// is not told.
func written() int64 { return told("/proc/self/io", "wchar: %d") }

// told reads a number the system tells about this process, 0 where it does not.
func told(file, format string) (n int64) {
	b, err := os.ReadFile(file)
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(b)) {
		if _, err := fmt.Sscanf(line, format, &n); err == nil {
			return n
		}
	}
	return 0
}

const ingestBatch = 1000

// BenchmarkIngest compares four ways on the same texts: bbolt alone, the store,
// the store with pages of 200, and a page that is known already.
func BenchmarkIngest(b *testing.B) {
	const items = 100_000
	town := storetest.NewTown(2)
	var pages [][]inbox.Observation
	payload := 0
	for n := 0; n < items; n += ingestBatch {
		pages = append(pages, town.Page(ingestBatch))
	}
	var raw [][]seen
	for _, p := range pages {
		r := rounds("town", p, town.Now())[0]
		for i := range r {
			r[i].encode()
			payload += len(r[i].value)
		}
		raw = append(raw, r)
	}
	perItem := func(b *testing.B, before int64) {
		b.Helper()
		n := float64(b.N) * items
		b.ReportMetric(n/b.Elapsed().Seconds(), "items/s")
		b.ReportMetric(float64(written()-before)/n, "B-written/item")
		b.ReportMetric(float64(payload)/items, "B-payload/item")
	}
	b.Run("bbolt alone", func(b *testing.B) {
		before := written()
		for b.Loop() {
			b.StopTimer()
			db, err := openBolt(Options{Path: filepath.Join(b.TempDir(), "raw.db")})
			if err != nil {
				b.Fatal(err)
			}
			b.StartTimer()
			for _, page := range raw {
				err := db.Update(func(tx *bbolt.Tx) error {
					c, err := tx.CreateBucketIfNotExists(bContent)
					if err != nil {
						return err
					}
					c.FillPercent = appendFill
					for i := range page {
						if err := c.Put(page[i].id[:], page[i].value); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.StopTimer()
			_ = db.Close()
			b.StartTimer()
		}
		perItem(b, before)
	})
	for _, size := range []int{ingestBatch, 200} {
		b.Run(fmt.Sprint("store, pages of ", size), func(b *testing.B) {
			before := written()
			for b.Loop() {
				b.StopTimer()
				s := benchEmpty(b)
				b.StartTimer()
				ingestAll(b, s, pages, size)
				b.StopTimer()
				_ = s.Close()
				b.StartTimer()
			}
			perItem(b, before)
		})
	}
	b.Run("known", func(b *testing.B) {
		s := benchEmpty(b)
		ingestAll(b, s, pages, ingestBatch)
		before := written()
		for b.Loop() {
			ingestAll(b, s, pages, ingestBatch)
		}
		perItem(b, before)
		_ = s.Close()
	})
}

func benchEmpty(b *testing.B) *Store {
	b.Helper()
	s, err := Open(context.Background(), Options{Path: filepath.Join(b.TempDir(), "inbox.db")})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func ingestAll(b *testing.B, s *Store, pages [][]inbox.Observation, size int) {
	b.Helper()
	for _, page := range pages {
		for from := 0; from < len(page); from += size {
			part := inbox.Batch{Observations: page[from:min(from+size, len(page))]}
			if _, err := s.Ingest(context.Background(), "town", part, time.Unix(1e9, 0)); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkDecision takes decisions on items all over the store. floor is what
// the disk itself needs for a commit of that shape: twelve pages, sync, one page,
// sync.
func BenchmarkDecision(b *testing.B) {
	b.Run("floor", func(b *testing.B) {
		f, err := os.Create(filepath.Join(b.TempDir(), "floor"))
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close() //nolint:errcheck // nothing in it counts
		buf := make([]byte, 4096)
		if _, err := f.WriteAt(make([]byte, 64<<20), 0); err != nil {
			b.Fatal(err)
		}
		_ = f.Sync()
		var took []time.Duration
		for b.Loop() {
			start := time.Now()
			for range 12 {
				_, _ = f.WriteAt(buf, int64(rand.IntN(16000))*4096)
			}
			_ = f.Sync()
			_, _ = f.WriteAt(buf, 0)
			_ = f.Sync()
			took = append(took, time.Since(start))
		}
		quantiles(b, took)
	})
	s := benchStore(b, storetest.BenchItems())
	ids := spread(b, s, 2000)
	b.Run("one", func(b *testing.B) {
		before := written()
		quantiles(b, decideAll(b, s, ids, 1))
		b.ReportMetric(float64(written()-before)/float64(b.N), "B-written/op")
	})
	b.Run("thousand neighbours", func(b *testing.B) {
		p, err := s.Page(b.Context(), inbox.Filter{Work: inbox.OpenWork()}, "", 1000)
		if err != nil {
			b.Fatal(err)
		}
		var near []inbox.ItemID
		for i := range p.Items {
			near = append(near, p.Items[i].ID)
		}
		decideAll(b, s, near, 1000)
	})
	b.Run("draft", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			err := s.SaveDraft(b.Context(), inbox.Draft{Item: ids[i%10], Person: "ayse", Composition: inbox.Composition{Free: "Danke"}})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkDecisionDuringIngest decides while pages of 200 come in as fast as the
// store takes them.
func BenchmarkDecisionDuringIngest(b *testing.B) {
	s := benchEmpty(b)
	defer s.Close() //nolint:errcheck // a benchmark
	town := storetest.NewTown(3)
	ingestAll(b, s, [][]inbox.Observation{town.Page(50_000)}, 1000)
	ids := spread(b, s, 1000)
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	taken := 0
	wg.Go(func() {
		for ctx.Err() == nil {
			r, err := s.Ingest(context.Background(), "town", inbox.Batch{Observations: town.Page(200)}, town.Now())
			if err != nil {
				return
			}
			taken += r.New
		}
	})
	var reads []time.Duration
	wg.Go(func() {
		frames := time.NewTicker(8 * time.Millisecond) // as a screen would
		defer frames.Stop()
		for ctx.Err() == nil {
			start := time.Now()
			_, _ = s.Page(ctx, inbox.Filter{Work: inbox.OpenWork()}, "", 40)
			_, _ = s.Counts(ctx, sidebar(), 100)
			reads = append(reads, time.Since(start))
			<-frames.C
		}
	})
	took := decideAll(b, s, ids, 1)
	cancel()
	wg.Wait()
	quantiles(b, took)
	b.ReportMetric(float64(taken)/b.Elapsed().Seconds(), "ingested/s")
	if len(reads) > 0 {
		quantilesAs(b, reads, "read-p50-ns", 0.5)
		quantilesAs(b, reads, "read-p99-ns", 0.99)
	}
}

// spread picks ids from all over the store.
func spread(b *testing.B, s *Store, n int) (out []inbox.ItemID) {
	b.Helper()
	err := s.view(b.Context(), func(tx *bbolt.Tx) error {
		c := tx.Bucket(bCover).Cursor()
		lo, _ := c.First()
		hi, _ := c.Last()
		from, to := itemID(lo).Time().UnixMilli(), itemID(hi).Time().UnixMilli()
		for len(out) < n {
			at := idAt(from + rand.Int64N(to-from))
			if k, _ := c.Seek(at[:]); k != nil {
				out = append(out, itemID(k))
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	return out
}

// decideAll sets levels, size decisions a commit.
func decideAll(b *testing.B, s *Store, ids []inbox.ItemID, size int) (took []time.Duration) {
	b.Helper()
	for i := 0; b.Loop(); i++ {
		ds := make([]inbox.Decision, size)
		for k := range ds {
			ds[k] = inbox.Decision{
				Kind: inbox.DidEscalate, Actor: inbox.Actor{Person: "ayse", Role: "editor"},
				Item: ids[(i*size+k)%len(ids)], Args: inbox.Args{Level: inbox.Level(i % 4)},
			}
		}
		start := time.Now()
		if _, err := s.Commit(context.Background(), ds, start); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	return took
}

func quantilesAs(b *testing.B, took []time.Duration, name string, q float64) {
	b.Helper()
	slices.Sort(took)
	b.ReportMetric(float64(took[int(q*float64(len(took)-1))].Nanoseconds()), name)
}
