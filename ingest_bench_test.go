package main_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/inbox/triage"
	"lotse/inbox/wave"
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

// BenchmarkIngestWithWaves is the same with somebody who looks for waves. The town's
// clock runs on, so that the texts are news.
func BenchmarkIngestWithWaves(b *testing.B) {
	const page = 1000
	ctx := context.Background()
	store, err := bolt.Open(ctx, bolt.Options{Path: filepath.Join(b.TempDir(), "inbox.db")})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = store.Close() }()
	rules, town := triage.New(), storetest.NewTown(7)
	watch := wave.NewWatch(store, inbox.DefaultWaveRules(), time.UTC, inbox.ClockFunc(town.Now))
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
		seen := make([]inbox.Sight, len(obs))
		for i := range obs {
			seen[i] = inbox.SightIn(&obs[i])
		}
		watch.Spot(ctx, seen)
		done += page
	}
	b.ReportMetric(float64(done)/b.Elapsed().Seconds(), "items/s")
}
