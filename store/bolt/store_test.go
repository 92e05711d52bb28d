package bolt

import (
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/store/storetest"
)

// viewLimit is how long a view may last before it counts as left open.
const viewLimit = 3 * time.Second

// openTest opens a store that watches over the length of its views.
func openTest(t testing.TB, o Options) *Store {
	t.Helper()
	var slow atomic.Int32
	o.viewed = func(d time.Duration) {
		// A busy machine may stop a view once; one that waits for something does it again.
		if d > viewLimit && slow.Add(1) > 2 {
			t.Errorf("a view lasted %v, and not the first one", d)
		}
	}
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

func dbPath(t testing.TB) string { return filepath.Join(t.TempDir(), "desk", "inbox.db") }

// TestStore is the suite every store passes.
func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) inbox.Store {
		return openTest(t, Options{Path: dbPath(t)})
	})
}
