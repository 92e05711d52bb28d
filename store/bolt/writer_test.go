package bolt

import (
	"context"
	"errors"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"lotse/inbox"
)

// hold stops the writer until the returned function is called.
func hold(t *testing.T, s *Store) (release func()) {
	t.Helper()
	held, gate := make(chan bool), make(chan bool)
	go func() {
		_ = s.alone(context.Background(), func() error { close(held); <-gate; return nil })
	}()
	<-held
	return func() { close(gate) }
}

func until(cond func() bool) {
	for !cond() {
		runtime.Gosched()
	}
}

func TestPeopleGoFirst(t *testing.T) {
	s := openTest(t, Options{Path: dbPath(t)})
	release := hold(t, s)
	var order []string
	var wg sync.WaitGroup
	add := func(queue chan *job, name string) {
		n := len(queue)
		wg.Go(func() {
			_ = s.submit(context.Background(), queue, &job{size: 10, plan: func(*write) (func() error, error) {
				order = append(order, name) // only the writer runs plans
				return nil, nil
			}})
		})
		until(func() bool { return len(queue) > n })
	}
	add(s.ingest, "page")
	add(s.ingest, "page")
	add(s.people, "person")
	add(s.people, "person")
	release()
	wg.Wait()
	if want := []string{"person", "person", "page", "page"}; !slices.Equal(order, want) {
		t.Errorf("went %v", order)
	}
}

// Whoever gives up before the writer came to them has changed nothing.
func TestGivenUpInTime(t *testing.T) {
	s := filled(t, Options{Path: dbPath(t)}, 5)
	id := firstItem(t, s)
	before, err := s.Item(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	release := hold(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		_, err := s.Commit(ctx, []inbox.Decision{{Kind: inbox.DidReveal, Item: id}}, time.Unix(1e9, 0))
		done <- err
	}()
	until(func() bool { return len(s.people) > 0 })
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	release()
	if it, err := s.Item(t.Context(), id); err != nil || !reflect.DeepEqual(it.State, before.State) {
		t.Errorf("state is %+v, %v", it.State, err)
	}
}

// One caller's refusal or a rule that panics is nobody else's.
func TestRefusalsStayApart(t *testing.T) {
	s := filled(t, Options{Path: dbPath(t)}, 5)
	id := firstItem(t, s)
	release := hold(t, s)
	results := make(chan error, 3)
	for i, d := range []inbox.Decision{
		{Kind: inbox.DidReveal, Item: id},
		{Kind: "no such thing", Item: id},
		{Kind: inbox.DidReveal, Item: id},
	} {
		go func() {
			_, err := s.Commit(context.Background(), []inbox.Decision{d}, time.Unix(1e9, 0))
			results <- err
		}()
		until(func() bool { return len(s.people) > i })
	}
	release()
	refused := 0
	for range 3 {
		if err := <-results; err != nil {
			wants(t, err, inbox.CodeUnknownName)
			refused++
		}
	}
	if refused != 1 {
		t.Errorf("%d refused", refused)
	}
	err := s.submit(t.Context(), s.people, &job{plan: func(w *write) (func() error, error) {
		defer markRulePanic()
		panic("a rule with a hole")
	}})
	wants(t, err, inbox.CodeStore)
	if _, err := s.Commit(t.Context(), []inbox.Decision{{Kind: inbox.DidReveal, Item: id}}, time.Unix(1e9, 0)); err != nil {
		t.Error(err)
	}
	if _, err := s.VerifyAudit(t.Context()); err != nil {
		t.Error(err)
	}
}

func (s *Store) txid(t *testing.T) (id int) {
	t.Helper()
	err := s.db.Load().View(func(tx *bbolt.Tx) error { id = tx.ID(); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func TestNoNewsNoCommit(t *testing.T) {
	s := openTest(t, Options{Path: dbPath(t)})
	o, p := killItemLike(1), killItemLike(2)
	edited := o
	edited.Text, edited.EditedAt = "neuer", o.PostedAt.Add(time.Hour)
	for name, b := range map[string]inbox.Batch{
		"simple": {Observations: []inbox.Observation{o, p}, Cursor: []byte("1"), Gap: &inbox.Gap{Reason: "window"}},
		"twice":  {Observations: []inbox.Observation{edited, o, p}, Cursor: []byte("1")},
		"empty":  {},
		"gone":   {Observations: []inbox.Observation{{Content: o.Content, Gone: inbox.DeletedByAuthor}}},
	} {
		if _, err := s.Ingest(t.Context(), "mastodon", b, time.Unix(1e9, 0)); err != nil {
			t.Fatal(err)
		}
		before := s.txid(t)
		if _, err := s.Ingest(t.Context(), "mastodon", b, time.Unix(1e9, 0)); err != nil {
			t.Fatal(err)
		}
		if name == "gone" {
			b.Observations = b.Observations[:0]
		}
		if after := s.txid(t); after != before {
			t.Errorf("%s: the second time committed %d times", name, after-before)
		}
	}
}

// A reader at work all the time must not make the file grow: it never holds a
// snapshot while it waits.
func TestReadersDoNotGrowTheFile(t *testing.T) {
	s := filled(t, Options{Path: dbPath(t)}, 20_000)
	before, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	wg.Go(func() {
		for ctx.Err() == nil {
			_, _ = s.Page(ctx, inbox.Filter{Work: inbox.OpenWork()}, "", 40)
			_, _ = s.Counts(ctx, []inbox.Filter{{}}, 10)
			_ = s.Search(ctx, inbox.Filter{Text: []inbox.TextTerm{{Text: "brücke"}}}, func([]inbox.Item) bool { return ctx.Err() == nil })
		}
	})
	p, err := s.Page(t.Context(), inbox.Filter{}, "", 500)
	if err != nil {
		t.Fatal(err)
	}
	log := 0
	for i := range 1000 {
		by := inbox.Actor{Person: "ayse", Role: "editor"}
		es, err := s.Commit(t.Context(), []inbox.Decision{{
			Kind: inbox.DidEscalate, Actor: by, Item: p.Items[i%len(p.Items)].ID, Args: inbox.Args{Level: inbox.Level(i % 4)},
		}}, time.Unix(1e9, 0))
		if err != nil {
			t.Fatal(err)
		}
		log += len(es)
	}
	cancel()
	wg.Wait()
	after, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	// What the log itself needs is growth that is wanted: about 1.2 KiB an entry.
	grown := after.Bytes - before.Bytes - int64(log)*1200
	if grown > before.Bytes/20 {
		t.Errorf("the file grew from %d to %d bytes over %d decisions", before.Bytes, after.Bytes, log)
	}
	t.Logf("from %d to %d bytes, %d free", before.Bytes, after.Bytes, after.FreeBytes)
}
