package adaptertest

import (
	"sync"
	"testing"
	"time"

	"lotse/inbox"
)

// Desk is what stands on the desk's side of a channel in a test: a clock that is
// turned by hand, the cursor, and what a store would have seen.
type Desk struct {
	testing.TB
	Ch     inbox.Channel
	Cursor []byte
	Seen   map[string]inbox.Observation // by remote id, the latest
	Gaps   []inbox.Gap
	Notes  []string // codes of warnings

	mu  sync.Mutex
	now time.Time
}

// NewDesk makes one on a Monday morning.
func NewDesk(t testing.TB) *Desk {
	return &Desk{TB: t, now: time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC), Seen: map[string]inbox.Observation{}}
}

// Now gives the time of channel and fake.
func (d *Desk) Now() time.Time {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.now
}

// Turn moves the clock on.
func (d *Desk) Turn(by time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.now = d.now.Add(by)
}

// Poll reads until there is no more and gives how many texts were new or changed.
func (d *Desk) Poll() (changes int) {
	d.Helper()
	for range 500 {
		b, err := d.Ch.Poll(d.Context(), d.Cursor)
		if err != nil {
			d.Fatalf("poll: %v", err)
		}
		d.Cursor = b.Cursor
		if b.Gap != nil {
			d.Gaps = append(d.Gaps, *b.Gap)
		}
		for _, n := range b.Warnings {
			d.Notes = append(d.Notes, n.Code)
		}
		for _, o := range b.Observations {
			if old, known := d.Seen[o.RemoteID]; !known || old.Hash() != o.Hash() || old.Gone != o.Gone {
				changes++
			}
			d.Seen[o.RemoteID] = o
		}
		if !b.More {
			return changes
		}
	}
	d.Fatal("the poll does not end")
	return 0
}

// Intent answers a seen text the way the sender does.
func (d *Desk) Intent(to inbox.Observation, text string) inbox.Intent {
	ref := refTo(to)
	return inbox.Intent{
		Attempt: inbox.NewULID(d.Now()), At: d.Now(), To: ref, Thread: to.ThreadKey(),
		Text: inbox.Canonical(d.Ch.Compose(ref, text)), Language: "de",
	}
}
