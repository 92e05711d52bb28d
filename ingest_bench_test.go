package main_test

import (
	"context"
	"path/filepath"
	"testing"

	"lotse/inbox"
	"lotse/inbox/triage"
	"lotse/store/bolt"
	"lotse/store/storetest"
)

// BenchmarkIngestWithTriage is a comment's whole way in: judged, checked for being
// known, written with its indexes and synced, a thousand to a page.
func BenchmarkIngestWithTriage(b *testing.B) {
	const page = 1000
	ctx := context.Background()
	store, err := bolt.Open(ctx, bolt.Options{Path: filepath.Join(b.TempDir(), "inbox.db")})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	rules, town := triage.New(), storetest.NewTown(7)
	done := 0
	for b.Loop() {
		b.StopTimer()
		obs := town.Page(page)
		b.StartTimer()
		for i := range obs {
			obs[i].Assessment = rules.Assess(obs[i].Text, inbox.AssessContext{Language: obs[i].Language})
		}
		if _, err := store.Ingest(ctx, "town", inbox.Batch{Observations: obs}, town.Now()); err != nil {
			b.Fatal(err)
		}
		done += page
	}
	b.ReportMetric(float64(done)/b.Elapsed().Seconds(), "items/s")
}
