package bolt

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// change writes into the file behind the store's back.
func change(t *testing.T, s *Store, fn func(tx *bbolt.Tx) error) {
	t.Helper()
	if err := s.db.Load().Update(fn); err != nil {
		t.Fatal(err)
	}
}

func TestErasedTextLeavesTheChain(t *testing.T) {
	s := filled(t, Options{Path: dbPath(t)}, 50)
	es, err := s.Events(t.Context(), inbox.EventID{}, 100)
	if err != nil || len(es) != 10 {
		t.Fatal(len(es), err)
	}
	for range 2 {
		if err := s.EraseText(t.Context(), es[3].ID); err != nil {
			t.Fatal(err)
		}
	}
	e, err := s.Event(t.Context(), es[3].ID)
	if err != nil || e.Text != "" || !e.Erased || e.Hash != es[3].Hash {
		t.Errorf("event is %+v, %v", e, err)
	}
	r, err := s.VerifyAudit(t.Context())
	if err != nil || r != (Report{Events: 10, Nodes: 1, Erased: 1}) {
		t.Errorf("report is %+v, %v", r, err)
	}
	wants(t, s.EraseText(t.Context(), inbox.NewEventID(1, 1)), inbox.CodeNoEvent)
}

func TestTamperingShows(t *testing.T) {
	for name, spoil := range map[string]struct {
		fn  func(tx *bbolt.Tx, id []byte) error
		seq string
	}{
		"another person": {func(tx *bbolt.Tx, id []byte) error {
			v := tx.Bucket(bEvents).Get(id)
			return tx.Bucket(bEvents).Put(id, bytes.Replace(v, []byte("ayse"), []byte("fred"), 1))
		}, "5"},
		"another text": {func(tx *bbolt.Tx, id []byte) error {
			v := append(bytes.Clone(tx.Bucket(bTexts).Get(id)[:saltLen]), "gelogen"...)
			return tx.Bucket(bTexts).Put(id, v)
		}, "5"},
		"one left out": {func(tx *bbolt.Tx, id []byte) error { return tx.Bucket(bEvents).Delete(id) }, "5"},
		"the end cut off": {func(tx *bbolt.Tx, _ []byte) error {
			k, _ := tx.Bucket(bEvents).Cursor().Last()
			return tx.Bucket(bEvents).Delete(k)
		}, "10"},
		"all gone": {func(tx *bbolt.Tx, _ []byte) error {
			if err := tx.DeleteBucket(bEvents); err != nil {
				return err
			}
			_, err := tx.CreateBucket(bEvents)
			return err
		}, "1"},
	} {
		s := filled(t, Options{Path: dbPath(t)}, 50)
		es, err := s.Events(t.Context(), inbox.EventID{}, 5)
		if err != nil {
			t.Fatal(err)
		}
		change(t, s, func(tx *bbolt.Tx) error { return spoil.fn(tx, es[4].ID[:]) })
		_, err = s.VerifyAudit(t.Context())
		var e *inbox.Error
		if !errors.As(err, &e) || e.Code != inbox.CodeAuditBroken || e.Args["seq"] != spoil.seq {
			t.Errorf("%s: got %v, want the entry %s", name, err, spoil.seq)
		}
	}
}

// TestCheckFindsWhatDiffers spoils each projection in turn.
func TestCheckFindsWhatDiffers(t *testing.T) {
	del := func(bucket []byte) func(tx *bbolt.Tx) error {
		return func(tx *bbolt.Tx) error {
			k, _ := tx.Bucket(bucket).Cursor().First()
			return tx.Bucket(bucket).Delete(k)
		}
	}
	for name, fn := range map[string]func(tx *bbolt.Tx) error{
		"content": del(bContent), "cover": del(bCover), "queue": del(bQueue), "state": del(bStates),
		"thread": del(bThreads), "cells": del(bCells), "words": del(bWake),
		"left over": func(tx *bbolt.Tx) error {
			return tx.Bucket(bQueue).Put(queueKey(3, inbox.ItemID{1}), make([]byte, coverLen))
		},
		"other cover": func(tx *bbolt.Tx) error {
			k, v := tx.Bucket(bCover).Cursor().First()
			v = bytes.Clone(v)
			v[atLevel]++
			return tx.Bucket(bCover).Put(k, v)
		},
	} {
		s := filled(t, Options{Path: dbPath(t)}, 50)
		it := firstItem(t, s)
		snooze := inbox.Decision{Kind: inbox.DidSnooze, Item: it, Args: inbox.Args{Until: time.Unix(2e9, 0)}}
		if _, err := s.Commit(t.Context(), []inbox.Decision{snooze}, time.Unix(1e9, 0)); err != nil {
			t.Fatal(err)
		}
		if err := s.Check(t.Context()); err != nil {
			t.Fatal(err)
		}
		change(t, s, fn)
		if err := s.Check(t.Context()); inbox.CodeOf(err) != inbox.CodeStoreDamaged {
			t.Errorf("%s: check gave %v", name, err)
		}
	}
}
