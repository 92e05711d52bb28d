package bolt

import (
	"path/filepath"
	"testing"
	"time"

	"lotse/inbox"
	"lotse/store/storetest"
)

// viewLimit is how long a view may last before it counts as left open.
const viewLimit = 250 * time.Millisecond

// openTest opens a store that watches over the length of its views.
func openTest(t testing.TB, o Options) *Store {
	t.Helper()
	o.viewed = func(d time.Duration) {
		if d > viewLimit {
			t.Errorf("a view lasted %v", d)
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

func TestStore(t *testing.T) {
	storetest.Run(t, func(t *testing.T) inbox.Store {
		return openTest(t, Options{Path: filepath.Join(t.TempDir(), "desk", "inbox.db")})
	})
}
