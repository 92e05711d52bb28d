package storetest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"lotse/inbox"
)

// BenchItems is how many items the benchmarks read: LOTSE_BENCH_ITEMS, a million
// when it is not set.
func BenchItems() int {
	if n, err := strconv.Atoi(os.Getenv("LOTSE_BENCH_ITEMS")); err == nil {
		return n
	}
	return 1_000_000
}

// Kept gives the file of a town of n items. It is built once, with open making an
// empty store, and kept below LOTSE_BENCH_DIR or the user's cache folder.
func Kept(ctx context.Context, n int, open func(path string) (inbox.Store, error)) (string, error) {
	dir := os.Getenv("LOTSE_BENCH_DIR")
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(cache, "lotse-bench")
	}
	path := filepath.Join(dir, fmt.Sprintf("town-%d.db", n))
	if _, err := os.Stat(path); err == nil { //nolint:gosec // whoever runs a benchmark names its folder
		return path, nil
	}
	building := path + ".building"
	_ = os.Remove(building) //nolint:gosec // as above
	s, err := open(building)
	if err != nil {
		return "", err
	}
	town := NewTown(1)
	for done := 0; done < n; done += 2000 {
		r, err := s.Ingest(ctx, "town", inbox.Batch{Observations: town.Page(min(2000, n-done))}, town.Now())
		if err != nil {
			return "", err
		}
		if _, err := s.Commit(ctx, town.Work(r.IDs), town.Now()); err != nil {
			return "", err
		}
	}
	if err := s.Close(); err != nil {
		return "", err
	}
	return path, os.Rename(building, path) //nolint:gosec // as above
}
