package main_test

import (
	"context"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/store/storetest"
)

// TestUndoAndRedoWalkTheSameWay follows one person back and forth over several
// acts on one item and on a batch.
func TestUndoAndRedoWalkTheSameWay(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	desk := &inbox.Desk{
		Store: storetest.NewMemory(), House: killHouse(),
		Clock: inbox.ClockFunc(func() time.Time { return now }),
	}
	var ids []inbox.ItemID
	var page inbox.Batch
	for _, id := range []string{"a", "b", "c"} {
		o := inbox.Observation{Content: inbox.Content{
			Channel: "mastodon", RemoteID: id, Text: id, PostedAt: now.Add(-time.Hour),
		}}
		ids = append(ids, o.ID())
		page.Observations = append(page.Observations, o)
	}
	if _, err := desk.Store.Ingest(ctx, "mastodon", page, now); err != nil {
		t.Fatal(err)
	}
	paul, err := desk.As("paul")
	if err != nil {
		t.Fatal(err)
	}
	did := func(_ []inbox.Event, err error) {
		t.Helper()
		now = now.Add(time.Second)
		if err != nil {
			t.Fatal(err)
		}
	}
	undo := func(want inbox.Code) {
		t.Helper()
		if _, err := paul.Undo(ctx); inbox.CodeOf(err) != want || err != nil && want == "" {
			t.Fatalf("undo gave %v, want %q", err, want)
		}
	}
	redo := func(want inbox.Code) {
		t.Helper()
		if _, err := paul.Redo(ctx); inbox.CodeOf(err) != want || err != nil && want == "" {
			t.Fatalf("redo gave %v, want %q", err, want)
		}
	}
	is := func(i int, work inbox.WorkState, snoozed bool, notes int) {
		t.Helper()
		it, err := paul.Item(ctx, ids[i])
		if err != nil || it.State.Work != work || it.State.Snoozed() != snoozed || it.State.Notes != notes {
			t.Fatalf("item %d is %s, snoozed %v, %d notes (%v)", i, it.State.Work, it.State.Snoozed(), it.State.Notes, err)
		}
	}
	one := inbox.Targets(ids[0])
	redo(inbox.CodeNothingToUndo)
	did(paul.Snooze(ctx, one, now.Add(time.Hour)))
	undo("")
	redo("")
	is(0, inbox.WorkNew, true, 0)
	did(paul.Note(ctx, one, "nachgefragt", false))
	redo(inbox.CodeNothingToUndo)
	undo("")
	undo("") // the snooze that was redone
	is(0, inbox.WorkNew, false, 0)
	redo("")
	redo("")
	is(0, inbox.WorkNew, true, 1)
	redo(inbox.CodeNothingToUndo)
	did(paul.Close(ctx, inbox.Targets(ids...), inbox.ReasonOpinion, inbox.ItemID{}))
	undo("")
	for i := range ids {
		is(i, inbox.WorkNew, i == 0, map[bool]int{true: 1}[i == 0])
	}
	redo("")
	is(2, inbox.WorkClosed, false, 0)
	undo("")
	undo("")
	undo("")
	undo(inbox.CodeNothingToUndo)
	is(0, inbox.WorkNew, false, 0)
}
