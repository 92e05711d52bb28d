package bolt

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lotse/inbox"
)

// TestDamaged spoils a file in many ways. Whatever is left of it, every call
// comes back, and with an error of the domain if with any.
func TestDamaged(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "whole.db")
	s := filled(t, Options{Path: whole}, 2000)
	st, err := s.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_ = s.Close()
	good, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	good = good[:min(int64(len(good)), st.Bytes)]
	page := os.Getpagesize()
	pages := len(good) / page
	random := rand.New(rand.NewPCG(1, 2))

	spoilt := map[string]func([]byte) []byte{
		"empty":   func([]byte) []byte { return nil },
		"garbage": func(b []byte) []byte { fill(b, random); return b },
		"text":    func([]byte) []byte { return []byte("this is not a store\n") },
		"both metas gone": func(b []byte) []byte {
			clear(b[:2*page])
			return b
		},
	}
	for _, n := range []int{1, 100, page, 2*page - 1, 2 * page, 3 * page, 5 * page, len(good) / 4, len(good) / 2, len(good) - page, len(good) - 1} {
		spoilt[fmt.Sprint("cut to ", n)] = func(b []byte) []byte { return b[:n] }
	}
	for n := range pages {
		if n > 40 && n%17 != 0 {
			continue
		}
		spoilt[fmt.Sprint("page zero ", n)] = func(b []byte) []byte { clear(b[n*page:][:page]); return b }
		spoilt[fmt.Sprint("page garbage ", n)] = func(b []byte) []byte { fill(b[n*page:][:page], random); return b }
	}
	for n := range 40 {
		spoilt[fmt.Sprint("bits ", n)] = func(b []byte) []byte {
			for range 50 {
				b[random.IntN(len(b))] ^= 1 << random.IntN(8)
			}
			return b
		}
	}
	for name, spoil := range spoilt {
		path := filepath.Join(t.TempDir(), "inbox.db")
		if err := os.WriteFile(path, spoil(append([]byte(nil), good...)), 0o600); err != nil {
			t.Fatal(err)
		}
		done := make(chan bool)
		go func() {
			defer close(done)
			useDamaged(t, name, path)
		}()
		select {
		case <-done:
		case <-time.After(2 * time.Minute): // only ever waited for when something hangs
			t.Fatalf("%s: does not come back", name)
		}
		_ = os.Remove(path)
	}
}

func fill(b []byte, random *rand.Rand) {
	for i := range b {
		b[i] = byte(random.Uint32())
	}
}

// useDamaged calls everything once.
func useDamaged(t *testing.T, name, path string) {
	ctx := t.Context()
	report := func(call string, err error) {
		switch inbox.CodeOf(err) {
		case "":
			if err != nil {
				t.Errorf("%s: %s: not an error of the domain: %v", name, call, err)
			}
		case inbox.CodeStoreInUse, inbox.CodeStoreClosed, inbox.CodeStoreFull, inbox.CodeStoreReadOnly:
			t.Errorf("%s: %s: a misleading error: %v", name, call, err)
		default: // any other code tells what is wrong
		}
	}
	s, err := Open(ctx, Options{Path: path})
	report("open", err)
	if err != nil {
		return
	}
	p, err := s.Page(ctx, inbox.Filter{}, "", 40)
	report("page", err)
	_, err = s.Counts(ctx, []inbox.Filter{{}, {Persons: []string{"ayse"}}}, 100)
	report("counts", err)
	report("search", s.Search(ctx, inbox.Filter{Text: []inbox.TextTerm{{Text: "brücke"}}}, func([]inbox.Item) bool { return true }))
	_, err = s.Events(ctx, inbox.EventID{}, 1000)
	report("events", err)
	_, err = s.Resolve(ctx, "ZZZZZZ", 5)
	report("resolve", err)
	for i := range p.Items {
		if i > 2 {
			break
		}
		_, err = s.Thread(ctx, p.Items[i].ID, 10)
		report("thread", err)
		_, err = s.Commit(ctx, []inbox.Decision{{Kind: inbox.DidReveal, Item: p.Items[i].ID, Actor: inbox.System()}}, time.Unix(1e9, 0))
		report("commit", err)
	}
	o := killItemLike(1)
	_, err = s.Ingest(ctx, "mastodon", inbox.Batch{Observations: []inbox.Observation{o}, Cursor: []byte("x")}, time.Unix(1e9, 0))
	report("ingest", err)
	report("check", s.Check(ctx))
	_, err = s.VerifyAudit(ctx)
	report("audit", err)
	report("close", s.Close())
}

func killItemLike(i int) inbox.Observation {
	return inbox.Observation{Content: inbox.Content{Channel: "mastodon", RemoteID: fmt.Sprint("new", i), Text: "neu", PostedAt: time.Unix(1e9, 0)}}
}
