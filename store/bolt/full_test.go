package bolt

import (
	"testing"
	"time"

	"lotse/inbox"
)

// fillUp ingests until the store refuses and checks what it left: whole pages,
// good for reading, and the promise kept that a refused page is not there.
func fillUp(t *testing.T, s *Store) {
	t.Helper()
	ctx := t.Context()
	taken := 0
	var err error
	for n := 0; err == nil; n++ {
		b := inbox.Batch{Cursor: []byte{byte(n), byte(n >> 8)}}
		for i := range 500 {
			o := killItemLike(n*500 + i)
			o.PostedAt = o.PostedAt.Add(time.Duration(n*500+i) * time.Second)
			o.Text = string(make([]byte, 2000))
			b.Observations = append(b.Observations, o)
		}
		var r inbox.IngestResult
		if r, err = s.Ingest(ctx, "mastodon", b, time.Unix(1e9, 0)); err == nil {
			taken += r.New
		}
	}
	wants(t, err, inbox.CodeStoreFull)
	if taken == 0 {
		t.Error("nothing was taken before it was full")
	}
	c, err := s.Counts(ctx, []inbox.Filter{{}}, 0)
	if err != nil || c[0].N != taken {
		t.Errorf("%d items, %v; %d were taken", c[0].N, err, taken)
	}
	if err := s.Check(ctx); err != nil {
		t.Error(err)
	}
	if it := firstItem(t, s); it.IsZero() {
		t.Error("no item to read")
	}
	// Not even a draft that does not fit spoils anything.
	d := inbox.Draft{Person: "ayse", Composition: inbox.Composition{Free: string(make([]byte, 20<<20))}}
	wants(t, s.SaveDraft(ctx, d), inbox.CodeStoreFull)
	if err := s.Check(ctx); err != nil {
		t.Error(err)
	}
}

func TestFullStore(t *testing.T) {
	path := dbPath(t)
	_ = openTest(t, Options{Path: path}).Close()
	s := openTest(t, Options{Path: path, maxSize: 48 << 20})
	fillUp(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	// With room again it goes on.
	s = openTest(t, Options{Path: path})
	o := killItemLike(-1)
	if _, err := s.Ingest(t.Context(), "mastodon", inbox.Batch{Observations: []inbox.Observation{o}}, time.Unix(1e9, 0)); err != nil {
		t.Error(err)
	}
	if err := s.Check(t.Context()); err != nil {
		t.Error(err)
	}
}
